"""The record of who did what: added to, never changed, and without members' own values."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from outreach.tables import actions


def record_action(
    connection: sa.Connection,
    actor: str,
    verb: str,
    subject: tuple[str, str],
    *,
    at: datetime,
    detail: Mapping[str, Any] | None = None,
) -> None:
    """Keep that `actor` did something to `subject`: its kind, and its name or number.

    A member is named by its row's number: the reference is gone once the member is erased.
    """
    kind, identity = subject
    row = {"at": at, "actor": actor, "verb": verb, "object_kind": kind, "object_id": identity}
    connection.execute(sa.insert(actions).values(row | {"detail": dict(detail or {})}))
