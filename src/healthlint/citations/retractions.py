"""A list of retractions, corrections and concerns from a file, and which works that an article cites are on it.

The file has the format of the Retraction Watch data that Crossref publishes (crossref.org/documentation/
retrieve-metadata/retraction-watch): a CSV table with a heading, lists inside a cell divided by semicolons. Nothing is
downloaded. Only identifiers are compared: that a work is not on the list says nothing about it.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from healthlint.citations import identifiers
from healthlint.citations.markers import citations
from healthlint.citations.references import references
from healthlint.diagnostics import Diagnostic, did_you_mean
from healthlint.errors import ConfigError
from healthlint.model.document import Link
from healthlint.model.house import Notice
from healthlint.model.span import Span

if TYPE_CHECKING:
    from healthlint.language.analysis import Analysis

_DOI, _PMID, _NATURE, _DATE = "OriginalPaperDOI", "OriginalPaperPubMedID", "RetractionNature", "RetractionDate"
_NATURES = {
    "retraction": "retraction",
    "expression of concern": "concern",
    "correction": "correction",
    "reinstatement": "reinstatement",
}
_NO_VALUE = frozenset({"", "0", "unavailable", "none", "n/a"})
_US_DATE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})\b")  # "1/15/2024 0:00"
_ISO_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})\b")
_MOST_PROBLEMS = 5  # that are shown of a damaged file
# The sentence, or the entry, says itself that the work was withdrawn or is disputed.
_SAYS_SO = re.compile(
    r"\b(?:retract|(?:withdrawn|discredited|corrected|corrections?|erratum|expressions? of concern)\b)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class NoticeList:
    """The notices of a file by the key of the work ("doi:…", "pmid:…").

    `until` is the newest date in it, `n_rows` the number of notices, `n_unknown` that of rows whose nature this
    version does not know: they are left out.
    """

    notices: Mapping[str, tuple[Notice, ...]]
    until: str
    n_rows: int
    n_unknown: int

    def summary(self, name: str) -> str:
        """Return in words which list was used, for the report."""
        left_out = f", {self.n_unknown} of an unknown nature left out" if self.n_unknown else ""
        return f"{name}: {self.n_rows} notices up to {self.until or 'an unknown date'}{left_out}"


def read_notices(path: Path, shown: str) -> NoticeList:
    """Return the notices of a file. Raises ConfigError with the places of what is wrong with it."""
    try:
        # The published file holds a few bytes that are no UTF-8; identifiers and dates are ASCII.
        text = path.read_bytes().decode("utf-8-sig", "replace")
    except OSError as err:
        reason = "no such file" if isinstance(err, FileNotFoundError) else (err.strerror or "cannot be read").lower()
        raise _refusal([Diagnostic(shown, 0, 0, f"cannot read the list of retractions: {reason}")]) from err
    return parse_notices(text, shown)


def parse_notices(text: str, shown: str) -> NoticeList:
    """Return the notices of a table. Raises ConfigError with the places of what is wrong with it."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    problems: list[Diagnostic] = []
    found: dict[str, list[Notice]] = {}
    until, n_rows, n_unknown = "", 0, 0
    try:
        heading = [name.strip() for name in next(reader, [])]
        columns = _columns(heading, shown)
        for row in reader:
            if not row:
                continue
            if len(row) != len(heading):
                message = f"{len(row)} columns where the heading has {len(heading)}"
                problems.append(Diagnostic(shown, reader.line_num, 1, message, "the row is cut off or damaged"))
                if len(problems) >= _MOST_PROBLEMS:
                    break
                continue
            n_rows += 1
            nature = _NATURES.get(row[columns[_NATURE]].strip().lower(), "")
            if not nature:
                n_unknown += 1
                continue
            notice = _notice(nature, row[columns[_DATE]])
            until = max(until, notice.date)
            for key in _keys(row[columns[_DOI]], row[columns[_PMID]]):
                found.setdefault(key, []).append(notice)
    except csv.Error as err:
        problems.append(Diagnostic(shown, max(1, reader.line_num), 1, f"is no CSV table here: {err}"))
    if problems:
        raise _refusal(problems)
    notices = {k: tuple(sorted(on, key=lambda n: n.date) if len(on) > 1 else on) for k, on in found.items()}
    return NoticeList(notices, until, n_rows, n_unknown)


def _refusal(problems: list[Diagnostic]) -> ConfigError:
    return ConfigError(problems[0].message, tuple(problems))


def _columns(heading: list[str], shown: str) -> dict[str, int]:
    wanted = (_DOI, _PMID, _NATURE, _DATE)
    missing = [name for name in wanted if name not in heading]
    if missing:
        problems = [
            Diagnostic(shown, 1, 1, f"the list of retractions has no column `{name}`", _hint(name, heading))
            for name in missing
        ]
        raise _refusal(problems)
    return {name: heading.index(name) for name in wanted}


def _hint(name: str, heading: list[str]) -> str:
    near = did_you_mean(name, heading)
    return near or "it must be a CSV table with the columns of the Retraction Watch data"


@lru_cache(maxsize=50_000)  # the list has a few thousand days
def _notice(nature: str, day: str) -> Notice:
    return Notice(nature, iso_date(day))


def iso_date(value: str) -> str:
    """Return a date of the list ("1/15/2024 0:00", month first, or ISO) as an ISO date; "" where it is none."""
    us, iso = _US_DATE.match(value.strip()), _ISO_DATE.match(value.strip())
    try:
        if us:
            month, day, year = map(int, us.groups())
            return date(year, month, day).isoformat()
        return date(*map(int, iso.groups())).isoformat() if iso else ""
    except ValueError:
        return ""


def _keys(dois: str, pmids: str) -> Iterator[str]:
    for value in dois.split(";"):
        # Most stand there as they are; only the others need a closer look.
        plain = value.strip().lower()
        doi = plain if plain.startswith("10.") and "%" not in plain else identifiers.bare_doi(plain)
        if doi not in _NO_VALUE:
            yield f"doi:{doi}"
    for value in pmids.split(";"):
        pmid = value.strip().removesuffix(".0")
        if pmid.lower() not in _NO_VALUE and pmid.isdigit():
            yield f"pmid:{pmid}"


def status_of(notices: tuple[Notice, ...]) -> str:
    """Return what a work's notices, in order of their dates, make of it.

    "retracted", "concern", "corrected", "reinstated" (retracted, and then not), or "" without any.
    """
    retracted = [n for n in notices if n.nature in ("retraction", "reinstatement")]
    if retracted and retracted[-1].nature == "retraction":
        return "retracted"
    natures = {n.nature for n in notices}
    if "concern" in natures and not retracted:
        return "concern"
    if "correction" in natures:
        return "corrected"
    return "reinstated" if retracted else ""


@dataclass(frozen=True, slots=True)
class NoticedWork:
    """A work on the list, where an article cites it.

    `block` and `prose_span`, or `source_span` where the place is no prose (a link without text). `label` is the number
    of its entry. `status` and `date`: what the list says, and since when.
    """

    block: int | None
    prose_span: Span
    source_span: Span
    key: str
    label: str
    status: str
    date: str


def noticed_works(analysis: Analysis) -> tuple[NoticedWork, ...]:
    """Return the cited works that the house's list has notices on, in source order. For `analysis.once`.

    A place that says itself that the work was retracted, corrected or is disputed is not among them.
    """
    notices = analysis.house.notices
    if not notices:
        return ()
    found: dict[tuple[Span, str], NoticedWork] = {}
    for block, prose_span, source_span, label, keys in _cited(analysis):
        for key in keys:
            on = notices.get(key)
            if on is None:
                continue
            status = status_of(on)
            if not _says_so(analysis, block, prose_span, label):
                work = NoticedWork(block, prose_span, source_span, key, label, status, _since(on, status))
                found.setdefault((source_span, status), work)
            break  # a work's other identifiers say the same
    return tuple(sorted(found.values(), key=lambda w: (w.source_span.start, w.source_span.end)))


_NATURE_OF = {"retracted": "retraction", "concern": "concern", "corrected": "correction", "reinstated": "reinstatement"}


def _since(notices: tuple[Notice, ...], status: str) -> str:
    return next((n.date for n in reversed(notices) if n.nature == _NATURE_OF.get(status)), "")


_Place = tuple[int | None, Span, Span, str, tuple[str, ...]]


def _cited(analysis: Analysis) -> Iterator[_Place]:
    """Yield where works are cited, as (block, prose range, source range, label, keys): entries, links, identifiers."""
    in_entries: set[int] = set()
    for entry in analysis.once(references):
        keys = list(dict.fromkeys(k for i in entry.identifiers for k in _keys_of(i)))
        keys += [k for k in identifiers.keys_in_address(entry.url) if k not in keys]
        if entry.block is not None:
            in_entries.add(entry.block)
        yield entry.block, entry.prose_span, entry.source_span, entry.label, tuple(keys)
    links: dict[Span, Link] = {link.source_span: link for link in analysis.document.links}
    for link in links.values():
        block = analysis.block(link.block)
        if link.block not in in_entries and not block.boilerplate:
            yield link.block, link.prose_span, link.source_span, "", identifiers.keys_in_address(link.target)
    for citation in analysis.once(citations):
        if citation.shape in ("identifier", "url") and citation.block not in in_entries:
            named = citation.shape == "identifier"
            keys = (citation.target,) if named else identifiers.keys_in_address(citation.target)
            yield citation.block, citation.prose_span, citation.source_span, "", keys


def _keys_of(found: identifiers.Identifier) -> tuple[str, ...]:
    return (f"{found.kind}:{found.normalised}",) if found.valid and found.kind in ("doi", "pmid") else ()


def _says_so(analysis: Analysis, block: int | None, prose_span: Span, label: str) -> bool:
    if block is None:
        return False
    if label or not len(prose_span):
        return bool(_SAYS_SO.search(prose_span.of(analysis.block(block).prose))) or _cited_as_retracted(analysis, label)
    sentence = analysis.sentence_at(block, prose_span.start)
    return sentence is not None and bool(_SAYS_SO.search(analysis.text(sentence)))


def _cited_as_retracted(analysis: Analysis, label: str) -> bool:
    """Tell whether every sentence that cites an entry says that it was retracted."""
    places = [c for c in analysis.once(citations) if label and c.label == label]
    sentences = [analysis.sentence_at(c.block, max(0, c.prose_span.start - 1)) for c in places]
    return bool(places) and all(s is not None and _SAYS_SO.search(analysis.text(s)) for s in sentences)
