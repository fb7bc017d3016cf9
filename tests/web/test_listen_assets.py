import gzip
import json
from pathlib import Path

import pytest

import locales
from narration.document.phrases import PHRASES
from web.widget.strings import SHOWN, SPOKEN


@pytest.fixture
def script(speaking):
    """The script as it was built, or a stand-in where nothing is."""
    path = Path(speaking.static_folder, "built", "listen.js")
    if path.exists():
        yield path.read_bytes()
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"window.Outspoken={};" * 100)
    yield path.read_bytes()
    path.unlink()


def test_every_page_may_load_the_script(client, script):
    answer = client.get("/listen.js", headers={"Origin": "https://anyone.example"})

    assert answer.data == script
    assert answer.mimetype == "text/javascript"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert answer.cache_control.max_age == 600


def test_the_script_goes_packed_to_whoever_can_unpack_it(client, script):
    answer = client.get("/listen.js", headers={"Accept-Encoding": "br, gzip"})

    assert gzip.decompress(answer.data) == script
    assert answer.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in answer.vary


@pytest.mark.parametrize("path", ["/listen.js", "/listen/fr.json"])
@pytest.mark.parametrize("encoding", ["gzip", "identity"])
def test_what_a_browser_has_is_not_sent_again(client, script, path, encoding):
    headers = {"Accept-Encoding": encoding}
    etag = client.get(path, headers=headers).headers["ETag"]

    again = client.get(path, headers=headers | {"If-None-Match": etag})

    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("language", locales.SUPPORTED)
def test_every_catalog_has_its_words(client, language):
    words = client.get(f"/listen/{language}.json").json

    assert words["locale"] == language
    assert words["dir"] == ("rtl" if language == "ar" else "ltr")
    assert words["phrases"].keys() == PHRASES.keys()
    assert words["shown"].keys() == SHOWN.keys()
    assert words["spoken"].keys() == SPOKEN.keys()
    assert words["phrases"]["choose_one"] == locales.get_spoken("Choose one", language)


@pytest.mark.parametrize(
    ("asked", "locale"),
    [("fr-MA", "fr"), ("zh-CN", "zh-Hans"), ("pt", "en"), ("x" * 5000, "en"), ("%00", "en")],
)
def test_any_other_language_gets_the_nearest_catalog(client, asked, locale):
    answer = client.get(f"/listen/{asked}.json")

    assert json.loads(answer.data)["locale"] == locale
    assert answer.cache_control.max_age == 3600
