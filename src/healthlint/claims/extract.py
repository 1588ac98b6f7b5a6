"""The claims of an article: who says that what does what to which condition, and how strongly.

`claims(analysis)` is the register; `located(analysis)` adds each part's range in its block's prose. Both are worked
out once per article with `analysis.once`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from hashlib import blake2b
from typing import Any

from healthlint.claims.direction import direction
from healthlint.claims.listed import ListedConditions, listed_conditions
from healthlint.claims.located import NOBODY, Draft, LocatedClaim, What, Who
from healthlint.claims.nominal import nominal_drafts
from healthlint.claims.noun_phrases import is_people
from healthlint.claims.places import first_token, head_token
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
from healthlint.claims.strength import boosters, hedges, rung
from healthlint.claims.subjects import people_described, subject_of, treatment_beside, whole_subject
from healthlint.claims.vocabulary import INTERVENTIONS, VerbHit, Words, find_words, is_established
from healthlint.claims.wording import wording
from healthlint.language.analysis import Analysis
from healthlint.language.negation import span_polarity
from healthlint.language.sentences import Sentence
from healthlint.model.claim import NO_PART, Claim, Part
from healthlint.model.document import BlockKind
from healthlint.model.span import Span

_HEADINGS = frozenset({BlockKind.HEADING, BlockKind.TITLE})
# Of anything but a known outcome: "gives you time".
_SAYS_NOTHING = frozenset({"give", "make", "help", "affect", "create", "produce", "build", "enable", "set"})
_CHOICE = re.compile(r"\b(?:choice|option|way|alternative|addition|treatment|remedy)\b")
_PUBLIC = re.compile(r"\bpublic health\b", re.IGNORECASE)
_ILLNESS = frozenset({"disease", "condition", "illness", "disorder", "infection", "symptom", "syndrome", "virus"})
_KEEPING = frozenset({"keep", "stop", "prevent", "discourage", "ban"})
_PERSONAL = frozenset({"we", "i", "he", "she", "who", "they", "us"})
_PROFESSION = re.compile(
    r"\w*(?:ologist|iatrist|ician|surgeon|therapist|practitioner|nurse|doctor|researcher|scientist)s?"
)
_BODY = re.compile(  # what is organised, not what is taken
    r"\b(?:Universit(?:y|ies)|Institutes?|Hospitals?|Department|Division|Foundation|Association|Societ(?:y|ies)|Inc\.?|"
    r"Corp\.?|Ltd\.?|company|compan(?:y|ies)|Program(?:me)?s?|Network|Agency|FDA|NHS|WHO|organi[sz]ations?|charit(?:y|ies)|"
    r"Cent(?:er|re)(?:['’]s)? (?:for|of)|Cent(?:er|re)['’]s|governments?)(?!\w)"
)
_FINITE = frozenset({"VBZ", "VBP", "VBD", "MD"})
_AIMS = frozenset(
    {"challenge", "need", "mission", "decision", "plan", "goal", "aim", "effort", "desire", "fight", "advice"}
)
_AIMING = frozenset(
    {"dedicate", "commit", "strive", "work", "aim", "seek", "attempt", "try", "hope", "plan", "continue", "focus"}
)
_CASES = frozenset({"bout", "case", "type", "form", "episode", "attack", "stage"})
_CURING = frozenset({"cure", "heal"})
_OPENING = 3  # characters before the first word of a sentence: a quotation mark, a bullet
_LONGEST_TITLE = 16  # words
_GONE = frozenset({"disappear", "vanish", "clear", "heal", "clear up"})


def claims(analysis: Analysis) -> tuple[Claim, ...]:
    """Return the claims of the article, in order. Their `citations` are empty: see `with_citations`."""
    return tuple(found.claim for found in analysis.once(located))


def with_citations(found: Iterable[Claim], reach: Callable[[Claim], tuple[str, ...]]) -> tuple[Claim, ...]:
    """Return the claims with the citations that `reach` gives for each."""
    reached = ((claim, reach(claim)) for claim in found)
    return tuple(replace(claim, citations=ids) if ids != claim.citations else claim for claim, ids in reached)


def located(analysis: Analysis) -> tuple[LocatedClaim, ...]:
    """Return the claims with the prose ranges of their parts."""
    seen: Counter[str] = Counter()
    out: list[LocatedClaim] = []
    sold = NOBODY  # what a seller's page named last
    title = analysis.document.title_block()
    for block in analysis.blocks:
        words = find_words(analysis.block(block).prose, analysis.folded(block))
        sold = _last_sold(words, sold)
        if not (words.verbs or words.links or words.outcomes) or not (words.outcomes or words.subjects):
            continue
        headline = analysis.block(block).kind in _HEADINGS or (block == title and _reads_as_title(analysis, block))
        last = NOBODY
        sentences = analysis.sentences(block)
        for sentence, near in zip(sentences, words.near([s.span for s in sentences]), strict=True):
            if not (near.subjects or near.outcomes or near.verbs or near.links):
                continue
            drafts, last = _sentence_drafts(
                analysis, sentence, near, words, last, sold, headline=headline, ends=sentence is sentences[-1]
            )
            for draft in drafts:
                key = _normalised(analysis.text(sentence))
                out.append(_claim(analysis, sentence, draft, _claim_id(key, seen[key]), headline=headline))
                seen[key] += 1
    out += [_listed_claim(analysis, found, seen) for found in listed_conditions(analysis)]
    return tuple(sorted(out, key=lambda found: found.claim.block))


def _last_sold(words: Words, before: Who) -> Who:
    """Return the last thing for sale that the page has named so far."""
    named = [m for m in words.subjects if m.kind in {"therapy", "supplement", "device"}]
    return Who(named[-1].span.of(words.prose), named[-1].kind, named[-1].span) if named else before


def _listed_claim(analysis: Analysis, found: ListedConditions, seen: Counter[str]) -> LocatedClaim:
    """Return the claim of a list with its lead-in; it stands at the item that weighs most."""
    block, mention = found.heaviest
    item, lead = analysis.block(block), analysis.block(found.lead_block)
    sentence = analysis.sentence_at(block, mention.span.start) or analysis.sentences(block)[0]
    names = ", ".join(m.span.of(analysis.block(i).prose) for i, m in found.items)
    key = _normalised(f"{lead.prose} {item.prose}")
    seen[key] += 1
    claim = Claim(
        claim_id=_claim_id(key, seen[key] - 1),
        block=block,
        span=item.map.to_source(sentence.span) or item.source_span,
        prose_span=sentence.span,
        quote=f"{lead.prose} {names}",
        subject=_part(lead, found.who.text, found.who.span),
        subject_class=found.who.kind,
        verb=_part(lead, found.verb.of(lead.prose), found.verb),
        outcome=_part(item, names, mention.span),
        outcome_class=mention.kind,
        strength="can" if "can" in analysis.folded(found.lead_block).split() else "direct",
        polarity="asserted",
        direction="benefit",
        condition=mention.phrase,
        tier=mention.tier,
    )
    mentions = (mention, *(m for i, m in found.items if m is not mention))
    return LocatedClaim(claim, found.who.text, found.lemma, mention.span, mention.span, None, mentions, listed=True)


def _reads_as_title(analysis: Analysis, block: int) -> bool:
    """Tell whether the first block of a text without headings is a title: one short sentence, and more text after."""
    short = len(analysis.block(block).prose.split()) <= _LONGEST_TITLE and len(analysis.sentences(block)) == 1
    return short and len(analysis.blocks) > 1


def _sentence_drafts(
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
    what = outcome_of(doc, hit, words, sentence)
    if hit.lemma == "make" and what is not None and _CHOICE.search(what.phrase.of(words.prose) if what.phrase else ""):
        return None  # "making it a good choice for sleep": see `nominal`
    if what is not None and (what.head or what.kind == "other") and hit.lemma in _SAYS_NOTHING - {"help"}:
        return None  # "makes an impact in cancer"
    if hit.lemma == "benefit" and any(c.lower_ == "from" for c in head_token(doc, hit.span).children):
        return None  # "patients benefit from Y"
    if what is None or (what.kind == "other" and (not offered or hit.lemma in _SAYS_NOTHING)):
        return None  # no claim, whoever does it: see `_is_claim`
    token = head_token(doc, hit.span)
    who = subject_of(doc, hit, words, sentence)
    if who.span is not None and who.span.overlaps(what.span):
        who = treatment_beside(hit, words, sentence)
    if _is_no_statement(doc, token, who, what, words, sentence):
        return None
    # "sleep improved" reports a change beside a treatment; it does not say what made the change.
    # "migraines disappear with massage" promises all the same.
    came_first = what.span.end <= hit.span.start and not is_passive(doc, hit)
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


def _is_no_statement(doc: Any, token: Any, who: Who, what: What, words: Words, sentence: Span) -> bool:
    """Tell whether a verb is what somebody is to do or wants ("patients who try to lower Y", "how to treat Y"), or
    only tells a kind of thing from others ("pain caused by Y").
    """
    if who.span is not None and is_people(head_token(doc, who.span)):
        return True
    clause = token.head if token.dep_ == "conj" else token
    if _is_aim(token, who) or (not who and clause.dep_ == "relcl"):
        return True
    finite = token.tag_ in _FINITE or any(c.dep_ == "aux" and c.tag_ != "TO" for c in token.children)
    if who.kind == "other" and who.phrase is not None and _BODY.search(words.prose[who.phrase.start : who.phrase.end]):
        return True
    if _is_agent(doc, who) and (not finite or token.dep_ in {"relcl", "advcl", "acl", "pcomp"}):
        return True  # what people aim at, or how they go about it: "the way we treat Y"
    if who.span is not None and who.kind in {"other", "body"} and _is_illness(doc, who, words):
        return True
    if what.phrase is not None and _PUBLIC.search(what.phrase.of(words.prose)):
        return True
    if is_reduced_passive(token) and who.kind not in INTERVENTIONS:
        return True
    purpose = any(c.tag_ == "TO" for c in token.children)
    if purpose and any(c.lower_ == "how" for c in token.children):
        return True
    opens = token.idx - sentence.start <= _OPENING
    if token.dep_ == "pcomp" and token.head.lower_ == "by" and what.kind == "other":
        return True
    return not who and not opens and (purpose or token.tag_ == "VBG")


def _is_aim(token: Any, who: Who) -> bool:
    """Tell whether a verb is what somebody sets out to do, or tells whose illness it is ("patients whose …")."""
    if any(g.lower_ == "whose" for c in token.children if c.dep_ in {"nsubj", "nsubjpass"} for g in c.children):
        return True
    if token.dep_ in {"acl", "relcl"} and token.head.lemma_.lower() in _AIMS:
        return True
    node = token.head if token.dep_ == "pcomp" else token
    if node.lower_ == "from" and node.head.lemma_.lower() in _KEEPING:
        return True  # "keeps it from driving Y"
    return who.kind not in INTERVENTIONS and node.head is not node and node.head.lemma_.lower() in _AIMING


def _is_agent(doc: Any, who: Who) -> bool:
    """Tell whether a subject is somebody who acts: we, doctors, a named person or body; not a thing that works."""
    if who.span is None:
        return False
    noun = head_token(doc, who.span)
    titled = any(c.lower_ in {"dr.", "dr", "prof.", "professor"} for c in noun.lefts)
    named = who.kind == "other" and noun.ent_type_ in {"PERSON", "ORG"} and noun.text.isalpha() and not noun.is_upper
    if who.kind in {"care", "study"} or named or titled or noun.lower_ in _PERSONAL:
        return True
    text = who.text if who.phrase is None else noun.doc.text[who.phrase.start : who.phrase.end]
    return who.kind == "other" and (bool(_PROFESSION.fullmatch(noun.lower_)) or bool(_BODY.search(text)))


def _is_illness(doc: Any, who: Who, words: Words) -> bool:
    """Tell whether a subject is an illness: what asthma does is no claim of anything on offer."""
    noun = head_token(doc, who.phrase or who.span)
    if noun.lemma_.lower() in _CASES:
        noun = next((o for c in noun.children if c.lower_ == "of" for o in c.children), noun)
    return noun.lemma_.lower() in _ILLNESS or any(
        m.kind in {"condition", "symptom"} and m.span.start <= noun.idx < m.span.end for m in words.outcomes
    )


def _link_draft(doc: Any, hit: VerbHit, words: Words, sentence: Span, folded: str) -> Draft | None:
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
    if who.kind == "care" or (who.span is not None and _is_agent(doc, who) and who.kind != "study"):
        return None  # "doctors can predict …"
    if not who or (who.span is not None and who.span.overlaps(what.span)):
        return None
    return Draft(who, hit.form, hit.span, what, folded[sentence.start : hit.span.start], link=True)


def _without_repeats(drafts: list[Draft]) -> list[Draft]:
    kept: list[Draft] = []
    for draft in drafts:
        if not any(draft.verb_span.overlaps(k.verb_span) or _same(draft, k) for k in kept):
            kept.append(draft)
    return kept


def _same(one: Draft, other: Draft) -> bool:
    return (
        one.what.span == other.what.span and one.who.span == other.who.span and other.verb in {"due to", "because of"}
    )


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


def _claim(analysis: Analysis, sentence: Sentence, draft: Draft, claim_id: str, *, headline: bool) -> LocatedClaim:
    block = analysis.block(sentence.block)
    text = analysis.text(sentence)
    folded = sentence.span.of(analysis.folded(sentence.block))
    polarity = span_polarity(analysis, sentence, draft.verb_span)
    if draft.wording is not None and draft.wording.asked and polarity in {"asserted", "negated"}:
        polarity = "questioned"
    if draft.verb == "for" and polarity == "asserted":
        polarity = span_polarity(analysis, sentence, draft.what.span)
    condition = draft.what.condition
    claim = Claim(
        claim_id=claim_id,
        block=sentence.block,
        span=block.map.to_source(sentence.span) or block.source_span,
        prose_span=sentence.span,
        quote=text,
        subject=_subject(block, draft.who),
        subject_class=draft.who.kind if draft.who.kind != "pronoun" else "other",
        verb=_part(block, draft.verb_span.of(block.prose), draft.verb_span),
        outcome=_phrase(block, draft.what.phrase or draft.what.span),
        outcome_class=draft.what.kind,
        strength=draft.strength or (draft.wording.strength if draft.wording else rung(draft.lead, link=draft.link)),
        polarity=polarity,
        direction=direction(draft),
        condition=condition.phrase if condition else "",
        tier=condition.tier if condition else "",
        hedges=hedges(folded),
        boosters=boosters(folded),
        headline=headline,
        established=_established(draft),
    )
    fragment = not draft.who and _opens_as_fragment(draft.verb_span.of(block.prose), draft, sentence)
    return LocatedClaim(
        claim,
        draft.who.text,
        draft.verb,
        draft.verb_span,
        draft.what.span,
        draft.who.span,
        draft.what.mentions,
        fragment,
    )


def _opens_as_fragment(verb: str, draft: Draft, sentence: Sentence) -> bool:
    """Tell whether the sentence is product copy that leaves its subject out: "Relieves pain. Boosts energy."""
    first = verb.split(" ")[0]
    return draft.verb_span.start - sentence.span.start <= 2 and first.endswith("s") and not draft.verb.endswith("s")


def _subject(block: Any, who: Who) -> Part:
    if not who:
        return NO_PART
    return _phrase(block, who.phrase or who.span) if who.span is not None else Part(who.text)


def _phrase(block: Any, prose_span: Span) -> Part:
    return Part(prose_span.of(block.prose), block.map.to_source(prose_span))


def _part(block: Any, text: str, prose_span: Span | None) -> Part:
    return Part(text, block.map.to_source(prose_span) if prose_span else None)


def _established(draft: Draft) -> bool:
    said = frozenset(m.phrase for m in draft.what.mentions) or frozenset({draft.what.text.lower()})
    return is_established(draft.who.text.lower(), said)


def _claim_id(normalised: str, ordinal: int) -> str:
    """Return 12 hexadecimal digits of the sentence's words and the claim's number among those of equal sentences."""
    return blake2b(f"{normalised}\x00{ordinal}".encode(), digest_size=6).hexdigest()


def _normalised(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


def claims_in(analysis: Analysis, sentence: Sentence) -> Iterator[LocatedClaim]:
    """Yield the claims of one sentence."""
    for found in analysis.once(located):
        if found.claim.block == sentence.block and found.claim.prose_span == sentence.span:
            yield found
