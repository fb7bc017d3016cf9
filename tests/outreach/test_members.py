from datetime import date

import pytest

from outreach.errors import UnknownMemberError
from outreach.members import find_member, find_members_at, get_member
from tests.outreach.people import HASHER, add_member


def test_a_member_is_found_by_reference_or_not_at_all(database):
    with database.write() as connection:
        add_member(connection, "M1", attributes={"pension_amount": "12.50"})

        assert get_member(connection, "M1").attributes == {"pension_amount": "12.50"}
        assert find_member(connection, "M2") is None
        with pytest.raises(UnknownMemberError):
            get_member(connection, "M2")


@pytest.mark.parametrize("column", ["deceased_on", "closed_on"])
def test_death_and_closing_stop_everything(database, column):
    with database.write() as connection:
        add_member(connection, "M1", **{column: date(2026, 1, 1)})
        add_member(connection, "M2")

        assert get_member(connection, "M1").stopped
        assert not get_member(connection, "M2").stopped


def test_everybody_who_shares_an_address_is_found(database):
    with database.write() as connection:
        for reference in ("M1", "M2"):
            add_member(connection, reference, phone="+33612345678")
        add_member(connection, "M3", email="jo@example.org")

        at_phone = find_members_at(connection, HASHER.hash("+33612345678"))
        at_email = find_members_at(connection, HASHER.hash("JO@example.org"))

    assert [each.reference for each in at_phone] == ["M1", "M2"]
    assert [each.reference for each in at_email] == ["M3"]
