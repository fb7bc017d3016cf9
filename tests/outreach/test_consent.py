from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

from outreach.consent import Decision, find_decisions, find_history, record
from tests.outreach.people import NOW, add_member


def decide(member, granted, source="preferences", channel="sms", purpose="promotion", at=NOW):
    return Decision(member, channel, purpose, granted, source, at)


def test_a_decision_holds_until_the_next_and_the_history_keeps_both(database):
    with database.write() as connection:
        member = add_member(connection)
        yes, no = decide(member, True), decide(member, False, at=NOW + timedelta(days=1))

        assert record(connection, [yes]) == 1
        assert record(connection, [no]) == 1

        assert find_decisions(connection, member) == [no]
        assert find_history(connection, member) == [yes, no]


def test_a_decision_in_force_already_changes_nothing(database):
    with database.write() as connection:
        member = add_member(connection)
        record(connection, [decide(member, True)])

        assert record(connection, [decide(member, True, at=NOW + timedelta(days=9))]) == 0
        assert find_history(connection, member) == [decide(member, True)]


def test_an_import_never_undoes_an_opt_out_but_the_member_does(database):
    with database.write() as connection:
        member = add_member(connection)
        record(connection, [decide(member, False, source="reply")])

        assert record(connection, [decide(member, True, source="import")]) == 0
        assert record(connection, [decide(member, True, source="preferences")]) == 1
        assert record(connection, [decide(member, False, source="import")]) == 1


def test_two_first_decisions_at_once_are_both_kept(database):
    with database.write() as connection:
        member = add_member(connection)
    barrier = Barrier(2)

    def go(granted):
        for number in range(20):
            barrier.wait()
            with database.write() as connection:
                record(connection, [decide(member, granted, purpose=f"purpose {number}")])

    with ThreadPoolExecutor() as threads:
        list(threads.map(go, [True, False]))

    with database.read() as connection:
        assert len(find_history(connection, member)) == 40
