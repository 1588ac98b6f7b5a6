"""A sealed file gives back its value, or nothing at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from healthlint import sealed
from healthlint.language import lexicon
from healthlint.paths import CACHE_VARIABLE


def test_a_value_comes_back(tmp_path: Path) -> None:
    place = tmp_path / "new" / "file.json"
    sealed.write(place, sealed.text_of({"tea": ["grün", "\u2028\r\n"]}, "here"))

    assert sealed.read(place, "here") == {"tea": ["grün", "\u2028\r\n"]}
    assert [p.name for p in place.parent.iterdir()] == ["file.json"]


def test_a_value_of_another_origin_does_not(tmp_path: Path) -> None:
    sealed.write(tmp_path / "file.json", sealed.text_of([1], "here"))

    assert sealed.read(tmp_path / "file.json", "there") is None
    assert sealed.read(tmp_path / "none.json", "here") is None


@pytest.mark.parametrize("content", [b"", b"\xff", b"[1]", b"\n[1]", b"0\n[1]"])
def test_a_damaged_file_is_none(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "file.json").write_bytes(content)

    assert sealed.read(tmp_path / "file.json", "here") is None


def test_an_origin_tells_texts_names_and_bytes_apart(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    one.write_text("x", encoding="utf-8")
    two.write_text("x", encoding="utf-8")
    found = [
        sealed.origin("a"),
        sealed.origin("a", "b"),
        sealed.origin("ab"),
        sealed.origin("a", files=[one]),
        sealed.origin("a", files=[two]),
        sealed.origin("a", files=[one, two]),
    ]

    assert len(set(found)) == len(found)


def test_the_lexicons_are_expanded_once_and_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path))
    monkeypatch.setattr(lexicon, "_SHIPPED", tmp_path / "not-a-wheel.json")
    written = {name: lexicon._read(name) for name in lexicon.lexicon_names()}

    for _ in range(2):
        lexicon._expanded.cache_clear()
        lexicon.lexicon.cache_clear()
        assert {name: lexicon.lexicon(name) for name in lexicon.lexicon_names()} == written
    assert (tmp_path / "lexicons.json").is_file()
