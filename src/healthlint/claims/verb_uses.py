"""How a word of the verb lexicon is used in a sentence: as a verb at all, in the passive, only to support another."""

from __future__ import annotations

import re

from healthlint.claims.vocabulary import SELDOM_NOUNS, KnownWords, Mention, VerbHit, helped_outcomes
from healthlint.claims.words import Words
from healthlint.model.span import Span

_FIRST_WORD = 3  # characters before the first word of a sentence
_OPENERS = frozenset({":", "“", '"', "‘", "'", "–", "—", "-", "•", "*", ")"})
_NOT_BEFORE_VERBS = frozenset({"DT", "PRP$", "POS", "CD", "IN", "JJR"})
_PHRASES = ("is ", "are ", "has ", "have ")  # "is good for"
_CLOSE = 25  # characters from what may be a verb to its outcome
DEGREES = frozenset({"mild", "moderate", "severe"})  # "mild to moderate pain", where the tagger sees verbs
_BEFORE_OUTCOME = 4  # words from "helps" to "lose weight"
_HARDLY = frozenset({"difficult", "hard", "harder", "impossible", "tough", "tricky"})  # "makes it hard to fall asleep"
_FIGHT_OR_FLIGHT = re.compile(r"fight(?:,| or) (?:flight|fright|freeze)\b", re.IGNORECASE)
_JOINERS = frozenset({"-", "/", "_", "="})
_BESIDE_HELP = frozenset({"PRON", "PART", "DET", "NOUN", "ADV", "ADJ"})
HELPERS = frozenset({"help", "aid", "assist", "enable", "make", "let", "give", "cause"})
_HELPING = HELPERS | {"allow", "teach", "train", "support", "encourage", "better"}
# What somebody does who is helped: "you cope with stress" claims nothing, "helps you cope with stress" does.
_DONE_BY_HELPED = frozenset({"cope with", "deal with", "adapt to", "recover from", "get over", "withstand"})
_HELPED_NEAR = 7  # words from "help" to what is done


def may_be_verb(tag: str, tag_before: str, hit: VerbHit, known: KnownWords) -> bool:
    """Tell by its tag and the one before it whether a verb form may be used as a verb: true of all of `is_verb_use`."""
    if tag.startswith("VB") or tag == "MD" or hit.lemma.startswith(_PHRASES):
        return True
    if not _is_seldom_noun(hit):
        return False
    return tag_before == "TO" or any(0 <= m.span.start - hit.span.end <= _CLOSE for m in known.outcomes)


def is_verb_use(words: Words, hit: VerbHit, known: KnownWords, sentence: Span) -> bool:
    """Tell whether a verb form is used as a verb: by its tag, or against it when the neighbours leave no doubt."""
    if _is_joined(known.prose, hit.span) or _FIGHT_OR_FLIGHT.match(known.prose, hit.span.start):
        return False
    word = words.at(hit.span.start)
    begin = words.begin[word]
    if begin - sentence.start > _FIRST_WORD and words.text(word).istitle() and not _is_title_case(words, word):
        return False  # the name of something: "the Action to Control Pain trial"
    if hit.lemma == hit.form and hit.lemma.startswith(_PHRASES):
        return True
    dep, tag = words.dep[word], words.tag[word]
    if words.pos[word] in {"VERB", "AUX"}:
        return not (dep in {"amod", "compound"} and tag in {"VBN", "VBG", "VB"})
    if tag == "JJ" and dep == "amod":
        return False  # "clear cell carcinoma"
    if not _is_seldom_noun(hit) or hit.form.split(" ")[0].endswith("ing"):
        return False
    before = word - 1 if word > 0 and words.begin[word - 1] >= sentence.start else None
    if before is not None:
        if words.tag[before] == "TO":
            return True  # "the potential to lower stress", where the tagger has an adjective
        if _makes_a_noun(words, before, known):
            return False
    if not any(0 <= m.span.start - hit.span.end <= _CLOSE for m in known.outcomes):
        return False
    if before is None or words.is_punctuation(before) or words.lower[before] in {"and", "or", "but"}:
        return not hit.form.endswith("ments")
    return words.pos[before] in {"NOUN", "PROPN", "PRON"} or _touches(known.subjects, words.begin[before])


def _is_seldom_noun(hit: VerbHit) -> bool:
    """Tell whether a form is a verb against its tag where its neighbours allow it: "tames", "rids the body of"."""
    return " " in hit.lemma or (hit.lemma in SELDOM_NOUNS and hit.form != "aids")


def _is_joined(prose: str, span: Span) -> bool:
    """Tell whether a word is part of a longer one, or of an address: "disease-causing", "/help-with-sleep"."""
    return prose[span.end : span.end + 1] in _JOINERS or (span.start > 0 and prose[span.start - 1] in _JOINERS)


def _is_title_case(words: Words, word: int) -> bool:
    """Tell whether the words around are all written with a capital, as in a title, or a clause begins here."""
    if words.text(word - 1) in _OPENERS:
        return True
    around = map(words.text, range(max(0, word - 4), min(len(words), word + 5)))
    near = [text for text in around if len(text) > 3 and text.isalpha()]
    return 3 * sum(text.istitle() or text.isupper() for text in near) >= 2 * len(near)


def _makes_a_noun(words: Words, before: int, known: KnownWords) -> bool:
    """Tell whether the word before shows a noun ("a cold cure", "for cures"), not a misread name ("Reiki treats")."""
    if words.tag[before] == "JJ":
        return not _touches(known.subjects, words.begin[before])
    return words.dep[before] == "poss" or words.tag[before] in _NOT_BEFORE_VERBS


def is_passive(words: Words, hit: VerbHit) -> bool:
    """Tell whether a verb is in the passive ("is boosted by")."""
    return any(words.dep[c] in {"nsubjpass", "auxpass"} for c in words.kids[words.head_of(hit.span)])


def is_reduced_passive(words: Words, word: int) -> bool:
    """Tell whether a participle says what is done to the noun before it: "pain relieved by X"."""
    if words.dep[word] != "acl" or words.tag[word] != "VBN":
        return False
    return not any(words.dep[c] in {"dobj", "ccomp"} for c in words.kids[word])


def lacks_helper(words: Words, hit: VerbHit) -> bool:
    """Tell whether a verb is what somebody does who is helped, and nothing helps: "patients cope with stress"."""
    if hit.lemma not in _DONE_BY_HELPED:
        return False
    verb = words.head_of(hit.span)
    return all(words.lemma[i] not in _HELPING for i in range(max(0, verb - _HELPED_NEAR), verb))


def helps_other_verb(words: Words, hit: VerbHit, known: KnownWords) -> bool:
    """Tell whether "help(s)" only supports the verb that follows ("helps ease colds", "helps to relieve pain").

    What follows may be the outcome itself: "helps you lose weight".
    """
    if _outcome_follows(words, hit, known):
        return False
    if hit.form.endswith(" to"):
        following = words.last_of(hit.span) + 1
        if following >= len(words) or words.tag[following] != "VB":
            return False
        # "can contribute to reduce Y", not "lulls you to sleep", "adapt to stress"
        return not _touches(known.outcomes, words.begin[following])
    if hit.lemma not in HELPERS:
        return False
    last = words.last_of(hit.span)
    if any(
        c > last and words.pos[c] == "VERB" and words.dep[c] in {"ccomp", "xcomp"} and words.lower[c] not in DEGREES
        for c in words.kids[words.head_of(hit.span)]
    ):
        return True  # "helps patients with gout live longer"
    for i in range(last + 1, min(last + 6, len(words))):
        if words.tag[i] == "VB":
            if words.lower[i] not in DEGREES:
                return True
        elif words.pos[i] not in _BESIDE_HELP or words.is_punctuation(i):
            return False
    return False


def _outcome_follows(words: Words, hit: VerbHit, known: KnownWords) -> bool:
    """Tell whether a known outcome that is itself a verb follows "help" or "make": "makes you sleep better"."""
    if hit.lemma not in HELPERS:
        return False
    last = words.last_of(hit.span)
    for m in known.outcomes:
        if m.span.start >= hit.span.end:
            first = words.at(m.span.start)
            if m.phrase not in helped_outcomes() or first - last > _BEFORE_OUTCOME:
                return False
            if any(words.lower[i] in _HARDLY for i in range(last + 1, first)):
                return False
            # "helps to relax muscles" has an outcome of its own
            return all(words.begin[c] < m.span.end for c in words.of_dep(first, "dobj"))
    return False


def _touches(mentions: tuple[Mention, ...], offset: int) -> bool:
    return any(m.span.start <= offset < m.span.end for m in mentions)
