import pytest

from narration.spoken import normalize

SPOKEN = [
    ("1º trimestre, 3.º", "primer trimestre, tercero"),
    ("3 M€ de L-V", "tres millones de euros de lunes a viernes"),
    ("art. 205.1", "artículo 205.1"),
    ("Nacida el 1980-02-01.", "Nacida el uno de febrero de mil novecientos ochenta."),
    ("el 01/02/1980", "el uno de febrero de mil novecientos ochenta"),
    ("el 1 de febrero de 1980", "el uno de febrero de mil novecientos ochenta"),
    ("el 3 de agosto", "el tres de agosto"),
    ("5 feb 2024", "cinco de febrero de dos mil veinticuatro"),
    ("a las 14:30", "a las catorce treinta"),
    ("a las 9:05", "a las nueve y cinco"),
    ("a las 21:00 h", "a las veintiuna horas"),
    ("a las 2:30 p. m.", "a las dos treinta de la tarde"),
    ("a las 9 am", "a las nueve de la mañana"),
    ("de 9:00–17:00", "de nueve horas a diecisiete horas"),
    ("1.234,50 €", "mil doscientos treinta y cuatro euros con cincuenta céntimos"),
    ("1 234,50 €", "mil doscientos treinta y cuatro euros con cincuenta céntimos"),
    ("1,234.50 €", "mil doscientos treinta y cuatro euros con cincuenta céntimos"),
    ("1,01 €", "un euro con un céntimo"),
    ("0,50 €", "cincuenta céntimos"),
    ("21 €", "veintiún euros"),
    ("31 €", "treinta y un euros"),
    ("1 £", "una libra"),
    ("200 £", "doscientas libras"),
    ("21.000 €", "veintiún mil euros"),
    ("1.000.000 €", "un millón de euros"),
    ("1,5 millones €", "uno coma cinco millones de euros"),
    ("MAD 4.230,00", "cuatro mil doscientos treinta dírhams marroquíes"),
    ("12,5 %", "doce coma cinco por ciento"),
    ("10-12 %", "diez a doce por ciento"),
    ("+34 612 34 56 78", "más tres cuatro, seis uno dos, tres cuatro, cinco seis, siete ocho"),
    ("(+34) 612 345 678", "más tres cuatro, seis uno dos, tres cuatro cinco, seis siete ocho"),
    ("Ref. AB123456C", "Ref. A B uno dos tres cuatro cinco seis C"),
    ("ayuda@seg-social.es", "ayuda arroba seg guion social punto E S"),
    ("2020–2024", "dos mil veinte a dos mil veinticuatro"),
    ("5-10 días", "cinco a diez días"),
    ("1.º, 2ª, 3.er, 21.ª", "primero, segunda, tercer, vigésima primera"),
    ("N.º 5, art. 12, pág. 3", "Número 5, artículo 12, página 3"),
    ("Sr. García, p. ej., etc.", "señor García, por ejemplo, etcétera."),
    ("No. Dije que no.", "No. Dije que no."),
    ("12345678", "uno dos tres cuatro cinco seis siete ocho"),
    ("1.234.567", "un millón doscientos treinta y cuatro mil quinientos sesenta y siete"),
    ("3,14", "tres coma catorce"),
]

MEXICAN = [
    ("01/02/1980", "primero de febrero de mil novecientos ochenta"),
    ("$1,234.50", "mil doscientos treinta y cuatro pesos con cincuenta centavos"),
    ("$1,500 MXN y $50 USD", "mil quinientos pesos y cincuenta dólares"),
    ("$21.00 pesos M.N.", "veintiún pesos moneda nacional."),
    ("3.14", "tres punto catorce"),
]


@pytest.mark.parametrize(("written", "spoken"), SPOKEN)
def test_spanish_is_said_as_a_native_says_it(written, spoken):
    assert normalize(written, "es") == spoken


@pytest.mark.parametrize(("written", "spoken"), MEXICAN)
def test_mexican_spanish_has_its_own_marks_and_money(written, spoken):
    assert normalize(written, "es-MX") == spoken
