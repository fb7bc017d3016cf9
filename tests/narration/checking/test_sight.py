"""Text that explains by colour or position is warned of, in every language with a catalog."""

import pytest


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Fields in red must be filled in."),
        ("en", "Press the <b>green</b> button."),
        ("fr", "Remplissez les champs en rouge."),
        ("fr", "Appuyez sur le bouton vert."),
        ("ar", "املأ الحقول الحمراء."),
        ("ar", "الخانات المكتوبة باللون الأحمر"),
        ("es", "Rellene los campos rojos."),
        ("zh-Hans", "请填写红色的项目。"),
        ("fi", "Täytä punaiset kentät."),
        ("sv", "Fyll i de röda fälten."),
        ("id", "Isi kolom berwarna merah."),
        ("ms", "Isi ruangan merah."),
        ("ta", "சிவப்பு நிறப் புலங்களை நிரப்பவும்."),
    ],
)
def test_a_colour_is_no_name(rules, language, text):
    assert rules(f"<p>{text}</p>", language) == ["told-by-colour"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Use the button on the right."),
        ("en", "See the table below."),
        ("fr", "Utilisez le bouton à droite."),
        ("fr", "Voir le tableau ci-dessous."),
        ("ar", "اضغط الزر على اليمين."),
        ("ar", "انظر الجدول أدناه."),
        ("es", "Use el botón de la derecha."),
        ("zh-Hans", "请看右侧的按钮。"),
        ("fi", "Paina painiketta oikealla."),
        ("sv", "Se tabellen nedan."),
        ("id", "Tekan tombol di sebelah kanan."),
        ("ms", "Tekan butang di sebelah kanan."),
        ("ta", "கீழே உள்ள அட்டவணையைப் பார்க்கவும்."),
    ],
)
def test_a_position_is_no_name(rules, language, text):
    assert rules(f"<p>{text}</p>", language) == ["told-by-position"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "You have the right to appeal."),
        ("en", "You are below the age of 60, or earn above 1,000."),
        ("en", "Bring your green card."),
        ("fr", "Vous gagnez au-dessus de 1 000 euros."),
        ("fr", "Vous avez droit à une pension."),
        ("es", "Tiene derecho a una pensión."),
        ("zh-Hans", "年满60岁以上"),
        ("fi", "Sinulla on oikeus eläkkeeseen."),
        ("sv", "Du har rätt till pension."),
        ("id", "Anda di bawah umur 60."),
        ("ta", "உங்களுக்கு உரிமை உண்டு."),
        ("sw", "Look on the right."),
    ],
)
def test_a_right_an_age_and_an_amount_are_neither(rules, language, text):
    told = [rule for rule in rules(f"<p>{text}</p>", language) if rule.startswith("told-by")]
    assert told == []


def test_a_page_without_a_language_is_read_as_english(catalogue, rules):
    assert "told-by-position" in rules("<p lang=und>See below.</p>")
