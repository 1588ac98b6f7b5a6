"""Where pysbd ends sentences, read off the text directly: the same ends at a hundredth of the cost.

pysbd rewrites a text some two hundred times to hide the full stops that end nothing, then cuts at what is left. For a
block without lists, each of these rewrites looks at the neighbourhood of one full stop only, or at a pair of brackets
or quotation marks. The same questions are asked here for each full stop in turn, in pysbd's order and with its word
lists. What hangs on more than that (lists inside a paragraph, quotation marks without a partner, runs of punctuation)
is left to pysbd.
"""

from __future__ import annotations

import re
from functools import lru_cache

# Left to pysbd: its own marks, signs that it has a rule of its own for, white space other than plain spaces.
_MARKS = r"∯ȸȹ♨☝✂⎋⌬&ᓰᓱᓳᓴᓷᓸ♬♭☉☈☇☄ƪ♟♝☏∮\\⁃。．！？（）「」"
_SPACES = r"\t-\r\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_HARD_SIGN = re.compile(f"[{_MARKS}{_SPACES}]")
_HARD_WORDS = ("  ", '""', "””", "°.", ". KG", '" (', "” (", "Yahoo!", "Yum!")
_OPENING_QUOTE = re.compile(r"(?<!\w)'")
_ROMAN = re.compile(r"\([mdclxvi]+\)\s[A-Z]")
_ALONE = re.compile(r" \d{1,2}\) ")
_BRACKETED = re.compile(r"\d{1,2}(?=\)\s)")
_GLUED_REFERENCE = re.compile(r"(?:\d{1,3}\s?)?\d{1,3}\s[A-Z]|\[\d")  # after a full stop: "adults.12 Some"
_END = re.compile(r"[.!?]")
_RUN = (".", "!", "?")
# Ends inside these end nothing.
_PAIRS = {
    "“": re.compile(r"“[^”\\]+”"),
    '"': re.compile(r"\"[^\"\\]+\""),
    "[": re.compile(r"\[[^\]\\]+\]"),
    "(": re.compile(r"\([^()\\]+\)"),
    "«": re.compile(r"«[^»\\]+»"),
    "--": re.compile(r"--[^-]*--"),
    "‘": re.compile(r"(?<=\s)‘(?:[^’]|’[a-zA-Z])*’"),
}
# A sentence that is one bracket or one quotation.
_WHOLE = re.compile(r"\([^)]{2,}\)(?=\s[A-Z])|\"[^\"]*[^,]\"(?=\s[A-Z])|“[^”]*[^,]”(?=\s[A-Z])")
_AFTER_QUOTE = re.compile(r"[!?.-][\"“”]\s(?=[A-Z])")
_LETTERED = re.compile(r"(?:^|[\s(])([a-z]|[ivx]{2,5})(?=\))")
_NUMBERED = re.compile(r"(?:^|[\s-])\d{1,2}\Z")

# What follows a full stop that ends an abbreviation only: of any, of one before a name, of one before a number.
_GOES_ON = re.compile(r"[.:\-?,]|\s(?:[a-z]|I\s|I'm|I'll|\d|\()")
_NAME_FOLLOWS = re.compile(r"\s|:\d")
_NUMBER_FOLLOWS = re.compile(r"\s\d|\s+\(")
_INITIALS = re.compile(r"\b[a-z](?:\.[a-z])+\.", re.IGNORECASE)  # "e.g.", "U.S."
_ENDS_ALL_THE_SAME = ("U.S", "U.K", "E.U", "U.S.A", "I", "i.v", "I.V")  # before a word that opens sentences
_HOURS = ("A.M", "a.m", "p.m")
_CAPITAL_FOLLOWS = re.compile(r"\s[A-Z]")
_CALMED = re.compile(r",?\s[a-z]")  # after an exclamation mark: the sentence goes on


def starts(text: str) -> list[int] | None:
    """Return where pysbd begins the sentences of a text, None where pysbd itself must be asked."""
    body = text.rstrip()
    if _is_hard(body):
        return None
    closed = [m.span() for opener, pair in _PAIRS.items() if opener in body for m in pair.finditer(body)]
    begin = _whole(body, 0)  # full stops before here belong to a bracket or quotation that is a sentence
    found = [0, begin] if begin else [0]
    letters: set[str] = set()
    numbers = 0
    for m in _END.finditer(body):
        at = m.start()
        if body[at + 1 : at + 2] in _RUN or not at or body[at - 1] == " ":
            return None
        if body[at] == ".":
            if _GLUED_REFERENCE.match(body, at + 1) and not body[at - 1].isdecimal():
                return None
            letters.add(_list_letter(body, at))
            numbers += body[at + 1 : at + 2] in (" ", ")") and bool(_NUMBERED.search(body, max(0, at - 3), at))
        if at < begin or (closed and any(first < at < last for first, last in closed)):
            continue
        ends = _ends(body, at)
        if not ends or at == len(body) - 1:
            if ends is None:
                return None
            continue
        if body[at + 1] != " ":
            return None
        found.append(at + 2)
        begin = _whole(body, at + 2)
        if begin:
            found.append(begin)
    if numbers > 1 or any(chr(ord(letter) + 1) in letters for letter in letters if letter):
        return None  # "1. One 2. Two", "a. One b. Two"
    if len(found) > 1 and found[1] == _whole(body, 0) and not any(_ends(body, m.start()) for m in _END.finditer(body)):
        return [0]  # pysbd cuts nothing where no mark is left, brackets apart
    if "”" in body or '"' in body or "“" in body:
        found = sorted({*found, *(m.end() for m in _AFTER_QUOTE.finditer(body))})
    return found


def _is_hard(body: str) -> bool:
    """Tell whether a text holds what no look at single full stops can decide."""
    plain = body.isascii() and body.isprintable() and "&" not in body and "\\" not in body
    return bool(
        (not plain and _HARD_SIGN.search(body))
        or any(words in body for words in _HARD_WORDS)
        or ("'" in body and _OPENING_QUOTE.search(body))
        or (")" in body and _may_list(body))
    )


def _may_list(body: str) -> bool:
    """Tell whether letters or numbers before closing brackets may count up: "1) one 2) two"."""
    if _ROMAN.search(body) or len(set(_LETTERED.findall(body))) > 1:
        return True
    return bool(_ALONE.search(body)) and len(set(_BRACKETED.findall(body))) > 1


def _whole(body: str, at: int) -> int:
    """Return where the next sentence begins after one that is a bracket or quotation and begins at `at`; 0 if none."""
    m = _WHOLE.match(body, at) if body[at] in '("“' else None
    return m.end() + 1 if m else 0


def _list_letter(body: str, at: int) -> str:
    """Return the small letter that stands alone before a full stop, "" if none does."""
    letter = body[at - 1]
    return letter if "a" <= letter <= "z" and (at == 1 or body[at - 2] == " ") else ""


def _ends(body: str, at: int) -> bool | None:
    """Tell whether a full stop, question or exclamation mark ends a sentence; None where pysbd must be asked."""
    mark = body[at]
    if mark == "?":
        return body[at + 1 : at + 2] != '"'
    if mark == "!":
        return body[at + 1 : at + 2] != '"' and not _CALMED.match(body, at + 1)
    before, after = body[at - 1], body[at + 1 : at + 2]
    if after.isdecimal() or (before.isdecimal() and after not in ("", " ")):
        return False
    word = body[body.rfind(" ", 0, at) + 1 : at]
    if word.isdecimal() and len(word) == at < 3 and after == " ":
        return False  # "1. Sleep well": the number of the line
    abbreviated = _is_abbreviation(body, at, word)
    if abbreviated is False and "." in word + after.strip() + body[at + 2 : at + 3]:
        abbreviated = _is_initial(body, at)
    if abbreviated is None:
        return None
    if abbreviated:
        again = word.endswith(_ENDS_ALL_THE_SAME) and _starters().match(body, at + 1)
        hour = word.endswith(_HOURS) or body[max(0, at - 4) : at] == " P.M"
        return bool(again) or (hour and bool(_CAPITAL_FOLLOWS.match(body, at + 1)))
    if not (_is_plain(before) and _is_plain(after)):
        return True
    return None if body[at - 2 : at - 1] == "." else False  # "a.b" is one word; of "a.b.c" only the first half is


def _is_abbreviation(body: str, at: int, word: str) -> bool | None:
    """Tell whether the full stop at `at` is that of a single capital or of a known abbreviation."""
    if len(word) == 1 and "A" <= word <= "Z":
        return body.startswith((" ",) if at == 1 else (" ", ", "), at + 1)
    known, names, numbers, dotted = _abbreviations()
    lowered = word.lower()
    if lowered not in known:
        # pysbd takes the full stop in "e.g" for any character where the text has an "e.g" somewhere.
        return None if dotted.fullmatch(lowered) else False
    follows = _NAME_FOLLOWS if lowered in names else _NUMBER_FOLLOWS if lowered in numbers else _GOES_ON
    return bool(follows.match(body, at + 1))


def _is_initial(body: str, at: int) -> bool:
    """Tell whether the full stop at `at` is one of "e.g." or "U.S.A."."""
    first = body.rfind(" ", 0, at) + 1
    last = body.find(" ", at)
    for m in _INITIALS.finditer(body[first : last if last >= 0 else len(body)]):
        if first + m.start() <= at < first + m.end():
            return True
    return False


def _is_plain(character: str) -> bool:
    return character == "_" or (character.isascii() and character.isalnum())


@lru_cache(maxsize=1)
def _abbreviations() -> tuple[frozenset[str], frozenset[str], frozenset[str], re.Pattern[str]]:
    """Return pysbd's abbreviations, those of them before names and before numbers, and a pattern of the dotted ones."""
    from pysbd.languages import Language

    lists = Language.get_language_code("en").Abbreviation
    known = frozenset(a.strip() for a in lists.ABBREVIATIONS)
    names, numbers = frozenset(lists.PREPOSITIVE_ABBREVIATIONS), frozenset(lists.NUMBER_ABBREVIATIONS)
    return known, names, numbers, re.compile("|".join(sorted(a for a in known if "." in a)))


@lru_cache(maxsize=1)
def _starters() -> re.Pattern[str]:
    from pysbd.languages import Language

    words = Language.get_language_code("en").AbbreviationReplacer.SENTENCE_STARTERS
    return re.compile(rf"\s(?:{'|'.join(words)})\s")
