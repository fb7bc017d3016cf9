"""Whether a link tells where it leads, also to somebody who hears nothing but the link."""

from __future__ import annotations

import re
from collections.abc import Iterator

import locales
from narration.characters import collapse, is_spoken
from narration.checking.findings import Finding, problem, warning
from narration.checking.subject import Subject, shorten
from narration.document.alternatives import said_instead
from narration.document.inline import gather
from narration.document.roles import is_button
from narration.document.tree import Element

NAMELESS = problem(
    "link-without-name",
    "The listener is not told that there is a link here, nor where it leads.",
    "Give the link text, or its picture an alt.",
)
VAGUE = warning(
    "link-without-meaning",
    "Heard alone, the link does not tell where it leads.",
    "Let the link say what is found behind it: How to apply, not click here.",
)

_VAGUE = {
    "en": "click here|here|read more|more|learn more|see more|this link|link|details|continue",
    "fr": "cliquez ici|cliquer ici|ici|lire la suite|en savoir plus|plus|voir plus|suite"
    "|plus d'infos|plus d'informations|ce lien|lien|détails",
    "ar": "اضغط هنا|انقر هنا|هنا|من هنا|اقرأ المزيد|المزيد|للمزيد|اعرف المزيد|رابط|هذا الرابط",
    "es": "haga clic aquí|clic aquí|pulse aquí|aquí|leer más|más|saber más|ver más"
    "|más información|este enlace|enlace|detalles",
    "zh-Hans": "点击这里|点击此处|请点击|点此|这里|此处|更多|了解更多|阅读更多|查看更多"
    "|详情|查看详情|链接",
    "fi": "klikkaa tästä|napsauta tästä|paina tästä|tästä|täältä|tässä|lue lisää|lisää"
    "|lisätietoja|katso lisää|tämä linkki|linkki",
    "sv": "klicka här|tryck här|här|läs mer|mer|visa mer|se mer|mer information"
    "|den här länken|länk",
    "id": "klik di sini|klik disini|di sini|disini|baca selengkapnya|selengkapnya"
    "|lebih lanjut|lihat selengkapnya|tautan ini|tautan",
    "ms": "klik di sini|tekan di sini|di sini|baca lagi|lagi|selanjutnya|maklumat lanjut"
    "|lihat lagi|pautan ini|pautan",
    "ta": "இங்கே கிளிக் செய்யவும்|இங்கே சொடுக்கவும்|இங்கே அழுத்தவும்|இங்கே|மேலும்"
    "|மேலும் படிக்க|மேலும் அறிய|மேலும் வாசிக்க|இந்த இணைப்பு|இணைப்பு",
}
"""Links that say nothing by themselves, by language."""
_VAGUE_TEXTS = {language: frozenset(texts.split("|")) for language, texts in _VAGUE.items()}
_DECORATION = re.compile(r"[\s.…:»>›→«<‹←!。，]+$|^[\s«<‹←]+")


def check_links(subject: Subject) -> Iterator[Finding]:
    """Find links that say nothing."""
    for link in _links(subject):
        if not is_spoken(_name(link)) and not is_button(link):
            yield NAMELESS.broken(subject.where(link), shorten(link.get("href")))


def check_vague_links(subject: Subject) -> Iterator[Finding]:
    """Find links such as "click here" and "read more"."""
    for link in _links(subject):
        language = locales.find_supported(link.delivery.language) or locales.DEFAULT
        text = _DECORATION.sub("", collapse(_name(link))).casefold().replace("’", "'")
        if text in _VAGUE_TEXTS[language]:
            yield VAGUE.broken(subject.where(link), shorten(collapse(_name(link))))


def _links(subject: Subject) -> list[Element]:
    """Return the links in sight."""
    return [
        each
        for each in subject.seen
        if each.role == "link" or (each.tag == "a" and "href" in each.attributes)
    ]


def _name(link: Element) -> str:
    """Return what a link is called."""
    said = said_instead(link)
    return said if said is not None else "".join(piece.text for piece in gather(link))
