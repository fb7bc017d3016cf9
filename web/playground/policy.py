"""The Content-Security-Policy that pages with the widget need: as documented, and as tried."""

from __future__ import annotations

_FULL = "default-src 'none'; base-uri 'none'; require-trusted-types-for 'script'"
"""What else the playground's page forbids itself, to show that the widget needs none of it."""


def list_directives(service: str) -> dict[str, str]:
    """Return what a policy has to allow for a widget of the origin `service`."""
    return {
        "script-src": service,
        "connect-src": f"{service} 'self'",
        "media-src": f"{service} blob:",
        "style-src": service,
    }


def write_policy(service: str, *, form_action: str) -> str:
    """Return a strict policy for a page that embeds the widget, with a style sheet of its own."""
    directives = list_directives(service)
    directives["style-src"] += " 'self'"
    directives |= {"form-action": form_action, "frame-ancestors": service}
    return "; ".join([_FULL, *(f"{name} {allowed}" for name, allowed in directives.items())])
