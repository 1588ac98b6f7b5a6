"""The claims of an article: who says that what does what to which condition, and how strongly.

`claims(analysis)` is the register; `located(analysis)` adds each part's range in its block's prose. Both are worked
out once per article with `analysis.once`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from healthlint.claims.assemble import assembled, claim_id_of, judgement, normalised, part_of
from healthlint.claims.drafts import Lately, sentence_drafts
from healthlint.claims.listed import ListedConditions, listed_conditions
from healthlint.claims.listed_effects import lead_ins, with_lead_in
from healthlint.claims.located import NOBODY, LocatedClaim, Who
from healthlint.claims.topics import topic_above
from healthlint.claims.vocabulary import KnownWords, find_words
from healthlint.language.analysis import Analysis
from healthlint.language.sentences import Sentence
from healthlint.model.claim import Claim, Part
from healthlint.model.document import HEADINGS
from healthlint.model.span import Span

_LONGEST_TITLE = 16  # words
_NUMBER = re.compile(r"[\W\d_]*")  # "2. ", "✔ "


def claims(analysis: Analysis) -> tuple[Claim, ...]:
    """Return the claims of the article, in order. Their evidence and reasons are empty: see `sourced`."""
    return tuple(found.claim for found in analysis.once(located))


def located(analysis: Analysis) -> tuple[LocatedClaim, ...]:
    """Return the claims with the prose ranges of their parts."""
    seen: Counter[str] = Counter()
    out: list[LocatedClaim] = []
    sold = NOBODY  # what a seller's page named last
    title = analysis.document.title_block()
    for block in analysis.blocks:
        known = find_words(analysis.block(block).prose, analysis.folded(block))
        sold = _last_sold(known, sold)
        if not (known.verbs or known.links or known.outcomes) or not (known.outcomes or known.subjects):
            continue
        headline = analysis.block(block).kind in HEADINGS or (block == title and _reads_as_title(analysis, block))
        lately = Lately()
        sentences = analysis.sentences(block)
        for sentence, near in zip(sentences, known.near([s.span for s in sentences]), strict=True):
            if not (near.subjects or near.outcomes or near.verbs or near.links):
                continue
            drafts = sentence_drafts(analysis, sentence, near, known, lately, sold, headline=headline)
            if not drafts:
                continue
            judged = judgement(analysis, sentence)
            key = normalised(analysis.text(sentence))
            for number, draft in enumerate(drafts):
                place = Span(
                    draft.verb_span.start if number else sentence.span.start,
                    drafts[number + 1].verb_span.start if number + 1 < len(drafts) else sentence.span.end,
                )
                name = claim_id_of(key, seen[key])
                out.append(assembled(analysis, sentence, draft, name, place, judged, headline=headline))
                seen[key] += 1
    leads = lead_ins(analysis) if out else {}
    out = [with_lead_in(analysis, f, leads[f.claim.block]) if f.claim.block in leads else f for f in out]
    out = list(_of_topics(analysis, out))
    own = {f.claim.block for f in out if f.who}
    out += [
        _listed_claim(analysis, found, seen) for found in listed_conditions(analysis) if found.heaviest[0] not in own
    ]
    return tuple(sorted(out, key=lambda found: found.claim.block))


def _last_sold(known: KnownWords, before: Who) -> Who:
    """Return the last thing for sale that the page has named so far."""
    named = [m for m in known.subjects if m.kind in {"therapy", "supplement", "device"}]
    return Who(named[-1].span.of(known.prose), named[-1].kind, named[-1].span) if named else before


def _of_topics(analysis: Analysis, found: Iterable[LocatedClaim]) -> Iterator[LocatedClaim]:
    """Yield claims; those that leave their subject out with what the headings above them are about.

    "2. Boosts energy and lowers stress" anywhere, "Boost energy" as a heading below one that speaks of benefits.

    Rules still see copy without a subject.
    """
    sentence, who = (-1, Span(0, 0)), NOBODY
    for one in found:
        claim = one.claim
        here = (claim.block, claim.prose_span)
        if claim.subject.text:
            sentence, who = here, NOBODY
        elif here != sentence:  # verbs further on in the sentence have the subject of its first
            sentence, who = here, _topic_of(analysis, one)
        yield replace(one, claim=replace(claim, subject=Part(who.text), subject_class=who.kind)) if who else one


def _topic_of(analysis: Analysis, found: LocatedClaim) -> Who:
    claim = found.claim
    before = analysis.block(claim.block).prose[claim.prose_span.start : found.verb.start]
    if not _NUMBER.fullmatch(before):
        return NOBODY
    bare = not _is_third_person(claim.verb.text, found.lemma)
    if bare and not (claim.headline and claim.verb.text.lower() == found.lemma):
        return NOBODY
    return topic_above(analysis, claim.block, promising=bare)


def _is_third_person(verb: str, lemma: str) -> bool:
    first, bare = verb.split(" ")[0].lower(), lemma.split(" ")[0]
    return first != bare and first.endswith("s")


def _listed_claim(analysis: Analysis, found: ListedConditions, seen: Counter[str]) -> LocatedClaim:
    """Return the claim of a list with its lead-in; it stands at the item that weighs most."""
    block, mention = found.heaviest
    item, lead = analysis.block(block), analysis.block(found.lead_block)
    sentence = analysis.sentence_at(block, mention.span.start) or analysis.sentences(block)[0]
    names = ", ".join(m.span.of(analysis.block(i).prose) for i, m in found.items)
    key = normalised(f"{lead.prose} {item.prose}")
    seen[key] += 1
    claim = Claim(
        claim_id=claim_id_of(key, seen[key] - 1),
        block=block,
        span=item.map.to_source(sentence.span) or item.source_span,
        prose_span=sentence.span,
        quote=f"{lead.prose} {names}",
        subject=part_of(lead, found.who.text, found.who.span),
        subject_class=found.who.kind,
        verb=part_of(lead, found.verb.of(lead.prose), found.verb),
        outcome=part_of(item, names, mention.span),
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
    if len(analysis.blocks) < 2 or len(analysis.sentences(block)) != 1:
        return False
    return len(analysis.block(block).prose.split(None, _LONGEST_TITLE)) <= _LONGEST_TITLE


def claims_in(analysis: Analysis, sentence: Sentence) -> Iterator[LocatedClaim]:
    """Yield the claims of one sentence."""
    for found in analysis.once(located):
        if found.claim.block == sentence.block and found.claim.prose_span == sentence.span:
            yield found
