"""The demonstration's form, filled in and sent, and its pages, read."""

import re
from importlib.resources import files

from babel.messages.pofile import read_po
from lxml import html

import locales

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
