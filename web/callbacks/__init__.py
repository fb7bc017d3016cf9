"""Webhooks: what carriers call when something became of a message, or a member wrote back."""

from web.callbacks.twilio import bp

__all__ = ["bp"]
