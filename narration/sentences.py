"""Sentences: what an engine is given at a time, at most 300 characters.

Sentencex finds the ends; ends that are those of abbreviations, initials, ordinals and addresses
are joined again here, because a voice that drops at "Mr." makes the listener lose the thread.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import regex
import sentencex

from narration.abbreviations import BY_LANGUAGE, NONE, Abbreviations
from narration.characters import clean, is_spoken

MAX_LENGTH = 300
"""Characters of a sentence. Engines' time grows with the square of it."""

_CODES = {"cmn": "zh", "yue": "zh", "zsm": "ms", "arb": "ar"}
_STOPS = (".", "…")
_OPENERS = "([{\"'«“‘„¿¡"
_WORD = regex.compile(r"[\p{L}\p{N}]")
_LAST_WORD = regex.compile(r"[\p{L}\p{N}]", regex.REVERSE)
_CLOSERS = regex.compile(r"[)\]}”」』）】》]+\s*")
_LIST_NUMBER = regex.compile(r"\P{L}{0,3}?\p{N}{1,3}\.\s*")
_GLUED = regex.compile(r"[\p{Latin}\p{Arabic}\p{Tamil}\p{N}/_&=#@-]")
_ABBREVIATED = regex.compile(
    r"(?<![\p{L}\p{M}\p{N}.])([\p{L}\p{M}.]{1,16})\.\s+(?=[\p{Ps}\p{Pi}¿¡\"']{0,3}[\p{Lu}\p{Lo}])"
)
_SENTENCE_END = regex.compile(r"[!?…؟](?=\s)|(?<=\p{L}{4})\.(?=\s)|[。！？]")
_CLAUSE_END = regex.compile(r"[;:,–—،؛](?=\s)|[，、；：،؛]")
_SPACE = regex.compile(r"(?![\u00a0\u2007\u202f])\s")
_WIDE_SPACE = regex.compile(r"[^\S\n]")
_GRAPHEME = regex.compile(r"\X")
_WITHIN_NUMBER = regex.compile(r"(?<=\p{N}[.,:/'’٫٬\-\s]?)(?=[.,:/'’٫٬\-\s]?\p{N})")
_WITHIN_WORD = regex.compile(r"(?<=[\p{Latin}\p{N}])(?=[\p{Latin}\p{N}])")


def split(text: str, language: str) -> list[str]:
    """Return the sentences of `text` in `language` (BCP 47), stripped, none of them empty.

    Put together they are the text but for white space and characters without a sound. A longer
    sentence is cut after a clause, else at a space, else between two characters as readers see
    them. Text without a letter, digit or symbol is one sentence, of which 300 characters are kept
    because it is a silence anyway.
    """
    text = clean(text).strip()
    if not is_spoken(text):
        return [text[:MAX_LENGTH].rstrip()] if text else []
    code = language.replace("_", "-").partition("-")[0].lower()
    code = _CODES.get(code, code)
    table = BY_LANGUAGE.get(code, NONE)
    joined = _join(_segment(text, code), table)
    ended = (part for sentence in joined for part in _end_after_closing(sentence, table))
    return [piece for sentence in _attach(ended) for piece in _shorten(sentence.strip())]


def _segment(text: str, code: str) -> Iterator[str]:
    """Yield the sentences that sentencex finds.

    It panics at an initial after a no-break or other wide space, so that it sees plain ones.
    """
    start = 0
    for piece in sentencex.segment(code, _WIDE_SPACE.sub(" ", text)):
        end = start + len(piece)
        yield text[start:end]
        start = end


def _join(pieces: Iterable[str], table: Abbreviations) -> Iterator[str]:
    """Put together again what was cut where no sentence ends."""
    gathered: list[str] = []
    for piece in pieces:
        closers = _CLOSERS.match(piece)
        if gathered and closers:
            gathered.append(closers[0])
            piece = piece[closers.end() :]  # noqa: PLW2901 - what is left of the same piece
        if not piece:
            continue
        if gathered and not _continues(gathered, piece, table):
            yield "".join(gathered)
            gathered = []
        gathered.append(piece)
    if gathered:
        yield "".join(gathered)


def _continues(gathered: list[str], following: str, table: Abbreviations) -> bool:
    """Tell whether a sentence goes on with `following` although it was cut there."""
    previous = gathered[-1]
    ending = previous.rstrip()
    if ending == previous and ending.endswith((".", "!", "?")):
        return _GLUED.match(following) is not None
    if not ending.endswith(_STOPS):
        return False
    word = _WORD.search(following)
    if word is None or word[0].islower():
        return True
    if len(gathered) == 1 and _LIST_NUMBER.fullmatch(previous):
        return True
    token = _last_token("".join(gathered[-3:]).rstrip())
    is_initial = len(token) == 1 and token.isupper()
    before_number = token.lower() in table.before_numbers and word[0].isnumeric()
    return is_initial or before_number or token.lower() in table.before_words


def _last_token(ending: str) -> str:
    """Return the word before the last stop, without what opens it or is elided before it."""
    token = ending.rsplit(None, 1)[-1].lstrip(_OPENERS).rstrip(".…")
    return token.replace("’", "'").rpartition("'")[2]


def _end_after_closing(sentence: str, table: Abbreviations) -> Iterator[str]:
    """Cut where "etc." and its like do end a sentence, which sentencex leaves whole."""
    start = 0
    for abbreviated in _ABBREVIATED.finditer(sentence):
        if abbreviated[1].lower() in table.closing:
            yield sentence[start : abbreviated.end()]
            start = abbreviated.end()
    yield sentence[start:]


def _attach(sentences: Iterable[str]) -> Iterator[str]:
    """Put what has no letter or digit with the sentence before it, or else after it."""
    gathered: list[str] = []
    has_word = False
    for sentence in sentences:
        says = _WORD.search(sentence) is not None
        if has_word and says:
            yield "".join(gathered)
            gathered, has_word = [], False
        gathered.append(sentence)
        has_word = has_word or says
    yield "".join(gathered)


def _shorten(sentence: str) -> Iterator[str]:
    """Cut a sentence into pieces of at most `MAX_LENGTH`, the last of them with a word in it."""
    found = _LAST_WORD.search(sentence)
    last_word = found.start() if found else 0
    start = 0
    while len(sentence) - start > MAX_LENGTH:
        limit = min(MAX_LENGTH, last_word - start) if last_word > start else MAX_LENGTH
        window = sentence[start : start + MAX_LENGTH + 1]
        end = start + _boundary(window, limit)
        yield sentence[start:end].rstrip()
        while sentence[end].isspace():
            end += 1
        start = end
    yield sentence[start:]


def _boundary(window: str, limit: int) -> int:
    """Return the best place, at most `limit`, to cut the start of a window off."""
    first = _WORD.search(window)
    least = first.end() if first and first.end() <= limit else 1

    def best(places: Iterable[int], *within: regex.Pattern[str]) -> int:
        fitting = [place for place in places if least <= place <= limit]
        return next(
            (p for p in reversed(fitting) if not any(w.match(window, p) for w in within)), 0
        )

    ends = [mark.end() for mark in _SENTENCE_END.finditer(window)]
    clauses = [mark.end() for mark in _CLAUSE_END.finditer(window)]
    spaces = [space.start() for space in _SPACE.finditer(window)]
    graphemes = [grapheme.start() for grapheme in _GRAPHEME.finditer(window)]
    return (
        best(ends, _WITHIN_NUMBER)
        or best(clauses, _WITHIN_NUMBER)
        or best(spaces, _WITHIN_NUMBER)
        or best(graphemes, _WITHIN_NUMBER, _WITHIN_WORD)
        or best(spaces)
        or best(graphemes, _WITHIN_NUMBER)
        or best(graphemes)
        or limit
    )
