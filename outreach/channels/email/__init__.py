"""Email: composed once a wording, filled once a member, and handed over as bytes.

A wording's subject and Markdown body become a text part and an HTML part, whose styles stand in
its elements because mail programs drop style sheets. Building an `EmailMessage` takes longer than
sending it, so what all members share is encoded beforehand.
"""

from outreach.channels.email.composition import Letterhead, compose, read_body
from outreach.channels.email.draft import Draft, Recipient, make_message_id

__all__ = ["Draft", "Letterhead", "Recipient", "compose", "make_message_id", "read_body"]
