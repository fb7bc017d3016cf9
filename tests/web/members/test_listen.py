"""The listen page, from the link in a message to the sound."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from outreach.listening import MOST_CHECKS
from tests.web.members.conftest import BORN, SENSITIVE

PLAYER = {"Range": "bytes=0-1"}
RIGHT = {"day": "27", "month": "3", "year": "1958"}


def find_sound(answer):
    return LexborHTMLParser(answer.text).css_first("audio").attributes["src"]


def test_a_link_opens_a_page_that_plays_without_script(client, send):
    answer = client.get(send()[1]["listen_link"])
    sound = LexborHTMLParser(answer.text).css_first("audio").attributes

    assert answer.status_code == 200
    assert "controls" in sound
    assert sound["preload"] == "none"


def test_the_sound_is_that_of_the_message(client, send):
    played = client.get(find_sound(client.get(send()[1]["listen_link"])), follow_redirects=True)

    assert played.status_code == 200
    assert played.mimetype == "audio/mpeg"
    assert len(played.data) > 1000


def test_the_page_opens_in_the_members_language(client, send):
    answer = client.get(send()[1]["listen_link"], headers={"Accept-Language": "fr"})

    assert '<html lang="fi"' in answer.text
    assert "Hei Aino." in answer.text
    assert "Kuuntele:" not in answer.text


def test_the_languages_are_those_of_the_message(client, send):
    path = send()[1]["listen_link"]
    page = LexborHTMLParser(client.get(path).text)

    offered = [each.attributes["hreflang"] for each in page.css("nav a")]
    assert set(offered) == {"fi", "ar", "ta"}
    assert 'dir="rtl"' in client.get(f"{path}?lang=ar").text


def test_a_play_counts_as_heard_and_a_look_does_not(client, send, read):
    number, links = send()
    page = client.get(links["listen_link"])
    assert read(number).heard_at is None

    client.get(find_sound(page), headers=PLAYER)

    assert read(number).heard_at is not None


@pytest.mark.parametrize("headers", [{"Range": "bytes=0-"}, {"Sec-Fetch-Dest": "audio"}])
def test_every_player_is_known_for_one(client, send, read, headers):
    number, links = send()

    client.get(find_sound(client.get(links["listen_link"])), headers=headers)

    assert read(number).heard_at is not None


@pytest.mark.parametrize(
    ("method", "headers"),
    [
        ("HEAD", PLAYER),
        ("GET", {}),
        ("GET", {"Sec-Fetch-Dest": "document"}),
        ("GET", {"Range": "bytes=100-"}),
    ],
)
def test_a_program_that_follows_every_link_has_heard_nothing(client, send, read, method, headers):
    number, links = send()
    sound = find_sound(client.get(links["listen_link"]))

    assert client.open(sound, method=method, headers=headers).status_code < 400
    assert read(number).heard_at is None


def test_the_sound_needs_no_page_before_it_and_is_the_same_each_time(client, send):
    sound = f"{send()[1]['listen_link']}/fi.mp3"
    first, second = (client.get(sound, headers=PLAYER) for _ in range(2))

    assert (first.status_code, second.status_code) == (206, 206)
    assert first.headers["ETag"] == second.headers["ETag"]
    assert first.headers["Cache-Control"] == "no-store"
    assert first.headers["Content-Language"] == "fi"


def test_a_language_that_the_message_has_not_is_no_sound(client, send):
    assert client.get(f"{send()[1]['listen_link']}/es.mp3").status_code == 404


def test_somebody_can_be_called(client, send):
    page = LexborHTMLParser(client.get(send()[1]["listen_link"]).text)

    assert page.css_first("a[href='tel:+15005550006']").text() == "+1 500 555 0006"


def test_a_sensitive_message_asks_first_and_tells_nothing(client, send):
    answer = client.get(send(SENSITIVE)[1]["listen_link"])

    assert "Aino" not in answer.text
    assert LexborHTMLParser(answer.text).css_first("audio") is None


@pytest.mark.parametrize(
    "answer", [RIGHT, {"day": "٢٧", "month": "٠٣", "year": "١٩٥٨"}, {**RIGHT, "day": " 27 "}]
)
def test_the_date_of_birth_opens_it_in_any_script(client, send, read, answer):
    number, links = send(SENSITIVE, member={"born_on": BORN})

    told = client.post(links["listen_link"], data=answer)

    assert "Hei Aino." in told.text
    assert client.get(find_sound(told), headers=PLAYER).status_code == 206
    assert read(number).heard_at is not None


@pytest.mark.parametrize(
    "answer",
    [{}, {**RIGHT, "day": "28"}, {**RIGHT, "day": "31", "month": "2"}, {**RIGHT, "year": "²"}],
)
def test_another_date_does_not(client, send, answer):
    told = client.post(send(SENSITIVE, member={"born_on": BORN})[1]["listen_link"], data=answer)

    assert told.status_code == 422
    assert "Aino" not in told.text


def test_after_some_wrong_dates_nobody_is_told(client, send):
    path = send(SENSITIVE, member={"born_on": BORN})[1]["listen_link"]
    for _ in range(MOST_CHECKS):
        client.post(path, data={**RIGHT, "day": "28"})

    answer = client.post(path, data=RIGHT)

    assert answer.status_code == 403
    assert "Aino" not in answer.text


def test_whoever_has_passed_can_change_the_language(client, send):
    path = send(SENSITIVE, member={"born_on": BORN})[1]["listen_link"]
    page = LexborHTMLParser(client.post(path, data=RIGHT).text)
    (tamil,) = page.css("nav a[hreflang=ta]")

    assert "Aino" in client.get(path + tamil.attributes["href"]).text


def test_a_pass_of_another_message_opens_nothing(client, send):
    first = client.post(send(SENSITIVE, member={"born_on": BORN})[1]["listen_link"], data=RIGHT)
    passed = find_sound(first).partition("passed=")[2]

    answer = client.get(f"{send(SENSITIVE)[1]['listen_link']}?passed={passed}")

    assert "Aino" not in answer.text


def test_a_letters_code_leads_to_its_message(client, parts, send):
    number, links = send()
    with parts.correspondence.database.write() as connection:
        code = parts.correspondence.links.print_link(connection, number).code

    answer = client.post("/listen/", data={"code": code.replace(" ", "-")})

    assert answer.status_code == 303
    assert answer.location == links["listen_link"]


@pytest.mark.parametrize("code", ["", "0000 0000 0000 0000", "<script>", "7" * 5000])
def test_a_code_that_is_unknown_is_asked_for_again(client, code):
    answer = client.post("/listen/", data={"code": code})

    assert answer.status_code == 404
    assert LexborHTMLParser(answer.text).css_first("input[name=code]") is not None


@pytest.mark.parametrize("path", ["/l/x", "/l/%20", "/l/" + "x" * 3000])
def test_a_link_that_leads_nowhere_says_whom_to_call(client, path):
    answer = client.get(path)

    assert answer.status_code == 404
    assert "tel:" in answer.text


def test_the_sound_of_a_sensitive_message_is_closed_too(client, send):
    links = send(SENSITIVE)[1]

    assert client.get(f"{links['listen_link']}/p-abc.mp3").status_code == 404
