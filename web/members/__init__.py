"""Pages for members, whom a message led here: no login, no script needed, in their language."""

from web.members.listen import bp as listen
from web.members.preferences import bp as preferences

__all__ = ["listen", "preferences"]
