"""Score every set that is asked for, with the rules that belong to its task."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench.accuracy import (
    advice,
    certainty,
    checkworthy,
    claim_noise,
    clean,
    criteria,
    edits,
    need,
    pairs,
    sets,
    strength,
    weasel,
)
from bench.accuracy.edits import Tally
from bench.accuracy.figures import Figure, figure, ratio
from bench.accuracy.lint import Checker, Setup
from bench.accuracy.sets import DataSet


@dataclass(slots=True)
class Measured:
    """All figures; hits of each rule; words of the clean articles, and each rule's hits there."""

    figures: list[Figure] = field(default_factory=list)
    tally: Tally = field(default_factory=Tally)
    clean: Counter[str] = field(default_factory=Counter)
    clean_words: int = 0


# Sets with labels of their own, by folder or folder/set: each has its own measure.
Scorer = Callable[[DataSet, Checker], list[Figure]]
SCORERS: Mapping[str, Scorer] = {
    "claim-strength/causal-pubmed": strength.score,
    "claim-strength/causal-eureka": strength.score,
    "advice/health-advice-abstracts": advice.score,
    "certainty/science-certainty": certainty.score,
    "claim-strength/exaggeration-insciout": strength.score_pairs,
    "expert-criteria": criteria.score,
    "checkworthy/fullfact-health-claims": checkworthy.score_videos,
    "checkworthy/health-news-claims": checkworthy.score_news,
    "checkworthy/scitweets": checkworthy.score_posts,
    "citation-need/medical-discussion": need.score,
    "citation-need/weasel-wiki": weasel.score,
    "clean/medquad": claim_noise.per_words,
    "clean/gb-authorised-claims": claim_noise.flagged,
}


def measure(folder: Path, tasks: Sequence[str], setup: Setup, *, jobs: int | None = None) -> Measured:
    """Score the sets below a folder. Sets that nothing here can score are named on stderr.

    Raises SystemExit when there is nothing to score.
    """
    measured = Measured()
    with Checker(setup, jobs) as checker:
        for data in sets.read(folder, tasks):
            start = time.perf_counter()
            figures = _score(data, checker, measured)
            if figures is None:
                print(f"{data.task}/{data.name}: not scored yet", file=sys.stderr)
                continue
            measured.figures += figures
            print(f"{data.task}/{data.name}: {time.perf_counter() - start:.0f} s", file=sys.stderr)
    if not measured.figures:
        sys.exit(
            f"nothing to score below {folder}: looked for TASK/NAME.*.jsonl.gz of {', '.join(tasks) or 'any task'}"
        )
    measured.figures += _together(measured.figures)
    return measured


def _score(data: DataSet, checker: Checker, measured: Measured) -> list[Figure] | None:
    if data.shape == "edits":
        return edits.score(data, checker, measured.tally)
    if data.shape == "pairs":
        return pairs.score(data, checker, measured.tally)
    if data.shape == "articles":
        per_rule: Counter[str] = Counter()
        figures = clean.score(data, checker, per_rule, measured.tally)
        if data.task == "clean":  # of others nobody knows how clean they are
            measured.clean += per_rule
            measured.clean_words += figures[0].n
        scorer = SCORERS.get(f"{data.task}/{data.name}")
        return figures + (scorer(data, checker) if scorer else [])
    scorer = SCORERS.get(f"{data.task}/{data.name}") or SCORERS.get(data.task)
    return scorer(data, checker) if scorer else None


def _together(figures: Sequence[Figure]) -> list[Figure]:
    """Return the real slips after a modal verb of all sets as one figure: each set has too few of them."""
    few = [f for f in figures if f.metric == "recall_modal_base"]
    if len(few) < 2:
        return []
    counts = [(1, 1)] * sum(round(f.value * f.n) for f in few)
    counts += [(0, 1)] * (sum(f.n for f in few) - len(counts))
    name = "+".join(f.set for f in sorted(few, key=lambda f: ("conll14", "jfleg", "gmeg-wiki").index(f.set)))
    return [figure(few[0].task, name, "recall_modal_base", counts, ratio)]
