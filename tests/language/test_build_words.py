"""The script that makes the word list: affixes, capitals, slips among drug names."""

from __future__ import annotations

import importlib.util
import io
import pickle
import sys
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "scripts" / "build_words.py"


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("build_words", SCRIPT)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.path.insert(0, str(SCRIPT.parent))
    try:
        spec.loader.exec_module(module)
    finally:
        sys.path.remove(str(SCRIPT.parent))
    return module


@dataclass
class Affix:
    """What the script asks of an affix of spylls."""

    add: str
    strip: str = ""
    crossproduct: bool = True
    cond_regexp: SimpleNamespace = field(default_factory=lambda: SimpleNamespace(search=lambda stem: True))


def test_each_affix_is_added_and_both_where_they_cross(script: ModuleType) -> None:
    aff = SimpleNamespace(
        PFX={"U": [Affix("un")]},
        SFX={"D": [Affix("ed")], "G": [Affix("ing", "e")], "M": [Affix("'s", crossproduct=False)]},
    )
    assert set(script._forms("tie", {"U", "G"}, aff)) == {"tie", "untie", "tiing", "untiing"}
    assert set(script._forms("lock", {"U", "D", "M"}, aff)) == {
        *("lock", "unlock", "locked", "unlocked", "lock's"),
    }


def test_words_that_only_ever_have_a_capital_are_names(script: ModuleType) -> None:
    words = [("Paris", ""), ("Polish", ""), ("polish", ""), ("café", ""), ("damn", "x"), ("x", ""), ("B12", "")]
    assert script._cased(words) == {"paris": "n", "polish": "", "cafe": "", "damn": "x"}


@pytest.mark.parametrize(
    ("one", "other", "is_slip"),
    [
        ("acetominophen", "acetaminophen", True),
        ("asprin", "aspirin", True),
        ("asppirin", "aspirin", True),
        ("apsirin", "aspirin", True),
        ("aspirin", "heparin", False),
        ("aspirina", "asprine", False),
    ],
)
def test_a_variant_one_slip_away_is_told(script: ModuleType, one: str, other: str, is_slip: bool) -> None:
    assert script._one_slip(one, other) is is_slip
    assert script._one_slip(other, one) is is_slip


def test_pickles_of_anything_but_plain_values_are_refused(script: ModuleType) -> None:
    assert script._PlainValues(io.BytesIO(pickle.dumps({"a": [1]}))).load() == {"a": [1]}
    with pytest.raises(pickle.UnpicklingError):
        script._PlainValues(io.BytesIO(pickle.dumps(Path("x")))).load()
