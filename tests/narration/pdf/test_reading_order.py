import pytest

from narration.pdf import parse_pdf

PICTURE = "data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA="
LETTER = f"""<!doctype html><html lang="fr"><meta charset="utf-8"><title>Lettre</title>
<style>body {{ width: 400px }} .late {{ position: absolute; top: 0 }}</style>
<h1>Attestation de pension</h1>
<p>Bonjour Mme Alaoui, votre pension est de <b>4&nbsp;230,50 €</b>, voir
<a href="https://caisse.example/">la page</a>. C’est une phrase assez longue pour aller à la ligne
plusieurs fois, avec une efficacité affinée et un mot cou&shy;pable.</p>
<ul><li>Premier point</li><li>Deuxième <i>point</i></li></ul>
<ol start="3"><li>Troisième</li></ol>
<table><caption>Vos droits</caption><tr><th>Année<th>Montant
<tr><td>2024<td>12<tr><td>2025<td>14</table>
<img alt="Le logo de la caisse" src="{PICTURE}" width="20" height="20">
<p lang="ar" dir="rtl">معاشك الشهري 4230 درهم مغربي.</p>
<p lang="zh-Hans">你的养老金是四千元。</p>
<p lang="ta">உங்கள் ஓய்வூதியம் நான்காயிரம்.</p>
<p>Le mot <span lang="ar">معاشك الشهري</span>, veut dire pension.</p>
<p class="late">Écrit en bas, dessiné en haut.</p>
<p style="break-before: page">Au verso.</p></html>"""

ARABIC = """<!doctype html><html lang="ar" dir="rtl"><meta charset="utf-8">
<style>body { width: 400px }</style>
<h1>شهادة المعاش</h1>
<p>إلى السيدة العلوي: معاشك الشهري هو 4,230.50 درهم (لا غير). رقم الملف AB-123 وتاريخه 12/03/2025
واسم الموقع Outspoken Service بالإنجليزية.</p>
<p>مَعَاشُكَ الشَّهْرِيُّ هُوَ أَرْبَعَةُ آلافِ دِرْهَمٍ.</p>
<table><tr><th>السنة<th>المبلغ<tr><td>2024<td>12 درهم</table></html>"""


@pytest.fixture(scope="module")
def letter(print_pdf):
    return parse_pdf(print_pdf(LETTER), "en")


@pytest.fixture(scope="module")
def arabic(print_pdf):
    return parse_pdf(print_pdf(ARABIC), "en")


@pytest.fixture(scope="module")
def texts(letter):
    return [block.text for block in letter.blocks]


def test_the_document_says_its_language(letter):
    assert letter.language == "fr"
    assert (letter.blocks[0].kind, letter.blocks[0].language) == ("heading", "fr")


def test_a_paragraph_is_whole_across_lines_links_and_joined_letters(texts):
    assert texts[1] == (
        "Bonjour Mme Alaoui, votre pension est de 4\u00a0230,50 €, voir la page. C’est une phrase "
        "assez longue pour aller à la ligne plusieurs fois, avec une efficacité affinée et un mot "
        "coupable."
    )


def test_lists_are_read_with_numbers_and_without_bullets(texts):
    assert texts[2:5] == ["Premier point", "Deuxième point", "3 Troisième"]


def test_a_table_is_read_row_by_row_under_its_headers(texts):
    assert texts[5:8] == ["Vos droits", "Année: 2024; Montant: 12", "Année: 2025; Montant: 14"]


def test_a_picture_is_read_by_its_alternative(letter):
    (picture,) = [block for block in letter.blocks if block.kind == "image"]
    assert picture.text == "Le logo de la caisse"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ar", "معاشك الشهري 4230 درهم مغربي."),
        ("zh-Hans", "你的养老金是四千元。"),
        ("ta", "உங்கள் ஓய்வூதியம் நான்காயிரம்."),
    ],
)
def test_each_passage_keeps_its_language_and_its_letters(letter, language, text):
    assert [block.text for block in letter.blocks if block.language == language] == [text]


def test_the_order_is_that_of_the_tags_not_of_the_places(texts):
    assert texts[-2:] == ["Écrit en bas, dessiné en haut.", "Au verso."]


def test_a_foreign_passage_does_not_turn_the_line_round(texts):
    assert "Le mot معاشك الشهري, veut dire pension." in texts


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "شهادة المعاش"),
        (
            1,
            "إلى السيدة العلوي: معاشك الشهري هو 4,230.50 درهم (لا غير). رقم الملف AB-123 وتاريخه "
            "12/03/2025 واسم الموقع Outspoken Service بالإنجليزية.",
        ),
        (2, "مَعَاشُكَ الشَّهْرِيُّ هُوَ أَرْبَعَةُ آلافِ دِرْهَمٍ."),
        (3, "السنة: 2024; المبلغ: 12 درهم"),
    ],
)
def test_arabic_is_read_in_the_order_in_which_it_was_written(arabic, number, text):
    assert arabic.blocks[number].text == text
