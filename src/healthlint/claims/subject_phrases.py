"""How the phrase of a subject is read: what of it is known, its class, and how much of it a reader would quote."""

from __future__ import annotations

import re
from dataclasses import replace

from healthlint.claims.candidates import HAVING_IT
from healthlint.claims.located import NOBODY, Who
from healthlint.claims.noun_phrases import phrase_span
from healthlint.claims.owned import owned_class
from healthlint.claims.vocabulary import INTERVENTIONS, KnownWords, Mention
from healthlint.claims.words import Words
from healthlint.language.terms import word_set
from healthlint.model.span import Span

PRONOUNS = frozenset({"it", "this", "that", "they", "these", "those", "which", "who", "he", "she"})
_ONLY_NAMES = word_set("there here what nothing none something anything everything ourselves us")
_ITS = {"its": "it", "their": "they"}
_HAD = HAVING_IT | {"action", "activity", "use"}
# Stems that the WHO gives to the names of medicines (INN): "-mab", "-statin", "-pril".
_STEM = re.compile(
    r"[A-Za-z]{2,}(?:mab|nib|statin|sartan|prazole|gliptin|gliflozin|fibrate|vir|cept|oxacin|cillin|mycin|azole|"
    r"setron|triptan|lukast|parib|ciclib|glutide|taxel|rubicin|platin|caine|barbital|zosin|thiazide|dronate|"
    r"pril|olol|azepam|tidine|profen|oxetine|dipine|solone|sonide|terol|tropium)s?"
)
_LONGEST_DESCRIPTION = 14  # words
_MEASURES = word_set(
    "cup glass session dose amount extract course tablet capsule drop handful serving use consumption intake "
    "combination form formulation infusion piece portion bowl bottle hour minute week month year spoonful pinch"
)
_PROMISED = word_set("benefit advantage use")
_PROMISES = word_set("claim promise")
_OWNING = frozenset({"poss", "det", "prep", "compound", "acl", "relcl"})
_ABOUT = word_set("one benefit advantage property")
_BODIES = word_set(
    "administration institute university hospital department society school college association agency foundation "
    "council ministry commission committee division lab laboratory team consortium"
)
_OF_A_CLAUSE = frozenset({"dobj", "dative", "prep", "prt", "acomp", "attr", "advmod", "oprd"})
_INSIDE = frozenset({"compound", "amod", "nmod"})
_COUNTED = re.compile(r"(?:\w+ )(?:[\w-]+ ){0,3}?(?:ways|reasons|facts)(?: (?:that|how|why))? ", re.IGNORECASE)
_REPORTED = re.compile(r"(?:\S+ ){1,4}?(?:showing|suggesting|finding|indicating|revealing)(?: that)? ")
_TITLE_JOINT = re.compile(r"\b(?:in|of|for|and)\b")


def whole_subject(words: Words, who: Who, verb: Span, sentence: Span) -> Who:
    """Return a subject with all that a reader would quote of it ("six sessions of acupuncture")."""
    if who.span is None or who.phrase is not None:
        return who
    noun = words.head_of(who.span)
    if words.begin[noun] >= verb.start and verb.start > who.span.start:
        return who  # "Valerian tea cures", where the tagger takes the verb for a noun
    head = words.head[noun]
    if words.dep[noun] == "pobj" and words.lower[head] == "of" and words.lemma[words.head[head]] in _MEASURES:
        noun = words.head[head]  # "two cups of tea"
    while True:
        head, dep = words.head[noun], words.dep[noun]
        if words.pos[head] not in {"NOUN", "PROPN"} or words.begin[head] >= verb.start:
            break
        if not (dep in _INSIDE or (dep == "conj" and head < noun and _is_joined(words, noun))):
            break
        noun = head  # "acupuncture and yoga ease …", "a blood test predicts …"
    phrase = _without_count(phrase_span(words, noun, sentence), words)
    return replace(who, phrase=phrase) if phrase.covers(who.span) and not phrase.overlaps(verb) else who


def _is_joined(words: Words, noun: int) -> bool:
    """Tell whether a list goes on to a noun: not "if you have A, B or C, ginger eases Y"."""
    return any(words.dep[c] in {"cc", "conj"} for i in (words.head[noun], noun) for c in words.right(i) if c != noun)


def _without_count(phrase: Span, words: Words) -> Span:
    """Return a subject without what a title counts or what reports it: "4 amazing ways ginger" is ginger."""
    before = _COUNTED.match(words.blanked, phrase.start, phrase.end)
    before = before or _REPORTED.match(words.blanked, phrase.start, phrase.end)
    return Span(before.end(), phrase.end) if before else phrase


def subject_at(words: Words, noun: int, known: KnownWords, sentence: Span) -> Who:
    """Return the subject that a noun is the head of; NOBODY of words that only point ("there")."""
    lower, pos = words.lower[noun], words.pos[noun]
    if lower in _ONLY_NAMES:
        return NOBODY
    phrase = phrase_of_subject(words, noun, sentence)
    if words.dep[noun] == "poss":
        phrase = Span(phrase.start, max(phrase.start, min(phrase.end, words.end[noun])))  # "ginger" of "ginger's"
    text = phrase.of(known.prose)
    if not text:
        return NOBODY
    if words.lemma[noun] in _HAD:
        owner = next((c for c in words.left(noun) if words.tag[c] == "PRP$" and words.lower[c] in _ITS), None)
        if owner is not None:  # "its ability to …": whoever has it.
            return Who(_ITS[words.lower[owner]], "pronoun", words.span(owner))
    if lower == "them":
        return Who("they", "pronoun", phrase)
    if words.lemma[noun] in _PROMISES or (
        words.lemma[noun] in _PROMISED and not any(words.dep[c] in _OWNING for c in words.kids[noun])
    ):
        return Who("it", "pronoun", words.span(noun))  # "other benefits include easing Y": of what was named before
    if pos == "PRON" or (lower in PRONOUNS and len(text.split()) == 1):
        return Who(text, "pronoun" if lower in PRONOUNS else "other", phrase)
    inside = [m for m in known.subjects if phrase.overlaps(m.span) and m.span.start >= sentence.start]
    if words.lemma[noun] in _BODIES:
        return Who(text, "other", phrase, phrase)  # "the Food and Drug Administration"
    if not inside:
        edge = words.begin[words.left_edge(noun)]
        text = known.prose[max(sentence.start, min(edge, phrase.start)) : phrase.end]  # with its article
        return Who(text, "medicine" if _has_stem(words, noun) else owned_class(text), phrase, phrase)
    return _known_subject(words, noun, phrase, inside, known, sentence)


def _known_subject(
    words: Words, noun: int, phrase: Span, inside: list[Mention], known: KnownWords, sentence: Span
) -> Who:
    """Return the subject of a phrase with known words: "acupuncture for the immune system" is an intervention."""
    text = phrase.of(known.prose)
    if words.pos[noun] == "VERB":  # "drinking celery juice" is about the juice
        noun = next((c for c in words.right(noun) if words.dep[c] == "dobj"), noun)
    begin = words.begin[noun]
    sold = [m for m in inside if m.kind in INTERVENTIONS and not is_faculty(m, known, sentence)]
    at_head = next((m for m in inside if m.span.start <= begin < m.span.end), None)
    if at_head is not None and at_head.phrase in {"system", "systems"}:
        at_head, inside = None, [m for m in inside if m is not at_head]  # "a drainage system"
        if not inside:
            return Who(text, "other", phrase, phrase)
    if at_head is not None and at_head.kind == "study":
        return Who(at_head.span.of(known.prose), "study", at_head.span, phrase)  # "a study of yoga"
    chosen = at_head if at_head in sold else next((m for m in sold if m.kind != "behaviour"), None)
    chosen = chosen or at_head or (sold[0] if sold else None)
    if chosen is not None and _is_in_title(chosen, phrase, known, sentence):
        return Who(text, "other", phrase, phrase)  # "Advances in Radiation Oncology"
    if chosen is None or is_faculty(chosen, known, sentence):
        # "a treatment for the prostate" is no part of the body.
        kind = "study" if inside[0].kind == "study" else "other"
        return Who(text, "medicine" if _has_stem(words, noun) else kind, phrase, phrase)
    if chosen is not at_head and words.lemma[noun] in _ABOUT:
        phrase = phrase_span(words, words.head_of(chosen.span), sentence)  # "one of the benefits of tea" is about tea
    phrase = _without_count(phrase, words)
    whole = Span(min(phrase.start, chosen.span.start), max(phrase.end, chosen.span.end))
    return Who(chosen.span.of(known.prose), chosen.kind, chosen.span, whole)


def _is_in_title(mention: Mention, phrase: Span, known: KnownWords, sentence: Span) -> bool:
    """Tell whether a known word is part of a name with capitals, in a sentence that is not written so."""
    if mention.span == phrase or phrase.start <= sentence.start + 1:
        return False
    named = phrase.of(known.prose)
    long = [w for w in named.split() if len(w) > 3]
    if len(long) < 2 or not all(w[0].isupper() for w in long) or _TITLE_JOINT.search(named) is None:
        return False
    rest = [w for w in known.prose[phrase.end : sentence.end].split() if len(w) > 3]
    return sum(w[0].islower() for w in rest) * 2 > len(rest)


def is_faculty(mention: Mention, known: KnownWords, sentence: Span) -> bool:
    """Tell whether a known word is part of a name: "the Department of Medicine"."""
    if mention.phrase not in {"medicine", "surgery"}:
        return False
    return mention.span.start > sentence.start + 1 and known.prose[mention.span.start].isupper()


def phrase_of_subject(words: Words, noun: int, sentence: Span) -> Span:
    """Return the phrase of a subject; of one that is a clause ("drinking tea") all of it up to its object."""
    if words.pos[noun] not in {"VERB", "AUX"}:
        return phrase_span(words, noun, sentence)
    end = words.end[noun]
    for child in words.right(noun):
        dep = words.dep[child]
        if dep == "cc":
            continue
        if dep == "conj" and words.pos[child] == "VERB":
            end = phrase_of_subject(words, child, sentence).end  # "cutting and drying the leaves"
            continue
        if dep not in {"dobj", "prep", "prt", "acomp", "attr", "advmod", "oprd"} and not _is_done_to(
            words, noun, child
        ):
            break
        if dep in {"dobj", "dative"}:
            end = phrase_span(words, child, sentence).end
            continue
        edge = words.right_edge(child)
        if edge - noun > _LONGEST_DESCRIPTION or (dep == "prep" and not words.right(child)):
            break
        end = words.end[edge]
    end = max(end, _misread_object(words, noun, sentence))
    first = min([noun, *words.of_dep(noun, "auxpass")])  # "being massaged"
    start = max(words.begin[first], sentence.start)
    return Span(start, max(start, min(end, sentence.end)))


def _misread_object(words: Words, clause: int, sentence: Span) -> int:
    """Return where Y ends of "giving people Y eases Z", where the parser takes Y for the subject, else -1."""
    above = words.head[clause]
    if words.dep[clause] != "csubj":
        return -1
    other = [c for c in words.of_dep(above, "nsubj") if clause < c < above]
    if not other or words.lower[words.left_edge(other[0]) - 1] == ",":
        return -1
    return phrase_span(words, other[0], sentence).end


def _is_done_to(words: Words, verb: int, child: int) -> bool:
    """Tell whether a clause tells what somebody has done to them: "having your back adjusted"."""
    return words.lemma[verb] in {"have", "get"} and words.dep[child] == "ccomp" and words.tag[child] == "VBN"


def _has_stem(words: Words, noun: int) -> bool:
    return words.pos[noun] in {"PROPN", "NOUN"} and bool(_STEM.fullmatch(words.text(noun)))


def subject_named(mention: Mention, known: KnownWords) -> Who:
    """Return a known word as a subject."""
    return Who(mention.span.of(known.prose), mention.kind, mention.span)


def people_described(words: Words, who: Who, known: KnownWords, sentence: Span) -> Who:
    """Return people with what tells them from others ("people who do yoga"), NOBODY where nothing does."""
    if who.span is None:
        return NOBODY
    noun = words.head_of(who.span)
    told = next((c for c in words.right(noun) if words.dep[c] in {"relcl", "acl", "prep"}), None)
    if told is None or words.right_edge(told) - noun > _LONGEST_DESCRIPTION:
        return NOBODY
    phrase = Span(
        max(words.begin[words.left_edge(noun)], sentence.start), min(words.end[words.right_edge(told)], sentence.end)
    )
    inside = [m for m in known.subjects if phrase.covers(m.span) and m.kind in INTERVENTIONS]
    if inside:
        return replace(subject_named(inside[0], known), phrase=phrase)
    return Who(phrase.of(known.prose), "other", phrase, phrase)
