"""`--profile`: where the time of a run went."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from healthlint.profiling import RULE, STAGE, Profile

Run = Callable[..., "Result"]  # noqa: F821 (see conftest.py)


def test_a_profile_names_stages_and_rules_and_leaves_the_report_as_it_is(folder: Path, run: Run) -> None:
    (folder / "a.md").write_text("# Tea\n\nGinger tea cures migraine. Can tea boosts sleep?\n")
    plain = run("check", "--isolated", "--format", "json", "--no-cache")
    seen = run("check", "--isolated", "--format", "json", "--no-cache", "--profile")

    assert seen.out == plain.out
    assert seen.code == plain.code
    for name in ("parse", "extract", "report", "claims.extract.located", "the most expensive rules"):
        assert name in seen.err


def test_what_is_known_is_not_timed_as_a_check(folder: Path, run: Run) -> None:
    (folder / "a.md").write_text("# Tea\n\nGinger tea cures migraine.\n")
    run("check", "--format", "json", "--cache-dir", "kept")
    again = run("check", "--format", "json", "--cache-dir", "kept", "--profile")

    assert "look for known results" in again.err
    assert "parse" not in again.err


def test_watch_has_no_end_to_speak_at(folder: Path, run: Run) -> None:
    assert "leave out one of them" in run("check", "--watch", "--profile").err


def test_times_are_counted_once() -> None:
    profile = Profile()
    with profile.timing(STAGE, "outer"):
        for _ in range(3):
            with profile.timing(RULE, "pack/rule"):
                pass
    outer, rule = profile.entries[STAGE, "outer"], profile.entries[RULE, "pack/rule"]

    assert (outer.count, rule.count) == (1, 3)
    assert outer.seconds >= 0
    assert round(profile.share(STAGE, "outer") + profile.share(RULE, "pack/rule"), 9) == 1
