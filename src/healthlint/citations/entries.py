"""One entry of a reference list taken apart: authors, title, container, in the styles that health writing uses.

No library on the Python index does this offline on free text: refextract is GPL and took 19 s for two entries, refparse
reads database exports, refkit BibTeX; AnyStyle and GROBID need another run time or a service. What rules need is light:
whose the work is, what it is called, where it was published; where the text gives no sure answer there is none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from healthlint.citations.authors import (
    AND_SO_ON,
    CAPITAL,
    INITIALS_FIRST,
    LETTER,
    NAMES_A_BODY,
    WITH_COMMA,
    WITH_INITIALS,
    WITH_NAME,
    WRITTEN_OUT,
    has_body_word,
    is_author,
    is_body,
    names_in,
    persons,
    surnames,
)


@dataclass(frozen=True, slots=True)
class EntryParts:
    """The parts of an entry. Each is empty where the text does not show it for sure.

    `authors` as they are written ("Marsh AB", "Marsh, A. B.", "World Health Organization"), `et_al` for "and others";
    `container`: the journal, book or site. `style`: vancouver (AMA too), apa, harvard, mla, chicago, ieee, acs, nature,
    or "".
    """

    authors: tuple[str, ...] = ()
    et_al: bool = False
    title: str = ""
    container: str = ""
    style: str = ""


NO_PARTS = EntryParts()
_ET_AL = r"(?P<etal>\.?,?\s(?:and\s)?(?i:et\.?\s?al|others)\b)"
# Who stands behind the persons: "; Naps Trial Group", "on behalf of the …", "; AHA/ASA".
_GROUPS = "Group|Investigators|Collaborators|Committee|Consortium|Network|Team|Collaboration"
_COLLECTIVE = (
    r"(?:\.?;\s(?P<body>[A-Z][^.;]{1,120})|,?\s(?:on behalf of|for)\s(?P<body2>[^.;]{2,120})"
    rf"|,\s(?P<body3>(?:[A-Z][\w/-]*\s){{1,8}}(?:{_GROUPS})))"
)

# The number of an entry, and the sign of the link back to the text.
_NUMBER = re.compile(
    r"^\s*(?:(?:\[\d{1,3}\]\s|\[\d{1,3}\](?=[A-Z])|\((?:\d{1,3}|[a-z])\)\s|\d{1,3}[.)]\s)\s*)?(?:[\^↑]+\s*)?"
)
_EDITORS = r"(?:,?\s\(?[Ee]d(?:itor)?s?\.?\)?)?"
# What no title begins with. "Marsh AB. (2019). Naps": names of one style, the year of another; "Marsh A. B. (2019)".
_NO_TITLE_NEXT = r"(?!\(?(?:19|20)\d{2}[a-z]?\)|[A-Z]\.\s?[(A-Z,&])"
_VANCOUVER = re.compile(
    rf"(?P<authors>{WITH_INITIALS}(?:(?:(?:\s?,|;|\sand|\s&)\s|{AND_SO_ON}){WITH_INITIALS})*){_ET_AL}?{_COLLECTIVE}?{_EDITORS}"
    rf"(?:(?:[.:;]|\.\.)\s+|\.(?={CAPITAL}{LETTER})){_NO_TITLE_NEXT}(?P<rest>.+)$"
)
# "Marsh, A.B.; Lee, C. Naps. Nutrients 2019, 11, 45." and "Marsh, A. B., Roy, D. & Lee, C. Naps. Nature 11, 45 (2019)."
_NAMES_ONLY = re.compile(
    rf"(?P<authors>{WITH_COMMA}(?:(?:;|,|,?\s&|,?\sand)\s(?:(?:and|&)\s)?{WITH_COMMA})*)(?:;?{_ET_AL})?{_EDITORS}\.?\s+"
    rf"{_NO_TITLE_NEXT}(?P<rest>(?![&(]|and\b).+)$"
)
# "Ann Marsh, Ben Lee, et al. “Naps”. In: Nap Reviews 6.2 (2010)", as BibLaTeX has it
_WRITTEN_OUT_LIST = re.compile(
    rf"(?P<authors>{WRITTEN_OUT}(?:(?:,\sand|,|\sand)\s{WRITTEN_OUT})*+)(?:{_ET_AL}\.?|\.(?=\s[“\"]))\s+(?P<rest>[“\"A-Z].+)$"
)
_YEAR_LAST = re.compile(r"\d,\s[\w.]+(?:[–-]\w+)?\s\((?:19|20)\d{2}\)")
_YEAR_COMMA_VOLUME = re.compile(r"\b(?:19|20)\d{2},\s\d{1,4}\b")
_DATE = r"\(\s?(?P<year>(?:19|20)\d{2}[a-z]?|n\.\s?d\.|no date|in press)(?:,[^()]{1,30})?\)"
# “Naps at night” (2019) Nap Clinic.
_QUOTED_AND_DATE = re.compile(rf"[“\"](?P<title>[^“”\"]{{4,200}})[”\"][.,]?\s*{_DATE}[.,]?\s+(?P<rest>.+)$")
_NO_AUTHOR = re.compile(
    r"^(?:Authors?\s(?:is\s)?not\s(?:listed|given|named|known)|No\sauthor|Anonymous)[.,]?\s+(?=\()", re.I
)
_DATE_AND_TITLE = re.compile(rf"{_DATE}[.,]?\s+(?P<rest>.+)$")
# "Marsh, A.B., C. Lee, and D. Roy, Naps at work. Nap J, 2019. 3(1): p. 4", as EndNote's own styles have it
_ENDNOTE = re.compile(
    rf"(?P<authors>{WITH_COMMA}(?:,\s(?:{INITIALS_FIRST}|{WITH_COMMA}))*+(?:,?\sand\s(?:{INITIALS_FIRST}|{WITH_COMMA}))?)"
    rf"{_ET_AL}?\.?,\s(?!{WITH_COMMA})(?P<rest>[“\"]?[A-ZÀ-Þ](?!\.).+?,\s(?:19|20)\d{{2}}\..*)$"
)
# "A.B. Marsh, C. Lee, Naps at work, Nap J. 26 (2021) 67–85", as Elsevier's journals number their lists
_ELSEVIER = re.compile(
    rf"(?P<authors>{INITIALS_FIRST}(?:,\s{INITIALS_FIRST})*+)(?:{_ET_AL}\.?)?,\s(?P<title>[A-ZÀ-Þ\d].{{3,300}}),\s"
    r"(?P<journal>[A-Z][^,\d]{2,80}?)\.?\s\d{1,4}(?:\s?\([\w–-]{1,9}\))?\s\((?:19|20)\d{2}\)"
)
_BEFORE_DATE = re.compile(
    rf"(?P<authors>.{{2,400}}?){_ET_AL}?{_EDITORS}\.?,?\s*{_DATE}(?P<stop>[.,:]?),?\s+(?P<rest>.+)$"
)
# "Marsh, A. and Lee, B., 2019. Naps.", as citation machines write Harvard style
_BARE_DATE = re.compile(rf"(?P<authors>.{{2,400}}?){_ET_AL}?,\s(?P<year>(?:19|20)\d{{2}}[a-z]?)\.\s+(?P<rest>.+)$")
_MLA = re.compile(
    rf"(?P<authors>{WITH_NAME}(?:,?\s(?:and|&)\s[A-ZÀ-Þ][^“\"”]{{2,60}}?)?){_ET_AL}?\.?\s+(?P<rest>[“\"].+)$"
)
# IEEE, and the notes of the Chicago style, which have the year in brackets: "Ann Marsh, “Naps,” Lancet 12 (2019): 45."
_IEEE = re.compile(
    rf"(?P<authors>{WRITTEN_OUT}(?:(?:,\sand|,|\sand)\s{WRITTEN_OUT})*+){_ET_AL}?\.?,\s+(?P<rest>[“\"].+)$"
)
_ONE_WRITTEN_OUT = re.compile(WRITTEN_OUT)
_YEAR_IN_NOTE = re.compile(r"\((?:[A-Z][a-z]+\s)?(?:19|20)\d{2}\)")
_BOOK_IN_NOTE = re.compile(
    rf"(?P<authors>{WRITTEN_OUT}(?:(?:,\sand|,|\sand)\s{WRITTEN_OUT})*+){_ET_AL}?\.?,\s(?P<title>[A-Z][^()“”\"]{{3,150}})"
    r"\s\((?:[^():]{2,40}:\s)?[^():]{2,60},\s(?:19|20)\d{2}\)"
)
_CHICAGO = re.compile(rf"(?P<authors>[^.“\"]{{2,200}}?){_ET_AL}?\.\s(?:19|20)\d{{2}}[a-z]?\.\s+(?P<rest>.+)$")
_LONGEST_AUTHOR = 8  # words
_BODY_NAME = 4  # words; a longer one says that it is a body's
_TITLE_WORDS = 2  # more are no person's name
_QUOTED = re.compile(
    r"^(?:“(?P<a>[^”]{4,300}?)”|\"(?P<b>.{4,300}?)\"|‘(?P<c>.{4,300}?)’|'(?P<d>.{4,300}?)')(?:[.,]|\s|$)[.,]?\s*(?P<rest>.*)$"
)
# The end of a title: a full stop and then a capital, a figure or the end; not after initials and these.
_PREPRINTS = r"(?:medRxiv|bioRxiv|arXiv)"  # names that begin with a small letter
_STOP = re.compile(
    r"(?<!\bvs)(?<!\bSt)(?<!\bDr)(?<!\bNo)(?<!\be\.g)(?<!\bi\.e)"
    # "vitamin D." ends a title, "J." does not
    r"(?:(?<!\b[A-Z])|(?<=[a-z]{3}\s[A-Z])(?<!\band\s[A-Z]))(?:[?!]\.|[.?!])"
    rf"(?=\s+(?:[A-ZÀ-Þ\d“\"'(\[]|{_PREPRINTS}|https?:)|\s*$)"
)
_BARE_ADDRESS = r"www\.|[\w-]+(?:\.[\w-]+)+/"  # MLA leaves out the "https://"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s(?:\d{1,2},?\s)?(?:19|20)\d{2}\b"
_CONTAINER = re.compile(
    rf"^(?:In:\s?|In\s)?(?:(?<=In\s)(?:19|20)\d{{2}}\s)?(?P<name>(?:[A-ZÀ-Þ][^\d;:()\[\]“”\"]|{_PREPRINTS})[^\d;:()\[\]“”\"]{{0,110}}?)"
    rf"(?=[.,]?\s*(?:\((?:[A-Z][\w .]{{1,25}}\)|\d|[Aa]ccessed)|{_MONTH}|(?:19|20)\d{{2}}\b|\d{{1,4}}\s?[(:,;]"
    r"|\d{1,4}\.(?:\d|Suppl)"
    rf"|\d{{1,2}}\s[A-Z][a-z]{{2}}|[a-z]\d{{3,}}|vol\b|;|Updated|Published|https?:|doi\b|\[|Available|Accessed|Retrieved|pp?\.|{_BARE_ADDRESS}|$))",
)
# "Nap Reviews: Rest of Cooks, 3(6), 66": a journal of a family; "London: Sage" is a publisher
_WITH_PART = re.compile(r"(?P<name>[A-Z][\w’'& ]{2,40}:\s[A-Z][^\d;:()“”\"]{3,80}?),\s\d{1,4}(?:\(|,\s)")
_MONTH_ONLY = re.compile(r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*")
_YEAR_AND_VOLUME = re.compile(r"^(?:19|20)\d{2}(?:\s[A-Z][a-z]{2}(?:\s\d{1,2})?)?\s?;\s?\d")
# An entry that is the journal's place only: "Am J Naps 2019 Aug; 55(8): 2256".
_PLACE_ONLY = re.compile(
    r"^(?P<name>[A-Z][\w&’'-]*(?:\.?\s(?:[A-Z][\w&’'-]*|of|and|the|in|for|&)){0,9})[.,]?\s"
    r"(?:(?:[A-Z][a-z]+\s\d{1,2},?\s)?(?:19|20)\d{2}[^;:.]{0,12};\s?\d|\d{1,4}\s?\(\d{1,4}\):\s?\w?\d)"
)
_ADDRESS_LAST = re.compile(r"[\s:–—|-]*https?://\S+$")
_DATE_FIRST = re.compile(r"^(?:(?:19|20)\d{2}[a-z]?|n\.\s?d)\.\s+")  # “Naps.” 2019. Sleep Society.
_TWICE = re.compile(r"(?P<name>.{4,}), (?P=name)")  # citation machines give the site as its own publisher
_MEDIUM = re.compile(
    r",?\s\[(?:Internet|Online(?: resource| source)?|Website|Web page|Webpage|Web|PDF|E-?book|Preprint|Video|Dataset|"
    r"Fact sheet|Press release|Blog post)(?:\]|$)",
    re.I,
)
_NO_TITLE = r"Available|Accessed|Retrieved|Published|Updated|Last|Version|https?|www|doi|PMID|PMCID|ISBN"
_NO_CONTAINER = re.compile(rf"^\[?(?:{_NO_TITLE})\b", re.I)
_FEWEST_SMALL = 3  # words with a small letter: a journal with so many is followed by figures


def split_entry(text: str) -> EntryParts:
    """Return the parts of an entry as it is written, with or without its number."""
    body = _NUMBER.sub("", text).strip()
    untitled = _QUOTED_AND_DATE.match(body)
    if untitled:
        return EntryParts(title=untitled["title"].strip(" .,"), container=_container(untitled["rest"]))
    body = _NO_AUTHOR.sub("", body)
    undated = _DATE_AND_TITLE.match(body)
    if undated:
        return _parts("", None, undated["rest"])
    written_out = _WRITTEN_OUT_LIST.match(body)
    if written_out and written_out["etal"] and "," in written_out["authors"] and not _VANCOUVER.match(body):
        return _parts("", written_out, written_out["rest"])  # MLA gives one name before "et al."
    elsevier = _ELSEVIER.match(body)
    if elsevier:
        names = tuple(name.group() for name in _ONE_WRITTEN_OUT.finditer(elsevier["authors"]))
        return EntryParts(names, bool(elsevier["etal"]), elsevier["title"], elsevier["journal"])
    endnote = _ENDNOTE.match(body)
    if endnote:
        return _parts("", endnote, endnote["rest"])
    for style, pattern in _STYLES:
        m = pattern.match(body)
        if m and (style != "chicago" or is_author(m["authors"])):
            note = style == "ieee" and _YEAR_IN_NOTE.search(m["rest"])
            return _parts("chicago" if note else style, m, m["rest"])
    place = _PLACE_ONLY.match(body)
    if place:
        return EntryParts(container=place["name"])
    book = _BOOK_IN_NOTE.match(body)
    if book:
        return EntryParts(
            persons(book["authors"], sure=True), bool(book["etal"]), book["title"].strip(" ,"), "", "chicago"
        )
    dated = _BEFORE_DATE.match(body)
    if dated and is_author(dated["authors"]):
        return _dated(dated)
    bare = _BARE_DATE.match(body)
    if bare and is_author(bare["authors"]):
        return _parts("harvard", bare, bare["rest"])
    names = _NAMES_ONLY.match(body)
    if names:
        return _parts(_style_of_names(names), names, names["rest"])
    if written_out and not has_body_word(written_out["authors"]):
        return _parts("", written_out, written_out["rest"])
    is_question = bool(dated) and dated["authors"].endswith("?")
    if dated and (dated["stop"] == "." or is_question) and not _STOP.search(dated["authors"].rstrip(" .,?!")):
        # "Ten things about naps. (2018). Nap Society.", "Do naps help? (2018) Nap Society."
        return EntryParts(title=dated["authors"].strip(" .,"), container=_container(dated["rest"]))
    return _without_style(body)


# Those that need a quoted title first: "Ann B. Marsh" begins like "Ann B".
_STYLES = (("mla", _MLA), ("ieee", _IEEE), ("vancouver", _VANCOUVER), ("chicago", _CHICAGO))


def _dated(m: re.Match[str]) -> EntryParts:
    """Return the parts of an entry that has its year after the first names: authors, or the title of a page."""
    # "Marsh (2019), Naps" is of no style; Harvard has the title in quotes there or no stop.
    style = {".": "apa", "": "harvard"}.get(m["stop"]) or ("harvard" if _QUOTED.match(m["rest"]) else "")
    parts = _parts(style, m, m["rest"])
    if persons(m["authors"], sure=bool(m["etal"])):
        return parts
    name = m["authors"].strip(" .,")
    if not parts.title and len(name.split()) > _BODY_NAME and not has_body_word(name):
        return EntryParts(title=name)  # "Naps for the Night Shift of Cooks (2011). Retrieved from …"
    ends = parts.title.split()[-1].lower() if parts.title and not parts.container else ""
    if len(name.split()) > _TITLE_WORDS and ends in NAMES_A_BODY and not has_body_word(name):
        return EntryParts(title=name, container=parts.title)  # "Naps & Night Rest (2018) Nap Clinic."
    return parts


def _style_of_names(m: re.Match[str]) -> str:
    if ";" in m["authors"] or _YEAR_COMMA_VOLUME.search(m["rest"]):
        return "acs"
    return "nature" if _YEAR_LAST.search(m["rest"]) else ""


def _without_style(body: str) -> EntryParts:
    """Return the parts of an entry that begins with a body's name or with its title."""
    first = _STOP.search(body)
    if first is None:
        return _parts("", None, body)
    before, after = body[: first.start()], body[first.end() :].strip()
    quoted = _QUOTED.match(after)
    if (
        quoted and len(before.split()) <= _LONGEST_AUTHOR and before[:1].isupper()
    ):  # 'Wikipedia contributors. "Naps." …'
        title, rest = _title(after)
        return EntryParts(persons(before) or (before,), False, title, _container(rest))
    by = _VANCOUVER.match(after)
    if by and not is_body(before):  # title, authors, journal
        m = _CONTAINER.match(by["rest"])
        return EntryParts(names_in(by["authors"]), bool(by["etal"]), before, m["name"].strip(" ,.") if m else "")
    if first.group() == "." and is_body(before):
        second, rest = _title(after)
        if has_body_word(second) and not has_body_word(before) and is_body(second):  # title, whose page it is
            return EntryParts(title=before, container=second)
        if not second or _NO_CONTAINER.match(second):
            return EntryParts(title=before)
        return EntryParts(persons(before) or (before,), False, _MEDIUM.sub("", second), _container(rest))
    return _parts("", None, body)


def _parts(style: str, m: re.Match[str] | None, rest: str) -> EntryParts:
    title, after = _title(rest)
    if style == "vancouver" and _YEAR_AND_VOLUME.match(after):
        title, after = "", f"{title}. {after}"  # the short form: authors, journal, year
    if _NO_CONTAINER.match(title):
        title, after = "", ""
    title = _MEDIUM.sub("", title)
    if m is None:
        return EntryParts((), False, title, _container(after), style)
    people = _people_of(m)
    end = m.end("authors")
    if (
        people
        and _WITH_STOP.search(people[-1])
        and _ENDS_WITH_INITIAL.search(people[-1])
        and m.string[end : end + 1] == "."
    ):
        people = (*people[:-1], people[-1] + ".")
    bodies = tuple(m[name] for name in ("body", "body2", "body3") if m.groupdict().get(name))
    return EntryParts((*people, *bodies), bool(m["etal"]), title, _container(after), style)


def _people_of(m: re.Match[str]) -> tuple[str, ...]:
    if m.re in (_IEEE, _WRITTEN_OUT_LIST):  # "Ann Marsh, Ben Lee" are two, where "Marsh, Ann" is one
        return tuple(name.group() for name in _ONE_WRITTEN_OUT.finditer(m["authors"]))
    return (m.re is _BEFORE_DATE and surnames(m["authors"])) or names_in(m["authors"])


_WITH_STOP = re.compile(r",|[A-Z]\.")  # "Marsh, A" and "Marsh A. B" lost the stop that ends them
_ENDS_WITH_INITIAL = re.compile(r"\b[A-ZÀ-Þ]$")


def _container(after: str) -> str:
    after = _DATE_FIRST.sub("", after)
    family = _WITH_PART.match(after)
    if family:
        return family["name"]
    m = _CONTAINER.match(after)
    if m is None or _NO_CONTAINER.match(after):
        return ""
    name = m["name"].strip(" ,.")
    if _MONTH_ONLY.fullmatch(name):
        return ""
    twice = _TWICE.fullmatch(name)
    return twice["name"] if twice else name


def _title(rest: str) -> tuple[str, str]:
    """Return (title, what follows it)."""
    quoted = _QUOTED.match(rest)
    if quoted:
        title = next(t for t in quoted.group("a", "b", "c", "d") if t)
        return title.strip(" .,"), quoted["rest"]
    stop = _STOP.search(rest)
    if stop is None:
        return _ADDRESS_LAST.sub("", rest).strip(" ."), ""
    further = _STOP.search(rest, stop.end())
    is_number = not re.search(r"[^\W\d]", rest[: stop.start()])  # "2.3. Naps at work."
    if further is not None and (is_number or _goes_on(rest[stop.end() : further.start()], rest[further.end() :])):
        stop = further
    end = stop.start() + (stop.group()[0] != ".")
    return rest[:end].strip(), rest[stop.end() :].strip()


def _goes_on(sentence: str, after: str) -> bool:
    """Tell whether a second sentence belongs to the title ("Naps at work. Use in an older crew. Lancet. 2019")."""
    small = [w for w in sentence.split() if w[0].islower()]
    return len(small) >= _FEWEST_SMALL and ":" not in sentence and bool(_CONTAINER.match(after.strip()))
