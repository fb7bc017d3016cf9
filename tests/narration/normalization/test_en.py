import pytest

from narration.spoken import normalize

SPOKEN = [
    ("Born on 1980-02-01.", "Born on the first of February nineteen eighty."),
    ("01/02/1980", "the first of February nineteen eighty"),
    ("on the 1st of February 1980", "on the first of February nineteen eighty"),
    ("by 3 Mar 2024.", "by the third of March twenty twenty-four."),
    ("from February 29, 2000", "from the twenty-ninth of February two thousand"),
    ("You may 5 times", "You may 5 times"),
    ("at 14:30", "at fourteen thirty"),
    ("at 9:05", "at nine oh five"),
    ("at 2:30 pm.", "at two thirty p.m."),
    ("at 10.30 am", "at ten thirty a.m."),
    ("12A is on pp. 5-10", "12A is on pages five to ten"),
    ("BB1234A is A", "B B one two three four A, is A"),
    ("open 9:00–17:00", "open nine o’clock to seventeen hundred"),
    ("9am-5pm", "nine a.m. to five p.m."),
    ("£1,234.50", "one thousand two hundred and thirty-four pounds and fifty pence"),
    ("€1.234,50", "one thousand two hundred and thirty-four euros and fifty cents"),
    ("£0.01", "one penny"),
    ("£21 a week", "twenty-one pounds a week"),
    ("MAD 4.230,00", "four thousand two hundred and thirty Moroccan dirhams"),
    ("4230 DH", "four thousand two hundred and thirty Moroccan dirhams"),
    ("$1.5 million", "one point five million dollars"),
    ("Rp 1.500.000", "one million five hundred thousand rupiah"),
    ("RM 20.05", "twenty ringgit and five sen"),
    ("-£5", "minus five pounds"),
    ("£10–20/week", "ten to twenty pounds a week"),
    ("12.5% of pay", "twelve point five percent of pay"),
    ("10-12 %", "ten to twelve percent"),
    (
        "+254 712 345 678",
        "plus two five four, seven one two, three four five, six seven eight",
    ),
    (
        "call 020 7946 0958 ext 12",
        "call zero two zero, seven nine four six, zero nine five eight, extension one two",
    ),
    ("+44 7700 900999", "plus four four, seven seven zero zero, nine zero zero nine nine nine"),
    ("(555) 123-4567", "five five five, one two three, four five six seven"),
    ("Ref AB123456C", "Ref A, B one two three four five six C"),
    ("AB 12 34 56 C", "A, B, one two, three four, five six, C"),
    ("GB82 WEST 1234 56", "G B eight two, W E S T, one two three four, five six"),
    ("A4 mp3 COVID-19 B12 H1N1 100KG", "A4 mp3 COVID-19 B12 H1N1 100KG"),
    ("help.desk@ssa.gov.uk", "help dot desk at ssa dot gov dot U K"),
    ("See www.pension.org/forms.", "See W W W dot pension dot org slash forms."),
    ("£500-£800", "five hundred pounds to eight hundred pounds"),
    ("see http://example.org:80/a.", "see example dot org colon eight zero slash A."),
    ("£50pw or £200 pcm", "fifty pounds a week or two hundred pounds a month"),
    ("£1.5m–£2bn", "one point five million pounds to two billion pounds"),
    ("tax year 2024/25", "tax year twenty twenty-four to twenty twenty-five"),
    ("2011-12 and 2024-03", "2011-12 and 2024-03"),
    ("sort code 20-00-00", "sort code two zero, zero zero, zero zero"),
    ("+0.5 points", "plus zero point five points"),
    ("Regulation 883/2004", "Regulation 883/2004"),
    ("aged ≥ 65, VAT @ 20%", "aged at least 65, VAT at twenty percent"),
    ("50p and/or £5 (Mon-Fri)", "fifty pence and or five pounds (Monday to Friday)"),
    ("2020–2024", "twenty twenty to twenty twenty-four"),
    ("5-10 days", "five to ten days"),
    ("the 21st and 2nd", "the twenty-first and second"),
    ("No. 5", "number 5"),
    ("No. I said no.", "No. I said no."),
    ("Mr Smith and Dr. Jones, e.g.", "Mister Smith and Doctor Jones, for example."),
    ("Your number is 12345678.", "Your number is one two three four five six seven eight."),
    ("1,234,567", "one million two hundred and thirty-four thousand five hundred and sixty-seven"),
    ("3.14", "three point one four"),
    ("192.168.1.1 and 1.2.3", "192.168.1.1 and 1.2.3"),
]

AMERICAN = [
    ("01/02/1980", "January second, nineteen eighty"),
    ("July 4, 2026", "July fourth, twenty twenty-six"),
    ("$1,234.50", "one thousand two hundred thirty-four dollars and fifty cents"),
    ("(212) 555-0123", "two one two, five five five, zero one two three"),
]


@pytest.mark.parametrize(("written", "spoken"), SPOKEN)
def test_english_is_said_as_a_native_says_it(written, spoken):
    assert normalize(written, "en") == spoken


@pytest.mark.parametrize(("written", "spoken"), AMERICAN)
def test_american_english_has_its_own_order_and_numbers(written, spoken):
    assert normalize(written, "en-US") == spoken


def test_a_region_unknown_to_cldr_keeps_the_day_first():
    assert normalize("01/02/1980", "en-MA") == "the first of February nineteen eighty"
