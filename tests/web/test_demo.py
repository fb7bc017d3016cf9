import re
from datetime import date
from importlib.resources import files

import pytest
from babel.messages.pofile import read_po
from flask import Flask
from lxml import html
from werkzeug.datastructures import MultiDict

import locales
from web import demo, locale, playground
from web.demo.validation import DateFaultError, check_birth_date

OTHERS = [language for language in locales.SUPPORTED if language != "en"]
ANSWERS = {
    "name": "Amina Benali",
    "national_number": "AB 123456 C",
    "date_of_birth-day": "27",
    "date_of_birth-month": "3",
    "date_of_birth-year": "1958",
    "marital_status": "widowed",
    "address": "12 Lilac Street\r\nLeeds",
    "employers-0-name": "Looms Ltd",
    "employers-0-from_year": "1980",
    "employers-0-to_year": "1990",
    "account": "GB82 WEST 1234 5698 7654 32",
    "consent": "yes",
}
STEPS = ("check", "change", "send")
MAX_BYTES = 1_000_000


@pytest.fixture(scope="module")
def app():
    app = Flask("web")
    app.config.update(
        SECRET_KEY="a test's own", MAX_CONTENT_LENGTH=MAX_BYTES, MAX_FORM_MEMORY_SIZE=MAX_BYTES
    )
    locale.init_app(app)
    app.register_blueprint(demo.bp)
    app.register_blueprint(playground.bp)
    return app


@pytest.fixture
def client(app):
    return app.test_client()


def read(response):
    return html.fromstring(response.text)


def post(client, step="check", language="en", **changed):
    """Open the form for its token, and send the right answers but for what is `changed`."""
    address = f"/demo/?lang={language}"
    token = read(client.get(address)).xpath("//input[@name='csrf_token']/@value")[0]
    data = {"csrf_token": token, "step": step} | ANSWERS | changed
    return client.post(address, data={key: value for key, value in data.items() if value})


def list_errors(page):
    links = page.xpath("//*[contains(@class, 'error-summary')]//li/a")
    return {link.get("href").removeprefix("#"): link.text_content().strip() for link in links}


def list_texts(page):
    texts = page.xpath("//main//text()[not(ancestor::script)] | //title/text()")
    labels = page.xpath("//@aria-label")
    return {re.sub(r"\s+", " ", text).strip() for text in [*texts, *labels]}


def read_catalog(language, domain="messages"):
    path = files(locales) / locales.get_locale(language) / "LC_MESSAGES" / f"{domain}.po"
    with path.open("rb") as stream:
        return {message.id: message.string for message in read_po(stream) if message.id}


@pytest.mark.parametrize("language", locales.SUPPORTED)
def test_a_page_says_its_language_and_direction(client, language):
    page = read(client.get(f"/demo/?lang={language}"))
    assert page.get("lang") == language
    assert page.get("dir") == ("rtl" if language == "ar" else "ltr")
    [style] = page.xpath("//link[@rel='stylesheet']/@href")
    assert style.endswith("rtl.css") == (language == "ar")


@pytest.mark.parametrize("language", OTHERS)
def test_no_english_is_left_on_any_page(client, language):
    shown = list_texts(read(client.get(f"/demo/?lang={language}")))
    shown |= list_texts(read(client.post(f"/demo/?lang={language}", data={"step": "check"})))
    shown |= list_texts(read(post(client, language=language)))
    shown |= list_texts(read(post(client, "send", language)))
    translated = {text for text, here in read_catalog(language).items() if text != here}
    assert shown & translated == set()
    assert len(shown & set(read_catalog(language).values())) >= 45


@pytest.mark.parametrize(
    ("query", "accepted", "language"),
    [
        ("", "", "en"),
        ("", "fr-MA,fr;q=0.8,ar;q=0.5", "fr"),
        ("", "de,zh-CN;q=0.4", "zh-Hans"),
        ("", "fr;q=0,ta;q=0.1", "ta"),
        ("lang=ms", "fr", "ms"),
        ("lang=xx", "fr", "fr"),
        ("lang=%00%FF<>", "", "en"),
        ("lang=" + "a" * 2000, "*", "en"),
        ("", ",".join(["x-" + "y" * 50] * 200), "en"),
    ],
)
def test_the_language_is_the_one_asked_for_then_the_browsers(client, query, accepted, language):
    response = client.get(f"/demo/?{query}", headers={"Accept-Language": accepted})
    assert read(response).get("lang") == response.headers["Content-Language"] == language
    assert "Accept-Language" in response.headers["Vary"]


def test_the_chooser_names_each_language_in_itself(client):
    links = read(client.get("/demo/")).xpath("//nav//a")
    assert [link.get("lang") for link in links] == list(locales.SUPPORTED)
    assert {"Français", "العربية", "简体中文", "Bahasa Melayu"} <= {link.text for link in links}


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


def test_french_has_its_space_before_the_colon_of_an_error(client):
    page = read(post(client, language="fr", name=""))
    hidden = page.xpath("//p[@class='govuk-error-message']/span/text()")
    assert page.xpath("//title")[0].text.startswith("Erreur\N{NO-BREAK SPACE}: ")
    assert hidden == ["Erreur\N{NO-BREAK SPACE}:"]


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


def test_nothing_on_a_page_needs_inline_scripts_or_styles(client):
    page = read(post(client, account="wrong"))
    assert not page.xpath("//style | //@style | //script[not(@src)] | //@onclick")


@pytest.mark.parametrize("step", STEPS)
def test_every_page_loads_the_widget_and_says_which_languages_there_are(client, step):
    page = read(post(client, step))
    [script] = page.xpath("//script[@src='/listen.js']")
    assert "defer" in script.attrib
    assert script.get("data-site") == ""
    assert page.xpath("//link[@rel='alternate']/@hreflang") == list(locales.SUPPORTED)


@pytest.mark.parametrize("step", STEPS)
def test_what_the_page_says_is_public_but_for_the_members_answers(client, step):
    page = read(post(client, step))
    assert page.xpath("//main[@data-outspoken-public]")
    for answer in page.xpath("//dd | //*[@class='reference__number']"):
        assert "data-outspoken-private" in answer.attrib


def test_arabic_is_said_with_every_vowel_sign_and_the_same_letters():
    shown, spoken = read_catalog("ar"), read_catalog("ar", "spoken")
    signs = re.compile("[\u064b-\u0652]")
    for message, said in spoken.items():
        assert signs.sub("", said) == signs.sub("", shown[message])
        assert len(signs.findall(said)) > len(signs.findall(shown[message]))


def test_everything_that_arabic_pages_show_has_a_spoken_form(client):
    pages = [read(post(client, step, "ar", name=name)) for step in STEPS for name in ("", "x")]
    shown = set.union(*[list_texts(page) for page in pages])
    messages = {message for message, text in read_catalog("ar").items() if text in shown}
    assert len(messages) >= 45
    assert messages <= set(read_catalog("ar", "spoken"))


def test_the_spoken_form_stands_beside_the_shown_one_where_they_differ(client):
    [heading] = read(client.get("/demo/?lang=ar")).xpath("//h1")
    assert heading.text == "طلب معاش الشيخوخة"
    assert heading.get("data-outspoken-text") == "طَلَبُ مَعَاشِ الشَّيْخُوخَةْ"
    assert not read(client.get("/demo/?lang=fr")).xpath("//@data-outspoken-text")


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
