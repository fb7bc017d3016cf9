"""What a message would cost by SMS: the parts of each wording, at the price where each phone is."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from types import MappingProxyType
from typing import Any

import sqlalchemy as sa
from babel.numbers import is_currency

from outreach.addresses import PhoneKind
from outreach.channels import Channel
from outreach.channels.sms import measure, normalize_sms
from outreach.errors import ChannelError
from outreach.placeholders import Value
from outreach.segments import Context, Rule, select_members
from outreach.tables import members
from outreach.wording import Template, Wording, choose_wording, make_samples

_PREFIX = re.compile(r"\+[0-9]{0,15}")
_DEAREST = 1000


@dataclass(frozen=True, slots=True)
class Prices:
    """What a part costs by the longest fitting prefix of the number (E.164), in one currency."""

    currency: str
    by_prefix: Mapping[str, Decimal]

    def find_prefix(self, phone: str) -> str | None:
        """Return what the price of a number stands under, or None where no prefix fits."""
        return max(
            (each for each in self.by_prefix if phone.startswith(each)), key=len, default=None
        )


def load_prices(path: Path) -> Prices:
    """Return the prices of a TOML file: ``currency``, and ``[prices]`` by prefix.

    Raises ChannelError.
    """
    try:
        return _parse_prices(tomllib.loads(path.read_text("utf-8")))
    except (OSError, ValueError, KeyError, AttributeError, InvalidOperation):
        raise ChannelError(
            f'{path} is no file of prices: write currency = "EUR", [prices], and a line such as'
            ' "+358" = "0.06" for each beginning of numbers'
        ) from None


def _parse_prices(data: Mapping[str, Any]) -> Prices:
    prices = {prefix: Decimal(str(price)) for prefix, price in data["prices"].items()}
    sound = all(_PREFIX.fullmatch(each) and 0 <= prices[each] < _DEAREST for each in prices)
    if not prices or not sound or not is_currency(data["currency"]):
        raise ValueError
    return Prices(data["currency"], prices)


@dataclass(frozen=True, slots=True)
class Cost:
    """What phones of one price cost, in one wording of so many parts."""

    prefix: str
    locale: str
    phones: int
    parts: int
    price: Decimal


def estimate_costs(
    connection: sa.Connection,
    template: Template,
    rule: Rule | None,
    context: Context,
    prices: Prices,
    *,
    known: Mapping[str, Value] = MappingProxyType({}),
) -> list[Cost]:
    """Return what a template costs by SMS to the members of a segment, the dearest first.

    Samples stand for the members' values, unless they are `known`, as an institution's name is.
    Who has no phone for it, or no wording, costs nothing. Raises ChannelError for a number without
    a price, and WordingError.
    """
    phones: Counter[tuple[str, str]] = Counter()
    for language, phone, count in connection.execute(_count_phones(rule, context, prices)):
        prefix = prices.find_prefix(phone)
        if prefix is None:
            raise ChannelError(f"no price is set for numbers that begin with {phone[:4]}")
        choice = choose_wording(template, Channel.SMS, language)
        if choice:
            phones[prefix, choice.wording.locale] += count
    costs = [
        _price(_measure(template.get_wording(Channel.SMS, locale), known), prefix, count, prices)
        for (prefix, locale), count in phones.items()
    ]
    return sorted(costs, key=lambda cost: cost.price, reverse=True)


def _count_phones(
    rule: Rule | None, context: Context, prices: Prices
) -> sa.Select[tuple[str, str, int]]:
    """Return the query of languages, one phone of each price, and how many there are."""
    number = members.c.phone
    longest_first = sorted(prices.by_prefix, key=len, reverse=True)
    price = sa.case(*((number.startswith(each), each) for each in longest_first), else_="")
    return (
        select_members(rule, context)
        .with_only_columns(members.c.language, sa.func.min(number), sa.func.count())
        .where(number.is_not(None), members.c.phone_kind.is_distinct_from(PhoneKind.LANDLINE))
        .group_by(members.c.language, price)
    )


def _measure(wording: Wording, known: Mapping[str, Value]) -> tuple[str, int]:
    """Return the locale of a wording and the parts that it takes."""
    text = wording.patterns[0].render({**make_samples(wording), **known})
    return wording.locale, measure(normalize_sms(text, wording.locale)).parts


def _price(worded: tuple[str, int], prefix: str, phones: int, prices: Prices) -> Cost:
    locale, parts = worded
    return Cost(prefix, locale, phones, parts, prices.by_prefix[prefix] * parts * phones)
