import re

from tests.web.demo.forms import STEPS, list_texts, post, read, read_catalog


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
