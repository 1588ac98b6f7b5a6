"""One entry of a reference list taken apart: authors, title, container, in the styles that health writing uses.

No library on the Python index does this offline on free text: refextract is GPL and took 19 s for two entries, refparse
reads database exports, refkit BibTeX; AnyStyle and GROBID need another run time or a service. What rules need is light:
whose the work is, what it is called, where it was published; where the text gives no sure answer there is none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EntryParts:
    """The parts of an entry. Each is empty where the text does not show it for sure.

    `authors` as they are written ("Marsh AB", "Marsh, A. B.", "World Health Organization"), `et_al` for "and others";
    `container`: the journal, book or site. `style`: vancouver (AMA too), apa, harvard, mla, chicago, ieee, or "".
    """

    authors: tuple[str, ...] = ()
    et_al: bool = False
    title: str = ""
    container: str = ""
    style: str = ""


NO_PARTS = EntryParts()
_LETTER = r"[^\W\d_]"
_PARTICLE = r"(?:(?:van|von|de|den|der|del|della|di|da|dos|du|la|le|el|al|bin|ibn|ter|ten|st)[\s-])*"
_SECOND = rf"(?:\s(?!(?:et|and|with)\b)[A-ZÀ-ÖØ-Þ]{_LETTER}[\w’'-]+)?"  # "García Marsh"
_SURNAME = rf"{_PARTICLE}[A-ZÀ-ÖØ-Þ]{_LETTER}*(?:[’'-]{_LETTER}+)*{_SECOND}"
# "Marsh AB", "van den Berg J-P Jr"
_WITH_INITIALS = rf"{_SURNAME}\s[A-ZÀ-ÖØ-Þ](?:-?[A-ZÀ-ÖØ-Þ]){{0,3}}\b(?:\s(?:Jr|Sr|I{{2,3}}|2nd|3rd))?"
# "Marsh, A. B."
_WITH_COMMA = rf"{_SURNAME},\s[A-ZÀ-ÖØ-Þ]\.?(?:[\s-]?[A-ZÀ-ÖØ-Þ]\.)*"
# "Marsh, Ann B."
_WITH_NAME = rf"{_SURNAME},\s[A-ZÀ-ÖØ-Þ]{_LETTER}+(?:\s[A-ZÀ-ÖØ-Þ]\.)*"
# "A. B. Marsh"
_INITIALS_FIRST = rf"(?:[A-ZÀ-ÖØ-Þ]\.[\s-]?){{1,3}}\s?{_SURNAME}"
_ET_AL = r"(?P<etal>,?\s(?:and\s)?(?:et\sal|others))"

# The number of an entry, and the sign of the link back to the text.
_NUMBER = re.compile(r"^\s*(?:(?:\[\d{1,3}\]|\(\d{1,3}\)|\d{1,3}[.)])\s+)?(?:[\^↑]+\s*)?")
_VANCOUVER = re.compile(
    rf"(?P<authors>{_WITH_INITIALS}(?:(?:,|;|\sand|\s&)\s{_WITH_INITIALS})*){_ET_AL}?[.:;]\s+(?P<rest>.+)$"
)
_DATE = r"\((?P<year>(?:19|20)\d{2}[a-z]?|n\.\s?d\.|no date|in press)(?:,[^()]{1,30})?\)"
_BEFORE_DATE = re.compile(rf"(?P<authors>.{{2,400}}?){_ET_AL}?\.?,?\s*{_DATE}(?P<stop>[.,:]?)\s+(?P<rest>.+)$")
_MLA = re.compile(
    rf"(?P<authors>{_WITH_NAME}(?:,?\s(?:and|&)\s[A-ZÀ-Þ][^“\"”]{{2,60}}?)?){_ET_AL}?\.\s+(?P<rest>[“\"].+)$"
)
_IEEE = re.compile(
    rf"(?P<authors>{_INITIALS_FIRST}(?:(?:,\sand|,|\sand)\s{_INITIALS_FIRST})*){_ET_AL}?,\s+(?P<rest>[“\"].+)$"
)
_CHICAGO = re.compile(rf"(?P<authors>[^.“\"]{{2,200}}?){_ET_AL}?\.\s(?:19|20)\d{{2}}[a-z]?\.\s+(?P<rest>.+)$")
_ONE_PERSON = re.compile(rf"{_WITH_COMMA}|{_WITH_INITIALS}|{_WITH_NAME}")
_AFTER_INITIALS = re.compile(rf",\s(?={_INITIALS_FIRST})")
_JOINT = re.compile(r"(?:,|;)?\s*(?:\band\b|&)\s*|;\s*")
_AFTER_PERSON = re.compile(rf"(?<=[.\w]),\s(?={_SURNAME},\s[A-ZÀ-Þ])")
_QUOTED = re.compile(r"^[“‘\"'](?P<title>.{8,300}?)[”’\"'](?:[.,]|\s|$)[.,]?\s*(?P<rest>.*)$")
# The end of a title: a full stop and then a capital, a figure or the end; not after initials and these.
_PREPRINTS = r"(?:medRxiv|bioRxiv|arXiv)"  # names that begin with a small letter
_STOP = re.compile(
    r"(?<!\bvs)(?<!\bSt)(?<!\bDr)(?<!\bNo)(?<!\be\.g)(?<!\bi\.e)(?<!\b[A-Z])[.?!]"
    rf"(?=\s+(?:[A-ZÀ-Þ\d“\"'(\[]|{_PREPRINTS}|https?:)|\s*$)"
)
_CONTAINER = re.compile(
    rf"^(?:In:?\s)?(?P<name>(?:[A-ZÀ-Þ][^\d;:()“”\"]|{_PREPRINTS})[^\d;:()“”\"]{{0,110}}?)"
    r"(?=[.,]?\s*(?:\((?:Online|Basel|Lond|Engl|Oxf|Camb|\d)|(?:19|20)\d{2}\b|\d{1,4}\s?[(:,;]"
    r"|\d{1,2}\s[A-Z][a-z]{2}|vol\b|;|https?:|doi\b|Available|Accessed|Retrieved|pp?\.|$))",
)
_YEAR_AND_VOLUME = re.compile(r"^(?:19|20)\d{2}(?:\s[A-Z][a-z]{2}(?:\s\d{1,2})?)?\s?;\s?\d")
_NO_CONTAINER = re.compile(r"^(?:Available|Accessed|Retrieved|Published|Updated|Last|https?|www|doi|PMID|ISBN)\b", re.I)
_SMALL = frozenset(["and", "of", "for", "the", "on", "in", "&", "to", "de", "la", "du", "des", "et"])


def split_entry(text: str) -> EntryParts:
    """Return the parts of an entry as it is written, with or without its number."""
    body = _NUMBER.sub("", text).strip()
    for style, pattern in (("vancouver", _VANCOUVER), ("mla", _MLA), ("ieee", _IEEE), ("chicago", _CHICAGO)):
        m = pattern.match(body)
        if m and (style != "chicago" or _is_author(m["authors"])):
            return _parts(style, m["authors"], m["etal"], m["rest"])
    dated = _BEFORE_DATE.match(body)
    if dated and _is_author(dated["authors"]):
        style = "apa" if dated["stop"] == "." else "harvard"
        return _parts(style, dated["authors"], dated["etal"], dated["rest"])
    first = _STOP.search(body)
    if first and first.group() == "." and _is_body(body[: first.start()]):
        return _parts("", body[: first.start()], None, body[first.end() :].strip())
    return _parts("", "", None, body)


def _parts(style: str, authors: str, et_al: str | None, rest: str) -> EntryParts:
    title, after = _title(rest)
    if style == "vancouver" and _YEAR_AND_VOLUME.match(after):
        title, after = "", f"{title}. {after}"  # the short form: authors, journal, year
    m = _CONTAINER.match(after)
    container = m["name"].strip(" ,.") if m and not _NO_CONTAINER.match(after) else ""
    return EntryParts(_people(authors), bool(et_al), title, container, style)


def _title(rest: str) -> tuple[str, str]:
    """Return (title, what follows it)."""
    quoted = _QUOTED.match(rest)
    if quoted:
        return quoted["title"].strip(" .,"), quoted["rest"]
    stop = _STOP.search(rest)
    if stop is None:
        return rest.strip(" ."), ""
    end = stop.start() if stop.group() == "." else stop.end()
    return rest[:end].strip(), rest[stop.end() :].strip()


def _people(authors: str) -> tuple[str, ...]:
    """Return the names of an author list; a body's name ("Department of Health and Social Care") stays whole."""
    text = authors.strip(" ,.;")
    if not text:
        return ()
    if re.match(_INITIALS_FIRST, text):
        return tuple(name.strip(" ,") for part in _JOINT.split(text) for name in _AFTER_INITIALS.split(part))
    if not _ONE_PERSON.match(text):
        return (text,)
    out: list[str] = []
    for part in _JOINT.split(text):
        if re.fullmatch(rf"{_WITH_INITIALS}(?:,\s{_WITH_INITIALS})*", part.strip(" ,")):
            out.extend(part.split(","))
        else:
            out.extend(_AFTER_PERSON.split(part))
    return tuple(name.strip(" ,") for name in out if name.strip(" ,"))


def _is_author(text: str) -> bool:
    """Tell whether words before a year are names: persons, or a body whose words have capitals."""
    text = text.strip(" ,.")
    return bool(_ONE_PERSON.match(text)) or _is_body(text) or bool(re.fullmatch(rf"{_SURNAME}", text))


def _is_body(text: str) -> bool:
    """Tell whether words are the name of a body: up to ten words, all but small ones with a capital, no title."""
    words = re.findall(r"[^\s,()]+", text)
    if not 1 <= len(words) <= 10 or not words[0][0].isupper():
        return False
    return all(w[0].isupper() or w.lower() in _SMALL for w in words)


def surname(author: str) -> str:
    """Return the surname of an author as an entry writes it ("Marsh AB", "van den Berg, J."); a body's whole name."""
    author = re.sub(r"^(?:[A-ZÀ-Þ]\.[\s-]?)+", "", author)  # "A. B. Marsh"
    before_comma = author.partition(",")[0].strip()
    return re.sub(r"(?:\s[A-ZÀ-Þ](?:[A-ZÀ-Þ.-]{0,5}))+(?:\s(?:Jr|Sr))?$", "", before_comma).strip() or before_comma


def initials(name: str) -> str:
    """Return the abbreviation that a body's name suggests, in lower case: "World Health Organization" gives "who"."""
    words = [w for w in re.findall(r"[^\W\d_][\w’'-]*", name) if w.lower() not in _SMALL]
    return "".join(w[0] for w in words).lower() if len(words) > 1 else ""
