"""``outspoken templates cost``: what a message would cost by SMS."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from outreach.costs import estimate_costs, load_prices
from outreach.lifecycle import load_stages, make_context
from outreach.segments import get_segment
from outreach.wording import get_template
from web.cli.settings import read_settings
from web.cli.templates.group import command, find_known, open_templates

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@command.command("cost")
@click.argument("name")
@click.option("--segment", required=True, help="Who would get it.")
@click.option("--prices", "file", type=_FILE, required=True, help="TOML file of your carrier's.")
def cost(name: str, segment: str, file: Path) -> None:
    """Print about what NAME costs by SMS to a segment: phones, parts and price by country.

    \b
    The file of prices, each of one part, by the first digits of the number:
      currency = "EUR"
      [prices]
      "+358" = "0.06"
      "+" = "0.10"
    """
    prices = load_prices(file)
    settings = read_settings()
    context = make_context(load_stages(settings.stages), datetime.now(UTC).date())
    with open_templates() as database, database.read() as connection:
        template = get_template(connection, name)
        rule = get_segment(connection, segment)
        known = find_known(settings, database)
        costs = estimate_costs(connection, template, rule, context, prices, known=known)
    for each in costs:
        place = f"{each.prefix:6}  {each.locale:8}"
        click.echo(f"{place}  {each.phones:10,} x {each.parts} part(s)  {each.price:14,.2f}")
    total = sum(each.price for each in costs)
    click.echo(f"about {total:,.2f} {prices.currency}; values that differ in length change it")
