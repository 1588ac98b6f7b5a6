"""The abbreviations of an article: where each is used in running prose, and where it is explained."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from healthlint.language.analysis import Analysis
from healthlint.language.dictionary import dictionary
from healthlint.model.document import BlockKind
from healthlint.model.span import Span
from healthlint.readability.words import word_acronyms

_NOT_PROSE = frozenset({BlockKind.HEADING, BlockKind.TITLE, BlockKind.ALT})
# "CBT-I" and "IL-6" are one abbreviation each.
_SHORT = r"(?:[A-Z][A-Za-z0-9&]{0,6}[A-Z0-9]|[A-Z][a-z]?[A-Z][A-Za-z0-9]{0,5})(?:-(?:[A-Z]{1,4}|\d{1,2}))?"
_MAY_ABBREVIATE = re.compile(_SHORT)
# Where one may begin: found far sooner than with what must not stand before it.
_MAY_BEGIN = re.compile(r"[A-Z](?=[A-Za-z0-9&]{0,6}[A-Z0-9])")
_CANDIDATE = re.compile(rf"(?<![\w@#./’'-])(?:{_SHORT})(?=s?(?![\w@]))")
_IN_BRACKETS = re.compile(
    rf"[(\[]\s*(?:(?:or|also(?: called| known as)?|called|known as|abbreviated(?: as| to)?|hereafter)\s+)?[\"“']?"
    rf"(?P<short>{_SHORT})s?[\"”']?(?=\s*(?:[)\];]|,(?!\s*\d{{4}})|\s+(?:or|and|for short)\b))"
)
_LONG_AFTER = re.compile(
    r"s?\s*(?:[:=–—]\s(?P<c>[^.;()]{4,120})|[(\[](?P<a>[^()\[\]]{4,120})[)\]]|,? "
    r"(?:stands? for|short for|or|means?|which means) (?P<b>[^.;()]{4,120}))"
)
_NAMED_BEFORE = re.compile(
    r"(?:,? or|,? also (?:called|known as)|,? called|,? known as|,? abbreviated(?: as| to)?|[-–—])\s+"
    r"(?:an? |the )?[\"“']?$"
)
_NAMED_WITHIN = 80  # characters before an abbreviation, over twice what `_NAMED_BEFORE` can take
_ROMAN = re.compile(r"(?=[IVX])(?:X{0,3})(?:IX|IV|V?I{0,3})\Z")
_GENE_AFTER = re.compile(r"s?\s+(?:genes?|mutations?|variants?|proteins?|alleles?|antigens?|inhibitors?)\b")
# The opening of a news release: "Newswire — HOUSTON (Nov. 8, 2018)", "LANSING, Mich.", "SAN DIEGO --", "Dover, DE --".
_DATELINE_BEFORE = re.compile(r"^\W{0,3}(?:[A-Z][\w’']+\s?[—–-]+\s?|[A-Z]{2,}\s|[A-Z][a-z]+,\s|[A-Z ]{4,}, )?$")
_DATELINE_AFTER = re.compile(
    r"^\W{0,3}(?:[A-Z][a-z]+\.?,?\s){0,2}\W{0,3}(?:[—–-]{1,2}\s|―|\((?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)|"
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\w*\.?\s\d)|^,\s[A-Z][a-z]{1,5}\.(?:\s|$)"
)
_RELEASE_FORMS = frozenset({"XL", "SR", "XR", "ER", "CR", "MR", "LA", "DR", "IR", "PR", "EC", "HCT", "CD", "SL"})
_DRUG_BEFORE = re.compile(r"[A-Za-z]{4,}\s$")  # "Lazadine XL"
_PHONE_BEFORE = re.compile(r"\d{3}[-.\s](?:[A-Z]+-)*$")  # "800-QUIT-NOW"
# Not short for words: a grant's or catalogue's number, a trademark, what a share is traded as, letters after a name.
_NUMBERED = re.compile(r"[A-Z]{1,4}\d{4,}")
_TRADED_BEFORE = re.compile(r"\((?:[A-Z]{3,8}\s){0,2}[A-Z]{3,8}\s?:\s?$")
_TRADED_AFTER = re.compile(r"\s?:\s?[A-Z.]{1,6}\)")
# Part of the name of a body, a journal or a trial, or introduced as a name: nobody writes those in full.
_NAMED_AFTER = re.compile(
    r"\s(?:clinical\s|(?:[A-Z][a-z]+\s){1,2}(?=Medical|Universit|Hospital|Health|Cancer))?(?:trials?|study|Universit\w+|Hospitals?|Society|Foundation|Trust|System|Davis|San|Medical|Health|Cent(?:er|re)"
    r"|Institute|Journal|College|Association|Research|Cancer)\b"
)
_CALLED_BEFORE = re.compile(r"\b(?:known as|called|named|dubbed) (?:the )?[\"“']?$")
# How common (Zipf) a word is that stands in capitals for stress, not short for anything: "it WORKS", "AMAZING". Short
# ones are often both ("AIDS", "CARE"), unless they are among the commonest ("ALSO").
_COMMON = 4.0
_COMMONEST = 6.0
_LONGEST_SHORT = 4
_STRESSED_OR = re.compile(r"[a-z]\s$")  # "washed OR dry-cleaned"
_CITY_BEFORE = re.compile(r"^\W{0,3}[A-Z]{3,} $")  # "SAN DIEGO, June 28"
_LABEL_AFTER = re.compile(r":\s+[A-Z]")  # "COI: Dr Lee has shares"
_NAME_BEFORE = re.compile(r"[A-Z][a-z]+, $")
# Of the United States, Australia and Canada.
_STATES = frozenset(
    {"AL", "AK", "AZ", "AR", "CA", "CO", "CT", "DE", "FL", "GA", "HI", "ID", "IL", "IN", "IA", "KS", "KY", "LA", "ME",
     "MD", "MA", "MI", "MN", "MS", "MO", "MT", "NE", "NV", "NH", "NJ", "NM", "NY", "NC", "ND", "OH", "OK", "OR", "PA",
     "RI", "SC", "SD", "TN", "TX", "UT", "VT", "VA", "WA", "WV", "WI", "WY", "NSW", "VIC", "QLD", "TAS", "ACT", "ON",
     "BC", "AB", "QC"}
)  # fmt: skip
_DEGREE_BEFORE = re.compile(r"\b(?:MD|PhD|MPH|MSc|MBBS|RN|BSc|M\.D\.|Ph\.D\.),\s(?:and\s)?$")
_STRAIN = re.compile(r"H\d+N\d+\Z|[A-Z]{1,2}\d{1,2}[A-Z]?\Z")  # "H5N1"; a postcode's first half
_SURNAME = re.compile(r"(?:Mc|Mac|O)[A-Z][a-z]")


@dataclass(frozen=True, slots=True)
class Use:
    """One place of an abbreviation; `span` is in the prose of `block`, without a plural s."""

    block: int
    span: Span


@dataclass(frozen=True, slots=True)
class Definition:
    """Where an abbreviation is explained, and with which words ("" when the words do not fit its letters)."""

    short: Use
    long: str


@dataclass(frozen=True, slots=True)
class Abbreviations:
    """`uses` has the places that are not definitions, `definitions` the others; both in the order of the text."""

    uses: dict[str, tuple[Use, ...]] = field(default_factory=dict)
    definitions: dict[str, tuple[Definition, ...]] = field(default_factory=dict)


def abbreviations(analysis: Analysis) -> Abbreviations:
    """Return the abbreviations of the running prose; headings neither use nor explain."""
    uses: dict[str, list[Use]] = {}
    definitions: dict[str, list[Definition]] = {}
    for block in analysis.blocks:
        if analysis.block(block).kind in _NOT_PROSE:
            continue
        prose = analysis.block(block).prose
        if not _MAY_ABBREVIATE.search(prose):
            continue
        places = {d.short.span: d for d in _definitions(analysis, block, prose)}
        for span in _candidates(analysis, block, prose):
            short = span.of(prose)
            if span in places:
                definitions.setdefault(short, []).append(places[span])
            elif not _LABEL_AFTER.match(prose, span.end):
                uses.setdefault(short, []).append(Use(block, span))
    return Abbreviations({k: tuple(v) for k, v in uses.items()}, {k: tuple(v) for k, v in definitions.items()})


def _candidates(analysis: Analysis, block: int, prose: str) -> Iterator[Span]:
    for sentence in analysis.sentences(block):
        text = sentence.span.of(prose)
        found = list(_shorts(text))
        for m in found if found and not _is_shouted(text) else ():
            if _is_abbreviation(m.group(), text[: m.start()], text[m.end() :]):
                yield Span(*m.span()).shift(sentence.span.start)


def _shorts(text: str) -> Iterator[re.Match[str]]:
    """Yield what `_CANDIDATE` finds in a text, in order."""
    done = 0
    for start in _MAY_BEGIN.finditer(text):
        m = _CANDIDATE.match(text, start.start()) if start.start() >= done else None
        if m is not None:
            yield m
            done = m.end()


def _is_shouted(sentence: str) -> bool:
    """Tell whether a sentence is set in capitals."""
    found = re.findall(r"[A-Za-z]{2,}", sentence)
    return len(found) > 2 and sum(w.isupper() for w in found) > len(found) / 2


def _is_abbreviation(short: str, before: str, after: str) -> bool:
    n_capitals = sum(c.isupper() for c in short)
    if n_capitals < 2 or n_capitals * 2 < sum(c.isalpha() for c in short):
        return False
    if _ROMAN.match(short) or _STRAIN.match(short) or _SURNAME.match(short) or _GENE_AFTER.match(after):
        return False
    if _NUMBERED.match(short) or after[:1] in ("®", "™") or _TRADED_BEFORE.search(before) or _TRADED_AFTER.match(after):
        return False
    if not before.strip() and not after.strip(" .:!?"):
        return False  # "OATS. They fill you up": a label that is a sentence of its own
    if _NAMED_AFTER.match(after) or _CALLED_BEFORE.search(before):
        return False
    if (short == "OR" and _STRESSED_OR.search(before) and after[1:2].islower()) or _CITY_BEFORE.match(before):
        return False
    if _DEGREE_BEFORE.search(before) or _is_stressed_word(short):
        return False
    # "Springfield, IL", and the initials of an author: "Pehr, PR. Berries and health"
    if _NAME_BEFORE.search(before) and (short in _STATES or (len(short) < 4 and after[:1] == ".")):
        return False
    if _PHONE_BEFORE.search(before) or (short in _RELEASE_FORMS and _DRUG_BEFORE.search(before)):
        return False
    if len(short) > 1 and short.isalpha() and _DATELINE_BEFORE.match(before) and _DATELINE_AFTER.match(after):
        return False
    # A neighbour in capitals: a shouted phrase ("DO NOT SHAKE"), not an abbreviation.
    near = re.search(r"([A-Z]{4,}) $", before) or re.match(r" ([A-Z]{4,})\b", after)
    # "Springfield, IL 62701": an address.
    return not near and not (len(short) == 2 and re.match(r"\s+\d{5}", after))


def spells_a_word(short: str, *, at_least: float = _COMMON) -> bool:
    """Tell whether the letters are those of an English word ("FAST", "WORKS") that is so common (Zipf)."""
    entry = dictionary().entry(short.lower()) if short.isalpha() and short.isupper() else None
    return entry is not None and entry.commonness >= at_least


def _is_stressed_word(short: str) -> bool:
    if len(short) < _LONGEST_SHORT or short.lower() in word_acronyms():
        return False
    return spells_a_word(short, at_least=_COMMON if len(short) > _LONGEST_SHORT else _COMMONEST)


def _definitions(analysis: Analysis, block: int, prose: str) -> Iterator[Definition]:
    bracketed: set[int] = set()
    for m in _IN_BRACKETS.finditer(prose) if "(" in prose or "[" in prose else ():
        span = Span(*m.span("short"))
        bracketed.add(span.start)
        yield Definition(Use(block, span), long_form(m.group("short"), prose[: m.start()]))
    for m in _shorts(prose):
        if m.start() in bracketed or _is_stressed_word(m.group()):
            continue
        long = _explained_after(m.group(), prose[m.end() :]) or _explained_before(m.group(), prose[: m.start()])
        if long:
            yield Definition(Use(block, Span(*m.span())), long)


def _explained_after(short: str, after: str) -> str:
    m = _LONG_AFTER.match(after)
    if m is None:
        return ""
    words = (m.group("a") or m.group("b") or m.group("c")).strip()
    # Read from its front: the explanation may go on after the long form.
    pieces = words.split()
    for end in range(1, min(len(pieces), len(short) * 2 + 2) + 1):
        start = " ".join(pieces[:end])
        if long_form(short, start + " ") == start:
            return start
    return ""


def _explained_before(short: str, before: str) -> str:
    m = _NAMED_BEFORE.search(before, max(0, len(before) - _NAMED_WITHIN))
    return long_form(short, before[: m.start()]) if m else ""


def long_form(short: str, before: str) -> str:
    """Return the words at the end of `before` that the letters of `short` stand for, or "".

    The letters are looked for from the right; the first must begin a word. At most
    min(n + 5, 2 n) words are read, n being the number of letters (Schwartz and Hearst 2003).
    """
    letters = [c.lower() for c in short if c.isalnum()]
    pieces = before.rstrip(" ,–—-\"“'").split()
    limit = min(len(letters) + 5, len(letters) * 2)
    text = " ".join(pieces[-limit:]).lower()
    position = len(text)
    for index in range(len(letters) - 1, -1, -1):
        position = _find_back(text, letters[index], position, word_start=index == 0)
        if position < 0:
            return ""
    whole = " ".join(pieces[-limit:])
    found = whole[position:]
    return "" if len(found) <= len(short) or short in found.split() else found


def _find_back(text: str, letter: str, end: int, *, word_start: bool) -> int:
    for i in range(end - 1, -1, -1):
        if text[i] == letter and (not word_start or i == 0 or not text[i - 1].isalnum()):
            return i
    return -1
