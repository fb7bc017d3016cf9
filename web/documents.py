"""PDF documents that a page links to: handed in by the member's browser, read, and forgotten."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, request
from werkzeug.exceptions import UnsupportedMediaType

from narration.errors import BusyError, InputTooLongError, NarrationError, PdfError
from narration.pdf import Document
from web.errors import Fault, describe, respond
from web.limits import limit
from web.locale import get_language
from web.locale import gettext as _
from web.services import services
from web.sites.admission import authenticate_page

bp = Blueprint("documents", __name__, url_prefix="/narration")


@bp.post("/documents")
def post_document() -> dict[str, Any]:
    """Answer with what a tagged PDF says, block by block, in the order that its tags give.

    All of it is private. Messages are in the language of ``?lang=``, else of Accept-Language.
    """
    authenticate_page()
    limit("documents")
    if request.mimetype != "application/pdf":
        raise UnsupportedMediaType
    return _show(services().documents.read(request.get_data(cache=False), get_language()))


def _show(document: Document) -> dict[str, Any]:
    blocks = [
        {"id": f"b{number}", "text": block.text, "lang": block.language, "kind": block.kind}
        for number, block in enumerate(document.blocks, 1)
    ]
    return {"lang": document.language, "blocks": blocks}


def _explain(error: NarrationError) -> str:
    """Return what a member can be told, in the page's language."""
    if isinstance(error, InputTooLongError):
        return _("This document is too long to be read aloud.")
    if isinstance(error, BusyError):
        return _("Many people are listening now. Wait a minute, and try again.")
    messages = {
        "untagged_pdf": _("This document cannot be read aloud. Ask a person to help you."),
        "encrypted_pdf": _("This document is locked with a password. It cannot be read aloud."),
        "invalid_pdf": _("This file is damaged, or it is not a PDF document."),
        "empty_input": _("There is nothing to read in this document."),
    }
    return messages.get(error.code) or _("Something went wrong. Wait a minute, and try again.")


@bp.errorhandler(NarrationError)
def _answer(error: NarrationError) -> Response:
    fault = describe(error)
    unreadable = isinstance(error, PdfError) or error.code == "empty_input"
    status = 422 if unreadable else fault.status
    return respond(Fault(status, fault.code, str(_explain(error)), retry_after=fault.retry_after))


@bp.after_request
def _describe_response(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    response.headers["Content-Language"] = get_language()
    response.vary.add("Accept-Language")
    return response
