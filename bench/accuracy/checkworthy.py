"""Statements that are worth checking: posts on science, claims in health videos, and news that links to its papers."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bench.accuracy.figures import Figure, confusion, f_one, figure, macro_f1, of_class, ratio
from bench.accuracy.lint import Checker, Said, Setup
from bench.accuracy.sets import DataSet, Row
from healthlint.citations.markers import is_cited
from healthlint.citations.needs import needs, needs_source
from healthlint.claims.check_first import is_hedged, to_check_first
from healthlint.claims.checkworthy import checkworthy
from healthlint.claims.extract import located
from healthlint.language.analysis import Analysis

_WORTH = ("no", "yes")
_WORDED = ("fact", "hedged")
_TYPES = {"hedged claim": "hedged", "statement of fact": "fact"}
# A stand-in for the address of the paper, which the set does not have.
_PAPER = "https://pubmed.ncbi.nlm.nih.gov/31234567/"
_CITATIONS = Setup(("citations",), info=True)
# Where the sentences come from: a desk that links what it reports.
_NEWS = Setup(("citations",), {"publisher": "news"}, info=True)
_RULES = ("-without-source", "/vague-authority")


def is_claim(analysis: Analysis) -> bool:
    """Tell whether a text states something about science that could be tested."""
    return bool(analysis.once(checkworthy))


def is_first(analysis: Analysis) -> bool:
    """Tell whether a text has a statement to check first, or one that needs a source."""
    return bool(to_check_first(analysis, [(need.block, need.sentence) for need in analysis.once(needs)]))


def has_hedge(analysis: Analysis) -> bool:
    """Tell whether a text has a hedged sentence."""
    return any(is_hedged(sentence.span.of(analysis.folded(sentence.block))) for sentence in analysis.all_sentences())


def is_left_open(analysis: Analysis) -> bool:
    """Tell whether a sentence needs a source and has none in reach."""
    wanting = needs_source(analysis, analysis.once(located))
    return not all(
        is_cited(analysis, sentence.block, sentence.span, mode="paragraph", full=True) for sentence in wanting
    )


def score_posts(data: DataSet, checker: Checker) -> list[Figure]:
    """Return F1, precision and recall of posts with a claim; those that people could not judge are left out."""
    rows = [row for row in data.rows if row["label"] is not None]
    both = _judged(checker, is_claim, rows, _WORTH, lambda row: _WORTH[row["label"]])
    return _of_class(data, both, "yes")


def score_videos(data: DataSet, checker: Checker) -> list[Figure]:
    """Return macro-F1 of worth checking (surely or maybe) against not, and of a hedged claim against a fact."""
    both = _judged(checker, is_first, data.rows, _WORTH, lambda row: _WORTH[row["label"] != "not worth checking"])
    figures = [_macro(data, both, _WORTH, "macro_f1")]
    figures += _of_class(data, both, "yes")[:1]
    typed = [row for row in data.rows if row["type_of_claim"] in _TYPES]
    worded = _judged(checker, has_hedge, typed, _WORDED, lambda row: _TYPES[row["type_of_claim"]])
    return [*figures, _macro(data, worded, _WORDED, "macro_f1_hedged")]


def score_news(data: DataSet, checker: Checker) -> list[Figure]:
    """Score sentences of news that link to a paper, without their links and with them.

    `open_without_link`: a claim is told to need a source and to have none, `silent_with_link`: it is not with the
    link there. Of the findings of the citation rules: `recall` of claims without their link, `good_flagged` with it,
    by what runs by default where nobody said who publishes; `_news` is where the publisher is news, as it is here.
    """
    rows = [row for row in data.rows if row["label"]]
    bare, linked = [row["text"] for row in rows], [with_links(row) for row in rows]
    found = {
        "open_without_link": checker.judged(is_left_open, bare, "markdown"),
        "silent_with_link": [not left for left in checker.judged(is_left_open, linked, "markdown")],
        "recall": [_fires(said) for said in checker.said(bare, "markdown", setup=_CITATIONS)],
        "good_flagged": [_fires(said) for said in checker.said(linked, "markdown", setup=_CITATIONS)],
        "recall_news": [_fires(said) for said in checker.said(bare, "markdown", setup=_NEWS)],
        "good_flagged_news": [_fires(said) for said in checker.said(linked, "markdown", setup=_NEWS)],
    }
    return [
        figure(data.task, data.name, metric, [(int(one), 1) for one in hits], ratio) for metric, hits in found.items()
    ]


def with_links(row: Row) -> str:
    """Return the text with the words that carried a link written as Markdown links.

    >>> with_links({"text": "A study says so.", "link_spans": [[2, 7]]}).replace(_PAPER, "…")
    'A [study](…) says so.'
    """
    text = str(row["text"])
    for start, end in sorted(row["link_spans"], reverse=True):
        text = f"{text[:start]}[{text[start:end]}]({_PAPER}){text[end:]}"
    return text


def _fires(said: Said) -> bool:
    return any(hit.rule.endswith(_RULES) for hit in said.hits)


def _judged(
    checker: Checker,
    judge: Callable[[Analysis], bool],
    rows: Sequence[Row],
    classes: Sequence[str],
    label: Callable[[Row], str],
) -> list[tuple[str, str]]:
    found = checker.judged(judge, [row["text"] for row in rows])
    return [(label(row), classes[said]) for row, said in zip(rows, found, strict=True)]


def _of_class(data: DataSet, both: Sequence[tuple[str, str]], name: str) -> list[Figure]:
    rows = of_class(name, both)
    return [
        figure(data.task, data.name, "f1", rows, f_one, n=sum(row[2] for row in rows)),
        figure(data.task, data.name, "precision", [row[:2] for row in rows], ratio),
        figure(data.task, data.name, "recall", [(row[0], row[2]) for row in rows], ratio),
    ]


def _macro(data: DataSet, both: Sequence[tuple[str, str]], classes: Sequence[str], metric: str) -> Figure:
    return figure(data.task, data.name, metric, [confusion(*pair, classes) for pair in both], macro_f1, n=len(both))
