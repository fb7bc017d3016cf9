from __future__ import annotations

from dataclasses import astuple, replace

import pytest

from narration.errors import (
    EmptyInputError,
    InvalidSpeedError,
    UnknownVoiceError,
    UnsupportedLanguageError,
)
from narration.narrator import Narrator
from narration.planning import Utterance


def test_a_plan_keeps_the_written_sentence_beside_the_spoken_one(narrator: Narrator) -> None:
    plan = narrator.plan(Utterance("Bonjour. Il est 14h30.", "fr"))
    assert [sentence.text for sentence in plan.sentences] == ["Bonjour.", "Il est 14h30."]
    assert "quatorze heures trente" in plan.sentences[1].spoken


@pytest.mark.parametrize(
    "change",
    [
        {"text": "Au revoir."},
        {"language": "fr-CH"},
        {"speed": 1.5},
        {"say_as": "spell-out"},
        {"voice": "pyttsx3:fr-be"},
    ],
)
def test_whatever_changes_the_sound_changes_the_name(
    narrator: Narrator, change: dict[str, object]
) -> None:
    utterance = Utterance("Bonjour.", "fr")
    changed = replace(utterance, **change)  # type: ignore[arg-type]
    assert narrator.plan(utterance).content != narrator.plan(changed).content


def test_privacy_does_not_change_the_sound(narrator: Narrator) -> None:
    private, public = (Utterance("Bonjour.", "fr", private=each) for each in (True, False))
    assert narrator.plan(private).content == narrator.plan(public).content


@pytest.mark.parametrize(
    ("utterance", "error"),
    [
        (Utterance("", "en"), EmptyInputError),
        (Utterance("\x00\x1f \u200b", "en"), EmptyInputError),
        (Utterance("Azul", "zgh"), UnsupportedLanguageError),
        (Utterance("x", "en", engine="piper"), UnsupportedLanguageError),
        (Utterance("x", "en", voice="pyttsx3:nowhere"), UnknownVoiceError),
        (Utterance("x", "en", voice="pyttsx3:ar"), UnknownVoiceError),
        (Utterance("x", "en", speed=0.2), InvalidSpeedError),
        (Utterance("x", "en", speed=float("nan")), InvalidSpeedError),
    ],
)
def test_what_cannot_be_said_is_refused(
    narrator: Narrator, utterance: Utterance, error: type[Exception]
) -> None:
    with pytest.raises(error):
        narrator.plan(utterance)


def test_a_stored_plan_comes_back_as_it_was(narrator: Narrator) -> None:
    utterance = Utterance("Le 01/02/1980.", "fr")
    plan = narrator.plan(utterance)
    rows = [list(astuple(sentence)) for sentence in plan.sentences]
    assert narrator.restore(utterance, rows) == plan


def test_a_stored_plan_of_another_release_is_made_anew(narrator: Narrator) -> None:
    utterance = Utterance("Bonjour.", "fr")
    rows = [["Bonjour.", "one field only"]]
    assert narrator.restore(utterance, rows) == narrator.plan(utterance)
