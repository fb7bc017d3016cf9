"""What an error of Twilio's means."""

from __future__ import annotations

import pytest

from outreach.providers import Again
from outreach.providers.twilio import judge


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (404, 20404),
        (404, None),
        (401, 20003),
        (403, None),
        (400, 21609),
        (400, 21660),
        (404, 21703),
    ],
)
def test_what_is_wrong_with_the_account_rests_the_provider_and_fails_no_message(status, code):
    outcome = judge(status, code)

    assert isinstance(outcome, Again)
    assert outcome.rests
