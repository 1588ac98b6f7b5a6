"""Grammatical number of subjects and verbs, by the parse and the dictionary's forms: None wherever it is open.

A false "these do not agree" costs more than a missed one, so collectives, quantities, coordination, subjunctives and
bare infinitives all have no number here.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Literal

from healthlint.language.inflect import forms, inflect, match_case
from healthlint.language.lexicon import lexicon

Number = Literal["singular", "plural"]

_SINGULAR_VERBS = {"is": "are", "was": "were", "has": "have", "does": "do"}
_PLURAL_VERBS = {"are": "is", "were": "was", "have": "has", "do": "does"}
_PRONOUNS: dict[str, Number] = {
    **dict.fromkeys(
        ("he", "she", "it", "someone", "somebody", "anyone", "anybody", "nobody", "this", "everyone", "everybody",
         "everything", "something", "anything", "nothing", "one", "each", "another"), "singular"
    ),
    **dict.fromkeys(("you", "we", "they", "them", "these", "those", "many", "several", "both", "few"), "plural"),
}  # fmt: skip
_PEOPLE = frozenset(
    {"oxen", "geese", "mice", "lice", "teeth", "feet", "cacti", "radii", "octopi", "foci", "loci", "theses",
     "parentheses", "syntheses", "people", "children", "women", "men", "adults", "teenagers", "babies"}
)  # fmt: skip
# Plural forms that are often taken for singulars.
LATIN = frozenset(
    {"bacteria", "criteria", "phenomena", "fungi", "diagnoses", "prognoses", "stimuli", "alveoli", "vertebrae", "ova",
     "testes", "media", "alumni", "nuclei", "analyses", "crises", "hypotheses", "ganglia", "protozoa", "larvae"}
)  # fmt: skip
_NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS"})
# The dictionary has these as verbs too, which are rare.
_NO_VERBS = frozenset(
    {"like", "well", "out", "up", "down", "even", "in", "must", "will", "can", "may", "might", "better",
     "best", "while", "back", "further", "near", "over", "then", "so", "but", "no", "yes", "i", "a", "an", "beware"}
)  # fmt: skip
# Plural in form, singular in use, or both.
_EITHER = frozenset(
    {"researches", "evidences", "informations", "advices", "equipments", "knowledges", "feedbacks", "softwares",
     "series", "species", "means", "news", "data", "diabetes", "measles", "mumps", "rickets",
     "shingles", "rabies", "scabies", "herpes", "hives", "lots", "percent", "headquarters", "physics",
     "genetics", "statistics", "politics", "economics", "ethics", "obstetrics", "paediatrics", "pediatrics",
     "orthopaedics", "hundreds", "thousands", "millions", "kudos", "whereabouts", "remains", "contents",
     "works", "crossroads", "gallows", "bends", "hiccups", 
     "states", "nations", "times",
     "thanks", "odds", "dos", "electrolytes", "sports", "games", "numbers", "arts"}
)  # fmt: skip
# "I'll", "she'd" and the like without their apostrophe.
_LOST_APOSTROPHES = frozenset({"ill", "well", "hell", "shell", "shed", "wed", "id"})
# What Roman numerals number: "Phase I shows".
_NUMBERED = frozenset(
    {"phase", "type", "part", "section", "stage", "class", "level", "grade", "factor", "table", "figure", "chapter",
     "group", "mark", "appendix", "volume", "book", "act", "war", "schedule", "category", "tier", "grant"}
)  # fmt: skip
# Names in -s of one thing.
_PLACES = frozenset(
    {"netherlands", "philippines", "bahamas", "maldives", "seychelles", "times", "states", "emirates", "nations"}
)


@lru_cache(maxsize=20_000)
def verb_form(word: str) -> Number | None:
    """Return the number that a lower-case word shows as a present verb (or was, were); None if it shows none."""
    if word in _SINGULAR_VERBS:
        return "singular"
    if word in _PLURAL_VERBS:
        return "plural"
    known = forms(word)
    if "VBZ" in known and "VBP" not in known:
        return "singular"
    if "VBP" in known and not known & {"VBZ", "VBD"} and word not in _NO_VERBS:
        return "plural"
    return None


def rival_form(word: str, form: Number, *, first_person: bool = False) -> str | None:
    """Return the form of a verb for the other number ("has": "have"), in its own case; None if it is not known."""
    lowered = word.lower()
    if first_person and lowered in ("is", "are"):
        return match_case(word, "am")
    known = _SINGULAR_VERBS.get(lowered) or _PLURAL_VERBS.get(lowered)
    found = known or inflect(lowered, "VB" if form == "singular" else "VBZ")
    return match_case(word, found) if found and found != lowered else None


def noun_number(token: Any, verb: str = "") -> Number | None:
    """Return the number of a noun or pronoun as the subject of a verb, or None where usage is divided or unknown."""
    word, tag = token.lower_, token.tag_
    if word == "i":
        if _is_numeral_or_joined(token):
            return None
        return "singular" if verb in ("was", "were") else "plural" if tag == "PRP" else None
    if word in _PRONOUNS:
        return _PRONOUNS[word] if token.text.islower() or token.is_sent_start else None
    if word in _PEOPLE or word in LATIN:
        return "plural"
    if (
        word in _EITHER
        or word in _collective()
        or word in _LOST_APOSTROPHES
        or word.endswith("fish")
        or not word.isalpha()
    ):
        return None
    if token.text[0].isupper() and word in _given_names() and tag in _NOUN_TAGS:
        return "singular"
    if tag not in _NOUN_TAGS:
        only_plural = tag == "JJ" and forms(word) == {"NNS"}  # "geese"
        return "plural" if only_plural and token.dep_ in ("nsubj", "nsubjpass") else None
    if tag in ("NNP", "NNPS"):
        return _name_number(token)
    if not token.text.islower() and not _opens(token):
        return None
    known = forms(token.text)
    if tag == "NNS" and not token.text.islower() and ("NNS" not in known or word in _surnames()):
        return None  # "Byers works", "Sanders agrees"
    if tag == "NNS":
        plural = "NNS" in known and "NN" not in known if known else _looks_plural(word)
        return "plural" if plural else None
    if known:
        if "NNS" in known and "NN" not in known:
            return "plural" if not word.endswith("s") else None
        return "singular" if "NN" in known and (not word.endswith("s") or word.endswith(("ss", "us", "is"))) else None
    # An unknown word with a capital is a name more often ("Acmed sell their own brand").
    return "singular" if len(word) > 2 and token.text.islower() and not word.endswith(_OPEN_ENDS) else None


def _is_numeral_or_joined(pronoun: Any) -> bool:
    """Tell whether "I" is a numeral ("Phase I shows") or one of two people ("my aunt and I were")."""
    if pronoun.is_sent_start or not pronoun.i:
        return False
    before = pronoun.nbor(-1)
    if before.lower_ in ("and", "or", "nor"):
        return before.i > 0 and before.nbor(-1).tag_ in (*_NOUN_TAGS, "PRP")
    return before.lower_ in _NUMBERED


def _opens(token: Any) -> bool:
    return bool(token.is_sent_start) and token.text[1:].islower()


# Unknown words with these ends are plurals or adjectives as often as singulars ("psychosocial").
_OPEN_ENDS = ("s", "ae", "i", "a", "en", "ese", "al", "ic", "ous", "ive", "ary", "able", "ible")
# Ends of plurals whose singular the dictionary may lack.
_PLURAL_ENDS = ("ists", "ers", "ors", "ions", "ments", "ings", "gies", "ities", "pathies", "therapies")


def _looks_plural(word: str) -> bool:
    return word.endswith("s") and (bool(forms(word[:-1])) or word.endswith(_PLURAL_ENDS))


def _name_number(token: Any) -> Number | None:
    word = token.lower_
    known = forms(word)
    if not token.text[1:].islower():
        return None
    if word.endswith("s") and token.i and not _is_singular_in_s(word):
        before = token.nbor(-1)
        # "The Nurses of Leith is a novel": a capital on "the" inside the sentence is a title's.
        plural = (
            (before.text == "the" or before.is_sent_start)
            and before.lower_ == "the"
            and (token.tag_ == "NNPS" or not known)
        )
        return "plural" if plural and word not in _PLACES else None
    if word in _given_names():
        return "singular"
    if word in _named_things() and any(c.lower_ == "the" for c in token.children):
        return "singular"  # "the Care Act", but not "Crystal Palace"
    return "singular" if token.is_sent_start and "NN" in known and not word.endswith("s") else None


def _is_singular_in_s(word: str) -> bool:
    return word.endswith(("ss", "us", "is")) or word in _given_names()


@lru_cache(maxsize=1)
def _surnames() -> frozenset[str]:
    return frozenset(lexicon("surnames-in-s"))


@lru_cache(maxsize=1)
def _collective() -> frozenset[str]:
    return frozenset(lexicon("collective-nouns"))


@lru_cache(maxsize=1)
def _named_things() -> frozenset[str]:
    return frozenset(lexicon("named-things"))


@lru_cache(maxsize=1)
def _given_names() -> frozenset[str]:
    return frozenset(lexicon("given-names"))
