from datetime import date

import pytest
from flask import Flask, render_template_string

import locales
from web import locale


@pytest.fixture
def app():
    app = Flask("pages")
    locale.init_app(app)
    return app


def test_a_wording_is_said_in_its_spoken_form_with_its_values(app):
    with app.test_request_context("/?lang=ar"):
        listen = locale.gettext("Listen: {part}", part=locale.gettext("Day"))
    assert listen == "استمع: اليوم"
    assert listen.spoken == "اِسْتَمِعْ: اَلْيَوْمْ"
    assert listen.attributes == {"data-outspoken-text": listen.spoken}


def test_a_wording_that_is_said_as_shown_needs_no_attribute(app):
    with app.test_request_context("/?lang=sv"):
        assert locale.gettext("Day").attributes == {}


def test_a_message_without_a_translation_is_shown_as_it_stands(app):
    with app.test_request_context("/?lang=ar"):
        assert locale.gettext("Nobody translated {this}", this=1) == "Nobody translated 1"


def test_templates_escape_what_fills_a_message(app):
    with app.test_request_context("/"):
        assert render_template_string("{{ _('Since {start}', start='<b>') }}") == "Since &lt;b&gt;"


@pytest.mark.parametrize(
    ("language", "written"),
    [("en", "27 March 1958"), ("fr", "27 mars 1958"), ("zh-Hans", "1958年3月27日")],
)
def test_a_day_is_written_as_the_language_does(app, language, written):
    with app.test_request_context(f"/?lang={language}"):
        assert locale.format_day(date(1958, 3, 27)) == written


def test_every_language_is_offered_with_its_direction():
    offered = {choice.tag: choice.direction for choice in locale.list_languages()}
    assert tuple(offered) == locales.SUPPORTED
    assert [tag for tag, direction in offered.items() if direction == "rtl"] == ["ar"]
