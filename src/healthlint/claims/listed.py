"""Claims that a lead-in makes of a list: "Acupuncture can help with:" and the items, "Conditions we treat" above them.

One claim for a list. It stands at the item that weighs most (a condition that needs medical supervision, else the
first); its verb is in the lead-in, so its range is that item's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from healthlint.claims.located import NOBODY, Who
from healthlint.claims.vocabulary import INTERVENTIONS, Mention, find_words
from healthlint.language.analysis import Analysis
from healthlint.language.negation import is_negated, is_question, is_rebutted, is_reported
from healthlint.language.terms import fold
from healthlint.model.document import HEADINGS, BlockKind
from healthlint.model.span import Span

_LONGEST_ITEM = 8  # words: a longer item says something of its own
_VERB = re.compile(
    r"\b(?P<verb>treat(?:s|ed|ing)?|help(?:s|ed|ing)?(?: with)?|reliev(?:e|es|ing)|eas(?:e|es|ing)|cur(?:e|es|ing)|"
    r"heal(?:s|ing)?|improv(?:e|es|ing)|prevent(?:s|ing)?|benefit(?:s|ing)?|support(?:s|ing)?|revers(?:e|es|ing)|"
    r"(?:offer|provide|bring|give)(?:s|ing)? (?:[a-z]+ ){0,2}relief from|"
    r"(?:effective|suitable|good|useful|used) (?:for|against|in))\b"
)
_OFFERED = INTERVENTIONS - {"medicine", "vaccine", "behaviour"}
_LEAD = re.compile(r"(?:conditions|symptoms|problems|complaints|issues|illnesses|what|things)\b.*", re.DOTALL)
_OURS = re.compile(r"\b(?:we|our|i|my)\b")
_PRODUCT = re.compile(r"\b(?:it|this (?:therapy|treatment|remedy|product|supplement)|these)\b")
_OTHERS = re.compile(
    r"\b(?:doctors?|gps?|nhs|surgeons?|hospitals?|medicines?|antibiotics?|drugs?|if you|tell|not suitable|do not|avoid|"
    r"before|side effects|ask|see|call|seek|research|stud(?:y|ies)|trials?|evidence|prescri\w+)\b"
)


@dataclass(frozen=True, slots=True)
class ListedConditions:
    """A list below a lead-in. `items` pairs the block of an item with its known condition, in order."""

    lead_block: int
    verb: Span  # in the prose of the lead-in
    lemma: str
    who: Who
    items: tuple[tuple[int, Mention], ...]

    @property
    def heaviest(self) -> tuple[int, Mention]:
        """The item of tier "a" that comes first, else the first item."""
        return next((item for item in self.items if item[1].tier == "a"), self.items[0])


def listed_conditions(analysis: Analysis) -> tuple[ListedConditions, ...]:
    """Return the lists of conditions that a lead-in says are treated, in order."""
    out: list[ListedConditions] = []
    blocks = analysis.blocks
    for position, block in enumerate(blocks[:-1]):
        if analysis.block(blocks[position + 1]).kind is not BlockKind.ITEM:
            continue
        items: list[int] = []
        for following in blocks[position + 1 :]:
            if analysis.block(following).kind is not BlockKind.ITEM:
                break
            items.append(following)
        found = _listed(analysis, block, items)
        if found is not None:
            out.append(found)
    return tuple(out)


def _listed(analysis: Analysis, block: int, items: list[int]) -> ListedConditions | None:
    lead = analysis.folded(block)
    heading = analysis.block(block).kind in HEADINGS
    if analysis.block(block).kind is BlockKind.ITEM or not (heading or lead.rstrip().endswith(":")):
        return None
    sentence = analysis.sentences(block)[-1] if analysis.sentences(block) else None
    if sentence is None:
        return None
    said = list(_VERB.finditer(lead, sentence.span.start, sentence.span.end))
    if not said or _OTHERS.search(lead, sentence.span.start) or is_question(analysis, sentence):
        return None
    verb = Span(*said[-1].span("verb"))
    guards = (is_negated, is_rebutted, is_reported)
    if any(guard(analysis, block, verb) for guard in guards):
        return None
    who = _who(analysis, block, sentence.span, verb)
    if not who:
        return None
    named = tuple((i, m) for i in items if (m := _condition(analysis, i)) is not None)
    if not named or len(named) * 2 < len(items):
        return None
    return ListedConditions(block, verb, said[-1].group("verb").split(" ")[0].rstrip("s"), who, named)


def _who(analysis: Analysis, block: int, sentence: Span, verb: Span) -> Who:
    """Return who treats: a therapy or product that the lead-in names, or the provider."""
    prose, lead = analysis.block(block).prose, analysis.folded(block)[sentence.start : sentence.end]
    known = find_words(prose, analysis.folded(block))
    for m in known.subjects:
        if any(0 <= m.span.start - v.span.end <= 1 for v in known.verbs):
            continue  # "promotes natural healing, giving relief from:"
        if sentence.covers(m.span) and m.kind in _OFFERED and not m.span.covers(verb):
            return Who(m.span.of(prose), m.kind, m.span)
    own = _OURS.search(lead)
    if own is not None:
        # A provider's "we"; `provider-treats-condition` asks for that word.
        return Who("we", "other", Span(sentence.start + own.start(), sentence.start + own.end()))
    if analysis.context.publisher == "commercial" and (_PRODUCT.search(lead) or _LEAD.match(lead)):
        return Who("we", "other", verb) if _LEAD.match(lead) else Who("it", "supplement", verb)
    return NOBODY


def _condition(analysis: Analysis, block: int) -> Mention | None:
    """Return the condition that an item names, None where the item is more than a name."""
    prose = analysis.block(block).prose
    if len(prose.split()) > _LONGEST_ITEM or fold(prose).startswith(("no ", "not ")):
        return None
    return next(
        (m for m in find_words(prose, analysis.folded(block)).outcomes if m.kind in {"condition", "symptom"}), None
    )
