from __future__ import annotations

import pytest

from narration.spoken import normalize


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Syntynyt 1.2.1980 Helsingissä.",
            "Syntynyt ensimmäinen helmikuuta tuhatyhdeksänsataakahdeksankymmentä Helsingissä.",
        ),
        ("1980-02-01", "ensimmäinen helmikuuta tuhatyhdeksänsataakahdeksankymmentä"),
        (
            "Eläke alkaa 1. helmikuuta 2024.",
            "Eläke alkaa ensimmäinen helmikuuta kaksituhattakaksikymmentäneljä.",
        ),
        ("Hae 1.2. mennessä", "Hae ensimmäinen helmikuuta mennessä"),
        ("Luku 1.2.", "Luku 1.2."),
        (
            "Haku 1.–15.2.2024",
            "Haku ensimmäinen viiva viidestoista helmikuuta kaksituhattakaksikymmentäneljä",
        ),
        ("Haku 1.2.–15.3.", "Haku ensimmäinen helmikuuta viiva viidestoista maaliskuuta"),
        ("klo 14.30", "kello neljätoista kolmekymmentä"),
        ("Klo 8.05", "Kello kahdeksan nolla viisi"),
        ("Avoinna klo 9.00–16.15", "Avoinna kello yhdeksän viiva kuusitoista viisitoista"),
        ("Avoinna klo 9–16", "Avoinna kello yhdeksän viiva kuusitoista"),
        ("luku 3.10", "luku 3.10"),
        ("1 234,50 €", "tuhat kaksisataakolmekymmentäneljä euroa viisikymmentä senttiä"),
        ("Maksu on 1,00 €.", "Maksu on yksi euro."),
        ("0,50 €", "viisikymmentä senttiä"),
        ("2,5 milj. €", "kaksi pilkku viisi miljoonaa euroa"),
        ("12 €/kk", "kaksitoista euroa kuukaudessa"),
        ("1 000 kr", "tuhat Ruotsin kruunua"),
        ("5 %", "viisi prosenttia"),
        ("1 %", "yksi prosentti"),
        ("1,5 %", "yksi pilkku viisi prosenttia"),
        ("10–12 %", "kymmenen viiva kaksitoista prosenttia"),
        ("-3 %", "miinus kolme prosenttia"),
        (
            "Hetu 131052-308T",
            "Hetu yksi kolme yksi nolla viisi kaksi, viiva, kolme nolla kahdeksan T",
        ),
        (
            "puh. 020 634 1234",
            "puhelin nolla kaksi nolla, kuusi kolme neljä, yksi kaksi kolme neljä",
        ),
        (
            "+358 40 123 4567",
            "plus kolme viisi kahdeksan, neljä nolla, yksi kaksi kolme, "
            "neljä viisi kuusi seitsemän",
        ),
        ("klo 9–11.30", "kello yhdeksän viiva yksitoista kolmekymmentä"),
        ("ma–pe, 2. krs", "maanantaista perjantaihin, 2. kerros"),
        ("4 %:n korotus", "neljän prosentin korotus"),
        ("nousee 2,5 %:iin", "nousee kahteen pilkku viiteen prosenttiin"),
        ("1 200 €:n eläke", "tuhannen kahdensadan euron eläke"),
        ("www.kela.fi:stä", "W W W piste kela piste F I:stä"),
        ("posti@kela.fi", "posti ät kela piste F I"),
        ("esim. lapsilisä, eläke ym.", "esimerkiksi lapsilisä, eläke ynnä muuta."),
        ("n. 300 euroa", "noin 300 euroa"),
        ("tri Virtanen", "tohtori Virtanen"),
        ("3:s kerros", "kolmas kerros"),
        ("2 000 000", "kaksi miljoonaa"),
        ("5–10 päivää", "viisi viiva kymmenen päivää"),
    ],
)
def test_finnish_is_said_as_it_is_spoken(text: str, expected: str) -> None:
    assert normalize(text, "fi") == expected


@pytest.mark.parametrize(
    ("say_as", "text", "expected"),
    [
        ("date", "1.2.1980", "ensimmäinen helmikuuta tuhatyhdeksänsataakahdeksankymmentä"),
        ("date", "2/2024", "helmikuu kaksituhattakaksikymmentäneljä"),
        ("time", "14.30", "neljätoista kolmekymmentä"),
        ("currency", "1234,5", "tuhat kaksisataakolmekymmentäneljä euroa viisikymmentä senttiä"),
        ("telephone", "0206341234", "nolla kaksi nolla, kuusi kolme neljä yksi kaksi kolme neljä"),
        ("spell-out", "AB12", "A B yksi kaksi"),
        ("digits", "2024", "kaksi nolla kaksi neljä"),
        ("ordinal", "21", "kahdeskymmenesensimmäinen"),
        ("cardinal", "1 234,5", "tuhat kaksisataakolmekymmentäneljä pilkku viisi"),
        (
            "address",
            "Höökinkatu 12 as. 3, 00250 Helsinki",
            "Höökinkatu kaksitoista asunto kolme, nolla nolla kaksi viisi nolla Helsinki",
        ),
    ],
)
def test_finnish_follows_a_hint(say_as: str, text: str, expected: str) -> None:
    assert normalize(text, "fi", say_as) == expected
