import pytest

import locales
from outreach.channels import Channel
from outreach.channels.sms import measure
from outreach.starter import load_starter
from outreach.wording import check_real_carrier, check_template

VALUES = {
    "institution": "Social Fund",
    "institution_phone": "+358 20 123 4567",
    "listen_link": "https://fund.example/l/k3Jd9xW2pQ7vLm4T",
}
STAGES = [
    "student",
    "first_job",
    "self_employed",
    "parent",
    "unemployed",
    "ill_or_disabled",
    "migrant_worker",
    "approaching_retirement",
    "pensioner",
    "survivor",
]


def test_every_stage_has_a_message_on_all_channels_in_ten_languages():
    starter = load_starter()

    assert list(starter) == STAGES
    for template in starter.values():
        expected = {(channel, locale) for channel in Channel for locale in locales.SUPPORTED}
        assert set(template.wordings) == expected


@pytest.mark.parametrize("name", STAGES)
def test_nothing_is_wrong_with_it(name):
    assert check_template(load_starter()[name]) == []


@pytest.mark.parametrize("name", STAGES)
def test_nobody_vouches_for_it_yet(name):
    assert len(check_real_carrier(load_starter()[name])) == 30


@pytest.mark.parametrize("name", STAGES)
def test_its_sms_are_short(name):
    for (channel, locale), wording in load_starter()[name].wordings.items():
        if channel is Channel.SMS:
            size = measure(wording.patterns[0].render(VALUES))
            assert size.parts <= 2, (locale, size)


def test_what_is_sensitive_says_in_writing_only_where_to_listen():
    ill, bereaved = (load_starter()[name] for name in ("ill_or_disabled", "survivor"))
    for channel in (Channel.SMS, Channel.EMAIL):
        for locale in locales.SUPPORTED:
            text = ill.get_wording(channel, locale)
            assert "listen_link" in text.placeholders
            assert text.hash == bereaved.get_wording(channel, locale).hash


@pytest.mark.parametrize("name", STAGES)
def test_no_two_languages_say_the_same(name):
    template = load_starter()[name]
    for channel in Channel:
        bodies = {template.get_wording(channel, locale).body for locale in locales.SUPPORTED}
        assert len(bodies) == len(locales.SUPPORTED)
