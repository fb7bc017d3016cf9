"""The playground's other origin: a form of an institution that embeds the widget, and yours."""

from __future__ import annotations

import re

from flask import Blueprint, Flask, Response, abort, current_app, g, render_template, request

import locales
from web.locale import get_language, init_app
from web.playground.policy import write_policy

POSITIONS = ("bottom", "top")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_MOST_BYTES = 200_000

bp = Blueprint("institution", __name__)


def create_institution(key: str, service_port: int) -> Flask:
    """Return the application of the pages that embed the widget of this service."""
    app = Flask("web", static_folder=None)
    app.config.update(
        SITE=key,
        SERVICE_PORT=service_port,
        MAX_CONTENT_LENGTH=_MOST_BYTES,
        MAX_FORM_MEMORY_SIZE=_MOST_BYTES,
    )
    init_app(app)
    app.register_blueprint(bp)
    return app


@bp.get("/")
def show_form() -> Response:
    """Show the empty form."""
    return _embed("institution", "'self'", is_sent=False)


@bp.post("/")
def take_form() -> Response:
    """Say what is wrong with the answers, or thank for them; nothing is kept."""
    return _embed("institution", "'self'", is_sent=True)


@bp.post("/yours")
def show_yours() -> Response:
    """Show HTML that a developer tries out; its policy lets no script of its own run."""
    if request.headers.get("Origin") != find_service():
        abort(403)
    g.language = locales.negotiate([request.form.get("lang", "")])
    return _embed("yours", "'none'", html=request.form.get("html", ""))


@bp.get("/institution.css")
def show_style() -> Response:
    """Answer with the institution's own look."""
    return Response(render_template("playground/institution.css"), mimetype="text/css")


def find_service() -> str:
    """Return the origin of the service, under the name by which the browser knows this machine."""
    host = request.host.rpartition(":")[0] if re.search(r":\d+$", request.host) else request.host
    return f"http://{host}:{current_app.config['SERVICE_PORT']}"


def _embed(name: str, form_action: str, **values: object) -> Response:
    service = find_service()
    page = render_template(
        f"playground/{name}.html",
        service=service,
        site=current_app.config["SITE"],
        options=_read_options(),
        **values,
    )
    policy = write_policy(service, form_action=form_action)
    headers = {"Content-Security-Policy": policy, "Content-Language": get_language()}
    return Response(page, headers={**headers, "Cache-Control": "no-store"})


def _read_options() -> dict[str, str]:
    """Return the options of the widget that the address asks for, without those it cannot have."""
    given = request.values
    options = {"position": given.get("position", ""), "colour": given.get("colour", "")}
    allowed = {
        "position": options["position"] in POSITIONS,
        "colour": bool(_COLOUR.fullmatch(options["colour"])),
    }
    return {name: value for name, value in options.items() if allowed[name]}
