"""Which word is the subject of a verb, as three witnesses say.

The witnesses: the parse of the sentence; the parse of the sentence with the verb's rival form (see `rivals`), where
only the verb is another; and the words before the verb, where a noun phrase that opens its clause stands beside it. No
witness is trusted alone: where there is a slip the first is often wrong, where there is none the other two are.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from healthlint.language.analysis import Together
from healthlint.language.number import Number, noun_number, rival_form, verb_form
from healthlint.language.rivals import rival_tokens
from healthlint.language.token_index import TokenIndex
from healthlint.language.word_columns import AUXILIARY_LABELS, SUBJECT_LABELS, WordColumns, shared_words

FINITE = frozenset({"VBZ", "VBP", "VBD", "MD"})
RELATIVE_TAGS = frozenset({"WDT", "WP", "WRB", "WP$"})
NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
RELATIVES = frozenset({"who", "which", "that"})
_PRESENT = frozenset({"VBZ", "VBP"})
_VERBS = frozenset({"VBZ", "VBP", "VBD", "VB"})
# Tags of forms in -s and of bare forms, right or not.
_TAGS = {"singular": frozenset({"VBZ", "NNS", "NNPS", "VBD"}), "plural": frozenset({"VBP", "VB", "NN", "VBD"})}
_CLAUSES = frozenset({"ROOT", "ccomp", "advcl", "relcl", "conj", "acl", "parataxis"})
_IN_PHRASE = NOUNS | {"JJ", "JJR", "JJS", "VBN", "VBG", "CD", "POS", "HYPH", "PRP$", "DT", "PDT", "$"}
_ADVERBS = frozenset({"RB", "RBR", "RBS"})
_DETERMINERS = frozenset({"DT", "PRP$", "PDT", "WDT"})
PARTS = frozenset(
    {"all", "most", "some", "half", "%", "percent", "lot", "lots", "plenty", "dozens", "hundreds", "thousands",
     "millions", "billions"}
)  # fmt: skip
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
_BEFORE_SUBJECT = _OPENERS | _STOPS
_NOT_JOINED = SUBJECT_LABELS | {"expl"}
_BEFORE_BARE = frozenset({"let", "make", "help", "see", "watch", "have", "hear", "feel", "bid", "notice", "observe"})


@dataclass(slots=True)
class Candidate:
    """A verb that may differ in number from its subject, with the subject that each witness names.

    All tokens are the original's but `changed`, the verb in the parse with the `rival` form, and `in_changed`, its
    subject there. `n` is the place of the verb in `words`, `clause` where a relative clause that ended before it began
    (see `closed_relative`).
    """

    words: WordColumns
    n: int
    clause: int | None
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

    def place(self, token: Any) -> int:
        """Return the place in `words` of a token of the verb's sentence."""
        return self.n + token.i - self.verb.i

    def phrase_start(self, noun: Any) -> int:
        """Return the index in its Doc of the first word of the noun phrase that a token ends."""
        first, _ = self.words.sentence(self.n)
        return phrase_start(self.words, self.place(noun), first) - self.n + self.verb.i


def candidates(together: Together) -> dict[int, list[Candidate]]:
    """Return the verbs of articles that may differ from their subject, as the first two witnesses have it.

    They are by the number of the article, in order.
    """
    words = together.once(WordColumns, shared_words)
    index = words.index
    differing = _Differing(words)
    places = {n for tags in _TAGS.values() for tag in tags for n in index.places("TAG", index.strings[tag])}
    openers = {n for tag in RELATIVE_TAGS for n in index.places("TAG", index.strings[tag])}
    relatives = sorted(openers.union(index.places("LOWER", index.strings["that"])))
    found: dict[int, list[Candidate]] = {}
    for n in sorted(places):
        form = verb_form(words.lower[n])
        if form is None or words.tag[n] not in _TAGS[form]:
            continue
        first, end = words.sentence(n)
        # Few sentences have a relative clause before the verb, and to look for one costs a walk.
        near = bisect_left(relatives, n) > bisect_left(relatives, first)
        clause = closed_relative(words, n, first) if near else None
        # A word that was tagged as a noun may be the verb that its clause lacks.
        lacking = clause is not None and FINITE.isdisjoint(words.tag[n + 1 : end])
        if words.tag[n] not in _VERBS and words.dep[n] not in _CLAUSES and not lacking:
            continue
        parsed, beside = parsed_subject(words, n), subject_beside(words, n, first, clause)
        joined = joined_subject(words, n) if parsed is None else None
        named = [s for s in (parsed, beside, joined) if s is not None]
        if not any(differing(s, n, form) for s in named):
            continue
        (article, block), verb = index.token(n)
        if is_governed(verb, form):
            continue
        rival = rival_form(verb.text, form, first_person=any(words.token(s).text == "I" for s in named))
        if rival:
            inside = clause - n + verb.i if clause is not None else None
            subjects = words.token(parsed), words.token(beside), words.token(joined)
            one = Candidate(words, n, inside, block, verb, form, rival, *subjects)
            found.setdefault(article, []).append(one)
    return found


class _Differing:
    """Tells whether a subject and a verb differ, as `differ` does, with the number of each word form kept."""

    def __init__(self, words: WordColumns) -> None:
        self._words = words
        self._known: dict[tuple[str, str, bool], Number | None] = {}

    def __call__(self, subject: int, verb: int, form: Number) -> bool:
        words = self._words
        word, tag = words.lower[subject], words.tag[subject]
        if word in PARTS or (form == "singular" and subject in words.joined):
            return differ(words.token(subject), words.token(verb), form)
        if word in RELATIVES and tag != "DT":
            if subject == words.sentence(subject)[0]:
                return False
            subject -= 1
        number = self._number(subject, words.lower[verb])
        return number is not None and number != form

    def _number(self, noun: int, verb: str) -> Number | None:
        tag = self._words.tag[noun]
        token = self._words.token(noun)
        if tag not in ("NN", "NNS", "PRP") or token.text == "I":  # of others more counts than the word itself
            return noun_number(token, verb)
        key = (token.text, tag, bool(token.is_sent_start))
        if key not in self._known:
            self._known[key] = noun_number(token, verb)
        return self._known[key]


def ask_rivals(together: Together, found: Sequence[Candidate]) -> None:
    """Ask the third witness: parse the sentences with the rival forms."""
    answers = rival_tokens(together, [(c.verb, c.rival) for c in found])
    docs = list({id(token.doc): token.doc for token in answers if token is not None}.values())
    index: TokenIndex[int] = TokenIndex([id(doc) for doc in docs], docs, together.engine.vocab.strings)
    firsts = dict(zip(index.blocks, index.offsets, strict=False))
    words = WordColumns(index)
    for one, changed in zip(found, answers, strict=True):
        if changed is not None:
            one.changed, one.shift = changed, one.verb.sent.start
            n = firsts[id(changed.doc)] + changed.i
            subject = joined_subject(words, n) if one.joined is not None else parsed_subject(words, n)
            one.in_changed = words.token(subject)
            if one.in_changed is not None:
                one.by_rival = one.verb.doc[one.shift + one.in_changed.i]


def differ(subject: Any, verb: Any, form: Number) -> bool:
    """Tell whether a subject, or the noun that it stands for, has another number than the verb's form."""
    if form == "singular" and are_several(subject):
        return True
    noun = bearer(subject)
    number = noun_number(noun, verb.lower_) if noun is not None else None
    return number is not None and number != form


def agrees(token: Any, one: Candidate) -> bool:
    """Tell whether a noun has the number of a candidate's verb, or none."""
    return token.tag_ in NOUNS and not differ(token, one.verb, one.form)


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


def parsed_subject(words: WordColumns, verb: int) -> int | None:
    """Return the one subject before a finite verb by its parse; None where another auxiliary is the finite verb."""
    found = None
    for child in words.dependents.get(_clause(words, verb), ()):
        dep = words.dep[child]
        if dep in SUBJECT_LABELS:
            if found is not None:
                return None
            found = child
        elif dep in AUXILIARY_LABELS and child < verb:
            return None
    return found if found is not None and found < verb else None


def joined_subject(words: WordColumns, verb: int) -> int | None:
    """Return the subject of the present verb that this one is joined to ("she eats and drink")."""
    tags, heads = words.tag, words.head
    clause = _clause(words, verb)
    if words.dep[clause] != "conj" or not _NOT_JOINED.isdisjoint(_dependents(words, clause)):
        return None
    before, first = heads[clause], verb - 1
    while first > before and tags[first] in _ADVERBS:
        first -= 1
    if words.lower[first] not in ("and", "or"):
        return None
    main = before
    while words.dep[main] == "conj" and SUBJECT_LABELS.isdisjoint(_dependents(words, main)):
        main = heads[main]
    between = range(main + 1, first)
    if main > verb or any(tags[n] in ("TO", "MD", "VB", "WDT", "WP", "WRB", "EX") for n in between):
        return None
    if any(tags[n] in _PRESENT or tags[n] == "VBD" for n in between if n != before):
        return None
    if any(words.token(n).lemma_.lower() in _BEFORE_BARE for n in (main, *between) if tags[n] in _VERBS):
        return None  # "it helps you digest food and store fat"
    finite = min((n for n in words.dependents.get(main, ()) if words.dep[n] in AUXILIARY_LABELS), default=main)
    if tags[finite] not in _PRESENT or (finite != main and words.token(finite).lemma_ == "do"):
        return None
    return parsed_subject(words, finite)


def _dependents(words: WordColumns, head: int) -> set[str]:
    return {words.dep[n] for n in words.dependents.get(head, ())}


def _clause(words: WordColumns, verb: int) -> int:
    head = words.head[verb]
    return head if words.dep[verb] in AUXILIARY_LABELS and head > verb else verb


def is_governed(verb: Any, form: Number) -> bool:
    """Tell whether another word may ask for this form: an auxiliary, "to", or, for a bare form, "let" and the like."""
    clause = verb.head if verb.dep_ in AUXILIARY_LABELS and verb.head.i > verb.i else verb
    if any(c.dep_ in AUXILIARY_LABELS and c.i < verb.i for c in clause.children):
        return True
    for token in reversed(verb.doc[verb.sent.start : verb.i]):
        tag, word = token.tag_, token.lower_
        if tag in ("MD", "TO") or word in ("do", "does", "did"):
            return True
        if word == "that" and token.i > verb.sent.start and token.nbor(-1).lemma_.lower() in ("make", "let"):
            return form == "plural"  # "the lives that make that change happen"
        if tag in ("WDT", "WP", "WRB") or word in _CLAUSE_STARTS or token.text in (";", ":", ","):
            return False
        if word in ("he", "she", "they", "we") and token.i and token.nbor(-1).tag_ not in ("MD", "VBP", "VBZ", "VBD"):
            return False
        if tag == "VBN" and token.nbor().tag_ not in NOUNS:
            return False
        if tag in _VERBS or (tag == "VBG" and token.lemma_.lower() in _BEFORE_BARE):
            return form == "plural" and token.lemma_.lower() in _BEFORE_BARE
    return False


def subject_beside(words: WordColumns, verb: int, first: int, clause: int | None) -> int | None:
    """Return the head of the noun phrase before a verb, if by its words and tags it opens the clause.

    `first` begins the sentence, `clause` is what `closed_relative` says of the verb.
    """
    if clause is not None and clause > first:
        return _opening_head(words, clause - 1, first)
    return _opening_head(words, _before_adverbs(words, verb - 1, first), first)


def closed_relative(words: WordColumns, verb: int, first: int) -> int | None:
    """Return where the first relative clause inside the verb's own clause begins, if its verb is there already.

    In "nurses who help you sleep late" that is the place of "who": what stands before it is the subject of "sleep".
    """
    tags, lower = words.tag, words.lower
    waiting = [first - 1]  # where clauses that have no verb yet began
    closed: int | None = None
    for n in range(first, verb):
        tag = tags[n]
        if tag in RELATIVE_TAGS or (tag == "IN" and lower[n] == "that"):
            waiting.append(n)
        elif waiting and (tag in FINITE or (first <= waiting[-1] == n - 1 and verb_form(lower[n]))):
            if closed is not None and tags[n - 1] == "CC":
                continue  # "a virus that has come and has spread": still in the clause
            began = waiting.pop()
            if waiting and (closed is None or began < closed):
                closed = began
        elif lower[n] in (",", ";", ":"):
            closed = None
    return closed if closed is not None and waiting and waiting[-1] < closed else None


def _opening_head(words: WordColumns, n: int, first: int) -> int | None:
    tags, lower = words.tag, words.lower
    while n >= first:
        tag, word = tags[n], lower[n]
        if word in RELATIVES and tag in ("WP", "WDT", "IN"):
            of_noun = n > first and (tags[n - 1] in NOUNS or lower[n - 1] in _PRONOUNS)
            return n if of_noun else None
        if tag not in NOUNS and tag not in ("PRP", "DT") and word not in _PRONOUNS:
            return None
        start = phrase_start(words, n, first)
        if start == first or lower[start - 1] in _BEFORE_SUBJECT:
            return n
        if tags[start - 1] != "IN":
            return None
        n = start - 2  # "the signs of a cold"
    return None


def _before_adverbs(words: WordColumns, n: int, first: int) -> int:
    """Return the place of the last word before adverbs and before what stands between two commas."""
    tags, lower = words.tag, words.lower
    while n > first:
        if tags[n] in _ADVERBS or (lower[n] in ("all", "both", "each") and tags[n - 1] in ("PRP", "NNS")):
            n -= 1
        elif lower[n] == ",":
            opening = next((k for k in range(n - 1, max(first, n - 14), -1) if lower[k] == ","), None)
            if opening is None:
                return n
            n = opening - 1
        else:
            return n
    return n


def phrase_start(words: WordColumns, n: int, first: int) -> int:
    """Return the place of the first word of the noun phrase that ends at a place."""
    tags, lower = words.tag, words.lower
    if tags[n] == "PRP":
        return n
    while n > first:
        tag, before = tags[n], tags[n - 1]
        if tag in _DETERMINERS and before != "PDT" and lower[n - 1] not in ("all", "both", "most", "half"):
            return n
        if before not in _IN_PHRASE and not (before in _ADVERBS and tag in ("JJ", "VBN")):
            return n
        n -= 1
    return n
