"""The widget as one small file."""

import gzip
import re

import pytest

from tests.widget.conftest import FRONT

BUILT = FRONT.parent / "static" / "built"
MOST_BYTES = 20_000


@pytest.fixture
def bundle(chromium):
    return (BUILT / "listen.js").read_bytes()


def test_the_file_is_small_enough_for_cheap_phones(bundle):
    assert len(gzip.compress(bundle, 9)) <= MOST_BYTES


def test_the_file_needs_no_eval_and_leaves_no_cookie(bundle):
    assert not re.search(rb"\beval\(|new Function|document\.cookie|innerHTML", bundle)
