"""What a verb is done to: the outcome of a claim, from the parse where it holds, else from word order."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from healthlint.claims.located import What
from healthlint.claims.noun_phrases import PEOPLE, phrase_span, top_noun, without_owner
from healthlint.claims.places import first_token, head_token, last_token
from healthlint.claims.subjects import CLAUSE_BREAK
from healthlint.claims.vocabulary import SELDOM_NOUNS, Mention, VerbHit, Words
from healthlint.model.span import Span


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_CURED = frozenset({"me", "him", "her", "us", "them", "you"})
_FIRST_WORD = 3  # characters before the first word of a sentence
_OPENERS = frozenset({":", "“", '"', "‘", "'", "–", "—", "-", "•", "*", ")"})
_REACH = 9  # tokens from the verb to its outcome
# "reduces the symptoms of X", "slows the progress of X": what is claimed is about X.
_TRANSPARENT = _words(
    "symptom sign risk chance effect severity frequency number level duration length incidence rate "
    "likelihood course progress progression growth spread onset amount production function activity "
    "development burden impact attack case episode recurrence flare bout form type kind range feeling "
    "sensation amount cause problem issue treatment management ability recovery strength health root sort "
    "lot bit variety host condition illness ailment disease disorder complaint range array number"
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
# "cancer care", "asthma research": the condition only names the service.
NAMES_A_SERVICE = re.compile(
    r"\s+(?:treatments?|care|research|screening|services?|cent(?:re|er)s?|clinics?|patients?|sufferers?|survivors?|nurses?|drugs?|"
    r"tests?|testing|programm?e?s?|trials?|stud(?:y|ies)|specialists?|experts?|communit(?:y|ies)|awareness|management|"
    r"diagnos[ie]s|detection|researchers?|clinicians?|scientists?|foundations?|charit(?:y|ies)|guidelines?|societ(?:y|ies)|departments?|therap(?:y|ies))\b"
)
_CHANCE_OF_IT = re.compile(r"\s+(?:risks?|rates?|mortality|incidence|deaths?|recurrence)\b")  # "bowel cancer risk"
_LIST_OPENS = 25  # characters from "including" to the first known word
_LISTS = re.compile(r",? (?:including|such as|like|e\.g\.|for example) ")  # "conditions, including asthma"
_WHERE = frozenset({"in", "among", "by", "at", "over", "during", "within", "after", "from"})
_JOINT_END = re.compile(r"(?:,|\s(?:and|or))\s+$")
_JOIN = re.compile(
    r"[\s,]*(?:\b(?:and|or|and/or|as well as|including|such as|even|also|both|like)\b[\s,]*)*"
    r"(?:(?!(?:where|which|who|that|when|since|because|but|so|although|while|by|if|than|then|after|before|is|are)\b)"
    r"[\w-]+ ){0,2}"
)


# "vision loss", "problems with memory": of a function the want of it.
WORSE_HEADS = _words(
    "loss decline damage impairment dysfunction deterioration failure deficiency problem disorder injury trouble "
    "difficulty deficit degeneration disease infection attack issue complaint disturbance imbalance drop ache"
)


def is_verb_use(doc: Any, hit: VerbHit, words: Words, sentence: Span) -> bool:
    """Tell whether a verb form is used as a verb: by its tag, or against it when the neighbours leave no doubt."""
    token = first_token(doc, hit.span)
    if token is None or _is_joined(words.prose, hit.span):
        return False
    if token.is_title and token.idx - sentence.start > _FIRST_WORD and not _is_title_case(doc, token):
        return False  # the name of something: "the Action to Control Pain trial"
    if " " in hit.lemma and hit.lemma == hit.form and hit.lemma.startswith(("is ", "are ", "has ", "have ")):
        return True
    if token.pos_ in {"VERB", "AUX"}:
        return not (token.dep_ in {"amod", "compound"} and token.tag_ in {"VBN", "VBG"})
    if token.tag_ == "JJ" and token.dep_ == "amod":
        return False  # "clear cell carcinoma"
    lemma = hit.lemma.split(" ")[0]
    if lemma not in SELDOM_NOUNS or hit.form.split(" ")[0].endswith("ing"):
        return False
    before = doc[token.i - 1] if token.i > 0 and doc[token.i - 1].idx >= sentence.start else None
    if before is not None and before.tag_ == "TO":
        return True  # "the potential to lower stress", where the tagger has an adjective
    if before is not None and _makes_a_noun(before, words):
        return False
    near = any(0 <= m.span.start - hit.span.end <= 25 for m in words.outcomes)
    if before is None or before.is_punct or before.lower_ in {"and", "or", "but"}:
        return near and not hit.form.endswith("ments")
    return near and (_touches(words.subjects, before) or before.pos_ in {"NOUN", "PROPN", "PRON"})


def _is_joined(prose: str, span: Span) -> bool:
    """Tell whether a word is part of a longer one, or of an address: "disease-causing", "/help-with-sleep"."""
    around = prose[max(0, span.start - 1) : span.start], prose[span.end : span.end + 1]
    return any(c in {"-", "/", "_", "="} for c in around)


def _is_title_case(doc: Any, token: Any) -> bool:
    """Tell whether the words around are all written with a capital, as in a title, or a clause begins here."""
    if token.nbor(-1).text in _OPENERS:
        return True
    near = [t for t in doc[max(0, token.i - 4) : token.i + 5] if t.is_alpha and len(t) > 3]
    return 3 * sum(t.is_title or t.is_upper for t in near) >= 2 * len(near)


def _makes_a_noun(before: Any, words: Words) -> bool:
    """Tell whether the word before shows a noun ("a cold cure", "for cures"), not a misread name ("Reiki treats")."""
    if before.tag_ == "JJ":
        return not _touches(words.subjects, before)
    return before.dep_ == "poss" or before.tag_ in {"DT", "PRP$", "POS", "CD", "IN", "JJR"}


def outcome_of(
    doc: Any, hit: VerbHit, words: Words, sentence: Span, *, link: bool = False, others: bool = True
) -> What | None:
    """Return what is done to what, or None where the verb has no outcome that claims are made of.

    `link`: the verb only connects ("is associated with"), so that what is connected follows it. `others`: whether
    an outcome that no lexicon knows is one too.
    """
    token = head_token(doc, hit.span)
    if link:
        after = _mention_after(doc, hit, words, sentence)
        what = _coordinated(doc, after, words, sentence) if after else None
    else:
        what = _outcome(doc, token, hit, words, sentence)
    if what is not None and what.kind == "other" and not others:
        return None
    return _whole(doc, what, token, hit, words, sentence) if what else None


def _outcome(doc: Any, token: Any, hit: VerbHit, words: Words, sentence: Span) -> What | None:
    if is_reduced_passive(token):
        return _known_in(doc, _noun_phrase(token.head, sentence), words)
    below = [(c, c.dep_) for c in token.children] if token.pos_ == "VERB" else []
    passive = [c for c, link in below if link == "nsubjpass"]
    if passive:
        return _known_in(doc, _noun_phrase(passive[0], sentence), words)
    after = _mention_after(doc, hit, words, sentence)
    objects = [
        c for c, link in below if link == "dobj" and (c.pos_ != "ADJ" or c.n_rights or not after)
    ]  # "mild to moderate pain"
    if objects and not after and hit.lemma in {"cure", "heal"} and objects[0].lower_ in _CURED:
        # "a detox cured me": whoever is cured had something.
        said = Span(objects[0].idx, objects[0].idx + len(objects[0].text))
        return What(objects[0].text, "condition", said)
    if not objects and not after:
        return _changed(doc, token, hit, words, sentence)
    if not objects:
        if after and hit.lemma in _INTRANSITIVE and _is_only_where(doc, token, after):
            return _changed(doc, token, hit, words, sentence)  # "sleep improved in those with asthma"
        return _coordinated(doc, after, words, sentence) if after else None
    lemma = objects[0].lemma_.lower()
    inside = after is not None and after.span.start <= objects[0].right_edge.idx
    if after and (
        (inside and (lemma in _TRANSPARENT or lemma in PEOPLE)) or after.span.start <= objects[0].idx < after.span.end
    ):
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


def _is_only_where(doc: Any, verb: Any, after: Mention) -> bool:
    """Tell whether a word after a verb hangs from a preposition that says where or by how much."""
    first = first_token(doc, after.span)
    return any(c.dep_ == "prep" and c.lower_ in _WHERE and c.i < first.i <= c.right_edge.i for c in verb.children)


def is_reduced_passive(token: Any) -> bool:
    """Tell whether a participle says what is done to the noun before it: "pain relieved by X"."""
    return token.dep_ == "acl" and token.tag_ == "VBN" and not any(c.dep_ in {"dobj", "ccomp"} for c in token.children)


def whole_outcome(doc: Any, what: What, verb: Span, words: Words, sentence: Span) -> What:
    """Return the outcome of a claim without a verb of its own with all that a reader would quote of it."""
    hit = VerbHit(verb, "", "")
    return _whole(doc, what, head_token(doc, verb), hit, words, sentence)


def _whole(doc: Any, what: What, token: Any, hit: VerbHit, words: Words, sentence: Span) -> What:
    """Return the outcome with all that a reader would quote of it, and all known words in that."""
    first = what.mentions[0].span if what.mentions else what.span
    comes_first = what.span.end <= hit.span.start
    noun = head_token(doc, first)
    top = top_noun(noun, doc[0] if comes_first else token) if what.mentions else noun
    phrase = phrase_span(top, sentence, after=0 if comes_first else hit.span.end)
    if not phrase.covers(first):
        top = noun
        phrase = phrase_span(noun, sentence, after=0 if comes_first else hit.span.end)
    if what.mentions:
        phrase = Span(min(phrase.start, what.span.start), max(phrase.end, what.span.end))
        if phrase.end == what.span.end and len(what.mentions) > 1:
            # "illnesses like pneumonia, influenza and croup": what is joined to the last known word.
            final = head_token(doc, what.mentions[-1].span)
            final = final.head if final.dep_ == "compound" else final  # "sleep apnoea"
            joined = phrase_span(final, sentence, after=hit.span.end)
            phrase = Span(phrase.start, max(phrase.end, joined.end if not comes_first else 0))
        whole = next((c for c in token.children if c.dep_ == "dobj" and c.idx < phrase.start), None)
        if whole is not None and _LISTS.fullmatch(words.prose, whole.idx + len(whole.text), phrase.start):
            phrase = Span(max(phrase_span(whole, sentence).start, hit.span.end), phrase.end)
    listed = _LISTS.match(words.prose, phrase.end) if what.mentions and not comes_first else None
    named = next((m for m in words.outcomes if listed and 0 <= m.span.start - listed.end() < _LIST_OPENS), None)
    if named is not None and named.span.end <= sentence.end:
        # "many conditions including stress and asthma", where the parse ties the list to the verb.
        joined = _coordinated(doc, named, words, sentence).span
        phrase = Span(phrase.start, max(joined.end, phrase_span(head_token(doc, named.span), sentence).end))
    other = next((v for v in words.verbs if v.span.start >= what.span.end and phrase.overlaps(v.span)), None)
    if other is not None and other.lemma in SELDOM_NOUNS and _JOINT_END.search(words.prose[: other.span.start]):
        # "energy and cures colds", where the tagger takes the second verb for a noun.
        phrase = Span(
            phrase.start, phrase.start + len(_JOINT_END.sub("", words.prose[phrase.start : other.span.start]))
        )
    if phrase.overlaps(hit.span):
        phrase = what.span
    phrase = without_owner(doc, phrase)
    if not what.mentions:
        return replace(what, phrase=phrase, phrase_text=phrase.of(words.prose))
    inside = tuple(m for m in words.outcomes if phrase.covers(m.span))
    head = "" if any(m.span.start <= top.idx < m.span.end for m in inside) else top.lemma_.lower()
    kind = what.kind
    if head in WORSE_HEADS and kind == "function":
        kind = "symptom"
    return replace(
        what, phrase=phrase, phrase_text=phrase.of(words.prose), mentions=inside or what.mentions, head=head, kind=kind
    )


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
        if m.span.start < hit.span.end or m.span.end > sentence.end or _is_only_named(m, words):
            continue
        first = first_token(doc, m.span)
        if first is None or first.i - last.i > _REACH:
            return None
        between = doc[last.i + 1 : first.i]
        if CLAUSE_BREAK.search(between.text) or any(_breaks(t, hit) for t in between):
            return None
        if m.phrase == "blood clot" and hit.lemma == "help":
            return None  # "helps the blood clot": the clotting is what is helped
        return m
    return None


def _is_only_named(mention: Mention, words: Words) -> bool:
    """Tell whether a word only tells of a service or of people: "cancer care", "high-risk patients"."""
    if mention.kind == "risk" and words.prose[mention.span.start - 1 : mention.span.start] == "-":
        return True
    return NAMES_A_SERVICE.match(words.prose, mention.span.end) is not None


def _breaks(token: Any, hit: VerbHit) -> bool:
    """Tell whether a word between verb and outcome shows that the outcome belongs to another verb."""
    before = token.nbor(-1) if token.i else token
    if token.lower_ == "including":
        return False  # "treats a range of conditions, including asthma"
    if token.lower_ in {"who", "that"} and before.lemma_.lower() in PEOPLE:
        return False  # "helps people who have asthma"
    if token.lower_ in {"but", "when", "if", "because", "while", "although", "who", "which", "that", "without", "than"}:
        return True
    if token.pos_ == "VERB" and token.dep_ not in {"amod", "compound"}:
        return token.lemma_.lower() not in _HAVING
    return token.pos_ == "AUX" and hit.lemma not in _HELPERS and before.lower_ not in {"who", "that"}


def _known_in(doc: Any, span: Span, words: Words) -> What | None:
    inside = tuple(m for m in words.outcomes if span.covers(m.span) and not _is_only_named(m, words))
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
        of_people = any(t.lemma_.lower() in PEOPLE for t in _tokens(doc, chain[-1].span.end, m.span.start))
        if m.span.end < sentence.end and _begins_clause(doc, m, words):
            break
        if not (joined or part) or verb_between or of_people:
            break
        chain.append(m)
    return _what(words, Span(first.span.start, chain[-1].span.end), tuple(chain))


def _begins_clause(doc: Any, mention: Mention, words: Words) -> bool:
    """Tell whether a word that "and" joins is the subject of what follows: "eases pain and sleep improves"."""
    token = last_token(doc, mention.span)
    follows = token.i + 1 < len(doc) and doc[token.i + 1].tag_ in {"VBZ", "VBP", "VBD", "MD"}
    return follows and words.prose[: mention.span.start].rstrip().endswith(" and")


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
    last = last_token(doc, hit.span)
    if hit.form.endswith(" to"):
        return last.i + 1 < len(doc) and doc[last.i + 1].tag_ == "VB"  # "can contribute to reduce Y"
    if hit.lemma not in _HELPERS:
        return False
    if any(
        c.dep_ in {"ccomp", "xcomp"} and c.i > last.i and c.pos_ == "VERB" for c in head_token(doc, hit.span).children
    ):
        return True  # "helps patients with gout live longer"
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
