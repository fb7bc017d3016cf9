"""Which encoding a text file has: by its mark, by being UTF-8, else by how its letters look.

A file of UTF-8 with a few broken lines is one of UTF-8: those lines are refused, and no other is
misread for their sake.
"""

from __future__ import annotations

import codecs
from pathlib import Path

from charset_normalizer import from_bytes

from outreach.errors import SheetError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CHUNK = 1 << 20
_SAMPLE = 200_000
_LIKELY = ("cp1252", "cp1256", "gb18030", "big5", "cp850", "cp1251", "mac_roman")
"""What office programs write who do not write UTF-8, the commonest first."""


def find_encoding(path: Path) -> tuple[str, bool]:
    """Return the encoding of a file, and whether that is a guess. Raises SheetError."""
    try:
        with path.open("rb") as stream:
            start = stream.read(4)
        for mark, name in _MARKS:
            if start.startswith(mark):
                return name, False
        if start[1::2] == b"\0\0" or start[::2] == b"\0\0":  # Latin letters of a UTF-16 file.
            return ("utf-16-le" if start[1::2] == b"\0\0" else "utf-16-be"), True
        lines = None if _is_utf8(path) else _read_foreign_lines(path)
    except OSError as error:
        raise SheetError(f"{path} cannot be read: {error.strerror}.") from None
    if lines is None:
        return "utf-8", False
    if sum(map(_decodes, lines)) * 2 > len(lines):
        return "utf-8", True
    sample = b"".join(lines)
    found = {match.encoding: match.chaos for match in from_bytes(sample, cp_isolation=[*_LIKELY])}
    return min(_LIKELY, key=lambda name: found.get(name, 1.0)), True


def check_encoding(name: str) -> str:
    """Return the encoding of that name. Raises SheetError."""
    try:
        return codecs.lookup(name).name
    except LookupError:
        raise SheetError(
            f"{name!r} is no encoding; some are utf-8, windows-1252, windows-1256, gb18030."
        ) from None


def _is_utf8(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with path.open("rb") as stream:
            while chunk := stream.read(_CHUNK):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _read_foreign_lines(path: Path) -> list[bytes]:
    """Return the first lines with more than ASCII."""
    lines, room = [], _SAMPLE
    with path.open("rb") as stream:
        while room > 0 and (line := stream.readline(_CHUNK)):
            if not line.isascii():
                lines.append(line[:room])
                room -= len(line)
    return lines


def _decodes(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True
