"""How the settings that are more than a word or a number are read and checked."""

from __future__ import annotations

import json
import re
from typing import Annotated
from urllib.parse import urlsplit
from zoneinfo import available_timezones

import langcodes
import limits
from babel.core import get_global
from pydantic import AfterValidator, BeforeValidator, SecretStr
from pydantic_settings import NoDecode

import locales
from narration.engines import ENGINES

_DATABASES = ("sqlite", "postgresql", "postgres")
_LOOPBACK = ("127.0.0.1", "::1", "localhost")


def _read_json(value: str) -> object:
    try:
        return json.loads(value)
    except ValueError:
        raise ValueError("valid JSON, or values by commas") from None


def _split_names(value: object) -> object:
    if not isinstance(value, str):
        return value
    if value.lstrip().startswith("["):
        return _read_json(value)
    return [part.strip() for part in value.split(",") if part.strip()]


def _split_pairs(value: object) -> object:
    if not isinstance(value, str):
        return value
    if value.lstrip().startswith("{"):
        return _read_json(value)
    pairs = (part.partition("=") for part in value.split(",") if part.strip())
    return {language.strip(): voice.strip() for language, _, voice in pairs}


def _lower(value: object) -> object:
    return value.lower() if isinstance(value, str) else value


def _check_engines(names: tuple[str, ...]) -> tuple[str, ...]:
    if not names or not ENGINES.keys() >= set(names) or len(set(names)) < len(names):
        raise ValueError(f"{', '.join(ENGINES)}; several by commas, each once")
    return names


def _check_voices(voices: dict[str, str]) -> dict[str, str]:
    for language, voice in voices.items():
        if not langcodes.tag_is_valid(language) or not re.fullmatch(r"[a-z0-9_]+:\S+", voice):
            raise ValueError("language=engine:voice by commas, such as fr=piper:fr-fr-siwis")
    return voices


def _check_language(tag: str) -> str:
    supported = locales.find_supported(tag)
    if supported is None:
        raise ValueError(" ".join(locales.SUPPORTED))
    return supported


def _check_rate(rate: str) -> str:
    try:
        limits.parse_many(rate)
    except ValueError:
        raise ValueError("a count per time, such as 60 per minute; several by semicolon") from None
    return rate


def _check_url(url: str) -> str:
    parts = urlsplit(url)
    plain_here = parts.scheme == "http" and parts.hostname in _LOOPBACK
    if not parts.hostname or not (parts.scheme == "https" or plain_here):
        raise ValueError("an https:// address (http:// on this machine alone)")
    return url.rstrip("/")


def _check_database(url: SecretStr | None) -> SecretStr | None:
    if url is not None and urlsplit(url.get_secret_value()).scheme not in _DATABASES:
        raise ValueError("sqlite:///FILE or postgresql://USER:PASSWORD@HOST/NAME")
    return url


def _check_country(country: str) -> str:
    country = country.upper()
    if country not in get_global("territory_languages"):
        raise ValueError("a country of ISO 3166, two letters, such as MA")
    return country


def _check_region(region: str) -> str:
    region = region.upper()
    if not re.fullmatch(r"[A-Z]{2}-[A-Z0-9]{1,3}", region):
        raise ValueError("a region of ISO 3166-2, such as MA-06")
    return region


def _check_time_zone(zone: str) -> str:
    if zone not in available_timezones():
        raise ValueError("a time zone of IANA, such as Africa/Casablanca")
    return zone


# A check's ValueError says what is allowed: the fault's line puts "allowed:" before it.
Engines = Annotated[
    tuple[str, ...], NoDecode, BeforeValidator(_split_names), AfterValidator(_check_engines)
]
Voices = Annotated[
    dict[str, str], NoDecode, BeforeValidator(_split_pairs), AfterValidator(_check_voices)
]
Guests = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_split_names)]
Language = Annotated[str, AfterValidator(_check_language)]
Rate = Annotated[str, AfterValidator(_check_rate)]
Url = Annotated[str, AfterValidator(_check_url)]
DatabaseUrl = Annotated[SecretStr | None, AfterValidator(_check_database)]
Country = Annotated[str, AfterValidator(_check_country)]
Region = Annotated[str, AfterValidator(_check_region)]
TimeZone = Annotated[str, AfterValidator(_check_time_zone)]
CaseFree = BeforeValidator(_lower)
