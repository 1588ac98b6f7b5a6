"""Which word is the subject of a verb, as three witnesses say.

The witnesses: the parse of the sentence; the parse of the sentence with the verb's rival form (see `rivals`), where
only the verb is another; and the words before the verb, where a noun phrase that opens its clause stands beside it. No
witness is trusted alone: where there is a slip the first is often wrong, where there is none the other two are.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from healthlint.language.analysis import Analysis, Together
from healthlint.language.number import Number, noun_number, rival_form, verb_form
from healthlint.language.rivals import rival_tokens
from healthlint.language.token_index import token_index

FINITE = frozenset({"VBZ", "VBP", "VBD", "MD"})
RELATIVE_TAGS = frozenset({"WDT", "WP", "WRB", "WP$"})
NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
RELATIVES = frozenset({"who", "which", "that"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_AUXILIARIES = frozenset({"aux", "auxpass"})
_PRESENT = frozenset({"VBZ", "VBP"})
_VERBS = frozenset({"VBZ", "VBP", "VBD", "VB"})
# Tags of forms in -s and of bare forms, right or not.
_TAGS = {"singular": frozenset({"VBZ", "NNS", "NNPS", "VBD"}), "plural": frozenset({"VBP", "VB", "NN", "VBD"})}
_CLAUSES = frozenset({"ROOT", "ccomp", "advcl", "relcl", "conj", "acl", "parataxis"})
_IN_PHRASE = NOUNS | {"JJ", "JJR", "JJS", "VBN", "VBG", "CD", "POS", "HYPH", "PRP$", "DT", "PDT", "$"}
_ADVERBS = frozenset({"RB", "RBR", "RBS"})
_DETERMINERS = frozenset({"DT", "PRP$", "PDT", "WDT"})
PARTS = frozenset({"all", "most", "some", "half", "%", "percent", "lot", "lots", "plenty"})
_PRONOUNS = frozenset(
    {"one", "each", "many", "most", "some", "all", "both", "several", "few", "those", "these", "someone", "anyone",
     "everyone", "somebody", "anybody", "everybody", "anything", "something", "everything", "nothing", "nobody"}
)  # fmt: skip
# What may stand before the subject of a clause.
_OPENERS = frozenset(
    {"because", "if", "whether", "although", "though", "while", "when", "whenever", "since", "unless", "that", "but",
     "once", "where", "as", "so", "however", "what", "how", "why", "and", "or", "than", "which", "who",
     "wherever", "whatever", "think", "thinks", "believe", "believes", "say", "says", "said", "know",
     "knows", "thought", "knew", "means", "mean", "hope", "sure", "yet", "whereas", "even", "then", "also", "therefore",
     "thus", "hence", "till", "found", "guess", "claim", "claims", "agree", "nor", "nowadays", "sometimes"}
)  # fmt: skip
_STOPS = frozenset({",", ":", ";", "–", "—", "-", "(", '"', "“", "‘", "'", "``", "*", "•", "...", "…"})
_CLAUSE_STARTS = frozenset(
    {"because", "if", "although", "though", "while", "since", "unless", "that", "until", "but", "when"}
)
_BEFORE_BARE = frozenset({"let", "make", "help", "see", "watch", "have", "hear", "feel", "bid", "notice", "observe"})


@dataclass(slots=True)
class Candidate:
    """A verb that may differ in number from its subject, with the subject that each witness names.

    All tokens are the original's but `changed`, the verb in the parse with the `rival` form, and `in_changed`, its
    subject there.
    """

    block: int
    verb: Any
    form: Number
    rival: str
    parsed: Any = None
    beside: Any = None
    joined: Any = None  # the subject of an earlier verb that this one is joined to
    changed: Any = None
    in_changed: Any = None
    shift: int = 0  # the place in the original is that in the changed parse and so much

    @property
    def named(self) -> list[Any]:
        """The subjects that are named without the changed parse."""
        return [s for s in (self.parsed, self.beside, self.joined) if s is not None]

    by_rival: Any = None


def candidates(analysis: Analysis) -> Iterator[Candidate]:
    """Yield the verbs of the linted blocks that may differ from their subject, as the first two witnesses have it."""
    index = analysis.once(token_index)
    tagged = {n for tags in _TAGS.values() for tag in tags for n in index.places("TAG", index.strings[tag])}
    places = sorted(tagged)
    starts = index.sentence_starts
    openers = {n for tag in RELATIVE_TAGS for n in index.places("TAG", index.strings[tag])}
    relatives = sorted(openers.union(index.places("LOWER", index.strings["that"])))
    for n, word in zip(places, index.values("LOWER", places), strict=True):
        form = verb_form(index.strings[word])
        if form is None:
            continue
        block, verb = index.token(n)
        if verb.tag_ not in _TAGS[form]:
            continue
        # Few sentences have a relative clause before the verb, and to look for one costs a walk.
        start = starts[bisect_right(starts, n) - 1]
        clause = closed_relative(verb) if bisect_left(relatives, n) > bisect_left(relatives, start) else None
        if verb.tag_ not in _VERBS and verb.dep_ not in _CLAUSES and not (clause is not None and _may_be_main(verb)):
            continue
        one = Candidate(block, verb, form, "", parsed_subject(verb), subject_beside(verb, clause))
        if one.parsed is None:
            one.joined = joined_subject(verb)
        if not any(differ(s, verb, form) for s in one.named) or is_governed(verb, form):
            continue
        one.rival = rival_form(verb.text, form, first_person=any(s.text == "I" for s in one.named)) or ""
        if one.rival:
            yield one


def ask_rivals(together: Together, found: Sequence[Candidate]) -> None:
    """Ask the third witness: parse the sentences with the rival forms."""
    for one, changed in zip(found, rival_tokens(together, [(c.verb, c.rival) for c in found]), strict=True):
        if changed is not None:
            one.changed, one.shift = changed, one.verb.sent.start
            one.in_changed = joined_subject(changed) if one.joined is not None else parsed_subject(changed)
            if one.in_changed is not None:
                one.by_rival = one.verb.doc[one.shift + one.in_changed.i]


def _may_be_main(verb: Any) -> bool:
    """Tell whether a word that was tagged as a noun may be the verb that its clause lacks."""
    later = verb.doc[verb.i + 1 : verb.sent.end]
    return not any(t.tag_ in FINITE for t in later)


def differ(subject: Any, verb: Any, form: Number) -> bool:
    """Tell whether a subject, or the noun that it stands for, has another number than the verb's form."""
    if form == "singular" and are_several(subject):
        return True
    noun = bearer(subject)
    number = noun_number(noun, verb.lower_) if noun is not None else None
    return number is not None and number != form


def are_several(subject: Any) -> bool:
    """Tell whether a subject is two things joined by "and" that are certainly not one ("my age and my weight")."""
    words = {c.lower_ for c in subject.children if c.dep_ == "cc"}
    others = [c for c in subject.children if c.dep_ == "conj"]
    if words != {"and"} or len(others) != 1 or any(c.dep_ == "preconj" for c in subject.children):
        return False
    both = (subject, *others)
    if any(t.tag_ not in NOUNS and t.tag_ != "PRP" for t in both):
        return False
    between = subject.doc[subject.i : others[0].i]
    if any(t.tag_ == "IN" or t.text == "," for t in between):
        return False
    if any(c.lower_ in ("each", "every", "no", "any") for t in both for c in t.children):
        return False
    if noun_number(others[0]) == "plural":
        # "Fish and chips is good" speaks of one dish.
        return any(c.dep_ in ("det", "poss", "amod") for t in both for c in t.children)
    return all(t.tag_ == "PRP" or any(c.dep_ in ("det", "poss") for c in t.children) for t in both)


def bearer(subject: Any) -> Any:
    """Return the word whose number counts: of "who" the noun before it, of "most" the noun after its "of"."""
    if subject.lower_ in RELATIVES and subject.tag_ != "DT":
        return subject.nbor(-1) if subject.i > subject.sent.start else None
    if subject.lower_ in PARTS:
        of = next((c for c in subject.children if c.lower_ == "of"), None)
        return next((c for c in of.children if c.dep_ == "pobj"), None) if of is not None else None
    return subject


def parsed_subject(verb: Any) -> Any | None:
    """Return the one subject before a finite verb by its parse; None where another auxiliary is the finite verb."""
    head = _clause(verb)
    found = None
    for child in head.children:
        if child.dep_ in _SUBJECTS:
            if found is not None:
                return None
            found = child
        elif child.dep_ in _AUXILIARIES and child.i < verb.i:
            return None
    return found if found is not None and found.i < verb.i else None


def joined_subject(verb: Any) -> Any | None:
    """Return the subject of the present verb that this one is joined to ("she eats and drink")."""
    head = _clause(verb)
    if head.dep_ != "conj" or any(c.dep_ in _SUBJECTS or c.dep_ == "expl" for c in head.children):
        return None
    doc, first = verb.doc, verb.i - 1
    while first > head.head.i and doc[first].tag_ in _ADVERBS:
        first -= 1
    if doc[first].lower_ not in ("and", "or"):
        return None
    main = head.head
    while main.dep_ == "conj" and not any(c.dep_ in _SUBJECTS for c in main.children):
        main = main.head
    between = doc[main.i + 1 : first]
    if main.i > verb.i or any(t.tag_ in ("TO", "MD", "VB", "WDT", "WP", "WRB", "EX") for t in between):
        return None
    if any(t.tag_ in _PRESENT or t.tag_ == "VBD" for t in between if t.i != head.head.i):
        return None
    if any(t.lemma_.lower() in _BEFORE_BARE for t in (main, *between) if t.tag_ in _VERBS):
        return None  # "it helps you digest food and store fat"
    finite = next((c for c in main.children if c.dep_ in _AUXILIARIES), main)
    if finite.tag_ not in _PRESENT or (finite is not main and finite.lemma_ == "do"):
        return None
    return parsed_subject(finite)


def _clause(verb: Any) -> Any:
    return verb.head if verb.dep_ in _AUXILIARIES and verb.head.i > verb.i else verb


def is_governed(verb: Any, form: Number) -> bool:
    """Tell whether another word may ask for this form: an auxiliary, "to", or, for a bare form, "let" and the like."""
    if any(c.dep_ in _AUXILIARIES and c.i < verb.i for c in _clause(verb).children):
        return True
    for token in reversed(verb.doc[verb.sent.start : verb.i]):
        tag, word = token.tag_, token.lower_
        if tag in ("MD", "TO") or word in ("do", "does", "did"):
            return True
        if tag in ("WDT", "WP", "WRB") or word in _CLAUSE_STARTS or token.text in (";", ":", ","):
            return False
        if word in ("he", "she", "they", "we") and token.i and token.nbor(-1).tag_ not in ("MD", "VBP", "VBZ", "VBD"):
            return False
        if tag == "VBN" and token.nbor().tag_ not in NOUNS:
            return False
        if tag in _VERBS or (tag == "VBG" and token.lemma_.lower() in _BEFORE_BARE):
            return form == "plural" and token.lemma_.lower() in _BEFORE_BARE
    return False


def subject_beside(verb: Any, clause: int | None) -> Any | None:
    """Return the head of the noun phrase before a verb, if by its words and tags it opens the clause.

    `clause` is what `closed_relative` says of the verb.
    """
    if clause is not None and clause > verb.sent.start:
        return _opening_head(verb.doc, clause - 1, verb.sent.start)
    return _opening_head(verb.doc, _before_adverbs(verb.doc, verb.i - 1, verb.sent.start), verb.sent.start)


def closed_relative(verb: Any) -> int | None:
    """Return where the first relative clause inside the verb's own clause begins, if its verb is there already.

    In "nurses who help you sleep late" that is the place of "who": what stands before it is the subject of "sleep".
    """
    first = verb.sent.start
    waiting = [first - 1]  # where clauses that have no verb yet began
    closed: int | None = None
    for token in verb.doc[first : verb.i]:
        if token.tag_ in RELATIVE_TAGS or (token.lower_ == "that" and token.tag_ == "IN"):
            waiting.append(token.i)
        elif waiting and (token.tag_ in FINITE or (first <= waiting[-1] == token.i - 1 and verb_form(token.lower_))):
            if closed is not None and verb.doc[token.i - 1].tag_ == "CC":
                continue  # "a virus that has come and has spread": still in the clause
            began = waiting.pop()
            if waiting and (closed is None or began < closed):
                closed = began
        elif token.text in (",", ";", ":"):
            closed = None
    return closed if closed is not None and waiting and waiting[-1] < closed else None


def _opening_head(doc: Any, i: int, first: int) -> Any | None:
    while i >= first:
        head = doc[i]
        if head.lower_ in RELATIVES and head.tag_ in ("WP", "WDT", "IN"):
            before = doc[i - 1] if i > first else None
            of_noun = before is not None and (before.tag_ in NOUNS or before.lower_ in _PRONOUNS)
            return head if of_noun else None
        if head.tag_ not in NOUNS and head.tag_ not in ("PRP", "DT") and head.lower_ not in _PRONOUNS:
            return None
        start = phrase_start(doc, i, first)
        if start == first:
            return head
        before = doc[start - 1]
        if before.lower_ in _OPENERS or before.text in _STOPS:
            return head
        if before.tag_ != "IN":
            return None
        i = start - 2  # "the signs of a cold"
    return None


def _before_adverbs(doc: Any, i: int, first: int) -> int:
    """Return the place of the last word before adverbs and before what stands between two commas."""
    while i > first:
        token = doc[i]
        if token.tag_ in _ADVERBS or (token.lower_ in ("all", "both", "each") and doc[i - 1].tag_ in ("PRP", "NNS")):
            i -= 1
        elif token.text == ",":
            opening = next((k for k in range(i - 1, max(first, i - 14), -1) if doc[k].text == ","), None)
            if opening is None:
                return i
            i = opening - 1
        else:
            return i
    return i


def phrase_start(doc: Any, i: int, first: int) -> int:
    """Return the place of the first word of the noun phrase that ends at a place."""
    if doc[i].tag_ == "PRP":
        return i
    while i > first:
        token, before = doc[i], doc[i - 1]
        if token.tag_ in _DETERMINERS and before.tag_ != "PDT" and before.lower_ not in ("all", "both", "most", "half"):
            return i
        if before.tag_ not in _IN_PHRASE and not (before.tag_ in _ADVERBS and token.tag_ in ("JJ", "VBN")):
            return i
        i -= 1
    return i
