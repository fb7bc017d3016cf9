"""``outspoken sites``: create, list, revoke; and the public pages of each."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime

import click

from web.cli.settings import read_settings
from web.sites.addresses import is_loopback
from web.sites.registry import Site, Sites


@click.group("sites")
def command() -> None:
    """Sites whose pages carry the listen widget; a change counts at once."""


def _open_sites() -> Sites:
    return Sites(read_settings().data / "sites.sqlite3")


@command.command("create")
@click.argument("name")
@click.option(
    "--origin",
    "origins",
    multiple=True,
    required=True,
    help="Where its pages are, such as https://www.example.org; may be given again.",
)
@click.option("--phone", help="Number at which its members reach a person.")
@click.option("--contact", help="Page or mailbox that leads to a person.")
@click.option("--counts/--no-counts", default=True, help="Count plays, without personal data.")
def create(
    name: str, origins: tuple[str, ...], phone: str | None, contact: str | None, counts: bool
) -> None:
    """Make a site and print its key, alone, on standard output. It is no secret."""
    site = _open_sites().create(name, origins, phone=phone, contact=contact, counts=counts)
    click.echo(f"Pages of {' '.join(site.origins)} may speak from now on.", err=True)
    click.echo(site.key)


@command.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list instead.")
def list_sites(as_json: bool) -> None:
    """Print all sites, the oldest first: key, when made, whether revoked, name, origins."""
    records = _open_sites().records()
    if as_json:
        rows = [asdict(site) for site in records]
        click.echo(json.dumps(rows, default=datetime.isoformat, ensure_ascii=False).encode())
        return
    for site in records:
        click.echo(_line(site))


def _line(site: Site) -> str:
    state = f"revoked {site.revoked_at:%Y-%m-%d}" if site.revoked_at else "in force"
    origins = " ".join(site.origins)
    return f"{site.key}  {site.created_at:%Y-%m-%d}  {state:18}  {site.name}  {origins}"


@command.command("revoke")
@click.argument("key")
def revoke(key: str) -> None:
    """End the site with that key."""
    if not _open_sites().revoke(key):
        raise click.BadParameter(f"no site in force has the key {key}", param_hint="KEY")
    click.echo(f"The site {key} is revoked from now on.", err=True)


@command.group("pages")
def pages() -> None:
    """Pages that show everybody the same: their texts are public, and anyone may hear them."""


@pages.command("add")
@click.argument("key")
@click.argument("url")
def add_page(key: str, url: str) -> None:
    """Register a page of a site as public."""
    page = _open_sites().add_page(key, url)
    click.echo(f"{page} is public from now on.", err=True)
    if is_loopback(page) and not read_settings().page_loopback:
        hint = "To narrate pages of this machine for development, set OUTSPOKEN_PAGE_LOOPBACK=true."
        click.echo(hint, err=True)


@pages.command("list")
@click.argument("key")
def list_pages(key: str) -> None:
    """Print the public pages of a site, one a line."""
    for page in _open_sites().pages(key):
        click.echo(page)


@pages.command("remove")
@click.argument("key")
@click.argument("url")
def remove_page(key: str, url: str) -> None:
    """Take a page off the list of a site's public pages."""
    if not _open_sites().remove_page(key, url):
        raise click.BadParameter(f"{url} is no public page of that site", param_hint="URL")
    click.echo(f"{url} is not public from now on.", err=True)
