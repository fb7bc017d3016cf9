import email
import email.policy
import smtplib
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outreach.channels.email import Letterhead, Recipient, compose, make_message_id
from outreach.errors import ChannelError, MissingValueError, WordingError

LETTERHEAD = Letterhead("Fund", "Social Fund <no-reply@fund.example>", "help@fund.example")
VALUES = {
    "first_name": "Aino",
    "pension": "812.5 EUR",
    "n": 3,
    "listen_link": "https://fund.example/l/ab?x=1&y=2",
    "preferences_link": "https://fund.example/p/1",
}


def make_recipient(address="aino@post.example", unsubscribe_url=None, **values):
    row = make_message_id("77-1", "fund.example")
    now = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)
    return Recipient(address, row, now, VALUES | values, None, unsubscribe_url)


def send(subject="Hello", body="Hello {first_name}", language="en", large=False, **given):
    draft = compose(subject, body, language, LETTERHEAD, large)
    return draft.fill(make_recipient(**given))


def read(raw):
    return email.message_from_bytes(raw, policy=email.policy.SMTP)


def get_part(raw, kind):
    return read(raw).get_body((kind,)).get_content()


def test_a_mail_has_the_headers_of_an_automatic_message():
    message = read(send("Your pension, {first_name} Ä"))

    assert message["Subject"] == "Your pension, Aino Ä"
    assert message["From"] == "Social Fund <no-reply@fund.example>"
    assert message["Reply-To"] == "help@fund.example"
    assert message["To"] == "aino@post.example"
    assert message["Message-ID"] == "<77-1.outspoken@fund.example>"
    assert message["Date"].datetime == datetime(2026, 5, 4, 9, 30, tzinfo=UTC)
    assert message["Auto-Submitted"] == "auto-generated"
    assert "List-Unsubscribe" not in message


def test_a_mail_that_may_be_declined_has_one_click_for_it():
    message = read(send(unsubscribe_url="https://fund.example/u/1"))

    assert message["List-Unsubscribe"] == "<https://fund.example/u/1>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_the_text_part_reads_well_without_markup():
    body = (
        "# Hello {first_name}\n\nYou get **{pension, amount}** in {n, plural, one {# day} other"
        " {# days}}.\n\n- one\n- two\n\n1. first\n2. [Listen]({listen_link})\n\n> Mind *this*."
    )

    text = get_part(send(body=body), "plain").replace("\r\n", "\n")

    assert text.startswith(
        "Hello Aino\n\nYou get €812.50 in 3 days.\n\n- one\n- two\n\n1. first\n"
        "2. Listen: https://fund.example/l/ab?x=1&y=2\n\n> Mind this.\n"
    )
    assert text.rstrip().endswith("Fund\n\nChoose how we write to you: https://fund.example/p/1")


def test_the_html_part_has_its_styles_in_its_elements():
    page = get_part(send(body="# Hi\n\n[Listen]({listen_link}) **now**"), "html")

    assert '<p style="margin: 0 0 17px;"><a href="https://fund.example/l/ab?x=1&amp;y=2"' in page
    assert "<strong>now</strong>" in page
    assert "<style" not in page


def test_arabic_runs_from_right_to_left_and_keeps_phone_numbers_in_order():
    raw = send("مرحبا", "اتصل على {phone}", "ar", phone="+212 522 11 22 33")

    assert '<html lang="ar" dir="rtl">' in get_part(raw, "html")
    assert "\u200e+212\u00a0522\u00a011\u00a022\u00a033" in get_part(raw, "plain")


def test_large_print_is_larger():
    assert "font-size: 24px" in get_part(send(large=True), "html")


@pytest.mark.parametrize("language", ["en", "ta", "zh-Hans"])
def test_a_mail_is_seven_bit_lines_with_crlf(language):
    raw = send("வணக்கம் 您好", "வணக்கம் 您好 " * 90, language)
    lines = raw.split(b"\r\n")

    assert raw.isascii()
    assert max(map(len, lines)) <= 78
    assert b"\n" not in b"".join(lines)
    assert raw == smtplib._fix_eols(raw.decode()).encode()


@pytest.mark.parametrize("value", ["<b>x</b>", '"><script>', "a & b", "**x**", "[x](y)"])
def test_a_value_is_text_and_never_markup(value):
    raw = send("Hi {first_name}", "Hello {first_name}", first_name=value)

    escaped = value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert f"Hello {escaped.replace(chr(34), '&quot;')}</p>" in get_part(raw, "html")
    assert f"Hello {value}" in get_part(raw, "plain")


@settings(deadline=None, max_examples=50)
@given(st.text(alphabet=st.characters(codec="utf-8"), min_size=1))
def test_no_value_can_add_a_header_or_a_part(value):
    if not value.strip():
        return
    message = read(send("Hi {first_name}", "Hello {first_name}", first_name=value))

    assert not message.defects
    assert len(message.keys()) == 10
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]


def test_a_subject_is_one_line_without_control_characters():
    message = read(send("Hi {first_name}", first_name="A\x00\r\nBcc: x\x1b\tB"))

    assert message["Subject"] == "Hi A Bcc: x B"
    assert "Bcc" not in message


@pytest.mark.parametrize("link", ["javascript:alert(1)", "/p/1", "data:text/html,x", "https://a b"])
def test_a_link_of_a_member_is_an_address_of_the_web(link):
    with pytest.raises(MissingValueError, match="https://"):
        send(body="[Listen]({listen_link})", listen_link=link)


@pytest.mark.parametrize(
    "body",
    [
        "[x](javascript:alert(1))",
        "[x](/relative)",
        "{n, plural, one {**a**} other {b}}",
        "{n, plural, one {[a](https://a.example)} other {b}}",
    ],
)
def test_a_body_that_would_not_work_in_a_mail_is_refused(body):
    with pytest.raises(WordingError):
        compose("Hi", body, "en", LETTERHEAD)


def test_raw_html_and_images_of_a_body_stay_text():
    page = get_part(send(body="<script>x</script> ![pixel](https://a.example/x.png)"), "html")

    assert "&lt;script&gt;" in page
    assert "<img" not in page


def test_options_of_a_plural_are_escaped_in_the_page():
    page = get_part(send(body='{n, plural, one {a} other {# < & "x"}}'), "html")

    assert "3 &lt; &amp; &quot;x&quot;" in page


def test_every_value_in_an_address_is_encoded_for_it():
    body = "[Go](https://a.example/{first_name}/{second}?c={second})"
    page = get_part(send(body=body, first_name="A&B", second='x&y="#/'), "html")

    assert 'href="https://a.example/A%26B/x%26y%3D%22%23%2F?c=x%26y%3D%22%23%2F"' in page


def test_a_phone_number_can_be_called_from_the_mail():
    page = get_part(send(body="[Call](tel:{phone})", phone="+358 20 123"), "html")

    assert 'href="tel:+35820123"' in page


@pytest.mark.parametrize("address", ["a@b\r\nBcc: x@y", "a b@c", "ä@b.example", "a@b\x00"])
def test_an_address_that_does_not_fit_a_header_is_refused(address):
    with pytest.raises(ChannelError):
        send(address=address)


def test_the_same_row_has_the_same_message_id():
    assert make_message_id("5", "a.example") == make_message_id("5", "a.example")
    assert make_message_id("5", "a.example") != make_message_id("6", "a.example")
