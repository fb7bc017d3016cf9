"""How dates, amounts, telephone numbers and references are said: the spoken form of a sentence.

Engines misread them: eSpeak NG says "£1,234.50" and "AB123456C" wrongly, and ignores most say-as
markup. So they are written out in the sentence's language before an engine sees the sentence.
"""

from __future__ import annotations

from langcodes import Language

from narration.errors import InvalidHintError
from narration.normalization import find_grammar
from narration.normalization.cleaning import clean, harmless
from narration.normalization.detectors import speak
from narration.normalization.hints import HINTS, speak_as

SAY_AS = frozenset(HINTS)
"""The hints that `normalize` knows, as in the W3C's note on SSML's say-as."""

_SPELLED = frozenset({"spell-out", "digits", "telephone"})


def normalize(text: str, language: str, say_as: str | None = None) -> str:
    """Return what an engine is given for one sentence in `language` (BCP 47).

    Without a hint only what is unambiguous is written out; with one the whole text is read that
    way. A language without a grammar keeps its text as it is, but for what is harmful anywhere:
    control characters, markup and eSpeak NG's commands. The result is empty if there is nothing
    to say, as in a text of punctuation alone.

    Raises InvalidHintError if `say_as` is not in `SAY_AS`, or the text has no content for it.
    """
    if say_as is not None and say_as not in SAY_AS:
        raise InvalidHintError(f"Unknown say_as; there are {', '.join(sorted(SAY_AS))}")
    grammar = find_grammar(language)
    if grammar is None:
        cleaned = clean(text, _subtag(language))
        spoken = harmless(" ".join(cleaned) if say_as in _SPELLED else cleaned, {})
    else:
        cleaned = clean(text, grammar.language, grammar.decimal_mark)
        said = speak_as(say_as, cleaned, grammar) if say_as else speak(cleaned, grammar)
        spoken = harmless(said, grammar.symbols)
    if say_as is not None and not spoken:
        raise InvalidHintError("The text has nothing in it that can be said as hinted")
    return spoken


def _subtag(language: str) -> str:
    try:
        return Language.get(language).language or ""
    except ValueError:
        return ""
