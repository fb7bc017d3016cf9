"""Arabic number words, with the gender of what is counted and the case of the context.

num2words' Arabic parts "و" from the next word, knows no gender and writes مائة, which engines
misread. The rules are those of modern standard Arabic: from three to ten the number takes the
other gender than its noun, eleven and twelve the same, tens none.
"""

from __future__ import annotations

_ONES = (
    *("صفر", "واحد", "اثنان", "ثلاثة", "أربعة", "خمسة"),
    *("ستة", "سبعة", "ثمانية", "تسعة", "عشرة"),
)
_ONES_FEMININE = (
    *("صفر", "واحدة", "اثنتان", "ثلاث", "أربع", "خمس"),
    *("ست", "سبع", "ثمان", "تسع", "عشر"),
)
"""Units by the gender of the noun that is counted."""
_TENS = ["عشرون", "ثلاثون", "أربعون", "خمسون", "ستون", "سبعون", "ثمانون", "تسعون"]
_HUNDREDS = ["مئة", "مئتان", "ثلاثمئة", "أربعمئة", "خمسمئة", "ستمئة", "سبعمئة", "ثمانمئة", "تسعمئة"]
_POWERS = (
    (10**12, ("تريليون", "تريليونان", "تريليونات", "تريليونًا")),
    (10**9, ("مليار", "ملياران", "مليارات", "مليارًا")),
    (10**6, ("مليون", "مليونان", "ملايين", "مليونًا")),
    (10**3, ("ألف", "ألفان", "آلاف", "ألفًا")),
)
"""Singular, dual, plural (3 to 10) and accusative singular (11 to 99)."""
_GENITIVE = {
    **{ten: f"{ten[:-2]}ين" for ten in _TENS},
    **{
        dual: f"{dual[:-2]}ين"
        for dual in ("اثنان", "اثنتان", "مئتان", "ألفان", "مليونان", "ملياران")
    },
    **{"اثنا": "اثني", "اثنتا": "اثنتي"},
}
"""Number words that show their case, in the genitive."""
_ORDINALS = (
    *("الأول", "الثاني", "الثالث", "الرابع", "الخامس"),
    *("السادس", "السابع", "الثامن", "التاسع", "العاشر"),
)


def cardinal(number: int, *, feminine: bool = False) -> str:
    """Return a number from 0 up in the nominative, as said before a noun or alone."""
    parts: list[str] = []
    for power, names in _POWERS:
        count, number = divmod(number, power)
        if count:
            parts.append(_times(count, names))
    if number >= 100:
        parts.append(_HUNDREDS[number // 100 - 1])
    if number % 100 or not parts:
        parts.append(_below_hundred(number % 100, feminine))
    return " و".join(parts)


def oblique(spoken: str) -> str:
    """Return number words in the genitive, as after "عام": ثمانون becomes ثمانين."""
    return " ".join(_oblique_word(word) for word in spoken.split())


def construct(spoken: str) -> str:
    """Return number words as said right before a noun: the dual drops its last letter."""
    dual = ("مئتان", "ألفان", "مليونان", "ملياران", "تريليونان")
    return spoken[:-1] if spoken.endswith(dual) else spoken


def ordinal(number: int, *, feminine: bool = False) -> str:
    """Return a definite ordinal from 1 to 99; the tens are in the genitive, as in dates."""
    tens, ones = divmod(number, 10)
    ten = f"ال{oblique(_TENS[tens - 2])}" if tens > 1 else ""
    if number <= 10:
        return _unit_ordinal(number, feminine)
    if tens == 1:
        return f"{_compound_ordinal(ones, feminine)} {'عشرة' if feminine else 'عشر'}"
    return f"{_compound_ordinal(ones, feminine)} و{ten}" if ones else ten


def _times(count: int, names: tuple[str, str, str, str]) -> str:
    one, two, few, many = names
    if count <= 2:
        return one if count == 1 else two
    rest = count % 100
    noun = few if 3 <= rest <= 10 else many if 11 <= rest <= 99 else one
    return f"{construct(cardinal(count))} {noun}"


def _below_hundred(number: int, feminine: bool) -> str:
    ones = _ONES_FEMININE if feminine else _ONES
    if number <= 10:
        return ones[number]
    if number == 11:
        return "إحدى عشرة" if feminine else "أحد عشر"
    if number == 12:
        return "اثنتا عشرة" if feminine else "اثنا عشر"
    tens, unit = divmod(number, 10)
    if tens == 1:
        return f"{ones[unit]} {'عشرة' if feminine else 'عشر'}"
    ten = _TENS[tens - 2]
    if not unit:
        return ten
    return f"{'إحدى' if feminine and unit == 1 else ones[unit]} و{ten}"


def _oblique_word(word: str) -> str:
    stem = word.removeprefix("و")
    return f"{word[: len(word) - len(stem)]}{_GENITIVE[stem]}" if stem in _GENITIVE else word


def _unit_ordinal(number: int, feminine: bool) -> str:
    if not feminine:
        return _ORDINALS[number - 1]
    return "الأولى" if number == 1 else f"{_ORDINALS[number - 1]}ة"


def _compound_ordinal(ones: int, feminine: bool) -> str:
    """Return the unit of an ordinal above ten: "الحادي" stands for one."""
    if ones == 1:
        return "الحادية" if feminine else "الحادي"
    return _unit_ordinal(ones, feminine) if ones else ""
