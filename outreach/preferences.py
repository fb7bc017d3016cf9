"""What a member wants: by which channels, and what about. A message's link leads here.

What a member decides holds for the member; an unsubscription also for the address, whoever else
has it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from outreach.addresses import AddressHasher, PhoneKind
from outreach.channels import Channel
from outreach.consent import Decision, find_decisions
from outreach.database import Database
from outreach.optouts import Cause, OptOuts
from outreach.purpose import Purpose
from outreach.suppressions import OWN_WISH, Reason, Scope, Suppression, find_suppressions
from outreach.tables import members, messages

_HIDDEN = "•••"
_FROM_LEFT, _END = "\u2066", "\u2069"


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that may be chosen, and whether it is now; `address` is masked."""

    channel: Channel
    purpose: Purpose
    address: str
    chosen: bool

    @property
    def key(self) -> tuple[Channel, Purpose]:
        """What it is about."""
        return self.channel, self.purpose


@dataclass(frozen=True, slots=True)
class Preferences:
    """What one member wants; `language` is the member's (BCP 47).

    An address that cannot be used, as its mail came back, is not among the choices.
    """

    member_id: int
    language: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class PreferenceBook:
    """Reads and writes what members want."""

    database: Database
    hasher: AddressHasher
    optouts: OptOuts

    def find(self, message_id: int) -> Preferences | None:
        """Return what the receiver of a message wants; None where there is no such person now."""
        with self.database.read() as connection:
            person = _find_receiver(connection, message_id)
            return self._load(connection, person) if person else None

    def save(
        self, message_id: int, wanted: Collection[tuple[Channel, Purpose]], now: datetime
    ) -> Preferences | None:
        """Keep what the receiver of a message wants, and return it; None as in `find`.

        Raises DatabaseUnavailableError: nothing was kept.
        """
        with self.database.write() as connection:
            person = _find_receiver(connection, message_id)
            if person is None:
                return None
            before = self._load(connection, person).choices
            for choice in before:
                if choice.key in wanted and not choice.chosen:
                    self._lift(connection, person, choice, now)
            decisions = [
                Decision(person.id, *choice.key, choice.key in wanted, "preferences", now)
                for choice in before
            ]
            self.optouts.decide(connection, decisions)
            return self._load(connection, person)

    def unsubscribe(self, message_id: int, now: datetime) -> bool:
        """Send no more of that kind to where a message went; tell whether the message is known.

        Raises as `save` does.
        """
        with self.database.write() as connection:
            query = sa.select(messages.c.channel, messages.c.purpose, messages.c.address)
            row = connection.execute(query.where(messages.c.id == message_id)).one_or_none()
            if row is None:
                return False
            if row.address:
                scope = Scope(row.channel, purpose=row.purpose)
                cause = Cause(Reason.UNSUBSCRIBE, "unsubscribe", now)
                self.optouts.suppress(connection, row.address, scope, cause)
            person = _find_receiver(connection, message_id)
            if person:
                decision = Decision(person.id, row.channel, row.purpose, False, "unsubscribe", now)
                self.optouts.decide(connection, [decision])
        return True

    def _lift(self, connection: sa.Connection, person: Any, choice: Choice, now: datetime) -> None:
        scope = Scope(choice.channel, purpose=choice.purpose)
        cause = Cause(Reason.UNSUBSCRIBE, "preferences", now)
        self.optouts.lift(connection, _get_address(person, choice.channel), scope, cause)

    def _load(self, connection: sa.Connection, person: Any) -> Preferences:
        addresses = {
            channel: address for channel in Channel if (address := _get_address(person, channel))
        }
        hashes = {each: self.hasher.hash(address) for each, address in addresses.items()}
        suppressed = find_suppressions(connection, set(hashes.values()))
        lasting = [each for each in suppressed if each.reason not in OWN_WISH]
        decided = {
            (each.channel, each.purpose): each.granted
            for each in find_decisions(connection, person.id)
        }
        choices = [
            Choice(
                channel,
                purpose,
                mask(address),
                decided.get((channel, purpose), purpose is Purpose.SERVICE)
                and not _stops(suppressed, hashes[channel], channel, purpose),
            )
            for channel, address in addresses.items()
            for purpose in Purpose
            if not _stops(lasting, hashes[channel], channel, purpose)
        ]
        return Preferences(person.id, person.language, tuple(choices))


def mask(address: str) -> str:
    """Return enough of an address for its owner to know it, and too little for anybody else."""
    name, at, domain = address.rpartition("@")
    shown = f"{name[:1]}{_HIDDEN}@{domain}" if at else f"{_HIDDEN} {address[-3:]}"
    return f"{_FROM_LEFT}{shown}{_END}"  # Else its ends change places in Arabic.


def _get_address(person: Any, channel: Channel) -> str:
    if channel is Channel.EMAIL:
        return person.email or ""
    if channel is Channel.SMS and person.phone_kind == PhoneKind.LANDLINE:
        return ""
    return person.phone or ""


def _stops(
    suppressed: Sequence[Suppression], hashed: str, channel: Channel, purpose: Purpose
) -> bool:
    """Tell whether anything of that kind is stopped, be it for one sender alone."""
    return any(
        each.address_hash == hashed
        and each.scope.channel in ("", channel)
        and each.scope.purpose in ("", purpose)
        for each in suppressed
    )


def _find_receiver(connection: sa.Connection, message_id: int) -> Any:
    """Return who receives a message: the member, or who stands in for the member."""
    receiver = sa.func.coalesce(messages.c.recipient_id, messages.c.member_id)
    query = (
        sa.select(*(members.c[name] for name in ("id", "language", "phone", "phone_kind", "email")))
        .join(messages, members.c.id == receiver)
        .where(messages.c.id == message_id)
    )
    return connection.execute(query).one_or_none()
