"""What identifies a study in a sentence, and whether an article has brought a study up before it goes on about it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from healthlint.citations.named import names
from healthlint.model.document import HEADINGS
from healthlint.model.span import Span

if TYPE_CHECKING:
    from healthlint.language.analysis import Analysis

_CAPITAL = r"[A-Z][\w’'&.-]*"
_KIND_OF_BODY = (
    r"(?:University|Universities|Institutes?|College|Hospitals?|School|Clinic|Cent(?:er|re)s?|Foundation|Association|"
    r"Society|Council|Trust|Agency|Department|Ministry|Academy|Federation|Organi[sz]ation|Bureau|Administration|"
    r"Alliance|Charity|Commission|Laborator(?:y|ies)|Registry)"
)
# "The George Institute for Global Health", "University of York", "Centers for Disease Control"
BODY = re.compile(
    rf"\b(?:{_CAPITAL}\s(?:(?:of|for|and|the|on|&)\s){{0,2}}){{1,6}}{_KIND_OF_BODY}\b"
    rf"|\b{_KIND_OF_BODY}\s(?:of|for|on)\s(?:the\s)?{_CAPITAL}"
)
_SAYS = (
    r"(?:(?:also|now|currently|has|have|had)\s)?(?:estimate|report|say|said|state|found|find|advise|recommend|suggest|"
    r"warn|conclude|note|calculate|project|predict|show|define|list|put)\w*\b"
)
_SAID_BY = re.compile(
    r"(?:\baccording to|\b(?:figures|data|statistics|estimates|numbers|research|analysis|report|survey|study|review)"
    r"(?:\s\w+)?\s(?:by|from|of))\s(?:an?\s|the\s)?(?:\w+\s){0,3}$"
)
# "according to a study in …", "…, says a new report in …"
_GIVEN_TO = re.compile(
    r"\baccording to\b|,\s(?:says|said|finds|found|reports|reported|suggests|concludes)\s(?:an?|the)\s(?:\w+\s){0,2}"
    r"(?:analysis|paper|report|review|study|survey)\b",
    re.IGNORECASE,
)
_JOURNAL = re.compile(
    r"\b(?:[Jj]ournals?|Annals|Archives|Proceedings|Bulletin|Acta)\s(?:of\s|in\s|for\s)?(?:the\s)?[\"“*]?[A-Z]"
    rf"|\b{_CAPITAL}\s(?:Journal|Review|Letters?|Reports|Proceedings)\b|\bissue\sof\s(?:the\s)?[A-Z]"
    r"|\b(?:published|publish|appear(?:s|ed|ing)?|reported|printed|presented|paper|article|stud(?:y|ies)|trial)\s"
    rf"(?:[a-z]+\s){{0,5}}?(?:in|by|at)\s(?:the\s)?[\"“]?(?!(?:January|February|March|April|May|June|July|August|"
    rf"September|October|November|December|This|The|A|An)\b)[A-Z]"
)
# A journal by its own name or as one; "Nature" and "Cell" are words too.
_NAMED_JOURNAL = re.compile(
    r"\bjournals?,?\s[\"“*]?[A-Z]|\b(?:Journal|Annals|Archives|Proceedings|Bulletin)\s(?:of|in|for)\s|"
    r"\b[A-Z]\w+\s(?:Journal|Letters|Reviews?)\b|\b(?:JAMA|BMJ|Lancet|NEJM|PLOS|PLoS|PNAS|eLife)\b|"
    r"\b(?:published|wrote|writing|reported|appear(?:s|ed|ing)?|paper|study)\s(?:\w+\s){0,2}in\s"
    r"(?:Nature|Science|Cell|Neurology|Circulation|Pediatrics|Gut|Brain|Pain|Stroke|Blood)\b"
)
_AUTHORS = re.compile(rf"\b{_CAPITAL}\s(?:et\sal|and\scolleagues|and\s{_CAPITAL}\s(?:found|reported|showed))")
# A study brought up as one that the reader does not know yet.
_BROUGHT_UP = re.compile(
    r"\b(?:an?|one|another|new|recent|large|small|previous|two|three|several|these|published|their|our|his|her)\s"
    r"(?:[\w-]+\s){0,4}?(?:stud(?:y|ies)|trials?|review|research|analysis|survey|experiments?|paper|team of|"
    r"researchers|scientists)\b|\bresearchers?\b|\bscientists\b|\b(?:stud(?:y|ies)|trial|research)\s(?:finds?|"
    r"found|shows?|suggests?)\b",
    re.IGNORECASE,
)
_POINTS_BACK = re.compile(
    r"\b(?:the|this|our|these|that|those|their|his|her|my|its|present|current|such|latter)\s(?:[\w-]+\s){0,3}$",
    re.IGNORECASE,
)
# Capitalised words before "researchers" that name nobody.
_NOT_A_NAME = re.compile(
    r"^(?:the|this|our|these|that|those|their|my|its|no|his|her|such|recent|new|some|many|most|several"
    r"|other|leading|top|previous|numerous|countless|a|an|and|but|however|"
    r"scientific|medical|clinical|early|emerging|modern|western|health|independent|further|more|while|as|now|in|so|"
    r"hundreds|growing|mounting|current|latest|old|good|strong|additional|both|all|today|although|because|when)$",
    re.IGNORECASE,
)
_TOP = 5  # blocks: the headline, and the first paragraphs, which have one sentence each in news
_NEWS_TYPES = frozenset({"research-news", "news-release"})
_OWN_STUDY = re.compile(
    r"\b(?:the|this|our|their|new|a|an)\s(?:[\w-]+\s){0,4}?(?:study|trial|research(?:ers)?|findings|analysis|"
    r"scientists|team|data)\b|\bresearchers (?:at|from)\b"
    r"|\bstud(?:y|ies)\s(?:finds?|links?|reveals?|says?|shows?|suggests?|warns?)\b",
    re.IGNORECASE,
)

_OTHERS = re.compile(
    r"\b(?:previous|earlier|other(?! (?:cent(?:er|re)|college|countr|hospital|institut|school|universit)\w*)|another|"
    r"recent|past|some(?! \d)|prior|several)\b",
    re.IGNORECASE,
)
# How common something is, outside any study.
_ABOUT_EVERYBODY = re.compile(
    r"\b(?:worldwide|globally|each year|every year|(?<!within )(?<!after )a year|per year|yearly"
    r"|annual(?:ly)?|nationwide|lifetime|affects?|"
    r"general population|prevalence|americans|of all|people (?:live|living|have|are)|"
    r"people in(?! (?:the|this|both|each) (?:trial|study|drug|placebo|group)| \d)|in the (?:us|u\.s\.|uk|united|"
    r"elderly|world|past)|new cases|is estimated|are estimated|estimated|all cases|of (?:women|men|adults|mothers) in)"
    r"(?!\w)",
    re.IGNORECASE,
)


def is_identified(sentence: str) -> bool:
    """Tell whether a sentence holds what finds a study: its journal, its authors, or an institution."""
    return bool(_JOURNAL.search(sentence) or _AUTHORS.search(sentence) or BODY.search(sentence))


def names_journal(sentence: str) -> bool:
    """Tell whether a sentence names a journal."""
    return bool(_NAMED_JOURNAL.search(sentence))


def is_attributed(sentence: str) -> bool:
    """Tell whether a sentence gives a named body as the source of what it states."""
    for found in (*(Span(*m.span()) for m in BODY.finditer(sentence)), *names(sentence)):
        said_by = _SAID_BY.search(sentence[: found.start])
        if said_by or re.match(rf"(?:\s\([^)]*\)|’s|'s)?,?\s{_SAYS}", sentence[found.end :]):
            return True
    return bool(_GIVEN_TO.search(sentence) and is_identified(sentence))


def is_named_before(prose: str, start: int) -> bool:
    """Tell whether a proper name stands right before a place ("Mayo Clinic researchers")."""
    word = re.search(rf"({_CAPITAL}(?:’s|'s)?)\s(?:[a-z-]+\s)?$", prose[:start])
    return word is not None and not _NOT_A_NAME.match(word.group(1))


def points_back(before: str) -> bool:
    """Tell whether the words before a study speak of one that is known ("the", "our", "this small")."""
    return bool(_POINTS_BACK.search(before))


def brought_up(analysis: Analysis) -> tuple[int, int] | None:
    """Return (block, offset) of the first study that the article mentions, or None. For `analysis.once`."""
    for block in analysis.blocks:
        found = _BROUGHT_UP.search(analysis.block(block).prose)
        if found:
            return block, found.start()
    return None


def reports_study(analysis: Analysis) -> bool:
    """Tell whether the article is news of a study: its own figures are then what it reports. For `analysis.once`."""
    context = analysis.context
    if context.publisher not in ("news", "journal") and context.type not in _NEWS_TYPES:
        return False
    text = " ".join(analysis.block(b).prose for b in analysis.blocks)
    return bool(_OWN_STUDY.search(text)) and (is_identified(text) or context.type in _NEWS_TYPES)


def is_study_news(analysis: Analysis) -> bool:
    """Tell whether the article is news of a study, even one that it does not name: its top brings one up.

    For `analysis.once`.
    """
    if analysis.once(reports_study):
        return True
    if analysis.context.publisher not in ("news", "journal"):
        return False
    return any(_OWN_STUDY.search(analysis.block(block).prose) for block in analysis.blocks[:_TOP])


def is_headline(analysis: Analysis, block: int) -> bool:
    """Tell whether a block is a heading, or a first line without a full stop in a text that has none."""
    prose = analysis.block(block).prose
    if analysis.block(block).kind in HEADINGS:
        return True
    return block == analysis.document.title_block() and len(analysis.blocks) > 1 and not prose.endswith((".", "?", "!"))


def is_own_result(analysis: Analysis, sentence: str) -> bool:
    """Tell whether a figure in news of a study is one of its results, not one about a country or everybody."""
    return analysis.once(is_study_news) and not _ABOUT_EVERYBODY.search(sentence)


def points_to_own(sentence: str) -> bool:
    """Tell whether a sentence of news speaks of the study that it reports, not of an earlier or another one."""
    return not _OTHERS.search(sentence)
