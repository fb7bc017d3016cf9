"""Templates in the database: a version never changes once it is written.

Campaigns name the very version that was approved, so every change of a wording makes a new one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

import sqlalchemy as sa

from outreach.channels import Channel
from outreach.errors import WordingError
from outreach.purpose import Purpose
from outreach.tables import template_versions, templates, wordings
from outreach.wording.template import Template, Wording


def load_templates(connection: sa.Connection) -> dict[str, Template]:
    """Return the newest version of every template that is not archived, by name."""
    others = template_versions.alias()
    newest = (
        sa.select(sa.func.max(others.c.number))
        .where(others.c.template_id == templates.c.id)
        .correlate(templates)
        .scalar_subquery()
    )
    query = _select().where(template_versions.c.number == newest, templates.c.archived_at.is_(None))
    found = _load(connection, query.order_by(templates.c.name))
    return {template.name: template for template in found.values()}


def get_template(connection: sa.Connection, name: str) -> Template:
    """Return the newest version of a template. Raises WordingError."""
    found = load_templates(connection)
    if name not in found:
        known = ", ".join(found) or "none yet: run `outspoken templates import --starter`"
        raise WordingError(f"there is no template {name!r}; there are: {known}")
    return found[name]


def get_version(connection: sa.Connection, version_id: int) -> Template:
    """Return the version of that row. Raises WordingError."""
    found = _load(connection, _select().where(template_versions.c.id == version_id))
    if version_id not in found:
        raise WordingError(f"there is no version {version_id} of any template")
    return found[version_id]


def find_version_id(connection: sa.Connection, name: str, number: int) -> int | None:
    """Return the row of a template's version, or None."""
    query = (
        sa.select(template_versions.c.id)
        .join(templates, templates.c.id == template_versions.c.template_id)
        .where(templates.c.name == name, template_versions.c.number == number)
    )
    return connection.execute(query).scalar()


def list_wording_ids(
    connection: sa.Connection, version_id: int
) -> Mapping[tuple[Channel, str], int]:
    """Return the rows of a version's wordings, by channel and locale."""
    query = sa.select(wordings.c.channel, wordings.c.locale, wordings.c.id)
    rows = connection.execute(query.where(wordings.c.version_id == version_id))
    return {(Channel(channel), locale): row_id for channel, locale, row_id in rows}


def save_templates(
    connection: sa.Connection, changed: Iterable[Template], by: str, now: datetime
) -> list[Template]:
    """Write a new version of each template that differs from its newest; return those written."""
    known = load_templates(connection)
    written: list[Template] = []
    for template in changed:
        before = known.get(template.name)
        if before and replace(template, version=before.version) == before:
            continue
        written.append(_write(connection, template, by, now))
    return written


def _write(connection: sa.Connection, template: Template, by: str, now: datetime) -> Template:
    template_id = _write_template(connection, template, now)
    newest = sa.select(sa.func.coalesce(sa.func.max(template_versions.c.number), 0)).where(
        template_versions.c.template_id == template_id
    )
    number = int(connection.execute(newest).scalar_one()) + 1
    version = {
        "template_id": template_id,
        "number": number,
        "fallbacks": dict(template.fallbacks),
        "created_at": now,
        "created_by": by,
    }
    insert = sa.insert(template_versions).values(version).returning(template_versions.c.id)
    version_id = connection.execute(insert).scalar_one()
    reviews = _list_reviews(connection, template_id, number - 1)
    rows = [_to_row(wording, version_id, reviews, now) for wording in template.wordings.values()]
    if rows:
        connection.execute(sa.insert(wordings), rows)
    return replace(template, version=number)


def _write_template(connection: sa.Connection, template: Template, now: datetime) -> int:
    """Return the template's row, locked until the transaction ends, so that numbers are taken
    once."""
    facts = {"purpose": template.purpose, "sensitive": template.sensitive, "archived_at": None}
    update = sa.update(templates).where(templates.c.name == template.name).values(facts)
    found = connection.execute(update.returning(templates.c.id)).scalar()
    if found is not None:
        return int(found)
    insert = sa.insert(templates).values(name=template.name, created_at=now, **facts)
    return int(connection.execute(insert.returning(templates.c.id)).scalar_one())


def _list_reviews(
    connection: sa.Connection, template_id: int, number: int
) -> dict[tuple[object, ...], datetime]:
    """Return when the wordings of a version were reviewed, by what was read and who read it."""
    query = (
        sa.select(*(wordings.c[name] for name in _REVIEWED), wordings.c.reviewed_at)
        .join(template_versions, template_versions.c.id == wordings.c.version_id)
        .where(
            template_versions.c.template_id == template_id,
            template_versions.c.number == number,
            wordings.c.reviewed_at.is_not(None),
        )
    )
    return {tuple(row[:-1]): row[-1] for row in connection.execute(query)}


_REVIEWED = ("channel", "locale", "subject", "body", "source_hash", "reviewed_by")


def _to_row(
    wording: Wording, version_id: int, reviews: Mapping[tuple[object, ...], datetime], now: datetime
) -> dict[str, object]:
    words = {name: getattr(wording, name) for name in _REVIEWED}
    reviewed_at = reviews.get(tuple(words.values()), now) if wording.reviewed_by else None
    return {"version_id": version_id, **words, "reviewed_at": reviewed_at}


def _select() -> sa.Select[tuple[object, ...]]:
    return sa.select(
        template_versions.c.id.label("version_id"),
        template_versions.c.number,
        template_versions.c.fallbacks,
        templates.c.name,
        templates.c.purpose,
        templates.c.sensitive,
        *(wordings.c[name] for name in _REVIEWED),
    ).select_from(
        template_versions.join(templates, templates.c.id == template_versions.c.template_id).join(
            wordings, wordings.c.version_id == template_versions.c.id, isouter=True
        )
    )


def _load(connection: sa.Connection, query: sa.Select[tuple[object, ...]]) -> dict[int, Template]:
    found: dict[int, Template] = {}
    for row in connection.execute(query.order_by(wordings.c.id)):
        template = found.get(row.version_id) or Template(
            row.name, Purpose(row.purpose), row.sensitive, row.number, row.fallbacks
        )
        if row.channel is not None:
            wording = Wording(
                Channel(row.channel),
                row.locale,
                row.body,
                row.subject,
                row.source_hash,
                row.reviewed_by,
            )
            template = template.with_wordings([wording])
        found[row.version_id] = template
    return found
