"""Press releases judged by experts: does the pack `news-release` find the same criteria failed, and the same phrases?

A release fails a criterion where a rule for that criterion has a finding. Words that are only suggested (info) do not
make a release sensational, but they count where the experts' quoted phrases are looked for; beside that stands how many
findings there are per 1,000 words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bench.accuracy.figures import Figure, confusion, f_one, figure, macro_f1, of_class, per_thousand, ratio
from bench.accuracy.lint import Checker, Hit, Said, Setup
from bench.accuracy.sets import DataSet, Row

PACK = "news-release"
_CONTEXT = {"type": "news-release"}
# The criteria by the names that the set gives them, and the rules that decide about each.
RULES: Mapping[str, tuple[str, ...]] = {
    "costs": ("no-costs",),
    "benefits": ("benefits-not-quantified",),
    "harms": ("no-harms",),
    "evidence_quality": ("evidence-unclear",),
    "disease_mongering": ("disease-mongering",),
    "funding_conflicts": ("no-funding-or-conflicts",),
    "alternatives": ("no-alternatives",),
    "availability": ("no-availability",),
    "novelty": ("novelty-unclear",),
    "sensational_language": ("hype", "headline-hides-early-stage"),
}
# The rules that mark the words for which the experts quote a release.
_HEADLINE = ("headline-hides-early-stage", "headline-without-trial", "headline-on-few-people")
_QUOTED = {
    "sensational_language": ("hype", "mild-hype", "far-future", "sales-pitch", *_HEADLINE),
    "evidence_quality": _HEADLINE,
}
_CLASSES = ("met", "failed")


def score(data: DataSet, checker: Checker) -> list[Figure]:
    """Score one set of judged releases."""
    texts = [row["title"] + "\n\n" + row["text"] for row in data.rows]
    said = checker.said(texts, setup=Setup((PACK,), _CONTEXT, info=True))
    figures: list[Figure] = []
    for criterion, names in RULES.items():
        judged = [
            (_CLASSES[row["unsatisfactory"][criterion]], _CLASSES[_has_failed(one, names)])
            for row, one in zip(data.rows, said, strict=True)
        ]
        n = len(judged)
        table = [confusion(gold, found, _CLASSES) for gold, found in judged]
        figures.append(figure(data.task, data.name, f"macro_f1_{criterion}", table, macro_f1, n=n))
        failed = of_class("failed", judged)
        wanted = sum(row[2] for row in failed)
        figures.append(figure(data.task, data.name, f"f1_failed_{criterion}", failed, f_one, n=wanted))
    for criterion, names in _QUOTED.items():
        quoted, per_word = _at_quotes(data.rows, said, names, criterion)
        figures.append(figure(data.task, data.name, f"quote_recall_{criterion}", quoted, ratio))
        figures.append(figure(data.task, data.name, f"per_1000_words_{criterion}", per_word, per_thousand))
    return figures


def _is_of(hit: Hit, names: Sequence[str]) -> bool:
    return hit.rule.startswith(f"{PACK}/") and hit.rule.partition("/")[2] in names


def _has_failed(said: Said, names: Sequence[str]) -> bool:
    return any(_is_of(hit, names) for hit in said.hits)


def _at_quotes(
    rows: Sequence[Row], said: Sequence[Said], names: Sequence[str], criterion: str
) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Return for each release (quotes found, quotes) and (findings, words)."""
    quoted: list[tuple[int, int]] = []
    per_word: list[tuple[int, int]] = []
    for row, one in zip(rows, said, strict=True):
        body = len(row["title"]) + 2
        spans = [
            (start, end) if part == "title" else (start + body, end + body)
            for part, start, end in row["quotes"].get(criterion, ())
        ]
        hits = [hit for hit in one.hits if _is_of(hit, names)]
        found = sum(any(hit.start < end and start < hit.end for hit in hits) for start, end in spans)
        quoted.append((found, len(spans)))
        per_word.append((len(hits), one.words))
    return quoted, per_word
