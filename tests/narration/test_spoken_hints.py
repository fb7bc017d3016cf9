import pytest

from narration.errors import InvalidHintError
from narration.normalization.arabic_vowels import bare
from narration.spoken import SAY_AS, normalize

HINTED = [
    ("en", "telephone", "0612345678", "zero six one, two three four, five six seven eight"),
    (
        "fr",
        "telephone",
        "0612345678",
        "zéro six, douze, trente-quatre, cinquante-six, soixante-dix-huit",
    ),
    ("en", "telephone", "+1 (2)", "plus one, two"),
    ("fr", "date", "1980-02-01", "premier février mille neuf cent quatre-vingts"),
    ("en", "date", "01/02/1980", "the first of February nineteen eighty"),
    ("en-US", "date", "01/02/1980", "January second, nineteen eighty"),
    ("en", "date", "19800201", "the first of February nineteen eighty"),
    ("en", "date", "02/1980", "February nineteen eighty"),
    ("en", "date", "1/2", "the first of February"),
    ("en", "date", "1980", "nineteen eighty"),
    ("ar-SA", "date", "15/09/1445", "الخامس عشر من رمضان عام ألف وأربعمئة وخمسة وأربعين للهجرة"),
    ("en", "date", "31/31/1980", "three one, three one, one nine eight zero"),
    ("fr", "time", "1430", "quatorze heures trente"),
    ("en", "time", "9.05", "nine oh five"),
    ("en", "time", "25:99", "twenty-five:ninety-nine"),
    ("fr", "currency", "EUR 1234.50", "mille deux cent trente-quatre euros et cinquante centimes"),
    ("fr", "currency", "1234,50 €", "mille deux cent trente-quatre euros et cinquante centimes"),
    ("en-US", "currency", "12", "twelve dollars"),
    ("en", "currency", "JPY 500", "five hundred Japanese yen"),
    ("en", "currency", "-3.50 USD", "minus three dollars and fifty cents"),
    ("en", "currency", "twelve", "twelve"),
    ("fr", "spell-out", "AB12", "A B un deux"),
    ("es", "spell-out", "AB-12 cd", "A B guion uno dos, C D"),
    ("ar", "spell-out", "ابA", "ألف باء إيه"),
    ("en", "digits", "0612 345", "zero six one two, three four five"),
    ("en", "ordinal", "3", "third"),
    ("fr", "ordinal", "1re", "première"),
    ("en", "cardinal", "1,234", "one thousand two hundred and thirty-four"),
    ("en", "cardinal", "12 apples", "twelve apples"),
    ("en", "cardinal", "-5", "minus five"),
    ("en", "address", "12 Station Rd, SW1A 1AA", "twelve Station Road, S W one A, one A, A"),
    (
        "fr",
        "address",
        "12 bd Voltaire, 75011 Paris",
        "douze boulevard Voltaire, soixante-quinze mille onze Paris",
    ),
    ("fr", "address", "01000 Bourg", "zéro un mille Bourg"),
    (
        "es",
        "address",
        "C/ Mayor 5, 28013 Madrid",
        "calle Mayor cinco, dos ocho cero uno tres Madrid",
    ),
    ("zgh", "digits", "AB12", "A B 1 2"),
]


@pytest.mark.parametrize(("language", "hint", "written", "spoken"), HINTED)
def test_a_hint_reads_the_whole_text_its_way(language, hint, written, spoken):
    assert bare(normalize(written, language, hint)) == bare(spoken)


@pytest.mark.parametrize("hint", ["", "Date", "characters", "telefon"])
def test_an_unknown_hint_is_refused(hint):
    with pytest.raises(InvalidHintError):
        normalize("12", "en", hint)


@pytest.mark.parametrize("hint", sorted(SAY_AS))
@pytest.mark.parametrize("text", ["", "…", "\x00", "\u200b"])
@pytest.mark.parametrize("language", ["en", "zgh"])
def test_a_hint_on_nothing_is_refused(text, hint, language):
    with pytest.raises(InvalidHintError):
        normalize(text, language, hint)


def test_the_refusal_does_not_quote_the_text():
    with pytest.raises(InvalidHintError) as refusal:
        normalize("0612345678", "en", "secret")
    assert "0612345678" not in str(refusal.value)
