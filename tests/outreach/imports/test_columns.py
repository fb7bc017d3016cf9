import pytest

from outreach.errors import SheetError
from outreach.imports import aliases
from outreach.imports.columns import find_columns


def find(*header, mapped=None, required=("reference",)):
    return find_columns(header, aliases.MEMBER, mapped=mapped or {}, required=required)


@pytest.mark.parametrize(
    "header",
    [
        ("Reference", "E-Mail", "Date of Birth"),
        ("Matricule", "Courriel", "Date de naissance"),
        ("رقم العضو", "البريد الإلكتروني", "تاريخ الميلاد"),
        ("Número de afiliado", "Correo electrónico", "Fecha de nacimiento"),
        ("会员编号", "电子邮箱", "出生日期"),
        ("Jäsennumero", "Sähköposti", "Syntymäaika"),
        ("Medlemsnummer", "E-post", "Födelsedatum"),
        ("Nomor peserta", "Surel", "Tanggal lahir"),
        ("No. ahli", "Emel", "Tarikh lahir"),
        ("உறுப்பினர் எண்", "மின்னஞ்சல்", "பிறந்த தேதி"),
    ],
)
def test_columns_are_known_by_their_names_in_ten_languages(header):
    assert find(*header).fields == {"reference": 0, "email": 1, "born_on": 2}


@pytest.mark.parametrize("table", [aliases.MEMBER, aliases.EVENT, aliases.CASE])
def test_no_name_means_two_fields(table):
    names = [name for field, others in table.items() for name in {field, *others}]

    columns = find_columns(tuple(names), table, mapped=dict.fromkeys(names, "-"), required=())
    assert columns.fields == {}
    for field, others in table.items():
        for name in others:
            assert find_columns((name,), table, mapped={}, required=()).fields == {field: 0}


def test_a_column_id_is_the_reference_only_where_no_other_is():
    assert find("id", "name").fields["reference"] == 0

    columns = find("ID", "Matricule", "name")
    assert (columns.fields["reference"], columns.attributes) == (1, {"id": 0})
    assert find("id", "nr", mapped={"nr": "reference"}).fields == {"reference": 1}
    with pytest.raises(SheetError, match="No column is the reference"):
        find("placeholder", "en", "id", "ms")


def test_other_columns_become_attributes_that_wordings_can_name():
    columns = find("ref", "Montant (€) perçu", "2024", "المبلغ")

    assert columns.attributes == {"montant_percu": 1, "column_2024": 2, "المبلغ": 3}


def test_a_column_can_be_mapped_by_hand_made_an_attribute_or_left_out():
    mapped = {"Nr": "reference", "mail": "attribute:old mail", "secret": "-"}

    columns = find("NR", "mail", "secret", mapped=mapped)

    assert (columns.fields, columns.attributes) == ({"reference": 0}, {"old_mail": 1})


@pytest.mark.parametrize(
    ("header", "mapped", "problem"),
    [
        (("name",), {}, "--map COLUMN=reference"),
        (("ref", "mobile", "phone"), {}, "both phone"),
        (("ref", "A b", "a-b"), {}, "both a_b"),
        (("ref",), {"foo": "name"}, "no column 'foo'"),
        (("ref", "foo"), {"foo": "bar"}, "'bar' is no field"),
    ],
)
def test_columns_that_clash_or_are_missing_stop_the_import(header, mapped, problem):
    with pytest.raises(SheetError, match=problem):
        find(*header, mapped=mapped)
