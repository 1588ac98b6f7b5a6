"""Whether a claim is only what is told or was believed: "my neighbour told me that …", "it was thought to cure …".

`language.voice` knows the fixed phrases ("sellers say"); this reads the verb or noun that governs the claim.
"""

from __future__ import annotations

from healthlint.claims.words import Words
from healthlint.language.lexicon import lexicon
from healthlint.language.terms import word_set

_TELLING = word_set("tell inform assure convince persuade")
_ME = frozenset({"me", "us", "him", "her"})
_BELIEVING = word_set("believe think say hold consider suppose assume hope imagine")
# "Is reputed to" keeps its distance in any tense; "is thought to" hedges what the writer thinks too.
_RUMOURED = word_set("repute rumour rumor purport allege tout advertise fabled")
_SAYING = _BELIEVING | word_set("swear insist maintain teach boast promise claim declare assert argue advertise")
# Whose word is no evidence, and who is neither an expert nor the writer's own patient (a testimonial claims in law).
_LAY = word_set(
    "people folk folks person grandmother grandma granny grandfather grandpa mother mum mom father dad aunt uncle "
    "neighbour neighbor friend colleague relative villager farmer sailor healer elder ancestor ancient "
    "romans greeks egyptians aztecs native legend tradition folklore lore superstition myth tale wisdom ayurveda label "
    "packet package bottle advert advertisement ad leaflet flyer website site influencer celebrity seller vendor "
    "salesman manufacturer maker company brand believer fan enthusiast proponent advocate supporter many some others"
)
_IDEAS = word_set("idea belief notion superstition rumour rumor myth misconception legend saying")
_UP = frozenset({"ccomp", "xcomp", "conj", "acl", "relcl", "advcl", "oprd"})
_UP_FROM_NOUN = frozenset({"compound", "nmod", "dobj", "nsubj", "appos", "amod"})  # "cures" that the tagger misreads
_FURTHEST = 6


def is_hearsay(words: Words, verb: int) -> bool:
    """Tell whether what governs a verb gives it as hearsay or as what people used to believe."""
    node = verb
    for _ in range(_FURTHEST):
        head = words.head[node]
        misread = not words.is_verb(node) and words.dep[node] in _UP_FROM_NOUN and head != node
        if not misread and (head == node or words.dep[node] not in _UP):
            return False
        if words.dep[node] != "conj" and _tells(words, head, node):
            return True
        if words.dep[node] == "conj" and words.of_dep(node, "nsubj", "nsubjpass") and words.tag[node] != "VB":
            return False  # "people think X, but Y eases Z"
        node = head
    return False


def _tells(words: Words, governor: int, clause: int) -> bool:
    """Tell whether a verb or noun that a clause hangs from gives it as somebody's word."""
    lemma = words.lemma[governor]
    if lemma in _IDEAS:
        return words.dep[clause] in {"acl", "ccomp"} and any(words.lower[c] == "that" for c in words.kids[clause])
    if not words.is_verb(governor):
        return False
    if lemma in _RUMOURED and words.tag[governor] == "VBN":
        return True
    if lemma in _BELIEVING and _is_past_passive(words, governor):
        return True
    if lemma in _TELLING and any(words.lower[c] in _ME for c in words.of_dep(governor, "dobj", "dative")):
        return True
    if words.lemma[words.head[governor]] == "use" and words.dep[governor] == "xcomp":
        return lemma in _SAYING  # "people used to say"
    if lemma == "have" and any(words.lemma[s] in lexicon("hearsay") for s in words.of_dep(governor, "nsubj")):
        return True  # "legend has it"
    return lemma in _SAYING and any(words.lemma[s] in _LAY for s in words.of_dep(governor, "nsubj"))


def _is_past_passive(words: Words, verb: int) -> bool:
    """Tell whether something "was thought" or "has long been believed"."""
    return words.tag[verb] == "VBN" and any(words.lower[c] in {"was", "were"} for c in words.of_dep(verb, "auxpass"))
