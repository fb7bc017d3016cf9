"""``outspoken templates``: list, show, preview, and the way to translators and back."""

from web.cli.templates import costs, looking, writing
from web.cli.templates.group import command

__all__ = ["command", "costs", "looking", "writing"]
