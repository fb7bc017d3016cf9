import re
from datetime import date

import pytest
from werkzeug.datastructures import MultiDict

from tests.web.demo.conftest import MAX_BYTES
from tests.web.demo.forms import ANSWERS, list_errors, post, read
from web.demo.validation import DateFaultError, check_birth_date


def test_a_husband_or_wife_is_asked_for_where_there_is_one(client):
    errors = list_errors(read(post(client, marital_status="married", spouse="")))
    assert errors == {"spouse": "Write the full name of your husband or wife."}
    shown = post(client, marital_status="married", spouse="Karim Benali").text
    assert "<bdi>Karim Benali</bdi>" in shown
    assert "<bdi>Karim Benali</bdi>" not in post(client, spouse="Karim Benali").text


def test_an_empty_form_gets_an_error_for_every_required_answer(client):
    errors = list_errors(read(client.post("/demo/", data={"step": "check"})))
    required = "name national_number date_of_birth-day marital_status address account consent"
    assert set(errors) == {*required.split(), "main-content"}


def test_every_error_is_linked_to_a_control_that_is_described_by_it(client):
    page = read(post(client, name="", address="", **{"date_of_birth-month": "13"}))
    for target, message in list_errors(page).items():
        [control] = page.xpath(f"//*[@id='{target}']")
        described = control.xpath("(self::* | ancestor::fieldset)[@aria-describedby]")[-1]
        ids = described.get("aria-describedby").split()
        assert message in " ".join(page.get_element_by_id(id_).text_content() for id_ in ids)
    assert page.xpath("//title")[0].text.startswith("Error: ")


@pytest.mark.parametrize(
    ("field", "answer", "message"),
    [
        ("name", "x" * 101, "This answer is too long. Write at most 100 letters."),
        ("name", "a\0b", "This answer has a character that we cannot read. Write it again."),
        ("national_number", "12", "The national number must have 6 to 20 letters or numbers."),
        ("national_number", "<b>", "The national number must have 6 to 20 letters or numbers."),
        ("date_of_birth-month", "", "Write the month of your birth."),
        ("date_of_birth-year", "", "Write the year of your birth."),
        ("date_of_birth-year", "2958", "The date of birth must be in the past."),
        ("date_of_birth-year", "1758", "Check the year of birth. It does not seem right."),
        ("marital_status", "other", "Choose your marital status."),
        ("address", "x" * 501, "This answer is too long. Write at most 500 letters."),
        ("employers-0-name", "", "Write the name of the employer."),
        ("employers-0-from_year", "", "Write the year in which you started."),
        ("employers-0-from_year", "80", "Write the year with four numbers, like 1984."),
        ("employers-0-to_year", "2999", "The year must not be in the future."),
        ("employers-0-to_year", "1979", "You cannot stop before the year in which you started."),
        (
            "account",
            "GB83WEST12345698765432",
            "The IBAN has a mistake. Compare it with your bank card.",
        ),
        ("account", "none", "Write an IBAN, or an account number of 5 to 20 numbers."),
        ("consent", "", "Tick the box if you agree. We cannot continue without it."),
    ],
)
def test_a_wrong_answer_gets_one_clear_error_on_its_field(client, field, answer, message):
    assert list_errors(read(post(client, **{field: answer}))) == {field: message}


@pytest.mark.parametrize(("day", "month"), [("31", "2"), ("0", "3"), ("x", "3"), ("²", "3")])
def test_a_date_that_does_not_exist_is_one_error(client, day, month):
    page = read(post(client, **{"date_of_birth-day": day, "date_of_birth-month": month}))
    message = "The date of birth must be a real date."
    assert list_errors(page) == {"date_of_birth-day": message}
    assert len(page.xpath("//*[contains(@class, 'govuk-input--error')]")) == 3


@pytest.mark.parametrize(
    "answers",
    [
        {"account": "\u200f0012-3456 789"},
        {"account": "gb82west12345698765432"},
        {"national_number": "١٢٣٤٥٦٧٨٩"},
        {"date_of_birth-day": "٢٧", "date_of_birth-year": "１９５８"},
        {"employers-0-to_year": ""},
        {"employers-0-name": "", "employers-0-from_year": "", "employers-0-to_year": ""},
    ],
)
def test_answers_as_people_write_them_are_taken(client, answers):
    page = read(post(client, **answers))
    assert list_errors(page) == {}
    assert page.xpath("//dl")


def test_nothing_typed_is_lost_with_an_error(client):
    page = read(post(client, account="wrong"))
    form = page.forms[0]
    kept = {name: form.fields[name] for name in ANSWERS}
    assert kept == ANSWERS | {"account": "wrong", "address": "12 Lilac Street\nLeeds"}


@pytest.mark.parametrize("step", ["change", "add-employer"])
def test_nothing_typed_is_lost_on_the_way_back_or_with_another_employer(client, step):
    page = read(post(client, step, name="", account="wrong"))
    form = page.forms[0]
    assert (form.fields["address"], form.fields["account"]) == ("12 Lilac Street\nLeeds", "wrong")
    assert list_errors(page) == {}


def test_employers_can_be_added_up_to_ten(client):
    page = read(post(client, "add-employer"))
    assert len(page.find_class("employer")) == 3
    assert page.xpath("//button[@value='add-employer']/@formaction")[0].endswith("#employer-4")
    many = {f"employers-{number}-name": "x" for number in range(30)}
    page = read(post(client, "add-employer", **many))
    assert len(page.find_class("employer")) == 10
    assert not page.xpath("//button[@value='add-employer']")


def test_answers_are_shown_for_checking_and_carried_in_the_body_alone(client):
    response = post(client)
    page = read(response)
    assert "27 March 1958" in page.text_content()
    assert "From 1980 until 1990" in page.text_content()
    assert page.forms[0].fields["account"] == ANSWERS["account"]
    assert "Amina" not in response.request.url + str(response.headers)
    assert response.headers["Cache-Control"] == "no-store"


def test_a_complete_form_ends_with_a_reference_and_no_answer(client):
    page = read(post(client, "send"))
    number = page.find_class("reference__number")[0].text_content()
    assert re.fullmatch(r"[2-9A-Z]{4}-[2-9A-Z]{4}", number)
    assert "Amina" not in page.text_content()


def test_wrong_answers_cannot_be_sent(client):
    assert "name" in list_errors(read(post(client, "send", name="")))


@pytest.mark.parametrize("token", ["", "made up"])
def test_a_form_without_its_token_is_not_taken_but_kept(client, token):
    page = read(post(client, "send", csrf_token=token))
    [message] = list_errors(page).values()
    assert message.startswith("This page was open for too long.")
    assert page.forms[0].fields["name"] == "Amina Benali"


@pytest.mark.parametrize(
    "data",
    [
        b"name=%FF%FE%00&step=%00&address=%ED%A0%80&step=check",
        MultiDict([("name", "a"), ("name", "b"), ("date_of_birth-day", "1" * 9000)]),
        {"employers-²-name": "x", "employers-" + "9" * 5000 + "-name": "x", "employers--1": "x"},
        {"name": "x" * 300_000, "account": "GB00" + "Z" * 300_000},
        {"name": "\u202e<b>{{7*7}}{name}%s", "national_number": "{0}" * 9},
    ],
)
def test_hostile_input_is_answered_with_the_form(client, data):
    response = client.post("/demo/", data=data, content_type="application/x-www-form-urlencoded")
    assert response.status_code == 200
    assert list_errors(read(response))


def test_too_much_text_is_explained_in_the_pages_language(client):
    response = client.post("/demo/?lang=fr", data={"name": "x" * (MAX_BYTES + 1)})
    assert response.status_code == 413
    assert read(response).xpath("//h1")[0].text == "C’était trop de texte"


def test_markup_in_answers_is_shown_as_text(client):
    for page in (post(client, name="<b>Amina</b>"), post(client, "change", name='"><script>')):
        assert not read(page).xpath("//main//b | //main//script")


@pytest.mark.parametrize(
    ("year", "taken"), [("1906", True), ("1905", False), ("2010", True), ("2011", False)]
)
def test_a_date_of_birth_is_believed_from_16_to_120_years_ago(app, year, taken):
    with app.test_request_context():
        believed = True
        try:
            check_birth_date("1", "6", year, today=date(2026, 6, 1))
        except DateFaultError as fault:
            believed = fault.part != "year"
    assert believed == taken
