"""The manual made from the rules: complete, deterministic, and safe to read as Markdown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from healthlint.packs.docs import pages, sections
from healthlint.packs.load import Catalog, load_catalog

Run = Callable[..., "Result"]  # noqa: F821 (see conftest.py)


def house(folder: Path) -> Catalog:
    catalog = load_catalog((folder / ".rules",))
    pack = catalog.packs["house"]
    return Catalog({"house": pack}, {rule.id: rule for rule in pack.rules})


def test_every_rule_that_ships_has_a_heading_with_its_id_on_its_pack_s_page() -> None:
    catalog = load_catalog()
    made = pages(catalog)

    assert set(made) == {"index.md", "kinds.md", *(f"{name}.md" for name in catalog.packs)}
    for rule in catalog.rules.values():
        assert f"\n## {rule.id}\n" in made[f"{rule.pack}.md"]
    assert made == pages(catalog)


def test_a_page_has_its_parts_in_order(folder: Path) -> None:
    rule = house(folder).rules["house/widget"]

    assert [s.title for s in sections(rule)] == [
        "What",
        "Why",
        "What to write instead",
        "Severity",
        "When it runs",
        "Found",
        "Not found",
        "Options",
        "References",
        "How to turn it off",
    ]
    assert "never fails a run by itself" in sections(rule)[3].prose


def test_the_context_of_a_rule_is_told_in_words(folder: Path) -> None:
    rule = replace(
        house(folder).rules["house/gadget"],
        when={"jurisdiction": ("uk", "eu"), "publisher": ("!news",)},
        severity_by={"publisher": {"commercial": house(folder).rules["house/gizmo"].severity}},
        preview=True,
    )
    found = {s.title: s for s in sections(rule)}

    assert found["When it runs"].items == ("jurisdiction is uk or eu", "publisher is not news")
    assert found["When it runs"].prose == "Only when it is selected by name: it is still being tried out."
    assert found["Severity"].items == ("warning when publisher is commercial",)


def test_options_are_shown_short_with_where_to_change_them(run: Run, folder: Path) -> None:
    path = folder / ".rules/house/gadget.yaml"
    words = [f"gadget{n}" for n in range(8)] + ["x" * 200]
    path.write_text(path.read_text().replace('["gadget"]', repr(words).replace("'", '"')))

    out = run("explain", "house/gadget").out

    assert 'Change them under `[rules."house/gadget"]` in healthlint.toml.' in out
    assert '`any`: `"gadget0"`, `"gadget1"`, `"gadget2"`, `"gadget3"`, `"gadget4"` … (9 in all)' in out


def test_markup_in_a_rule_s_words_stays_text_and_code_stays_code(folder: Path) -> None:
    rule = replace(
        house(folder).rules["house/gadget"],
        why="Use *care* with <b> and `a_b`, see [x](y).",
        bad=(replace(house(folder).rules["house/gadget"].bad[0], text="One `code`.\n\n<<Two>>"),),
    )
    pack = replace(house(folder).packs["house"], rules=(rule,))
    page = pages(Catalog({"house": pack}, {rule.id: rule}))["house.md"]

    assert "**Why.** Use \\*care\\* with \\<b\\> and `a_b`, see [x\\](y)." in page
    assert "- ``One `code`. ⏎  ⏎ <<Two>>``" in page
