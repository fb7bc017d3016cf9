"""A short storm. `make chaos` makes one of 5,000 messages."""

from __future__ import annotations

from tests.chaos.storm import Storm, weather
from web.sandbox.behaviour import Behaviour

LYING = Behaviour(dropped_share=0.12, callback_seconds=6.0, repeated_share=0.3, disordered=True)
SHORT = Storm(texts=240, mails=60, per_second=60, kill_seconds=0.7, behaviour=LYING)


def test_killed_senders_and_a_lying_carrier_lose_nothing_and_send_nothing_twice(
    database_url, tmp_path
):
    after = weather(SHORT, database_url, tmp_path)
    assert after.kills > 0
    assert (after.lost, after.twice) == (0, 0)
    assert (after.mails_lost, after.mails_twice) == (0, 0)
    # Mails whose answer the carrier dropped are told of, and not sent again.
    assert after.unknown > 0
