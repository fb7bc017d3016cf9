"""Bounces: reports of mail that could not be delivered (RFC 3464), read and acted on.

They come by a listener on this machine or lie in a mailbox file; the mail that a report is about
is found by its Message-ID, which derives from the message's row.
"""

from outreach.bounces.acting import Bounces
from outreach.bounces.report import Bounce, read_report

__all__ = ["Bounce", "Bounces", "read_report"]
