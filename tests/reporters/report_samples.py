"""A report with everything in it, made by hand: what the reporters are shown and tested on."""

from __future__ import annotations

from healthlint.model.claim import Claim, Part
from healthlint.model.document import Skipped
from healthlint.model.finding import (
    Confidence,
    Edit,
    FileResult,
    Finding,
    Fix,
    Problem,
    Report,
    Safety,
    Severity,
    Suppressed,
)
from healthlint.model.source import LineIndex
from healthlint.model.span import Span

TITLE = "# Can turmeric tea eases sore knees?\n"
OPENING = "Turmeric tea cures arthritis, and experts agree that it is completely safe for everyone who drinks it."
MIDDLE = "In 2019 a study of 40 people found\nthat pain scores fell by 62%."
CLOSING = "Ask a pharmacist | before you start *any* <b>remedy</b>."
ARTICLE = f"{TITLE}\n{OPENING}\n\n{MIDDLE}\n\n{CLOSING}\n\nShare this page\n"


def span_of(text: str, words: str) -> Span:
    """Return the place of `words`, which must stand in `text` once."""
    assert text.count(words) == 1, words
    start = text.index(words)
    return Span(start, start + len(words))


def make_finding(
    text: str,
    words: str,
    rule: str,
    message: str,
    *,
    sentence: str = "",
    severity: Severity = Severity.WARNING,
    confidence: Confidence = Confidence.HIGH,
    advice: str = "",
    group: int = 0,
    scope: str = "span",
    replacement: str | None = None,
    related: tuple[tuple[Span, str], ...] = (),
) -> Finding:
    """Return a finding on the only place where `words` stand."""
    span = span_of(text, words)
    index = LineIndex.of(text)
    line, column = index.position(span.start)
    end_line, end_column = index.position(span.end)
    fix = Fix(Safety.SAFE, (Edit(span, replacement),)) if replacement is not None else None
    return Finding(
        rule=rule,
        severity=severity,
        confidence=confidence,
        message=message,
        advice=advice,
        span=span,
        line=line,
        column=column,
        end_line=end_line,
        end_column=end_column,
        text=words,
        sentence=span_of(text, sentence) if sentence else span,
        scope=scope,
        group=group,
        fix=fix,
        related=related,
        fingerprint=f"{rule}:{words}",
    )


def sample_findings() -> tuple[Finding, ...]:
    """Return findings of every shape on the sample article."""
    title = TITLE[2:].strip()
    return (
        make_finding(
            ARTICLE,
            title,
            "structure/reviewer-missing",
            "no medical reviewer is named",
            advice="Name who checked the article, and when.",
            scope="document",
            group=0,
        ),
        make_finding(
            ARTICLE,
            "eases",
            "grammar/modal-verb-form",
            "“eases” after “can”: use “ease”",
            sentence=title,
            severity=Severity.ERROR,
            advice="Use the bare form of the verb.",
            group=1,
            replacement="ease",
        ),
        make_finding(
            ARTICLE,
            "cures",
            "claims/cure",
            "“cures” promises more than a study can show",
            sentence=OPENING,
            severity=Severity.ERROR,
            advice="Say how often it helped, and whom.",
            group=2,
        ),
        make_finding(
            ARTICLE,
            "cures arthritis",
            "claims/no-source",
            "no source within reach of this claim",
            sentence=OPENING,
            severity=Severity.ERROR,
            group=2,
        ),
        make_finding(
            ARTICLE,
            "experts agree",
            "citations/vague-authority",
            "“experts agree” names nobody",
            sentence=OPENING,
            advice="Name the body and link what it said.",
            group=2,
        ),
        make_finding(
            ARTICLE,
            "completely safe",
            "claims/absolute-safety",
            "“completely safe” leaves no room for harm",
            sentence=OPENING,
            group=2,
        ),
        make_finding(
            ARTICLE,
            "everyone",
            "claims/universal",
            "“everyone” is rarely so",
            sentence=OPENING,
            severity=Severity.INFO,
            confidence=Confidence.LOW,
            group=2,
        ),
        make_finding(
            ARTICLE,
            "found\nthat pain",
            "style/long-distance",
            "the verb stands far from what it says",
            sentence=MIDDLE,
            group=3,
            related=((span_of(ARTICLE, "62%"), "the number"),),
        ),
    )


def sample_claim() -> Claim:
    """Return a claim of the sample article that has no source."""
    subject, verb, outcome = (Part(w, span_of(ARTICLE, w)) for w in ("Turmeric tea", "cures", "arthritis"))
    return Claim(
        claim_id="c-1",
        block=1,
        span=span_of(ARTICLE, OPENING),
        prose_span=Span(0, len(OPENING)),
        quote=OPENING,
        subject=subject,
        subject_class="supplement",
        verb=verb,
        outcome=outcome,
        outcome_class="condition",
        strength="direct",
        polarity="asserted",
        condition="arthritis",
        tier="a",
    )


def sample_result() -> FileResult:
    """Return the result of the sample article."""
    findings = sample_findings()
    return FileResult(
        path="articles/turmeric.md",
        format="markdown",
        text=ARTICLE,
        findings=findings[:-1],
        claims=(sample_claim(),),
        metrics={
            "words": 47,
            "sentences": 4,
            "paragraphs": 3,
            "syllables": 71,
            "flesch_kincaid_grade": 6.8,
            "left_out": {"code": 3},
            "grade_range": [6.8, 9.5],
            "readability": [
                {
                    "name": "flesch_kincaid_grade",
                    "title": "Flesch-Kincaid grade",
                    "score": 6.82,
                    "target": "grade 8 or lower",
                    "formula": "0.39 × words/sentences + 11.8 × syllables/words − 15.59",
                    "working": "0.39 × 47/4 + 11.8 × 71/47 − 15.59 = 6.82",
                    "reliable": True,
                    "note": "",
                    "verdict": "meets",
                },
                {
                    "name": "smog_grade",
                    "title": "SMOG grade",
                    "score": 9.52,
                    "target": None,
                    "formula": "1.043 × √(polysyllables × 30/sentences) + 3.1291",
                    "working": "1.043 × √(5 × 30/4) + 3.1291 = 9.52",
                    "reliable": False,
                    "note": "needs 30 sentences; has 4 (estimate)",
                    "verdict": "",
                },
            ],
        },
        context={"publisher": "charity", "jurisdiction": ["uk", "eu"], "audience": "public"},
        context_origin={"publisher": "front matter", "jurisdiction": "--context", "audience": "default"},
        skipped=(Skipped(span_of(ARTICLE, "Share this page"), "boilerplate: share links"),),
        suppressed=(Suppressed(findings[-1], "agreed with the editor"),),
        problems=(Problem("rule", "links/dead timed out", Span(0, 5), 1, 1),),
        notes=("looks like a commercial page: “book now”. Pass --context publisher=commercial if it is one",),
    )


def sample_report() -> Report:
    """Return a report with a checked, a failed, a skipped and a clean file."""
    return Report(
        files=(
            sample_result(),
            FileResult(
                path="articles/broken.md",
                status="failed",
                reason="not UTF-8",
                problems=(Problem("source", "byte 0xff at 12 is not UTF-8"),),
            ),
            FileResult(path="articles/clean.txt", format="text", text="Drink water.\n", metrics={"words": 2}),
            FileResult(path="articles/photo.md", status="skipped", reason="binary file"),
        ),
        tool={"name": "healthlint", "version": "0.0.test", "rules_digest": "abc", "model": "none"},
    )
