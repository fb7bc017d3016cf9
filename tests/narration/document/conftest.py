"""What a page says, in the shapes that these tests compare."""

import pytest

from narration.document import parse_html


@pytest.fixture
def said():
    """Return what is said as pairs of kind and text."""
    return lambda source, language="en": [
        (block.kind.value, block.text) for block in parse_html(source, language)
    ]


@pytest.fixture
def texts():
    """Return the texts alone."""
    return lambda source, language="en": [block.text for block in parse_html(source, language)]


@pytest.fixture
def languages():
    """Return what is said as pairs of language and text."""
    return lambda source, language="en": [
        (block.language, block.text) for block in parse_html(source, language)
    ]


@pytest.fixture
def only():
    """Return the one block of a kind."""

    def find(source, kind):
        (block,) = (block for block in parse_html(source, "en") if block.kind is kind)
        return block

    return find
