"""Strict YAML with positions."""

from __future__ import annotations

from healthlint.packs.yaml_nodes import read_yaml


def test_words_stay_words() -> None:
    file = read_yaml("r.yaml", "a: no\nb: on\nc: 1.10\nd: 12:30\ne: 010\nf: true\ng: 3\nh: 0.5\ni: 2024-01-02\nj:\n")
    assert file.problems == []
    assert file.value == {
        "a": "no", "b": "on", "c": "1.10", "d": "12:30", "e": "010",
        "f": True, "g": 3, "h": 0.5, "i": "2024-01-02", "j": None,
    }  # fmt: skip


def test_all_errors_come_at_once_each_at_its_place() -> None:
    text = "a: 1\na: 2\nb: !tag x\nc: &anchor [1]\nd: *anchor\n"
    file = read_yaml("r.yaml", text)
    drawn = [(p.line, p.column, p.message) for p in file.problems]
    assert drawn == [
        (2, 1, "`a` stands here a second time"),
        (3, 4, "tags are not allowed here: '!tag'"),
        (5, 1, "aliases (`*name`) are not allowed here: write the value out"),
    ]


def test_bad_syntax_is_a_problem_with_a_place_not_an_exception() -> None:
    file = read_yaml("r.yaml", "a: [1, 2\nb: 3\n")
    assert [p.line for p in file.problems] == [2]
    assert "not valid YAML" in file.problems[0].message


def test_places_are_right_after_emoji_and_accents() -> None:
    text = "title: 😀 é\nwords: [über, Ωmega]\n"
    file = read_yaml("r.yaml", text)
    start, end = file.values[("words", 1)]
    assert text[start:end] == "Ωmega"


def test_a_key_that_is_not_text_is_a_problem() -> None:
    file = read_yaml("r.yaml", "? [a, b]\n: c\n")
    assert [p.message for p in file.problems] == ["a key must be plain text"]


def test_what_people_write_without_quotation_marks_comes_with_what_to_do() -> None:
    def hint(text: str) -> str:
        return read_yaml("a.yaml", text).problems[0].hint

    assert hint("any: [sleep, @therapies]") == 'put it in quotation marks: "@therapies"'
    assert hint("message: Tea: it works") == "a text that holds a colon and a space needs quotation marks around it"
    assert hint("any:\n\t- sleep") == "indent with spaces"
