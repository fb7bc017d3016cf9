import pytest

import locales
from tests.web.demo.forms import STEPS, list_texts, post, read, read_catalog

OTHERS = [language for language in locales.SUPPORTED if language != "en"]


@pytest.mark.parametrize("language", locales.SUPPORTED)
def test_a_page_says_its_language_and_direction(client, language):
    page = read(client.get(f"/demo/?lang={language}"))
    assert page.get("lang") == language
    assert page.get("dir") == ("rtl" if language == "ar" else "ltr")
    [style] = page.xpath("//link[@rel='stylesheet']/@href")
    assert style.endswith("rtl.css") == (language == "ar")


@pytest.mark.parametrize("language", OTHERS)
def test_no_english_is_left_on_any_page(client, language):
    shown = list_texts(read(client.get(f"/demo/?lang={language}")))
    shown |= list_texts(read(client.post(f"/demo/?lang={language}", data={"step": "check"})))
    shown |= list_texts(read(post(client, language=language)))
    shown |= list_texts(read(post(client, "send", language)))
    translated = {text for text, here in read_catalog(language).items() if text != here}
    assert shown & translated == set()
    assert len(shown & set(read_catalog(language).values())) >= 45


@pytest.mark.parametrize(
    ("query", "accepted", "language"),
    [
        ("", "", "en"),
        ("", "fr-MA,fr;q=0.8,ar;q=0.5", "fr"),
        ("", "de,zh-CN;q=0.4", "zh-Hans"),
        ("", "fr;q=0,ta;q=0.1", "ta"),
        ("lang=ms", "fr", "ms"),
        ("lang=xx", "fr", "fr"),
        ("lang=%00%FF<>", "", "en"),
        ("lang=" + "a" * 2000, "*", "en"),
        ("", ",".join(["x-" + "y" * 50] * 200), "en"),
    ],
)
def test_the_language_is_the_one_asked_for_then_the_browsers(client, query, accepted, language):
    response = client.get(f"/demo/?{query}", headers={"Accept-Language": accepted})
    assert read(response).get("lang") == response.headers["Content-Language"] == language
    assert "Accept-Language" in response.headers["Vary"]


def test_the_chooser_names_each_language_in_itself(client):
    links = read(client.get("/demo/")).xpath("//nav//a")
    assert [link.get("lang") for link in links] == list(locales.SUPPORTED)
    assert {"Français", "العربية", "简体中文", "Bahasa Melayu"} <= {link.text for link in links}


def test_french_has_its_space_before_the_colon_of_an_error(client):
    page = read(post(client, language="fr", name=""))
    hidden = page.xpath("//p[@class='govuk-error-message']/span/text()")
    assert page.xpath("//title")[0].text.startswith("Erreur\N{NO-BREAK SPACE}: ")
    assert hidden == ["Erreur\N{NO-BREAK SPACE}:"]


def test_nothing_on_a_page_needs_inline_scripts_or_styles(client):
    page = read(post(client, account="wrong"))
    assert not page.xpath("//style | //@style | //script[not(@src)] | //@onclick")


@pytest.mark.parametrize("step", STEPS)
def test_every_page_loads_the_widget_and_says_which_languages_there_are(client, step):
    page = read(post(client, step))
    [script] = page.xpath("//script[@src='/listen.js']")
    assert "defer" in script.attrib
    assert script.get("data-site") == ""
    assert page.xpath("//link[@rel='alternate']/@hreflang") == list(locales.SUPPORTED)


@pytest.mark.parametrize("step", STEPS)
def test_what_the_page_says_is_public_but_for_the_members_answers(client, step):
    page = read(post(client, step))
    assert page.xpath("//main[@data-outspoken-public]")
    for answer in page.xpath("//dd | //*[@class='reference__number']"):
        assert "data-outspoken-private" in answer.attrib
