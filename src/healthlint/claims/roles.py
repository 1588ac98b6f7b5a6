"""Who does what: the subject and the outcome of a verb, from the parse where it holds, else from word order."""

from __future__ import annotations

import re
from typing import Any

from healthlint.claims.located import NOBODY, What, Who
from healthlint.claims.places import first_token, head_token, last_token
from healthlint.claims.vocabulary import INTERVENTIONS, SELDOM_NOUNS, Mention, VerbHit, Words
from healthlint.model.span import Span


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_PRONOUNS = frozenset({"it", "this", "that", "they", "these", "those", "which", "who", "he", "she"})
_CURED = frozenset({"me", "him", "her", "us", "them", "you"})
_REACH = 9  # tokens from the verb to its outcome
_REACH_CHARACTERS = 20  # from what a seller calls its own to the verb
_PEOPLE = _words(
    "people person patient adult child woman man baby infant kid teenager you anyone everyone those "
    "sufferer user client body mother someone somebody volunteer participant individual"
)
# "reduces the symptoms of X", "slows the progress of X": what is claimed is about X.
_TRANSPARENT = _words(
    "symptom sign risk chance effect severity frequency number level duration length incidence rate "
    "likelihood course progress progression growth spread onset amount production function activity "
    "development burden impact attack case episode recurrence flare bout form type kind range feeling "
    "sensation amount cause problem issue treatment management ability recovery strength health root sort "
    "lot bit variety host"
)
_OBJECT_GOVERNORS = _words(
    "use take try drink eat apply choose consider recommend prescribe offer give need receive have add "
    "buy rub inhale sip practise practice do make"
)
_INTRANSITIVE = frozenset(
    {
        "improve",
        "increase",
        "decrease",
        "worsen",
        "double",
        "halve",
        "strengthen",
        "clear",
        "ease",
        "disappear",
        "vanish",
        "heal",
    }
)
_HAVING = _words(
    "struggle live deal cope have get develop suffer experience die lower report become face catch reduce increase"
)
_HELPERS = frozenset({"help", "aid", "assist", "enable", "make", "let", "give", "cause"})
# "X may act as a complementary therapy to …" is about X.
_GENERIC = re.compile(
    r"(?:(?:complementary|alternative|holistic|natural|herbal) )?(?:therap(?:y|ies)|treatments?|remed(?:y|ies)|"
    r"medicines?|supplements?|drugs?|approach(?:es)?)",
    re.IGNORECASE,
)
_OWN = re.compile(
    r"\bour\b.*?\b(?:(?P<therapy>treatments?|therap(?:y|ies)|sessions?|courses?|programmes?|massages?|methods?|techniques?|class(?:es)?)|"
    r"remed(?:y|ies)|products?|formulas?|blends?|capsules?|creams?|gels?|oils?|teas?|tinctures?|drips?|powders?|sprays?|drops|"
    r"syrups?|shots?|smoothies?|juices?|balms?|tonics?|elixirs?|tablets?|gummies|patch(?:es)?|infusions?)\b"
)
_WAY = re.compile(r"\b(?:ways?|methods?|answers?|solutions?|options?|means|keys?)\b")
# "cancer care", "asthma research": the condition only names the service.
NAMES_A_SERVICE = re.compile(
    r"\s+(?:treatments?|care|research|screening|services?|cent(?:re|er)s?|clinics?|patients?|sufferers?|survivors?|nurses?|drugs?)\b"
)
_CHANCE_OF_IT = re.compile(r"\s+(?:risks?|rates?|mortality|incidence|deaths?|recurrence)\b")  # "bowel cancer risk"
_CLAUSE_BREAK = re.compile(r"[;:–—?!]|\.\s")
_JOIN = re.compile(
    r"[\s,]*(?:\b(?:and|or|and/or|as well as|including|such as|even|also|both|like)\b[\s,]*)*"
    r"(?:(?!where|which|who|that|when)[\w-]+ ){0,2}"
)


def is_verb_use(doc: Any, hit: VerbHit, words: Words, sentence: Span) -> bool:
    """Tell whether a verb form is used as a verb: by its tag, or against it when the neighbours leave no doubt."""
    token = first_token(doc, hit.span)
    if token is None:
        return False
    if " " in hit.lemma and hit.lemma == hit.form and hit.lemma.startswith(("is ", "are ", "has ", "have ")):
        return True
    if token.pos_ in {"VERB", "AUX"}:
        return not (token.dep_ in {"amod", "compound"} and token.tag_ in {"VBN", "VBG"})
    lemma = hit.lemma.split(" ")[0]
    if lemma not in SELDOM_NOUNS or hit.form.split(" ")[0].endswith("ing"):
        return False
    before = doc[token.i - 1] if token.i > 0 and doc[token.i - 1].idx >= sentence.start else None
    if before is not None and _makes_a_noun(before, words):
        return False
    near = any(0 <= m.span.start - hit.span.end <= 25 for m in words.outcomes)
    if before is None or before.is_punct or before.lower_ in {"and", "or", "but"}:
        return near and not hit.form.endswith("ments")
    return near and (_touches(words.subjects, before) or before.pos_ in {"NOUN", "PROPN", "PRON"})


def _makes_a_noun(before: Any, words: Words) -> bool:
    """Tell whether the word before shows a noun ("a cold cure", "for cures"), not a misread name ("Reiki treats")."""
    if before.tag_ == "JJ":
        return not _touches(words.subjects, before)
    return before.dep_ == "poss" or before.tag_ in {"DT", "PRP$", "POS", "CD", "IN", "JJR"}


def subject_of(doc: Any, hit: VerbHit, words: Words, sentence: Span) -> Who:
    """Return who does it. NOBODY where the sentence names nobody; a pronoun is returned as it stands."""
    token = head_token(doc, hit.span)
    best = NOBODY
    for candidate in _candidates(token, sentence):
        who = _who(doc, candidate, words, sentence)
        if who.kind in INTERVENTIONS and not _GENERIC.fullmatch(who.text):
            return who
        if who and (not best or best.kind == "other"):
            best = who
    if best and best.kind not in {"other", "study"}:
        return best
    linear = _subject_by_order(doc, hit, words, sentence)
    if best.kind == "study" and linear.kind in INTERVENTIONS:
        return linear  # "Studies show yoga lowers …": the tagger may miss where the reported clause begins
    if best.kind == "study":
        return best
    if linear and (not best or token.pos_ not in {"VERB", "AUX"}):
        return linear
    if _WAY.search(best.text):
        return _named_before(doc, best, words, sentence) or best
    return best


def _named_before(doc: Any, way: Who, words: Words, sentence: Span) -> Who:
    """Return X of "X: a gentle way to treat Y"."""
    end = way.span.start if way.span else sentence.end
    named = [
        m for m in words.subjects if sentence.start <= m.span.start and m.span.end <= end and m.kind in INTERVENTIONS
    ]
    return (
        Who(words.prose[named[-1].span.start : named[-1].span.end], named[-1].kind, named[-1].span) if named else NOBODY
    )


def _candidates(token: Any, sentence: Span) -> list[Any]:
    """Return the nouns that may be the subject of a verb, the nearest first, climbing to the main clause."""
    found: list[Any] = []
    node = token
    for _ in range(8):
        own = _own_subjects(node) if node is token else _subjects_above(node)
        found += own
        if own and node is not token and node.dep_ != "conj":
            break
        if own and not _refers_up(own[0], node):
            break
        head = node.head
        if head is node or head.idx < sentence.start:
            break
        if node.dep_ in {"relcl", "acl"}:
            found.append(head)
        elif node.dep_ in {"advcl", "xcomp", "pcomp", "prep", "ccomp"} and head.lemma_.lower() in _OBJECT_GOVERNORS:
            found += [c for c in head.children if c.dep_ == "dobj"]
        node = head
    return found


def _own_subjects(node: Any) -> list[Any]:
    below = [(c, c.dep_) for c in node.children]
    out = [g for c, link in below if link == "agent" for g in c.children if g.dep_ == "pobj"]
    if any(link in {"nsubjpass", "auxpass"} for _, link in below):
        out += [g for c, link in below if link == "prep" and c.lower_ in {"with", "by", "through"} for g in c.children]
        return out
    return out + [c for c, link in below if link in {"nsubj", "csubj"}]


def _subjects_above(node: Any) -> list[Any]:
    """Return the subjects of a governing verb: of "X is touted as a way to cure Y" X, though "touted" is passive."""
    return [c for c in node.children if c.dep_ in {"nsubj", "nsubjpass", "csubj"}]


def _refers_up(subject: Any, node: Any) -> bool:
    return subject.lower_ in {"that", "which", "who"} and node.dep_ == "relcl"


def _who(doc: Any, noun: Any, words: Words, sentence: Span) -> Who:
    span = _noun_phrase(noun, sentence)
    inside = [m for m in words.subjects if span.overlaps(m.span)]
    text = words.prose[span.start : span.end]
    if noun.pos_ == "PRON" or (noun.lower_ in _PRONOUNS and len(text.split()) == 1):
        lowered = noun.lower_
        return Who(text, "pronoun" if lowered in _PRONOUNS else "other", span)
    if not inside:
        return Who(text, _sold_as(text), span)
    # "the body's own defences", "acupuncture for the immune system": an intervention in the phrase decides; "drinking
    # celery juice" is about the juice.
    sold = [m for m in inside if m.kind in INTERVENTIONS]
    chosen = next((m for m in sold if m.kind != "behaviour"), sold[0] if sold else None)
    if chosen is None:
        chosen = next((m for m in inside if m.span.start <= noun.idx < m.span.end), inside[0])
    return Who(words.prose[chosen.span.start : chosen.span.end], chosen.kind, chosen.span)


def _sold_as(text: str) -> str:
    """Return the class of "our new XyloMax drops": what a seller calls its own is a supplement or a therapy."""
    found = _OWN.match(text.lower())
    if found is None:
        return "other"
    return "therapy" if found.group("therapy") else "supplement"


def _noun_phrase(noun: Any, sentence: Span) -> Span:
    """Return the noun with what stands before it and its own prepositions, without relative clauses."""
    first = last = noun
    stack = [c for c in noun.children if c.dep_ not in {"relcl", "acl", "punct", "appos", "advcl", "cc"}]
    while stack:
        token = stack.pop()
        if token.i < first.i:
            first = token
        elif token.i > last.i:
            last = token
        if token.n_lefts or token.n_rights:
            stack += [c for c in token.children if c.dep_ not in {"relcl", "acl", "punct", "appos", "advcl"}]
    start = max(sentence.start, first.idx)
    end = min(sentence.end, last.idx + len(last))
    return Span(start, max(start, end))


def _subject_by_order(doc: Any, hit: VerbHit, words: Words, sentence: Span) -> Who:
    lead = words.prose[sentence.start : hit.span.start]
    breaks = [m.end() for m in _CLAUSE_BREAK.finditer(lead)]
    start = sentence.start + (breaks[-1] if breaks else 0)
    before = [m for m in words.subjects if start <= m.span.start and m.span.end <= hit.span.start]
    chosen = next((m for m in reversed(before) if m.kind in INTERVENTIONS), before[-1] if before else None)
    if chosen is None:
        own = _OWN.search(lead.lower(), breaks[-1] if breaks else 0)
        if own is not None and own.end() > len(lead) - _REACH_CHARACTERS:
            span = Span(sentence.start + own.start(), sentence.start + own.end())
            return Who(words.prose[span.start : span.end], _sold_as(own.group()), span)
        return _with_phrase(doc, hit, words, sentence)
    return Who(words.prose[chosen.span.start : chosen.span.end], chosen.kind, chosen.span)


def treatment_beside(hit: VerbHit, words: Words, sentence: Span) -> Who:
    """Return X of "With X, migraines disappear"."""
    for m in words.subjects:
        if sentence.start <= m.span.start and m.span.end <= hit.span.start and m.kind in INTERVENTIONS:
            lead = words.prose[sentence.start : m.span.start].lower()
            if re.search(r"\b(?:with|after|through|by|thanks to|had|received|using|took)\b[^,.;:]{0,25}$", lead):
                return Who(m.span.of(words.prose), m.kind, m.span)
    return NOBODY


def _with_phrase(doc: Any, hit: VerbHit, words: Words, sentence: Span) -> Who:
    """Return X of "Boost your immunity with X"."""
    for m in words.subjects:
        if hit.span.end < m.span.start < sentence.end and m.kind in INTERVENTIONS:
            gap = words.prose[hit.span.end : m.span.start].lower()
            if re.search(r"\b(?:with|through|using|by|thanks to)\b[^,.;:]{0,25}$", gap):
                return Who(words.prose[m.span.start : m.span.end], m.kind, m.span)
    return NOBODY


def outcome_of(doc: Any, hit: VerbHit, words: Words, sentence: Span) -> What | None:
    """Return what is done to what, or None where the verb has no outcome that claims are made of."""
    token = head_token(doc, hit.span)
    below = [(c, c.dep_) for c in token.children] if token.pos_ == "VERB" else []
    passive = [c for c, link in below if link == "nsubjpass"]
    if passive:
        return _known_in(doc, _noun_phrase(passive[0], sentence), words)
    after = _mention_after(doc, hit, words, sentence)
    objects = [c for c, link in below if link == "dobj"]
    if objects and not after and hit.lemma in {"cure", "heal"} and objects[0].lower_ in _CURED:
        # "a detox cured me": whoever is cured had something.
        said = Span(objects[0].idx, objects[0].idx + len(objects[0].text))
        return What(objects[0].text, "condition", said)
    if not objects and not after:
        return _changed(doc, token, hit, words, sentence)
    if not objects:
        return _coordinated(doc, after, words, sentence) if after else None
    lemma = objects[0].lemma_.lower()
    if after and (lemma in _TRANSPARENT or lemma in _PEOPLE or after.span.start <= objects[0].idx < after.span.end):
        return _coordinated(doc, after, words, sentence)
    if after and after.span.start < objects[0].idx:
        # "treats asthma and eczema" where the parser took the last noun for the object of all.
        return _coordinated(doc, after, words, sentence)
    if (
        after
        and objects[0].dep_ == "dobj"
        and any(after.span.start <= c.idx < after.span.end for c in objects[0].conjuncts)
    ):
        return _coordinated(doc, after, words, sentence)
    core = _noun_phrase(objects[0], sentence)
    if core.start < hit.span.end:
        return None
    return What(words.prose[core.start : core.end], "other", core)


def _changed(doc: Any, token: Any, hit: VerbHit, words: Words, sentence: Span) -> What | None:
    """Return Y of "Y improved": what changed, where the verb has no object."""
    if hit.lemma not in _INTRANSITIVE or token.pos_ != "VERB":
        return None
    for child in token.children:
        if child.dep_ == "nsubj":
            return _known_in(doc, _noun_phrase(child, sentence), words)
    return None


def _mention_after(doc: Any, hit: VerbHit, words: Words, sentence: Span) -> Mention | None:
    last = last_token(doc, hit.span)
    for m in words.outcomes:
        if m.span.start < hit.span.end or m.span.end > sentence.end or NAMES_A_SERVICE.match(words.prose, m.span.end):
            continue
        first = first_token(doc, m.span)
        if first is None or first.i - last.i > _REACH:
            return None
        between = doc[last.i + 1 : first.i]
        if _CLAUSE_BREAK.search(between.text) or any(_breaks(t, hit) for t in between):
            return None
        if m.phrase == "blood clot" and hit.lemma == "help":
            return None  # "helps the blood clot": the clotting is what is helped
        return m
    return None


def _breaks(token: Any, hit: VerbHit) -> bool:
    """Tell whether a word between verb and outcome shows that the outcome belongs to another verb."""
    before = token.nbor(-1) if token.i else token
    if token.lower_ == "including":
        return False  # "treats a range of conditions, including asthma"
    if token.lower_ in {"who", "that"} and before.lemma_.lower() in _PEOPLE:
        return False  # "helps people who have asthma"
    if token.lower_ in {"but", "when", "if", "because", "while", "although", "who", "which", "that", "without", "than"}:
        return True
    if token.pos_ == "VERB" and token.dep_ not in {"amod", "compound"}:
        return token.lemma_.lower() not in _HAVING
    return token.pos_ == "AUX" and hit.lemma not in _HELPERS and before.lower_ not in {"who", "that"}


def _known_in(doc: Any, span: Span, words: Words) -> What | None:
    inside = tuple(m for m in words.outcomes if span.start <= m.span.start and m.span.end <= span.end)
    if not inside:
        return None
    whole = Span(inside[0].span.start, inside[-1].span.end)
    return _what(words, whole, inside)


def _coordinated(doc: Any, first: Mention, words: Words, sentence: Span) -> What:
    """Return the outcome with what is joined to it: "asthma, eczema and other allergies"."""
    chain = [first]
    for m in words.outcomes:
        if m.span.start < chain[-1].span.end or m.span.end > sentence.end:
            continue
        gap = words.prose[chain[-1].span.end : m.span.start].lower()
        joined = _JOIN.fullmatch(gap) and re.search(r",|\b(?:and|or|as|including|such|like)\b", gap)
        bare = chain[-1].phrase.endswith((" of", " for", " that"))
        part = (chain[-1].kind in {"risk", "symptom"} or chain[-1].phrase.startswith("symptom")) and re.fullmatch(
            r"\s+(?:[\w-]+\s+){0,2}" if bare else r"\s+(?:of|for|from|in|against)\s+(?:[\w-]+\s+){0,2}", gap
        )
        verb_between = any(t.pos_ == "VERB" for t in _tokens(doc, chain[-1].span.end, m.span.start)) or any(
            chain[-1].span.end <= v.span.start < m.span.start for v in words.verbs
        )
        if not (joined or part) or verb_between:
            break
        chain.append(m)
    return _what(words, Span(first.span.start, chain[-1].span.end), tuple(chain))


def _what(words: Words, span: Span, mentions: tuple[Mention, ...]) -> What:
    chance = _CHANCE_OF_IT.match(words.prose, span.end)
    if chance is not None:
        return What(words.prose[span.start : chance.end()], "risk", Span(span.start, chance.end()), mentions)
    return What(words.prose[span.start : span.end], mentions[0].kind, span, mentions)


def is_passive(doc: Any, hit: VerbHit) -> bool:
    """Tell whether a verb is in the passive ("is boosted by")."""
    return any(c.dep_ in {"nsubjpass", "auxpass"} for c in head_token(doc, hit.span).children)


def helps_other_verb(doc: Any, hit: VerbHit) -> bool:
    """Tell whether "help(s)" only supports the verb that follows ("helps you sleep", "helps to relieve pain")."""
    if hit.lemma not in _HELPERS:
        return False
    last = last_token(doc, hit.span)
    for token in doc[last.i + 1 : last.i + 6]:
        if token.tag_ == "VB":
            return True
        if token.pos_ not in {"PRON", "PART", "DET", "NOUN", "ADV", "ADJ"} or token.is_punct:
            return False
    return False


def _touches(mentions: tuple[Mention, ...], token: Any) -> bool:
    return any(m.span.start <= token.idx < m.span.end for m in mentions)


def _tokens(doc: Any, start: int, end: int) -> list[Any]:
    span = doc.char_span(start, end, alignment_mode="contract")
    return list(span) if span is not None else []
