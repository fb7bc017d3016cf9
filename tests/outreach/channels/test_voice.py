import pytest

from outreach.channels.voice import check_script, estimate_seconds
from outreach.errors import ChannelError


def test_a_plain_script_can_be_said_in_every_language_with_a_voice():
    check_script("Hello {first_name}. Your pension has been paid.", "en-GB")
    check_script("您好，养老金已发放。", "zh-CN")


@pytest.mark.parametrize(
    ("script", "language", "reason"),
    [
        ("Hello", "de", "no voice"),
        ("Go to https://fund.example", "en", "cannot be said"),
        ("Go to www.fund.example", "en", "cannot be said"),
        ("Your **pension**", "en", "plain text"),
        ("# Hello", "en", "plain text"),
        ("Hello <break/>", "en", "plain text"),
        ("word " * 400, "en", "at most 90 s"),
    ],
)
def test_what_a_call_cannot_say_is_refused(script, language, reason):
    with pytest.raises(ChannelError, match=reason):
        check_script(script, language)


def test_chinese_characters_take_longer_than_letters():
    assert estimate_seconds("中" * 40, "zh-Hans") == pytest.approx(10)
    assert estimate_seconds("a" * 140, "en") == pytest.approx(10)
