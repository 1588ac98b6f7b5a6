"""The readability of an article with its working shown: plain values for reports."""

from __future__ import annotations

from dataclasses import dataclass

from healthlint.language.analysis import Analysis
from healthlint.readability.counts import Counts, count_article, counted_sentences, n_words
from healthlint.readability.formulas import reading_age
from healthlint.readability.measures import MEASURES, Measure
from healthlint.readability.unavoidable import adjusted_scores, unavoidable_words

# Public pages: US grade 8 at most by SMOG (University of New Mexico Hospitals practice; NIH and MedlinePlus ask for 6
# to 8). Reading ease 60 is where Flesch's own scale begins to call a text plain English.
PUBLIC_GRADE = 8.0
PUBLIC_EASE = 60.0
LONG_SENTENCE = 25  # words; the limit of the GOV.UK family of style guides
FEWEST_WORDS = 100  # every formula was fitted to passages of 100 words or more


def metrics(analysis: Analysis) -> dict[str, object]:
    """Return the numbers of an article: counts, scores rounded to 2 places, and `readability`, the working.

    Scores are absent when the article has no sentence. `adjusted` has the scores without the topic's own words (see
    `unavoidable`). Each entry of `readability` has name, title, score, target
    (None for professionals), formula, working, reliable, note and verdict (meets, near, misses; "" without target and
    for an article that is too short to be judged). `too_short` says so in words, once; else it is "". `topic_words`
    are the words that `adjusted` leaves out.
    """
    counts = analysis.once(count_article)
    out: dict[str, object] = {
        "words": counts.words,
        "sentences": counts.sentences,
        "paragraphs": counts.paragraphs,
        "syllables": counts.syllables,
        "polysyllables": counts.polysyllables,
        "words_per_sentence": round(counts.words / counts.sentences, 2) if counts.sentences else 0.0,
        "long_sentences": n_long_sentences(analysis),
        "left_out": dict(counts.left_out),
        "too_short": _too_short(counts),
    }
    if not counts.sentences:
        return out | {"readability": []}
    scores = {name: measure.of(counts) for name, measure in MEASURES.items()}
    out |= {name: round(score, 2) for name, score in scores.items()}
    grades = [
        scores[name]
        for name in ("flesch_kincaid_grade", "smog_grade", "gunning_fog", "coleman_liau", "automated_readability_index")
    ]
    out["grade_range"] = [round(min(grades), 2), round(max(grades), 2)]
    out["reading_age"] = round(reading_age(scores["flesch_kincaid_grade"]), 1)
    public = analysis.context.audience != "professional"
    out["adjusted"] = {name: round(score, 2) for name, score in adjusted_scores(analysis).items()}
    out["topic_words"] = list(unavoidable_words(analysis)) if out["adjusted"] else []
    out["readability"] = [_row(analysis, m, scores[name], public=public) for name, m in MEASURES.items()]
    return out


def n_long_sentences(analysis: Analysis, limit: int = LONG_SENTENCE) -> int:
    """Return how many counted sentences have more words than `limit`."""
    return sum(n_words(analysis, s.block, s.span) > limit for s in analysis.once(counted_sentences))


@dataclass(frozen=True, slots=True)
class Reliability:
    """Whether a score may be relied on, and what to say if not."""

    reliable: bool
    note: str


def reliability(measure: Measure, counts: Counts) -> Reliability:
    """Tell whether an article is long enough for a formula."""
    if counts.sentences < measure.needs_sentences:
        return Reliability(False, f"estimate (n={counts.sentences}): made for {measure.needs_sentences} sentences")
    return Reliability(counts.words >= FEWEST_WORDS, "")  # said once for all formulas: `too_short`


def _too_short(counts: Counts) -> str:
    if counts.words >= FEWEST_WORDS:
        return ""
    if not counts.words:
        return "no running text to score"
    words = "1 word" if counts.words == 1 else f"{counts.words} words"
    return f"{words}: too short to score (the formulas are made for passages of {FEWEST_WORDS} words or more)"


def _row(analysis: Analysis, measure: Measure, score: float, *, public: bool) -> dict[str, object]:
    counts = analysis.once(count_article)
    trust = reliability(measure, counts)
    return {
        "name": measure.name,
        "title": measure.title,
        "score": round(score, 2),
        "target": _target(measure) if public else None,
        "formula": measure.formula,
        "working": f"{measure.working(counts)} = {score:.2f}",
        "reliable": trust.reliable,
        "note": trust.note,
        # A formula can "meet" any target on a few words: −0.6 for three of them says nothing of a reader.
        "verdict": _verdict(measure, score) if public and counts.words >= FEWEST_WORDS else "",
    }


def _target(measure: Measure) -> str:
    return f"grade {PUBLIC_GRADE:.0f} or lower" if measure.grade else f"{PUBLIC_EASE:.0f} or higher"


def _verdict(measure: Measure, score: float) -> str:
    """Return how a score stands to its target; within one grade (or 5 points of ease) it is near."""
    over = score - PUBLIC_GRADE if measure.grade else (PUBLIC_EASE - score) / 5
    return "meets" if over <= 0 else "near" if over <= 1 else "misses"
