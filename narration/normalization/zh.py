"""Chinese, in simplified characters as in mainland China."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from re import Match
from typing import ClassVar

from narration.normalization.boundaries import END, LOOSE_END, LOOSE_START, START
from narration.normalization.grammar import Grammar, Rule
from narration.normalization.nouns import Gender, Noun

_UNITS = ((10**8, "亿"), (10**4, "万"), (1000, "千"), (100, "百"), (10, "十"))
_DIGITS = "零一二三四五六七八九"
_MEASURES = "个小时|个|小时|分钟|天|年(?!级)|周|次|份|张|种|位|名|项|岁|倍|笔|人|块|页|套|封|户|间"


class Chinese(Grammar):
    """Chinese. In telephone numbers 1 is ``一``: the ``幺`` of soldiers and switchboards is not
    used everywhere, and never in a number that stands for an amount."""

    home = "CN"
    joiner = ""
    minus = "负"
    plus = "加"
    point = "点"
    amount_join = ""
    range_word = "到"
    number_word = "号"
    extension_word = "分机"
    symbols: ClassVar[Mapping[str, str]] = {
        **{
            "@": "艾特",
            ".": "点",
            "/": "斜杠",
            "-": "横杠",
            "_": "下划线",
            ":": "冒号",
            "#": "井号",
        },
        **{
            "+": "加号",
            "&": "和",
            "?": "问号",
            "=": "等于",
            "%": "百分号",
            "<": "小于",
            ">": "大于",
        },
    }
    standing_signs: ClassVar[Mapping[str, str]] = {
        **{"≥": "大于等于", "≤": "小于等于", "±": "正负"},
        **{"×": "乘以", "÷": "除以", "‰": "千分比", "½": "二分之一"},
    }
    # Engines take a lone A for the English article.
    letter_names: ClassVar[Mapping[str, str]] = {"A": "诶"}
    abbreviations: ClassVar[Mapping[str, str]] = {
        **{"/月": "每月", "/年": "每年", "/天": "每天", "/日": "每天", "/人": "每人"},
    }
    before_number: ClassVar[Mapping[str, str]] = {
        "No.": "编号",
        "No": "编号",
        "№": "编号",
        "Tel:": "电话：",
    }
    signs: ClassVar[Mapping[str, str]] = {
        **{"¥": "CNY", "￥": "CNY", "RMB": "CNY", "元": "CNY", "美元": "USD", "欧元": "EUR"},
        **{"英镑": "GBP", "日元": "JPY", "港元": "HKD", "港币": "HKD"},
    }
    units: ClassVar[Mapping[str, Noun]] = {"CNY": Noun("元")}
    minor_units: ClassVar[Mapping[str, Noun]] = {
        **{"EUR": Noun("欧分"), "USD": Noun("美分"), "GBP": Noun("便士"), "HKD": Noun("分")},
    }
    measures: ClassVar[Mapping[str, Noun]] = {
        **{"kg": Noun("公斤"), "km": Noun("公里"), "cm": Noun("厘米"), "ml": Noun("毫升")},
        **dict.fromkeys(("m²", "m2"), Noun("平方米")),
        **{"km/h": Noun("公里每小时"), "kWh": Noun("千瓦时")},
    }
    dates = (r"(?P<year>\d{4})\s?年\s?(?P<month>\d{1,2})\s?月(?:\s?(?P<day>\d{1,2})\s?[日号])?",)
    times = (
        r"(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d))?(?:\s?(?P<meridiem>{meridiems}))?",
        r"(?P<hour>\d{1,2})[点时](?P<minute>\d{1,2})分(?:(?P<second>\d{1,2})秒)?",
        r"(?P<hour>\d{1,2})点(?![0-9])",
    )
    meridiems: ClassVar[Mapping[str, str]] = {"am": "am", "pm": "pm", "a.m.": "am", "p.m.": "pm"}
    ordinals = r"第\s?(?P<number>\d{1,9})"

    def rules(self) -> Sequence[Rule]:
        """Identity numbers, years, days without a year, amounts in 万 and 亿, and 两 for 2."""
        year = r"(?:19|20)\d\d"
        day = r"(?<!年)(?<!年\s)(\d{1,2})\s?月\s?(\d{1,2})\s?([日号])"
        full = rf"(?<!\d)({year})\s?年\s?(1[0-2]|[1-9])\s?月\s?([12]\d|3[01]|[1-9])\s?[日号](?=\d)"
        return (
            # Nothing need stand between the sign for the day and the time.
            (full, lambda match: self.date(int(match[3]), int(match[2]), int(match[1]))),
            (rf"{START}(\d{{6}})((?:19|20)\d{{6}})(\d{{3}}[\dXx]){END}", self._say_identity),
            (rf"(?<!\d)(?:({year})\s?[-–—]\s?)?({year})\s?年(?!\s?\d{{1,2}}\s?月)", self._say_year),
            (f"{LOOSE_START}{day}{LOOSE_END}", self._say_day),
            (rf"{START}(\d{{1,9}}(?:\.\d{{1,4}})?)\s?([十百千]?[万亿])", self._say_scaled),
            (rf"{START}(?<!第)2\s?({_MEASURES})", lambda match: f"两{match[1]}"),
        )

    def cardinal(self, number: int, gender: Gender = Gender.MASCULINE) -> str:
        """Say a whole number below 10 ** 16; 2 is 两 where it begins 两千, 两万 or 两亿."""
        said = _say(number)
        if said.startswith("一十"):
            return said[1:]
        return f"两{said[1:]}" if said[0] == "二" and said[1:2] in set("千万亿") else said

    def ordinal(self, number: int, mark: str = "") -> str:
        """Say a rank: 第二十一."""
        return f"第{self.cardinal(number)}"

    def year(self, year: int) -> str:
        """Say a year digit by digit: 一九八零."""
        return self.digits(str(year))

    def percent(self, value: str) -> str:
        """Say a percentage: 百分之十, 负百分之十."""
        if value.startswith(self.minus):
            return f"{self.minus}百分之{value.removeprefix(self.minus)}"
        return f"百分之{value}"

    def count(self, number: Decimal, noun: Noun) -> str:
        """Say a number of things, with 两 for two of them."""
        return f"{'两' if number == 2 else self.number(number)}{noun.other}"

    def groups(self, groups: Sequence[str]) -> str:
        """Say a long number in groups, with the pause of a Chinese comma after each."""
        return "，".join(self.digits(group) for group in groups)

    def date(self, day: int | None, month: int, year: int | None) -> str:
        """Say a date: 一九八零年二月一日."""
        said_day = f"{self.cardinal(day)}日" if day else ""
        return self.join(
            f"{self.year(year)}年" if year else "", self.cardinal(month), "月", said_day
        )

    def time(self, hour: int, minute: int, second: int | None, meridiem: str = "") -> str:
        """Say a time: 十四点三十分, 两点零五分."""
        half = {"am": "上午", "pm": "下午"}.get(meridiem, "")
        said_hour = self.count(Decimal(hour), Noun("点"))
        zero = "零" if 0 < minute < 10 else ""
        said_minute = f"{zero}{self.cardinal(minute)}分" if minute else ""
        return self.join(
            half, said_hour, said_minute, f"{self.cardinal(second)}秒" if second else ""
        )

    def amount(self, value: Decimal, code: str, scale: str = "") -> str:
        """Say an amount; yuan with 角 and 分 as at the counter: 十二元零五分."""
        fen = value * 100
        if scale or code != "CNY" or value.is_signed() or fen != int(fen):
            return super().amount(value, code, scale)
        whole, rest = divmod(int(fen), 100)
        jiao, last = divmod(rest, 10)
        said = self.count(Decimal(whole), self.unit(code)) if whole or not rest else ""
        said += self.count(Decimal(jiao), Noun("角")) if jiao else ("零" if said and last else "")
        return said + (self.count(Decimal(last), Noun("分")) if last else "")

    def _say_identity(self, match: Match[str]) -> str:
        return "，".join(self.letters(group).replace(" ", "") for group in match.groups())

    def _say_year(self, match: Match[str]) -> str:
        year = f"{self.year(int(match[2]))}年"
        return self.span(self.year(int(match[1])), year) if match[1] else year

    def _say_day(self, match: Match[str]) -> str | None:
        month, day = int(match[1]), int(match[2])
        if not (1 <= month <= 12 and 1 <= day <= 31):
            return None
        return f"{self.cardinal(month)}月{self.cardinal(day)}{match[3]}"

    def _say_scaled(self, match: Match[str]) -> str:
        return self.count(Decimal(match[1]), Noun(match[2]))


def _say(number: int) -> str:
    """Say a number with 二 and 一十 throughout, as inside a longer one."""
    if number < 10:
        return _DIGITS[number]
    unit, character = next(entry for entry in _UNITS if number >= entry[0])
    head, rest = divmod(number, unit)
    gap = "零" if 0 < rest < unit // 10 else ""
    return f"{_say(head)}{character}{gap}{_say(rest) if rest else ''}"


GRAMMAR = Chinese
