"""Messages: the row is the truth about each, and exists before anything is sent.

``created`` (queued) → ``claimed`` (a lease) → ``sending`` (an attempt's id, then the call) →
``sent`` → ``delivered`` or a failure; ``unknown`` beside ``sending``, where the carrier has to be
asked. See `outreach.statuses`.
"""

from __future__ import annotations

import sqlalchemy as sa

from outreach.statuses import Status
from outreach.tables.columns import (
    Instant,
    Json,
    flag,
    identity,
    instant,
    metadata,
    partial_index,
    refers,
    text,
    whole,
)

messages = sa.Table(
    "messages",
    metadata,
    identity(),
    refers("campaign_id", "campaigns.id", nullable=True),
    refers("member_id", "members.id", ondelete="SET NULL", nullable=True),  # Whom it is about.
    text("occurrence", default=""),  # A run's date, an event's number; one-off: empty.
    whole("step", default=0),  # In the campaign's channel plan, from 0 on.
    # Who receives it in the member's place: the representative.
    refers("recipient_id", "members.id", ondelete="SET NULL", nullable=True),
    refers("wording_id", "wordings.id", nullable=True),
    text("channel"),
    text("purpose"),
    text("language"),  # The recipient's; another than the wording's locale where it fell back.
    sa.Column("address", sa.Text),  # Unset once the member is erased and the fate is settled.
    sa.Column("values", Json),  # What the placeholders were given.
    sa.Column("subject", sa.Text),
    sa.Column("body", sa.Text),  # As handed to the carrier, written with the mark.
    text("status", default=Status.CREATED),
    text("reason", default=""),  # Why it failed or was cancelled: a stable word.
    instant("due_at"),
    sa.Column("expires_at", Instant),
    instant("created_at"),
    sa.Column("owner", sa.Text),  # The worker that holds the lease.
    sa.Column("lease_until", Instant),
    sa.Column("attempt_id", sa.Text),  # Unguessable; goes into the callback's address.
    sa.Column("attempt_at", Instant),
    whole("attempts", default=0),
    sa.Column("provider", sa.Text),
    sa.Column("sender", sa.Text),
    sa.Column("provider_id", sa.Text),  # The carrier's own id of the message.
    sa.Column("parts", sa.Integer),
    sa.Column("sent_at", Instant),
    sa.Column("settled_at", Instant),  # When the status became final.
    sa.Column("heard_at", Instant),  # First play of its listen link, or of the call.
    flag("resend_unknown"),  # What becomes of an email whose fate cannot be asked for.
    sqlite_autoincrement=True,  # Its numbers are known outside.
)

_status = messages.c.status
is_queued = _status == sa.literal_column(f"'{Status.CREATED}'")
is_unsettled = _status.in_(
    [sa.literal_column(f"'{each}'") for each in (Status.CLAIMED, Status.SENDING, Status.UNKNOWN)]
)
"""Conditions with their values written out: only these are seen to fit the partial indexes."""

# The member stands first, so that the index finds a member's messages too.
sa.Index(
    "uq_messages_identity",
    messages.c.member_id,
    messages.c.campaign_id,
    messages.c.occurrence,
    messages.c.step,
    unique=True,
)
# Channel and campaign stand first, or a claim would step over all that is due of the others.
partial_index(
    "ix_messages_due",
    *(messages.c[name] for name in ("channel", "campaign_id", "due_at", "id")),
    where=is_queued,
)
partial_index("ix_messages_lease_until", messages.c.lease_until, where=is_unsettled)
partial_index("ix_messages_address", messages.c.address, where=is_unsettled)
partial_index(
    "uq_messages_provider_id",
    messages.c.provider,
    messages.c.provider_id,
    where=messages.c.provider_id.is_not(None),
    unique=True,
)
sa.Index("ix_messages_campaign_id_status", messages.c.campaign_id, _status)
partial_index(
    "ix_messages_recipient_id",
    messages.c.recipient_id,
    where=messages.c.recipient_id.is_not(None),
)

attempts = sa.Table(
    "attempts",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),  # As messages.attempt_id was.
    refers("message_id", "messages.id", ondelete="CASCADE"),
    text("provider"),
    text("sender", default=""),
    instant("started_at"),
    sa.Column("ended_at", Instant),
    text("outcome", default=""),  # accepted, queued-again, failed, unknown or adopted
    text("code", default=""),  # The carrier's error code.
    sa.Column("provider_id", sa.Text),
)
"""Attempts that did not end at once in ``sent``, and all of messages tried more than once."""
sa.Index("ix_attempts_message_id", attempts.c.message_id)

receipts = sa.Table(
    "receipts",
    metadata,
    identity(),
    text("provider"),
    text("fingerprint"),  # Of what tells one receipt from its own repetition.
    refers("message_id", "messages.id", ondelete="CASCADE", nullable=True),
    sa.Column("attempt_id", sa.Text),
    sa.Column("provider_id", sa.Text),
    text("status"),
    text("code", default=""),
    instant("received_at"),
    sa.UniqueConstraint("provider", "fingerprint"),
)
"""What carriers reported, once each, in the order of arrival."""
sa.Index("ix_receipts_message_id", receipts.c.message_id)
