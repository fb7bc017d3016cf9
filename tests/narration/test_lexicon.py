from __future__ import annotations

import os
from pathlib import Path

import pytest

import locales
from narration.errors import LexiconError, UnsupportedLanguageError
from narration.lexicon import Lexeme, Lexicon, load_lexicon, parse_lexicon

HEAD = (
    '<lexicon version="1.0" alphabet="ipa" xml:lang="{language}"'
    ' xmlns="http://www.w3.org/2005/01/pronunciation-lexicon">'
)


def pls(*pairs: tuple[str, str], language: str = "fr") -> bytes:
    lexemes = (
        f"<lexeme><grapheme>{word}</grapheme><alias>{alias}</alias></lexeme>"
        for word, alias in pairs
    )
    return f"{HEAD.format(language=language)}{''.join(lexemes)}</lexicon>".encode()


def wrapped(body: str) -> bytes:
    return f"{HEAD.format(language='fr')}\n{body}\n</lexicon>".encode()


def no_phonemes(ipa: str) -> None:
    return None


def said(text: str, *pairs: tuple[str, str], language: str = "fr") -> str:
    return parse_lexicon(pls(*pairs, language=language)).apply(text, no_phonemes)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("La CAF paie.", "La C A F paie."),
        ("CAF", "C A F"),
        ("l'CAF, l’CAF", "l'C A F, l’C A F"),
        ("CAF-carte", "C A F-carte"),
        ("CAFÉ CAFE DECAF CAF2 2CAF", "CAFÉ CAFE DECAF CAF2 2CAF"),
        ("CAF\u0301", "CAF\u0301"),
        ("caf Caf", "caf Caf"),
        ("", ""),
    ],
)
def test_graphemes_match_whole_words_in_their_case(text: str, expected: str) -> None:
    assert said(text, ("CAF", "C A F")) == expected


def test_a_word_is_found_inside_unspaced_writing() -> None:
    assert said("请给付养老金", ("给付", "挤付"), language="zh") == "请挤付养老金"
    assert said("用ATM取款", ("ATM", "取款机"), language="zh") == "用取款机取款"
    assert said("จ่ายกสจทุกเดือน", ("กสจ", "กองทุน"), language="th") == "จ่ายกองทุนทุกเดือน"


def test_a_thai_word_is_not_cut_before_its_vowel_sign() -> None:
    assert said("กินข้าว", ("ก", "ไก่"), language="th") == "กินข้าว"


def test_tamil_vowel_signs_belong_to_the_word() -> None:
    assert said("பானை பான்", ("பான", "x"), ("பான்", "பேன்"), language="ta") == "பானை பேன்"


def test_the_longest_grapheme_wins() -> None:
    pairs = (("code", "chiffre"), ("code PIN", "numéro secret"))
    assert said("code PIN, code", *pairs) == "numéro secret, chiffre"


def test_what_an_alias_says_is_not_matched_again() -> None:
    assert said("A B", ("A", "B"), ("B", "A")) == "B A"


def test_a_phoneme_is_used_where_the_engine_takes_it() -> None:
    entry = Lexeme(("PIN",), alias="pine", phoneme="pin")
    lexicon = Lexicon("fr", (entry, Lexeme(("RIB",), phoneme="ʁib")))
    assert lexicon.apply("PIN RIB", lambda ipa: f"[[{ipa}]]") == "[[pin]] [[ʁib]]"
    assert lexicon.apply("PIN RIB", no_phonemes) == "pine RIB"


def test_all_spellings_of_a_lexeme_share_its_pronunciation() -> None:
    body = "<lexeme><grapheme>Kela</grapheme><grapheme>KELA</grapheme><alias>kela</alias></lexeme>"
    assert parse_lexicon(wrapped(body)).apply("Kela KELA", no_phonemes) == "kela kela"


def test_the_preferred_pronunciation_is_taken() -> None:
    body = (
        "<lexeme><grapheme>A</grapheme><alias>first</alias>"
        '<alias prefer="true">second</alias></lexeme>'
    )
    assert parse_lexicon(wrapped(body)).entries[0].alias == "second"


def test_the_digest_changes_with_any_entry() -> None:
    digests = {
        parse_lexicon(pls(("CAF", alias), language=language)).digest
        for alias in ("caf", "C A F")
        for language in ("fr", "fr-MA")
    }
    assert len(digests) == 4


@pytest.mark.parametrize(
    ("source", "line", "advice"),
    [
        (b"", 1, "well-formed"),
        (b"not xml", 1, "well-formed"),
        (wrapped("<lexeme>"), 3, "well-formed"),
        (b"<lexicon/>", 1, "xmlns"),
        (wrapped("").replace(b' xml:lang="fr"', b""), 1, "xml:lang"),
        (pls(language="no such language"), 1, "xml:lang"),
        (wrapped("<lexeme><alias>a</alias></lexeme>"), 2, "<grapheme>"),
        (wrapped("<lexeme><grapheme>a</grapheme></lexeme>"), 2, "<alias>"),
        (wrapped("<lexeme><grapheme> </grapheme><alias>a</alias></lexeme>"), 2, "empty"),
        (wrapped("<lexeme><grapheme>a</grapheme>\n<alias/></lexeme>"), 3, "empty"),
        (
            wrapped(
                '<lexeme><grapheme>a</grapheme><phoneme alphabet="x-sampa">A</phoneme></lexeme>'
            ),
            2,
            "ipa",
        ),
    ],
)
def test_a_faulty_file_is_refused_with_its_line_and_advice(
    source: bytes, line: int, advice: str
) -> None:
    with pytest.raises(LexiconError, match=rf"line {line}: .*{advice}"):
        parse_lexicon(source)


def test_an_external_entity_is_never_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("hunter2")
    doctype = f'<!DOCTYPE lexicon [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'.encode()
    with pytest.raises(LexiconError, match="DOCTYPE"):
        parse_lexicon(doctype + pls(("A", "&x;")))


def test_entities_that_multiply_are_refused() -> None:
    levels = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(9))
    bomb = f'<!DOCTYPE lexicon [<!ENTITY e0 "ha">{levels}]>'.encode()
    with pytest.raises(LexiconError):
        parse_lexicon(bomb + pls(("A", "&e9;")))


def test_a_missing_file_is_a_lexicon_error(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match=r"none\.pls cannot be read"):
        parse_lexicon(tmp_path / "none.pls")


@pytest.mark.parametrize("language", locales.SUPPORTED)
def test_every_language_ships_a_useful_lexicon(language: str) -> None:
    lexicon = load_lexicon(language)
    graphemes = [grapheme for entry in lexicon.entries for grapheme in entry.graphemes]
    assert len(graphemes) >= 12
    assert len(graphemes) == len(set(graphemes))
    assert all(entry.alias for entry in lexicon.entries)


def test_shipped_acronyms_are_said_as_people_say_them() -> None:
    assert load_lexicon("fr-MA").apply("le RCAR", no_phonemes) == "le R C A R"
    assert load_lexicon("zh-CN").apply("处长", no_phonemes) == "储掌"


def test_a_language_without_a_catalog_has_an_empty_lexicon() -> None:
    assert load_lexicon("zgh").entries == ()


def test_a_malformed_language_is_refused() -> None:
    with pytest.raises(UnsupportedLanguageError):
        load_lexicon("no such language")


def test_the_institution_wins_and_the_region_wins_over_the_language(tmp_path: Path) -> None:
    (tmp_path / "ours.pls").write_bytes(pls(("CIN", "cinq"), ("PIN", "code"), language="fr"))
    (tmp_path / "fr-MA.pls").write_bytes(pls(("CIN", "carte nationale"), language="fr-MA"))
    (tmp_path / "es.pls").write_bytes(pls(("CIN", "no"), language="es"))
    text = "CIN PIN RSA"
    assert load_lexicon("fr-MA", tmp_path).apply(text, no_phonemes) == "carte nationale code R S A"
    assert load_lexicon("fr", tmp_path).apply(text, no_phonemes) == "cinq code R S A"


@pytest.mark.parametrize("language", ["zh-Hans", "zh-CN", "cmn-Hans-CN"])
def test_an_institution_may_name_chinese_in_any_way(language: str, tmp_path: Path) -> None:
    (tmp_path / "zh.pls").write_bytes(pls(("社保", "社会保险"), language="zh"))
    (tmp_path / "tw.pls").write_bytes(pls(("社保", "勞保"), language="zh-Hant"))
    assert load_lexicon(language, tmp_path).apply("社保", no_phonemes) == "社会保险"


def test_an_edited_file_takes_effect_at_once(tmp_path: Path) -> None:
    file = tmp_path / "fr.pls"
    file.write_bytes(pls(("CLEISS", "clé")))
    before = load_lexicon("fr", tmp_path)
    file.write_bytes(pls(("CLEISS", "clef")))
    os.utime(file, ns=(1, 1))
    after = load_lexicon("fr", tmp_path)
    assert after.apply("CLEISS", no_phonemes) == "clef"
    assert after.digest != before.digest


def test_a_broken_edit_leaves_the_last_good_version_in_use(tmp_path: Path) -> None:
    file = tmp_path / "fr.pls"
    file.write_bytes(pls(("CLEISS", "clé")))
    load_lexicon("fr", tmp_path)
    file.write_bytes(b"<lexicon")
    assert load_lexicon("fr", tmp_path).apply("CLEISS", no_phonemes) == "clé"


def test_a_file_that_never_was_valid_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "fr.pls").write_bytes(b"<lexicon")
    with pytest.raises(LexiconError, match=r"fr\.pls, line 1"):
        load_lexicon("fr", tmp_path)


def test_what_an_editor_leaves_beside_a_file_is_not_read(tmp_path: Path) -> None:
    (tmp_path / ".#fr.pls").symlink_to("user@host:1")
    assert load_lexicon("fr", tmp_path).entries == load_lexicon("fr").entries
