"""Text that only those understand who see the page: what is red, or stands on the right."""

from __future__ import annotations

import re
from collections.abc import Iterator

import locales
from narration.checking.findings import Finding, warning
from narration.checking.subject import UNKNOWN, Subject, shorten

COLOUR = warning(
    "told-by-colour",
    "Whoever does not see the colour does not know what is meant.",
    "Name what is meant by its own words as well: the question, or what the button says.",
)
POSITION = warning(
    "told-by-position",
    "Whoever hears the page does not know what stands above, below or at the side.",
    "Name what is meant by its own words as well: its heading, or what the button says.",
)

_THINGS = {
    "en": "boxe?s?|buttons?|fields?|items?|links?|marks?|questions?|sections?|texts?|words?",
    "fr": "boutons?|cases?|champs?|encadrés?|liens?|lignes?|mentions?|questions?|textes?|zones?",
    "es": "botón|botones|campos?|casillas?|cuadros?|enlaces?|letras?|preguntas?|textos?|zonas?",
    "sv": r"fält\w*|knapp\w*|länk\w*|rut\w*|frågor\w*|frågan|text\w*",
    "id": "kolom|kotak|tombol|isian|tautan|teks|tulisan|tanda",
    "ms": "medan|kotak|butang|ruang|ruangan|pautan|teks|tulisan|tanda",
}
_NUMBERS = r"\d|€|£|\$"
_COLOURS = {
    "en": rf"(?:red|green|blue|yellow|orange|gr[ae]y|purple|pink) (?:{_THINGS['en']})\b"
    r"|(?:in|marked|shown|coloured|highlighted) (?:red|green|blue|yellow|orange|gr[ae]y)\b",
    "fr": rf"(?:{_THINGS['fr']}) (?:en )?(?:rouge|vert|bleu|jaune|orange|gris)\w*"
    r"|en (?:rouge|vert|bleu|jaune|orange|gris)\b",
    "ar": r"باللون (?:ال)?(?:أحمر|أخضر|أزرق|أصفر|برتقالي|رمادي)"
    r"|(?:الحقول|الحقل|الزر|الأزرار|الخانات|الخانة|النص|الكلمات) (?:الحمراء|الأحمر|الخضراء|الأخضر"
    r"|الزرقاء|الأزرق|الصفراء|الأصفر)",
    "es": rf"(?:{_THINGS['es']}) (?:en )?(?:roj[oa]|verde|azul|amarill[oa]|naranja|gris)(?:e?s)?\b"
    r"|en (?:rojo|verde|azul|amarillo|naranja|gris)\b",
    "zh-Hans": r"[红绿蓝黄橙灰]色|标红|红字",
    "fi": r"\b(?:punai|vihre|sini(?:s|n)|keltai|oranssi|harmaa)\w*",
    "sv": rf"\b(?:röd|grön|blå|gul|grå)(?:a|t|markerade?)? (?:{_THINGS['sv']})"
    r"|\bi (?:rött|grönt|blått|gult|grått)\b|\b(?:röd|grön|blå|gul|grå)markera\w*",
    "id": rf"(?:{_THINGS['id']}) (?:yang )?(?:ber)?(?:warna )?(?:merah|hijau|biru|kuning|abu-abu)"
    r"|berwarna (?:merah|hijau|biru|kuning|abu-abu|oranye)",
    "ms": rf"(?:{_THINGS['ms']}) (?:yang )?(?:ber)?(?:warna )?(?:merah|hijau|biru|kuning|kelabu)"
    r"|berwarna (?:merah|hijau|biru|kuning|kelabu|jingga)",
    "ta": r"(?:சிவப்பு|பச்சை|நீல|மஞ்சள்|ஆரஞ்சு|சாம்பல்)\s?(?:நிற|புல|பொத்தா|பெட்டி|எழுத்து|கட்ட)",
}
_POSITIONS = {
    "en": r"\b(?:on|to|at) the (?:left|right|top|bottom)\b|\b(?:left|right)-hand\b"
    rf"|\b(?:above|below|underneath)\b(?! (?:the (?:age|average|minimum)|age|average|{_NUMBERS}))",
    "fr": r"\bà (?:gauche|droite)\b|\bci-(?:dessous|dessus|contre)\b|\ben (?:haut|bas)\b"
    rf"|\bau-dess(?:o)?us\b(?! (?:de|du|d[’']) ?(?:{_NUMBERS}|âge|seuil|plafond|l[’']âge))",
    "ar": r"(?:على|إلى|في) (?:ال)?(?:يمين|يسار|جهة اليمنى|جهة اليسرى|أعلى|أسفل)\b"
    r"|\b(?:أعلاه|أدناه)\b",
    "es": r"\ba la (?:izquierda|derecha)\b|\bde la (?:izquierda|derecha)\b|\b(?:arriba|abajo)\b"
    r"|\ben la parte (?:superior|inferior)\b",
    "zh-Hans": r"[左右](?:侧|边|方|上角|下角|面)|[上下](?:方|面|图|表)|页面(?:顶|底)部",
    "fi": r"\b(?:vasemmalla|oikealla|yllä|alla|ylhäällä|alhaalla|yläpuolella|alapuolella)\b"
    r"|\b(?:oikeassa|vasemmassa|ylä|ala)\s?(?:reuna|laida|kulma|palsta)\w*",
    "sv": r"\b(?:till|åt) (?:vänster|höger)\b|\b(?:ovan|nedan|ovanför|nedanför)\b"
    r"|\b(?:högst upp|längst ne[dr])\b|\bhär under\b",
    "id": r"\bdi (?:sebelah |samping |sisi |bagian )?(?:kiri|kanan)\b"
    r"|\bdi (?:bagian )?(?:atas|bawah)\b(?! (?:umur|usia|\d|rata))",
    "ms": r"\bdi (?:sebelah |bahagian )?(?:kiri|kanan)\b"
    r"|\bdi (?:bahagian )?(?:atas|bawah)\b(?! (?:umur|usia|\d|purata))",
    "ta": r"(?:இடது|வலது)\s?(?:பக்க|புற|ஓர)|மேலே|கீழே|மேலுள்ள|கீழுள்ள|மேற்கண்ட|கீழ்க்கண்ட",
}
_PATTERNS = {
    language: (re.compile(_COLOURS[language], re.I), re.compile(_POSITIONS[language], re.I))
    for language in locales.SUPPORTED
}


def check_sight(subject: Subject) -> Iterator[Finding]:
    """Find text that explains by colour or position, in the languages of our catalogs."""
    for passage in subject.passages:
        untold = passage.language == UNKNOWN
        language = locales.DEFAULT if untold else locales.find_supported(passage.language)
        if language is None:
            continue
        for rule, pattern in zip((COLOUR, POSITION), _PATTERNS[language], strict=True):
            if pattern.search(passage.text):
                yield rule.broken(subject.where(passage.element), shorten(passage.text))
