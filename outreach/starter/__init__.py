"""The starter library: a useful message for each stage, on all channels and in ten languages.

Nobody's name stands under it: an institution has speakers of each language read it before a real
carrier gets it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

import locales
from outreach.purpose import Purpose
from outreach.wording.exchange import Entry, merge
from outreach.wording.gettext_files import read_gettext
from outreach.wording.template import ANY, SOURCE, Template


@cache
def load_starter() -> dict[str, Template]:
    """Return the templates of the starter library by name. Each declares English to stand in."""
    described = tomllib.loads((files(__name__) / "templates.toml").read_text("utf-8"))
    bare = {
        name: Template(
            name,
            Purpose(facts.get("purpose", Purpose.SERVICE)),
            facts.get("sensitive", False),
            fallbacks={ANY: SOURCE},
        )
        for name, facts in described.items()
    }
    merged = merge(bare, _read_entries())
    return {template.name: template for template in merged.templates}


def _read_entries() -> Iterator[Entry]:
    for locale in locales.SUPPORTED:
        source = files(__name__) / "wordings" / f"{locale}.po"
        yield from read_gettext(source.read_bytes())
