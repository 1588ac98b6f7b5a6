"""How old an article is by its own account. There is no clock here: the same article gives the same findings."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from healthlint.model.document import BlockKind

if TYPE_CHECKING:
    from healthlint.language.analysis import Analysis

# The keys that formats give to the many spellings of an article's dates.
DATE_KEYS = ("last_reviewed", "updated", "date")
_MONTH_NAMES = "jan feb mar apr may jun jul aug sep oct nov dec"
_MONTHS = {name: str(number) for number, name in enumerate(_MONTH_NAMES.split(), 1)}
_ISO = re.compile(r"\b((?:19|20)\d{2})-(\d{1,2})-(\d{1,2})(?!\d)")
_DAY_MONTH = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)?\s+([A-Za-z]{3,9})\.?,?\s+((?:19|20)\d{2})\b")
_MONTH_DAY = re.compile(r"\b([A-Za-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+((?:19|20)\d{2})\b")
_MONTH_YEAR = re.compile(r"\b([A-Za-z]{3,9})\.?\s+((?:19|20)\d{2})\b")
_YEAR = re.compile(r"^\D*((?:19|20)\d{2})\D*$")
_ANY_YEAR = re.compile(r"(?:19|20)\d{2}")
# What the page says about itself in words.
_STATED = re.compile(
    r"(?:©|\(c\)|\bcopyright\b|\b(?:last )?(?:medically )?(?:reviewed|updated|published|checked|modified)\b)"
    r"[^\n.]{0,60}?\b((?:19|20)\d{2})\b",
    re.IGNORECASE,
)


def parse_date(value: Any) -> date | None:
    """Return the date that a value gives: ISO, "3 March 2024", "March 3, 2024", "March 2024", "2024", else None.

    A month or year alone gives its first day. `03/04/2024` has two readings and gives None.
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = str(value).strip()
    for pattern, order in ((_ISO, "ymd"), (_DAY_MONTH, "dmy"), (_MONTH_DAY, "mdy"), (_MONTH_YEAR, "my"), (_YEAR, "y")):
        m = pattern.search(text)
        found = _date(dict(zip(order, m.groups(), strict=True))) if m else None
        if found:
            return found
    return None


def _date(parts: dict[str, str]) -> date | None:
    month = parts.get("m", "1")
    if not month.isdigit():
        month = _MONTHS.get(month[:3].lower(), "0")
    try:
        return date(int(parts["y"]), int(month), int(parts.get("d", "1")))
    except ValueError:
        return None


def metadata_dates(analysis: Analysis) -> dict[str, date]:
    """Return the dates of the article's metadata by key, those that can be read."""
    found = {k: parse_date(analysis.document.metadata[k].value) for k in DATE_KEYS if k in analysis.document.metadata}
    return {k: d for k, d in found.items() if d is not None}


def article_year(analysis: Analysis) -> int:
    """Return the newest year that the article gives for itself (metadata, "last reviewed …", "© …"), or 0."""
    years = [d.year for d in metadata_dates(analysis).values()]
    text = analysis.document.source.text
    if _ANY_YEAR.search(text):
        # "Updated 2024" in an entry of the list is the source's date.
        entries = [b.source_span for b in analysis.document.blocks if b.kind is BlockKind.REFERENCE]
        stated = (m for m in _STATED.finditer(text) if not any(e.start <= m.start() < e.end for e in entries))
        years += [int(m[1]) for m in stated]
    return max(years, default=0)
