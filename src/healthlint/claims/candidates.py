"""Which nouns may be the subject of a verb by the parse, from its own clause up to the main one."""

from __future__ import annotations

from healthlint.claims.noun_phrases import NOUNS, is_people
from healthlint.claims.predicates import named
from healthlint.claims.statements import is_profession
from healthlint.claims.words import SUBJECTS, Words
from healthlint.language.terms import word_set
from healthlint.model.span import Span

# "its ability to lower Y": whoever has it lowers Y.
HAVING_IT = word_set(
    "ability power capacity capability potential tendency role effort attempt goal aim opportunity benefit effect "
    "property possibility part step time chance purpose success order"
)
_RELATIVE = frozenset({"that", "which", "who", "whom", "whose"})
# What somebody uses is what the purpose is about: "take X to relieve Y".
_OBJECT_GOVERNORS = word_set(
    "use take try drink eat apply choose consider recommend prescribe offer give need receive have add "
    "buy rub inhale sip practise practice do make get develop design create approve test license employ "
    "undergo wear inject deliver administer provide show find prove require "
    "describe involve include propose introduce combine release produce engineer"
)
_CONNECTING = word_set("associate link connect correlate relate tie")
_REPORTING = word_set(
    "say show find suggest report explain state add note believe conclude reveal indicate demonstrate"
)
_USES = _OBJECT_GOVERNORS | word_set(
    "know think believe say expect design intend mean report claim market tout hail promote call license allow"
)
_HELPING = frozenset({"help", "let", "allow", "enable", "make", "get"})
_MAKING = frozenset({"make", "find", "render"})
_PARTS = word_set(
    "region part type kind form class group family area version member component kinds method technique practice "
    "approach branch style"
)
# "X has properties that ease Y", "X involves Z to ease Y" are about X.
_POSSESSING = word_set("have possess contain offer provide exhibit show display boast")
_CONSISTING = frozenset({"involve", "include", "combine", "comprise"})
# "They turn to X to ease Y": what they use, by the preposition that the verb takes.
_USING = {
    "experiment": "with",
    "supplement": "with",
    "turn": "to",
    "look": "to",
    "rely": "on",
    "opt": "for",
    "reach": "for",
    "swear": "by",
}
_DOING = frozenset({"by", "without", "through", "via"})
_MANNERS = frozenset({"way", "reason", "thing"})
_PRESENT = frozenset({"VBZ", "VBP"})
_NAMING = word_set("discovery use role identification recognition value")
# "it" of "it makes it possible to …" stands for nothing.
_EXPLETIVE_OF = word_set(
    "possible impossible easy easier hard harder difficult important crucial essential necessary vital good best "
    "better time way reason goal aim hope clear"
)
_MEANS = frozenset({"with", "by", "through"})
_PLURALS = frozenset({"NNS", "NNPS"})


def candidates(words: Words, verb: int, sentence: Span) -> list[int]:
    """Return the nouns that may be the subject of a verb, the likeliest first, climbing to the main clause."""
    found: list[int] = []
    helped: list[int] = []
    node = verb
    for _ in range(8):
        dep, head = words.dep[node], words.head[node]
        is_verb = node == verb
        own = _own_subjects(words, node) if is_verb else _subjects_above(words, node)
        passive = any(words.dep[c] == "nsubjpass" for c in words.kids[node])
        if is_verb and passive and not own:
            break  # "asthma can be treated": nobody says by what
        if words.lemma[node] == "come" and any(words.lower[s] == "it" for s in own):
            own = []  # "oils are of use when it comes to easing Y", "there are oils of use when …"
            found += [k for k in words.of_dep(head, "attr") if words.of_dep(head, "expl")]
        if not is_verb and any(_is_expletive(words, s, node) for s in own):
            if words.lemma[head] not in _MAKING:
                break  # "when it is not possible to ease Y"
            own = []  # "X makes it possible to ease Y"
        helping = dep in {"ccomp", "xcomp"} and words.lemma[head] in _HELPING and not _is_finite(words, node)
        if helping and own and not any(is_profession(words.lower[s]) for s in own):
            helped, own = own, []  # "X could help people lower Y", "X helps the body fight Y" are about X
        said = [s for s in own if words.lower[s] not in _RELATIVE]
        found += said
        if said or (dep == "conj" and (passive or any(words.dep[c] == "nsubj" for c in words.kids[node]))):
            break
        if head == node or words.begin[head] < sentence.start:
            break
        said_of = _reported_before(words, node)
        if said_of:
            return found + said_of
        if dep == "relcl" or (dep == "acl" and words.lemma[head] not in HAVING_IT):
            antecedent = _agreeing(words, head, node)
            if antecedent is None:
                break
            if not _tells_what_it_is(words, antecedent, node):
                found += [*_renamed(words, antecedent), antecedent]
            if is_people(words, antecedent):
                break
            node = antecedent
            continue
        if _is_step(words, node):
            break
        found += _used_above(words, node)
        if dep == "conj" and words.dep[head] == "relcl" and {words.tag[node], words.tag[head]} == _PRESENT:
            head = words.head[head]  # "eases the nerves that supply the gut and relaxes Y"
        node = head
    return found or helped


def _used_above(words: Words, node: int) -> list[int]:
    """Return what the word above a clause says is used, named or able: X of "take X to …", "the ability of X to …"."""
    dep, head = words.dep[node], words.head[node]
    lemma, above = words.lemma[head], words.head[head]
    found: list[int] = []
    if dep == "pobj" and words.lower[head] == "as":
        # "the discovery of X as a way to …", "they list X as a way to …"
        found += _of_it(words, above) if words.lemma[above] in _NAMING else words.of_dep(above, "dobj")
    if dep == "acl":
        found += [c for c in words.kids[head] if words.dep[c] == "poss" and words.tag[c] != "PRP$"]
        found += _of_it(words, head)
    elif lemma in _OBJECT_GOVERNORS and _is_use(words, node):
        if lemma in _CONSISTING:
            found += [s for s in _subjects_above(words, head) if words.lower[s] not in named("research-nouns")]
        if words.lower[node] not in _DOING:  # "X has a part in Y by easing Z" is about X
            found += words.of_dep(head, "dobj")
    elif lemma in _USING:
        used = [c for c in words.of_dep(head, "prep") if words.lower[c] == _USING[lemma]]
        found += [k for c in used for k in words.of_dep(c, "pobj", "pcomp")]
    return found


def _tells_what_it_is(words: Words, antecedent: int, clause: int) -> bool:
    """Tell whether "that" stands for what is said of a subject: "X is a root that …", "X has properties that …"."""
    if words.dep[antecedent] == "attr":
        if words.of_dep(words.head[antecedent], "expl") and words.lemma[antecedent] not in _MANNERS:
            return words.dep[clause] != "relcl"  # "there are oils that …"
        cleft = any(words.lower[s] == "it" for s in words.subjects(words.head[antecedent]))
        cleft = cleft and any(words.lower[c] == "the" for c in words.left(antecedent))  # "it is the tea that …"
        return not (cleft and any(words.lower[s] in _RELATIVE for s in words.subjects(clause)))
    if words.dep[antecedent] != "dobj" or words.lemma[antecedent] not in HAVING_IT:
        return False
    owner = words.head[antecedent]
    return words.lemma[owner] in _POSSESSING and bool(_subjects_above(words, owner))


def _renamed(words: Words, noun: int) -> list[int]:
    """Return X of "X, a compound that …", "X: a treatment thought to …"; nothing of "the remedy, X, which …"."""
    if words.dep[noun] != "appos":
        return []
    kind = words.tag[noun] == "NNS" or any(words.lower[c] in {"a", "an"} for c in words.left(noun))
    return [words.head[noun]] if kind else []


def _of_it(words: Words, noun: int) -> list[int]:
    """Return X of "the ability of X"."""
    return [k for c in words.kids[noun] if words.lower[c] == "of" for k in words.of_dep(c, "pobj")]


def _reported_before(words: Words, node: int) -> list[int]:
    """Return the subject of what was reported before: of "studies show that X eases Y and may lift Z" X."""
    head = words.head[node]
    if words.dep[node] != "conj" or words.lemma[head] not in _REPORTING:
        return []
    said = [c for c in words.kids[head] if head < c < node and words.dep[c] == "ccomp"]
    return _subjects_above(words, said[-1]) if said else []


def is_helped(words: Words, noun: int) -> bool:
    """Tell whether a noun is who something helps to do it: the body of "X helps the body fight Y"."""
    verb = words.head[noun]
    return (
        words.dep[verb] in {"ccomp", "xcomp"}
        and words.head[verb] < verb
        and words.lemma[words.head[verb]] in _HELPING
        and not _is_finite(words, verb)
    )


def _is_finite(words: Words, verb: int) -> bool:
    return any(words.tag[c] == "MD" or words.dep[c] == "mark" for c in words.kids[verb])


def _is_step(words: Words, node: int) -> bool:
    """Tell whether a purpose hangs from what is done, not from what is used: "arteries are opened to …"."""
    if words.dep[node] != "advcl":
        return False
    head = words.head[node]
    passive = any(words.dep[c] == "nsubjpass" for c in words.kids[head])
    return passive and any(words.tag[c] == "TO" for c in words.kids[node]) and words.lemma[head] not in _USES


def _is_use(words: Words, node: int) -> bool:
    """Tell whether a clause may tell what something is used for; "X gives relief, improving sleep" is about X."""
    dep = words.dep[node]
    return dep in {"xcomp", "pcomp", "prep", "ccomp"} or (dep == "advcl" and words.tag[node] != "VBG")


def _agreeing(words: Words, noun: int, verb: int) -> int | None:
    """Return what "that" stands for: of "a pill with side effects that eases pain" the pill, as "eases" is for one."""
    head = words.head[noun]
    if words.dep[noun] == "pobj" and words.lower[head] == "of" and words.lemma[words.head[head]] in _PARTS:
        noun = words.head[head]  # "a region of the brain that …"
    tag = words.tag[verb]
    if tag not in {"VBZ", "VBP"}:
        edge = words.left_edge(verb)
        apart = edge > 0 and words.lower[edge - 1] == "," and not any(words.tag[c] == "VBZ" for c in words.kids[verb])
        while apart and words.dep[noun] == "conj" and words.pos[words.head[noun]] in NOUNS:
            noun = words.head[noun]  # "massage, naps and walks, which can …"
        return noun
    if tag == "VBP":
        noun = _joined_bare(words, noun)
    node = noun
    for _ in range(3):
        several = words.tag[node] in _PLURALS or any(words.dep[c] == "conj" for c in words.kids[node])
        if several is (tag == "VBP"):
            return node
        preposition = words.head[node]
        above = words.head[preposition]
        if words.dep[node] != "pobj" or words.dep[preposition] != "prep" or words.pos[above] not in NOUNS:
            break
        node = above
    return None if tag == "VBZ" and words.tag[noun] in _PLURALS else noun  # it stands for the whole clause


def _joined_bare(words: Words, noun: int) -> int:
    """Return the first of nouns that are one phrase: of "the cells and tissues that …" the cells."""
    while words.dep[noun] == "conj" and words.pos[words.head[noun]] in NOUNS and not words.of_dep(noun, "det", "poss"):
        noun = words.head[noun]
    return noun


def _own_subjects(words: Words, verb: int) -> list[int]:
    kids, dep = words.kids[verb], words.dep
    links = [dep[c] for c in kids]
    out: list[int] = []
    if "agent" in links:
        out += [k for c in kids if dep[c] == "agent" for k in words.of_dep(c, "pobj")]
    if "csubjpass" in links:
        out += [c for c in kids if dep[c] == "csubjpass"]
    if "nsubjpass" in links or "auxpass" in links:
        if words.lemma[verb] in _CONNECTING:
            return out + [c for c in kids if dep[c] == "nsubjpass"]
        means = [k for c in kids if dep[c] == "prep" and words.lower[c] in _MEANS for k in words.kids[c]]
        return out + (means or ([] if out else _shared_agents(words, verb)))
    own = [_after_list(words, c) for c in kids if dep[c] in {"nsubj", "csubj", "csubjpass"}]
    return out + _nearest(words, own, verb)


def _shared_agents(words: Words, verb: int) -> list[int]:
    """Return X of "gout can be prevented or treated by X" for the first verb: both have it."""
    for other in words.of_dep(verb, "conj"):
        if words.tag[other] == "VBN" and not words.of_dep(other, "nsubjpass", "nsubj"):
            return [k for c in words.of_dep(other, "agent") for k in words.of_dep(c, "pobj")]
    return []


def _after_list(words: Words, noun: int) -> int:
    """Return X of "if you have A, B or C, X eases Y", where the parser takes the list and X for one."""
    node, closed = noun, False
    while True:
        joined = [c for c in words.right(node) if words.dep[c] == "conj" and words.pos[c] in NOUNS]
        if not joined:
            return noun
        if any(words.dep[c] == "cc" for c in words.kids[node]):
            closed = True
        elif closed:
            return joined[-1]
        node = joined[-1]


def _subjects_above(words: Words, verb: int) -> list[int]:
    """Return the subjects of a governing verb: of "X is touted as a way to cure Y" X, though "touted" is passive."""
    return _nearest(words, [c for c in words.kids[verb] if words.dep[c] in SUBJECTS], verb)


def _nearest(words: Words, own: list[int], verb: int) -> list[int]:
    """Return the subjects of a verb; of what the parser takes for two the one that can only be the verb's.

    "Thanks to the oils, drinking it eases …", "fans of yoga claim it eases …", where "claim" is a noun to the tagger.
    """
    own = [named for c in own if (named := _past_label(words, c, several=len(own) > 1)) is not None]
    before = [c for c in own if c < verb]
    if len(before) > 1 and (words.dep[before[-1]] == "csubj" or words.lower[before[-1]] in {"it", "they"}):
        return before[-1:]
    return own


def _past_label(words: Words, noun: int, *, several: bool) -> int | None:
    """Return X of "Solutions: X eases Y", None for a label where the verb has another subject; else the noun itself."""
    if not is_label(words, noun):
        return noun
    named = [c for c in words.of_dep(noun, "appos") if c > noun]
    return named[0] if named else None if several else noun


def is_label(words: Words, noun: int) -> bool:
    """Tell whether a colon stands right behind a noun that the parser takes for a subject."""
    return noun + 1 < len(words) and words.lower[noun + 1] == ":" and words.dep[noun] in SUBJECTS


def _is_expletive(words: Words, subject: int, verb: int) -> bool:
    word = words.lower[subject]
    if word != "it":
        return word in {"there", "here"}
    if words.lemma[verb] in _EXPLETIVE_OF:
        return True
    return any(words.lemma[c] in _EXPLETIVE_OF for c in words.kids[verb] if words.dep[c] in {"acomp", "attr", "oprd"})
