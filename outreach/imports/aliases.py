"""What columns are called, in the ten languages: each field, and its names in files.

Names are compared without case, accents, blanks and punctuation: ``Date of birth`` is
``date_of_birth``.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_MEMBER_NUMBER = (
    *("member", "member id", "member number", "member reference", "membership number"),
    *("insured number", "social security number", "ssn", "matricule", "numéro d'assuré"),
    *("numéro de membre", "رقم العضو", "رقم المؤمن عليه", "número de afiliado"),
    *("número de afiliación", "会员编号", "参保号", "社会保障号", "jäsennumero", "asiakasnumero"),
    *("medlemsnummer", "kundnummer", "nomor peserta", "nomor anggota", "nombor ahli", "no ahli"),
    *("உறுப்பினர் எண்",),
)

MEMBER: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "reference": (
            *("ref", "id", "number", "référence", "numéro", "الرقم المرجعي"),
            *("referencia", "número", "编号", "viite", "referens", "rujukan", "குறிப்பு எண்"),
            *_MEMBER_NUMBER,
        ),
        "kind": ("member kind", "member type", "type de membre", "tipo de miembro"),
        "name": (
            *("full name", "member name", "employer", "company", "nom", "nom complet"),
            *("الاسم", "الاسم الكامل", "nombre", "nombre completo", "姓名", "名字"),
            *("nimi", "namn", "nama", "nama lengkap", "nama penuh", "பெயர்", "முழுப் பெயர்"),
        ),
        "contact_name": (
            *("contact", "contact person", "personne de contact", "شخص الاتصال"),
            *("persona de contacto", "联系人", "yhteyshenkilö", "kontaktperson"),
            *("narahubung", "kontak", "orang hubungan", "தொடர்பு நபர்"),
        ),
        "language": (
            *("lang", "preferred language", "langue", "اللغة", "idioma", "lengua", "语言"),
            *("kieli", "äidinkieli", "asiointikieli", "språk", "bahasa", "மொழி"),
        ),
        "country": (
            *("country code", "pays", "البلد", "الدولة", "país", "国家", "maa"),
            *("land", "negara", "நாடு"),
        ),
        "region": (
            *("state", "province", "région", "province", "المنطقة", "الجهة", "región"),
            *("provincia", "地区", "省", "maakunta", "län", "provinsi", "negeri", "மாநிலம்"),
        ),
        "time_zone": (
            *("timezone", "tz", "fuseau horaire", "المنطقة الزمنية", "zona horaria", "时区"),
            *("aikavyöhyke", "tidszon", "zona waktu", "zon waktu", "நேர மண்டலம்"),
        ),
        "born_on": (
            *("birth date", "birthdate", "date of birth", "dob", "birthday", "born"),
            *("date de naissance", "né le", "تاريخ الميلاد", "تاريخ الازدياد"),
            *("fecha de nacimiento", "出生日期", "生日", "syntymäaika", "syntymäpäivä"),
            *("födelsedatum", "tanggal lahir", "tarikh lahir", "பிறந்த தேதி"),
        ),
        "phone": (
            *("phone number", "mobile", "mobile phone", "mobile number", "cell", "cell phone"),
            *("telephone", "tel", "msisdn", "téléphone", "portable", "numéro de téléphone"),
            *("الهاتف", "رقم الهاتف", "الجوال", "رقم الجوال", "teléfono", "móvil", "celular"),
            *("电话", "手机", "手机号", "手机号码", "puhelin", "puhelinnumero", "matkapuhelin"),
            *("telefon", "telefonnummer", "mobil", "mobilnummer", "telepon", "nomor telepon"),
            *("nomor hp", "no hp", "nombor telefon", "தொலைபேசி", "கைபேசி", "அலைபேசி"),
        ),
        "email": (
            *("e-mail", "email address", "e-mail address", "mail", "courriel", "adresse e-mail"),
            *("البريد الإلكتروني", "correo", "correo electrónico", "电子邮件", "邮箱", "电子邮箱"),
            *("sähköposti", "sähköpostiosoite", "e-post", "e-postadress", "surel", "emel"),
            *("மின்னஞ்சல்",),
        ),
        "preferred_channel": (
            *("channel", "contact channel", "canal", "canal préféré", "القناة المفضلة"),
            *("canal preferido", "首选渠道", "kanava", "kanal", "saluran"),
        ),
        "needs_voice": (
            *("voice", "voice instead of text", "cannot read", "message vocal", "صوت", "voz"),
            *("语音", "ääniviesti", "röstmeddelande", "suara", "குரல்"),
        ),
        "needs_large_print": (
            *("large print", "gros caractères", "خط كبير", "letra grande", "大字"),
            *("isotekstinen", "stor stil", "huruf besar", "cetakan besar", "பெரிய எழுத்து"),
        ),
        "deceased_on": (
            *("date of death", "death date", "deceased", "died on", "décédé le"),
            *("date de décès", "تاريخ الوفاة", "fecha de fallecimiento", "死亡日期"),
            *("kuolinpäivä", "dödsdatum", "tanggal meninggal", "tarikh kematian", "இறந்த தேதி"),
        ),
        "closed_on": (
            *("closed", "closing date", "membership ended", "fermé le", "date de clôture"),
            *("تاريخ الإغلاق", "fecha de baja", "关闭日期", "päättynyt", "avslutad"),
            *("tanggal tutup", "tarikh tutup"),
        ),
        "representative": (
            *("representative reference", "guardian", "représentant", "tuteur", "الممثل"),
            *("الوصي", "representante", "tutor", "代理人", "监护人", "edunvalvoja", "edustaja"),
            *("ställföreträdare", "god man", "wali", "wakil", "பிரதிநிதி"),
        ),
        "consent_promotion": ("promotion", "newsletter", "marketing", "marketing consent"),
        "consent_service": ("service messages",),
        **{
            f"consent_{channel}_{purpose}": (f"consent {purpose} {channel}",)
            for channel in ("sms", "voice", "email")
            for purpose in ("service", "promotion")
        },
    }
)

EVENT: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "reference": MEMBER["reference"],
        "type": (
            *("event", "event type", "life event", "événement", "type", "الحدث", "evento"),
            *("事件", "tapahtuma", "händelse", "peristiwa", "நிகழ்வு"),
        ),
        "date": (
            *("happened on", "event date", "on", "date de l'événement", "التاريخ", "fecha"),
            *("日期", "päivä", "päivämäärä", "datum", "tanggal", "tarikh", "தேதி"),
        ),
    }
)

CASE: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "reference": (
            *("case", "case reference", "case number", "file number", "dossier"),
            *("numéro de dossier", "رقم الملف", "expediente", "número de expediente", "案件编号"),
            *("asianumero", "diaarinumero", "ärendenummer", "nomor kasus", "nombor kes"),
        ),
        "member": _MEMBER_NUMBER,
        "kind": ("case kind", "case type", "type", "benefit", "type de dossier", "tipo"),
        "status": ("case status", "state", "statut", "الحالة", "estado", "状态", "tila"),
        "since": ("since", "status date", "changed on", "depuis", "منذ", "desde", "自", "alkaen"),
        "next_step": ("next", "next step", "prochaine étape", "próximo paso", "下一步"),
        "expected_on": ("expected", "expected date", "date prévue", "fecha prevista", "预计日期"),
    }
)

CASE_WORDING: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "kind": CASE["kind"],
        "term": ("status", "next step", "word"),
        "locale": ("language", "lang", "langue", "idioma", "kieli", "språk", "bahasa"),
        "wording": ("text", "translation", "name"),
    }
)
