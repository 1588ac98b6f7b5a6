"""The marker shapes that stand in prose: numbers, superscripts, author and year, addresses, codes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from healthlint.citations import identifiers
from healthlint.language.search import Gates
from healthlint.language.terms import fold
from healthlint.model.span import Span


@dataclass(frozen=True, slots=True)
class Marker:
    """One marker in a block's prose; `span` is there. `labels` are what it points to, `target` an address."""

    shape: str
    span: Span
    labels: tuple[str, ...] = ()
    target: str = ""


_NUMBERS = r"\d{1,3}(?:\s*(?:[,;–-]|,?\s?(?:and|&)\s)\s*\d{1,3}){0,30}"
_PAGE = r"(?:[,:]?\s*p{1,2}\.?\s*\d+(?:[–-]\d+)?)?"
_BRACKET = re.compile(rf"\[(?:refs?\.?\s|references?\s)?({_NUMBERS}){_PAGE}\]", re.IGNORECASE)
_BRACKET_RANGE = re.compile(r"\[(\d{1,3})\]\s?[–-]\s?\[(\d{1,3})\]")  # [1]–[4]
# "(1,2)" is a citation only in an article with a numbered list (see `markers`), and only where a clause ends: "(1) nap
# after lunch, (2) …" counts. After a full stop it cites the sentence that it follows.
_PARENTHESIS = re.compile(
    rf"(?:(?<=[\w.,;:%”’\"'])\s|(?<=[^\W\d])|(?<=[.,;:%”’\"']))\(({_NUMBERS})\)"
    # "12(3), 45–50", "12 (3): 45": volume and issue
    rf"(?=[.,;:]|\s*$)(?![,:]\s?[A-Za-z]?\d)|(?<=[.!?])\s?\(({_NUMBERS})\)(?=\s+[A-Z“])"
)
# "flesh.1 Naps", "mood,2,3 and": raised numbers that lost their markup. They too need a list that has them.
_FLATTENED = re.compile(
    r"(?<=[a-z)”’\"%])(?:[.?!](?P<stop>\d{1,3}(?:[,–-]\d{1,3}){0,10})(?=\s+[A-Z“(]|\s*$)"
    r"|[,;:](?P<comma>\d{1,3}(?:[,–-]\d{1,3}){0,10})(?=\s))"
)
_SUPERSCRIPT = re.compile(r"[⁰¹²³⁴-⁹]{1,3}(?:[,‚⁻–ʼ˒-][⁰¹²³⁴-⁹]{1,3}){0,20}")
_CARET = re.compile(rf"\^({_NUMBERS})\^?(?![\w(])")  # "naps help.^1,2", "naps help^3^"
_SUPER_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
# Units that take an exponent, and the statistics and chemistry that look like a marker.
_UNIT_WORDS = "m cm mm km dm µm μm um nm ft in inch inches yd mi s sec min h hr l ml dl kg g mg hz"
_UNITS = frozenset(_UNIT_WORDS.split())
_LAST_WORD = re.compile(r"[^\W\d_]+$")

# A year, or what stands for it in an undated work.
_YEAR = r"(?:(?:19|20)\d{2}[a-z]?|n\.\s?d\.|no\sdate|in\spress)"
_PAGES = r"(?:(?:,?\s*(?i:p{1,2}\.?|ch(?:apter|\.)?|table|fig(?:ure|\.)?)\s*|:\s?)\d+(?:[–-]\d+)?)?"
_FOR_MORE = r"(?:,?\sfor (?:an? )?(?:recent )?(?:reviews?|overviews?|details|discussion|more))?"
_PARENTHETICAL = re.compile(rf"[(\[]([^()\[\]]{{3,300}}?{_YEAR}[^()\[\]]{{0,160}})[)\]]")
# "(Nap Society [NS], 2019)": APA gives a body's abbreviation where it is first named.
_ABBREVIATED = re.compile(r"(?<=\w)\s\[[A-Z][A-Za-z&/-]{1,12}\](?=[\s,;])")
_WITH_ADDRESS = (
    r"(?:\s?[—–:,-]\s?(?P<address>(?:https?://)?[\w-]+(?:\.[\w-]+)+/\S*))?"  # "(Marsh, 2019 — naps.example/a)"
)
_MORE_YEARS = r"(?:,\s*(?:19|20)\d{2}[a-z]?)*"
_ITEM = re.compile(rf"(?P<name>.{{2,120}}?)[,\s]\s*(?P<year>{_YEAR}){_MORE_YEARS}{_PAGES}{_FOR_MORE}{_WITH_ADDRESS}$")
# Semicolons divide sources, and commas after a year: "Lee 2019, Roy 2020".
_NEXT_SOURCE = re.compile(r";|(?:(?<=\d{4})|(?<=\d{4}[a-z])),\s(?=[A-ZÀ-Þ][^;,]*,?\s(?:19|20)\d{2})")
_PARTICLE = r"(?:(?:van|von|de|den|der|del|della|di|da|dos|du|la|le|ter|ten)\s){0,3}"
_SURNAME = rf"{_PARTICLE}[A-ZÀ-ÖØ-Þ][\w’'-]{{1,40}}"
# "Marsh and Lee (2019, p. 4)": the year is looked for first, and then the names before it.
_YEAR_AFTER_NAME = re.compile(rf"\s[(\[](?P<year>{_YEAR}){_MORE_YEARS}{_PAGES}[)\]]")
_NAME_BEFORE = re.compile(
    rf"\b(?P<name>{_SURNAME}(?:(?:,\s{_SURNAME}){{1,3}},?)?"
    rf"(?:\s(?:and|&)\s{_SURNAME}|,?\set\sal\.?|\sand\scolleagues)?)(?:’s|'s|’|')?$"
)
# "(Marsh 45)", "(Marsh and Lee)", as MLA has it; only a list that has the name tells it from other words in brackets.
_AUTHOR_AND_PAGE = re.compile(
    rf"\((?:see\s)?(?P<name>{_SURNAME})(?:\s(?:and|&)\s{_SURNAME}|,?\set\sal\.?)?(?:\s\d{{1,4}}(?:[–-]\d{{1,4}})?)?\)"
)
_LONGEST_NAMES = 160  # characters
# "BMJ 2019;364:l1234", "Lancet. 2019; 393(10171): 12–20": year, volume and page of a journal, in the text itself.
_YEAR_AND_VOLUME = re.compile(
    r"(?:19|20)\d{2}\s?;\s?\d{1,4}(?:\s?\([\w .-]{1,12}\))?:\s?[a-z]?\d+(?:[–-]\d+)?", re.IGNORECASE
)
# "(NEJM, Nov. 10, 2018)", "(Nap Journal, 3 May 2018)": a journal or paper by its day
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_PAPER = r"(?:Annals|Archives|Journal|Lancet|Medicine|Nature|News|Post|Review|Science|Times)"
_JOURNAL_AND_DAY = re.compile(
    rf"\((?:(?:[A-Z][\w’'&]* |of |the )*{_PAPER}(?: (?:of|the|in|for|and|[A-Z][\w’'&]*))*|[A-Z]{{3,6}}),? "
    rf"(?i:{_MONTH} \d{{1,2}},?|\d{{1,2}} {_MONTH}) (?:19|20)\d{{2}}\)"
)
_JOURNAL = re.compile(r"\b[A-Z][\w&’'-]*(?:[ .]{1,2}(?:[A-Z][\w&’'-]*|of|and|the|in|for)){0,7}[.,]?\s$")
_LONGEST_JOURNAL = 90  # characters
_LEAD_IN = re.compile(
    r"^(?:(?:for [^,;]{3,120},? )?see(?: also)?,?|e\.g\.,?|i\.e\.,?|cf\.?,?|for example,?|for (?:a )?review,? see|"
    r"(?:as )?reviewed (?:in|by)|(?:as )?cited (?:in|by)|sources?:|adapted from|data from|from|according to)\s+",
    re.IGNORECASE,
)
_PARTICLES = "and & et al al. of for the de van von der den del della di da dos du la le ter ten on in to"
_SMALL_WORDS = frozenset(_PARTICLES.split())
# Capitalised words before a year that name a time or an edition, not an author.
_TIME_WORDS = """
january february march april may june july august september october november december jan feb mar apr jun jul aug
sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday spring summer autumn fall winter early
late mid since until before after from around about circa updated reviewed revised published copyright version edition
in by born died founded established season easter christmas q1 q2 q3 q4 figure table phase
"""
_PLACE_WORDS = """
uk us usa england scotland wales ireland europe london america australia canada france germany japan china india
"""
# A law has a year in its name: "the Medicines Act (1968)".
_LAW_WORDS = "act acts regulation regulations directive order bill treaty convention declaration statute"
_TIMES = frozenset(_TIME_WORDS.split()) | frozenset(_LAW_WORDS.split())
_PLACES = frozenset(_PLACE_WORDS.split())  # "(UK, 2020)" is no author, "(Allergy UK, 2020)" is one
_URL = re.compile(
    r"\bhttps?://(?=[^\s/]*[.:]\w)[^\s<>\"“”\ufffc]+|\bwww\.[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:/[^\s<>\"“”\ufffc]*)?",
    re.IGNORECASE,
)
# A note written where it is cited, as Pandoc reads it; one without a year or an address is a remark.
_INLINE_NOTE = re.compile(r"\^\[(?=[^\[\]]{0,400}(?:\b(?:19|20)\d{2}\b|https?://|\bdoi\b))[^\[\]]{8,400}\]")
# "http://www. who. int/": a host without a dot, or one that ends with one, then a space and more of the address.
CUT_OFF = re.compile(r"\b(?:https?://[\w-]+|(?:https?://)?www)\. ?(?<= )[\w-]+(?:\. ?[\w-]+)+(?:/\S*)?", re.IGNORECASE)
_REFERENCE = re.compile(r"\b(?:refs?\.?|references?)\s+(\d{1,3}(?:\s?(?:,|and|–|-)\s?\d{1,3}){0,20})\b", re.IGNORECASE)
_PANDOC = re.compile(r"\[[^\[\]]{0,80}?-?@[\w][\w:.#$%&+?<>~/-]*[^\[\]]{0,120}\]")
_PANDOC_KEY = re.compile(r"(?<![\w@])-?@([A-Za-z_][\w:.#$%&+?<>~/-]*\w)")
# "As @marsh2019 shows"; a handle without a year is a person's.
_PANDOC_IN_PROSE = re.compile(r"(?<![\w@./\[-])@([A-Za-z][A-Za-z_:-]*(?:19|20)\d{2}[A-Za-z_-]*)\b(?![.@]\w)")
_TEX = re.compile(r"\\(?:cite|citep|citet|autocite|parencite|footcite)\*?(?:\[[^\]]*\]){0,2}\{([^{}]{1,200})\}")
# What a writing tool leaves where it took something from a source; which, it does not say.
_TOOL_MARK = re.compile(rf"\[cite(?:_start|:\s?{_NUMBERS})\]", re.IGNORECASE)
_TEMPLATE = re.compile(r"\{\{\s*(?:cite|citation|ref)\b[^{}]{0,200}\}\}", re.IGNORECASE)
# What names a work or the record of a study; a book's or journal's number, or a person's, is no citation.
_NO_EVIDENCE = frozenset({"isbn", "issn", "orcid"})


def markers(prose: str) -> Iterator[Marker]:
    """Yield the markers of one block's prose, grouped by shape."""
    for number in sorted(_GATES.open(fold(prose))):
        yield from _FINDERS[number][1](prose)


def numbers(text: str) -> tuple[str, ...]:
    """Return the numbers that "1,3–5" stands for: ("1", "3", "4", "5"); a range of over 50 gives its ends."""
    out: list[str] = []
    for part in re.split(r"[,;&]|\band\b", text):
        ends = [int(n) for n in re.findall(r"\d+", part)]
        if len(ends) == 2 and 0 < ends[1] - ends[0] <= 50:
            out.extend(str(n) for n in range(ends[0], ends[1] + 1))
        else:
            out.extend(str(n) for n in ends)
    return tuple(dict.fromkeys(out))


def authors_and_pages(prose: str, names: frozenset[str]) -> Iterator[Marker]:
    """Yield what cites by name and page, as MLA does ("(Marsh 45)"), where the name in lower case is one of `names`."""
    for m in _AUTHOR_AND_PAGE.finditer(prose):
        if m["name"].lower() in names:
            yield Marker("author-page", Span(*m.span()), (m["name"],))


def _brackets(prose: str) -> Iterator[Marker]:
    ranges = [(Span(*m.span()), m) for m in _BRACKET_RANGE.finditer(prose)]
    for span, m in ranges:
        yield Marker("bracket", span, numbers(f"{m[1]}-{m[2]}"))
    for m in _BRACKET.finditer(prose):
        if any(span.overlaps(Span(*m.span())) for span, _ in ranges):
            continue
        after = prose[m.end() : m.end() + 1]
        entry = m.start() == 0 and after == " "  # "[1] Smith …": the entry itself
        isotope = after.isalpha() and after.isupper()  # [18]F
        if entry or isotope or m.group(1).strip("0") == "":
            continue
        yield Marker("bracket", Span(*m.span()), numbers(m.group(1)))


def _parentheses(prose: str) -> Iterator[Marker]:
    for m in _PARENTHESIS.finditer(prose):
        start = m.start() + m.group().index("(")
        yield Marker("parenthesis", Span(start, m.end()), numbers(m.group(1) or m.group(2)))


def _flattened(prose: str) -> Iterator[Marker]:
    for m in _FLATTENED.finditer(prose):
        group = "stop" if m["stop"] else "comma"
        yield Marker("flattened", Span(*m.span(group)), numbers(m[group]))


def _superscripts(prose: str) -> Iterator[Marker]:
    for m in _SUPERSCRIPT.finditer(prose):
        if _is_marker_place(prose, m.start(), m.end()):
            digits = m.group().translate(_SUPER_DIGITS).replace("⁻", "-")
            yield Marker("superscript", Span(*m.span()), numbers(digits))


def _carets(prose: str) -> Iterator[Marker]:
    for m in _CARET.finditer(prose):
        if _is_marker_place(prose, m.start(), m.end()):
            yield Marker("superscript", Span(*m.span()), numbers(m.group(1)))


def _is_marker_place(prose: str, start: int, end: int) -> bool:
    """Tell a citation from an exponent (m², 10⁶), a statistic (I²), an isotope (²H) or an ordinal (1ˢᵗ)."""
    before, after = prose[:start], prose[end : end + 1]
    if not before or before[-1].isspace() or before[-1].isdigit() or before[-1] in "⁺⁻^/(":
        return False
    if after and (after.isalpha() or after in "⁺⁻"):
        return False
    word = _LAST_WORD.search(before)
    if word is None:
        return before[-1] in ".,;:!?)]”’\"'%"
    return len(word.group()) > 1 and word.group().lower() not in _UNITS


def _author_years(prose: str) -> Iterator[Marker]:
    if "[" in prose:
        prose = _ABBREVIATED.sub(lambda m: " " * len(m.group()), prose)
    for m in _PARENTHETICAL.finditer(prose):
        if m.group()[0] + m.group()[-1] not in ("()", "[]"):
            continue
        items = [_ITEM.match(_LEAD_IN.sub("", part.strip())) for part in _parts(m.group(1))]
        labels = tuple(
            f"{' '.join(i['name'].split()).rstrip(', ')} {i['year']}" for i in items if i and _is_author(i["name"])
        )
        if labels and len(labels) == len(items):
            address = items[0]["address"] if len(items) == 1 and items[0] else None
            yield Marker("author-year", Span(*m.span()), labels, joined(address) if address else "")
    for m in _YEAR_AFTER_NAME.finditer(prose):
        before = _NAME_BEFORE.search(prose, max(0, m.start() - _LONGEST_NAMES), m.start())
        # One capitalised word at the start of a sentence may be any word.
        if before is None or (before.start() == 0 and " " not in before["name"]) or not _is_author(before["name"]):
            continue
        name = before["name"].removesuffix("’s").removesuffix("'s")
        yield Marker("author-year", Span(before.start(), m.end()), (f"{name} {m['year']}",))


def _parts(inside: str) -> list[str]:
    """Return the sources of a bracket."""
    return [part.strip() for part in _NEXT_SOURCE.split(inside)]


def _journals(prose: str) -> Iterator[Marker]:
    for m in _YEAR_AND_VOLUME.finditer(prose):
        before = _JOURNAL.search(prose, max(0, m.start() - _LONGEST_JOURNAL), m.start())
        if before is not None:
            yield Marker("journal", Span(before.start(), m.end()))
    for m in _JOURNAL_AND_DAY.finditer(prose):
        yield Marker("journal", Span(m.start() + 1, m.end() - 1))


def _is_author(name: str) -> bool:
    """Tell whether the words before a year can be an author: capitals throughout, no month or place."""
    words = re.findall(r"[^\s,]+", name)
    if not words or len(words) > 12 or not any(w[0].isupper() for w in words):
        return False
    if not words[0][0].isupper() and words[0] not in _SMALL_WORDS:
        return False
    plain = [w.lower().strip(".") for w in words if w.lower() not in _SMALL_WORDS]
    if any(w in _TIMES for w in plain) or all(w in _PLACES for w in plain):
        return False
    return all(w[0].isupper() or w.lower() in _SMALL_WORDS or w == "colleagues" for w in words)


def _urls(prose: str) -> Iterator[Marker]:
    for span in _url_spans(prose):
        text = span.of(prose)
        yield Marker("url", span, (), text if "://" in text else f"https://{text}")
    for m in CUT_OFF.finditer(prose):  # it was meant as a source, and a person finds it
        yield Marker("url", Span(*m.span()), (), joined(m.group()))


def joined(address: str) -> str:
    """Return an address without the spaces that cut it off, and without the punctuation of the sentence."""
    text = re.sub(r"\s", "", address).rstrip(".,;")
    return text if "://" in text else f"https://{text}"


def _url_spans(prose: str) -> Iterator[Span]:
    for m in _URL.finditer(prose):
        yield Span(m.start(), m.start() + len(identifiers.trim_doi(m.group())))


def _identifiers(prose: str) -> Iterator[Marker]:
    """Yield the identifiers of evidence that are not part of an address."""
    found = [i for i in identifiers.find(prose) if i.kind not in _NO_EVIDENCE]
    urls = list(_url_spans(prose)) if found else []
    for identifier in found:
        if not any(span.overlaps(identifier.span) for span in urls):
            # A malformed one was meant as a source, but leads nowhere.
            target = f"{identifier.kind}:{identifier.normalised}" if identifier.valid else ""
            yield Marker("identifier", identifier.span, (), target)


def _codes(prose: str) -> Iterator[Marker]:
    for m in _REFERENCE.finditer(prose):
        yield Marker("reference", Span(*m.span()), numbers(m.group(1)))
    bracketed: list[Span] = []
    for m in _PANDOC.finditer(prose):
        keys = tuple(_PANDOC_KEY.findall(m.group()))
        if keys:
            bracketed.append(Span(*m.span()))
            yield Marker("code", bracketed[-1], keys)
    for m in _PANDOC_IN_PROSE.finditer(prose):
        if not any(span.overlaps(Span(*m.span())) for span in bracketed):
            yield Marker("code", Span(*m.span()), (m[1],))
    for m in _TEX.finditer(prose):
        yield Marker("code", Span(*m.span()), tuple(k.strip() for k in m.group(1).split(",")))
    for pattern in (_TEMPLATE, _INLINE_NOTE, _TOOL_MARK):
        for m in pattern.finditer(prose):
            yield Marker("code", Span(*m.span()))


# Each finder with its patterns, of which one must match for it to find anything; identifiers have gates of their own.
_FINDERS: tuple[tuple[tuple[re.Pattern[str], ...], Callable[[str], Iterator[Marker]]], ...] = (
    ((_BRACKET, _BRACKET_RANGE), _brackets),
    ((_PARENTHESIS,), _parentheses),
    ((_FLATTENED,), _flattened),
    ((_SUPERSCRIPT,), _superscripts),
    ((_CARET,), _carets),
    ((_PARENTHETICAL, _YEAR_AFTER_NAME), _author_years),
    ((_YEAR_AND_VOLUME, _JOURNAL_AND_DAY), _journals),
    ((_URL, CUT_OFF), _urls),
    ((), _identifiers),
    ((_REFERENCE, _PANDOC, _PANDOC_IN_PROSE, _TEX, _TEMPLATE, _INLINE_NOTE, _TOOL_MARK), _codes),
)
_GATES = Gates([patterns for patterns, _ in _FINDERS])
