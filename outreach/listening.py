"""Listening: a message is read out to whoever follows its link, for those who cannot read it.

A sensitive message is told only to who passes the check that the institution chose. The first
play counts as heard.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

import locales
from outreach.channels import Channel
from outreach.channels.email import read_body
from outreach.database import Database
from outreach.dispatch.rendering import LINK_NAMES, restore_values
from outreach.errors import WordingError
from outreach.institution import Contact
from outreach.links import hash_token, normalize_code
from outreach.placeholders import Value, find_format_locale, parse_pattern
from outreach.placeholders.pattern import Filler
from outreach.tables import listen_links, members, messages, wordings
from outreach.wording import Template, Wording
from outreach.wording.store import get_version

MOST_CHECKS = 5
"""Wrong answers to a check, after which a link tells its message to nobody."""

BIRTH_DATE, REFERENCE = "birth-date", "reference"

_LINK = "qoutspokenlinkq"
_SENTENCE_END = re.compile(r"(?<=[.!?؟।])\s+|(?<=[。！？])")
_NOT_WRITTEN = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Link:
    """A listen link that is in force. `check` is what is asked first; empty: nothing."""

    id: int
    message_id: int
    check: str
    failed_checks: int

    @property
    def locked(self) -> bool:
        """Whether it was answered wrongly too often."""
        return bool(self.check) and self.failed_checks >= MOST_CHECKS


@dataclass(frozen=True, slots=True)
class Telling:
    """What is read out, in `language`; it may also be had in `languages`, that one among them."""

    text: str
    language: str
    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Listening:
    """Finds what links lead to. `contact` fills what wordings say of the institution."""

    database: Database
    contact: Contact

    def find(self, token: str, now: datetime) -> Link | None:
        """Return the link of a token; None where there is none, or it has expired."""
        return self._find(listen_links.c.token_hash == hash_token(token), now)

    def find_code(self, written: str, now: datetime) -> Link | None:
        """Return the link of a code, however it is written; None as in `find`."""
        return self._find(listen_links.c.code_hash == hash_token(normalize_code(written)), now)

    def passes(self, link: Link, answer: date | str) -> bool:
        """Tell whether the answer to a link's check is right; a wrong one is counted.

        The count is taken before the look, so that many tries at once are no more than in turn.
        """
        counted = (
            sa.update(listen_links)
            .where(listen_links.c.id == link.id, listen_links.c.failed_checks < MOST_CHECKS)
            .values(failed_checks=listen_links.c.failed_checks + 1)
        )
        with self.database.write() as connection:
            if not connection.execute(counted).rowcount:
                return False
            right = _is_right(connection, link, answer)
            if right:
                forgotten = sa.update(listen_links).where(listen_links.c.id == link.id)
                connection.execute(forgotten.values(failed_checks=0))
        return right

    def tell(self, link: Link, language: str | None) -> Telling | None:
        """Return what a link's message says, in that language if it is worded in it.

        None where the message can no longer be told: the member was erased, or a value is gone.
        """
        with self.database.read() as connection:
            row = _read_message(connection, link.message_id)
            if row is None or row.values is None:
                return None
            template = get_version(connection, row.version_id)
        values = self._fill(row)
        for channel in _list_channels(template, Channel(row.channel)):
            languages = tuple(each for way, each in template.wordings if way is channel)
            chosen = _choose(languages, language, row)
            try:
                text = _write(template.get_wording(channel, chosen), values, row.country)
            except WordingError:  # It needs a value that the message itself has not.
                continue
            return Telling(text, chosen, languages)
        return None

    def note_play(self, link_id: int, now: datetime) -> None:
        """Count a play; the first makes the message heard."""
        with self.database.write() as connection:
            played = (
                sa.update(listen_links)
                .where(listen_links.c.id == link_id)
                .values(
                    plays=listen_links.c.plays + 1,
                    first_played_at=sa.func.coalesce(listen_links.c.first_played_at, now),
                )
                .returning(listen_links.c.message_id)
            )
            number = connection.execute(played).scalar()
            heard = sa.update(messages).where(
                messages.c.id == number, messages.c.heard_at.is_(None)
            )
            connection.execute(heard.values(heard_at=now))

    def _find(self, condition: sa.ColumnElement[bool], now: datetime) -> Link | None:
        table = listen_links.c
        query = sa.select(table.id, table.message_id, table.check, table.failed_checks)
        with self.database.read() as connection:
            row = connection.execute(query.where(condition, table.expires_at > now)).one_or_none()
        return Link(*row) if row else None

    def _fill(self, row: Any) -> dict[str, Value]:
        known = {"institution": self.contact.name, "institution_phone": self.contact.phone}
        return {**known, **restore_values(row.values), **dict.fromkeys(LINK_NAMES, _LINK)}


def _is_right(connection: sa.Connection, link: Link, answer: date | str) -> bool:
    columns = (members.c.born_on, members.c.reference)
    query = sa.select(*columns).join(messages, messages.c.member_id == members.c.id)
    row = connection.execute(query.where(messages.c.id == link.message_id)).one_or_none()
    if row is None:
        return False
    if link.check == BIRTH_DATE:
        return row.born_on is not None and row.born_on == answer
    return isinstance(answer, str) and _compact(answer) == _compact(row.reference) != ""


def _compact(written: str) -> str:
    return _NOT_WRITTEN.sub("", written).casefold()


def _read_message(connection: sa.Connection, number: int) -> Any:
    receiver = sa.func.coalesce(messages.c.recipient_id, messages.c.member_id)
    query = (
        sa.select(
            messages.c.channel,
            messages.c.language,
            messages.c["values"],
            wordings.c.locale,
            wordings.c.version_id,
            members.c.country,
        )
        .join(wordings, wordings.c.id == messages.c.wording_id)
        .join(members, members.c.id == receiver)
        .where(messages.c.id == number)
    )
    return connection.execute(query).one_or_none()


def _list_channels(template: Template, own: Channel) -> list[Channel]:
    """Return whose wording is read out, the best first.

    The text of a sensitive message says nothing by itself: what it is about stands in the voice
    wording alone.
    """
    order = [Channel.VOICE, own] if template.sensitive else [own]
    return [channel for channel in order if channel in template.channels]


def _choose(languages: tuple[str, ...], wanted: str | None, row: Any) -> str:
    """Return a language that there is: the wanted one, the member's, or the message's own."""
    for tag in (wanted, row.language):
        found = locales.find_supported(tag) if tag else None
        if found in languages:
            return str(found)
    return row.locale if row.locale in languages else languages[0]


def _write(wording: Wording, values: dict[str, Value], country: str) -> str:
    """Return a wording as it is said: without addresses of the web, and without markup."""
    language = wording.locale
    filler = Filler(values, find_format_locale(language, country), language, str)
    if wording.channel is Channel.EMAIL:
        subject = filler.fill(parse_pattern(wording.subject, language).nodes)
        text = f"{subject.strip()}\n\n{filler.fill(read_body(wording.body, language))}"
    else:
        text = filler.fill(parse_pattern(wording.body, language).nodes)
    lines = [_leave_links_out(line) for line in text.splitlines()]
    kept = "\n".join(line for line in lines if line)
    return kept or text.replace(_LINK, "").strip()


def _leave_links_out(line: str) -> str:
    """Return a line without the sentences that are there for a link alone."""
    if _LINK not in line:
        return line.strip()
    kept = [each for each in _SENTENCE_END.split(line) if each and _LINK not in each]
    return " ".join(kept).strip()
