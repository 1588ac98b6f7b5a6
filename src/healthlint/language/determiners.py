"""Singular nouns that stand without the determiner that they need ("She saw doctor"), by the parse.

Only roles that a noun phrase fills are looked at, and a phrase is left alone wherever English leaves the article out:
pairs ("between doctor and nurse"), "from student to teacher", roles ("as carrier", "the title of champion"), means
("by bicycle"), names, labels ("gene 7"), headlines and notes without a verb.

Source: Quirk et al., A Comprehensive Grammar of the English Language (1985), 5.11 on count nouns, 5.39-5.51 on the zero
article.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from healthlint.language.analysis import Analysis, Together
from healthlint.language.inflect import forms
from healthlint.language.token_index import TokenIndex, positions, shared_index

_ROLES = frozenset({"dobj", "pobj", "nsubj", "nsubjpass", "attr"})
_OWN_WORDS = frozenset({"det", "poss", "nummod", "predet", "cc", "conj", "appos", "neg", "quantmod", "nmod"})
# Tags of the word before, or the one after, with which the noun is not bare, or is part of a longer name or word.
_BEFORE = ("DT", "PRP$", "POS", "CD", "HYPH", "PDT", "WP$", "CC", ":", "``", "-LRB-", "$", "#")
_AFTER = ("NN", "NNS", "NNP", "NNPS", "HYPH", "CD", "POS", "VBG", "FW", ":", "-LRB-")
_MODIFIERS = frozenset({"JJ", "JJR", "NN", "NNP", "VBN", "VBG", "RB"})
_FINITE = frozenset({"VBZ", "VBP", "VBD", "MD"})
_VERBS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})
_SIGNS = frozenset("-/–—'’\"“”‘(•*\ufffc")
_DETERMINERS = frozenset(
    {"a", "an", "the", "this", "that", "these", "those", "my", "your", "his", "her", "its", "our", "their", "each",
     "every", "any", "some", "no", "what", "which", "whose", "either", "neither", "another", "one", "enough", "such",
     "whatever", "whichever", "all", "both", "half", "many", "much", "more", "most", "few", "less", "several", "next",
     "last", "same", "little", "first", "second", "third", "other", "former", "latter", "single", "only", "own", "lead",
     "fellow", "attending", "consulting", "chief", "senior", "assistant"}
)  # fmt: skip
_BARE_AFTER = frozenset(
    {"as", "than", "per", "by", "without", "between", "like", "unlike", "via", "versus", "vs", "except", "besides",
     "pending", "beyond"}
)  # fmt: skip
# "What kind of doctor", "the role of carrier", "a species of spider", "in place of dentist"
_BARE_AFTER_OF = frozenset(
    {"kind", "type", "sort", "form", "class", "species", "breed", "variety", "title", "role", "position", "post",
     "word", "term", "name", "rank", "status", "matter", "lack", "absence", "presence", "concept", "notion",
     "definition",
     "sense", "level", "choice", "number", "change", "use", "rate", "job", "profession", "grade",
     "amount", "dose", "quantity", "model", "brand", "make", "design", "style", "category"}
)  # fmt: skip
_PAIRING = frozenset({"from", "to", "by", "against", "upon"})
# "Compare with file server", "a synonym for scanner": the word is meant, not a thing.
_MENTIONING = frozenset({"synonym", "abbreviation", "acronym", "contrast", "compare", "term", "word"})
_FAR = 5  # words to the left in which a noun phrase has its beginning
_NAMING = frozenset({"become", "elect", "appoint", "name", "call", "turn", "act", "remain", "play", "go", "mean"})


@dataclass(frozen=True, slots=True)
class BareNoun:
    """A noun phrase without its determiner: its block, its first word and the noun that ends it, as tokens."""

    block: int
    first: Any
    noun: Any


class CountNouns:
    """Lower-case nouns, and names of two or more words ("side effect"), that need a determiner in the singular."""

    def __init__(self, names: Iterable[str]) -> None:
        self._words: set[str] = set()
        self._longer: dict[str, list[tuple[str, ...]]] = {}
        for name in names:
            *before, last = name.split()
            if before:
                self._longer.setdefault(last, []).append(tuple(before))
            else:
                self._words.add(last)
        self.last_words = frozenset(self._words.union(self._longer))

    def has(self, noun: Any) -> bool:
        """Tell whether a token, with the words before it, is one of them."""
        if noun.lower_ in self._words:
            return True
        for before in self._longer.get(noun.lower_, ()):
            start = noun.i - len(before)
            if start >= noun.sent.start and tuple(t.lower_ for t in noun.doc[start : noun.i]) == before:
                return True
        return False


def bare_nouns(analysis: Analysis, nouns: CountNouns) -> Sequence[BareNoun]:
    """Return the bare phrases of an article that end with one of some nouns, in order."""
    together, number = analysis.together()
    return together.once((bare_nouns, nouns), lambda articles: _found(articles, nouns)).get(number, ())


def _found(together: Together, nouns: CountNouns) -> dict[int, list[BareNoun]]:
    """Return the bare phrases of all articles that were parsed together, by the number of the article."""
    index = together.once(TokenIndex, shared_index)
    number = index.strings
    # Hashes are numbers that need no look-up in the article: most words do not occur.
    wanted = index.bits("LOWER", frozenset(number[word] for word in nouns.last_words))
    wanted &= index.bits("TAG", frozenset({number["NN"]}))
    found: dict[int, list[BareNoun]] = {}
    if not wanted:
        return found
    wanted &= ~(index.bits("TAG", frozenset(number[tag] for tag in _BEFORE)) << 1)
    wanted &= ~(index.bits("TAG", frozenset(number[tag] for tag in _AFTER)) >> 1)
    wanted &= index.bits("DEP", frozenset(number[role] for role in _ROLES))
    for n in positions(wanted):
        (article, block), noun = index.token(n)
        if not nouns.has(noun):
            continue
        first = _first_word(noun)
        if first is not None and not _stands_bare(noun) and not _is_open(noun, first):
            found.setdefault(article, []).append(BareNoun(block, first, noun))
    return found


def _first_word(noun: Any) -> Any | None:
    """Return the first word of the noun's phrase; None where there is a determiner, or where it may be hidden."""
    if not noun.text.islower():
        return None
    if any(c.dep_ in _OWN_WORDS or (c.dep_ == "punct" and c.i < noun.i) for c in noun.children):
        return None
    first, start = noun, noun.sent.start
    while first.i > start and (before := first.nbor(-1)).tag_ in _MODIFIERS and noun.i >= before.head.i > before.i:
        if before.lower_ in _DETERMINERS or not before.text.islower():
            return None
        first = before
    if any(t.tag_ == "JJS" for t in noun.doc[max(start, first.i - 1) : noun.i]):
        return None  # "worlds largest scanner": the possessive lost its apostrophe
    if first.i == start:
        return None  # a note or a title as often as a slip
    before = first.nbor(-1)
    if noun.dep_ == "attr" and before.tag_ in ("VBN", "VBG"):
        return None  # "is a kind and well liked nurse", parsed wrongly
    if before.tag_ in ("VBN", "VBD", "VBG") and _is_in_longer_phrase(before, start):
        return None  # "that exposed nurse", "a small, blinded trial", "a mouse or pointing device", parsed as clauses
    known = (
        before.lower_ in _DETERMINERS
        or before.text in _SIGNS
        or before.text in ("'s", "’s")
        or before.tag_ in ("NN", "NNS", "NNP", "NNPS", "JJ")
    )
    return None if known or before.tag_ in _BEFORE else first


def _is_in_longer_phrase(participle: Any, start: int) -> bool:
    """Tell whether a participle stands in a noun phrase that begins with a determiner, or joins two, further left."""
    earlier = participle
    while earlier.i > start and participle.i - earlier.i < _FAR:
        earlier = earlier.nbor(-1)
        if earlier.lower_ in _DETERMINERS or earlier.text == "," or earlier.tag_ == "CC":
            return True
        if earlier.tag_ not in _MODIFIERS:
            return False
    return False


def _stands_bare(noun: Any) -> bool:
    """Tell whether the noun is where English has no article."""
    head = noun.head
    following = noun.doc[noun.i + 1 : min(noun.i + 3, noun.sent.end)]
    if len(following) == 2 and following[0].lower_ in _PAIRING and following[1].tag_ == "NN":
        return True  # "tells friend from foe", "went door to door"
    if head.lower_ in ("over", "against") and head.i + 1 == noun.i and head.i > noun.sent.start + 1:
        before = head.nbor(-1)
        if before.tag_ == "NN" and before.nbor(-1).tag_ in _VERBS:
            return True  # "favoured employer over employee"
    if noun.dep_ == "attr" and "JJ" in forms(noun.text):
        return True  # "it is only human"
    around = (noun.i - 2, noun.i + 2)
    if any(noun.sent.start <= k < noun.sent.end and noun.doc[k].lower_ == noun.lower_ for k in around):
        return True  # "patient after patient"
    if noun.dep_ == "pobj":
        if head.lower_ in _BARE_AFTER or head.head.lemma_.lower() in _MENTIONING:
            return True
        if head.lower_ == "from" and head.i > noun.sent.start and head.nbor(-1).lower_ == "far":
            return True  # "a far from perfect job"
        if head.lower_ == "with" and following and following[0].tag_ in ("VBN", "VBD"):
            return True  # "a syringe with needle attached"
        if head.lower_ == "of" and head.head.lemma_.lower() in _BARE_AFTER_OF:
            return True
        # "From student to teacher"
        beside = [t.lower_ for t in noun.doc[max(noun.sent.start, head.i - 4) : min(noun.sent.end, noun.i + 3)]]
        return head.lower_ in ("from", "to") and {"from", "to"} <= set(beside)
    return noun.dep_ in ("dobj", "attr") and head.lemma_.lower() in _NAMING


def _is_open(noun: Any, first: Any) -> bool:
    """Tell whether something beside the phrase makes the parse of it doubtful, or the sentence is none."""
    doc, after = noun.doc, noun.i + 1
    if after < len(doc):
        following = doc[after]
        if following.text == "," and first.nbor(-1).text == ",":
            return True  # "come, child, and see"
        if following.tag_ == "CC" and any(t.tag_ == "NNP" for t in doc[after : min(after + 7, noun.sent.end)]):
            return True  # a title: "says psychologist and writer Ann Jones"
        far = doc[after + 1 : min(after + 3, noun.sent.end)]
        if following.tag_ == "CC" and len(far) == 2 and far[0].tag_ == "NN" and "NN" in forms(far[1].text):
            return True  # "website or app use"
        if following.tag_ in ("VBN", "VBD") and far and far[0].tag_ in ("NN", "NNS"):
            return True  # "employer funded groups": one word, without its hyphen
        if following.text in _SIGNS or (following.tag_ == "JJ" and following.lower_ != "such"):
            return True
        if following.text == "," and far and far[0].tag_ == "NNS":
            return True  # "the choice of individual, doctors with a licence"
    opening = [t.tag_ for t in doc[noun.sent.start : first.i] if t.tag_ != "RB"]
    if opening and opening[0] in ("VBN", "VBD") and _FINITE.isdisjoint(opening[1:]):
        return True  # "Not asked to change password, wording mended": a note
    # "A stop-smoking website": the -ing form is no verb.
    verb = noun.head
    if verb.tag_ in ("VBG", "VBN") and verb.i > noun.sent.start and verb.nbor(-1).text in _SIGNS:
        return True
    return not any(t.tag_ in _FINITE for t in first.sent)
