"""A whole application by somebody who cannot read a letter of it: from the first loudspeaker to the
reference number, by what was played and where things stand."""

import re

import pytest

from tests.widget.member import Member

pytestmark = pytest.mark.browser

ANSWERS = {
    "Full name": "Amina Benali",
    "National number": "12",
    "Day": "27",
    "Month": "3",
    "Year": "1958",
    "Full name of your husband or wife": "Karim Benali",
    "Address": "12 Lilac Street",
    "Bank account": "GB82 WEST 1234 5698 7654 32",
}
CHOICES = ["Married", "Yes. You may use my answers to decide on my pension."]
MISTAKE = "The national number must have 6 to 20 letters or numbers."


@pytest.fixture
def sit_down(chromium, service):
    """Brings a member to the form, in a language."""
    contexts = []

    def sit(language):
        address = f"http://127.0.0.1:{service.port}"
        contexts.append(chromium.new_context(base_url=address))
        return Member(contexts[-1], language)

    yield sit
    for context in contexts:
        context.close()


def find_loudspeaker(member, control):
    """The loudspeaker on the same line; else the one right below, or else the last one above."""
    near = member.look("loudspeaker")
    beside = [one for one in near if one.is_beside(control)]
    below = [one for one in near if 0 < one.y - control.y - control.height < 20]
    above = [one for one in near if one.y < control.y]
    return (beside or below or above[-1:])[0]


def answer_field(member, field, answers):
    """Write what the label asks for: the last text over the field whose meaning is known."""
    known = {member.understand(question): answer for question, answer in answers.items()}
    labels = [text for text, place in member.heard if text in known and place.is_over(field)]
    if labels:
        member.write(field, known[labels[-1]])


def answer_all(member):
    """Go through the page from top to bottom, with what an answer brings along."""
    done, loudspeaker = set(), None
    while left := [one for one in member.look("field", "choice") if one not in done]:
        done.add(control := left[0])
        before, loudspeaker = loudspeaker, find_loudspeaker(member, control)
        if loudspeaker != before:
            member.listen(loudspeaker)
        if control.kind == "field":
            answer_field(member, control, ANSWERS)
        elif any(member.has_heard(choice) for choice in CHOICES):
            member.choose(control)


def correct(member, mistake, answer):
    """Listen to one field after another until the mistake is heard, and answer that one anew."""
    for field in member.look("field"):
        member.listen(find_loudspeaker(member, field))
        if member.has_heard(mistake):
            return member.write(field, answer)
    raise AssertionError(f"no field says: {mistake}")


def press_heard(member, name, loudspeaker):
    """Listen to a part, and press what was marked while its name was heard."""
    member.listen(loudspeaker)
    member.go_on(member.find(member.understand(name)))


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_an_application_is_completed_by_ear(sit_down, language):
    member = sit_down(language)
    answer_all(member)
    agreement = member.look("loudspeaker")[-2]
    press_heard(member, "Continue", agreement)

    problem = member.look("loudspeaker")[0]
    member.listen(problem)
    assert member.has_heard("There is a problem")
    assert member.has_heard(MISTAKE)
    correct(member, MISTAKE, "AB 123456 C")
    press_heard(member, "Continue", member.look("loudspeaker")[-2])

    press_heard(member, "Send", member.look("loudspeaker")[0])
    for answer in ["Amina Benali", "AB 123456 C", "Karim Benali", "12 Lilac Street"]:
        assert answer in member.texts
    member.listen(member.look("loudspeaker")[0])
    assert member.has_heard("Thank you. Your form is complete.")
    assert re.fullmatch("[0-9A-Z]{4}-[0-9A-Z]{4}", member.texts[2])
