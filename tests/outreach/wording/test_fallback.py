import pytest

from outreach.channels import Channel
from outreach.wording import choose_wording
from tests.outreach.wording.places import FINNISH, make_template


@pytest.mark.parametrize(
    ("language", "fallbacks", "locale", "fell_back"),
    [
        ("fi", {}, "fi", False),
        ("fi-FI", {}, "fi", False),
        ("sv", {"sv": "fi"}, "fi", True),
        ("sv-FI", {"sv": "fi"}, "fi", True),
        ("ms", {"ms": "id", "id": "en"}, "en", True),
        ("de", {"*": "en"}, "en", True),
        ("zh-Hant", {"zh-Hant": "fi", "*": "en"}, "fi", True),
        ("zh-Hant-TW", {"zh": "fi", "*": "en"}, "fi", True),
        ("sv", {"sv": "fi", "*": "en"}, "fi", True),
    ],
)
def test_a_member_is_written_to_in_its_language_or_the_declared_one(
    language, fallbacks, locale, fell_back
):
    choice = choose_wording(make_template(FINNISH, fallbacks=fallbacks), Channel.SMS, language)

    assert (choice.wording.locale, choice.fell_back) == (locale, fell_back)


@pytest.mark.parametrize("fallbacks", [{}, {"sv": "ms", "ms": "sv"}, {"fi": "en"}])
def test_nothing_falls_back_undeclared_or_for_ever(fallbacks):
    assert choose_wording(make_template(fallbacks=fallbacks), Channel.SMS, "sv") is None


def test_a_channel_has_its_own_wordings():
    assert choose_wording(make_template(FINNISH), Channel.VOICE, "fi") is None
