"""STOP, START and HELP: the words by which members say so in ten languages, and our answers.

A message that is such a word alone is one, whatever its case, accents and punctuation. A plain
"stop" may also begin a message of up to three words ("Stop please"): better one message too few
than a member who is not heard. The words of all languages are known from everybody, except where
a word means something else in the member's own: "seis" is a Finnish "halt", and a Spanish six.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

import locales
from outreach.channels.sms import normalize_sms
from outreach.placeholders import parse_pattern


class Keyword(StrEnum):
    """What a reply asks for."""

    STOP = "stop"
    START = "start"
    HELP = "help"


_MOST_WORDS = 3
WORDS: Mapping[Keyword, Mapping[str, str]] = MappingProxyType(
    {
        Keyword.STOP: {
            "en": "stop stopall unsubscribe cancel end quit optout revoke",
            "fr": "arrêt arrêter arrêtez désinscrire désabonner désabonnement",
            "ar": "توقف أوقف إيقاف إلغاء قف",
            "es": "parar pare alto baja cancelar",
            "zh-Hans": "停止 退订 退訂 取消 td",
            "fi": "lopeta peru peruuta seis",
            "sv": "stopp stoppa sluta avsluta",
            "id": "berhenti batal hentikan",
            "ms": "berhenti henti batal hentikan",
            "ta": "நிறுத்து நிறுத்தவும் நிறுத்துங்கள் வேண்டாம்",
        },
        Keyword.START: {
            "en": "start unstop resume subscribe",
            "fr": "reprendre commencer abonner",
            "ar": "ابدأ استئناف اشتراك",
            "es": "iniciar empezar alta",
            "zh-Hans": "开始 開始 订阅 訂閱 恢复",
            "fi": "aloita jatka",
            "sv": "starta börja",
            "id": "mulai lanjutkan",
            "ms": "mula teruskan",
            "ta": "தொடங்கு தொடங்கவும் தொடங்குங்கள்",
        },
        Keyword.HELP: {
            "en": "help info",
            "fr": "aide infos",
            "ar": "مساعدة ساعدني",
            "es": "ayuda información",
            "zh-Hans": "帮助 幫助",
            "fi": "apua ohje",
            "sv": "hjälp",
            "id": "bantuan tolong",
            "ms": "bantuan tolong",
            "ta": "உதவி",
        },
    }
)
"""By meaning and language, as they are written in full."""

_OTHERWISE: Mapping[str, str] = MappingProxyType(
    {
        "en": "peru td",
        "fr": "pare peru resume td",
        "es": "borja mula peru resume seis td",
        "fi": "alta td",
        "sv": "parar peru td",
        "id": "baja pare peru td",
        "ms": "baja pare peru td",
        "ar": "td",
        "ta": "td",
    }
)
"""Words of other languages that mean something else in this one: a number, a country, a name."""

_PLAIN_STOPS = "stop stopp arrêt توقف parar 停止 退订 lopeta berhenti நிறுத்து"

_LATIN_ACCENTS = re.compile(r"[\u0300-\u036f]")
_ARABIC_SIGNS = re.compile(r"[\u064b-\u0655\u0670\u0640]")
_PUNCTUATION = re.compile(r"[^\w\s\u0b80-\u0bff]|_")


def fold(text: str) -> str:
    """Return a text without what people leave out on a phone: case, accents, punctuation."""
    text = unicodedata.normalize("NFKD", text).casefold()
    text = _ARABIC_SIGNS.sub("", _LATIN_ACCENTS.sub("", text))
    text = unicodedata.normalize("NFC", text)  # Tamil's vowels are written in two ways.
    return _PUNCTUATION.sub(" ", text).strip()


_MEANINGS: Mapping[str, Keyword] = MappingProxyType(
    {
        fold(word): keyword
        for keyword, languages in WORDS.items()
        for words in languages.values()
        for word in words.split()
    }
)
_OTHER_MEANINGS: Mapping[str, frozenset[str]] = MappingProxyType(
    {language: frozenset(words.split()) for language, words in _OTHERWISE.items()}
)
_STOPS = frozenset(fold(word) for word in _PLAIN_STOPS.split())


def find_keyword(text: str, language: str) -> Keyword | None:
    """Return what a reply asks for, or None for a message that a person has to read.

    `language` is the member's (BCP 47).
    """
    words = fold(text).split()
    if len(words) == 1:
        others = _OTHER_MEANINGS.get(locales.find_supported(language) or "", frozenset())
        return None if words[0] in others else _MEANINGS.get(words[0])
    if 1 < len(words) <= _MOST_WORDS and words[0] in _STOPS:
        return Keyword.STOP
    return None


def get_confirmation(
    keyword: Keyword, language: str, institution: str, institution_phone: str
) -> str:
    """Return what is answered to a keyword, in the member's language."""
    gettext = locales.translations(language).gettext
    texts = {
        Keyword.STOP: gettext(
            "{institution}: We will not send you any more of these SMS. To get them again, reply"
            " START. Questions? {institution_phone}"
        ),
        Keyword.START: gettext(
            "{institution}: You will get our SMS again. To stop them, reply STOP."
        ),
        Keyword.HELP: gettext(
            "{institution}: Call us on {institution_phone}, we are glad to help. To stop these SMS,"
            " reply STOP."
        ),
    }
    values = {"institution": institution, "institution_phone": institution_phone}
    pattern = parse_pattern(texts[keyword], locales.find_supported(language) or locales.DEFAULT)
    return normalize_sms(pattern.render(values), language)
