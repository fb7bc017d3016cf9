"""The languages of a page: versions that the institution provides, confirmed by their own name."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

FORM = "<main data-outspoken-public><h1>Pension</h1><label>Town <input id=town></label></main>"
LINKS = """<link rel="alternate" hreflang="en" href="/form">
<link rel="alternate" hreflang="fr" href="/form?fr">
<link rel="alternate" hreflang="ar" href="/form?ar">
<link rel="alternate" hreflang="x-default" href="/form">"""
LOST = "Ce que vous avez écrit sur cette page sera perdu. Appuyez encore une fois sur la langue"


def control(page, name):
    return page.get_by_role("button", name=name, exact=True)


def open_panel(page):
    control(page, "Open the player").click()
    control(page, "More: speed, language, help").click()
    return page.get_by_role("group", name="Choose a language")


@pytest.mark.parametrize(
    "given", [{"head": LINKS}, {"script": 'data-languages="en=/form fr=/form?fr ar=/form?ar"'}]
)
def test_the_pages_versions_are_offered_by_their_own_names(open_form, given):
    languages = open_panel(open_form(FORM, **given))
    assert languages.get_by_role("link").all_inner_texts() == ["English", "Français", "العربية"]
    expect(languages.get_by_role("link", name="English")).to_have_attribute("aria-current", "true")
    expect(languages.get_by_role("link", name="العربية")).to_have_attribute("lang", "ar")


def test_a_page_of_one_language_offers_no_choice(open_form):
    expect(open_panel(open_form(FORM))).to_have_count(0)


def test_a_language_is_confirmed_in_itself_before_the_page_changes(open_form):
    page = open_form(FORM, head=LINKS)
    link = open_panel(page).get_by_role("link", name="Français")
    with page.expect_navigation(url="**/form?fr"), page.expect_request("**/scripts") as asked:
        link.click()
    [said] = asked.value.post_data_json["utterances"]
    assert (said["text"], said["lang"]) == ("Vous avez choisi le français.", "fr")


def test_answers_are_not_lost_without_a_warning(open_form):
    page = open_form(FORM, head=LINKS)
    page.fill("#town", "Leeds")
    link = open_panel(page).get_by_role("link", name="Français")
    with page.expect_request("**/scripts") as asked:
        link.click()
    assert len(asked.value.post_data_json["utterances"]) == 2
    expect(page.get_by_role("status")).to_contain_text(LOST, timeout=30_000)
    assert page.input_value("#town") == "Leeds"
    with page.expect_navigation(url="**/form?fr"):
        link.click()


@pytest.mark.parametrize(
    ("lang", "locale"), [("fr-MA", "fr"), ("zh-CN", "zh-Hans"), ("de", "en"), ("", "en")]
)
def test_the_words_are_in_the_nearest_language_there_is(open_form, lang, locale):
    page = open_form(FORM, lang=lang)
    expect(page.locator("outspoken-player section")).to_have_attribute("lang", locale)
