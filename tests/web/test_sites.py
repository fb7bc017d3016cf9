import json

import pytest
from click.testing import CliRunner

from narration.errors import InputError, StorageError
from web.cli import main
from web.sites.addresses import drop_query, parse_origin, parse_page
from web.sites.registry import Sites

ORIGIN = "https://caisse.example"


@pytest.fixture
def path(tmp_path):
    return tmp_path / "var" / "sites.sqlite3"


@pytest.fixture
def run(path, monkeypatch):
    monkeypatch.setenv("OUTSPOKEN_DATA", str(path.parent))
    return lambda *arguments: CliRunner(mix_stderr=False).invoke(main, ["sites", *arguments])


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        ("https://www.example.org", "https://www.example.org"),
        ("HTTPS://WWW.Example.ORG:443/", "https://www.example.org"),
        ("https://example.org:8443", "https://example.org:8443"),
        ("https://pensão.example", "https://xn--penso-dra.example"),
        ("http://localhost:5000", "http://localhost:5000"),
        ("http://[::1]:5000", "http://[::1]:5000"),
    ],
)
def test_an_origin_has_the_spelling_that_browsers_send(text, origin):
    assert parse_origin(text) == origin


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "*",
        "https://*.example.org",
        "example.org",
        "http://example.org",
        "ftp://example.org",
        "https://",
        "https://example.org/path",
        "https://example.org?x=1",
        "https://user@example.org",
        "https://example.org:port",
        "https://[::1",
        "https://exa mple.org",
        "https://" + "x" * 64 + ".example",
        "javascript:alert(1)",
    ],
)
def test_what_is_no_origin_is_refused(text):
    with pytest.raises(InputError):
        parse_origin(text)


@pytest.mark.parametrize(
    ("text", "page"),
    [
        ("https://example.org", "https://example.org/"),
        ("https://Example.org:443/a?b=1#c", "https://example.org/a?b=1"),
        ("https://example.org/a/../b", "https://example.org/b"),
        ("https://example.org/é", "https://example.org/%C3%A9"),
        ("https://example.org//evil.example/x", "https://example.org/evil.example/x"),
        ("https://example.org/../..", "https://example.org/"),
    ],
)
def test_a_page_has_one_spelling(text, page):
    assert parse_page(text) == page


def test_a_pages_query_may_be_a_members_own():
    assert drop_query("https://example.org/a?member=7") == "https://example.org/a"


def test_a_site_is_known_at_once_in_a_running_service(path):
    service, terminal = Sites(path), Sites(path)

    made = terminal.create("Caisse", [ORIGIN, ORIGIN + "/"], phone="123", counts=False)

    assert service.find(made.key) == made
    assert made.origins == (ORIGIN,)
    assert service.has_origin(ORIGIN)


def test_a_revoked_site_is_unknown_at_once(path):
    service, terminal = Sites(path), Sites(path)
    made = terminal.create("Caisse", [ORIGIN])

    assert terminal.revoke(made.key)

    assert service.find(made.key) is None
    assert not service.has_origin(ORIGIN)
    assert not terminal.revoke(made.key)


def test_a_site_needs_an_origin(path):
    with pytest.raises(InputError, match="one origin"):
        Sites(path).create("Caisse", [])


def test_public_pages_are_listed_known_and_removed(path):
    sites = Sites(path)
    key = sites.create("Caisse", [ORIGIN]).key

    page = sites.add_page(key, f"{ORIGIN}/rights#top")
    sites.add_page(key, page)

    assert sites.pages(key) == (page,)
    assert sites.has_page(key, page)
    assert sites.remove_page(key, page)
    assert not sites.remove_page(key, page)
    assert not sites.has_page(key, page)


@pytest.mark.parametrize(
    "url", ["https://elsewhere.example/", "http://caisse.example/", "/rights", "file:///etc"]
)
def test_a_page_of_no_origin_of_the_site_is_refused(path, url):
    sites = Sites(path)
    key = sites.create("Caisse", [ORIGIN]).key

    with pytest.raises(InputError):
        sites.add_page(key, url)


def test_pages_of_an_unknown_site_are_refused(path):
    with pytest.raises(InputError, match="outspoken sites list"):
        Sites(path).add_page("oss_unknown", f"{ORIGIN}/")


def test_a_file_that_is_no_database_is_a_clear_error(path):
    path.parent.mkdir()
    path.write_text("not a database, but long enough to be read as one" * 50)

    with pytest.raises(StorageError, match="sites"):
        Sites(path)


def test_a_created_sites_key_stands_alone_on_standard_output(run, path):
    result = run("create", "Caisse", "--origin", ORIGIN, "--contact", f"{ORIGIN}/help")

    site = Sites(path).find(result.stdout.removesuffix("\n"))
    assert result.exit_code == 0
    assert (site.name, site.contact) == ("Caisse", f"{ORIGIN}/help")


def test_an_origin_without_its_scheme_is_told_what_is_missing(path):
    with pytest.raises(InputError, match="write https:// before"):
        Sites(path).create("Caisse", ["www.caisse.example"])


def test_a_page_of_this_machine_is_registered_with_a_hint_at_the_setting(run):
    origin = "http://127.0.0.1:5000"
    key = run("create", "Caisse", "--origin", origin).stdout.strip()
    added = run("pages", "add", key, f"{origin}/rights")

    assert added.exit_code == 0
    assert "OUTSPOKEN_PAGE_LOOPBACK" in added.stderr


def test_members_may_be_led_to_a_mailbox(path):
    made = Sites(path).create("Caisse", [ORIGIN], contact="mailto:help@caisse.example")

    assert made.contact == "help@caisse.example"


def test_sites_are_listed_for_people_and_for_programs(run):
    key = run("create", "Caisse", "--origin", ORIGIN, "--no-counts").stdout.strip()

    (listed,) = json.loads(run("list", "--json").stdout)

    assert (listed["key"], listed["origins"], listed["counts"]) == (key, [ORIGIN], False)
    assert key in run("list").stdout and ORIGIN in run("list").stdout


def test_pages_are_kept_from_the_terminal(run):
    key = run("create", "Caisse", "--origin", ORIGIN).stdout.strip()

    run("pages", "add", key, f"{ORIGIN}/rights")
    listed = run("pages", "list", key).stdout
    run("pages", "remove", key, f"{ORIGIN}/rights")

    assert listed == f"{ORIGIN}/rights\n"
    assert run("pages", "list", key).stdout == ""


@pytest.mark.parametrize(
    "arguments",
    [
        ["create", "Caisse"],
        ["create", "Caisse", "--origin", "http://caisse.example"],
        ["create", "Caisse", "--origin", ORIGIN, "--contact", "javascript:alert(1)"],
        ["create", "Caisse", "--origin", ORIGIN, "--contact", "a mailbox"],
        ["create", "Caisse", "--origin", ORIGIN, "--phone", "call us"],
        ["revoke", "oss_unknown"],
        ["pages", "list", "oss_unknown"],
        ["pages", "add", "oss_unknown", ORIGIN],
        ["pages", "remove", "oss_unknown", ORIGIN],
    ],
)
def test_wrong_use_is_exit_code_2_and_one_line(run, arguments):
    result = run(*arguments)

    assert result.exit_code == 2
    assert "Error" in result.stderr and "Traceback" not in result.stderr
