"""Templates for tests, with defaults."""

from outreach.channels import Channel
from outreach.wording import Purpose, Template, Wording

SOURCE = Wording(Channel.SMS, "en", "{institution}: Hello {name}, we pay on {due, date}.")


def make_template(*wordings, **given):
    facts = {"name": "payment", "purpose": Purpose.SERVICE} | given
    return Template(**facts).with_wordings([SOURCE, *wordings])


def translate(body, locale="fi", source=SOURCE, **given):
    return Wording(source.channel, locale, body, source_hash=source.hash, **given)


FINNISH = translate("{institution}: Hei {name}, maksamme {due, date}.", reviewed_by="Aino Virta")
EMAIL = Wording(Channel.EMAIL, "en", "# Hello {name}\n\nWe pay **soon**.", "Your payment")
VOICE = Wording(Channel.VOICE, "en", "Hello {name}. We pay soon.")
