"""`metadata`: the article's own dates and other values of its front matter or page head.

find: missing      none of the `keys` has a value
      unreadable   a date that has no single reading ("03/04/2024", "soon")
      future       a date later than today, where today is given
      stale        a date more than `months` before today, or before the article's own newest date
      order        the first key's date is later than the second's (published after it was reviewed …)

healthlint has no clock: the same article must give the same findings tomorrow. "Today" is the rule's `today`
(an ISO date, for a release or a CI run to set) and otherwise the newest date that the article itself gives, so
without `today` an article that nobody touches never goes stale, and `future` finds nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Any, Literal

from pydantic import Field

from healthlint.citations.dates import metadata_dates, parse_date
from healthlint.kinds.base import FunctionCheck
from healthlint.kinds.base import Options as BaseOptions
from healthlint.kinds.structure import title_match
from healthlint.language.analysis import Analysis
from healthlint.model.document import Meta
from healthlint.model.finding import Match
from healthlint.model.rule import Rule


class Options(BaseOptions):
    """The fields of a `metadata` rule."""

    find: Literal["missing", "unreadable", "future", "stale", "order"]
    keys: list[str] = Field(min_length=1)
    months: int = Field(36, ge=1)
    today: date | None = None


def compile_rule(rule: Rule, options: Options) -> FunctionCheck:
    """Compile a rule."""
    return FunctionCheck(lambda analysis, unit: _run(options, analysis))


def _run(options: Options, analysis: Analysis) -> Iterator[Match]:
    present = {k: analysis.document.metadata[k] for k in options.keys if k in analysis.document.metadata}
    if options.find == "missing":
        if not any(str(m.value).strip() for m in present.values()):
            yield from title_match(analysis)
        return
    if options.find == "order":
        yield from _order(options, present)
        return
    today = options.today or max(metadata_dates(analysis).values(), default=None)
    for key, meta in present.items():
        found = parse_date(meta.value)
        values = {"key": key, "value": str(meta.value)}
        if _is_wrong(options, found, today):
            yield from _at(analysis, meta, values)


def _is_wrong(options: Options, found: date | None, today: date | None) -> bool:
    if options.find == "unreadable":
        return found is None
    if found is None or today is None:
        return False
    if options.find == "future":
        return found > today
    return months_between(found, today) > options.months


def months_between(first: date, second: date) -> int:
    """Return the whole months from the first date to the second; negative when the second is earlier."""
    months = (second.year - first.year) * 12 + second.month - first.month
    return months - 1 if second.day < first.day else months


def _order(options: Options, present: dict[str, Meta]) -> Iterator[Match]:
    dated = [(k, present[k], parse_date(present[k].value)) for k in options.keys if k in present]
    known = [(k, m, d) for k, m, d in dated if d is not None]
    for (first_key, _, first), (second_key, meta, second) in pairwise(known):
        if first > second and meta.source_span is not None:
            values = {"key": second_key, "other": first_key, "value": str(meta.value)}
            yield Match(None, meta.source_span, values)


def _at(analysis: Analysis, meta: Meta, values: dict[str, Any]) -> Iterator[Match]:
    """Yield the match at the value's own place, or at the title where it has none (a page's derived data)."""
    if meta.source_span is not None:
        yield Match(None, meta.source_span, values)
    else:
        yield from title_match(analysis, values)
