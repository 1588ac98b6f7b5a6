"""Sentences that tell what research found, in the words of somebody who did not do it: news, blogs, encyclopedias.

`origin` reads research articles, in which "the study" is the writer's own; everywhere else it is that of others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal

from healthlint.citations.citation import Citation
from healthlint.citations.markers import citations
from healthlint.citations.reach import home
from healthlint.citations.studies import is_headline, is_study_news, names_journal, points_to_own
from healthlint.language.lexicon import lexicon
from healthlint.language.phrases import PhraseSet
from healthlint.language.voice import is_quoted

if TYPE_CHECKING:
    from healthlint.language.analysis import Analysis
    from healthlint.language.sentences import Sentence

# "first" brings research up, "further" goes on about what was brought up before, "held" has nobody who found it,
# "named" gives a body as its source: what the World Health Organization publishes can be linked.
Report = Literal["first", "further", "held", "named"]

_INITIALS = 3  # "CDC" and "Centers for Disease Control and Prevention" are one
_SMALL = frozenset({"and", "for", "of", "on", "the"})
_IN_ORDER: tuple[Report, ...] = ("first", "further", "held")
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_KNOWN = frozenset({"the", "this", "that", "these", "those", "both", "its", "their", "his", "her", "our", "my"})
_PEOPLE = frozenset({"author", "co-author", "colleague", "investigator", "researcher", "scientist", "team"})
# "Dutch scientists", "researchers at the University": a word that tells which ones.
_TELLING = frozenset({"acl", "amod", "compound", "nmod", "nummod", "poss", "prep", "relcl"})
_LINKING = frozenset({"associate", "correlate", "implicate", "link", "tie"})
# Findings that have no finder: "is thought to", "was shown", "has been found".
_FOUND_WORDS = (
    "believe demonstrate document establish estimate find hypothesise hypothesize know observe propose prove report "
    "show suggest think"
)
_FOUND = frozenset(_FOUND_WORDS.split())
_WROTE = re.compile(
    r"[\"”][^\"“]*\b(?:wr[oi]te|writes|concluded?|reported|noted?)\b[^\"“]*\b(?:editorial|commentary|paper|article|journal|"
    r"review|letter|study|report|jama|bmj|lancet)\b"
)
# How research that was done came out; "the report is available" says nothing of it.
_OUTCOMES = frozenset(
    {"clear", "conflicting", "consistent", "disappointing", "encouraging", "inconclusive", "inconsistent", "limited"}
) | frozenset({"mixed", "negative", "positive", "preliminary", "promising", "small", "strong", "weak"})
_NAMES = frozenset({"NNP", "NNPS"})
# A person says many things; these a person finds by research.
_FINDING = frozenset({"conclude", "demonstrate", "detect", "discover", "identify", "observe", "reveal", "uncover"})
_VERBS = ("citing-verbs", "reporting-verbs", "research-verbs", "saying-verbs")
_PUBLISHING = frozenset({"cite", "publish", "release"})
_PERSONS = frozenset({"i", "we", "you", "he", "she"})


def reports(analysis: Analysis) -> dict[Sentence, Report]:
    """Return the sentences that report research, in order. For `analysis.once(reports)`.

    Headlines, questions and what somebody says are left out.
    """
    named = analysis.once(_bodies)
    blocks = {block for block, _ in named}
    out: dict[Sentence, Report] = {}
    for block in analysis.blocks:
        folded = analysis.folded(block)
        if is_headline(analysis, block) or not (block in blocks or _words().occurs(folded)):
            continue
        for sentence in analysis.sentences(block):
            said = sentence.span.of(folded)
            is_named = (block, sentence.index) in named
            if (is_named or _words().occurs(said)) and not said.rstrip("\"'”’)] ").endswith("?"):
                found = _report_of(analysis, sentence, said, is_named=is_named)
                if found is not None:
                    out[sentence] = found
    return out


def _bodies(analysis: Analysis) -> dict[tuple[int, int], str]:
    """Return the bodies that are given as a source, by block and number of the sentence, as the initials of a name."""
    named = (c for c in analysis.once(citations) if c.level == "named")
    return {(c.block, home(analysis, c)): _initials(c.label) for c in named}


def _initials(name: str) -> str:
    words = [word for word in name.split() if word.lower() not in _SMALL]
    return name.upper() if len(words) == 1 else "".join(word[0].upper() for word in words)


def _report_of(analysis: Analysis, sentence: Sentence, said: str, *, is_named: bool) -> Report | None:
    if said.startswith(('"', "“")):  # "…," they wrote in an editorial: what is written can be linked
        return "first" if _WROTE.search(said) else None
    if is_quoted(analysis, sentence.block, sentence.span):
        return None
    found = report(analysis.tokens(sentence), analysis.text(sentence))
    return found or ("named" if is_named else None)


def unsourced(analysis: Analysis) -> Iterator[Sentence]:
    """Yield the reports that bring up research which the article has not shown, each study and each body once.

    A report that goes on needs no source of its own where one was brought up before it, nor where the article as a
    whole points to a publication. News of a study brings it up twice: in the first lines, and again by its name.
    """
    from healthlint.citations.needs import needs

    published = any(_is_publication(c) for c in analysis.once(citations))
    studies = [(n.block, n.sentence.start) for n in analysis.once(needs) if n.reason == "study"]
    known = False
    met: set[str] = set()
    for sentence, kind in analysis.once(reports).items():
        known = known or any(study < (sentence.block, sentence.span.start) for study in studies[:1])
        if kind == "named":
            body = analysis.once(_bodies)[sentence.block, sentence.index][:_INITIALS]
            if body not in met:
                yield sentence
            met.add(body)
            continue
        goes_on = kind == "further" or (kind == "first" and is_own(analysis, sentence))
        if not (goes_on and (known or published)):
            yield sentence
        known = known or kind != "held"


def is_own(analysis: Analysis, sentence: Sentence) -> bool:
    """Tell whether a report may be of the study that the article is news of."""
    return analysis.once(is_study_news) and points_to_own(analysis.text(sentence))


def own_study(analysis: Analysis) -> tuple[int, int] | None:
    """Return (block, offset) of the first report of the study that the article is news of, or None.

    For `analysis.once(own_study)`.
    """
    found = analysis.once(reports)
    first = next((s for s in found if found[s] in ("first", "further") and is_own(analysis, s)), None)
    return None if first is None else (first.block, first.span.start)


def report(tokens: Any, text: str) -> Report | None:
    """Return how a parsed sentence reports research, or None; `text` is its text as written."""
    found = {kind for token in tokens for kind in _reported_at(token)}
    # "They wrote in JAMA": a journal shows that research is reported, not that it is another study.
    if names_journal(text) and any(t.tag_ in _FINITE for t in tokens):
        found.add("further")
    return next((kind for kind in _IN_ORDER if kind in found), None)


def _reported_at(token: Any) -> Iterator[Report]:
    if _is_research(token) and _is_source(_place(token)):
        yield "further" if _is_known(token) else "first"
    elif token.tag_ == "VBN" and _is_found(token):
        # What "was linked" is a result of the study at hand, what "is linked" or "has been" is held to be so.
        yield "further" if any(t.tag_ == "VBD" for t in token.children if t.dep_ == "auxpass") else "held"
    elif token.tag_[0] == "V":
        if token.lemma_ in _FINDING and _is_somebodys(token):
            yield "first"
        elif token.lemma_ in _FINDING | _FOUND and _is_theirs(token):
            yield "further"


def _is_research(token: Any) -> bool:
    """Tell whether a word is a study or a researcher; as a subject "report" is a noun whatever its tag."""
    if token.tag_[0] != "N" and token.dep_ not in _SUBJECTS:
        return False
    return token.lemma_.lower() in _works() or token.lower_ in _works()


def _place(noun: Any) -> Any:
    """Return the word whose place in the sentence research has: "Marsh and colleagues", "an extension of the trial"."""
    if noun.dep_ == "conj" and noun.head.tag_[0] == "N":
        noun = noun.head
    if noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.tag_[0] == "N":
        return noun.head.head
    return noun


def _is_source(noun: Any) -> bool:
    """Tell whether research is what says or does something, or what something is taken from."""
    verb, role = noun.head, noun.dep_
    if any(t.dep_ in ("relcl", "acl") and t.lemma_ in _reporting() | {"present"} for t in noun.children):
        return True  # "studies that measure …", "research showing …"
    if role in _SUBJECTS:
        return verb.lemma_ in _reporting() or any(t.lower_ in _OUTCOMES for t in verb.children if t.dep_ == "acomp")
    if role == "attr":  # "there is evidence that"
        return any(t.dep_ == "expl" for t in verb.children) and not any(t.lower_ == "no" for t in noun.children)
    if role == "dobj":  # "they published research that", "…, suggest the authors"
        return verb.lemma_ in _PUBLISHING or (
            verb.lemma_ in _reporting() and verb.i > 0 and verb.nbor(-1).lower_ == ","
        )
    return role == "pobj" and _introduces(verb)


def _introduces(preposition: Any) -> bool:
    """Tell whether a preposition names where a statement comes from: "according to", "in a study", not "part in"."""
    word, verb = preposition.lower_, preposition.head
    if word == "to":
        return bool(verb.lower_ == "according")
    if word == "in":
        return bool(verb.tag_[0] == "V" and verb.lemma_ not in _taking_part())
    return bool(word == "by" and verb.tag_ == "VBN" and verb.lemma_ in _reporting())


def _is_known(noun: Any) -> bool:
    """Tell whether a word goes on about a study: "the trial", "its authors", and "researchers" without more."""
    words = list(noun.children)
    if any(t.lower_ in _KNOWN for t in words):
        return True
    return noun.lemma_.lower() in _PEOPLE and not any(t.dep_ in _TELLING for t in words)


def _is_found(participle: Any) -> bool:
    """Tell whether a passive states a finding and not who found it: "is linked to", "has been shown to"."""
    if not any(t.dep_ == "auxpass" for t in participle.children):
        return False
    if (
        any(t.dep_ == "neg" or t.lower_ in _PERSONS for t in participle.children)
        or participle.lemma_ not in _FOUND | _LINKING
    ):
        return False
    if participle.lemma_ in _LINKING:
        return any(t.lower_ in ("with", "to", "in") for t in participle.children)
    return any(t.dep_ in ("xcomp", "ccomp") for t in participle.children)


def _is_somebodys(verb: Any) -> bool:
    return any(t.dep_ == "nsubj" and t.tag_ in _NAMES for t in verb.children)


def _is_theirs(verb: Any) -> bool:
    """Tell whether "they" find that something is so."""
    return {"nsubj", "ccomp"} <= {t.dep_ for t in verb.children} and any(t.lower_ == "they" for t in verb.children)


def _is_publication(citation: Citation) -> bool:
    return citation.level == "full" and citation.tier in ("T1", "T2", "T3", "T7", "")


@lru_cache(maxsize=1)
def _works() -> frozenset[str]:
    # What "experts" say is no research: the rule about vague authorities asks who they are.
    return (frozenset(lexicon("published-work")) | _PEOPLE | {"editorial", "hypothesis", "theory"}) - {
        "expert",
        "group",
    }


@lru_cache(maxsize=1)
def _reporting() -> frozenset[str]:
    return frozenset().union(*(lexicon(name) for name in _VERBS))


@lru_cache(maxsize=1)
def _taking_part() -> frozenset[str]:
    return frozenset({"be", "enrol", "enroll", "participate", "take", "volunteer"})


@lru_cache(maxsize=1)
def _words() -> PhraseSet:
    return PhraseSet(lexicon("research-words"))
