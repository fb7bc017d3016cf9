"""A report says what is heard and what is wrong, in what place, and what to do."""

import pytest

from narration.checking import CHECKS, Severity, check_page
from narration.document import Kind

CLEAN = """<!doctype html><html lang=fr><head><title>Pension</title><body><h1>Votre pension</h1>
<form><fieldset><legend>Êtes-vous marié ?</legend><label><input type=radio name=m> Oui</label>
<label><input type=radio name=m> Non</label></fieldset><label for=e>Courriel</label>
<input id=e type=email autocomplete=email aria-describedby=h><p id=h>Sans espace</p>
<img src=a.png alt=""><a href=/aide>Comment faire une demande</a><button>Envoyer</button></form>
<p lang=en>Welcome to the office</p>"""


def test_a_page_that_can_be_heard_has_no_findings(catalogue):
    report = check_page(CLEAN, catalogue)
    assert report.findings == ()
    assert [block.text for block in report.heard if block.kind is Kind.OPTION] == ["Oui", "Non"]


def test_findings_are_counted_by_severity(catalogue):
    report = check_page("<html lang=en><img src=x><a href=y>here</a>", catalogue)
    assert [report.count(severity) for severity in Severity] == [1, 1, 0]


def test_the_same_finding_is_reported_once(rules):
    assert rules("<input aria-label=A aria-describedby='x x'>") == ["reference-to-nothing"]


def test_an_empty_page_has_nothing_to_find(catalogue):
    assert check_page("", catalogue).findings == check_page("", catalogue).heard == ()


@pytest.mark.parametrize("check", CHECKS)
def test_every_check_tells_what_to_do(check):
    assert check.__doc__.startswith("Find ")


@pytest.mark.parametrize(
    ("body", "where"),
    [
        ("<input id=a>", "#a"),
        ("<input id=1:a>", '[id="1:a"]'),
        ("<main><div><input name=b></div></main>", 'main > div:nth-of-type(1) > input[name="b"]'),
        ("<div id=c><p>A<p>B <img src=x></div>", "#c > p:nth-of-type(2) > img:nth-of-type(1)"),
        ("<input type=hidden><input>", "input:nth-of-type(2)"),
        ("<p data-outspoken-skip>A<p><img>", "p:nth-of-type(2) > img:nth-of-type(1)"),
    ],
)
def test_a_finding_tells_where_by_a_selector(findings, body, where):
    assert findings(body)[0].where == where


def test_what_is_quoted_is_short(findings):
    (finding,) = findings(f"<p>Look on the right {'and wait ' * 50}")
    assert len(finding.text) == 80
