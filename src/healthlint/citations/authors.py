"""Who wrote a work: the names of persons and bodies as reference lists write them."""

from __future__ import annotations

import re

LETTER = r"[^\W\d_]"
CAPITAL = r"[A-ZÀ-ÖØ-Þ]"
_PARTICLE = r"(?:(?:van|von|de|den|der|del|della|di|da|dos|du|la|le|el|al|bin|ibn|ter|ten|st)[\s-])*"
_SECOND = rf"(?:\s(?!(?:et|and|with)\b){CAPITAL}{LETTER}[\w’'-]+)?"  # "García Marsh"
SURNAME = rf"{_PARTICLE}{CAPITAL}{LETTER}*(?:[’'-]{LETTER}+)*{_SECOND}"
# "Marsh AB", "van den Berg J-P Jr", and as PubMed Central and some journals have it "Marsh A B"
WITH_INITIALS = (
    rf"{SURNAME}\s{CAPITAL}(?:(?:-?{CAPITAL}){{1,3}}[a-z]?)?(?:\s{CAPITAL}\b){{0,2}}\b"  # "Marsh PCh" too
    rf"(?:\s(?:Jr|Sr|I{{2,3}}|2nd|3rd))?"
)
# "Marsh, A. B."
WITH_COMMA = rf"{SURNAME},\s{CAPITAL}(?:\.|\b)(?:[\s-]?{CAPITAL}\.)*+"
# "Marsh A. B."
_WITH_STOPS = rf"{SURNAME}\s(?:{CAPITAL}\.[\s-]?){{1,3}}+"
# "Marsh, Ann B."
WITH_NAME = rf"{SURNAME},\s{CAPITAL}{LETTER}+(?:\s{CAPITAL}(?:\.|{LETTER}+))*"
# "A. B. Marsh"
INITIALS_FIRST = rf"(?:{CAPITAL}\.[\s-]?){{1,3}}+{SURNAME}"
# "Ann B. Marsh"
_NAME_FIRST = rf"{CAPITAL}{LETTER}+(?:\s{CAPITAL}\.){{0,2}}\s{SURNAME}"
WRITTEN_OUT = rf"(?:{INITIALS_FIRST}|{_NAME_FIRST})"
AND_SO_ON = r"(?:,\s(?:\.\s?\.\s?\.|…),?\s?&?\s?)"  # the names left out before the last: "Lee C, . . . Roy D"
_PERSON = re.compile(
    rf"{WITH_COMMA}(?:[\s-]?{CAPITAL}(?=[\s,;]|$))?(?!{LETTER})(?:,\s(?:Jr|Sr|I{{2,3}}|IV)\b\.?)?|{WITH_INITIALS}(?!\.\s?{CAPITAL})|{_WITH_STOPS}(?!{LETTER})|{WITH_NAME}|{INITIALS_FIRST}|{_NAME_FIRST}|{SURNAME}"
)
_WITH_FIRST_NAME = re.compile(rf"[,.]|\s{CAPITAL}{{1,3}}\b")  # what tells a person's name from any word
_SURNAMES_ONLY = re.compile(rf"(?:{CAPITAL}[\w’'-]+,\s){{0,6}}{CAPITAL}[\w’'-]+,?\s&\s{CAPITAL}[\w’'-]+")
_BETWEEN = re.compile(rf"{AND_SO_ON}|(?:\s?[,;]\s*|\s)(?:(?:and\b|&)\s*)?")
_SMALL = frozenset(["and", "of", "for", "the", "on", "in", "&", "to", "de", "la", "du", "des", "et"])
_BODY_WORDS = """
academy administration agency association board bureau center centers centre centres clinic college commission committee
council department federation foundation hospital institute institutes library ministry network office organisation
organization service services society trust university
"""
NAMES_A_BODY = frozenset(_BODY_WORDS.split())


def surnames(authors: str) -> tuple[str, ...]:
    """Return the names of "Marsh, Lee & Roy", or none; "and" may stand in the name of a body."""
    if not _SURNAMES_ONLY.fullmatch(authors.strip(" .,")) or has_body_word(authors):
        return ()
    return tuple(re.findall(rf"{CAPITAL}[\w’'-]+", authors))


def names_in(authors: str) -> tuple[str, ...]:
    """Return the names of an author list; a body's name ("Department of Health and Social Care") stays whole."""
    text = authors.strip(" ,;")
    return persons(text) or ((text.strip(" ,.;"),) if text.strip(" ,.;") else ())


def persons(text: str, *, sure: bool = False) -> tuple[str, ...]:
    """Return the names of a list of persons, or none where words are in it that are no names.

    A list of plain words may be a body's name as well ("Food and Drug Administration"), unless one is `sure`.
    """
    out: list[str] = []
    at = 0
    while at < len(text):
        m = _PERSON.match(text, at)
        if m is None or m.end() == at:
            return ()
        out.append(m.group())
        at = m.end()
        between = _BETWEEN.match(text, at)
        if between is None:
            break
        at = between.end()
    if text[at:].strip(" .") or not (sure or any(_WITH_FIRST_NAME.search(name) for name in out)):
        return ()
    return tuple(out)


def is_author(text: str) -> bool:
    """Tell whether words before a year are names: persons, or a body whose words have capitals."""
    text = text.strip(" ,.")
    return bool(persons(text)) or is_body(text) or bool(re.fullmatch(rf"{SURNAME}", text))


def is_body(text: str) -> bool:
    """Tell whether words are the name of a body: up to ten words, all but small ones with a capital, no title."""
    words = re.findall(r"[^\s,()]+", text)
    if not 1 <= len(words) <= 10 or words[0].islower() or words[-1].endswith("?") or ": " in text:
        return False
    return all(_has_capital(w) or w.lower() in _SMALL for w in words)


def _has_capital(word: str) -> bool:
    """Tell whether a word is written as a name: "Naps", "eLife"."""
    return word[0].isupper() or word[1:2].isupper()


def surname(author: str) -> str:
    """Return the surname of an author as an entry writes it ("Marsh AB", "van den Berg, J."); a body's whole name."""
    author = re.sub(r"^(?:[A-ZÀ-Þ]\.[\s-]?)+", "", author)  # "A. B. Marsh"
    before_comma = author.partition(",")[0].strip()
    return re.sub(r"(?:\s[A-ZÀ-Þ](?:[A-ZÀ-Þ.-]{0,5}))+(?:\s(?:Jr|Sr))?$", "", before_comma).strip() or before_comma


def initials(name: str) -> str:
    """Return the abbreviation that a body's name suggests, in lower case: "World Health Organization" gives "who"."""
    words = [w for w in re.findall(r"[^\W\d_][\w’'-]*", name) if w.lower() not in _SMALL]
    return "".join(w[0] for w in words).lower() if len(words) > 1 else ""


def has_body_word(text: str) -> bool:
    return any(w.lower() in NAMES_A_BODY for w in re.findall(r"[A-Z]\w+", text))
