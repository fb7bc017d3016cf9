"""The settings themselves: name, type, range, default and help of each."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AliasChoices, Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

import locales
from narration.cores import count_cores
from narration.engines import DEFAULT_CHAIN
from web.config.parsing import (
    CaseFree,
    Country,
    DatabaseUrl,
    Engines,
    Guests,
    Language,
    Rate,
    Region,
    TimeZone,
    Url,
    Voices,
)

PREFIX = "OUTSPOKEN_"


def _beside_data(name: str) -> Any:
    """Return a default for pydantic, which gives it the fields that stand before."""
    return lambda settings: settings["data"] / name


def _beside_port(distance: int) -> Any:
    """Return a default that moves with the service's port: two services then get along."""
    return lambda settings: (settings["port"] + distance - 1) % 65535 + 1


class Settings(BaseSettings):
    """What the operator decides. Each field is read from ``OUTSPOKEN_<FIELD>``; empty is unset."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_ignore_empty=True,
        extra="forbid",
        frozen=True,
        populate_by_name=True,
    )

    data: Path = Field(Path("var"), description="folder of everything that is kept")
    host: str = Field("127.0.0.1", description="address to listen on; loopback unless said")
    port: int = Field(
        8000,
        ge=1,
        le=65535,
        validation_alias=AliasChoices(PREFIX + "PORT", "PORT"),
        description="port to listen on; plain PORT is read too",
    )
    threads: int = Field(32, ge=2, le=512, description="requests answered at once")
    stall_seconds: int = Field(
        120, ge=1, le=3600, description="seconds after which a client that takes nothing is dropped"
    )
    trusted_proxies: int = Field(
        0, ge=0, le=10, description="reverse proxies in front whose X-Forwarded-For is believed"
    )

    public_url: Url | None = Field(
        None,
        description="address at which members and carriers reach the service; this machine's own"
        " if unset",
    )
    mode: Annotated[Literal["demo", "trial", "production"], CaseFree] = Field(
        "demo",
        description="demo reaches the sandbox carrier alone, trial a guest list, production all",
    )
    demo_members: int = Field(
        1000,
        ge=0,
        le=4000,
        description="members made up at the first start, in demo mode, with a campaign; 0 is none",
    )
    sandbox_smtp_port: int = Field(
        default_factory=_beside_port(25),
        ge=1,
        le=65535,
        description="port of the sandbox's mail server, in demo mode",
    )
    playground_port: int = Field(
        default_factory=_beside_port(1),
        ge=0,
        le=65535,
        description="port of the widget's playground, in demo mode; 0 is off",
    )
    providers: Path = Field(
        default_factory=_beside_data("providers.toml"),
        description="file of the carriers that send (TOML); a demo has the sandbox alone",
    )
    guests: Guests = Field(
        (), description="in a trial, the only phones and email addresses, by commas"
    )
    embedded_worker: bool = Field(
        True, description="let `outspoken serve` send messages; off where `outspoken worker` does"
    )
    bounce_port: int = Field(
        default_factory=_beside_port(26),
        ge=0,
        le=65535,
        description="port that takes reports of undeliverable mail; 0 is off",
    )

    default_language: Language = Field(
        locales.DEFAULT, description="language of text and pages that name none"
    )
    engines: Engines = Field(
        DEFAULT_CHAIN, description="speech engines by commas, the first choice first"
    )
    voices: Voices = Field(
        default_factory=dict, description="voice of a language: fr=piper:fr-fr-siwis,ar=…"
    )
    workers: int = Field(
        default_factory=lambda: min(8, count_cores()),
        ge=1,
        le=64,
        description="speech processes of an engine; by default one a processor, 8 at most",
    )
    engine_time_limit: float = Field(
        10.0, ge=0.5, le=120, description="seconds after which a sentence is given up"
    )
    queue: int = Field(64, ge=1, le=10_000, description="sentences that may wait for a worker")
    concurrency: int = Field(
        16, ge=1, le=256, description="clips being made at once; fewer than threads"
    )
    piper_voices: Path = Field(
        default_factory=_beside_data("piper"), description="folder of Piper voices (.onnx)"
    )
    gtts_url: Url = Field(
        "https://translate.google.com", description="service that the gtts engine asks"
    )
    lexicons: Path = Field(
        default_factory=_beside_data("lexicons"),
        description="folder of your own pronunciations: <locale>.pls",
    )
    recordings: Path = Field(
        default_factory=_beside_data("recordings"), description="folder of human recordings"
    )

    cache_mb: int = Field(2048, ge=16, le=10_000_000, description="megabytes of clips to keep")
    private_minutes: int = Field(
        30, ge=1, le=1440, description="minutes for which private clips are kept"
    )
    script_days: int = Field(30, ge=1, le=3650, description="days for which public texts are kept")
    script_mb: int = Field(
        200, ge=1, le=100_000, description="megabytes of texts to keep: public on disk, private not"
    )
    max_input: int = Field(4096, ge=1, le=20_000, description="characters of one utterance")
    max_utterances: int = Field(200, ge=1, le=1000, description="utterances of one script")
    max_request_bytes: int = Field(
        10_500_000, ge=10_000, le=100_000_000, description="bytes of one request, PDFs among them"
    )
    rate_speech: Rate = Field("600 per minute", description="speech API requests of one key")
    rate_scripts: Rate = Field("600 per minute", description="scripts of one key or address")
    page_loopback: bool = Field(
        False, description="let narrated pages be of this very machine: for development alone"
    )
    rate_documents: Rate = Field(
        "60 per minute", description="documents and narrated pages of one address"
    )
    rate_sites: Rate = Field("30000 per minute", description="requests of all pages of one site")
    rate_clips: Rate = Field("12000 per minute", description="clips fetched by one address")
    rate_recordings: Rate = Field("120 per minute", description="recordings of one key")
    rate_failures: Rate = Field("60 per minute", description="wrong API keys of one address")

    institution_name: str = Field(
        "Social Security", min_length=1, max_length=60, description="name that members know"
    )
    reply_to: str | None = Field(
        None, description="email address that answers to the institution's mails go to"
    )
    institution_phone: str = Field(
        "+1 500 555 0006", min_length=3, max_length=30, description="phone that members call"
    )
    listen_check: Annotated[Literal["birth-date", "reference"], CaseFree] = Field(
        "birth-date", description="what is asked before a sensitive message is read out"
    )
    listen_days: int = Field(
        60, ge=1, le=730, description="days for which a message can be listened to"
    )
    rate_checks: Rate = Field(
        "20 per minute", description="codes and checks that one address may try"
    )

    stages: Path | None = Field(
        None, description="file of stages of life (TOML); the starter set if unset"
    )
    database_url: DatabaseUrl = Field(
        None,
        description="sqlite:///FILE or postgresql://USER:PASSWORD@HOST/NAME; a file if unset",
    )
    country: Country | None = Field(
        None, description="country (ISO 3166) of members and phone numbers that name none"
    )
    region: Region | None = Field(
        None, description="region (ISO 3166-2) of members of that country that name none"
    )
    time_zone: TimeZone | None = Field(
        None,
        description="time zone (IANA) of members that name none; by default their country's",
    )

    secret_key: SecretStr | None = Field(
        None, min_length=32, description="signs sessions; made and kept in the data folder if unset"
    )
    metrics_token: SecretStr | None = Field(
        None, min_length=16, description="bearer token that /metrics asks for; open if unset"
    )
    log_level: Annotated[Literal["debug", "info", "warning", "error"], CaseFree] = Field(
        "info", description="least level that is logged: debug, info, warning or error"
    )
    log_format: Annotated[Literal["json", "console"], CaseFree] = Field(
        "json", description="json, or console for reading"
    )

    @property
    def own_url(self) -> str:
        """The address of the service for programs of this machine."""
        host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(self.host, self.host)  # noqa: S104
        return f"http://{f'[{host}]' if ':' in host else host}:{self.port}"

    @property
    def reached_at(self) -> str:
        """The address at which members and carriers reach the service."""
        return (self.public_url or self.own_url).rstrip("/")

    @property
    def open_playground_port(self) -> int:
        """The port of the widget's playground, or 0 where there is none."""
        return self.playground_port if self.mode == "demo" else 0

    @property
    def listeners(self) -> int:
        """How many threads may wait for clips in the making: the others are for what is quick."""
        return self.threads * 3 // 4

    @model_validator(mode="after")
    def _leave_threads_for_what_is_quick(self) -> Settings:
        if self.concurrency >= self.threads:
            raise ValueError(
                f"{PREFIX}CONCURRENCY={self.concurrency} leaves no thread for finished clips; "
                f"allowed: less than {PREFIX}THREADS={self.threads}"
            )
        return self
