"""What is spoken is brought to where it is seen: on small windows, in long texts, in boxes."""

import pytest

pytestmark = pytest.mark.browser

SMALL = {"width": 320, "height": 256}  # A window of 1,280 pixels at 400 %.
LAW = " ".join(f"This is the sentence with number {number} of the law." for number in range(1, 19))
PAY = "We pay on the first Monday of every month, by post or into your account."
IS_SEEN = """([said, box]) => {
    const [range] = CSS.highlights.get("outspoken") || [];
    if (String(range) != said) return false;
    const {top, bottom} = range.getBoundingClientRect();
    const player = document.querySelector("outspoken-player").shadowRoot;
    const bar = player.querySelector(".bar").getBoundingClientRect();
    const around = document.querySelector(box).getBoundingClientRect();
    return bar.height > 0 && (bottom <= bar.top || top >= bar.bottom)
        && top > Math.max(0, around.top) - 1 && bottom <= Math.min(innerHeight, around.bottom);
}"""


def listen(page, part="the whole page"):
    page.get_by_role("button", name=f"Listen: {part}", exact=True).click()


def see(page, said, box="html"):
    """Wait until a sentence is spoken, and is in sight inside of `box`."""
    page.wait_for_function(IS_SEEN, arg=[said, box])


@pytest.mark.parametrize(("position", "place"), [("bottom", 220), ("top", 20)])
def test_a_sentence_under_the_bar_is_brought_into_sight(open_form, position, place):
    style = f"body {{height: 2000px}} p {{position: absolute; top: {place + 300}px; margin: 0}}"
    body = f"<style>{style}</style><main><h1>T</h1><p>We pay on the first of the month.</p></main>"
    page = open_form(body, script=f'data-position="{position}"', viewport=SMALL)
    page.get_by_role("button", name="Listen: the whole page").focus()
    page.evaluate("scrollTo(0, 300)")
    page.keyboard.press("Enter")
    see(page, "We pay on the first of the month.")


def test_each_sentence_of_a_text_that_is_higher_than_the_window_is_brought_into_sight(open_form):
    page = open_form(f"<main><h1>T</h1><h2>The law</h2><p>{LAW}</p></main>", viewport=SMALL)
    listen(page, "The law")
    for number in (1, 2, 3):
        see(page, f"This is the sentence with number {number} of the law.")


@pytest.mark.parametrize("above", [0, 2000])
def test_a_sentence_in_a_box_that_scrolls_is_brought_into_sight(open_form, above):
    style = "#box {height: 100px; overflow: auto; margin-bottom: 900px} #gap {height: 900px}"
    box = f"<div id=box><div id=gap></div><p>{PAY}</p><p>Then you can rest.</p></div>"
    head = f"<h1 style='margin-bottom: {above}px'>T</h1>"
    page = open_form(f"<style>{style}</style><main>{head}{box}</main>")
    listen(page)
    see(page, PAY, "#box")


def test_a_page_whose_body_scrolls_instead_of_the_window_is_scrolled_too(open_form):
    style = "<style>html, body {height: 100%; margin: 0; overflow: auto} html {overflow: hidden}"
    tall = "<div style='height: 3000px'></div>"
    page = open_form(f"{style}</style><main><h1>T</h1>{tall}<p>We pay on Mondays.</p></main>{tall}")
    listen(page)
    see(page, "We pay on Mondays.")
