"""How far a campaign has come."""

import pytest

from outreach.campaigns.progress import count_fallbacks
from outreach.wording import ANY, save_templates
from tests.outreach.campaigns.drafts import NOW, prepare, start
from tests.outreach.planning.runs import plan
from tests.outreach.segments.people import add_member
from tests.outreach.wording.places import FINNISH, make_template


@pytest.mark.parametrize(
    ("languages", "fallen"),
    [(("ta", "ta", "fr"), {("ta", "en"): 2, ("fr", "en"): 1}), (("fi", "en-GB"), {})],
)
def test_it_is_told_who_got_which_fallback(database, languages, fallen):
    with database.write() as connection:
        prepare(connection, FINNISH)
        save_templates(connection, [make_template(FINNISH, fallbacks={ANY: "en"})], "ann", NOW)
        for number, language in enumerate(languages):
            facts = {"phone": "+358401234567", "name": "Aino", "language": language}
            add_member(connection, f"A-{number}", **facts)
        campaign = start(connection)
    plan(database, campaign)

    with database.read() as connection:
        assert count_fallbacks(connection, campaign.id) == fallen
