"""The noun phrase around a word: a part of a claim as long as a reader would quote it, and no longer.

"cramps" of "helps with digestive issues and menstrual cramps in two weeks" stands in "digestive issues and menstrual
cramps". Relative clauses, apposition, people ("in patients with asthma": the population), times and figures end it.
"""

from __future__ import annotations

from healthlint.claims.words import Words
from healthlint.language.terms import word_set
from healthlint.model.span import Span

PEOPLE = word_set(
    "people person patient adult child woman man baby infant kid teenager you anyone everyone those one all "
    "sufferer user client body mother father parent someone somebody volunteer participant individual human population "
    "boy girl adolescent student athlete smoker member customer consumer subject survivor senior family nobody those "
    "veteran worker percent majority thousand million hundred"
)
ANIMALS_AND_LAB = word_set("mouse mice rat rodent animal pig monkey dog cat zebrafish fly vitro culture dish")
_STUDIES = word_set("study trial research review analysis cohort survey group arm sample clinic hospital")
TIMES = word_set("century second minute hour day night week month year decade time session period morning dose")
_ENDING = PEOPLE | _STUDIES | TIMES | ANIMALS_AND_LAB
NOUNS = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_LEFT = frozenset({"amod", "compound", "nmod", "nummod", "quantmod", "poss", "npadvmod", "neg", "advmod", "det"})
_INSIDE = frozenset({"compound", "amod", "nmod", "poss", "nummod", "npadvmod"})
# Prepositions that tie their noun to the one before; "with" and "to" only where that one asks for it.
_TIES = word_set("of in on from during against like including between for into")
_WITH = word_set("problem difficulty trouble interference contact combination treatment therapy issue")
_TO = word_set(
    "damage injury harm resistance response exposure sensitivity reaction alternative benefit relation access time"
)
_ARTICLES = word_set("a an the")
# "that": what the parser takes for a determiner in "shown that risk …".
_LEFT_OUT = _ARTICLES | word_set("both that how why when where which what particularly especially also or and")
_OWNERS = _ARTICLES | word_set("my your his her its our their whose")
_DASHES = word_set("- – — : ―")
_JOINTS = word_set("and or while but")
_FINITE = frozenset({"VBZ", "VBP", "VBD", "MD"})
_REMEDIES = word_set("drug medicine medication treatment agent therapy supplement tablet cream pill")
_NAMED = word_set("called named termed dubbed")
_TO_DO = word_set("ability capacity tendency")
_LONGEST_TO_DO = 8  # words
_LONGEST = 12  # words
_LONGEST_COMPLEMENT = 6  # words
_SHORTEST_NAME = 3  # characters of "B12"


def phrase_span(words: Words, noun: int, sentence: Span, *, after: int = 0) -> Span:
    """Return the phrase of a noun, in the prose of its block, from `after` on, without a leading article."""
    last = _last(words, noun, 0, deep=True)
    first = _first(words, noun, after)
    if last - first >= _LONGEST:
        last = _last(words, noun, 0, deep=False)
    if after and last + 1 < len(words) and words.tag[last + 1] in _FINITE:
        last = _before_last_joint(words, noun, last)
    if not after and last + 2 < len(words) and words.tag[last + 1] == "VBG" and words.lemma[last + 2] in _REMEDIES:
        last += 2  # "bone strengthening drugs"
    while first < noun and (words.lower[first] in _LEFT_OUT or words.is_punctuation(first)):
        first += 1
    start = max(words.begin[first], sentence.start)
    end = max(start, min(words.end[last], sentence.end))
    text = words.blanked[start:end]
    if "--" in text:  # a dash that nobody set apart
        start += text.rindex("--") + 2
    elif "(" in text and text.count("(") > text.count(")"):
        end = start + len(text[: text.rindex("(")].rstrip())
    return Span(start, end)


def without_owner(words: Words, span: Span) -> Span:
    """Return a phrase without the person whose it is: "risk of stroke" of "your risk of stroke"."""
    inside = words.within(span.start, span.end)
    if not inside:
        return span
    kept = next((i for i in inside if words.lower[i] not in _OWNERS), inside[-1])
    return Span(words.begin[kept], span.end)


def top_noun(words: Words, word: int, verb: int) -> int:
    """Return the noun of the phrase that a word after a verb belongs to (any word: `verb` is -1): of "risk" in
    "cardiovascular risk factors" factors, of "stroke" in "risk of stroke" risk; people are never part of an outcome.
    """
    node = found = word
    for _ in range(8):
        head, dep = words.head[node], words.dep[node]
        if head == node or head <= verb:
            break
        is_noun = words.pos[head] in NOUNS
        if dep == "prep":
            if not is_noun or not _ties(words, head, node):
                break
        elif dep == "pobj":
            if words.dep[head] not in {"prep", "agent"}:
                break
        elif not (dep in _INSIDE or (dep == "conj" and is_noun)):
            break
        if is_noun:
            if is_people(words, head):
                break
            found = head
        node = head
    return found


def is_people(words: Words, noun: int) -> bool:
    """Tell whether a noun means people."""
    return words.lemma[noun] in PEOPLE


def _before_last_joint(words: Words, noun: int, last: int) -> int:
    """Return where a phrase ends whose last part is the subject of what follows: "eases pain and the risk is low"."""
    for i in range(last - 1, noun, -1):
        if words.lower[i] in _JOINTS:
            return i - 2 if words.is_punctuation(i - 1) and i - 1 > noun else i - 1
    return last


def _first(words: Words, noun: int, after: int) -> int:
    first = _leftmost(words, noun, after)
    for i in range(noun - 1, first - 1, -1):
        if words.lower[i] in _DASHES and words.end[i] < words.begin[i + 1]:
            return i + 1  # "2018 - Exercise": a dateline
    return first


def _leftmost(words: Words, noun: int, after: int) -> int:
    first = noun
    for child in words.kids[noun]:
        if child > noun:
            break
        if words.dep[child] in _LEFT or words.lower[child] in {"-", "–"}:
            edge = words.left_edge(child)
            if edge < first and words.begin[child] >= after:
                first = edge if words.begin[edge] >= after else child
    return first


def _last(words: Words, noun: int, depth: int, *, deep: bool) -> int:
    last = noun
    joined = False
    for child in words.kids[noun]:
        if child < noun:
            continue
        dep = words.dep[child]
        if dep == "prep":
            object_ = _first_object(words, child)
            if (
                object_ is None
                or words.lower[object_] in {"those", "that"}
                or not _ties(words, noun, child)
                or (words.lower[child] != "of" and (not deep or depth > 1))
            ):
                break
            is_noun = words.pos[object_] in NOUNS
            last = _last(words, object_, depth + 1, deep=deep) if is_noun else words.right_edge(child)
        elif dep == "conj":
            named = words.pos[child] in NOUNS or (words.tag[child] == "VBG" and not _has_object(words, child))
            if not named or words.lower[child] in {"those", "that"} or _has_clause(words, child):
                break
            last = _last(words, child, depth, deep=deep)
            joined = True
        elif dep in {"acl", "relcl"} and words.lemma[noun] in _TO_DO:
            edge = words.right_edge(child)
            if any(words.tag[c] == "TO" for c in words.left(child)) and edge - noun <= _LONGEST_TO_DO:
                last = edge  # "the ability to repair blood vessels"
            break
        elif dep == "acl" and words.lower[child] in _NAMED and words.right_edge(child) - child <= _LONGEST_COMPLEMENT:
            last = words.right_edge(child)  # "an inhibitor called denosumab"
        elif dep in {"cc", "punct", "preconj"}:
            continue
        elif dep in {"amod", "nummod", "poss", "case"} and not joined:
            edge = words.right_edge(child)
            if edge > child and (not deep or depth or edge - child > _LONGEST_COMPLEMENT):
                break
            last = edge  # "a diet rich in oils"
        elif dep == "appos" and child == last + 1 and len(words.lower[child]) <= _SHORTEST_NAME:
            last = _last(words, child, depth, deep=deep)  # "vitamins A and C"
        else:
            break
    return last


def _first_object(words: Words, preposition: int) -> int | None:
    return next((k for k in words.kids[preposition] if words.dep[k] in {"pobj", "pcomp"}), None)


def _has_object(words: Words, verb: int) -> bool:
    return any(words.dep[c] in {"dobj", "prep", "nsubj"} for c in words.kids[verb])


def _has_clause(words: Words, noun: int) -> bool:
    return any(words.dep[c] in {"nsubj", "aux"} for c in words.kids[noun])


def _ties(words: Words, noun: int, preposition: int) -> bool:
    """Tell whether a preposition after a noun goes on with the same thing: "range of motion", not "in patients"."""
    word = words.lower[preposition]
    if word == "as":
        return any(words.lower[c] == "such" for c in words.kids[preposition])
    if word == "with":
        if words.lemma[noun] not in _WITH:
            return False
    elif word == "to":
        if words.lemma[noun] not in _TO:
            return False
    elif word not in _TIES:
        return False
    object_ = _first_object(words, preposition)
    if object_ is None or word in {"like", "including"}:
        return object_ is not None
    return not (is_people(words, object_) if word == "of" else _ends_it(words, object_))


def _ends_it(words: Words, noun: int) -> bool:
    return words.lemma[noun] in _ENDING or words.pos[noun] == "PRON" or words.is_figure(noun)
