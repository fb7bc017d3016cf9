"""Planning: campaigns that fall due become runs, and runs become rows of messages."""

from outreach.planning.expanding import RANGE, expand

__all__ = ["RANGE", "expand"]
