"""Every setting of the service: read, checked, and explained. A wrong one stops the start."""

from __future__ import annotations

import difflib
import os
from collections.abc import Mapping
from typing import Any

from pydantic import SecretStr, ValidationError
from pydantic_core import ErrorDetails

from web.config.settings import PREFIX, Settings

__all__ = [
    "ConfigurationError",
    "Settings",
    "find_unknown_variables",
    "get_variable",
    "is_secret",
    "load_settings",
]

_NOT_ITS_OWN_FAULT = "default_factory_not_called"  # pydantic's echo of a fault in another field.


class ConfigurationError(Exception):
    """A setting cannot be used. The text is one line: the variable, its fault, what is allowed."""


def load_settings(**given: Any) -> Settings:
    """Read the settings from the environment; `given` ones win.

    Raises ConfigurationError for the first value that cannot be used.
    """
    try:
        return Settings(**given)
    except ValidationError as error:
        faults = [each for each in error.errors() if each["type"] != _NOT_ITS_OWN_FAULT]
        raise ConfigurationError(_describe_fault(faults[0])) from None


def _describe_fault(fault: ErrorDetails) -> str:
    message = fault["msg"].removeprefix("Value error, ")
    if not fault["loc"]:
        return message
    field = str(fault["loc"][0]).removeprefix(PREFIX).lower()
    if field not in Settings.model_fields:
        return f"{PREFIX}{field.upper()}: there is no such setting"
    allowed = message if fault["type"] == "value_error" else _describe_allowed(field) or message
    shown = "" if is_secret(field) else f"={str(fault['input'])[:60]!r}"
    about = Settings.model_fields[field].description
    return f"{get_variable(field)}{shown} cannot be used ({about}); allowed: {allowed}"


def _describe_allowed(field: str) -> str | None:
    schema = Settings.model_json_schema(by_alias=False)["properties"][field]
    if "enum" in schema:
        return ", ".join(schema["enum"])
    if "minimum" in schema:
        kind = "whole number" if schema["type"] == "integer" else "number"
        return f"a {kind} from {schema['minimum']} to {schema['maximum']}"
    lengths = [choice["minLength"] for choice in schema.get("anyOf", []) if "minLength" in choice]
    return f"{lengths[0]} characters or more" if lengths else None


def is_secret(field: str) -> bool:
    """Tell whether a setting's value must not be shown."""
    return SecretStr in getattr(Settings.model_fields[field].annotation, "__args__", ())


def get_variable(field: str, environ: Mapping[str, str] = os.environ) -> str:
    """Return the environment variable that sets `field`: for the port, the one that is set."""
    name = PREFIX + field.upper()
    return "PORT" if field == "port" and environ.get("PORT") and not environ.get(name) else name


def find_unknown_variables(environ: Mapping[str, str] = os.environ) -> list[str]:
    """Return a line of warning for each ``OUTSPOKEN_…`` variable that is no setting."""
    known = [PREFIX + field.upper() for field in Settings.model_fields]
    lines = []
    for name in sorted(environ):
        if name.upper().startswith(PREFIX) and name.upper() not in known:
            near = difflib.get_close_matches(name.upper(), known, n=1, cutoff=0.0)
            lines.append(f"{name} is no setting and is ignored; did you mean {near[0]}?")
    return lines
