"""The places of keys and values are exact for any TOML that tomllib accepts."""

from __future__ import annotations

import json
import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from healthlint.config.toml_places import places

BARE = st.from_regex(r"[A-Za-z0-9_-]{1,6}", fullmatch=True)
TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=8)
KEYS = st.one_of(BARE, TEXT)
SCALARS = st.one_of(TEXT, st.integers(-99, 99), st.booleans(), st.floats(allow_nan=False, allow_infinity=False))
SPACES = st.sampled_from(["", " ", "\t", "  "])
GAPS = st.sampled_from(["", " ", "\n", " # a ] comment }\n  ", "\r\n"])


@st.composite
def written_key(draw: st.DrawFn, key: str) -> str:
    forms = [json.dumps(key, ensure_ascii=False).replace("\x7f", "\\u007f")]
    if key and key.replace("-", "").replace("_", "").isalnum() and key.isascii():
        forms.append(key)
    if "'" not in key:
        forms.append(f"'{key}'")
    return draw(st.sampled_from(forms))


@st.composite
def written_value(draw: st.DrawFn, value: Any) -> str:
    if isinstance(value, dict):
        pairs = [
            f"{draw(SPACES)}{draw(written_key(k))}{draw(SPACES)}={draw(SPACES)}{draw(written_value(v))}{draw(SPACES)}"
            for k, v in value.items()
        ]
        return "{" + ",".join(pairs) + "}"
    if isinstance(value, list):
        return "[" + ",".join(f"{draw(GAPS)}{draw(written_value(v))}{draw(GAPS)}" for v in value) + "]"
    if isinstance(value, str):
        basic = json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
        forms = [basic, f'"""{basic[1:-1]}"""', f'"""\n{basic[1:-1]}"""']
        if "'" not in value:
            forms += [f"'{value}'", f"'''{value}'''"]
        return draw(st.sampled_from(forms))
    return json.dumps(value)


VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(KEYS, inner, max_size=3)),
    max_leaves=6,
)


@st.composite
def documents(draw: st.DrawFn) -> str:
    lines: list[str] = []

    def table(values: dict[str, Any]) -> None:
        for key, value in values.items():
            lines.append(f"{draw(SPACES)}{draw(written_key(key))} = {draw(written_value(value))}{draw(SPACES)}# end")

    table(draw(st.dictionaries(KEYS, VALUES, max_size=3)))
    for number in range(draw(st.integers(0, 3))):
        name = f"[ t{number} . {draw(written_key(draw(KEYS)))} ]"
        many = draw(st.booleans())
        for _ in range(draw(st.integers(1, 3)) if many else 1):
            lines.append(f"[{name}]" if many else name)
            table(draw(st.dictionaries(KEYS, VALUES, max_size=3)))
    return draw(st.sampled_from(["\n", "\r\n"])).join(lines)


def walk(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[tuple[str | int, ...], Any]]:
    below = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [((*path, k), v) for k, v in below] + [x for k, v in below for x in walk(v, (*path, k))]


@given(documents())
def test_every_key_and_value_has_its_exact_place(text: str) -> None:
    data = tomllib.loads(text)
    found = places(text)

    for path, value in walk(data):
        place = found[path]
        value_text = place.value.of(text)
        if not value_text.startswith("[") or not isinstance(value, dict):
            if isinstance(value, list) and value_text.startswith("[["):
                continue  # either a list of lists or the header of a list of tables
            assert tomllib.loads(f"x = {value_text}") == {"x": value}
        if isinstance(path[-1], str):
            assert list(tomllib.loads(f"{place.key.of(text)} = 0")) == [path[-1]]


@pytest.mark.parametrize(
    ("text", "path", "key", "value"),
    [
        ("a.b.c = 1", ("a", "b"), "b", "1"),
        ("a.b.c = 1", ("a", "b", "c"), "c", "1"),
        ("'a.b' = 1", ("a.b",), "'a.b'", "1"),
        ("[x.y]\nz = 1", ("x",), "x", "[x.y]"),
        ("[[o]]\na=1\n[[o]]\na=2", ("o", 1, "a"), "a", "2"),
        ("[[o]]\n[o.context]\nk='v'", ("o", 0, "context", "k"), "k", "'v'"),
        ("[[o]]\nx=[1,\n  # two\n  22]", ("o", 0, "x", 1), "", "22"),
        ('t = """a\n"b" # no comment ]"""\nz = 3', ("z",), "z", "3"),
        ("t = '''it''s'''\nz = 3", ("z",), "z", "3"),
        ('t = """quoted "word""""\nz = 3', ("z",), "z", "3"),
        ('t = "a\\"b]"\nz = 3', ("z",), "z", "3"),
        ("d = 1979-05-27 07:32:00 # then\nz = 3", ("d",), "d", "1979-05-27 07:32:00"),
        ("[a]\nb = { c = { d = [ { e = 5 } ] } }", ("a", "b", "c", "d", 0, "e"), "e", "5"),
    ],
)
def test_the_forms_that_people_write(text: str, path: tuple[str | int, ...], key: str, value: str) -> None:
    tomllib.loads(text)
    place = places(text)[path]

    assert place.key.of(text) == key
    assert place.value.of(text) == value


@given(st.text(alphabet="[]{}=,.\"'\\#\n ab1", max_size=60))
def test_no_text_whatever_makes_it_fail(text: str) -> None:
    for place in places(text).values():
        assert place.key.of(text) or not len(place.key)
