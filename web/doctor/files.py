"""What the package has to bring along: catalogs, lexicons, and the built front end."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files

import locales
from narration.errors import LexiconError
from narration.lexicon import load_lexicon
from web.doctor.findings import Finding, Grade, well

_REINSTALL = "The package is incomplete: build and install it again."


def check_catalogs() -> Iterator[Finding]:
    """Look for the catalog of every language but the source, and read every lexicon."""
    bare = [tag for tag in locales.SUPPORTED[1:] if not _has_words(tag)]
    yield _judge("catalogs", bare, f"{len(locales.SUPPORTED)} languages")
    bare = [tag for tag in locales.SUPPORTED if not _has_lexicon(tag)]
    yield _judge("lexicons", bare, f"{len(locales.SUPPORTED)} languages")


def _judge(part: str, missing: list[str], detail: str) -> Finding:
    if missing:
        return Finding(part, Grade.FAILED, f"missing or broken: {', '.join(missing)}", _REINSTALL)
    return well(part, detail)


def _has_words(language: str) -> bool:
    catalog = files(locales) / locales.get_locale(language) / "LC_MESSAGES" / "messages.po"
    return catalog.is_file()


def _has_lexicon(language: str) -> bool:
    shipped = files(locales) / locales.get_locale(language) / "lexicon.pls"
    try:
        return shipped.is_file() and load_lexicon(language) is not None
    except LexiconError:
        return False


def check_front_end() -> Finding:
    """Look for the scripts and sheets that are built from web/frontend."""
    part = "front end"
    built = files("web") / "static" / "built"
    names = {entry.name for entry in built.iterdir()} if built.is_dir() else set()
    kinds = {name.rpartition(".")[2] for name in names}
    if {"js", "css"} <= kinds:
        return well(part, f"{len(names)} files")
    advice = "Run `make front`; the API works without, the pages do not."
    return Finding(part, Grade.WARNED, "not built", advice)
