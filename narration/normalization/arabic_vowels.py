"""Short vowels for Arabic number words, which engines otherwise guess: خمسة is said "khmst"."""

from __future__ import annotations

import re

_VOWELLED = """
صِفْر وَاحِد وَاحِدَة أَحَدَ إِحْدَى اِثْنَان اِثْنَتَان اِثْنَا اِثْنَتَا اِثْنَيْ اِثْنَتَيْ اِثْنَيْن
ثَلَاثَة أَرْبَعَة خَمْسَة سِتَّة سَبْعَة ثَمَانِيَة تِسْعَة عَشَرَة
ثَلَاث أَرْبَع خَمْس سِتّ سَبْع ثَمَان تِسْع عَشْر
عِشْرُون ثَلَاثُون أَرْبَعُون خَمْسُون سِتُّون سَبْعُون ثَمَانُون تِسْعُون
عِشْرِين ثَلَاثِين أَرْبَعِين خَمْسِين سِتِّين سَبْعِين ثَمَانِين تِسْعِين
العِشْرِين الثَّلَاثِين الأَرْبَعِين الخَمْسِين السِّتِّين السَّبْعِين الثَّمَانِين التِّسْعِين
مِئَة المِئَة مِئَتَان مِئَتَيْن مِئَتَا ثَلَاثُمِئَة أَرْبَعُمِئَة خَمْسُمِئَة سِتُّمِئَة سَبْعُمِئَة
ثَمَانُمِئَة تِسْعُمِئَة أَلْف أَلْفَان أَلْفَيْن أَلْفَا آلَاف مِلْيُون مِلْيُونَان مِلْيُونَيْن مَلَايِين مِلْيَار
الثَّانِي الثَّالِث الرَّابِع الخَامِس السَّادِس السَّابِع الثَّامِن التَّاسِع العَاشِر الحَادِي
الوَاحِدَة الأُولَى الثَّانِيَة الثَّالِثَة الرَّابِعَة الخَامِسَة السَّادِسَة السَّابِعَة الثَّامِنَة التَّاسِعَة
العَاشِرَة الحَادِيَة دَرَاهِم سَنْتِيم
"""
"""Words as said in pause, without the last vowel. eSpeak NG needs none to say الأول rightly."""

_MARKS = re.compile("[\u064b-\u0652]")
_WORDS = {_MARKS.sub("", word): word for word in _VOWELLED.split()}
_WORD = re.compile(r"(?<!\w)(و?)([\u0621-\u064a]+)(?![\w\u064b-\u0652])")
_TEENS = re.compile(r"([\u0621-\u0652]+) (عَشَرَة|عَشْر)(?!\w)")
_BEFORE_TEN = """
أحد إحدى اثنا اثنتا اثني اثنتي ثلاثة أربعة خمسة ستة سبعة ثمانية تسعة
ثلاث أربع خمس ست سبع ثمان تسع
الحادي الثاني الثالث الرابع الخامس السادس السابع الثامن التاسع
الحادية الثانية الثالثة الرابعة الخامسة السادسة السابعة الثامنة التاسعة
"""
_UNITS = frozenset(_BEFORE_TEN.split())


def vowel(spoken: str) -> str:
    """Return Arabic words with the vowels of those that are numbers."""
    return _TEENS.sub(_vowel_teen, _WORD.sub(_vowel_word, spoken))


def bare(text: str) -> str:
    """Return Arabic words without any vowels."""
    return _MARKS.sub("", text)


def _vowel_word(match: re.Match[str]) -> str:
    whole, stem = match[0], match[2]
    if whole in _WORDS:
        return _WORDS[whole]
    if not match[1] or stem not in _WORDS:
        return whole
    word = _WORDS[stem]
    return f"وَ{word.replace('اِ', 'ا', 1) if word.startswith('اِ') else word}"


def _vowel_teen(match: re.Match[str]) -> str:
    """Give ten the vowels that it has from eleven to nineteen, where they change places."""
    unit = bare(match[1])
    if unit not in _UNITS and unit.removeprefix("و") not in _UNITS:
        return match[0]
    return f"{match[1]} {'عَشْرَة' if match[2] == 'عَشَرَة' else 'عَشَر'}"
