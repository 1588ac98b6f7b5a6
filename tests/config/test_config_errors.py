"""Mistakes in a configuration file: all at once, each with its line, a caret and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from healthlint.config.settings import Settings
from healthlint.errors import ConfigError


def problems(folder: Path, text: str | bytes, name: str = "healthlint.toml") -> list[str]:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(ConfigError) as caught:
        Settings.load(config=path)
    return [d.draw() for d in caught.value.diagnostics]


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


ONE_MISTAKE = {
    'selct = ["a"]': ("1:1", "^^^^^", "unknown key `selct`", "did you mean `select`?"),
    'fail_onn = "error"': ("1:1", "^^^^^^^^", "unknown key `fail_onn`", "did you mean `fail-on`?"),
    'fail-on = "eror"': (
        "1:11",
        "^^^^^^",
        '`fail-on` must be one of error, warning, info; got `"eror"`',
        "did you mean `error`?",
    ),
    'fail-on = "Warning"': (
        "1:11",
        "^^^^^^^^^",
        '`fail-on` must be one of error, warning, info; got `"Warning"`',
        "did you mean `warning`?",
    ),
    "show = 3": ("1:8", "^", "`show` must be one of error, warning, info; got `3`", ""),
    "max-file-size = -1": ("1:17", "^^", "`max-file-size` must be a number of bytes above 0; got `-1`", ""),
    "max-file-size = true": ("1:17", "^^^^", "`max-file-size` must be a number of bytes above 0; got `true`", ""),
    'select = "claims"': ("1:10", "^" * 8, '`select` must be a list of strings, like ["…"]; got `"claims"`', ""),
    'ignore = ["a", " "]': ("1:16", "^^^", "an empty string in `ignore`", ""),
    'register = "claims.xls"': (
        "1:12",
        "^" * 12,
        '`register` must end in .jsonl, .ndjson, .csv, .xlsx, .yaml, .yml; got `"claims.xls"`',
        "did you mean `.xlsx`?",
    ),
    'own-sites = ["https://clinic.example.org/"]': (
        "1:14",
        "^" * 29,
        '`"https://clinic.example.org/"` is no host name',
        "write `clinic.example.org`",
    ),
    '[source-tiers]\n"a b" = "T1"': (
        "2:1",
        "^" * 5,
        '`"a b"` is no host name',
        "write it without the scheme, like `example.org`",
    ),
    '[source-tiers]\n"example.org" = "T11"': (
        "2:17",
        "^" * 5,
        'the tier of `example.org` must be one of T1, T2, T3, T4, T5, T6, T7, T8, T8S, T9, TX; got `"T11"`',
        "",
    ),
    'citation-reach = "paragraf"': (
        "1:18",
        "^" * 10,
        '`citation-reach` must be one of sentence, next-sentence, paragraph, section, document; got `"paragraf"`',
        "did you mean `paragraph`?",
    ),
    "own-site = []": ("1:1", "^" * 8, "unknown key `own-site`", "did you mean `own-sites`?"),
    'retractions = "nowhere.csv"': (
        "1:15",
        "^" * 13,
        "there is no file `nowhere.csv`",
        "it is looked for relative to the configuration file",
    ),
    "model = []": ("1:9", "^^", "`model` must be a string; got a list", ""),
    "max-seconds = 0.5": ("1:15", "^^^", "`max-seconds` must be a number of seconds above 0; got `0.5`", ""),
    'extends = "https://example.org/a.toml"': (
        "1:11",
        "^" * 28,
        '`extends` takes a local file only; got `"https://example.org/a.toml"`',
        "healthlint fetches nothing: save a copy beside this file and name that",
    ),
    "extends = 1": ("1:11", "^", "`extends` must be the path of a configuration file; got `1`", ""),
    'packs = ["nowhere"]': (
        "1:10",
        "^" * 9,
        "there is no folder `nowhere`",
        "a pack folder is given relative to the configuration file",
    ),
    '[context]\npublisher = "comercial"': (
        "2:13",
        "^" * 11,
        '`publisher` must be one of commercial, charity, public-body, news, journal, personal; got `"comercial"`',
        "did you mean `commercial`?",
    ),
    'context = { jurisdiction = ["uk", "uss"] }': (
        "1:35",
        "^^^^^",
        '`jurisdiction` must be one of uk, gb, ni, eu, us, au, ca, nz, ie, in; got `"uss"`',
        "did you mean `us`?",
    ),
    'context.publsher = "news"': (
        "1:9",
        "^^^^^^^^",
        "unknown context key `publsher`",
        "did you mean `publisher`?",
    ),
    'context = "uk"': ("1:11", "^^^^", '`context` must be a table, like { publisher = "charity" }; got `"uk"`', ""),
    '[severity]\n"a/b" = "warn"': (
        "2:9",
        "^^^^^^",
        'the severity of `a/b` must be one of error, warning, info, off; got `"warn"`',
        "did you mean `warning`?",
    ),
    "severity = 1": ("1:12", "^", '`severity` must be a table, like { "rule/name" = "warning" }; got `1`', ""),
    "[rules]\n'a/b' = 5": (
        "2:9",
        "^",
        "the options of `a/b` must be a table; got `5`",
        'write [rules."a/b"] and the options below it',
    ),
    '[rules."a/b"]\nseverity = "off"': (
        "2:1",
        "^" * 8,
        "`severity` is no option of a rule",
        'write [severity] and below it "a/b" = "off"',
    ),
    "rules = 1": ("1:9", "^", "`rules` must hold one table for each rule; got `1`", ""),
    '\n[[overrides]]\nignore = ["a"]': (
        "2:1",
        "^" * 13,
        "this override has no `files`",
        'add, for example, files = ["blog/**"]',
    ),
    "[[overrides]]\nfiles = []": ("2:9", "^^", "`files` is empty, so this override never applies", ""),
    '[[overrides]]\nfiles = ["a"]\nfail-on = "info"': (
        "3:1",
        "^" * 7,
        "unknown key `fail-on`",
        "the keys are citation-reach, context, files, ignore, own-sites, register, rules, select, severity, "
        "source-tiers",
    ),
    "[overrides]\nfiles = []": (
        "1:2",
        "^" * 9,
        "`overrides` must be a list of tables, each under `[[overrides]]`",
        "",
    ),
    'show = "info"\nfail-on = "info"\nfail_on = "info"': (
        "3:1",
        "^" * 7,
        "`fail_on` is given twice, once with hyphens",
        "",
    ),
}


@pytest.mark.parametrize("text", ONE_MISTAKE, ids=lambda t: t.splitlines()[-1][:40])
def test_a_mistake_is_shown_at_its_place_with_a_caret(here: Path, text: str) -> None:
    place, caret, message, hint = ONE_MISTAKE[text]
    line, column = (int(n) for n in place.split(":"))
    margin = " " * len(str(line))
    wanted = [
        f"healthlint.toml:{place}: error: {message}",
        f"  {line} | {text.splitlines()[line - 1]}",
        f"  {margin} | {' ' * (column - 1)}{caret}",
        *([f"  = {hint}"] if hint else []),
    ]

    assert problems(here, text) == ["\n".join(wanted)]


def test_all_mistakes_come_at_once_in_the_order_of_their_lines(here: Path) -> None:
    text = 'shw = "x"\nfail-on = 1\n[context]\naudience = "all"\n[[overrides]]\nfiles = 2\nselect = 3\n'

    assert [p.split(":")[1] for p in problems(here, text)] == ["1", "2", "4", "6", "7"]


def test_a_mistake_in_a_base_is_shown_in_the_base(here: Path) -> None:
    (here / "base.toml").write_text('\nshow = "all"')

    assert problems(here, 'extends = "base.toml"\nfoo = 1') == [
        "healthlint.toml:2:1: error: unknown key `foo`\n"
        "  2 | foo = 1\n"
        "    | ^^^\n"
        "  = the keys are baseline, citation-reach, context, exclude, extend-exclude, extend-ignore, extends, fail-on, "
        "ignore, include, max-file-size, max-seconds, model, overrides, own-sites, packs, register, retractions, "
        "rules, select, severity, show, source-tiers",
        'base.toml:2:8: error: `show` must be one of error, warning, info; got `"all"`\n'
        '  2 | show = "all"\n'
        "    |        ^^^^^",
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("a = 1\nb = = 2", "healthlint.toml:2:5: error: TOML: invalid value\n  2 | b = = 2\n    |     ^"),
        ("a = 1\na = 2", "healthlint.toml:2:6: error: TOML: cannot overwrite a value\n  2 | a = 2\n    |      ^"),
        ('a = "x', 'healthlint.toml:1:7: error: TOML: unterminated string\n  1 | a = "x\n    |       ^'),
    ],
)
def test_a_syntax_error_is_shown_at_its_place(here: Path, text: str, wanted: str) -> None:
    assert problems(here, text) == [wanted]


def test_a_configuration_that_is_not_utf8_or_is_missing_is_said(here: Path) -> None:
    assert problems(here, b'show = "\xff"') == [
        "healthlint.toml: error: not UTF-8 at byte 8\n  = save it as UTF-8",
    ]
    with pytest.raises(ConfigError) as caught:
        Settings.load(config=Path("none.toml"))
    assert [d.draw() for d in caught.value.diagnostics] == [
        "none.toml: error: cannot read the configuration none.toml: no such file"
    ]


def test_in_pyproject_the_place_is_inside_our_table(here: Path) -> None:
    text = '[project]\nname = "x"\n[tool.healthlint.context]\naudience = "everyone"\n'

    assert problems(here, text, "pyproject.toml") == [
        'pyproject.toml:4:12: error: `audience` must be one of public, professional; got `"everyone"`\n'
        '  4 | audience = "everyone"\n'
        "    |            ^^^^^^^^^^"
    ]


def test_a_pyproject_without_our_table_is_an_error_when_it_was_asked_for(here: Path) -> None:
    assert problems(here, "[tool.other]\n", "pyproject.toml") == [
        "pyproject.toml: error: pyproject.toml has no [tool.healthlint] table"
    ]


def test_a_value_that_spans_lines_is_underlined_on_its_first_line(here: Path) -> None:
    assert problems(here, 'show = [\n  "info",\n]') == [
        "healthlint.toml:1:8: error: `show` must be one of error, warning, info; got a list\n"
        "  1 | show = [\n"
        "    |        ^"
    ]
