"""What refers to another part of the page finds it."""

import pytest


@pytest.mark.parametrize(
    ("body", "rule"),
    [
        ("<label for=a>A</label>", "label-for-nothing"),
        ("<label for=a>A</label><div id=a></div>", "label-for-nothing"),
        ("<input aria-label=A aria-describedby=x>", "reference-to-nothing"),
        ("<input aria-label=A aria-labelledby=x>", "reference-to-nothing"),
        ("<p id=x>1<p id=x>2<input aria-label=A aria-describedby=x>", "duplicate-id"),
        ("<label for=a>A</label><input id=a title=B><input id=a title=B>", "duplicate-id"),
    ],
)
def test_a_reference_that_misses_is_a_problem(rules, body, rule):
    assert rules(body) == [rule]


@pytest.mark.parametrize(
    "body",
    [
        "<label for=a>A</label><input id=a>",
        "<label for=a>A</label><progress id=a></progress>",
        "<label for=a>A</label><my-input id=a></my-input>",
        "<p id=x>1<p id=x>2",
        "<input aria-label=A aria-describedby=x><p id=x hidden>B",
    ],
)
def test_a_reference_that_hits_is_none(rules, body):
    assert rules(body) == []
