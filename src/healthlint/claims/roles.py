"""What a verb is done to: the outcome of a claim, from the parse where it holds, else from word order."""

from __future__ import annotations

import re
from dataclasses import replace

from healthlint.claims.located import What
from healthlint.claims.noun_phrases import PEOPLE, phrase_span, top_noun, without_owner
from healthlint.claims.verb_uses import DEGREES, HELPERS, is_reduced_passive
from healthlint.claims.vocabulary import SELDOM_NOUNS, KnownWords, Mention, VerbHit, helped_outcomes
from healthlint.claims.word_order import CLAUSE_BREAK
from healthlint.claims.words import Words
from healthlint.language.terms import word_set
from healthlint.model.span import Span

_CURED = frozenset({"me", "him", "her", "us", "them", "you"})
_REACH = 9  # tokens from the verb to its outcome
# "reduces the symptoms of X", "slows the progress of X": what is claimed is about X.
_TRANSPARENT = word_set(
    "symptom sign risk chance effect severity frequency number level duration length incidence rate "
    "likelihood course progress progression growth spread onset amount production function activity "
    "development burden impact attack case episode recurrence flare bout form type kind range feeling "
    "sensation amount cause problem issue treatment management ability recovery strength health root sort "
    "lot bit variety host condition illness ailment disease disorder complaint range array number"
)
_INTRANSITIVE = word_set(
    "improve increase decrease worsen double halve strengthen clear ease disappear vanish heal subside"
) | {"go away", "clear up", "melt away"}
_HAVING = word_set(
    "struggle live deal cope have get develop suffer experience die lower report become face catch reduce increase"
)
_FINITE = frozenset({"VBZ", "VBP", "VBD", "MD"})
_BREAKING = word_set("but when if because while although who which that without than")
# "cancer care", "asthma research": the condition only names the service.
NAMES_A_SERVICE = re.compile(
    r"\s+(?:treatments?|care|research|screening|services?|cent(?:re|er)s?|clinics?|patients?|sufferers?|survivors?|nurses?|drugs?|meds|medications?|"
    r"tests?|testing|programm?e?s?|trials?|stud(?:y|ies)|specialists?|experts?|communit(?:y|ies)|awareness|management|"
    r"diagnos[ie]s|detection|researchers?|clinicians?|scientists?|foundations?|charit(?:y|ies)|guidelines?|societ(?:y|ies)|departments?|therap(?:y|ies))\b"
)
_CHANCE_OF_IT = re.compile(r"\s+(?:risks?|rates?|mortality|incidence|deaths?|recurrence)\b")  # "bowel cancer risk"
_LIST_OPENS = 25  # characters from "including" to the first known word
_LISTS = re.compile(r",? (?:including|such as|like|e\.g\.|for example) ")  # "conditions, including asthma"
_APART = frozenset({"relcl", "acl", "punct", "appos", "advcl"})
_WHERE = frozenset({"in", "among", "by", "at", "over", "during", "within", "after", "from"})
_JOINS_IT = re.compile(r",|\b(?:and|or|as|including|such|like)\b")
_NEEDS_OBJECT = word_set("relax recharge refresh settle cool awaken recover")
_REMOVING = (" of", " from", " against", "away with", "goodbye to")
_BRACKETED = re.compile(r"\b[\w-]+\s+\([^()]{1,15}\)\s+(?:cholesterol|fats?|sugars?|pressure)\b")
_DEGREE = re.compile(r"\b(?:mild|moderate)(?:ly)? (?:to|or) (?:moderate|severe)(?:ly)?\b")
_LONGEST_SPLIT = 20  # characters of "LDL (bad) "
_NEXT_PART = re.compile(r"\s+(?:of|for|from|in|against)\s+(?:[\w-]+\s+){0,2}")
_NEXT_WORD = re.compile(r"\s+(?:[\w-]+\s+){0,2}")
_JOINT_END = re.compile(r"(?:,|\s(?:and|or))\s+$")
_JOIN = re.compile(
    r"[\s,]*(?:\b(?:and|or|and/or|as well as|including|such as|even|also|both|like)\b[\s,]*)*"
    r"(?:(?!(?:where|which|who|that|when|since|because|but|so|although|while|by|if|than|then|after|before|is|are)\b)"
    r"[\w-]+ ){0,2}"
)


# "vision loss", "problems with memory": of a function the want of it.
WORSE_HEADS = word_set(
    "loss decline damage impairment dysfunction deterioration failure deficiency problem disorder injury trouble "
    "difficulty deficit degeneration disease infection attack issue complaint disturbance imbalance drop ache"
)


def outcome_of(words: Words, hit: VerbHit, known: KnownWords, sentence: Span, *, link: bool = False) -> What | None:
    """Return what is done to what, or None where the verb has no outcome that claims are made of.

    `link`: the verb only connects ("is associated with"), so that what is connected follows it.
    """
    if link:
        after = _mention_after(words, hit, known, sentence)
        return _coordinated(words, after, known, sentence) if after else None
    return _outcome(words, words.head_of(hit.span), hit, known, sentence)


def _outcome(words: Words, verb: int, hit: VerbHit, known: KnownWords, sentence: Span) -> What | None:
    if is_reduced_passive(words, verb):
        return _known_in(_noun_phrase(words, words.head[verb], sentence), known)
    kids = words.kids[verb] if words.pos[verb] == "VERB" else ()
    for c in kids:
        if words.dep[c] == "nsubjpass" and not hit.lemma.startswith("get "):
            return _known_in(_noun_phrase(words, c, sentence), known)
    after = _mention_after(words, hit, known, sentence)
    done_to = None
    for c in kids:
        # "mild to moderate pain"
        if words.dep[c] != "dobj" or words.begin[c] < hit.span.end:
            continue  # "rids the body of toxins": whom, not what
        if after and words.lower[c] in DEGREES:
            continue  # "mild to moderate pain"
        if words.pos[c] != "ADJ" or not after or words.right(c):
            done_to = c
            break
    if done_to is None:
        if hit.lemma in _NEEDS_OBJECT:
            return None  # "relax, reduce stress"
        particle = _object_of_particle(words, hit, known, sentence)
        if particle is not None and not (after and particle.span.overlaps(after.span)):
            return particle
        if not after or (hit.lemma in _INTRANSITIVE and _is_only_where(words, verb, after)):
            return _changed(words, verb, hit, known, sentence)  # "sleep improved in those with asthma"
        return _coordinated(words, after, known, sentence)
    if after is None:
        if hit.lemma in {"cure", "heal"} and words.lower[done_to] in _CURED:
            # "a detox cured me": whoever is cured had something.
            return What(words.text(done_to), "condition", words.span(done_to))
    elif _is_about(words, done_to, after):
        return _coordinated(words, after, known, sentence)
    core = _noun_phrase(words, done_to, sentence)
    if core.start < hit.span.end:
        return None
    return What(core.of(known.prose), "other", core)


def _object_of_particle(words: Words, hit: VerbHit, known: KnownWords, sentence: Span) -> What | None:
    """Return Y of "protects the liver from Y", "gets rid of Y", where Y is no known word."""
    if not hit.lemma.endswith(_REMOVING):
        return None
    for c in words.of_dep(words.last_of(hit.span), "pobj"):
        core = _noun_phrase(words, c, sentence)
        return What(core.of(known.prose), "other", core)
    return None


def _is_about(words: Words, done_to: int, after: Mention) -> bool:
    """Tell whether what a verb is done to is a known word: its head, what it is of, or what the parse joins to it."""
    begin = words.begin[done_to]
    if after.span.start <= begin:
        return True  # also "treats asthma and eczema" where the parser took the last noun for the object of all
    lemma = words.lemma[done_to]
    if (lemma in _TRANSPARENT or lemma in PEOPLE) and after.span.start <= words.begin[words.right_edge(done_to)]:
        return True
    return any(after.span.start <= words.begin[c] < after.span.end for c in words.joined(done_to))


def _noun_phrase(words: Words, noun: int, sentence: Span) -> Span:
    """Return the noun with what stands before it and its own prepositions, without relative clauses."""
    first = last = noun
    kids, dep = words.kids, words.dep
    stack = [c for c in kids[noun] if dep[c] not in _APART and dep[c] != "cc"]
    while stack:
        i = stack.pop()
        if i < first:
            first = i
        elif i > last:
            last = i
        stack += [c for c in kids[i] if dep[c] not in _APART]
    start = max(sentence.start, words.begin[first])
    return Span(start, max(start, min(sentence.end, words.end[last])))


def _is_only_where(words: Words, verb: int, after: Mention) -> bool:
    """Tell whether a word after a verb hangs from a preposition that says where or by how much."""
    first = words.at(after.span.start)
    return any(
        c < first and words.dep[c] == "prep" and words.lower[c] in _WHERE and first <= words.right_edge(c)
        for c in words.kids[verb]
    )


def whole_outcome(words: Words, what: What, verb: Span, known: KnownWords, sentence: Span) -> What:
    """Return the outcome of a verb with all that a reader would quote of it, and all known words in that."""
    first = what.mentions[0].span if what.mentions else what.span
    comes_first = what.span.end <= verb.start
    after = 0 if comes_first else verb.end
    noun = words.head_of(first)
    top = top_noun(words, noun, -1 if comes_first else words.head_of(verb)) if what.mentions else noun
    phrase = phrase_span(words, top, sentence, after=after)
    if top != noun and not phrase.covers(first):
        top = noun
        phrase = phrase_span(words, noun, sentence, after=after)
    if what.mentions:
        phrase = _with_list(words, what, phrase, verb, known, sentence)
    phrase = _before_misread_verb(phrase, what, known)
    if phrase.overlaps(verb):
        phrase = what.span
    phrase = without_owner(words, phrase)
    phrase = _widened(phrase, known, verb, sentence)
    text = phrase.of(known.prose)
    if not what.mentions:
        return replace(what, phrase=phrase, phrase_text=text)
    inside = tuple([m for m in known.outcomes if phrase.covers(m.span) and not _is_only_named(m, known)])
    begin = words.begin[top]
    head = "" if any(m.span.start <= begin < m.span.end for m in inside) else words.lemma[top]
    kind = "symptom" if what.kind == "function" and head in WORSE_HEADS else what.kind
    return replace(what, phrase=phrase, phrase_text=text, mentions=inside or what.mentions, head=head, kind=kind)


def _widened(phrase: Span, known: KnownWords, verb: Span, sentence: Span) -> Span:
    """Return a phrase with what the parse splits from it: "LDL (bad) cholesterol", "mild to moderate pain"."""
    for split in (_BRACKETED, _DEGREE):
        found = split.search(known.prose, max(verb.end, phrase.start - _LONGEST_SPLIT), sentence.end)
        if found is not None and found.start() <= phrase.end and phrase.start <= found.end():
            phrase = Span(min(phrase.start, found.start()), max(phrase.end, found.end()))
    return phrase


def _with_list(words: Words, what: What, phrase: Span, verb: Span, known: KnownWords, sentence: Span) -> Span:
    """Return the phrase of known words with what is listed around them: "many conditions, including asthma"."""
    comes_first = what.span.end <= verb.start
    phrase = Span(min(phrase.start, what.span.start), max(phrase.end, what.span.end))
    if phrase.end == what.span.end and len(what.mentions) > 1 and not comes_first:
        # "illnesses like pneumonia, influenza and croup": what is joined to the last known word.
        final = words.head_of(what.mentions[-1].span)
        final = words.head[final] if words.dep[final] == "compound" else final  # "sleep apnoea"
        joined = phrase_span(words, final, sentence, after=verb.end)
        phrase = Span(phrase.start, max(phrase.end, joined.end))
    whole = next((c for c in words.of_dep(words.head_of(verb), "dobj") if words.begin[c] < phrase.start), None)
    if whole is not None and _LISTS.fullmatch(known.prose, words.end[whole], phrase.start):
        phrase = Span(max(phrase_span(words, whole, sentence).start, verb.end), phrase.end)
    listed = None if comes_first else _LISTS.match(known.prose, phrase.end)
    if listed is None:
        return phrase
    named = next((m for m in known.outcomes if 0 <= m.span.start - listed.end() < _LIST_OPENS), None)
    if named is None or named.span.end > sentence.end:
        return phrase
    if any(listed.end() <= v.span.start < named.span.start for v in known.verbs):
        return phrase  # "sleep, including increasing its length"
    # "many conditions including stress and asthma", where the parse ties the list to the verb.
    joined = _coordinated(words, named, known, sentence).span
    return Span(phrase.start, max(joined.end, phrase_span(words, words.head_of(named.span), sentence).end))


def _before_misread_verb(phrase: Span, what: What, known: KnownWords) -> Span:
    """Return a phrase up to a verb that the tagger takes for a noun: "energy and cures colds"."""
    other = next((v for v in known.verbs if v.span.start >= what.span.end and phrase.overlaps(v.span)), None)
    if other is None or other.lemma not in SELDOM_NOUNS or not _JOINT_END.search(known.prose[: other.span.start]):
        return phrase
    return Span(phrase.start, phrase.start + len(_JOINT_END.sub("", known.prose[phrase.start : other.span.start])))


def _changed(words: Words, verb: int, hit: VerbHit, known: KnownWords, sentence: Span) -> What | None:
    """Return Y of "Y improved": what changed, where the verb has no object."""
    if hit.lemma not in _INTRANSITIVE or words.pos[verb] != "VERB":
        return None
    for c in words.kids[verb]:
        if words.dep[c] == "nsubj":
            return _known_in(_noun_phrase(words, c, sentence), known)
    return None


def _mention_after(words: Words, hit: VerbHit, known: KnownWords, sentence: Span) -> Mention | None:
    for m in known.outcomes:
        if m.span.start < hit.span.end or m.span.end > sentence.end or _is_only_named(m, known):
            continue
        if m.phrase in helped_outcomes() and hit.lemma not in HELPERS:
            continue
        last, first = words.last_of(hit.span), words.at(m.span.start)
        if first - last > _REACH:
            return None
        between = range(last + 1, first)
        if between and CLAUSE_BREAK.search(words.blanked, words.begin[last + 1], words.end[first - 1]):
            return None
        if any(_breaks(words, i, hit) for i in between):
            return None
        if m.phrase == "blood clot" and hit.lemma == "help":
            return None  # "helps the blood clot": the clotting is what is helped
        return m
    return None


def _is_only_named(mention: Mention, known: KnownWords) -> bool:
    """Tell whether a word only tells of a service or of people: "cancer care", "high-risk patients"."""
    if mention.kind == "risk" and known.prose[mention.span.start - 1 : mention.span.start] == "-":
        return True
    return NAMES_A_SERVICE.match(known.prose, mention.span.end) is not None


def _breaks(words: Words, i: int, hit: VerbHit) -> bool:
    """Tell whether a word between verb and outcome shows that the outcome belongs to another verb."""
    word, pos = words.lower[i], words.pos[i]
    if word == "including":
        return False  # "treats a range of conditions, including asthma"
    if word in {"who", "that"} and words.lemma[i - 1] in PEOPLE:
        return False  # "helps people who have asthma"
    if word in _BREAKING:
        return True
    if word in DEGREES:
        return False  # "mild to moderate pain", where the tagger sees verbs
    if pos == "VERB" and words.dep[i] not in {"amod", "compound"}:
        return words.lemma[i] not in _HAVING
    return pos == "AUX" and hit.lemma not in HELPERS and words.lower[i - 1] not in {"who", "that"}


def _known_in(span: Span, known: KnownWords) -> What | None:
    inside = tuple([m for m in known.outcomes if span.covers(m.span) and not _is_only_named(m, known)])
    if not inside:
        return None
    return _what(known, Span(inside[0].span.start, inside[-1].span.end), inside)


def _coordinated(words: Words, first: Mention, known: KnownWords, sentence: Span) -> What:
    """Return the outcome with what is joined to it: "asthma, eczema and other allergies"."""
    chain = [first]
    for m in known.outcomes:
        if m.span.start < chain[-1].span.end or m.span.end > sentence.end:
            continue
        if m.phrase in helped_outcomes() or (m.span.end < sentence.end and _begins_clause(words, m, known)):
            break
        gap = known.prose[chain[-1].span.end : m.span.start].lower()
        if not _joins(gap, chain[-1]) or _is_broken(words, chain[-1].span.end, m.span.start, known):
            break
        chain.append(m)
    return _what(known, Span(first.span.start, chain[-1].span.end), tuple(chain))


def _joins(gap: str, before: Mention) -> bool:
    """Tell whether the words between two known words join the second to the first, or make it a part of that."""
    if _JOIN.fullmatch(gap) and _JOINS_IT.search(gap):
        return True
    if not (before.kind in {"risk", "symptom"} or before.phrase.startswith("symptom")):
        return False
    bare = before.phrase.endswith((" of", " for", " that"))
    return (_NEXT_WORD if bare else _NEXT_PART).fullmatch(gap) is not None


def _is_broken(words: Words, start: int, end: int, known: KnownWords) -> bool:
    """Tell whether a verb or people stand in a range between two known words."""
    if any(start <= v.span.start < end for v in known.verbs):
        return True
    return any(words.pos[i] == "VERB" or words.lemma[i] in PEOPLE for i in words.within(start, end))


def _begins_clause(words: Words, mention: Mention, known: KnownWords) -> bool:
    """Tell whether a word that "and" joins is the subject of what follows: "eases pain and sleep improves"."""
    following = words.last_of(mention.span) + 1
    if following >= len(words) or words.tag[following] not in _FINITE:
        return False
    return known.prose[: mention.span.start].rstrip().endswith(" and")


def _what(known: KnownWords, span: Span, mentions: tuple[Mention, ...]) -> What:
    chance = _CHANCE_OF_IT.match(known.prose, span.end)
    if chance is not None:
        whole = Span(span.start, chance.end())
        return What(whole.of(known.prose), "risk", whole, mentions)
    return What(span.of(known.prose), mentions[0].kind, span, mentions)
