"""What one predicate says: that something acts ("cause"), that two things go together ("link"), or neither ("")."""

from __future__ import annotations

from healthlint.claims.predicates import named
from healthlint.claims.words import Words

CAUSE, LINK = "cause", "link"

_OBJECTS = ("dobj", "dative", "prt", "ccomp", "xcomp", "oprd")
# Verbs whose object comes with a preposition; those of the first row need it ("lead the team" is no cause).
_NEED_PREPOSITION = {
    "lead": ("to",), "result": ("in",), "contribute": ("to", "toward", "towards"), "interfere": ("with",),
}  # fmt: skip
_BY_PREPOSITION = _NEED_PREPOSITION | {
    "protect": ("against", "from"), "impact": ("on", "upon"), "aid": ("in",), "help": ("with", "in", "against"),
    "benefit": ("from",), "fight": ("against",), "guard": ("against",),
}  # fmt: skip
_ACTING = frozenset({"play", "have", "make", "exert", "produce", "take"})
_UNWANTED = frozenset({"side", "adverse"})  # "patients had side effects" is what happened, not what acted
_PARTS = frozenset({"half", "third", "quarter", "dozen", "twice", "just"})
_EXPECTED = frozenset(
    {"previously", "expected", "thought", "once", "ever", "anticipated", "originally", "initially", "they", "we"}
)
_FARING = frozenset({"better", "worse", "longer", "faster", "sooner", "quicker", "slower"})
_COUNTING = frozenset({"affect", "impact", "kill", "strike", "hit", "treat"})
_PROMPTING = frozenset({"prompt", "spark", "trigger", "inspire", "spur", "drive"})
# "It encouraged us to go on" and "raises questions" are about the research.
_NO_OUTCOMES = frozenset({
    "us", "me", "question", "questions", "concern", "concerns", "awareness", "money", "hope", "hopes", "doubts",
    "debate", "research", "hypothesis", "discovery", "discoveries", "interest", "way", "certainty", "opportunity",
})  # fmt: skip
_SOME = frozenset({"most", "whom", "some", "both", "many", "members"})  # of people, mostly
_LETTING = frozenset({"allow", "enable"})
_ENABLING = frozenset({"help", "enable", "allow", "aid", "encourage", "persuade", "prompt", "motivate", "assist"})
_ANIMALS = frozenset({"mice", "rats", "animals", "mouse", "cells"})
_CHANCES = frozenset({"risk", "risks", "chance", "chances", "odds", "likelihood", "symptom", "symptoms", "pain"})
_MEASURES = frozenset(
    {"%", "percent", "third", "quarter", "half", "fold", "points", "point", "mg", "kg", "per", "year", "years"}
)
# "Rose after the change" names what it came with; a sequence in time is no cause.
_ALONGSIDE = frozenset({"with", "among", "according", "than", "compared", "after", "following"})
_MODIFYING = frozenset({"amod", "compound", "nmod"})
# What an object may begin with, beside nouns and adjectives; its plural may be misread too ("age predicts falls").
_OBJECT_STARTS = frozenset({"DT", "CD", "PRP$", "VBZ"})
_COPULAR = frozenset({"be", "become", "remain", "prove", "stay", "seem", "appear"})
_CRUCIAL = frozenset({"crucial", "critical", "essential", "key", "vital", "central", "pivotal", "instrumental"})
_GRADING = frozenset({"more", "less", "most", "least", "as", "equally"})
_RESEARCHERS = frozenset({"we", "i", "researcher", "researchers", "author", "authors", "investigators", "scientists"})
# Second parts of compounds that are often written as two words: "resource limited".
_COMPOUNDED = frozenset(
    {
        "limited",
        "controlled",
        "induced",
        "mediated",
        "treated",
        "modified",
        "restricted",
        "modulated",
        "assisted",
        "enhanced",
    }
)


def effect_of(words: Words, i: int) -> str:
    """Return what the predicate at a verb says: cause, link, or "" for neither."""
    lemma = words.lemma[i]
    if words.dep[i] not in {"amod", "compound"}:
        if is_link_verb(words, i):
            return LINK
        if lemma in named("causal-verbs"):
            found = _of_causal_verb(words, i)
            if found:
                return found
    if lemma in _COPULAR:
        return _of_copula(words, i)
    if lemma in named("change-verbs") and words.is_verb(i):
        return LINK if _ALONGSIDE.intersection(_prepositions(words, i)) else ""
    if lemma in named("light-verbs"):
        found = _of_object(words, i)
        if found:
            return found
    return LINK if words.is_verb(i) and _is_compared(words, i) else ""


def _is_compared(words: Words, i: int) -> bool:
    """Tell whether somebody "did better", "recovered faster" or "lived longer" than others."""
    return any(
        words.lower[c] in _FARING and not is_quantity(words, c) for c in words.of_dep(i, "advmod", "acomp", "oprd")
    )


def is_link_verb(words: Words, i: int) -> bool:
    """Tell whether a verb says that things go together: "predicts falls", not "is predicted to cost"."""
    if not words.is_verb(i) or words.lemma[i] not in named("link-verbs"):
        return False
    return not any(words.tag[k] == "TO" for c in words.of_dep(i, "xcomp") for k in words.kids[c])


def _of_causal_verb(words: Words, i: int) -> str:
    lemma = words.lemma[i]
    subjects = [words.lower[s] for s in words.subjects(i)]
    if words.dep[i] != "xcomp" and not _RESEARCHERS.isdisjoint(subjects):
        return CAUSE if _is_by_means(words, i) else ""
    if not named("link-nouns").isdisjoint(subjects):
        return LINK  # "the association increased with age"
    if lemma != "benefit" and not (_SOME | named("people-nouns")).isdisjoint(subjects):
        return _of_people(words, i)
    if lemma in _LETTING and not any(_acts(words, c) for c in words.of_dep(i, "ccomp", "xcomp")):
        return ""
    if lemma in _ENABLING and (_is_for_users(words, i) or _is_of_finding_out(words, i)):
        return ""
    if lemma in _COUNTING and _is_counted(words, i):
        return ""
    if lemma == "stop" and words.of_dep(i, "xcomp"):
        return ""  # "half stop taking their drops"
    if lemma == "contribute" and _is_authorship(words, i):
        return ""
    if lemma in _PROMPTING and any(words.lower[c] in named("future-gains") for c in words.of_dep(i, "dobj")):
        return ""  # "prompting new treatments"
    if lemma == "affect" and _is_of_illness(words, i):
        return ""
    if any(_is_no_outcome(words, c) for c in words.of_dep(i, "dobj")):
        return ""
    prepositions = _prepositions(words, i)
    if words.of_dep(i, "nsubjpass", "auxpass"):
        if lemma not in _NEED_PREPOSITION and _has_agent(words, i):
            return CAUSE
        return LINK if lemma in named("change-verbs") else ""
    if any(by in prepositions for by in _BY_PREPOSITION.get(lemma, ())):
        return "" if lemma == "lead" and _is_future(words, i) else CAUSE
    if lemma == "help" and subjects:
        return CAUSE  # "massage can help."
    return CAUSE if lemma not in _NEED_PREPOSITION and words.of_dep(i, *_OBJECTS) else ""


def _is_no_outcome(words: Words, noun: int) -> bool:
    """Tell whether what is changed is of the research itself: "raises questions", "limits our ability to tell"."""
    if words.lower[noun] in _NO_OUTCOMES:
        return True
    return words.lower[noun] == "ability" and any(words.lower[c] == "our" for c in words.of_dep(noun, "poss"))


def _is_authorship(words: Words, i: int) -> bool:
    """Tell whether somebody "contributed to the study"."""
    return any(words.lower[k] in named("research-nouns") for k in words.objects_of_prepositions(i, "prep"))


def _acts(words: Words, i: int) -> bool:
    """Tell whether a clause that something allows names an effect: "allows wounds to heal", "lets patients walk"."""
    if words.lemma[i] in named("causal-verbs") and words.lemma[i] not in _LETTING:
        return True
    return any(words.lower[s] in named("people-nouns") for s in words.of_dep(i, "nsubj"))


def _is_of_illness(words: Words, i: int) -> bool:
    """Tell whether "a disease that affects the joints" only says what an illness is."""
    about = words.subjects(i) + ([words.head[i]] if words.dep[i] in {"relcl", "acl"} else [])
    return any(words.lower[c] in named("illness-heads") for c in about)


def _is_for_users(words: Words, i: int) -> bool:
    """Tell whether "helps surgeons to see" only says whom a thing serves at work."""
    things = [c for c in words.kids[i] if words.dep[c] in {"dobj", "dative"}]
    things += [s for c in words.of_dep(i, "ccomp", "xcomp") for s in words.of_dep(c, "nsubj")]
    return any(words.lower[c] in named("work-users") for c in things)


def _is_of_finding_out(words: Words, i: int) -> bool:
    """Tell whether "helps identify patients at risk" says that a thing serves to find out or to decide."""
    return any(words.lemma[c] in named("finding-out-verbs") for c in words.of_dep(i, "ccomp", "xcomp"))


def _is_future(words: Words, i: int) -> bool:
    """Tell whether what something leads to are treatments, tests or studies to come."""
    return any(words.lower[k] in named("future-gains") for k in words.objects_of_prepositions(i, "prep"))


def _is_counted(words: Words, i: int) -> bool:
    """Tell whether "affects 4 million people" only says how many have it."""
    objects = words.of_dep(i, "dobj")
    met = words.lemma[i] == "treat" or words.tag[i] == "VBG"  # "a cancer affecting men"
    if met and any(words.lower[c] in named("people-nouns") | _ANIMALS for c in objects):
        return True  # the clinic treats patients, "treated mice had less pain"
    return any(words.tag[k] == "CD" for c in objects for k in (c, *words.kids[c]))


def _has_agent(words: Words, i: int) -> bool:
    """Tell whether a passive names what acts: "by the leaflet", not "by a third", "by 20 %"."""
    agents = [c for c in words.of_dep(i, "agent", "prep") if words.lower[c] == "by"]
    acting = [k for c in agents for k in words.of_dep(c, "pobj", "pcomp")]
    return any(words.tag[k] != "CD" and words.lower[k] not in _MEASURES for k in acting) or bool(agents and not acting)


def _prepositions(words: Words, i: int) -> set[str]:
    return {words.lower[c] for c in words.of_dep(i, "prep", "agent")}


def _of_people(words: Words, i: int) -> str:
    """Return what "patients have reduced risk" says: a difference, where the parser saw an act of theirs."""
    had = any(words.lemma[c] == "have" for c in words.of_dep(i, "aux"))
    if not had and any(words.lower[c] in _CHANCES for c in words.of_dep(i, "dobj")):
        return CAUSE  # "women who smoke raise their risk"
    if _is_by_means(words, i):
        return CAUSE  # "nurses lowered stress by singing"
    return LINK if had and words.lower[i] in named("degree-words") else ""


def _is_by_means(words: Words, i: int) -> bool:
    """Tell whether it is said by doing what somebody reaches something."""
    return any(
        words.tag[k] == "VBG" for k in words.objects_of_prepositions(i, "prep") if words.lower[words.head[k]] == "by"
    )


def _of_copula(words: Words, i: int) -> str:
    people = any(words.lower[s] in named("people-nouns") for s in words.subjects(i))
    for c in words.kids[i]:
        dep = words.dep[c]
        if dep in {"acomp", "attr"} or (c > i and dep in {"oprd", "advmod", "prep", "nsubj"}):
            found = _of_complement(words, c)
            if found == LINK or (found and not people):  # "the agency is responsible for" is a duty
                return found
    return ""


def _of_complement(words: Words, c: int) -> str:
    """Return what "is effective", "is due to", "was higher", "is a predictor" say by the word after the copula."""
    lower = words.lower[c]
    if words.dep[c] == "prep":
        return CAUSE if lower in {"due", "because"} else ""
    if lower in _CRUCIAL:
        return CAUSE if any(p in {"for", "in", "to"} for p in _prepositions(words, c)) else ""
    if lower in named("link-adjectives"):
        return LINK
    if lower in named("effect-adjectives") or lower in {"due", "attributable"}:
        return CAUSE
    if lower in named("degree-words") or words.tag[c] == "JJR":
        return "" if is_quantity(words, c) else LINK
    if words.tag[c][:2] in {"JJ", "RB"} and any(words.lower[k] in _GRADING for k in words.kids[c]):
        return LINK
    return _of_noun(words, c)


def _of_noun(words: Words, c: int) -> str:
    """Return what a noun phrase says by its head, the noun before it, its adjectives, and what is joined to it."""
    lower = words.lower[c]
    own = words.of_dep(c, "amod", "compound", "nmod")
    modifiers = [words.lower[k] for m in own for k in (m, *words.of_dep(m, "conj"))]
    links = named("link-nouns")
    if lower in links or any(f"{m} {lower}" in links for m in modifiers):
        return LINK
    if lower in named("effect-nouns"):
        return CAUSE if is_effect_noun(words, c) else ""
    if lower not in named("illness-heads") and not named("effect-adjectives").isdisjoint(modifiers):
        # "A deadly disease" only says what it is; of "no effective treatments" there is none.
        return "" if any(words.lower[k] == "no" for k in words.kids[c]) else CAUSE
    if any(words.lower[m] in named("degree-words") and not is_quantity(words, m) for m in own):
        return LINK
    joined = words.of_dep(c, "conj")
    return _of_complement(words, joined[0]) if joined else ""


def is_effect_noun(words: Words, i: int) -> bool:
    """Tell whether a noun says that something acts: not "side effects"."""
    if words.lower[i] not in named("effect-nouns"):
        return False
    return _UNWANTED.isdisjoint(words.lower[k] for c in words.kids[i] for k in (c, *words.kids[c]))


def is_quantity(words: Words, i: int) -> bool:
    """Tell whether "more than 40", "more than half", "older adults" only say how many or who."""
    following = words.lower[i + 1 : i + 3]
    if following[:1] == ("than",) and following[1:] and following[1] in _EXPECTED:
        return True  # "higher than previously thought" compares no groups
    if following[:1] == ("than",):
        amount = range(i + 2, min(i + 4, len(words)))
        if any(words.tag[k] == "CD" or words.lower[k] in _PARTS for k in amount):
            return True
    return words.lower[i] in {"older", "younger"} and bool(following) and following[0] in named("people-nouns")


def _of_object(words: Words, i: int) -> str:
    """Return what the noun of a light verb says: "has an effect", "no difference was found"."""
    if words.lemma[i] in _ACTING and any(words.lower[s] in named("research-nouns") for s in words.subjects(i)):
        return ""  # "these findings will play a role"
    if words.lemma[i] in {"hold", "give", "find"} and any(words.lower[c] in {"role", "roles"} for c in words.kids[i]):
        return ""  # "she holds this role no more"
    passive = words.of_dep(i, "nsubjpass")
    if words.lemma[i] == "have" and any(words.lower[s] in named("people-nouns") for s in words.subjects(i)):
        wanting = [c for c in words.of_dep(i, "dobj") if any(words.lower[k] == "no" for k in words.kids[c])]
        if wanting:
            return LINK if any(_of_noun(words, c) for c in wanting) else ""  # "those who took it had no benefit"
    return next((said for c in passive or words.of_dep(i, "dobj", "attr") if (said := _of_noun(words, c))), "")


def is_praise(words: Words, i: int) -> bool:
    """Tell whether a copula says that something is of use or matters: hedged ("may be useful") a possible effect."""
    if words.lemma[i] not in _COPULAR or any(words.lower[s] in named("research-nouns") for s in words.subjects(i)):
        return False
    for c in words.of_dep(i, "acomp", "attr", "oprd", "advmod"):
        about = (words.lower[c], *(words.lower[k] for k in words.of_dep(c, "amod", "compound")))
        if not named("praise-words").isdisjoint(about):
            return True
    return False


def is_misread_verb(words: Words, i: int, verbs: str = "causal-verbs") -> bool:
    """Tell whether a word that the tagger takes for a noun or adjective is a verb of a lexicon between its subject and
    object, as in headlines and after long subjects: "Night work worsens sleep", "the drug reduced mortality".
    """
    if i == 0 or i + 1 >= len(words) or (words.is_verb(i) and words.dep[i] not in _MODIFYING):
        return False
    stem = _stem(words.lower[i], verbs)
    if not stem or words.lower[i] in _COMPOUNDED or words.lower[i] in {"aids", "elevated", "heightened"}:
        return False
    before, after = words.tag[i - 1], words.tag[i + 1]
    if before[:2] != "NN" and before not in {"CD", "-RRB-", ","}:
        return False
    if words.lower[i + 1] in _BY_PREPOSITION.get(stem, ()):
        return True
    return stem not in _NEED_PREPOSITION and before != "," and (after[:2] in {"NN", "JJ"} or after in _OBJECT_STARTS)


def _stem(lower: str, verbs: str) -> str:
    """Return the verb of a lexicon that a word may be a form of, third person or past; "" for none."""
    if not lower.endswith(("s", "ed")) or lower.endswith("ss"):
        return ""
    return next((stem for stem in (lower[:-1], lower[:-2]) if stem in named(verbs)), "")
