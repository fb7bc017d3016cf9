from dataclasses import replace

import pytest

from outreach.campaigns.definition import dump_definition, parse_definition
from tests.outreach.campaigns.drafts import NOW, make_definition
from tests.outreach.wording.places import EMAIL, FINNISH, make_template
from web.cli.explaining import explain_campaign, explain_wordings

EVERY_DAY = ("mon", "tue", "wed", "thu", "fri", "sat", "sun", "holidays")
DAYTIME = {name: dict.fromkeys(EVERY_DAY, "08:00-20:00") for name in ("sms", "voice")}
MONTHLY = {"kind": "recurring", "rule": "FREQ=MONTHLY;BYMONTHDAY=31", "starts_on": "2026-05-01"}


@pytest.mark.parametrize(
    ("schedule", "words"),
    [
        ({"kind": "now"}, "as soon as it is approved"),
        ({"kind": "instant", "at": "2026-05-05T12:00:00Z"}, "at 2026-05-05 12:00 UTC"),
        (
            {"kind": "local", "day": "2026-05-05", "at": "10:00"},
            "on 2026-05-05 at 10:00 where each member is",
        ),
        (MONTHLY | {"at": "10:00"}, "next on 2026-05-31, 2026-07-31, 2026-08-31"),
        (
            {"kind": "relative", "source": "born_on", "turning": 60, "offset": -30, "at": "10:00"},
            "30 days before born_on plus 60 years, at 10:00 where each member is",
        ),
        (
            {"kind": "relative", "source": "event:birth", "at": "10:00"},
            "on event:birth, at 10:00 where each member is",
        ),
        ({"kind": "event", "event": "birth"}, "after the event birth, at once"),
        (
            {"kind": "event", "event": "birth", "delay_days": 2, "at": "10:00"},
            "after the event birth, 2 days later at 10:00 where each member is",
        ),
        ({"kind": "case"}, "after any case becomes anything else, at once"),
        (
            {"kind": "case", "case_kind": "pension", "status": "decided"},
            "after a case of kind pension becomes decided, at once",
        ),
    ],
)
def test_a_schedule_is_told_in_words(schedule, words):
    assert words in list(explain_campaign(make_definition(schedule=schedule), NOW))


def test_the_plan_and_the_limits_are_told_in_words():
    steps = [{"channel": "sms", "next_after_hours": 24, "next_on": ["landline"]}]
    lines = explain_campaign(
        make_definition(
            steps=[*steps, {"channel": "person"}],
            frequency={"count": 3, "days": 7},
            hours={"sms": {"mon": "09:00-18:00", "tue": "09:00-18:00", "sat": "10:00-12:00"}},
            expires_at="2026-06-01T00:00:00Z",
            per_second=2,
        ),
        NOW,
    )

    assert list(lines) == [
        "says payment",
        "to segment all",
        "by sms (next for landline), after 24 h without delivery, then person",
        "as soon as it is approved",
        "at most 1,000 members a run; 3 messages to each in 7 days; 2 a second;"
        " nothing after 2026-06-01 00:00 UTC; each given up 72 h after it was due",
        "with institution = Fund, due = 2026-06-01",
        "sms leaves 09:00-18:00 on mon tue; 10:00-12:00 on sat; not on wed thu fri sun holidays",
    ]


def test_the_same_hours_every_day_are_told_once():
    usual = parse_definition({**dump_definition(make_definition()), "hours": DAYTIME})

    assert list(explain_campaign(usual, NOW))[-1] == "sms leaves 08:00-20:00 on every day"


def test_what_will_be_said_is_shown_by_channel_and_language():
    steps = [{"channel": "sms"}, {"channel": "person"}]
    lines = list(explain_wordings(make_template(FINNISH, EMAIL), make_definition(steps=steps)))

    assert lines == [
        "payment says, in version 1:",
        "sms/en, reviewed by nobody:",
        "    {institution}: Hello {name}, we pay on {due, date}.",
        "sms/fi, reviewed by Aino Virta:",
        "    {institution}: Hei {name}, maksamme {due, date}.",
    ]


def test_of_a_long_mail_the_beginning_is_shown():
    mail = replace(EMAIL, body="line\n" * 20)
    lines = list(
        explain_wordings(make_template(mail), make_definition(steps=[{"channel": "email"}]))
    )

    assert lines[2:4] == ["    Your payment", "    line"]
    assert len(lines) == 9
    assert lines[-1].endswith("templates preview payment --channel email --lang en")
