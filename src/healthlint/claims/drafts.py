"""The claims of one sentence as drafts: each verb, connecting phrase or noun with its subject and its outcome."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from healthlint.claims.located import NOBODY, Draft, What, Who
from healthlint.claims.nominal import nominal_drafts
from healthlint.claims.noun_phrases import is_people, phrase_span
from healthlint.claims.places import first_token, head_token, last_token
from healthlint.claims.pronouns import meant
from healthlint.claims.roles import (
    helps_other_verb,
    is_passive,
    is_reduced_passive,
    is_verb_use,
    outcome_of,
    whole_outcome,
)
from healthlint.claims.sold import as_sold
from healthlint.claims.statements import is_agent, is_no_statement
from healthlint.claims.subjects import PRONOUNS, people_described, subject_of, treatment_beside, whole_subject
from healthlint.claims.vocabulary import INTERVENTIONS, VerbHit, Words
from healthlint.claims.wording import wording
from healthlint.language.analysis import Analysis
from healthlint.language.sentences import Sentence
from healthlint.model.span import Span

# Of anything but a known outcome: "gives you time".
_SAYS_NOTHING = frozenset({"give", "make", "help", "affect", "create", "produce", "build", "enable", "set"})
# Nor these, of anything that no lexicon knows: "maintains a website".
_SAYS_LITTLE = _SAYS_NOTHING | {"maintain", "generate", "raise", "limit", "ensure", "accelerate", "transform", "avoid"}
_CHOICE = re.compile(r"\b(?:choice|option|way|alternative|addition|treatment|remedy)\b")
_AND = re.compile(r"[\s,]+(?:and)?\s*(?:the |an? )?$")
_COMING = frozenset({"form", "develop", "occur", "happen", "come", "return", "recur", "spread", "get"})
_AGAINST = frozenset({"prevent", "stop", "protect", "block"})
_CURING = frozenset({"cure", "heal"})
_GONE = frozenset({"disappear", "vanish", "clear", "heal", "clear up"})


def sentence_drafts(
    analysis: Analysis,
    sentence: Sentence,
    words: Words,
    block: Words,
    last: Who,
    sold: Who,
    *,
    headline: bool,
    ends: bool,
) -> tuple[list[Draft], Who]:
    """Return the drafts of a sentence, and whom a pronoun in the next sentence would mean.

    `words` are those of the sentence (and close after it), `block` those of its block. Of the sentence that ends the
    block (`ends`) no pronoun follows.
    """
    folded = analysis.folded(sentence.block)
    prose = analysis.block(sentence.block).prose
    span = sentence.span
    hits = _inside(words.verbs, span)
    links = _inside(words.links, span)
    both = words.subjects and words.outcomes
    drafts = list(nominal_drafts(prose, folded, words, span, headline=headline)) if both else []
    if ends and not drafts and not hits and not links:
        return [], last
    if drafts:
        drafts = [_whole(analysis.parse(sentence.block), draft, words, span) for draft in drafts]
    topic = _topic(words, span)
    if not hits and not links:
        return drafts, _following(drafts, _opening(words, span) or topic, last)
    offered = _is_offered(analysis, span.of(folded), words, last)
    if not drafts and not offered and not words.outcomes and not any(h.lemma in _CURING for h in hits):
        if ends:
            return [], last
        return [], _following([], _main_subject(analysis.parse(sentence.block), words, span) or topic, last)
    doc = analysis.parse(sentence.block)
    for hit in links:
        draft = _link_draft(doc, hit, words, span, folded)
        if draft:
            drafts.append(draft)
    for hit in hits:
        draft = _verb_draft(doc, hit, words, span, folded, offered=offered)
        if draft and not any(d.what.span.overlaps(draft.what.span) and d.link for d in drafts):
            drafts.append(draft)
    earlier = [] if last else analysis.sentences(sentence.block)[: sentence.index]
    context = analysis.context
    drafts = [_resolved(analysis, sentence, d, block) for d in drafts]
    drafts = [as_sold(context, d, doc, earlier, sentence, block, sold) for d in drafts]
    drafts = [replace(d, who=NOBODY) if d.who.kind == "pronoun" else d for d in _without_repeats(drafts)]
    drafts = [d for d in drafts if _is_claim(d)]
    drafts.sort(key=lambda d: d.verb_span)
    return drafts, last if ends else _following(drafts, _main_subject(doc, words, span) or topic, last)


def _whole(doc: Any, draft: Draft, words: Words, sentence: Span) -> Draft:
    who = whole_subject(doc, draft.who, draft.verb_span, sentence)
    if who.phrase is not None and who.phrase.overlaps(draft.what.span):
        who = draft.who  # "acupuncture for migraine" is one phrase
    what = whole_outcome(doc, draft.what, draft.verb_span, words, sentence)
    return replace(draft, who=who, what=what if not (what.phrase and _meets(what.phrase, who)) else draft.what)


def _meets(phrase: Span, who: Who) -> bool:
    return who.span is not None and phrase.overlaps(who.span)


def _inside(hits: tuple[VerbHit, ...], sentence: Span) -> list[VerbHit]:
    start, end = sentence.start, sentence.end
    return [h for h in hits if start <= h.span.start and h.span.end <= end]


def _is_offered(analysis: Analysis, folded: str, words: Words, last: Who) -> bool:
    """Tell whether the subject of a sentence, given folded, could be on offer; see `INTERVENTIONS` and `_is_claim`.

    It is named in the sentence, meant by a pronoun, sold by the page, or its own ("our drops").
    """
    if last.kind in INTERVENTIONS or analysis.context.publisher == "commercial" or "our" in folded:
        return True
    return any(m.kind in INTERVENTIONS for m in words.subjects)


def _verb_draft(doc: Any, hit: VerbHit, words: Words, sentence: Span, folded: str, *, offered: bool) -> Draft | None:
    if not words.outcomes and hit.lemma not in _CURING and (not offered or hit.lemma in _SAYS_NOTHING):
        return None  # whatever it is done to is unknown, which is no claim: see below
    if not is_verb_use(doc, hit, words, sentence) or helps_other_verb(doc, hit):
        return None
    what = outcome_of(doc, hit, words, sentence, others=offered and hit.lemma not in _SAYS_LITTLE)
    token = head_token(doc, hit.span)
    if what is None or _is_empty(doc, token, hit, what, words):
        return None  # no claim, whoever does it: see `_is_claim`
    who = subject_of(doc, hit, words, sentence)
    if who.span is not None and who.span.overlaps(what.span):
        who = treatment_beside(hit, words, sentence)
    if is_no_statement(doc, token, who, what, words, sentence):
        return None
    # "sleep improved" reports a change beside a treatment; it does not say what made the change.
    # "migraines disappear with massage" promises all the same.
    came_first = what.span.end <= hit.span.start and not (is_passive(doc, hit) or is_reduced_passive(token))
    strength = "correlational" if came_first and hit.lemma not in _GONE else ""
    lead = folded[sentence.start : hit.span.start]
    said = wording(token, sentence) if token.pos_ in {"VERB", "AUX"} else None
    if (
        said is not None
        and said.strength == "direct"
        and token.tag_ in {"VB", "VBG"}
        and token.dep_ not in {"ROOT", "csubj"}
    ):
        said = None  # an infinitive or a participle has a governor, which the parse missed
    return Draft(who, hit.lemma, hit.span, what, lead, strength=strength, wording=said)


def _is_empty(doc: Any, token: Any, hit: VerbHit, what: What, words: Words) -> bool:
    """Tell whether a verb says nothing of its outcome, or another verb does."""
    if what.kind == "other" and what.text.lower() in PRONOUNS | {"them"}:
        return True  # "trials do not support this"
    if hit.lemma == "make" and _CHOICE.search(what.phrase_text):
        return True  # "making it a good choice for sleep": see `nominal`
    if (what.head or what.kind == "other") and hit.lemma in _SAYS_NOTHING - {"help"}:
        return True  # "makes an impact in cancer"
    below = {c.dep_: c for c in token.children}
    if (hit.lemma == "make" and "ccomp" in below) or (hit.lemma == "give" and "nsubjpass" in below):
        return True  # "makes tumours more sensitive", "was given"
    if hit.lemma in _AGAINST and (_from_doing(doc, hit) or (what.kind == "function" and "prep" in below)):
        return True  # "prevents the immune system from attacking …"
    return hit.lemma == "benefit" and any(c.lower_ == "from" for c in token.children)  # "patients benefit from Y"


def _from_doing(doc: Any, hit: VerbHit) -> bool:
    """Tell whether what is prevented is that something does something: "prevents cells from sticking together"."""
    last = last_token(doc, hit.span)
    after = (o for c in doc[last.i + 1 : last.i + 8] if c.lower_ == "from" for o in c.rights)
    return any(o.dep_ == "pcomp" and o.lemma_ not in _COMING for o in after)


def _link_draft(doc: Any, hit: VerbHit, words: Words, sentence: Span, folded: str) -> Draft | None:
    if hit.form.endswith("between"):
        return _between(doc, hit, words, sentence, folded)
    what = outcome_of(doc, hit, words, sentence, link=True)
    if what is None or what.kind == "other":
        return None
    token = first_token(doc, hit.span)
    is_verb = token.pos_ == "VERB" and token.tag_ != "VBN"
    if is_verb and any(v.span.overlaps(hit.span) for v in words.verbs):
        return None  # "may lower risk of": a verb of cause
    who = subject_of(doc, hit, words, sentence)
    if who.span is not None and is_people(head_token(doc, who.span)):
        who = people_described(doc, who, words, sentence)
    if who.kind in {"care", "study"} or (who.span is not None and is_agent(doc, who) and who.kind != "study"):
        return None  # "doctors can predict …"
    if not who or (who.span is not None and who.span.overlaps(what.span)):
        return None
    return Draft(who, hit.form, hit.span, what, folded[sentence.start : hit.span.start], link=True)


def _between(doc: Any, hit: VerbHit, words: Words, sentence: Span, folded: str) -> Draft | None:
    """Return the draft of "a link between X and Y"."""
    preposition = last_token(doc, hit.span)
    one = next((c for c in preposition.rights if c.dep_ == "pobj"), None)
    other = next((c for c in one.rights if c.dep_ == "conj"), None) if one is not None else None
    if one is None or other is None:
        return None
    whole = phrase_span(other, sentence)
    named = [m for m in words.outcomes if whole.covers(m.span)]
    first = phrase_span(one, sentence)
    first = Span(first.start, first.start + len(_AND.sub("", words.prose[first.start : whole.start])))
    if not named or not first.end > first.start:
        return None
    known = next((m for m in words.subjects if first.covers(m.span)), None)
    who = Who(first.of(words.prose), "other", first, first)
    if known is not None:
        who = Who(known.span.of(words.prose), known.kind, known.span, first)
    what = What(whole.of(words.prose), named[0].kind, named[0].span, tuple(named), whole, whole.of(words.prose))
    said = wording(head_token(doc, hit.span), sentence)
    said = replace(said, strength="correlational", words=(hit.span,))
    return Draft(who, hit.form, hit.span, what, folded[sentence.start : hit.span.start], link=True, wording=said)


def _without_repeats(drafts: list[Draft]) -> list[Draft]:
    kept: list[Draft] = []
    for draft in drafts:
        if not any(draft.verb_span.overlaps(k.verb_span) or _same(draft, k) or _inside_of(draft, k) for k in kept):
            kept.append(draft)
    return kept


def _same(one: Draft, other: Draft) -> bool:
    return (
        one.what.span == other.what.span and one.who.span == other.who.span and other.verb in {"due to", "because of"}
    )


def _inside_of(one: Draft, other: Draft) -> bool:
    """Tell whether a connection is what another connects: "is linked to a lower risk of Y" says it once."""
    return one.link and other.link and other.what.phrase is not None and other.what.phrase.overlaps(one.verb_span)


def _resolved(analysis: Analysis, sentence: Sentence, draft: Draft, words: Words) -> Draft:
    """Give a pronoun its meaning where the words before it leave no doubt."""
    if draft.who.kind != "pronoun" or draft.who.span is None:
        return draft
    found = meant(analysis, sentence, draft.who, words)
    return replace(draft, who=replace(found, span=None, phrase=None)) if found else draft


def _is_claim(draft: Draft) -> bool:
    """Tell whether a draft says something that a claims register should hold."""
    if draft.what.kind != "other":
        return True
    return draft.who.kind in INTERVENTIONS and draft.verb not in _SAYS_NOTHING


def _opening(words: Words, sentence: Span) -> Who:
    """Return the known subject that a sentence opens with."""
    for m in words.subjects:
        if sentence.covers(m.span) and m.span.start - sentence.start < 20 and m.kind != "study":
            return Who(m.phrase, m.kind, m.span)
    return NOBODY


def _topic(words: Words, sentence: Span) -> Who:
    for m in words.subjects:
        if sentence.covers(m.span) and m.kind in INTERVENTIONS:
            return Who(m.phrase, m.kind, m.span)
    return NOBODY


def _main_subject(doc: Any, words: Words, sentence: Span) -> Who:
    """Return the known subject of the sentence's main verb: what "it" means in the next sentence."""
    if not words.subjects:
        return NOBODY
    tokens = doc.char_span(sentence.start, sentence.end, alignment_mode="expand")
    if tokens is None:
        return NOBODY
    for child in tokens.root.children:
        if child.dep_ in {"nsubj", "nsubjpass"}:
            for m in words.subjects:
                if m.span.start <= child.idx < m.span.end and m.kind != "study":
                    return Who(m.phrase, m.kind, m.span)
    return NOBODY


def _following(drafts: list[Draft], subject: Who, last: Who) -> Who:
    if subject:
        return subject
    named = [d.who for d in drafts if d.who and d.who.kind not in {"other", "pronoun", "study"}]
    return named[0] if named else last
