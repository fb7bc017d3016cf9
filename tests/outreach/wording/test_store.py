from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from outreach.channels import Channel
from outreach.errors import WordingError
from outreach.starter import load_starter
from outreach.tables import template_versions, templates, wordings
from outreach.wording import (
    find_version_id,
    get_template,
    get_version,
    list_wording_ids,
    load_templates,
    save_templates,
)
from tests.outreach.wording.places import EMAIL, FINNISH, make_template

NOW = datetime(2026, 5, 4, 9, tzinfo=UTC)


def save(database, *changed, now=NOW):
    with database.write() as connection:
        return save_templates(connection, changed, "ann", now)


def test_a_template_comes_back_as_it_was_saved(database):
    template = make_template(FINNISH, EMAIL, fallbacks={"sv": "fi"}, sensitive=True)
    save(database, template)

    with database.read() as connection:
        assert get_template(connection, "payment") == template


def test_the_starter_library_is_saved_once(database):
    starter = load_starter()

    assert len(save(database, *starter.values())) == 10
    assert save(database, *starter.values()) == []
    with database.read() as connection:
        assert load_templates(connection) == dict(sorted(starter.items()))


def test_a_change_makes_a_new_version_and_leaves_the_old_one(database):
    save(database, make_template(FINNISH))
    changed = make_template(replace(FINNISH, body="{institution}: {name} {due, date}"))

    (written,) = save(database, changed)

    assert written.version == 2
    with database.read() as connection:
        first = get_version(connection, find_version_id(connection, "payment", 1))
        assert first.get_wording(Channel.SMS, "fi") == FINNISH
        assert get_template(connection, "payment").version == 2


def test_wordings_have_rows_that_messages_point_to(database):
    save(database, make_template(FINNISH))

    with database.read() as connection:
        found = list_wording_ids(connection, find_version_id(connection, "payment", 1))

    assert set(found) == {(Channel.SMS, "en"), (Channel.SMS, "fi")}


def test_an_archived_template_is_no_longer_there(database):
    save(database, make_template())
    with database.write() as connection:
        connection.execute(sa.update(templates).values(archived_at=NOW))

    with database.read() as connection, pytest.raises(WordingError, match="no template 'payment'"):
        get_template(connection, "payment")


def test_a_version_that_does_not_exist_is_an_error(database):
    with database.read() as connection:
        assert find_version_id(connection, "payment", 1) is None
        with pytest.raises(WordingError, match="no version 7"):
            get_version(connection, 7)


def test_who_wrote_a_version_is_kept(database):
    save(database, make_template())

    with database.read() as connection:
        row = connection.execute(sa.select(template_versions)).one()
    assert (row.number, row.created_by, row.created_at) == (1, "ann", NOW)


def test_when_a_wording_was_reviewed_is_kept_while_its_words_stay(database):
    later = NOW + timedelta(days=1)
    save(database, make_template(FINNISH))
    save(database, make_template(FINNISH, EMAIL), now=later)
    save(database, make_template(replace(FINNISH, reviewed_by="Eino Leino"), EMAIL), now=later)

    with database.read() as connection:
        query = sa.select(wordings.c.reviewed_at).where(wordings.c.locale == "fi")
        times = connection.execute(query.order_by(wordings.c.id)).scalars().all()
    assert times == [NOW, NOW, later]
