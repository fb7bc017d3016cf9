"""Whether every picture is said, or is meant not to be."""

from __future__ import annotations

import re
from collections.abc import Iterator

from narration.checking.findings import Finding, problem
from narration.checking.subject import Subject, shorten
from narration.document.alternatives import said_instead
from narration.document.tree import Element

WITHOUT = problem(
    "image-without-alternative",
    "The listener is not told that there is a picture, nor what it shows.",
    'Add an alt that says what the picture tells; alt="" where it only decorates.',
)
FILE_NAME = problem(
    "alternative-is-file-name",
    "The listener hears a file name spelt out.",
    "Let the alt say what the picture tells.",
)

_FILE = re.compile(r"\S+\.(?:png|jpe?g|gif|svg|webp|avif|bmp)", re.I)


def check_images(subject: Subject) -> Iterator[Finding]:
    """Find pictures without an alternative, or with their file name for one."""
    for image in (each for each in subject.seen if _needs_alternative(each)):
        said = (said_instead(image) or "").strip()
        if _FILE.fullmatch(said):
            yield FILE_NAME.broken(subject.where(image), shorten(said))
        elif not said and "alt" not in image.attributes and not image.get("title"):
            yield WITHOUT.broken(subject.where(image), shorten(image.get("src")))


def _needs_alternative(element: Element) -> bool:
    if element.role in ("presentation", "none"):
        return False
    drawn = element.tag == "area" and "href" in element.attributes
    return drawn or element.tag == "img" or element.role == "img"
