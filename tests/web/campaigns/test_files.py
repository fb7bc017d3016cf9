import json

import pytest

from tests.web.campaigns.conftest import CAMPAIGN


def test_the_example_is_a_campaign(run, tmp_path):
    (tmp_path / "spring.toml").write_text(run("campaigns", "example").stdout)

    made = run("campaigns", "create", "FILE").stderr
    assert made == "Pensions in December is a draft, version 1\n"


@pytest.mark.parametrize(
    ("before", "after", "problem"),
    [
        ('channel = "sms"', 'channel = "voice"', "calls cannot be made yet: take the step voice"),
        ('segment = "all"', 'segment = "al"', "there is no segment 'al'"),
        ('segment = "all"', 'stage = "al"', "there is no stage 'al'"),
    ],
)
def test_what_can_never_be_sent_is_refused_at_once(run, tmp_path, before, after, problem):
    (tmp_path / "spring.toml").write_text(CAMPAIGN.replace(before, after))

    assert problem in run("campaigns", "create", "FILE", ok=False).stderr
    assert run("campaigns", "list").stdout == ""


def test_the_definition_can_be_read_back(run, begun):
    shown = json.loads(run("campaigns", "show", "Spring", "--definition").stdout)
    assert (shown["template"], shown["template_version"]) == ("payment", 1)


@pytest.mark.parametrize("content", ["", "cap = [", "cap = 1\n", 'steps = "sms"', "\udcff"])
def test_a_file_that_is_no_campaign_is_refused(run, tmp_path, content):
    (tmp_path / "spring.toml").write_bytes(content.encode(errors="surrogateescape"))
    refused = run("campaigns", "create", "FILE", ok=False)

    assert refused.exit_code == 2
    assert refused.stderr.startswith("Error:")
