"""Alembic's entry: run the migrations on the connection that `outreach.migrations` hands over."""

from __future__ import annotations

from typing import Any, Literal

from alembic import context

from outreach.tables import columns, metadata

_OURS = {
    id(columns.Identity): "Identity",
    id(columns.Json): "Json",
}


def _render(kind: str, thing: Any, autogenerate: Any) -> str | Literal[False]:
    """Return how a new migration writes our own kinds of columns."""
    name = "Instant" if isinstance(thing, columns.Instant) else _OURS.get(id(thing))
    if kind != "type" or name is None:
        return False
    autogenerate.imports.add(f"from outreach.tables.columns import {name}")
    return f"{name}()" if name == "Instant" else name


def _is_ours(name: str | None, kind: str, _parents: Any) -> bool:
    """Tell whether a table is the program's: the queue of tasks keeps its own beside them."""
    return kind != "table" or not (name or "").startswith("huey_")


def _run() -> None:
    context.configure(
        connection=context.config.attributes["connection"],
        target_metadata=metadata,
        render_as_batch=True,  # SQLite changes a table by making it anew.
        render_item=_render,
        include_name=_is_ours,
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()


_run()
