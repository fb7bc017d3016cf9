"""Providers: who carries a message. One module a kind, found in the table of `registry`.

A provider sends once and says what came of it; whether and when to send again is decided by
`outreach.dispatch`, never here.
"""

from outreach.providers.outcomes import LATE, Accepted, Again, Outcome, Refused, Unknown
from outreach.providers.provider import Outgoing, Provider, Sighting

__all__ = [
    "LATE",
    "Accepted",
    "Again",
    "Outcome",
    "Outgoing",
    "Provider",
    "Refused",
    "Sighting",
    "Unknown",
]
