import pytest

from narration.spoken import normalize


@pytest.mark.parametrize(
    ("language", "written", "spoken"),
    [
        ("en", "1 kg and 5.5 kg", "one kilogram and five point five kilograms"),
        ("en", "85 m² at 37 °C", "eighty-five square metres at thirty-seven degrees Celsius"),
        ("en", "-5 °C", "minus five degrees Celsius"),
        ("en", "files up to 5MB", "files up to five megabytes"),
        ("en", "50 m, 5 g and 3 kgs", "50 m, 5 g and 3 kgs"),
        ("fr", "5-10 km ; 2 Mo", "cinq à dix kilomètres ; deux mégaoctets"),
        ("es", "21 km", "veintiún kilómetros"),
        ("ar", "3 كم و100 كغ", "ثَلَاثَة كيلومترات ومِئَة كيلوغرام"),
        ("ar", "2 km/h", "كيلومتران في الساعة"),
        ("zh", "2 kg或5km", "两公斤或五公里"),
        ("fi", "1 km ja 2 km", "yksi kilometri ja kaksi kilometriä"),
        ("sv", "21 km och 1 kg", "tjugoen kilometer och ett kilogram"),
        ("id", "10 m2", "sepuluh meter persegi"),
        ("ms", "37 °C", "tiga puluh tujuh darjah Celsius"),
        ("ta", "5 கி.மீ.", "ஐந்து கிலோமீட்டர்"),
    ],
)
def test_a_quantity_agrees_with_its_unit(language, written, spoken):
    assert normalize(written, language) == spoken
