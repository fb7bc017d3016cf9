"""What the listen widget shows and says of its own, in English, by the key its script uses."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

SHOWN: Mapping[str, str] = MappingProxyType({})
"""Texts that are displayed: names of buttons, messages."""

SPOKEN: Mapping[str, str] = MappingProxyType({})
"""Texts that are said by the player: help, confirmations."""
