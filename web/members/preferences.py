"""How members choose what they get, and unsubscribe with one click (RFC 8058).

The link in a message is the key: whoever has the message may decide for its address. Looking at a
page changes nothing, because mail programs look before people do.
"""

from __future__ import annotations

from datetime import UTC, datetime

from flask import Blueprint, Response, request
from jinja2 import PackageLoader, PrefixLoader

from outreach.channels import Channel
from outreach.links import PREFERENCES, UNSUBSCRIBE
from outreach.preferences import Choice, Preferences
from outreach.purpose import Purpose
from web.correspondence import correspondence
from web.locale import Wording
from web.locale import gettext as _
from web.members.pages import init_pages, show, show_gone, show_trouble, speak

bp = Blueprint("preferences", __name__)
bp.jinja_loader = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
init_pages(bp)


@bp.get("/preferences/<signed>")
def get_preferences(signed: str) -> Response:
    """Show what the receiver of a message gets."""
    number = correspondence().links.read(PREFERENCES, signed)
    found = correspondence().preferences.find(number) if number is not None else None
    return _show(found, saved=False)


@bp.post("/preferences/<signed>")
def save_preferences(signed: str) -> Response:
    """Keep what the receiver of a message has chosen."""
    number = correspondence().links.read(PREFERENCES, signed)
    if number is None:
        return show_gone()
    wanted = {key for each in request.form.getlist("choice") if (key := _read_choice(each))}
    return _show(correspondence().preferences.save(number, wanted, datetime.now(UTC)), saved=True)


@bp.get("/unsubscribe/<signed>")
def ask_to_unsubscribe(signed: str) -> Response:
    """Ask whether messages like this one shall end."""
    number = correspondence().links.read(UNSUBSCRIBE, signed)
    found = correspondence().preferences.find(number) if number is not None else None
    if found is None:
        return show_gone()
    speak(found.language)
    return show("members/unsubscribe.html")


@bp.post("/unsubscribe/<signed>")
def unsubscribe(signed: str) -> Response:
    """End messages like this one: a mail program's one click, or the button of the page."""
    links, book = correspondence().links, correspondence().preferences
    number = links.read(UNSUBSCRIBE, signed)
    if number is None or not book.unsubscribe(number, datetime.now(UTC)):
        return show_gone()
    found = book.find(number)
    if found:
        speak(found.language)
    return show("members/unsubscribed.html", link=links.sign(PREFERENCES, number))


def _show(found: Preferences | None, *, saved: bool) -> Response:
    if found is None:
        return show_gone()
    speak(found.language)
    ways = {
        channel: [choice for choice in found.choices if choice.channel is channel]
        for channel in Channel
    }
    if not found.choices:
        advice = _("Our messages do not reach you. Call us, so that we can change that.")
        return show_trouble(_("How we write to you"), 200, advice)
    shown = [(_name_way(choices[0]), choices) for choices in ways.values() if choices]
    names = {Purpose.SERVICE: _("About your own matters"), Purpose.PROMOTION: _("Other news")}
    return show("members/preferences.html", ways=shown, names=names, saved=saved)


def _read_choice(written: str) -> tuple[Channel, Purpose] | None:
    channel, _dash, purpose = written.partition("-")
    if channel in set(Channel) and purpose in set(Purpose):
        return Channel(channel), Purpose(purpose)
    return None


def _name_way(choice: Choice) -> Wording:
    if choice.channel is Channel.SMS:
        return _("Text messages to {address}", address=choice.address)
    if choice.channel is Channel.VOICE:
        return _("Phone calls to {address}", address=choice.address)
    return _("Emails to {address}", address=choice.address)
