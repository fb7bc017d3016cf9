"""Abbreviations whose full stop is not, or may be, the end of a sentence.

Lowercase and without the last stop. A stop before a lowercase letter ends no sentence in any
language, so that only what may precede a capital letter, a digit or an uncased script is listed.
"""

from __future__ import annotations

from typing import NamedTuple


class Abbreviations(NamedTuple):
    """The abbreviations of one language, by what their stop may mean.

    `before_words` never end a sentence ("Mr."), `before_numbers` do unless a number follows
    ("No. 5"), and `closing` ones end it where a capital letter follows ("etc.").
    """

    before_words: frozenset[str]
    before_numbers: frozenset[str]
    closing: frozenset[str]


def _table(before_words: str, before_numbers: str, closing: str) -> Abbreviations:
    return Abbreviations(
        frozenset(before_words.split()),
        frozenset(before_numbers.split()),
        frozenset(closing.split()),
    )


NONE = _table("", "", "etc")

BY_LANGUAGE = {
    "en": _table(
        "mr mrs ms mx messrs dr prof rev hon st sr jr capt col gen gov lt sgt fr pres supt"
        " e.g eg i.e ie cf viz vs approx dept ref incl attn",
        "no nos p pp para paras sec art ch fig vol ed reg regs sch tel ext ca c est",
        "etc et.al",
    ),
    "fr": _table(
        "m mm mr mme mmes mlle mlles dr pr prof me mgr st ste vve cf c.-à-d ex p.ex env réf av apr"
        " bd boul dép resp adj dir art al",
        "no nos n p pp chap fig vol tél t éd alin par",
        "etc",
    ),
    "es": _table(
        "sr sra srta sres sras dr dra d dña dª prof profa lic ing arq fr sto sta excmo excma"
        " ilmo ilma ud uds vd vds ej p.ej ee cf cfr avda av c/ pza depto dpto atte admón rte",
        "núm núms n nº pág págs p pp art arts cap fig vol tel tfno tlf ext apdo aprox a",
        "etc",
    ),
    "sv": _table(
        "t.ex bl.a d.v.s dvs s.k f.d t.o.m fr.o.m p.g.a m.a.o e.d i.o.m jfr ev dr prof hr fr"
        " st resp inkl exkl enl ang obs ref avd",
        "kl nr s sid kap st ca tel tfn mom art par prop vol bil ung",
        "etc osv o.s.v m.m m.fl o.d o.dyl dyl",
    ),
    "fi": _table(
        "esim ks vrt ts eli tri toht prof hra rva nti apul os ent nk ns mm ml em huom",
        "s ss klo n nro nr kpl puh p art mom noin v luku liite fax vol",
        "etc jne ym yms ynnä tms",
    ),
    "id": _table(
        "bpk bp ibu tn ny nn sdr sdri yth dr drs dra prof ir h hj kh st u.p a.n d.a a/n mis"
        " misal cq s.d pt cv jl jln jend kol kapt",
        "no nomor hlm hal psl ps ay bab tel telp tlp th thn tgl kec kel rt rw lt vol",
        "dll dsb dst etc dkk",
    ),
    "ms": _table(
        "en pn cik tn yth ybhg yb yab dr prof ir hj hjh dato datuk sdn sdr bpk jln lrg kg tmn"
        " mis spt cth u.p b.p s.d a.l a.p",
        "no bil hlm ms m.s sek fasal bab tel faks samb thn vol jil",
        "dll dsb dst etc",
    ),
    "ar": _table(
        "د أ م أ.د ا.د د.م مثلا م.م",
        "ص ص.ب ت ج رقم هـ",
        "إلخ الخ",
    ),
    "ta": _table(
        "திரு திருமதி செல்வி டாக்டர் முனைவர் பேரா எ.கா எ.டு கி.மு கி.பி மு க வி",
        "எண் ப பக் தொ.பே",
        "முதலியன",
    ),
}
"""By primary language subtag. Chinese abbreviates without full stops."""
