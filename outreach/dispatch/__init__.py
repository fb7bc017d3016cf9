"""Dispatch: claims what is due, checks it once more, marks it, hands it over, records what came.

The row is the truth about a message. A claim is a lease and nothing has left under it; the mark,
with the attempt's id, is written before the carrier is called; what came of the call is written
after it. Whoever dies in between leaves a row that says how far it got.
"""

from outreach.dispatch.delivery import Delivery, deliver
from outreach.dispatch.recheck import Rules
from outreach.dispatch.timing import Timing

__all__ = ["Delivery", "Rules", "Timing", "deliver"]
