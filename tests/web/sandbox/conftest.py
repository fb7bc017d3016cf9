"""The sandbox carrier, for its own tests."""

from tests.carriers import carrier, institution

__all__ = ["carrier", "institution"]
