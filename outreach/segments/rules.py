"""The rule language: what may stand in a segment, and what is wrong with what may not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import (
    BaseModel,
    ConfigDict,
    Discriminator,
    Field,
    Tag,
    TypeAdapter,
    ValidationError,
    model_validator,
)

import locales
from outreach.channels import Channel
from outreach.errors import SegmentError
from outreach.imports.values import is_text
from outreach.purpose import Purpose
from outreach.segments.fields import check_comparison

MAX_RULES = 200
_MAX_DEPTH = 10
_Days = Annotated[int, Field(ge=0, le=36_500)]
_Name = Annotated[str, Field(min_length=1, max_length=200)]


class _Rule(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class All(_Rule):
    """Members for whom every one of the rules is true."""

    rules: tuple[Rule, ...] = Field(alias="all", min_length=1, max_length=MAX_RULES)


class Any_(_Rule):  # noqa: N801  (the plain word is taken by typing)
    """Members for whom at least one of the rules is true."""

    rules: tuple[Rule, ...] = Field(alias="any", min_length=1, max_length=MAX_RULES)


class Not(_Rule):
    """Members for whom the rule is not true, or not known."""

    rule: Rule = Field(alias="not")


class Everyone(_Rule):
    """All members; said so, because an empty rule means nobody."""

    everyone: Literal[True]


class Comparison(_Rule):
    """A field of the member compared with a value; see `outreach.segments.fields`."""

    field: str = Field(max_length=80)
    op: Literal["=", "!=", "<", "<=", ">", ">=", "in", "set", "unset", "past_days", "next_days"]
    value: bool | int | float | str | date | tuple[str | int, ...] | None = None

    @model_validator(mode="after")
    def _check(self) -> Comparison:
        check_comparison(self.field, self.op, self.value)
        return self


class InStage(_Rule):
    """Members who are in a stage of life; a member may be in several."""

    stage: _Name


class Speaks(_Rule):
    """Members of a language, or of several, in whatever region or script."""

    language: str | tuple[str, ...]

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages, as in `locales.SUPPORTED` where they are among them."""
        return (self.language,) if isinstance(self.language, str) else self.language

    @model_validator(mode="after")
    def _check(self) -> Speaks:
        unknown = [each for each in self.languages if locales.find_supported(each) is None]
        if unknown or not self.languages:
            raise ValueError(f"known languages are {', '.join(locales.SUPPORTED)}")
        return self


class ConsentPlace(_Rule):
    """What a consent is for."""

    channel: Channel
    purpose: Purpose


class Consents(_Rule):
    """Members who may be written to on a channel for a purpose: a promotion needs their yes,
    a service message that they did not say no."""

    consent: ConsentPlace


class HadEvent(_Rule):
    """Members in whose life an event happened: ever, or from so many past days to days to come.

    One that is only announced has not happened; ``next_days`` finds it.
    """

    event: _Name
    past_days: _Days | None = None
    next_days: _Days | None = None


class InCampaign(_Rule):
    """Members by what became of a campaign's message to them; `none`: it has none for them."""

    campaign: _Name
    outcome: Literal["planned", "sent", "delivered", "failed", "heard", "replied", "none"]


_KEYS: Mapping[str, str] = {
    "all": "all",
    "any": "any",
    "not": "not",
    "everyone": "everyone",
    "field": "field",
    "stage": "stage",
    "language": "language",
    "consent": "consent",
    "event": "event",
    "campaign": "campaign",
}


def _find_tag(value: Any) -> str | None:
    if isinstance(value, Mapping):
        return next((tag for key, tag in _KEYS.items() if key in value), None)
    return next((tag for tag, kind in _MODELS.items() if isinstance(value, kind)), None)


Rule: TypeAlias = Annotated[
    Annotated[All, Tag("all")]
    | Annotated[Any_, Tag("any")]
    | Annotated[Not, Tag("not")]
    | Annotated[Everyone, Tag("everyone")]
    | Annotated[Comparison, Tag("field")]
    | Annotated[InStage, Tag("stage")]
    | Annotated[Speaks, Tag("language")]
    | Annotated[Consents, Tag("consent")]
    | Annotated[HadEvent, Tag("event")]
    | Annotated[InCampaign, Tag("campaign")],
    Discriminator(_find_tag),
]
"""Any rule; which, is told by its one telling key."""

_MODELS: Mapping[str, type[_Rule]] = {
    "all": All,
    "any": Any_,
    "not": Not,
    "everyone": Everyone,
    "field": Comparison,
    "stage": InStage,
    "language": Speaks,
    "consent": Consents,
    "event": HadEvent,
    "campaign": InCampaign,
}
for _model in (All, Any_, Not):
    _model.model_rebuild()
_adapter: TypeAdapter[Rule] = TypeAdapter(Rule)


def parse_rule(data: Mapping[str, Any]) -> Rule | None:
    """Return the rule that `data` describes; None, which is nobody, for an empty one.

    Raises SegmentError, which says what is wrong and where.
    """
    if data == {} or data in ({"all": []}, {"any": []}):
        return None
    _check_shape(data)
    try:
        rule: Rule = _adapter.validate_python(data)
    except ValidationError as error:
        raise SegmentError(_describe(error)) from None
    return rule


def dump_rule(rule: Rule | None) -> dict[str, Any]:
    """Return the rule as data, as it is stored."""
    return rule.model_dump(mode="json", by_alias=True, exclude_none=True) if rule else {}


def walk(rule: Rule | None) -> Iterator[Rule]:
    """Yield a rule and all that stand in it."""
    if rule is None:
        return
    yield rule
    match rule:
        case All() | Any_():
            for each in rule.rules:
                yield from walk(each)
        case Not():
            yield from walk(rule.rule)


def _check_shape(data: Any) -> None:
    """Keep a rule from nesting deeper, or holding more, than anyone or a database could read."""
    waiting, seen = [(data, 0)], 0
    while waiting:
        value, depth = waiting.pop()
        seen += isinstance(value, Mapping)
        if depth > 2 * _MAX_DEPTH or seen > MAX_RULES:
            raise SegmentError(f"at most {MAX_RULES} rules, at most {_MAX_DEPTH} deep")
        if isinstance(value, Mapping):
            waiting += [(each, depth + 1) for each in value.values()]
        elif isinstance(value, list):
            waiting += [(each, depth + 1) for each in value]
        elif isinstance(value, str) and not is_text(value):
            raise SegmentError("a text of the rule has control characters: delete them")


def _describe(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_input=False)[0]
    # A tag that pydantic puts before its own key would be said twice.
    place: list[str] = []
    for part in map(str, first["loc"]):
        if part == "rules" or (place and place[-1] == part):
            continue
        place.append(part)
    if first["type"].startswith("union_tag"):
        return f"{'.'.join(place) or 'rule'}: a rule has one of the keys {', '.join(_KEYS)}"
    message = first["msg"].removeprefix("Value error, ")
    return f"{'.'.join(place) or 'rule'}: {message}"
