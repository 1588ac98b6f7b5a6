"""Claims, results and rows to test with; no parser is asked."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date

from healthlint.model.claim import Claim, Part
from healthlint.model.finding import Confidence, FileResult, Finding, Severity
from healthlint.model.source import LineIndex
from healthlint.model.span import Span
from healthlint.register.extract import rows_of
from healthlint.register.merge import merge
from healthlint.register.row import Row

TODAY = date(2026, 6, 1)


def claim(text: str, sentence: str, **fields: object) -> Claim:
    """A claim of a sentence that stands in the text."""
    start = text.index(sentence)
    span = Span(start, start + len(sentence))
    digest = hashlib.blake2b(sentence.lower().encode(), digest_size=6).hexdigest()
    plain = Claim(
        claim_id=digest,
        block=0,
        span=span,
        prose_span=span,
        quote=sentence,
        subject=Part(sentence.split()[0]),
        subject_class="supplement",
        verb=Part(sentence.split()[1]),
        outcome=Part(sentence.split()[-1].rstrip(".?")),
        outcome_class="condition",
        strength="direct",
        polarity="asserted",
    )
    return replace(plain, **fields)  # type: ignore[arg-type]


def finding(text: str, words: str, rule: str, severity: str = "error") -> Finding:
    """A finding on words of the text."""
    start = text.index(words)
    span = Span(start, start + len(words))
    line, column = LineIndex.of(text).position(start)
    return Finding(
        rule=rule,
        severity=Severity(severity),
        confidence=Confidence.HIGH,
        message=f"“{words}” is too much",
        advice="",
        span=span,
        line=line,
        column=column,
        end_line=line,
        end_column=column + len(words),
        text=words,
        sentence=span,
    )


def result(*sentences: str, path: str = "a.md", findings: tuple[tuple[str, str], ...] = ()) -> FileResult:
    """A checked article of sentences, a claim each; `findings` are (words, rule)."""
    text = "\n".join(sentences) + "\n"
    return FileResult(
        path,
        text=text,
        claims=tuple(claim(text, s) for s in sentences),
        findings=tuple(finding(text, words, rule) for words, rule in findings),
    )


def rows(*sentences: str, path: str = "a.md") -> tuple[Row, ...]:
    """The rows of such an article."""
    return rows_of(result(*sentences, path=path))


def register(*sentences: str, path: str = "a.md") -> tuple[Row, ...]:
    """The register of such an article, as it is written for the first time."""
    return merge((), rows(*sentences, path=path), checked={path}, today=TODAY)


def decided(row: Row, **fields: str) -> Row:
    """The row as a person leaves it: the seal is of what was there before."""
    return replace(row, **{"status": "approved", "reviewer": "Ann Lee", "decision_date": "2026-05-04", **fields})
