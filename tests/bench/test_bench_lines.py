"""The arithmetic of the lines, the choice of lines, and how a tool's words about a slip are read."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from bench import speed
from bench.lines.growth import doublings, rounds_of, worst_doubling
from bench.lines.phrases import made_up, write_pack
from bench.slips import OURS, SEED, Slip, is_found, remarks_at, slips
from bench.timing import BenchError, in_turn, run
from healthlint.packs.load import load_catalog

SLIP = slips(None)[0]


def test_doublings_end_at_the_largest_size() -> None:
    assert doublings(100, 5_000) == (156, 312, 625, 1250, 2500, 5000)
    assert doublings(10_000, 40_000) == (10_000, 20_000, 40_000)


def test_short_runs_are_repeated_more_often() -> None:
    assert [rounds_of(seconds) for seconds in (0, 0.1, 4, 60)] == [15, 15, 5, 2]


def test_the_worst_doubling_is_found_and_sizes_that_are_not_quite_twice_are_allowed_for() -> None:
    spread, size = worst_doubling({10: (20, 1.0, 2.0), 20: (50, 2.5, 9.375)})
    assert (spread.value, spread.low, spread.n, size) == (3.0, 2.0, 2, 20)


def test_lines_are_chosen_by_name_in_the_order_of_the_table() -> None:
    assert speed.chosen("growth,cold-start,check") == ("check", "cold start", "growth")
    with pytest.raises(argparse.ArgumentTypeError, match="no line speed"):
        speed.chosen("speed")


def test_actions_are_run_in_turn() -> None:
    order: list[str] = []
    done = in_turn({"a": lambda: order.append("a"), "b": lambda: order.append("b")}, 2)
    assert order == ["a", "b", "a", "b"]
    assert {name: len(found) for name, found in done.items()} == {"a": 2, "b": 2}


def test_a_command_gives_its_output_and_a_wrong_exit_code_its_last_words_without_paths() -> None:
    done = run([sys.executable, "-c", "print(input())"], stdin=b"hello\n")
    assert (done.out, done.code) == (b"hello\n", 0)
    assert done.seconds > 0
    assert done.peak_mb > 1
    with pytest.raises(BenchError, match=r"ended with 3: lost … here$"):
        run([sys.executable, "-c", "import sys; print('lost /a/b/c.txt here', file=sys.stderr); sys.exit(3)"])


def test_a_command_that_is_not_there_is_named() -> None:
    with pytest.raises(BenchError, match="no-such-program"):
        run(["no-such-program-at-all"])


def test_made_up_phrases_are_different_and_always_the_same() -> None:
    texts = ["Rest helps the body and the mind, and water helps both of them"]
    phrases = made_up(texts, 40)
    assert len(set(phrases)) == 40
    assert phrases == made_up(texts, 40)
    with pytest.raises(ValueError):
        made_up(texts, 1_000)


def test_a_pack_of_made_up_rules_loads(tmp_path: Path) -> None:
    write_pack(tmp_path / "made-up-3", made_up(["rest water sleep walk food drink"], 30))
    catalog = load_catalog((tmp_path,))
    assert [p.draw() for p in catalog.problems] == []
    assert sum(rule.pack == "made-up-3" for rule in catalog.rules.values()) == 3


def test_the_slip_of_a_text_is_its_first_headline_with_a_modal_and_a_verb_in_s() -> None:
    slip = Slip.of("x", "top\n\nWill walking helps your knees?\n\nIt helps.\n")
    assert slip is not None
    assert (slip.line, slip.last_column) == (3, len("Will walking helps"))
    assert slip.right == "top\n\nWill walking help your knees?\n\nIt helps.\n"
    assert Slip.of("x", "Will walking help your knees?\n\nIt helps you.\n") is None


def test_remarks_elsewhere_and_numbers_do_not_count() -> None:
    said = "a.txt:1:1: grade 12.5 is high\na.txt:1:40: far right\na.txt:3:1: other line\n"
    assert remarks_at(said, SLIP) == {" grade . is high"}
    assert remarks_at("1.) Line 1, column 5, Rule ID: MODAL", SLIP) == {", Rule ID: MODAL"}


def test_a_tool_finds_the_slip_when_it_says_more_than_of_the_corrected_text(tmp_path: Path) -> None:
    def sees(files: Sequence[Path]) -> str:
        wrong = "strengthens" in files[0].read_text(encoding="utf-8")
        return "a.txt:1:1: title case\n" + ("a.txt:1:10: verb form\n" if wrong else "")

    assert is_found(SLIP, tmp_path, sees)
    assert not is_found(SLIP, tmp_path, lambda _: "a.txt:1:1: title case\n")


def test_the_seed_is_tried_when_it_is_there(tmp_path: Path) -> None:
    assert [slip.name for slip in slips(tmp_path / "none")] == [OURS]
    (tmp_path / "article.txt").write_text("Can tea cures a cold?\n\nNo.\n", encoding="utf-8")
    assert [slip.name for slip in slips(tmp_path)] == [OURS, SEED]
