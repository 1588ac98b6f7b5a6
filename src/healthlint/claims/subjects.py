"""Who does it: the subject of a claim's verb, from the parse where it holds, else from the order of the words."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from healthlint.claims.located import NOBODY, Who
from healthlint.claims.noun_phrases import TIMES, is_people, phrase_span
from healthlint.claims.places import head_token
from healthlint.claims.vocabulary import INTERVENTIONS, SELDOM_NOUNS, Mention, VerbHit, Words
from healthlint.model.span import Span


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


PRONOUNS = frozenset({"it", "this", "that", "they", "these", "those", "which", "who", "he", "she"})
_RELATIVE = frozenset({"that", "which", "who", "whom", "whose"})
_ONLY_NAMES = _words("there here what nothing none something anything everything ourselves us")
CLAUSE_BREAK = re.compile(r"[;:–—?!]|\.\s")
_OPENING = 3  # characters before the first word of a sentence
_NEAR = 2  # words between a subject that is nothing on offer and its verb
_REACH_CHARACTERS = 20  # from what a seller calls its own to the verb
# What somebody uses is what the purpose is about: "take X to relieve Y".
_OBJECT_GOVERNORS = _words(
    "use take try drink eat apply choose consider recommend prescribe offer give need receive have add "
    "buy rub inhale sip practise practice do make get develop design create approve test license employ "
    "undergo wear inject deliver administer provide show find prove require "
    "describe involve include propose introduce combine release produce engineer"
)
_CONNECTING = _words("associate link connect correlate relate tie")
_REPORTING = _words("say show find suggest report explain state add note believe conclude reveal indicate demonstrate")
_USES = _OBJECT_GOVERNORS | _words(
    "know think believe say expect design intend mean report claim market tout hail promote call license allow"
)
# "its ability to lower Y": whoever has it lowers Y.
_HAVING_IT = _words(
    "ability power capacity capability potential tendency role effort attempt goal aim opportunity benefit effect "
    "property possibility part step time chance purpose success"
)
# "X may act as a complementary therapy to …", "X is a treatment that …" are about X.
_GENERIC = re.compile(
    r"(?:(?:an? |the |one |most |more |great |good |popular |powerful |useful |effective |accessible |viable |safe |"
    r"complementary |alternative |holistic |natural |herbal |new |potential |promising |possible |first |best |only |"
    r"key |simple |gentle |great |common |traditional )*)"
    r"(?:therap(?:y|ies)|treatments?|remed(?:y|ies)|medicines?|supplements?|drugs?|approach(?:es)?|options?|choices?|"
    r"solutions?|ways?|methods?|means|tools?|alternatives?|candidates?|examples?|one|products?|keys?|answers?|"
    r"practices?|interventions?|techniques?)",
    re.IGNORECASE,
)
_OWN = re.compile(
    r"\bour\b.*?\b(?:(?P<therapy>treatments?|therap(?:y|ies)|sessions?|courses?|programmes?|massages?|methods?|techniques?|class(?:es)?)|"
    r"remed(?:y|ies)|products?|formulas?|blends?|capsules?|creams?|gels?|oils?|teas?|tinctures?|drips?|powders?|sprays?|drops|"
    r"syrups?|shots?|smoothies?|juices?|balms?|tonics?|elixirs?|tablets?|gummies|patch(?:es)?|infusions?)\b"
)
_WAY = re.compile(r"\b(?:ways?|methods?|answers?|solutions?|options?|means|keys?)\b")
# Stems that the WHO gives to the names of medicines (INN): "-mab", "-statin", "-pril".
_STEM = re.compile(
    r"[A-Za-z]{2,}(?:mab|nib|statin|sartan|prazole|gliptin|gliflozin|fibrate|vir|cept|oxacin|cillin|mycin|azole|"
    r"setron|triptan|lukast|parib|ciclib|glutide|taxel|rubicin|platin|caine|barbital|zosin|thiazide|dronate|"
    r"pril|olol|azepam|tidine|profen|oxetine|dipine|solone|sonide|terol|tropium)s?"
)
_LONGEST_DESCRIPTION = 14  # words
_RELATIVE_INSIDE = re.compile(r"\b(?:whom|which)\b")
_MEASURES = _words(
    "cup glass session dose amount extract course tablet capsule drop handful serving use consumption intake "
    "combination form formulation infusion piece portion bowl bottle hour minute week month year spoonful pinch"
)
_HELPING = frozenset({"help", "let", "allow", "enable", "make", "get"})
_PARTS = _words("region part type kind form class group family area version member component kinds")
_ABOUT = _words("one benefit advantage property")
_NAMING = _words("discovery use role identification recognition value")
_JOINT = re.compile(r"\band\s+")
_DATELINE = re.compile(r"(?:[A-Z][\w.’']*[ ,./]+){1,6}(?:\([^)]{1,40}\) ?)?[^.!?;]{0,40}?(?:(?:[-–—]+|\w:)\s|--)")
_BODIES = _words(
    "administration institute university hospital department society school college association agency foundation "
    "council ministry commission committee division lab laboratory team consortium"
)
_GIVEN = frozenset({"dose", "session"})
_AGENTS = frozenset({"study", "care"})
# "it" of "it makes it possible to …" stands for nothing.
_EXPLETIVE_OF = _words(
    "possible impossible easy easier hard harder difficult important crucial essential necessary vital good best "
    "better time way reason goal aim hope clear"
)
_NOUNS = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_BY = re.compile(r"\b(?:with|after|through|by|thanks to|had|received|using|took)\b[^,.;:]{0,25}$")
_HOW = re.compile(r"\b(?:with|through|using|by|thanks to)\b[^,.;:]{0,25}$")


def subject_of(doc: Any, hit: VerbHit, words: Words, sentence: Span) -> Who:
    """Return who does it. NOBODY where the sentence names nobody; a pronoun is returned as it stands."""
    return whole_subject(doc, _subject_of(doc, hit, words, sentence), hit.span, sentence)


def whole_subject(doc: Any, who: Who, verb: Span, sentence: Span) -> Who:
    """Return a subject with all that a reader would quote of it ("six sessions of acupuncture")."""
    if who.span is None or who.phrase is not None:
        return who
    noun = head_token(doc, who.span)
    if noun.idx >= verb.start and verb.start > who.span.start:
        return who  # "Valerian tea cures", where the tagger takes the verb for a noun
    if noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lemma_.lower() in _MEASURES:
        noun = noun.head.head  # "two cups of tea"
    while noun.head.pos_ in {"NOUN", "PROPN"} and noun.head.idx < verb.start:
        if not (noun.dep_ in {"compound", "amod", "nmod"} or (noun.dep_ == "conj" and noun.head.i < noun.i)):
            break
        noun = noun.head  # "acupuncture and yoga ease …", "a blood test predicts …"
    phrase = phrase_span(noun, sentence)
    return replace(who, phrase=phrase) if phrase.covers(who.span) and not phrase.overlaps(verb) else who


def _subject_of(doc: Any, hit: VerbHit, words: Words, sentence: Span) -> Who:
    token = head_token(doc, hit.span)
    best = NOBODY
    opens = _dateline(words.prose, sentence)
    for candidate in _candidates(token, sentence):
        who = _who(candidate, words, sentence)
        if not who or (who.span is not None and who.span.overlaps(hit.span)):
            continue
        weak = who.kind in _AGENTS or is_people(candidate) or who.kind == "pronoun" or _GENERIC.fullmatch(who.text)
        who = _own_part(who, hit, words)
        whole = who.phrase.of(words.prose) if who.phrase is not None else who.text
        if _follows_verb(who.phrase.start if who.phrase is not None else candidate.idx, hit, words):
            continue  # "lowers blood pressure and beats fatigue"
        if _is_no_thing(candidate) or candidate.idx < opens or _RELATIVE_INSIDE.search(whole):
            continue  # "ROME, 13 June: …", "most of whom"
        if not weak:
            return who
        if not best or (best.kind in _AGENTS and who.kind not in _AGENTS):
            best = who
    if best and best.kind not in {"other", "study"}:
        return best
    if best and best.span is not None and is_people(head_token(doc, best.span)):
        return best
    if token.pos_ == "VERB" and (token.tag_ == "VBG" or any(c.tag_ == "TO" for c in token.lefts)):
        opens = token.idx - sentence.start <= _OPENING
        if not best and not opens:
            return NOBODY  # nothing governs it that could be meant
    linear = _subject_by_order(doc, hit, words, sentence)
    if best.kind == "study" and linear.kind in INTERVENTIONS:
        return linear  # "Studies show yoga lowers …": the tagger may miss where the reported clause begins
    if best.kind == "study":
        return best
    if linear and (not best or token.pos_ not in {"VERB", "AUX"}):
        return linear
    if not best and token.idx - sentence.start <= _OPENING:
        used = [o for c in token.rights if c.dep_ == "prep" and c.lower_ in {"with", "through"} for o in c.rights]
        if used and used[0].pos_ in _NOUNS and not is_people(used[0]):
            return _who(used[0], words, sentence)  # "Treating insomnia with sound"
    if _WAY.search(best.text):
        return _named_before(best, words, sentence) or best
    return best


def _dateline(prose: str, sentence: Span) -> int:
    """Return where a sentence begins after "LONDON, 3 May 2018 – "."""
    found = _DATELINE.match(prose, sentence.start, sentence.end)
    return found.end() if found else sentence.start


def _follows_verb(start: int, hit: VerbHit, words: Words) -> bool:
    """Tell whether what begins here is the object of another verb right before it, which the tagger may misread."""
    return any(
        v.span != hit.span and v.lemma in SELDOM_NOUNS and v.form.endswith("s") and 0 <= start - v.span.end <= 1
        for v in words.verbs
    )


def _own_part(who: Who, hit: VerbHit, words: Words) -> Who:
    """Return a subject without verbs that the tagger took for nouns in it: "lowers pain and ginger" is ginger."""
    phrase = who.phrase
    if phrase is None:
        return who
    if phrase.overlaps(hit.span):
        end = phrase.start + len(words.prose[phrase.start : hit.span.start].rstrip())
        phrase = Span(phrase.start, end) if end > phrase.start else who.span
    elif any(v.span.start == phrase.start and v.lemma in SELDOM_NOUNS and v.form.endswith("s") for v in words.verbs):
        joint = _JOINT.search(words.prose, phrase.start, phrase.end)
        phrase = Span(joint.end(), phrase.end) if joint else phrase
        inside = [m for m in words.subjects if phrase.covers(m.span)]
        return Who(phrase.of(words.prose), inside[0].kind if inside else "other", phrase, phrase)
    return replace(who, phrase=phrase)


def _is_no_thing(noun: Any) -> bool:
    """Tell whether a noun is a place, a time or a figure: "shortened by 33%"."""
    if noun.lemma_.lower() in TIMES - _GIVEN and not any(c.lower_ == "of" for c in noun.rights):
        return True
    return noun.text == "%" or noun.pos_ in {"ADV", "ADP", "DET", "SCONJ"}


def _named_before(way: Who, words: Words, sentence: Span) -> Who:
    """Return X of "X: a gentle way to treat Y"."""
    end = way.span.start if way.span else sentence.end
    named = [
        m for m in words.subjects if sentence.start <= m.span.start and m.span.end <= end and m.kind in INTERVENTIONS
    ]
    return _named(named[-1], words) if named else NOBODY


def _candidates(token: Any, sentence: Span) -> list[Any]:
    """Return the nouns that may be the subject of a verb, the likeliest first, climbing to the main clause."""
    found: list[Any] = []
    node = token
    for _ in range(8):
        if node is token and any(c.dep_ == "nsubjpass" for c in node.children) and not _own_subjects(node):
            break  # "asthma can be treated": nobody says by what
        own = _own_subjects(node) if node is token else _subjects_above(node)
        if node is not token and any(_is_expletive(s, node) for s in own):
            if node.head.lemma_.lower() not in {"make", "find", "render"}:
                break  # "when it is not possible to ease Y"
            own = []  # "X makes it possible to ease Y"
        helped = node is token and node.dep_ in {"ccomp", "xcomp"} and node.head.lemma_.lower() in _HELPING
        if helped and any(is_people(s) for s in own):
            own = []  # "X could help people lower Y" is about X
        said = [s for s in own if s.lower_ not in _RELATIVE]
        found += said
        if said and node is not token and node.dep_ != "conj":
            break
        if said or (node.dep_ == "conj" and any(c.dep_ in {"nsubj", "nsubjpass"} for c in node.children)):
            break
        head = node.head
        if head is node or head.idx < sentence.start:
            break
        said_of = _reported_before(node)
        if said_of:
            return found + said_of
        if node.dep_ == "relcl" or (node.dep_ == "acl" and head.lemma_.lower() not in _HAVING_IT):
            antecedent = _agreeing(head, node)
            if antecedent is None:
                break
            if antecedent.dep_ != "attr":  # "X is a root that eases Y" is about X
                found.append(antecedent)
            if is_people(antecedent):
                break
            node = antecedent
            continue
        if _is_step(node):
            break
        if node.dep_ == "pobj" and head.lower_ == "as" and head.head.lemma_.lower() in _NAMING:
            found += [o for c in head.head.children if c.lower_ == "of" for o in c.children if o.dep_ == "pobj"]
        if node.dep_ == "acl":
            found += [c for c in head.children if c.dep_ == "poss" and c.tag_ != "PRP$"]
            found += [o for c in head.children if c.lower_ == "of" for o in c.children if o.dep_ == "pobj"]
        elif _is_use(node) and head.lemma_.lower() in _OBJECT_GOVERNORS:
            found += [c for c in head.children if c.dep_ == "dobj"]
        node = head
    return found


def _reported_before(node: Any) -> list[Any]:
    """Return the subject of what was reported before: of "studies show that X eases Y and may lift Z" X."""
    head = node.head
    if node.dep_ != "conj" or head.lemma_.lower() not in _REPORTING:
        return []
    said = [c for c in head.children if c.dep_ == "ccomp" and c.i < node.i]
    return _subjects_above(said[-1]) if said else []


def _is_step(node: Any) -> bool:
    """Tell whether a purpose hangs from what is done, not from what is used: "arteries are opened to …"."""
    head = node.head
    passive = node.dep_ == "advcl" and any(c.dep_ == "nsubjpass" for c in head.children)
    return passive and any(c.tag_ == "TO" for c in node.children) and head.lemma_.lower() not in _USES


def _is_use(node: Any) -> bool:
    """Tell whether a clause may tell what something is used for; "X gives relief, improving sleep" is about X."""
    return node.dep_ in {"xcomp", "pcomp", "prep", "ccomp"} or (node.dep_ == "advcl" and node.tag_ != "VBG")


def _agreeing(noun: Any, verb: Any) -> Any | None:
    """Return what "that" stands for: of "a pill with side effects that eases pain" the pill, as "eases" is for one."""
    if noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lemma_.lower() in _PARTS:
        noun = noun.head.head  # "a region of the brain that …"
    if verb.tag_ not in {"VBZ", "VBP"}:
        apart = verb.left_edge.i > 0 and verb.left_edge.nbor(-1).text == ","
        while apart and noun.dep_ == "conj" and noun.head.pos_ in _NOUNS:
            noun = noun.head  # "massage, naps and walks, which can …"
        return noun
    wanted = "Sing" if verb.tag_ == "VBZ" else "Plur"
    node = noun
    for _ in range(3):
        number = "Plur" if node.tag_ in {"NNS", "NNPS"} or any(c.dep_ == "conj" for c in node.children) else "Sing"
        if number == wanted:
            return node
        if node.dep_ != "pobj" or node.head.dep_ != "prep" or node.head.head.pos_ not in _NOUNS:
            break
        node = node.head.head
    return None if verb.tag_ == "VBZ" and noun.tag_ in {"NNS", "NNPS"} else noun  # it stands for the whole clause


def _own_subjects(node: Any) -> list[Any]:
    below = [(c, c.dep_) for c in node.children]
    out = [g for c, link in below if link == "agent" for g in c.children if g.dep_ == "pobj"]
    out += [c for c, link in below if link == "csubjpass"]
    if any(link in {"nsubjpass", "auxpass"} for _, link in below):
        if node.lemma_.lower() in _CONNECTING:
            return out + [c for c, link in below if link == "nsubjpass"]
        out += [g for c, link in below if link == "prep" and c.lower_ in {"with", "by", "through"} for g in c.children]
        return out
    return out + [c for c, link in below if link in {"nsubj", "csubj", "csubjpass"}]


def _subjects_above(node: Any) -> list[Any]:
    """Return the subjects of a governing verb: of "X is touted as a way to cure Y" X, though "touted" is passive."""
    return [c for c in node.children if c.dep_ in {"nsubj", "nsubjpass", "csubj", "csubjpass"}]


def _is_expletive(subject: Any, node: Any) -> bool:
    if subject.lower_ not in {"it", "this", "that"}:
        return subject.lower_ in {"there", "here"}
    names = [node, *(c for c in node.children if c.dep_ in {"acomp", "attr", "oprd"})]
    return subject.lower_ == "it" and any(n.lemma_.lower() in _EXPLETIVE_OF for n in names)


def _who(noun: Any, words: Words, sentence: Span) -> Who:
    phrase = phrase_of_subject(noun, sentence)
    text = phrase.of(words.prose)
    if not text or noun.lower_ in _ONLY_NAMES:
        return NOBODY
    owner = next((c for c in noun.lefts if c.tag_ == "PRP$" and c.lower_ in {"its", "their"}), None)
    if owner is not None and noun.lemma_.lower() in _HAVING_IT | {"action", "activity", "use"}:
        # "its ability to …": whoever has it.
        return Who("it" if owner.lower_ == "its" else "they", "pronoun", Span(owner.idx, owner.idx + len(owner.text)))
    if noun.pos_ == "PRON" or (noun.lower_ in PRONOUNS and len(text.split()) == 1):
        return Who(text, "pronoun" if noun.lower_ in PRONOUNS else "other", phrase)
    inside = [m for m in words.subjects if phrase.overlaps(m.span) and m.span.start >= sentence.start]
    if noun.lemma_.lower() in _BODIES:
        return Who(text, "other", phrase, phrase)  # "the Food and Drug Administration"
    if not inside:
        edge = noun.left_edge.idx
        text = Span(max(sentence.start, min(edge, phrase.start)), phrase.end).of(words.prose)  # with its article
        return Who(text, "medicine" if _has_stem(noun) else sold_as(text), phrase, phrase)
    # "the body's own defences", "acupuncture for the immune system": an intervention in the phrase decides; "drinking
    # celery juice" is about the juice.
    if noun.pos_ == "VERB":  # "drinking celery juice" is about the juice
        noun = next((c for c in noun.rights if c.dep_ == "dobj"), noun)
    sold = [m for m in inside if m.kind in INTERVENTIONS and not _is_faculty(m, words, sentence)]
    at_head = next((m for m in inside if m.span.start <= noun.idx < m.span.end), None)
    if at_head is not None and at_head.phrase in {"system", "systems"}:
        at_head, inside = None, [m for m in inside if m is not at_head]  # "a drainage system"
        if not inside:
            return Who(text, "other", phrase, phrase)
    if at_head is not None and at_head.kind == "study":
        return Who(at_head.span.of(words.prose), "study", at_head.span, phrase)  # "a study of yoga"
    chosen = at_head if at_head in sold else next((m for m in sold if m.kind != "behaviour"), None)
    chosen = chosen or at_head or (sold[0] if sold else None)
    if chosen is not None and _is_in_title(chosen, phrase, words, sentence):
        return Who(text, "other", phrase, phrase)  # "Advances in Radiation Oncology"
    if chosen is None or _is_faculty(chosen, words, sentence):
        # "a treatment for the prostate" is no part of the body.
        kind = "study" if inside[0].kind == "study" else "other"
        return Who(text, "medicine" if _has_stem(noun) else kind, phrase, phrase)
    if chosen is not at_head and noun.lemma_.lower() in _ABOUT:
        phrase = phrase_span(head_token(noun.doc, chosen.span), sentence)  # "one of the benefits of tea" is about tea
    whole = Span(min(phrase.start, chosen.span.start), max(phrase.end, chosen.span.end))
    return Who(chosen.span.of(words.prose), chosen.kind, chosen.span, whole)


def _is_in_title(mention: Mention, phrase: Span, words: Words, sentence: Span) -> bool:
    """Tell whether a known word is part of a name with capitals, in a sentence that is not written so."""
    named, rest = phrase.of(words.prose), words.prose[phrase.end : sentence.end]
    long = [w for w in named.split() if len(w) > 3]
    capitals = (
        len(long) > 1
        and re.search(r"\b(?:in|of|for|and)\b", named) is not None
        and all(w[0].isupper() for w in long)
        and mention.span != phrase
    )
    lower = [w for w in rest.split() if len(w) > 3]
    return capitals and phrase.start > sentence.start + 1 and sum(w[0].islower() for w in lower) * 2 > len(lower)


def _is_faculty(mention: Mention, words: Words, sentence: Span) -> bool:
    """Tell whether a known word is part of a name: "the Department of Medicine"."""
    inside = mention.span.start > sentence.start + 1
    return inside and mention.phrase in {"medicine", "surgery"} and words.prose[mention.span.start].isupper()


def phrase_of_subject(noun: Any, sentence: Span) -> Span:
    """Return the phrase of a subject; of one that is a clause ("drinking tea") all of it up to its object."""
    if noun.pos_ not in {"VERB", "AUX"}:
        return phrase_span(noun, sentence)
    end = noun.idx + len(noun.text)
    for child in noun.rights:
        if child.dep_ == "cc":
            continue
        if child.dep_ == "conj" and child.pos_ == "VERB":
            end = phrase_of_subject(child, sentence).end  # "cutting and drying the leaves"
            continue
        if child.dep_ not in {"dobj", "prep", "prt", "acomp", "attr", "advmod"}:
            break
        if child.dep_ == "dobj":
            end = phrase_span(child, sentence).end
        elif child.right_edge.i - noun.i <= _LONGEST_DESCRIPTION and (child.dep_ != "prep" or child.n_rights):
            end = child.right_edge.idx + len(child.right_edge.text)
        else:
            break
    start = max(noun.idx, sentence.start)
    return Span(start, max(start, min(end, sentence.end)))


def _has_stem(noun: Any) -> bool:
    return noun.pos_ in {"PROPN", "NOUN"} and bool(_STEM.fullmatch(noun.text))


def sold_as(text: str) -> str:
    """Return the class of "our new XyloMax drops": what a seller calls its own is a supplement or a therapy."""
    found = _OWN.match(text.lower())
    if found is None:
        return "other"
    return "therapy" if found.group("therapy") else "supplement"


def _named(mention: Mention, words: Words) -> Who:
    return Who(mention.span.of(words.prose), mention.kind, mention.span)


def _subject_by_order(doc: Any, hit: VerbHit, words: Words, sentence: Span) -> Who:
    lead = words.prose[sentence.start : hit.span.start]
    breaks = [m.end() for m in CLAUSE_BREAK.finditer(lead)]
    start = sentence.start + (breaks[-1] if breaks else 0)
    before = [m for m in words.subjects if start <= m.span.start and m.span.end <= hit.span.start]
    before = [m for m in before if not _follows_verb(m.span.start, hit, words) and not _is_faculty(m, words, sentence)]
    chosen = next((m for m in reversed(before) if m.kind in INTERVENTIONS), None)
    if chosen is None and before and len(words.prose[before[-1].span.end : hit.span.start].split()) <= _NEAR:
        chosen = before[-1]
    if chosen is None:
        own = _OWN.search(lead.lower(), breaks[-1] if breaks else 0)
        if own is not None and own.end() > len(lead) - _REACH_CHARACTERS:
            span = Span(sentence.start + own.start(), sentence.start + own.end())
            return Who(span.of(words.prose), sold_as(own.group()), span)
        return _with_phrase(hit, words, sentence)
    return _named(chosen, words)


def treatment_beside(hit: VerbHit, words: Words, sentence: Span) -> Who:
    """Return X of "With X, migraines disappear"."""
    for m in words.subjects:
        before = sentence.start <= m.span.start and m.span.end <= hit.span.start and m.kind in INTERVENTIONS
        if before and not _is_faculty(m, words, sentence):
            lead = words.prose[sentence.start : m.span.start].lower()
            if _BY.search(lead):
                return _named(m, words)
    return NOBODY


def _with_phrase(hit: VerbHit, words: Words, sentence: Span) -> Who:
    """Return X of "Boost your immunity with X"."""
    for m in words.subjects:
        if hit.span.end < m.span.start < sentence.end and m.kind in INTERVENTIONS:
            gap = words.prose[hit.span.end : m.span.start].lower()
            if _HOW.search(gap):
                return _named(m, words)
    return NOBODY


def people_described(doc: Any, who: Who, words: Words, sentence: Span) -> Who:
    """Return people with what tells them from others ("people who do yoga"), NOBODY where nothing does."""
    noun = head_token(doc, who.span) if who.span is not None else None
    told = [c for c in noun.rights if c.dep_ in {"relcl", "acl", "prep"}] if noun is not None else []
    if noun is None or not told or told[0].right_edge.i - noun.i > _LONGEST_DESCRIPTION:
        return NOBODY
    last = told[0].right_edge
    phrase = Span(max(noun.left_edge.idx, sentence.start), min(last.idx + len(last.text), sentence.end))
    inside = [m for m in words.subjects if phrase.covers(m.span) and m.kind in INTERVENTIONS]
    if inside:
        return replace(_named(inside[0], words), phrase=phrase)
    return Who(phrase.of(words.prose), "other", phrase, phrase)
