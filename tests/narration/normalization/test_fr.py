import pytest

from narration.spoken import normalize

SPOKEN = [
    ("Né le 1980-02-01.", "Né le premier février mille neuf cent quatre-vingts."),
    ("le 01/02/1980", "le premier février mille neuf cent quatre-vingts"),
    ("le 1er février 1980", "le premier février mille neuf cent quatre-vingts"),
    ("le 12 févr. 2024", "le douze février deux mille vingt-quatre"),
    ("avant le 3 août", "avant le trois août"),
    ("à 14h30", "à quatorze heures trente"),
    ("à 14 h 05", "à quatorze heures cinq"),
    ("à 9:21", "à neuf heures vingt et une"),
    ("à 1h, 12h ou 0h", "à une heure, midi ou minuit"),
    ("de 9h-17h", "de neuf heures à dix-sept heures"),
    ("1 234,50 €", "mille deux cent trente-quatre euros et cinquante centimes"),
    ("1\u202f234,50\xa0€", "mille deux cent trente-quatre euros et cinquante centimes"),
    ("1,234.50 €", "mille deux cent trente-quatre euros et cinquante centimes"),
    ("500–800 €", "cinq cents à huit cents euros"),
    ("12.000 dossiers", "douze mille dossiers"),
    ("CHF 1'950.–", "mille neuf cent cinquante francs suisses"),
    (
        "756.1234.5678.97",
        "sept cent cinquante-six, douze, trente-quatre, cinquante-six, soixante-dix-huit, "
        "quatre-vingt-dix-sept",
    ),
    ("le n° AVS et l’art. L. 351", "le numéro AVS et l’article L. 351"),
    ("24h/24 et 7j/7", "vingt-quatre heures sur vingt-quatre et sept jours sur sept"),
    ("3,5 k€ ou 3 M€", "trois mille cinq cents euros ou trois millions d’euros"),
    ("Fr. 50", "Fr. 50"),
    ("1,01 €", "un euro et un centime"),
    ("0,50 €", "cinquante centimes"),
    ("21 £", "vingt et une livres"),
    ("1 000 000 €", "un million d’euros"),
    ("1,5 M€", "un virgule cinq million d’euros"),
    ("80 000 €", "quatre-vingt mille euros"),
    ("MAD 4.230,00", "quatre mille deux cent trente dirhams marocains"),
    ("12 500 F CFA", "douze mille cinq cents francs CFA"),
    ("12,5 %", "douze virgule cinq pour cent"),
    ("10-12 %", "dix à douze pour cent"),
    (
        "+212 6 12 34 56 78",
        "plus deux cent douze, six, douze, trente-quatre, cinquante-six, soixante-dix-huit",
    ),
    ("06 12 34 56 78", "zéro six, douze, trente-quatre, cinquante-six, soixante-dix-huit"),
    ("0612345678", "zéro six, douze, trente-quatre, cinquante-six, soixante-dix-huit"),
    ("Réf. AB123456C", "Référence A B un deux trois quatre cinq six C"),
    (
        "NIR 1 85 05 78 006 084",
        "NIR un, quatre-vingt-cinq, zéro cinq, soixante-dix-huit, zéro zéro six, "
        "zéro quatre-vingt-quatre",
    ),
    ("aide@cnss.ma", "aide arobase C N S S point M A"),
    (
        "https://service-public.fr/droits.",
        "service tiret public point F R barre oblique droits.",
    ),
    ("2020–2024", "deux mille vingt à deux mille vingt-quatre"),
    ("5-10 jours", "cinq à dix jours"),
    ("le 1er, la 1re, le 21e", "le premier, la première, le vingt et unième"),
    ("80ème, 9e, 5e, 1000e", "quatre-vingtième, neuvième, cinquième, millième"),
    ("N° 5, n°5, art. 12", "numéro 5, numéro 5, article 12"),
    ("M. Dupont et Mme Martin, etc.", "Monsieur Dupont et Madame Martin, et cetera."),
    ("Oui ou non. No.", "Oui ou non. No."),
    ("12345678", "un deux trois quatre cinq six sept huit"),
    ("1 234 567", "un million deux cent trente-quatre mille cinq cent soixante-sept"),
    ("3,14 et 3,05", "trois virgule quatorze et trois virgule zéro cinq"),
    ("Il y a 3 enfants.", "Il y a 3 enfants."),
]

ELSEWHERE = [
    ("fr-MA", "4230,50 DH", "quatre mille deux cent trente dirhams et cinquante centimes"),
    ("fr-CA", "5,25 $", "cinq dollars et vingt-cinq cents"),
    ("fr-CA", "01/02/1980", "premier février mille neuf cent quatre-vingts"),
    ("fr-BE", "71 €, 91 €, 80 €", "septante et un euros, nonante et un euros, quatre-vingts euros"),
    ("fr-CH", "81 CHF", "huitante et un francs"),
    ("fr-CH", "Fr. 2'450.05", "deux mille quatre cent cinquante francs et cinq centimes"),
    ("fr-TN", "1,250 DT", "un dinar et deux cent cinquante millimes"),
]


@pytest.mark.parametrize(("written", "spoken"), SPOKEN)
def test_french_is_said_as_a_native_says_it(written, spoken):
    assert normalize(written, "fr") == spoken


@pytest.mark.parametrize(("language", "written", "spoken"), ELSEWHERE)
def test_french_follows_its_region(language, written, spoken):
    assert normalize(written, language) == spoken
