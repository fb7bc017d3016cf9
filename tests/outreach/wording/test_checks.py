from dataclasses import replace

import pytest

from outreach.channels import Channel
from outreach.wording import check_opt_out, check_real_carrier, check_template
from tests.outreach.wording.places import EMAIL, FINNISH, SOURCE, VOICE, make_template, translate


def list_errors(template):
    return [str(finding) for finding in check_template(template) if finding.error]


def test_a_sound_template_has_no_findings():
    assert check_template(make_template(FINNISH, EMAIL, VOICE)) == []


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ("{institution}: Hei, maksamme {due, date}.", "{name} is missing"),
        ("{institution}: {name} {due, date} {x}", "{x} is not in the source"),
        ("{institution}: {name} {due, number}", "{due} is number here and date in the source"),
        ("{institution}: {name} {due, date", "the braces do not fit"),
        ("{institution}: {name.upper} {due, date}", "is no name"),
        (" ", "it has no text"),
        ("{institution} {name} {due, date} " + "x" * 1600, "parts"),
    ],
)
def test_a_translation_that_cannot_be_sent_is_found_with_its_place(body, problem):
    (error,) = list_errors(make_template(translate(body)))

    assert error.startswith("sms/fi: ")
    assert problem in error


@pytest.mark.parametrize(
    ("wording", "problem"),
    [
        (replace(EMAIL, subject=" "), "no subject"),
        (replace(EMAIL, body="[x](javascript:x)"), "a link begins with"),
        (replace(EMAIL, body="[x](&#106;avascript:x)"), "a link begins with"),
        (replace(EMAIL, body="[x]({name})"), "needs an address that begins with https://"),
        (replace(EMAIL, body='[x](https://fund.example "{name}")'), "needs an address"),
        (replace(VOICE, body="See https://fund.example"), "cannot be said"),
        (replace(VOICE, locale="de"), "known locales are"),
    ],
)
def test_each_channel_has_its_own_checks(wording, problem):
    assert any(problem in error for error in list_errors(make_template(wording)))


def test_plural_options_agree_with_a_plain_number():
    source = replace(SOURCE, body="{n, plural, one {# day} other {# days}}")
    finnish = translate("{n} päivää", source=source)

    assert list_errors(make_template(source, finnish)) == []


def test_a_plural_without_a_form_of_its_language_is_pointed_out():
    source = replace(SOURCE, body="{n, plural, one {# day} other {# days}}")
    arabic = replace(translate("{n, plural, other {#}}", source=source), locale="ar")
    (finding,) = check_template(make_template(source, arabic))

    assert not finding.error
    assert "{n, plural} has no text for few, many, one, two, zero" in str(finding)


def test_a_date_that_is_not_formatted_is_pointed_out():
    (finding,) = check_template(
        make_template(replace(SOURCE, body="{event_date} {case_since, date}"))
    )

    assert "{event_date} would be shown as 2026-05-04" in str(finding)
    assert not finding.error


def test_a_sensitive_template_shows_nothing_of_the_member_in_writing():
    errors = list_errors(make_template(VOICE, sensitive=True))

    assert errors == [
        "sms/en: it is sensitive, so {due} may not stand in it",
    ]


def test_a_translation_is_stale_once_its_source_has_changed():
    template = make_template(FINNISH, replace(SOURCE, body="{institution}: {name}: {due, date}!"))

    assert template.is_stale(template.get_wording(Channel.SMS, "fi"))
    assert [str(each) for each in check_template(template)] == [
        "sms/fi: the source has changed since"
    ]


def test_plain_punctuation_is_offered_where_it_saves_parts():
    source = replace(SOURCE, body="“Don’t wait”" + " a" * 40)
    (finding,) = check_template(make_template(source))

    assert not finding.error
    assert "would save 1 of 2 parts" in finding.problem


def test_a_wording_that_nobody_reviewed_is_kept_from_real_carriers():
    problems = [str(each) for each in check_real_carrier(make_template(FINNISH))]

    assert problems == [
        "sms/en: nobody has reviewed it: a speaker of the language has to put their name"
    ]


@pytest.mark.parametrize("reviewer", ["", "  ", None])
def test_a_blank_name_is_no_reviewer(reviewer):
    template = make_template(replace(SOURCE, reviewed_by=reviewer))

    assert check_real_carrier(template)


def test_a_stale_wording_needs_a_new_review_and_no_wording_is_no_template():
    changed = replace(SOURCE, body="{institution} {name} {due, date}", reviewed_by="Ann Lee")
    empty = replace(make_template(), wordings={})

    (stale,) = check_real_carrier(make_template(FINNISH, changed))
    assert "needs a new review" in str(stale)
    assert "no wording" in str(check_real_carrier(empty)[0])


@pytest.mark.parametrize(
    ("fallbacks", "problem"),
    [
        ({"sv": "de"}, "names no known locale"),
        ({"xx": "en"}, "is of no language"),
        ({"zh_hant": "en"}, "is of no language"),
        ({"sv-FI": "en"}, "is of no language"),
        ({"zh-Hant": "fi"}, "has no wording"),
        ({"sv": "fi"}, "has no wording"),
    ],
)
def test_a_fallback_names_locales_that_exist(fallbacks, problem):
    assert problem in list_errors(make_template(fallbacks=fallbacks))[0]


def test_only_the_wordings_that_are_used_have_to_be_reviewed():
    used = [(Channel.SMS, "fi")]

    assert check_real_carrier(make_template(FINNISH, EMAIL), used) == []
    (missing,) = check_real_carrier(make_template(), used)
    assert str(missing) == "sms/fi: there is no such wording"
    assert "no wording" in str(check_real_carrier(make_template(), [])[0])


@pytest.mark.parametrize("way", ["institution_phone", "preferences_link", "unsubscribe_link"])
def test_an_sms_that_cannot_be_answered_says_another_way_to_end_it(way):
    spoken = replace(SOURCE, body=f"Hello. {{{way}}}")

    assert check_opt_out(make_template(spoken, EMAIL, VOICE)) == []
    (finding,) = check_opt_out(make_template(spoken, translate("Hei. {listen_link}")))
    assert str(finding).startswith("sms/fi: its sender takes no replies")
