import pytest

from outreach.addresses import AddressHasher, PhoneKind, get_hasher, parse_email, parse_phone
from outreach.errors import AddressError


@pytest.mark.parametrize(
    ("text", "country", "number", "kind"),
    [
        ("06 12 34 56 78", "FR", "+33612345678", PhoneKind.MOBILE),
        ("٠٦١٢٣٤٥٦٧٨", "MA", "+212612345678", PhoneKind.MOBILE),
        ("01 42 68 53 00", "FR", "+33142685300", PhoneKind.LANDLINE),
        ("+1 650 253 0000", "FR", "+16502530000", PhoneKind.UNKNOWN),
        ("00358401234567", "FR", "+358401234567", PhoneKind.MOBILE),
        ("+39 06 6982", None, "+39066982", PhoneKind.LANDLINE),
    ],
)
def test_a_number_is_written_in_one_form_with_its_kind(text, country, number, kind):
    phone = parse_phone(text, country)

    assert (phone.number, phone.kind) == (number, kind)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "no phone number"),
        ("unknown", "no phone number"),
        ("6.12346E+11", "no phone number"),
        ("9" * 5000, "no phone number"),
        ("06 12 34", "numbering plan"),
        ("0612345678.0", "numbering plan"),
        ("0899123456", "premium"),
        ("+44 20 7946 0018 ext. 5", "extension"),
    ],
)
def test_what_no_message_reaches_is_refused_without_being_quoted(text, problem):
    with pytest.raises(AddressError, match=problem) as caught:
        parse_phone(text, "FR")

    assert not text or text not in str(caught.value)


def test_a_national_number_needs_a_country():
    with pytest.raises(AddressError, match="country"):
        parse_phone("0612345678")


def test_an_email_address_keeps_its_local_part_and_lowers_its_domain():
    assert parse_email("Jo.Bloggs@EXAMPLE.org") == "Jo.Bloggs@example.org"


def test_a_domain_in_another_script_is_written_as_servers_know_it():
    assert parse_email("aino@Bücher.example.org") == "aino@xn--bcher-kva.example.org"


def test_a_mailbox_whose_name_few_servers_take_is_refused_and_says_why():
    with pytest.raises(AddressError, match="before the @"):
        parse_email("äiti@example.org")


@pytest.mark.parametrize(
    "text", ["x", "x@", "@example.org", "a b@example.org", "x@example", "x@y.org\nBcc: z@y.org"]
)
def test_what_is_no_email_address_is_refused(text):
    with pytest.raises(AddressError, match="no email address"):
        parse_email(text)


def test_a_hash_does_not_depend_on_case_and_does_on_the_installation():
    here, there = AddressHasher(b"here"), AddressHasher(b"there")

    assert here.hash("Jo@Example.org") == here.hash("jo@example.org")
    assert here.hash("jo@example.org") != there.hash("jo@example.org")
    assert here.hash("M1") != here.hash_reference("M1")
    assert here.hash_reference("M1") != here.hash_reference("m1")


def test_the_key_of_hashes_is_made_once_and_kept_in_the_database(database):
    assert get_hasher(database).hash("+33612345678") == get_hasher(database).hash("+33612345678")
