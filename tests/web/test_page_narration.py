import pytest
from lxml import html

from tests.narration.recordings.sounds import GOOD

from .institution import serving_institution

TEXT = '<html lang="fr"><title>Vos droits</title><h1>Vos droits</h1><p>À 62 ans.</p></html>'
PRIVATE = [
    "http://10.0.0.1/",
    "http://192.168.1.1/",
    "http://169.254.169.254/latest/meta-data/",
    "http://[::1]:1/",
    "http://127.0.0.1:1/",
    "http://metadata.google.internal/",
    "https://10.0.0.1/",
    "file:///etc/passwd",
    "ftp://localhost/",
    "gopher://localhost/",
    "http://user@localhost/",
    "//elsewhere.example/",
    "https://elsewhere.example/",
    "http://[",
]


@pytest.fixture
def institution():
    with serving_institution() as running:
        yield running


@pytest.fixture
def key(parts, institution):
    made = parts.sites.create("Institution", [institution.origin])
    yield made.key
    parts.sites.revoke(made.key)


@pytest.fixture
def listen(client, parts, key):
    """Registers the page at an address and asks for its narrated version."""

    def get(url, register=True, **headers):
        if register:
            parts.sites.add_page(key, url)
        return client.get(
            "/narration/page", query_string={"site": key, "url": url}, headers=headers
        )

    return get


def read(answer):
    return html.fromstring(answer.text)


def test_a_public_page_is_there_to_listen_to(listen, institution, client):
    answer = listen(institution.put("/rights", TEXT), **{"Accept-Language": "fi"})

    page = read(answer)
    clip = page.xpath("//audio[@controls]/@src")[0]
    assert answer.status_code == 200
    assert page.get("lang") == "fr"
    assert "Vos droits" in page.findtext(".//title")
    assert page.xpath("//a[@download]/@href") == [clip]
    assert page.xpath("//p[@lang='fr']/text()") == ["À 62 ans."]
    assert len(client.get(clip).data) > 500


def test_a_page_in_arabic_runs_from_right_to_left(listen, institution):
    page = read(
        listen(institution.put("/ar", '<html lang="ar-MA"><p>معاشك</p><p lang="en">Hi</p>'))
    )

    assert (page.get("lang"), page.get("dir")) == ("ar", "rtl")
    assert page.xpath("//p[@lang='en']/@dir") == ["ltr"]


def test_a_long_page_comes_in_parts(listen, institution):
    text = "<p>" + "Une phrase de la loi. " * 40 + "</p>"
    page = read(listen(institution.put("/law", f"<html lang='fr'>{text * 20}</html>")))

    headings = page.xpath("//section/h2/text()")
    assert len(set(page.xpath("//audio/@src"))) == len(headings) > 1
    assert headings[0] == f"Partie 1 sur {len(headings)}"


def test_a_recording_is_heard_where_no_engine_speaks_the_language(listen, institution, parts):
    greeting = "<p lang=zgh data-outspoken-key=hello>ⴰⵣⵓⵍ</p>"
    parts.recordings.add("hello", "zgh", "ⴰⵣⵓⵍ", GOOD["mp3"])
    page = read(listen(institution.put("/hello", f"<html lang=fr>{greeting}<p>Bonjour.</p>")))

    assert page.xpath("//section//p/text()") == ["ⴰⵣⵓⵍ", "Bonjour."]


def test_markup_of_the_page_does_not_become_ours(listen, institution):
    source = "<title>&lt;script&gt;</title><p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"
    answer = listen(institution.put("/markup", source))

    assert "<script" not in answer.text
    assert "default-src 'self'" in answer.headers["Content-Security-Policy"]


def test_what_the_page_marks_private_is_not_kept_for_long(listen, institution):
    answer = listen(institution.put("/marked", "<p data-outspoken-private>Secret</p>"))

    assert "/p-" in read(answer).xpath("//audio/@src")[0]
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_page_is_fetched_once_in_a_while_and_without_anybodys_cookies(listen, institution):
    url = institution.put("/once", TEXT)
    for _ in range(3):
        listen(url, Cookie="session=member", Authorization="Bearer x")

    ((path, headers),) = institution.requests
    assert path == "/once"
    assert not {"Cookie", "Authorization", "Referer"} & headers.keys()


def test_the_charset_of_the_server_counts(listen, institution):
    url = institution.put("/old", content_type="text/html; charset=windows-1256")
    institution.pages["/old"].body = "<p>معاشك</p>".encode("windows-1256")

    assert "معاشك" in listen(url).text


def test_a_redirection_within_the_site_is_followed(listen, institution):
    institution.put("/new", TEXT)

    answer = listen(institution.redirect("/old", "/new?x=1#y", status=301))
    assert answer.status_code == 502
    institution.put("/new?x=1", TEXT)
    assert listen(institution.redirect("/older", "/new?x=1#y")).status_code == 200


@pytest.mark.parametrize("target", PRIVATE)
def test_a_redirection_that_leads_astray_is_not_followed(listen, institution, target):
    answer = listen(institution.redirect("/away", target))

    assert answer.status_code == 502
    assert len(institution.requests) == 1


def test_a_redirection_to_another_server_is_not_followed(listen, institution):
    with serving_institution() as other:
        answer = listen(institution.redirect("/moved", other.put("/rights", TEXT)))

    assert answer.status_code == 502
    assert not other.requests


def test_a_page_that_leads_to_itself_is_given_up(listen, institution):
    answer = listen(institution.redirect("/loop", "/loop"))

    assert answer.status_code == 502
    assert len(institution.requests) == 5


@pytest.mark.parametrize("url", ["/other", "/rights?member=7", "/Rights", "/rights/", "/%72ights"])
def test_a_page_that_nobody_registered_is_not_fetched(listen, institution, url):
    listen(institution.put("/rights", TEXT))
    asked = len(institution.requests)

    answer = listen(institution.origin + url, register=False, **{"Accept-Language": "es"})

    assert answer.status_code == 404
    assert len(institution.requests) == asked
    assert read(answer).get("lang") == "es"
    assert read(answer).xpath("//h1/text()") == ["Esta página no se puede leer en voz alta aquí"]


@pytest.mark.parametrize("query", [{}, {"site": "oss_x"}, {"url": "http://localhost/"}])
def test_a_page_without_site_or_address_is_not_found(client, query):
    assert client.get("/narration/page", query_string=query).status_code == 404


def test_a_page_of_a_revoked_site_is_not_found(listen, institution, parts, key):
    url = institution.put("/rights", TEXT)
    listen(url)
    parts.sites.revoke(key)

    assert listen(url, register=False).status_code == 404


@pytest.mark.parametrize(
    "given",
    [
        {"content_type": "application/pdf"},
        {"content_type": "text/plain"},
        {"content_type": ""},
        {"status": 404},
        {"status": 500},
        {"status": 204},
        {"headers": {"Content-Encoding": "gzip"}},
        {"headers": {"Location": "/x"}, "status": 303},
    ],
)
def test_what_is_no_page_is_said_to_be_none(listen, institution, given):
    answer = listen(institution.put("/broken", TEXT, **given))

    assert answer.status_code == 502
    assert answer.headers["Cache-Control"] == "no-store"
    assert read(answer).findtext(".//h1")


@pytest.mark.parametrize("source", ["", "<p></p>", "<script>1</script>"])
def test_a_page_that_says_nothing_is_said_to_say_nothing(listen, institution, source):
    assert listen(institution.put("/silent", source)).status_code == 422
