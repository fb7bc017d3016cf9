from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest

import locales
from outreach.addresses import parse_phone
from outreach.campaigns import State, get_campaign
from outreach.campaigns.progress import count_progress
from outreach.demo import RUNNING, WAITING, fill
from outreach.errors import ConfigurationError
from outreach.lifecycle import count_stages, load_stages
from outreach.modes import Mode, check_data
from outreach.segments import save_segment
from outreach.tables import members, messages, work_items
from tests.outreach.campaigns.drafts import EVERYONE, NOW, PREMISES, prepare, start
from tests.outreach.planning.runs import read
from tests.outreach.planning.test_ticking import tick

VALUES = {"institution": "Social Security", "institution_phone": "+1 500 555 0006"}
DEMO = replace(PREMISES, values=VALUES)


@pytest.fixture
def filled(database):
    assert fill(database, NOW, DEMO, 1000)
    return database


def test_a_thousand_members_live_all_over_the_world(filled):
    people = read(filled, members)

    assert len(people) == 1000
    assert {row.language for row in people} == set(locales.SUPPORTED)
    assert len({row.time_zone for row in people}) == 40


def test_no_address_is_anybodys(filled):
    for row in read(filled, members):
        if row.phone:
            assert parse_phone(row.phone).number == row.phone
            assert row.phone[5:10] == "55501"
        assert not row.email or row.email.endswith("@example.org")


def test_every_stage_has_members(filled):
    with filled.read() as connection:
        assert all(count_stages(connection, load_stages(), NOW.date()).values())


def test_one_campaign_is_under_way_and_one_waits_for_an_approval(filled):
    tick(filled, premises=DEMO)

    with filled.read() as connection:
        assert get_campaign(connection, RUNNING).state is State.SENDING
        assert get_campaign(connection, WAITING).state is State.SUBMITTED
        progress = count_progress(connection, get_campaign(connection, RUNNING).id)
    assert progress.waiting > 250
    assert progress.reasons == {}
    assert read(filled, work_items)
    channels = Counter(row.channel for row in read(filled, messages))
    assert set(channels) == {"sms", "email"}
    assert {row.language for row in read(filled)} == set(locales.SUPPORTED)


def test_it_is_made_once_and_only_where_nobody_is(filled):
    assert not fill(filled, NOW, PREMISES, 1000)


def test_production_refuses_it(filled):
    with pytest.raises(ConfigurationError, match="demonstration"):
        check_data(Mode.PRODUCTION, filled)


def test_two_workers_that_start_together_make_one_demonstration(database):
    start = Barrier(2)

    def begin(_number):
        start.wait()
        return fill(database, NOW, DEMO, 200)

    with ThreadPoolExecutor(2) as workers:
        made = list(workers.map(begin, range(2)))
    assert sorted(made) == [False, True]
    assert len(read(database, members)) == 200


def test_a_campaign_whose_segment_it_makes_anew_is_a_draft_again(database):
    daily = {"kind": "recurring", "rule": "FREQ=DAILY", "starts_on": "2026-05-05", "at": "10:00"}
    with database.write() as connection:
        prepare(connection)
        save_segment(connection, "Pensioners", EVERYONE, "ann", NOW)
        start(connection, audience={"segment": "Pensioners"}, schedule=daily)
    fill(database, NOW, PREMISES, 10)

    with database.read() as connection:
        assert get_campaign(connection, "spring").state is State.DRAFT
