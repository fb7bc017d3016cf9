"""The grammars of the languages: a module each, found in one table and imported when first used.

A module `narration.normalization.<name>` defines one subclass of
`narration.normalization.grammar.Grammar` and binds it to the name ``GRAMMAR``.
"""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module

import langcodes

from narration.normalization.grammar import Grammar

MODULES = {
    language: f"{__name__}.{language}"
    for language in ("en", "fr", "es", "ar", "zh", "fi", "sv", "id", "ms", "ta")
}
"""Language subtag (macrolanguage: zh for cmn, ar for arb) to the module of its grammar."""


@lru_cache(maxsize=256)
def find_grammar(language: str) -> Grammar | None:
    """Return the grammar of a BCP 47 tag, for its region (``ar-MA``), or None if there is none."""
    try:
        tag = langcodes.Language.get(language.replace("_", "-")).prefer_macrolanguage()
    except ValueError:
        return None
    subtag = tag.language or ""
    if subtag not in MODULES:
        return None
    grammar: type[Grammar] = import_module(MODULES[subtag]).GRAMMAR
    return grammar(subtag, tag.territory)
