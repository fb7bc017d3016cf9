"""What a public page becomes: its language, its parts, and how long each is kept."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from narration.errors import BusyError, UnsupportedLanguageError
from web.build import build_clips
from web.config import load_settings
from web.narrated.fetching import Fetcher
from web.narrated.pages import NarratedPages
from web.sites.registry import Sites

from .institution import serving_institution

AMOUNTS = "<tr><td>1,234,567.89 €</td><td>9,876,543.21 €</td></tr>" * 300


@pytest.fixture
def institution():
    with serving_institution() as running:
        yield running


@pytest.fixture
def narrate(institution, narrator, tmp_path):
    """Registers a page with this source, and narrates it."""
    settings = load_settings(data=tmp_path, threads=10, concurrency=1)
    sites = Sites(tmp_path / "sites.sqlite3")
    clips = build_clips(settings, narrator)
    pages = NarratedPages(sites, clips, Fetcher(True), narrator, settings)
    key = sites.create("Institution", [institution.origin]).key

    def narrate(source, path="/page", **given):
        address = institution.put(path, source, **given)
        return pages.get(key, sites.add_page(key, address))

    return narrate


def test_a_page_full_of_figures_comes_in_more_parts(narrate):
    page = narrate(f"<html lang=en><table><tr><th>Old<th>New</tr>{AMOUNTS}</table>")

    assert len(page.parts) > 2
    assert sum(len(part.blocks) for part in page.parts) == 300


def test_a_part_that_nobody_speaks_is_left_out_and_the_others_are_read(narrate):
    page = narrate("<html lang=fr><nav><a href=/ lang=zgh>ⵜⴰⵎⴰⵣⵉⵖⵜ</a></nav><h1>Vos droits</h1>")

    assert [block.text for part in page.parts for block in part.blocks] == ["Vos droits"]


def test_a_page_that_nobody_speaks_is_refused(narrate):
    with pytest.raises(UnsupportedLanguageError):
        narrate("<html lang=zgh><h1>ⵜⴰⵎⴰⵣⵉⵖⵜ</h1>")


@pytest.mark.parametrize(
    ("opening", "language"),
    [
        ("<html lang='fr FR'>", "en"),
        ("<html lang=fr_MA>", "fr-MA"),
        ("<html xml:lang=fr>", "fr"),
        ("<html lang=''>", "en"),
    ],
)
def test_a_page_has_the_language_that_its_parts_are_read_in(narrate, opening, language):
    page = narrate(f"{opening}<h1>Rights</h1>")

    assert page.language == page.parts[0].blocks[0].language == language


@pytest.mark.parametrize(
    "field",
    ["<select><option>All", "<input type=checkbox checked>", "<input value=A aria-invalid=true>"],
)
def test_what_a_public_form_holds_is_as_public_as_the_page(narrate, field):
    assert not narrate(f"<html lang=en><label>Branch {field}</label>").parts[0].private


def test_beyond_a_bound_no_page_is_fetched_while_a_server_is_slow(narrate, institution):
    with ThreadPoolExecutor(1) as threads:
        slow = threads.submit(narrate, "", "/slow", drip=(enough := Event()))
        while not institution.requests:
            pass
        with pytest.raises(BusyError):
            narrate("<html lang=en><h1>Rights</h1>")
        enough.set()
        assert slow.exception()
    assert narrate("<html lang=en><h1>Rights</h1>").parts
