"""Linked PDFs that are read, and sections that are taken along as a file of sound."""

import av
import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

AUDIO = "document.querySelector('outspoken-player').shadowRoot.querySelector('audio')"
FORM = """<main data-outspoken-public><h1>Pension</h1><h2>Your letter</h2>
<p>We wrote to you.</p><p><a href="/letter.pdf">The letter</a></p>
<p><a href="https://elsewhere.example/other.pdf">Another</a></p></main>"""
LETTER = "<html lang=en><title>L</title><h1>Your pension</h1><p>Dear Mrs Alaoui.</p></html>"


@pytest.fixture
def open_letter(open_form, chromium):
    """Opens the form with a PDF at the other end of its link."""

    def open_page(tagged=True, **answer):
        printer = chromium.new_page()
        printer.set_content(LETTER)
        body = printer.pdf(tagged=tagged)
        printer.close()
        page = open_form(FORM)
        given = {"body": body, "content_type": "application/pdf"} | answer
        page.route("**/letter.pdf", lambda route: route.fulfill(**given))
        return page

    return open_page


def test_a_linked_document_is_read_in_its_tagged_order_and_is_private(open_letter):
    page = open_letter()
    with page.expect_request("**/narration/scripts") as asked:
        page.get_by_role("button", name="Listen: The letter").click()
    said = asked.value.post_data_json["utterances"]
    assert [part["text"] for part in said] == ["Your pension", "Dear Mrs Alaoui."]
    assert all(part["private"] for part in said)
    page.wait_for_function(f"{AUDIO}.currentTime > 0.1")


def test_a_document_without_an_order_is_told_of_in_words(open_letter):
    page = open_letter(tagged=False)
    page.get_by_role("button", name="Listen: The letter").click()
    expect(page.get_by_role("status")).to_contain_text("cannot be read aloud")


def test_a_document_that_is_gone_is_told_of_in_words(open_letter):
    page = open_letter(status=404)
    page.get_by_role("button", name="Listen: The letter").click()
    expect(page.get_by_role("status")).to_have_text("This document cannot be opened here.")


def test_a_document_that_the_policy_of_its_page_forbids_is_told_of_in_words(open_form):
    page = open_form(FORM)
    page.route("**/letter.pdf", lambda route: route.abort("blockedbyclient"))
    page.get_by_role("button", name="Listen: The letter").click()
    expect(page.get_by_role("status")).to_have_text("This document cannot be opened here.")


def test_a_document_of_another_site_has_no_button(open_form):
    page = open_form(FORM)
    expect(page.get_by_role("button", name="Listen: The letter")).to_be_visible()
    expect(page.get_by_role("button", name="Listen: Another")).to_have_count(0)


def test_what_was_heard_can_be_kept_as_one_file_of_sound(open_form):
    page = open_form(FORM)
    page.get_by_role("button", name="Listen: Your letter").click()
    page.wait_for_function(f"{AUDIO}.currentTime > 0.1")
    page.get_by_role("button", name="More: speed, language, help").click()
    with page.expect_download() as kept:
        page.get_by_role("button", name="Keep the sound").click()
    assert kept.value.suggested_filename == "Your letter.mp3"
    with av.open(kept.value.path()) as sound:
        assert sound.duration > 2_000_000
    expect(page.get_by_role("status")).to_be_empty()
