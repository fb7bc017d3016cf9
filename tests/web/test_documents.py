import pytest

from web.sites.tokens import Grant

from .conftest import ORIGIN


@pytest.fixture(scope="module")
def letter(print_pdf):
    return print_pdf("<html lang=ar><h1>معاشك</h1><p lang=fr>Bonjour Mme Alaoui.</p></html>")


@pytest.fixture
def send(client, parts, site):
    token = parts.tokens.issue(Grant(site.key, ORIGIN, "", public=False))[0]

    def post(content, query="", content_type="application/pdf", **headers):
        given = {"Origin": ORIGIN, "Authorization": f"Bearer {token}"} | headers
        return client.post(
            f"/narration/documents{query}", data=content, content_type=content_type, headers=given
        )

    return post


def test_a_tagged_document_comes_back_block_by_block(send, letter):
    answer = send(letter)

    assert answer.status_code == 200
    assert answer.json["lang"] == "ar"
    assert answer.json["blocks"] == [
        {"id": "b1", "text": "معاشك", "lang": "ar", "kind": "heading"},
        {"id": "b2", "text": "Bonjour Mme Alaoui.", "lang": "fr", "kind": "text"},
    ]
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Access-Control-Allow-Origin"] == ORIGIN


def test_nothing_of_a_document_is_kept(send, letter, parts):
    send(letter)

    kept = [path for path in parts.settings.data.rglob("*") if path.is_file()]
    assert not any(b"Alaoui" in path.read_bytes() for path in kept)


@pytest.mark.parametrize(
    ("language", "word"), [("fr", "document"), ("ar", "المستند"), ("ta", "ஆவணத்தை"), ("xx", "aloud")]
)
def test_an_untagged_document_is_told_of_in_the_readers_language(send, write_pdf, language, word):
    answer = send(write_pdf(), f"?lang={language}")

    assert answer.status_code == 422
    assert answer.json["error"]["code"] == "untagged_pdf"
    assert word in answer.json["error"]["message"]


def test_the_readers_language_may_be_the_browsers(send, write_pdf):
    answer = send(write_pdf(), **{"Accept-Language": "fi"})

    assert "ääneen" in answer.json["error"]["message"]
    assert answer.headers["Content-Language"] == "fi"


def test_a_locked_document_is_told_of(send, write_pdf):
    answer = send(write_pdf(password="secret"))

    assert (answer.status_code, answer.json["error"]["code"]) == (422, "encrypted_pdf")


def test_a_document_without_text_is_told_of(send, print_pdf):
    answer = send(print_pdf("<p>–</p>"))

    assert (answer.status_code, answer.json["error"]["code"]) == (422, "empty_input")


@pytest.mark.parametrize("content", [b"", b"junk", b"%PDF-1.7\n", b"<html></html>"])
def test_what_is_no_document_is_told_of(send, content):
    answer = send(content)

    assert answer.status_code == 422
    assert answer.json["error"]["code"] in {"invalid_pdf", "untagged_pdf"}


def test_a_document_of_too_many_pages_is_told_of(send, write_pdf):
    answer = send(write_pdf(pages=101))

    assert (answer.status_code, answer.json["error"]["code"]) == (413, "input_too_long")


def test_a_file_of_too_many_bytes_is_refused(send, parts):
    assert send(b"x" * (parts.settings.max_request_bytes + 1)).status_code == 413


@pytest.mark.parametrize("content_type", ["text/plain", "application/json", ""])
def test_what_is_not_sent_as_a_pdf_is_refused(send, letter, content_type):
    assert send(letter, content_type=content_type).status_code == 415


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 401),
        ({"Origin": "https://elsewhere.example"}, 403),
        ({"Authorization": "Bearer ost_forged", "Origin": ORIGIN}, 401),
        ({"Authorization": "Bearer osk_wrong"}, 401),
    ],
)
def test_strangers_documents_are_not_read(client, site, headers, status):
    answer = client.post(
        "/narration/documents", data=b"%PDF", content_type="application/pdf", headers=headers
    )

    assert answer.status_code == status
