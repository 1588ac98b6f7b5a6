"""Identifiers of studies, papers, books and people in prose: found, checked, normalised.

Only what stands in the text is judged: a well-formed identifier may still not exist.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from healthlint.language.search import Gates
from healthlint.language.terms import fold
from healthlint.model.span import Span


@dataclass(frozen=True, slots=True)
class Identifier:
    """One identifier in a text. `span` is its range there, without its label; `reason` says what is wrong.

    `kind`: doi, pmid, pmcid, nct, isrctn, eudract, ctis, actrn, drks, registry (another register of trials), arxiv,
    isbn, issn, orcid, cochrane, prospero, nice (a guideline's code), who (a document's).
    `normalised` is the form to compare: without label and resolver, in the kind's usual case.
    """

    kind: str
    value: str
    normalised: str
    span: Span
    valid: bool = True
    reason: str = ""


# Crossref (2015): this pattern fits 99.3 % of DOIs; early Wiley ones hold any character after 10.1002/.
_DOI = re.compile(
    r"(?:(?P<label>\bdoi\s*:?\s*|https?://(?:dx\.)?doi\.org/)\s*)?(?P<value>\b10\.(?P<owner>\d+(?:\.\d+)*)/"
    r"(?P<suffix>[-._;()/:\[\]<>A-Za-z0-9%+&=#@]*))",
    re.IGNORECASE,
)
_DOI_LABELLED = re.compile(
    r"(?:\bdoi\s*:\s*(?:https?://(?:dx\.)?doi\.org/)?|https?://(?:dx\.)?doi\.org/)(?P<value>[^\s<>\"“”]+)",
    re.IGNORECASE,
)
_PMID = re.compile(
    r"(?:\bPMID\s*[:#]?\s*\[?|\bpubmed(?:\.gov|\.ncbi\.nlm\.nih\.gov)/|ncbi\.nlm\.nih\.gov/pubmed/)(?P<value>\d+)\b",
    re.IGNORECASE,
)
_PMCID = re.compile(r"\b(?P<value>PMC\s?(?P<digits>\d{3,12}))\b", re.IGNORECASE)
_NCT = re.compile(r"\b(?P<value>NCT[\s#:-]{0,2}(?P<digits>\d{4,12}))\b", re.IGNORECASE)
_ISRCTN = re.compile(r"\b(?P<value>ISRCTN[\s#:-]{0,2}(?P<digits>\d{4,12}))\b", re.IGNORECASE)
_EUDRACT = re.compile(r"(?<![\w./-])(?P<value>(?P<year>\d{4})-\d{6}-\d{2})(?![\w/-])")
# The EU's register since 2022 (Regulation 536/2014): year, 5 and five digits, two and two.
_CTIS = re.compile(r"(?<![\w./-])(?P<value>20[2-9]\d-5\d{5}-\d{2}(?:-\d{2})?)(?![\w/-])")
_ACTRN = re.compile(r"\b(?P<value>ACTRN\s?(?P<digits>\d{6,18}))\b", re.IGNORECASE)
_DRKS = re.compile(r"\b(?P<value>DRKS\s?(?P<digits>\d{4,12}))\b", re.IGNORECASE)
_REGISTRY = re.compile(
    r"\b(?P<value>ChiCTR[-\w]{0,8}?\d{6,12}|CTRI/\d{4}/\d{2,3}/\d{6}|UMIN\d{9}|jRCT[a-z]?\d{9,10}|PACTR\d{15,16}|"
    r"TCTR\d{11}|KCT\d{7}|IRCT\d{11,20}N\d{1,3}|RBR-[a-z0-9]{6,8}|NTR\d{3,4})\b"
)
# Codes of NICE's guidance. "NG" is also a nasogastric tube and "TA" an artery: NICE must be named close by.
_NICE = re.compile(r"\b(?P<value>(?:NG|CG|TA|QS|PH|DG|HST|IPG|MTG)\s?\d{1,4})\b")
_NICE_ADDRESS = re.compile(r"\bnice\.org\.uk/guidance/(?P<value>[a-z]{2,3}\d{1,4})\b", re.IGNORECASE)
_NICE_NAMED = re.compile(r"\bNICE\b|nice\.org\.uk|Institute for Health and (?:Care|Clinical) Excellence")
_NICE_NEAR = 120  # characters
_WHO = re.compile(r"\b(?P<value>WHO/[A-Z][A-Z0-9-]*(?:/[A-Z0-9-]+){0,3}/\d{2,4}\.\d{1,3})\b")
_ARXIV = re.compile(
    r"\barxiv(?:\.org/(?:abs|pdf)/|\s*:\s*)(?P<value>(?:\d{2}(?P<month>\d{2})\.\d{4,5}(?:v\d+)?|[a-z-]+(?:\.[A-Z]{2})?/\d{7}))",
    re.IGNORECASE,
)
_ISBN = re.compile(
    r"\bISBN(?:-1[03])?\s*:?\s*(?P<value>[\dXx](?:[\dXx]|[ –‐-](?=[\dXx])){4,21})(?![\w])", re.IGNORECASE
)
_ISSN = re.compile(r"\be?ISSN(?:-L)?\s*:?\s*(?P<value>\d{3,5}[-–]?\d{2,4}[\dXx])\b", re.IGNORECASE)
_ORCID = re.compile(r"(?:orcid\.org/|\bORCID(?: iD)?\s*:?\s*)(?P<value>\d{4}-\d{4}-\d{4}-\d{3}[\dXx])\b", re.IGNORECASE)
_COCHRANE = re.compile(r"\b(?P<value>CD\d{6})(?:\.pub\d+)?\b")
_PROSPERO = re.compile(r"\b(?P<value>CRD\s?42\d{6,12})\b", re.IGNORECASE)

_CLOSERS = {")": "(", "]": "[", ">": "<"}
_OPEN_END = ".,;:'\"“”‘’"


# What publishers add to a DOI in the addresses of their pages.
_PAGE_OF_DOI = re.compile(r"(?:\.pdf|\.full(?:\.pdf|-text)?|/(?:full(?:/html|text)?|abstract|e?pdf|html|meta))$")


def find(text: str) -> tuple[Identifier, ...]:
    """Return the identifiers in a text, in order; those that are labelled as one and are malformed too."""
    found = [i for number in sorted(_GATES.open(fold(text))) for i in _FINDERS[number][1](text)]
    found.sort(key=lambda i: (i.span.start, -i.span.end))
    out: list[Identifier] = []
    for item in found:
        # A Cochrane or trial number inside a DOI is the DOI.
        if not any(kept.span.overlaps(item.span) for kept in out):
            out.append(item)
    return tuple(out)


def _dois(text: str) -> Iterator[Identifier]:
    seen: list[Span] = []
    for m in _DOI.finditer(text):
        value = trim_doi(m["value"])
        if text[max(0, m.start("value") - 1) : m.start("value")] == "/" and not m["label"]:
            value = _PAGE_OF_DOI.sub("", value.rstrip("/"))  # a part of the address of a publisher's page
        start = m.start("value")
        span = Span(start, start + len(value))
        seen.append(span)
        reason = ""
        if not 4 <= len(m["owner"].split(".")[0]) <= 9:
            if not m["label"]:  # "10.5/20" is a score
                continue
            reason = "the number after “10.” has 4 to 9 digits"
        elif value.endswith("/"):
            reason = "nothing follows the slash"
        elif not (m["label"] or re.search(r"[A-Za-z0-9]", value.partition("/")[2])):
            continue
        yield Identifier("doi", value, normalised_doi(value), span, not reason, reason)
    for m in _DOI_LABELLED.finditer(text):
        value = trim_doi(m["value"])
        span = Span(m.start("value"), m.start("value") + len(value))
        address = value.lower().startswith("http")  # "doi: http://…": an address of another sort, or a part of one
        if value and not address and not any(span.overlaps(s) for s in seen):
            reason = "a DOI is “10.”, a number, a slash and a suffix"
            yield Identifier("doi", value, value.lower(), span, False, reason)


def trim_doi(value: str) -> str:
    """Return a DOI without the punctuation of the sentence around it; balanced brackets belong to it.

    `10.1016/S0140-6736(20)32661-1).` loses its last two characters only.
    """
    while value:
        last = value[-1]
        opener = _CLOSERS.get(last)
        if last in _OPEN_END or (opener and value.count(last) > value.count(opener)):
            value = value[:-1]
        else:
            break
    return value


def normalised_doi(value: str) -> str:
    """Return a DOI in lower case with percent escapes undone, for comparing."""
    return unquote(value).lower()


_DOI_LABEL = re.compile(r"^(?:doi\s*:?\s*)?(?:https?://(?:dx\.)?doi\.org/)?", re.IGNORECASE)
_PREPRINT_VERSION = re.compile(r"v\d{1,2}$")


def bare_doi(value: str) -> str:
    """Return a DOI as `normalised_doi` does, without a label or resolver before it."""
    return normalised_doi(_DOI_LABEL.sub("", value.strip()).strip())


def keys_in_address(target: str) -> tuple[str, ...]:
    """Return the works that an address may lead to, as "doi:…" and "pmid:…", the likeliest first.

    Publishers put the DOI into the addresses of their pages, with additions of their own: `…/doi/10.1002/abc/full`.
    """
    out: list[str] = []
    for found in find(unquote(target)):
        if found.kind == "pmid" and found.valid:
            out.append(f"pmid:{found.normalised}")
        elif found.kind == "doi" and found.valid:
            doi = re.split(r"[?&#]", found.normalised, maxsplit=1)[0].rstrip("/")
            bare = _PAGE_OF_DOI.sub("", doi)
            out.extend(f"doi:{form}" for form in dict.fromkeys((doi, bare, _PREPRINT_VERSION.sub("", bare))))
    return tuple(dict.fromkeys(out))


def _pmids(text: str) -> Iterator[Identifier]:
    for m in _PMID.finditer(text):
        value = m["value"]
        reason = "a PMID has 1 to 8 digits" if len(value) > 8 else ""
        if value.startswith("0"):
            reason = "a PMID does not begin with 0"
        yield Identifier("pmid", value, value, Span(*m.span("value")), not reason, reason)


def _counted(
    kind: str, pattern: re.Pattern[str], prefix: str, low: int, high: int
) -> Callable[[str], Iterator[Identifier]]:
    """Return a finder for a prefix and a fixed count of digits."""
    wanted = f"{low} digits" if low == high else f"{low} to {high} digits"

    def finder(text: str) -> Iterator[Identifier]:
        for m in pattern.finditer(text):
            digits = m["digits"]
            reason = "" if low <= len(digits) <= high else f"{prefix} is followed by {wanted}, here by {len(digits)}"
            yield Identifier(kind, m["value"], f"{prefix}{digits}", Span(*m.span("value")), not reason, reason)

    return finder


def _eudract(text: str) -> Iterator[Identifier]:
    for m in _EUDRACT.finditer(text):
        # The register opened in 2004; numbers outside that window are catalogue numbers of something else.
        if 2003 <= int(m["year"]) <= 2030:
            yield Identifier("eudract", m["value"], m["value"], Span(*m.span("value")))


def _arxiv(text: str) -> Iterator[Identifier]:
    for m in _ARXIV.finditer(text):
        month = m["month"]
        reason = "the third and fourth digits are a month" if month and not 1 <= int(month) <= 12 else ""
        yield Identifier("arxiv", m["value"], m["value"].lower(), Span(*m.span("value")), not reason, reason)


def _isbns(text: str) -> Iterator[Identifier]:
    for m in _ISBN.finditer(text):
        value = _isbn_part(m["value"])
        digits = _digits(value)
        span = Span(m.start("value"), m.start("value") + len(value))
        yield Identifier("isbn", value, digits, span, *_verdict(digits, isbn_error))


def _isbn_part(value: str) -> str:
    """Return the ISBN of a run of digits and spaces that may go on with a year or a page ("… 157 2020")."""
    if len(_digits(value)) in (10, 13):
        return value
    cuts = [value[: m.start()] for m in re.finditer(" ", value)]
    return next((cut for cut in reversed(cuts) if len(_digits(cut)) in (10, 13)), value)


def _digits(value: str) -> str:
    return re.sub(r"[^\dXx]", "", value).upper()


def _issns(text: str) -> Iterator[Identifier]:
    for m in _ISSN.finditer(text):
        digits = _digits(m["value"])
        normal = f"{digits[:4]}-{digits[4:]}"
        yield Identifier("issn", m["value"], normal, Span(*m.span("value")), *_verdict(digits, issn_error))


def _orcids(text: str) -> Iterator[Identifier]:
    for m in _ORCID.finditer(text):
        digits = m["value"].replace("-", "").upper()
        yield Identifier(
            "orcid", m["value"], m["value"].upper(), Span(*m.span("value")), *_verdict(digits, orcid_error)
        )


def _plain(kind: str, pattern: re.Pattern[str]) -> Callable[[str], Iterator[Identifier]]:
    def finder(text: str) -> Iterator[Identifier]:
        for m in pattern.finditer(text):
            normal = re.sub(r"\s", "", m["value"]).upper()
            yield Identifier(kind, m["value"], normal, Span(*m.span("value")))

    return finder


def _nice(text: str) -> Iterator[Identifier]:
    for m in _NICE_ADDRESS.finditer(text):
        yield Identifier("nice", m["value"], m["value"].upper(), Span(*m.span("value")))
    for m in _NICE.finditer(text):
        if _NICE_NAMED.search(text[max(0, m.start() - _NICE_NEAR) : m.end() + _NICE_NEAR]):
            normal = m["value"].replace(" ", "")
            yield Identifier("nice", m["value"], normal, Span(*m.span("value")))


def _verdict(digits: str, error: Callable[[str], str]) -> tuple[bool, str]:
    reason = error(digits)
    return not reason, reason


def isbn_error(digits: str) -> str:
    """Return what is wrong with an ISBN given as digits (and X), or "". Source: ISO 2108."""
    if len(digits) == 10 and "X" not in digits[:9]:
        total = sum((10 - i) * (10 if d == "X" else int(d)) for i, d in enumerate(digits))
        return "" if total % 11 == 0 else "its check digit does not fit"
    if len(digits) == 13 and digits.isdigit():
        if not digits.startswith(("978", "979")):
            return "an ISBN of 13 digits begins with 978 or 979"
        total = sum((1, 3)[i % 2] * int(d) for i, d in enumerate(digits))
        return "" if total % 10 == 0 else "its check digit does not fit"
    return f"an ISBN has 10 or 13 digits, here {len(digits)}"


def issn_error(digits: str) -> str:
    """Return what is wrong with an ISSN given as digits (and X), or "". Source: ISO 3297."""
    if len(digits) != 8 or "X" in digits[:7]:
        return f"an ISSN has 8 digits, here {len(digits)}"
    check = (11 - sum((8 - i) * int(d) for i, d in enumerate(digits[:7])) % 11) % 11
    return "" if digits[7] == ("X" if check == 10 else str(check)) else "its check digit does not fit"


def orcid_error(digits: str) -> str:
    """Return what is wrong with an ORCID iD given as 16 digits (and X), or "". Source: ISO 7064, MOD 11-2."""
    total = 0
    for digit in digits[:15]:
        total = (total + int(digit)) * 2
    check = (12 - total % 11) % 11
    return "" if digits[15] == ("X" if check == 10 else str(check)) else "its check digit does not fit"


# Each finder with its patterns, of which one must match for it to find anything.
_FINDERS: tuple[tuple[tuple[re.Pattern[str], ...], Callable[[str], Iterator[Identifier]]], ...] = (
    ((_DOI, _DOI_LABELLED), _dois),
    ((_PMID,), _pmids),
    ((_PMCID,), _counted("pmcid", _PMCID, "PMC", 4, 9)),
    ((_NCT,), _counted("nct", _NCT, "NCT", 8, 8)),
    ((_ISRCTN,), _counted("isrctn", _ISRCTN, "ISRCTN", 8, 8)),
    ((_EUDRACT,), _eudract),
    ((_CTIS,), _plain("ctis", _CTIS)),
    ((_ACTRN,), _counted("actrn", _ACTRN, "ACTRN", 14, 14)),
    ((_DRKS,), _counted("drks", _DRKS, "DRKS", 8, 8)),
    ((_REGISTRY,), _plain("registry", _REGISTRY)),
    ((_NICE_NAMED,), _nice),
    ((_WHO,), _plain("who", _WHO)),
    ((_ARXIV,), _arxiv),
    ((_ISBN,), _isbns),
    ((_ISSN,), _issns),
    ((_ORCID,), _orcids),
    ((_COCHRANE,), _plain("cochrane", _COCHRANE)),
    ((_PROSPERO,), _plain("prospero", _PROSPERO)),
)
_GATES = Gates([patterns for patterns, _ in _FINDERS])
