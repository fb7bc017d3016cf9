import pytest
from flask import g

from web.limits import limit
from web.sites.tokens import Grant


@pytest.fixture
def ask(build_ground):
    """Asks as a page of a site, from an address."""
    app = build_ground(rate_scripts="2 per hour", rate_sites="3 per hour", trusted_proxies=1)

    def script(site):
        g.grant = Grant(site, "", "", public=False)
        limit("scripts")
        return "a script"

    app.add_url_rule("/scripts/<site>", view_func=script)
    client = app.test_client()

    def send(site, address):
        headers = {"X-Forwarded-For": address}
        return client.get(f"/scripts/{site}", headers=headers).status_code

    return send


def test_each_address_has_its_own_count_on_a_site(ask):
    assert [ask("one", "192.0.2.1") for _ in range(3)] == [200, 200, 429]
    assert ask("one", "192.0.2.2") == 200


def test_an_address_that_used_up_one_site_may_use_another(ask):
    assert [ask("one", "192.0.2.1") for _ in range(3)] == [200, 200, 429]
    assert ask("two", "192.0.2.1") == 200


def test_a_whole_site_has_its_limit_from_however_many_addresses(ask):
    statuses = [ask("one", f"192.0.2.{number}") for number in range(5)]

    assert statuses == [200, 200, 200, 429, 429]
    assert ask("two", "192.0.2.1") == 200
