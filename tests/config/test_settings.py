"""Settings: which file holds, what wins over what, and where every value came from."""

from __future__ import annotations

import os
import pickle
from pathlib import Path

import pytest

from healthlint.config.context import resolve_context
from healthlint.config.settings import Settings
from healthlint.errors import ConfigError
from healthlint.model.document import Meta
from healthlint.model.finding import Severity
from healthlint.model.span import Span


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_without_a_file_everything_is_the_default(folder: Path) -> None:
    settings = Settings.load(isolated=True)

    assert settings.fail_on is Severity.ERROR
    assert settings.show is Severity.WARNING
    assert (settings.select, settings.ignore, settings.context) == ((), (), {})
    assert settings.max_file_size == 2_000_000
    assert settings.root == folder
    assert settings.origin("fail_on") == "default"


def test_what_a_house_says_of_sources_is_read_with_its_lines_and_can_differ_by_file(folder: Path) -> None:
    (folder / "r.csv").write_text("")
    write(
        folder,
        "healthlint.toml",
        'own-sites = ["WWW.Clinic.example"]\ncitation-reach = "sentence"\nretractions = "r.csv"\n'
        '[source-tiers]\n"naps.example.org/blog" = "T8"\n'
        '[[overrides]]\nfiles = ["a.md"]\nsource-tiers = { "rest.example.org" = "T4" }\n',
    )

    settings = Settings.load(folder)

    assert settings.own_sites == ("clinic.example",)
    assert (settings.citation_reach, settings.retractions) == ("sentence", folder / "r.csv")
    assert settings.source_tiers == {"naps.example.org/blog": "T8"}
    assert settings.for_path("a.md").source_tiers == {"naps.example.org/blog": "T8", "rest.example.org": "T4"}
    assert settings.origin("source_tiers.naps.example.org/blog") == "healthlint.toml:5"
    assert settings.with_options(retractions=Path("x.csv")).retractions == Path("x.csv")


def test_every_setting_is_read_with_its_line(folder: Path) -> None:
    (folder / "house").mkdir()
    path = write(
        folder,
        "healthlint.toml",
        "\n".join(
            [
                'select = ["all"]',
                'ignore = ["grammar", "claims/cure"]',
                'fail-on = "warning"',
                'show = "info"',
                'packs = ["house"]',
                'include = ["*.md"]',
                'exclude = ["archive"]',
                "max-file-size = 5_000",
                'model = "en_core_web_md"',
                "[severity]",
                '"claims/cure" = "off"',
                '[rules."readability/long-sentence"]',
                "max = 20",
                "[context]",
                'publisher = "charity"',
                'jurisdiction = ["uk", "eu", "uk"]',
                'citation-policy = "end-list"',
            ]
        ),
    )

    settings = Settings.load(folder / "blog" / "a.md")

    assert settings.path == path
    assert settings.select == ("all",)
    assert settings.ignore == ("grammar", "claims/cure")
    assert (settings.fail_on, settings.show) == (Severity.WARNING, Severity.INFO)
    assert settings.packs == (folder / "house",)
    assert (settings.include, settings.exclude) == (("*.md",), ("archive",))
    assert (settings.max_file_size, settings.model) == (5000, "en_core_web_md")
    assert settings.severity == {"claims/cure": Severity.OFF}
    assert settings.rules == {"readability/long-sentence": {"max": 20}}
    assert settings.context == {"publisher": "charity", "jurisdiction": ("uk", "eu"), "citation_policy": "end-list"}
    assert settings.origins == {
        "select": "healthlint.toml:1",
        "ignore": "healthlint.toml:2",
        "fail_on": "healthlint.toml:3",
        "show": "healthlint.toml:4",
        "packs": "healthlint.toml:5",
        "include": "healthlint.toml:6",
        "exclude": "healthlint.toml:7",
        "max_file_size": "healthlint.toml:8",
        "model": "healthlint.toml:9",
        "severity.claims/cure": "healthlint.toml:11",
        "rules.readability/long-sentence.max": "healthlint.toml:13",
        "context.publisher": "healthlint.toml:15",
        "context.jurisdiction": "healthlint.toml:16",
        "context.citation_policy": "healthlint.toml:17",
    }


def test_every_rule_name_is_kept_with_the_place_where_it_stands(folder: Path) -> None:
    write(
        folder,
        "healthlint.toml",
        'select = ["all", "claims"]\n[severity]\n"a/b" = "info"\n[rules."c/d"]\n'
        '[[overrides]]\nfiles = ["x"]\nignore = ["e"]\n',
    )

    references = Settings.load().references

    assert [(r.name, r.place.line, r.place.column) for r in references] == [
        ("claims", 1, 18),
        ("a/b", 3, 1),
        ("c/d", 4, 8),
        ("e", 7, 11),
    ]
    assert references[1].place.draw().splitlines()[1:] == ['  3 | "a/b" = "info"', "    | ^^^^^"]


def test_the_nearest_file_upward_wins_and_ours_wins_over_pyproject(folder: Path) -> None:
    write(folder, "healthlint.toml", 'fail-on = "info"')
    write(folder, "a/pyproject.toml", '[tool.healthlint]\nfail-on = "warning"')
    write(folder, "a/b/pyproject.toml", "[tool.other]\nx = 1")
    write(folder, "a/c/pyproject.toml", '[tool.healthlint]\nfail-on = "warning"')
    write(folder, "a/c/healthlint.toml", 'fail-on = "error"')

    def fail_on(start: str) -> tuple[str, str]:
        settings = Settings.load(folder / start)
        return settings.fail_on.value, settings.origin("fail_on")

    assert fail_on("x.md") == ("info", "healthlint.toml:1")
    assert fail_on("a/b/x.md") == ("warning", "pyproject.toml:2")
    assert fail_on("a/c/x.md") == ("error", "healthlint.toml:1")


def test_a_broken_pyproject_that_does_not_name_us_is_not_our_business(folder: Path) -> None:
    write(folder, "pyproject.toml", '[tool.other\nkeywords = ["healthlint"]')

    assert Settings.load().path is None


def test_extends_merges_tables_and_replaces_lists(folder: Path) -> None:
    write(
        folder,
        "base.toml",
        'select = ["all"]\nignore = ["grammar"]\nexclude = ["a"]\n'
        '[severity]\n"x/y" = "info"\n"x/z" = "info"\n[context]\npublisher = "news"\naudience = "public"\n'
        '[rules."r/s"]\nmax = 1\nmin = 1\n',
    )
    write(
        folder,
        "site/healthlint.toml",
        'extends = "../base.toml"\nselect = ["claims"]\nextend-ignore = ["style"]\nextend-exclude = ["b"]\n'
        '[severity]\n"x/y" = "error"\n[context]\npublisher = "charity"\n[rules."r/s"]\nmax = 2\n',
    )

    settings = Settings.load(folder / "site")

    assert settings.select == ("claims",)
    assert settings.ignore == ("grammar", "style")
    assert settings.exclude == ("a", "b")
    assert settings.severity == {"x/y": Severity.ERROR, "x/z": Severity.INFO}
    assert settings.context == {"publisher": "charity", "audience": "public"}
    assert settings.rules == {"r/s": {"max": 2, "min": 1}}
    assert settings.origin("context.publisher") == "healthlint.toml:8"
    assert settings.origin("context.audience") == "../base.toml:9"
    assert settings.origin("rules.r/s.min") == "../base.toml:12"


def test_a_circle_of_extends_is_an_error_at_the_line_that_closes_it(folder: Path) -> None:
    write(folder, "a.toml", 'extends = "b.toml"')
    write(folder, "b.toml", '\nextends = "a.toml"')

    with pytest.raises(ConfigError) as caught:
        Settings.load(config=Path("a.toml"))

    assert [d.draw() for d in caught.value.diagnostics] == [
        "b.toml:2:1: error: `extends` goes in a circle: a.toml -> b.toml -> a.toml\n"
        '  2 | extends = "a.toml"\n'
        "    | ^^^^^^^"
    ]


def test_a_missing_base_is_an_error_where_it_is_named(folder: Path) -> None:
    write(folder, "healthlint.toml", '# house style\nextends = "../none.toml"')

    with pytest.raises(ConfigError) as caught:
        Settings.load()

    [problem] = caught.value.diagnostics
    assert (problem.path, problem.line) == ("healthlint.toml", 2)
    assert problem.message.endswith("none.toml: no such file")


OVERRIDES = """\
ignore = ["grammar"]
[context]
publisher = "charity"
[[overrides]]
files = ["clinic/**"]
ignore = ["style"]
context = { publisher = "commercial" }
[[overrides]]
files = ["clinic/news/*.md"]
context = { publisher = "news" }
select = ["claims"]
"""


def test_overrides_hold_for_their_files_only_and_the_later_one_wins(folder: Path) -> None:
    write(folder, "healthlint.toml", OVERRIDES)
    settings = Settings.load()

    def of(path: str) -> tuple[str, tuple[str, ...], tuple[str, ...], str]:
        own = settings.for_path(path)
        return str(own.context["publisher"]), own.ignore, own.select, own.origin("context.publisher")

    assert of("about.md") == ("charity", ("grammar",), (), "healthlint.toml:3")
    assert of("clinic/a.md") == ("commercial", ("grammar", "style"), (), "healthlint.toml:7")
    assert of("clinic/news/a.md") == ("news", ("grammar", "style"), ("claims",), "healthlint.toml:10")
    assert of(str(folder / "clinic" / "a.md"))[0] == "commercial"


def test_overrides_do_not_depend_on_the_working_directory(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(folder, "healthlint.toml", OVERRIDES)
    (folder / "clinic").mkdir()
    monkeypatch.chdir(folder / "clinic")

    settings = Settings.load(config=path)

    assert settings.for_path("a.md").context["publisher"] == "commercial"
    assert settings.origin("context.publisher") == "healthlint.toml:3"


def test_overrides_of_a_base_are_relative_to_the_base(folder: Path) -> None:
    write(folder, "base.toml", '[[overrides]]\nfiles = ["site/clinic/**"]\ncontext = { publisher = "commercial" }')
    write(folder, "site/healthlint.toml", 'extends = "../base.toml"')

    own = Settings.load(folder / "site").for_path(folder / "site/clinic/a.md")

    assert own.context == {"publisher": "commercial"}
    assert own.origin("context.publisher") == "../base.toml:3"


def test_the_command_line_wins_over_file_overrides_and_front_matter(folder: Path) -> None:
    write(folder, "healthlint.toml", OVERRIDES)
    matter = {
        "healthlint.context.publisher": Meta("journal"),
        "healthlint.context.audience": Meta("professional"),
        "healthlint.severity.a/b": Meta("info"),
    }

    settings = (
        Settings.load()
        .with_options(select=["all"], ignore=["q"], severity={"a/b": "error"}, context={"publisher": "personal"})
        .for_path("clinic/news/a.md")
        .with_front_matter(matter, "clinic/news/a.md")
    )

    assert settings.context == {"publisher": "personal", "audience": "professional"}
    assert settings.select == ("all",)
    assert settings.severity == {"a/b": Severity.ERROR}
    assert settings.ignore == ("grammar", "q", "style")
    assert settings.origin("context.publisher") == "--context"
    assert settings.origin("context.audience") == "front matter"
    assert settings.origin("severity.a/b") == "--severity"


def test_front_matter_wins_over_the_file_and_knows_its_lines(folder: Path) -> None:
    text = "---\nhealthlint:\n  publisher: news\n  severity:\n    claims/cure: info\n---\n"
    write(folder, "healthlint.toml", OVERRIDES)
    value, level = text.index("news"), text.index("info")
    matter = {
        "title": Meta("Tea"),
        "publisher": Meta("A publisher of the page, not ours"),
        "healthlint.publisher": Meta("news", Span(value, value + 4)),
        "healthlint.severity.claims/cure": Meta("info", Span(level, level + 4)),
    }

    settings = Settings.load().with_front_matter(matter, "a.md", text=text)

    assert settings.context == {"publisher": "news"}
    assert settings.origin("context.publisher") == "front matter:3"
    assert settings.severity == {"claims/cure": Severity.INFO}
    assert settings.references[-1].name == "claims/cure"
    assert settings.references[-1].place.draw() == (
        "a.md:5:5: error: \n  5 |     claims/cure: info\n    |     ^^^^^^^^^^^"
    )


def test_suppressions_in_front_matter_are_left_to_the_formats() -> None:
    settings = Settings().with_front_matter({"healthlint.ignore": Meta(["x"]), "healthlint.disable": Meta("y")}, "a.md")

    assert (settings.ignore, settings.references) == ((), ())


def test_a_rule_in_front_matter_may_have_lost_its_hyphens(folder: Path) -> None:
    settings = Settings().with_front_matter({"healthlint.severity.claims/immune_boost": Meta("off")}, "a.md")

    assert settings.severity == {"claims/immune-boost": Severity.OFF}


def test_bad_front_matter_is_reported_whole_with_places(folder: Path) -> None:
    text = "---\nhealthlint:\n  context:\n    publisher: comercial\n  colour: red\n---\n"

    def at(word: str) -> Span:
        return Span(text.index(word), text.index(word) + len(word))

    matter = {
        "healthlint.context.publisher": Meta("comercial", at("comercial")),
        "healthlint.colour": Meta("red", at("red")),
    }
    with pytest.raises(ConfigError) as caught:
        Settings().with_front_matter(matter, "a.md", text=text)

    assert [d.draw() for d in caught.value.diagnostics] == [
        "a.md:4:16: error: `publisher` must be one of commercial, charity, public-body, news, journal, personal; "
        'got `"comercial"`\n'
        "  4 |     publisher: comercial\n"
        "    |                ^^^^^^^^^\n"
        "  = did you mean `commercial`?",
        "a.md:5:3: error: unknown key `colour` under `healthlint`\n"
        "  5 |   colour: red\n"
        "    |   ^^^^^^\n"
        "  = the keys are context, severity, disable, ignore, publisher, subject, jurisdiction, audience, type, "
        "citation_policy",
    ]


def test_a_context_that_is_no_table_is_refused_as_such() -> None:
    with pytest.raises(ConfigError, match='`context` must hold keys and values; got `"uk"`'):
        Settings().with_front_matter({"healthlint.context": Meta("uk")}, "a.md")


def test_an_article_without_our_keys_changes_nothing() -> None:
    settings = Settings()

    assert settings.with_front_matter({"title": Meta("Tea")}, "a.md") is settings


def test_the_context_tells_what_was_said_and_what_is_a_default(folder: Path) -> None:
    write(folder, "healthlint.toml", '[context]\njurisdiction = "uk"')

    context, origins = resolve_context(Settings.load())

    assert context.jurisdiction == ("uk",)
    assert origins == {
        "jurisdiction": "healthlint.toml:2",
        "audience": "default",
        "citation_policy": "default",
    }


def test_options_are_all_checked_at_once() -> None:
    with pytest.raises(ConfigError) as caught:
        Settings().with_options(fail_on="eror", show="off", severity={"a/b": "bad"}, context={"publishr": "x"})

    assert [d.draw() for d in caught.value.diagnostics] == [
        '--fail-on: error: --fail-on must be one of error, warning, info; got `"eror"`\n  = did you mean `error`?',
        '--show: error: --show must be one of error, warning, info; got `"off"`',
        '--severity: error: the severity of `a/b` must be one of error, warning, info, off; got `"bad"`',
        "--context: error: unknown context key `publishr`\n  = did you mean `publisher`?",
    ]


def test_settings_cross_processes(folder: Path) -> None:
    write(folder, "healthlint.toml", OVERRIDES)
    settings = Settings.load()

    assert pickle.loads(pickle.dumps(settings)) == settings


def test_a_configuration_with_a_byte_order_mark_is_read(folder: Path) -> None:
    (folder / "healthlint.toml").write_bytes(b"\xef\xbb\xbf" + b'fail-on = "info"\r\n')

    assert Settings.load().fail_on is Severity.INFO


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_linked_folder_keeps_the_name_that_the_user_wrote(folder: Path) -> None:
    write(folder, "real/healthlint.toml", 'fail-on = "info"')
    (folder / "link").symlink_to(folder / "real")

    assert Settings.load(folder / "link").root == folder / "link"
