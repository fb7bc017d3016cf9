"""Saying no and yes again, as members do."""

from __future__ import annotations

from datetime import timedelta

import sqlalchemy as sa

from outreach.consent import Decision
from outreach.optouts import Cause
from outreach.suppressions import Reason, Scope
from tests.outreach.dispatch.rows import PHONE
from tests.outreach.returning import NOW, SENDER

STOP = Scope("sms", SENDER)


def cause(reason=Reason.STOP, **later):
    return Cause(reason, "test", NOW + timedelta(**later))


def suppress(returning, scope=STOP, because=None):
    with returning.database.write() as connection:
        return returning.optouts.suppress(connection, PHONE, scope, because or cause())


def lift(returning, scope=STOP, **later):
    with returning.database.write() as connection:
        return returning.optouts.lift(connection, PHONE, scope, cause(**later))


def forget(returning, *tables):
    """Bring the tables back to what a backup had: nothing."""
    with returning.database.write() as connection:
        for table in tables:
            connection.execute(sa.delete(table))


def decide(returning, member_id, granted, **later):
    made = NOW + timedelta(**later)
    decision = Decision(member_id, "sms", "promotion", granted, "preferences", made)
    with returning.database.write() as connection:
        return returning.optouts.decide(connection, [decision])
