"""`outspoken check` reads an address, a file or standard input, and its exit code serves CI."""

import json
import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from click.testing import CliRunner

import locales
from web.cli import main
from web.cli.pages import LARGEST

CLEAN = "<!doctype html><html lang=fr><title>T</title><h1>Bienvenue à tous</h1>"
ARABIC = "<html lang=ar><p>مرحبا".encode("iso-8859-6")


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Runs the command in this process, with an engine that makes no sound."""
    monkeypatch.setenv("OUTSPOKEN_DATA", str(tmp_path / "var"))
    monkeypatch.setenv("OUTSPOKEN_ENGINES", "silence")
    return lambda *arguments, stdin=None: CliRunner(mix_stderr=False).invoke(
        main, ["check", *arguments], input=stdin
    )


class Pages(BaseHTTPRequestHandler):
    """A site with a page of each kind that can go wrong."""

    def do_GET(self):
        getattr(self, f"do_{self.path.strip('/')}")()

    def do_page(self):
        self.answer("text/html; charset=iso-8859-6", ARABIC)

    def do_picture(self):
        self.answer("image/png", b"\x89PNG")

    def do_large(self):
        self.answer("text/html", b" " * (LARGEST + 1))

    def do_gone(self):
        self.send_error(404)

    def do_moved(self):
        self.send_response(302)
        self.send_header("Location", "/page")
        self.end_headers()

    def do_round(self):
        self.send_response(302)
        self.send_header("Location", "/round")
        self.end_headers()

    def answer(self, content_type, content):
        self.send_response(200)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_):
        """Say nothing."""


@pytest.fixture(scope="module")
def site():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_clean_page_ends_with_0_and_says_what_is_heard(run, tmp_path):
    page = tmp_path / "page.html"
    page.write_text(CLEAN, encoding="utf-8")
    result = run(str(page))
    assert result.exit_code == 0
    assert "heading   fr       private  Bienvenue à tous" in result.stdout


def test_a_problem_ends_with_1_and_says_what_to_do(run):
    result = run("-", stdin="<html lang=en><p><input name=town>")
    assert result.exit_code == 1
    assert 'at p:nth-of-type(1) > input[name="town"]' in result.stdout
    assert "Give the control a <label for>" in result.stdout
    assert result.stdout.endswith("1 problem, 0 warnings, 0 notices.\n")


@pytest.mark.parametrize(("options", "exit_code"), [((), 0), (("--strict",), 1)])
def test_a_warning_is_a_problem_only_to_the_strict(run, options, exit_code):
    assert run("-", *options, stdin="<p lang=en>See below.").exit_code == exit_code


def test_json_lists_what_is_heard_and_found(run):
    result = run("-", "--json", "--lang", "en", stdin="<p data-outspoken-public>Hi<img src=x>")
    told = json.loads(result.stdout)
    heard = {"kind": "text", "lang": "en", "text": "Hi", "private": False}
    assert (told["heard"], told["counts"]["problem"]) == ([heard], 1)
    assert told["findings"][-1]["rule"] == "image-without-alternative"


@pytest.mark.parametrize("path", ["/page", "/moved"])
def test_an_address_is_fetched_in_the_encoding_it_is_sent_as(run, site, path):
    result = run(f"{site}{path}", "--json")
    assert [block["text"] for block in json.loads(result.stdout)["heard"]] == ["مرحبا"]


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/gone", "404"),
        ("/picture", "image/png, not an HTML page"),
        ("/large", "larger than 10 MB"),
        ("/round", "redirects without end"),
    ],
)
def test_what_is_no_page_at_an_address_ends_with_2(run, site, path, reason):
    result = run(f"{site}{path}")
    assert (result.exit_code, reason in result.stderr) == (2, True)


def test_an_address_where_nobody_answers_ends_with_2(run):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        result = run(f"http://127.0.0.1:{taken.getsockname()[1]}/")
    assert (result.exit_code, "nobody answers there" in result.stderr) == (2, True)


@pytest.mark.parametrize(
    "argument", ["no/such.html", ".", "ftp://example.org/x", "http://", "http://[::1", "a\0b"]
)
def test_what_cannot_be_read_ends_with_2_and_one_line(run, argument):
    result = run(argument)
    assert result.exit_code == 2
    assert result.stderr.startswith("Error: ")
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize("language", locales.SUPPORTED)
@pytest.mark.parametrize("method", ["get", "post"])
def test_the_demo_form_is_clean_with_and_without_errors(run, client, method, language):
    page = getattr(client, method)(f"/demo/?lang={language}").text
    result = run("-", "--strict", stdin=page)
    assert (result.exit_code, f" {language} " in result.stdout) == (0, True)
