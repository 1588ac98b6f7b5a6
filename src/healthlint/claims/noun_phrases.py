"""The noun phrase around a word: a part of a claim as long as a reader would quote it, and no longer.

"cramps" of "helps with digestive issues and menstrual cramps in two weeks" stands in "digestive issues and menstrual
cramps". Relative clauses, apposition, people ("in patients with asthma": the population), times and figures end it.
"""

from __future__ import annotations

from typing import Any

from healthlint.model.span import Span


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


PEOPLE = _words(
    "people person patient adult child woman man baby infant kid teenager you anyone everyone those one all "
    "sufferer user client body mother father parent someone somebody volunteer participant individual human population "
    "boy girl adolescent student athlete smoker member customer consumer subject survivor senior family nobody those "
    "veteran worker percent majority thousand million hundred"
)
ANIMALS_AND_LAB = _words("mouse mice rat rodent animal pig monkey dog cat zebrafish fly vitro culture dish")
_STUDIES = _words("study trial research review analysis cohort survey group arm sample clinic hospital")
TIMES = _words("century second minute hour day night week month year decade time session period morning dose")
_NOUNS = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_LEFT = frozenset({"amod", "compound", "nmod", "nummod", "quantmod", "poss", "npadvmod", "neg", "advmod", "det"})
_INSIDE = frozenset({"compound", "amod", "nmod", "poss", "nummod", "npadvmod"})
# Prepositions that tie their noun to the one before; "with" and "to" only where that one asks for it.
_TIES = _words("of in on from during against like including between for into")
_WITH = _words("problem difficulty trouble interference contact combination treatment therapy issue")
_TO = _words(
    "damage injury harm resistance response exposure sensitivity reaction alternative benefit relation access time"
)
_ARTICLES = _words("a an the")
# "that": what the parser takes for a determiner in "shown that risk …".
_LEFT_OUT = _ARTICLES | _words("both that how why when where particularly especially also or and")
_POSSESSIVES = _words("my your his her its our their whose")
_DASHES = _words("- – — : ―")
_FINITE = frozenset({"VBZ", "VBP", "VBD", "MD"})
_REMEDIES = _words("drug medicine medication treatment agent therapy supplement tablet cream pill")
_TO_DO = _words("ability capacity tendency")
_LONGEST_TO_DO = 8  # words
_LONGEST = 12  # words


def phrase_span(noun: Any, sentence: Span, *, after: int = 0) -> Span:
    """Return the phrase of a noun, in the prose of its block, from `after` on, without a leading article."""
    last = _last(noun, 0, deep=True)
    first = _first(noun, after)
    if last.i - first.i >= _LONGEST:
        last = _last(noun, 0, deep=False)
    if after and last.i + 1 < len(noun.doc) and noun.doc[last.i + 1].tag_ in _FINITE:
        last = _before_last_joint(noun, last)
    if not after and last.i + 2 < len(noun.doc) and noun.doc[last.i + 1].tag_ == "VBG":
        named = noun.doc[last.i + 2]
        last = named if named.lemma_.lower() in _REMEDIES else last  # "bone strengthening drugs"
    while first.i < noun.i and (first.lower_ in _LEFT_OUT or first.is_punct):
        first = first.nbor(1)
    start = max(first.idx, sentence.start)
    end = max(start, min(last.idx + len(last.text), sentence.end))
    text = noun.doc[first.i : last.i + 1].text[start - first.idx : end - first.idx]
    if "--" in text:  # a dash that nobody set apart
        start += text.rindex("--") + 2
    elif text.count("(") > text.count(")"):
        end = start + len(text[: text.rindex("(")].rstrip())
    return Span(start, end)


def without_owner(doc: Any, span: Span) -> Span:
    """Return a phrase without the person whose it is: "risk of stroke" of "your risk of stroke"."""
    tokens = doc.char_span(span.start, span.end, alignment_mode="contract")
    if tokens is None:
        return span
    kept = next((t for t in tokens if t.lower_ not in _POSSESSIVES | _ARTICLES), tokens[-1])
    return Span(kept.idx, span.end)


def top_noun(token: Any, verb: Any) -> Any:
    """Return the noun of the phrase that a word after a verb belongs to: of "risk" in "cardiovascular risk factors"
    factors, of "stroke" in "risk of stroke" risk; people are never part of an outcome.
    """
    node = found = token
    for _ in range(8):
        head = node.head
        if head is node or head == verb or head.i <= verb.i:
            break
        if node.dep_ == "prep":
            if head.pos_ not in _NOUNS or not _ties(head, node):
                break
        elif node.dep_ == "pobj":
            if head.dep_ not in {"prep", "agent"}:
                break
        elif not (node.dep_ in _INSIDE or (node.dep_ == "conj" and head.pos_ in _NOUNS)):
            break
        if head.pos_ in _NOUNS:
            if is_people(head):
                break
            found = head
        node = head
    return found


def is_people(noun: Any) -> bool:
    """Tell whether a noun means people."""
    return noun.lemma_.lower() in PEOPLE


def _before_last_joint(noun: Any, last: Any) -> Any:
    """Return where a phrase ends whose last part is the subject of what follows: "eases pain and the risk is low"."""
    joints = [t for t in noun.doc[noun.i + 1 : last.i] if t.lower_ in {"and", "or", "while", "but"}]
    if not joints:
        return last
    end = joints[-1].nbor(-1)
    return end.nbor(-1) if end.is_punct and end.i > noun.i else end


def _first(noun: Any, after: int) -> Any:
    first = _leftmost(noun, after)
    for token in reversed(noun.doc[first.i : noun.i]):
        if token.text in _DASHES and token.whitespace_:
            return token.nbor(1)  # "2018 - Exercise": a dateline
    return first


def _leftmost(noun: Any, after: int) -> Any:
    first = noun
    for child in noun.lefts:
        if child.dep_ in _LEFT or (child.is_punct and child.text in {"-", "–"}):
            edge = child.left_edge
            if edge.i < first.i and child.idx >= after:
                first = edge if edge.idx >= after else child
    return first


def _last(noun: Any, depth: int, *, deep: bool) -> Any:
    last = noun
    joined = False
    for child in noun.rights:
        if child.dep_ == "prep":
            objects = [c for c in child.children if c.dep_ in {"pobj", "pcomp"}]
            if (
                not objects
                or objects[0].lower_ in {"those", "that"}
                or not _ties(noun, child)
                or (child.lower_ != "of" and (not deep or depth > 1))
            ):
                break
            last = _last(objects[0], depth + 1, deep=deep) if objects[0].pos_ in _NOUNS else child.right_edge
        elif child.dep_ == "conj":
            named = child.pos_ in _NOUNS or (child.tag_ == "VBG" and not _has_object(child))
            if not named or child.lower_ in {"those", "that"} or _has_clause(child):
                break
            last = _last(child, depth, deep=deep)
            joined = True
        elif child.dep_ in {"acl", "relcl"} and noun.lemma_.lower() in _TO_DO:
            if any(c.tag_ == "TO" for c in child.lefts) and child.right_edge.i - noun.i <= _LONGEST_TO_DO:
                last = child.right_edge  # "the ability to repair blood vessels"
            break
        elif child.dep_ in {"cc", "punct", "preconj"}:
            continue
        elif child.dep_ in {"amod", "nummod", "poss", "case"} and not joined:
            last = child
        else:
            break
    return last


def _has_object(verb: Any) -> bool:
    return any(c.dep_ in {"dobj", "prep", "nsubj"} for c in verb.children)


def _has_clause(noun: Any) -> bool:
    return any(c.dep_ in {"nsubj", "aux"} for c in noun.children)


def _ties(noun: Any, preposition: Any) -> bool:
    """Tell whether a preposition after a noun goes on with the same thing: "range of motion", not "in patients"."""
    word = preposition.lower_
    if word == "as":
        return any(c.lower_ == "such" for c in preposition.children)
    if word == "with":
        if noun.lemma_.lower() not in _WITH:
            return False
    elif word == "to":
        if noun.lemma_.lower() not in _TO:
            return False
    elif word not in _TIES:
        return False
    objects = [c for c in preposition.children if c.dep_ in {"pobj", "pcomp"}]
    if not objects or word in {"like", "including"}:
        return bool(objects)
    return not (is_people(objects[0]) if word == "of" else _ends_it(objects[0]))


def _ends_it(noun: Any) -> bool:
    lemma = noun.lemma_.lower()
    if lemma in PEOPLE or lemma in _STUDIES or lemma in TIMES or lemma in ANIMALS_AND_LAB:
        return True
    return noun.like_num or noun.pos_ == "PRON"
