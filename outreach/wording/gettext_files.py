"""Wordings as gettext files, so that translators work with the tools they know.

One file a locale. The context is ``template/channel/field``, the message the source text; a
comment says who reviewed the wording, and ``fuzzy`` marks one whose source has changed since.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.metadata import version
from io import BytesIO

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, read_po, write_po

import locales
from outreach.errors import WordingError
from outreach.wording.exchange import Entry, list_entries
from outreach.wording.template import SOURCE, Template

_REVIEWED = "reviewed by:"


def write_gettext(templates: Iterable[Template], locale: str) -> bytes:
    """Return the ``.po`` of all wordings in one locale, in UTF-8.

    Raises WordingError for a template without a source.
    """
    catalog = Catalog(
        locale=locale.replace("-", "_"),
        project="Outspoken",
        header_comment=f"# Wordings of messages to members: {locales.own_name(locale)}.",
        fuzzy=False,
        version=version("outspoken"),
    )
    # Set here, because Babel takes an empty text in its constructor for none.
    catalog.last_translator = catalog.language_team = catalog.msgid_bugs_address = ""
    for template in templates:
        for entry in list_entries(template, locale):
            _add(catalog, template, entry)
    target = BytesIO()
    write_po(target, catalog, width=100, omit_header=False, include_lineno=False)
    return target.getvalue()


def _add(catalog: Catalog, template: Template, entry: Entry) -> None:
    if not entry.source.strip():  # Gettext takes an empty text for the file's own header.
        raise WordingError(
            f"{entry.context} has no {SOURCE} text to translate from: give it one in a spreadsheet"
        )
    notes = [f"{template.purpose}{', sensitive' if template.sensitive else ''}"]
    reviewed = [f"{_REVIEWED} {entry.reviewed_by}"] if entry.reviewed_by else []
    message = catalog.add(
        entry.source,
        entry.text,
        context=entry.context,
        flags=("fuzzy",) if entry.stale else (),
        auto_comments=notes,
        user_comments=reviewed,
    )
    # ICU's plurals are no format of Python's, whatever Babel takes them for.
    message.flags -= {"python-format", "python-brace-format"}


def read_gettext(content: bytes) -> Iterator[Entry]:
    """Yield the entries of a ``.po``. Raises WordingError for a file that is none."""
    try:
        catalog = read_po(BytesIO(content), abort_invalid=True)
    except (PoFileError, ValueError, LookupError) as error:
        raise WordingError(f"the file cannot be read as gettext: {error}") from None
    locale = locales.find_supported((catalog.locale_identifier or "").replace("_", "-"))
    if locale is None:
        raise WordingError("the file names no known language in its header: Language: fi")
    for message in catalog:
        if message.id:
            yield _read_message(message, locale)


def _read_message(message: Message, locale: str) -> Entry:
    template, _, place = str(message.context or "").partition("/")
    channel, _, field = place.partition("/")
    if not field or not isinstance(message.id, str) or not isinstance(message.string, str):
        raise WordingError(f"{message.context}: the context is not template/channel/field")
    reviewed = [
        comment.removeprefix(_REVIEWED).strip()
        for comment in message.user_comments
        if comment.startswith(_REVIEWED)
    ]
    reviewer = reviewed[0] if reviewed else None
    texts = (message.id, message.string)
    return Entry(template, channel, field, locale, *texts, reviewer, message.fuzzy)
