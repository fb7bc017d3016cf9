"""Whether each part says its language, and whether somebody here speaks it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import langcodes
import regex

from narration.checking.findings import Finding, Rule, Severity, problem, warning
from narration.checking.subject import UNKNOWN, Passage, Subject, shorten
from narration.spoken import SAY_AS
from narration.voices import Quality

UNTOLD = problem(
    "part-without-language",
    "It is read by a voice of whatever language the reader happens to use.",
    "Add lang to <html>, or to this part.",
)
UNKNOWN_TAG = problem(
    "unknown-language",
    "The language is not understood, so that the part is read in the language around it.",
    "Use a BCP 47 tag, such as lang=fr or lang=zh-Hans.",
)
OTHER_SCRIPT = problem(
    "part-in-other-script",
    "A voice of the wrong language stumbles over it, spells it, or leaves it out.",
    "Add the lang of this part to the element around it.",
)
VOICELESS = problem(
    "language-without-voice",
    "Nobody here speaks this language: the part is not read at all.",
    "Install an engine that speaks it (`outspoken voices`), or record its texts.",
)
UNKNOWN_HINT = warning(
    "unknown-say-as",
    "The hint is not known and is left out of account.",
    f"Use one of {', '.join(sorted(SAY_AS))}.",
)
EMERGENCY = Rule(
    "voice-for-emergencies",
    Severity.NOTICE,
    "The only voice of this language is hard to understand.",
    "Record the texts that matter, or install a better engine.",
)

# fmt: off
_SCRIPTS = (
    "Arab", "Armn", "Beng", "Cyrl", "Deva", "Ethi", "Geor", "Grek", "Gujr", "Guru", "Hang", "Hani",
    "Hebr", "Hira", "Kana", "Khmr", "Knda", "Laoo", "Latn", "Mlym", "Mymr", "Sinh", "Taml", "Telu",
    "Tfng", "Thai", "Tibt",
)
# fmt: on
_SCRIPT = regex.compile("|".join(rf"(?P<{name}>\p{{Script={name}}})" for name in _SCRIPTS))
_BY_CODE: dict[str, set[str]] = {
    "Hans": {"Hani"},
    "Hant": {"Hani"},
    "Jpan": {"Hani", "Hira", "Kana"},
    "Kore": {"Hang", "Hani"},
}
_FEWEST_LETTERS = 2
_LATIN_WORD = regex.compile(r"\p{Latin}{3,}")
_FEWEST_LATIN_WORDS = 3
"""Names, references and addresses in Latin letters stand in pages of every script."""


def check_tags(subject: Subject) -> Iterator[Finding]:
    """Find language tags that name no language, and say-as hints that are unknown."""
    for element in subject.elements:
        for name in ("lang", "xml:lang"):
            tag = element.get(name)
            if tag and not _is_known(tag):
                yield UNKNOWN_TAG.broken(subject.where(element), f'{name}="{shorten(tag)}"')
        hint = element.get("data-outspoken-say-as")
        if hint and hint not in SAY_AS:
            yield UNKNOWN_HINT.broken(subject.where(element), shorten(hint))


def check_untold(subject: Subject) -> Iterator[Finding]:
    """Find the first text whose language the page does not tell."""
    for passage in subject.passages:
        if passage.language == UNKNOWN:
            yield UNTOLD.broken(subject.where(passage.element), shorten(passage.text))
            return


def check_scripts(subject: Subject) -> Iterator[Finding]:
    """Find text that is not written in a script of the language it claims."""
    for passage in subject.passages:
        found, wanted = _script_of(passage.text), _scripts_of(passage.language)
        if found and wanted and found not in wanted:
            yield OTHER_SCRIPT.broken(subject.where(passage.element), shorten(passage.text))


def check_voices(subject: Subject) -> Iterator[Finding]:
    """Find languages that nobody speaks here, or that a poor voice alone speaks."""
    first: dict[str, Passage] = {}
    for passage in subject.passages:
        first.setdefault(passage.language, passage)
    for language, passage in first.items():
        if language == UNKNOWN or not _is_known(language):
            continue
        voices = subject.voices.candidates(language)
        where = subject.where(passage.element)
        if not voices:
            yield VOICELESS.broken(where, language)
        elif all(voice.quality is Quality.EMERGENCY_ONLY for voice in voices):
            yield EMERGENCY.broken(where, language)


@lru_cache(maxsize=1024)
def _is_known(tag: str) -> bool:
    return langcodes.tag_is_valid(tag.replace("_", "-"))


def _script_of(text: str) -> str | None:
    """Return the script of most letters in a text, or None where that proves nothing."""
    letters: dict[str, int] = {}
    for found in _SCRIPT.finditer(text):
        letters[found.lastgroup or ""] = letters.get(found.lastgroup or "", 0) + 1
    most = max(letters, key=letters.__getitem__, default=None)
    if most == "Latn":
        return most if len(_LATIN_WORD.findall(text)) >= _FEWEST_LATIN_WORDS else None
    return most if sum(letters.values()) >= _FEWEST_LETTERS else None


@lru_cache(maxsize=1024)
def _scripts_of(language: str) -> frozenset[str]:
    """Return the scripts that a language is written in; empty where that is not known."""
    if language == UNKNOWN or not _is_known(language):
        return frozenset()
    code = langcodes.Language.get(language).maximize().script or ""
    own = {code} if code in _SCRIPTS else set()
    return frozenset(_BY_CODE.get(code, own))
