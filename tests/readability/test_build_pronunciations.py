"""The script that makes the pronunciation data: what it reads, and the British spellings that it adds."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from healthlint.readability.pronunciations import pronunciation

SCRIPT = Path(__file__).resolve().parents[2] / "scripts" / "build_pronunciations.py"


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("build_pronunciations", SCRIPT)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_first_pronunciation_of_a_word_is_kept_in_short(script: ModuleType) -> None:
    text = "hour AW1 ER0\nhour(2) AW1 R\nhouse HH AW1 S # a comment\n"
    assert list(script.read_cmudict(text)) == [("hour", "0 0"), ("house", "C 0")]


def test_health_words_say_when_a_vowel_sounds_as_a_consonant(script: ModuleType) -> None:
    text = "# heading\noedema 3\nuveitis 4 c\n"
    assert list(script.read_health_words(text)) == [("oedema", "0 0 0"), ("uveitis", "C 0 0 0 0")]


@pytest.mark.parametrize(
    ("american", "british"),
    [
        ("organize", "organise"), ("hemorrhage", "haemorrhage"), ("behavior", "behaviour"), ("anemia", "anaemia"),
        ("diarrhea", "diarrhoea"), ("center", "centre"), ("labeled", "labelled"), ("defense", "defence"),
        ("estrogen", "oestrogen"), ("pediatric", "paediatric"),
    ],
)  # fmt: skip
def test_british_spellings_sound_as_the_american_ones(script: ModuleType, american: str, british: str) -> None:
    assert british in list(script.british_forms(american))
    assert pronunciation(british) == pronunciation(american)


def test_words_that_only_look_like_a_family_are_left(script: ModuleType) -> None:
    assert list(script.british_forms("prize")) == []


def test_the_wrong_number_of_arguments_is_a_usage_error(script: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    assert script.main([]) == 2
    assert "Usage" in capsys.readouterr().err
