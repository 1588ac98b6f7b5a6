"""The claims of one sentence as drafts: each verb, connecting phrase or noun with its subject and its outcome."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from healthlint.claims.agent_nouns import agent_drafts
from healthlint.claims.located import NOBODY, Draft, What, Who
from healthlint.claims.means import helper_of, is_anybody, means_of
from healthlint.claims.nominal import nominal_drafts
from healthlint.claims.noun_phrases import is_people, phrase_span
from healthlint.claims.pronouns import meant
from healthlint.claims.roles import outcome_of, whole_outcome
from healthlint.claims.sold import as_sold
from healthlint.claims.statements import is_agent, is_no_statement
from healthlint.claims.subject_phrases import PRONOUNS, people_described, subject_named, whole_subject
from healthlint.claims.subjects import subject_of
from healthlint.claims.verb_uses import (
    helps_other_verb,
    is_passive,
    is_reduced_passive,
    is_verb_use,
    lacks_helper,
    may_be_verb,
)
from healthlint.claims.vocabulary import INTERVENTIONS, KnownWords, VerbHit, helped_outcomes
from healthlint.claims.word_order import treatment_beside
from healthlint.claims.wording import wording
from healthlint.claims.words import Words, tags_at, words_of
from healthlint.language.analysis import Analysis
from healthlint.language.sentences import Sentence
from healthlint.model.span import Span

# Of anything but a known outcome: "gives you time".
_SAYS_NOTHING = frozenset({"give", "make", "help", "affect", "create", "produce", "build", "enable", "set"})
# Nor these, of anything that no lexicon knows: "maintains a website".
_SAYS_LITTLE = _SAYS_NOTHING | frozenset([
    *("maintain", "generate", "raise", "limit", "ensure", "accelerate", "transform", "avoid"),
    *("open up", "break up", "step up", "feed", "refresh", "trim", "hold back", "take away"),
    *("take care of", "keep away", "draw out", "kill off", "lighten", "renew", "compromise", "upset"),
    *("build up", "put to rest", "deal with", "get to the root of", "clear away", "clear out"),
    *("dry out", "offset", "knock out", "free of", "free from", "adapt to", "recover from", "get over"),
    *("cope with", "see off", "drive out", "say goodbye to", "deplete", "extract", "dissolve"),
    *("pull out", "get under control", "evoke", "put an end to", "put a stop to", "bring an end to"),
    *("interfere with", "disrupt", "fade", "cool", "awaken"),
])  # fmt: skip
_CHOICE = re.compile(r"\b(?:choice|option|way|alternative|addition|treatment|remedy)\b")
_AND = re.compile(r"[\s,]+(?:and)?\s*(?:the |an? )?$")
_COMING = frozenset({"form", "develop", "occur", "happen", "come", "return", "recur", "spread", "get"})
_AGAINST = frozenset({"prevent", "stop", "protect", "block"})
_CURING = frozenset({"cure", "heal"})
_GONE = frozenset({"disappear", "vanish", "clear", "heal", "clear up", "go away", "subside", "melt away"})


class Lately:
    """Whom a pronoun would mean by the sentences before it: what they are about, looked up when somebody asks."""

    def __init__(self) -> None:
        self._who = NOBODY
        self._unasked: list[Callable[[], Who]] = []

    def add(self, subject: Callable[[], Who]) -> None:
        """Add a sentence by what tells its subject, NOBODY for none that a pronoun could mean."""
        self._unasked.append(subject)

    @property
    def who(self) -> Who:
        """The subject of the last sentence that has one."""
        while self._unasked:
            who = self._unasked.pop()()
            if who:
                self._who = who
                self._unasked.clear()
        return self._who


def sentence_drafts(
    analysis: Analysis,
    sentence: Sentence,
    near: KnownWords,
    known: KnownWords,
    lately: Lately,
    sold: Who,
    *,
    headline: bool,
) -> list[Draft]:
    """Return the drafts of a sentence, and add the sentence to `lately`.

    `near` are the known words of the sentence (and close after it), `known` those of its block. `sold` is what a
    seller's page named last.
    """
    span = sentence.span
    folded = analysis.folded(sentence.block)
    hits = _inside(near.verbs, span)
    links = _inside(near.links, span)
    has_outcome = any(span.covers(m.span) for m in near.outcomes)
    both = near.subjects and has_outcome
    drafts = list(nominal_drafts(near.prose, folded, near, span, headline=headline)) if both else []
    if near.subjects:
        drafts += agent_drafts(near.prose, folded, near, span)
    if drafts:
        words = words_of(analysis, sentence)
        drafts = [_whole(words, draft, near, span) for draft in drafts]
    if not hits and not links:
        lately.add(lambda: _opening(near, span) or _topic(near, span) or _named(drafts))
        return drafts
    offered = Offered(analysis, span.of(folded), near, lately)
    worth = [
        hit
        for hit in hits
        if _may_claim(hit, offered, has_outcome=has_outcome)
        and may_be_verb(*tags_at(analysis, sentence.block, hit.span.start), hit, near)
    ]
    if worth or (links and has_outcome):
        words = words_of(analysis, sentence)
        drafts += [draft for hit in links if has_outcome and (draft := _link_draft(words, hit, near, span, folded))]
        for hit in worth:
            draft = _verb_draft(words, hit, near, span, folded, offered)
            if draft and not any(d.link and d.what.span.overlaps(draft.what.span) for d in drafts):
                drafts.append(draft)
    if drafts:
        words = words_of(analysis, sentence)
        drafts = [_resolved(analysis, words, sentence, draft, known) for draft in drafts]
        if analysis.context.publisher == "commercial":
            earlier = [] if lately.who else analysis.sentences(sentence.block)[: sentence.index]
            drafts = [as_sold(analysis, draft, words, earlier, known, sold) for draft in drafts]
        drafts = [replace(d, who=NOBODY) if d.who.kind == "pronoun" else d for d in _without_repeats(drafts)]
        drafts = [d for d in drafts if _is_claim(d)]
        drafts.sort(key=lambda d: d.verb_span)
    lately.add(lambda: _main_subject(analysis, sentence, near) or _topic(near, span) or _named(drafts))
    return drafts


def _whole(words: Words, draft: Draft, known: KnownWords, sentence: Span) -> Draft:
    who = whole_subject(words, draft.who, draft.verb_span, sentence)
    if who.phrase is not None and who.phrase.overlaps(draft.what.span):
        who = draft.who  # "acupuncture for migraine" is one phrase
    what = whole_outcome(words, draft.what, draft.verb_span, known, sentence)
    return replace(draft, who=who, what=what if not (what.phrase and _meets(what.phrase, who)) else draft.what)


def _meets(phrase: Span, who: Who) -> bool:
    return who.span is not None and phrase.overlaps(who.span)


def _inside(hits: tuple[VerbHit, ...], sentence: Span) -> list[VerbHit]:
    start, end = sentence.start, sentence.end
    return [h for h in hits if start <= h.span.start and h.span.end <= end]


class Offered:
    """Whether the subject of a sentence, given folded, could be on offer; see `INTERVENTIONS` and `_is_claim`.

    It is named in the sentence, sold by the page, its own ("our drops"), or meant by a pronoun.
    """

    def __init__(self, analysis: Analysis, folded: str, near: KnownWords, lately: Lately) -> None:
        self.on_sale = analysis.context.publisher == "commercial"
        named = self.on_sale or any(m.kind in INTERVENTIONS for m in near.subjects)
        self._known: bool | None = True if named or "our" in folded else None
        self._lately = lately

    def __bool__(self) -> bool:
        if self._known is None:
            self._known = self._lately.who.kind in INTERVENTIONS
        return self._known


def _may_claim(hit: VerbHit, offered: Offered, *, has_outcome: bool) -> bool:
    """Tell whether a verb may make a claim: of an unknown outcome only what is on offer does."""
    return has_outcome or hit.lemma in _CURING or (hit.lemma not in _SAYS_LITTLE and bool(offered))


def _verb_draft(
    words: Words, hit: VerbHit, known: KnownWords, sentence: Span, folded: str, offered: Offered
) -> Draft | None:
    if not is_verb_use(words, hit, known, sentence) or lacks_helper(words, hit):
        return None
    if helps_other_verb(words, hit, known):
        return None
    what = outcome_of(words, hit, known, sentence)
    if what is None or (what.kind == "other" and (hit.lemma in _SAYS_LITTLE or not offered)):
        return None
    what = whole_outcome(words, what, hit.span, known, sentence)
    verb = words.head_of(hit.span)
    if _is_empty(words, verb, hit, what):
        return None  # no claim, whoever does it: see `_is_claim`
    who = subject_of(words, hit, known, sentence)
    if who.span is not None and who.span.overlaps(what.span):
        who = treatment_beside(hit, known, sentence) or means_of(words, verb, known, sentence)
        if not who and hit.lemma in _GONE and not (offered.on_sale or _is_mine(words, what)):
            return None  # "the symptoms disappear in a week"
    elif is_anybody(who) or (who.span is not None and is_people(words, words.head_of(who.span))):
        helper = helper_of(words, verb, known)
        means = means_of(words, verb, known, sentence) if helper is None else NOBODY
        if means and what.kind == "other":
            return None  # "by studying herbs, we can unlock secrets"
        who = subject_of(words, helper, known, sentence) if helper is not None else means or who
    if is_no_statement(words, verb, who, what, known, sentence) or (not who and words.dep[verb] == "csubj"):
        return None
    # "sleep improved" reports a change beside a treatment; it does not say what made the change.
    # "migraines disappear with massage" promises all the same.
    came_first = what.span.end <= hit.span.start and not (is_passive(words, hit) or is_reduced_passive(words, verb))
    strength = "correlational" if came_first and hit.lemma not in _GONE else ""
    lead = folded[sentence.start : hit.span.start]
    said = wording(words, verb, sentence) if words.pos[verb] in {"VERB", "AUX"} else None
    if (
        said is not None
        and said.strength == "direct"
        and said.words == (words.span(verb),)
        and words.tag[verb] in {"VB", "VBG"}
        and words.dep[verb] not in {"ROOT", "csubj"}
    ):
        said = None  # an infinitive or a participle has a governor, which the parse missed
    return Draft(who, hit.lemma, hit.span, what, lead, strength=strength, wording=said)


def _is_of_people(words: Words, who: Who) -> bool:
    return who.span is not None and is_people(words, words.head_of(who.span))


def _is_mine(words: Words, what: What) -> bool:
    """Tell whether an outcome is the speaker's own: "my knee pain vanished"."""
    noun = words.head_of(what.span)
    return any(words.lower[c] == "my" for c in words.of_dep(noun, "poss"))


def _is_empty(words: Words, verb: int, hit: VerbHit, what: What) -> bool:
    """Tell whether a verb says nothing of its outcome, or another verb does."""
    if what.kind == "other" and what.text.lower() in PRONOUNS | {"them", "itself", "themselves", "yourself"}:
        return True  # "trials do not support this"
    kids = words.kids[verb]
    if hit.lemma == "make":
        if _CHOICE.search(what.phrase_text):
            return True  # "making it a good choice for sleep": see `nominal`
        if words.of_dep(verb, "ccomp") and what.text.lower() not in helped_outcomes():
            return True  # "makes tumours more sensitive", not "makes you sleep better"
    if (what.head or what.kind == "other") and hit.lemma in _SAYS_NOTHING - {"help"}:
        return True  # "makes an impact in cancer"
    if hit.lemma == "give" and words.of_dep(verb, "nsubjpass"):
        return True  # "was given"
    if hit.lemma in _AGAINST:
        # "prevents the immune system from attacking …"
        return (what.kind == "function" and bool(words.of_dep(verb, "prep"))) or _from_doing(words, hit)
    return hit.lemma == "benefit" and any(words.lower[c] == "from" for c in kids)  # "patients benefit from Y"


def _from_doing(words: Words, hit: VerbHit) -> bool:
    """Tell whether what is prevented is that something does something: "prevents cells from sticking together"."""
    following = words.last_of(hit.span) + 1
    for c in range(following, min(following + 7, len(words))):
        if words.lower[c] == "from":
            for k in words.right(c):
                if words.dep[k] == "pcomp" and words.lemma[k] not in _COMING:
                    return True
    return False


def _link_draft(words: Words, hit: VerbHit, known: KnownWords, sentence: Span, folded: str) -> Draft | None:
    if hit.form.endswith("between"):
        return _between(words, hit, known, sentence, folded)
    what = outcome_of(words, hit, known, sentence, link=True)
    if what is None or what.kind == "other":
        return None
    what = whole_outcome(words, what, hit.span, known, sentence)
    word = words.at(hit.span.start)
    is_verb = words.pos[word] == "VERB" and words.tag[word] != "VBN"
    joined = word > 0 and words.lower[word] == "lower" and words.lower[word - 1] in {"and", "or"}
    if (is_verb or joined) and any(v.span.overlaps(hit.span) for v in known.verbs):
        return None  # "may lower risk of", "reduces fat and lower levels of": a verb of cause
    who = subject_of(words, hit, known, sentence)
    if who.span is not None and is_people(words, words.head_of(who.span)):
        who = people_described(words, who, known, sentence)
    if who.kind in {"care", "study"} or (who.span is not None and is_agent(words, who)):
        return None  # "doctors can predict …"
    if not who or (who.span is not None and who.span.overlaps(what.span)):
        return None
    return Draft(who, hit.form, hit.span, what, folded[sentence.start : hit.span.start], link=True)


def _between(words: Words, hit: VerbHit, known: KnownWords, sentence: Span, folded: str) -> Draft | None:
    """Return the draft of "a link between X and Y"."""
    preposition = words.last_of(hit.span)
    one = next((c for c in words.right(preposition) if words.dep[c] == "pobj"), None)
    other = next((c for c in words.right(one) if words.dep[c] == "conj"), None) if one is not None else None
    if one is None or other is None:
        return None
    whole = phrase_span(words, other, sentence)
    named = [m for m in known.outcomes if whole.covers(m.span)]
    first = phrase_span(words, one, sentence)
    first = Span(first.start, first.start + len(_AND.sub("", known.prose[first.start : whole.start])))
    if not named or not first.end > first.start:
        return None
    mention = next((m for m in known.subjects if first.covers(m.span)), None)
    who = Who(first.of(known.prose), "other", first, first)
    if mention is not None:
        who = replace(subject_named(mention, known), phrase=first)
    what = What(whole.of(known.prose), named[0].kind, named[0].span, tuple(named), whole, whole.of(known.prose))
    said = wording(words, words.head_of(hit.span), sentence)
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


def _resolved(analysis: Analysis, words: Words, sentence: Sentence, draft: Draft, known: KnownWords) -> Draft:
    """Give a pronoun its meaning where the words before it leave no doubt."""
    if draft.who.kind != "pronoun" or draft.who.span is None:
        return draft
    found = meant(analysis, words, sentence, draft.who, known)
    return replace(draft, who=replace(found, span=None, phrase=None)) if found else draft


def _is_claim(draft: Draft) -> bool:
    """Tell whether a draft says something that a claims register should hold."""
    if draft.what.kind != "other":
        return True
    return draft.who.kind in INTERVENTIONS and draft.verb not in _SAYS_NOTHING


def _opening(near: KnownWords, sentence: Span) -> Who:
    """Return the known subject that a sentence opens with."""
    for m in near.subjects:
        if sentence.covers(m.span) and m.span.start - sentence.start < 20 and m.kind != "study":
            return Who(m.phrase, m.kind, m.span)
    return NOBODY


def _topic(near: KnownWords, sentence: Span) -> Who:
    for m in near.subjects:
        if m.kind in INTERVENTIONS and sentence.covers(m.span):
            return Who(m.phrase, m.kind, m.span)
    return NOBODY


def _main_subject(analysis: Analysis, sentence: Sentence, near: KnownWords) -> Who:
    """Return the known subject of the sentence's main verb: what "it" means in the next sentence."""
    if not near.subjects:
        return NOBODY
    words = words_of(analysis, sentence)
    for child in words.kids[words.head_among(range(len(words)))]:
        if words.dep[child] in {"nsubj", "nsubjpass"}:
            begin = words.begin[child]
            for m in near.subjects:
                if m.span.start <= begin < m.span.end and m.kind != "study":
                    return Who(m.phrase, m.kind, m.span)
    return NOBODY


def _named(drafts: list[Draft]) -> Who:
    """Return the first subject of some drafts that a pronoun could mean."""
    return next((d.who for d in drafts if d.who and d.who.kind not in {"other", "pronoun", "study"}), NOBODY)
