"""What "it" or "they" means: a noun of the words before, where only one will do; otherwise nothing is guessed."""

from __future__ import annotations

from healthlint.claims.candidates import is_helped, is_label
from healthlint.claims.located import NOBODY, Who
from healthlint.claims.noun_phrases import NOUNS, is_people
from healthlint.claims.predicates import named
from healthlint.claims.sayers import is_sayer
from healthlint.claims.subject_phrases import PRONOUNS, phrase_of_subject
from healthlint.claims.topics import topic
from healthlint.claims.vocabulary import INTERVENTIONS, KnownWords, Mention
from healthlint.claims.words import Words, words_of
from healthlint.language.analysis import Analysis
from healthlint.language.sentences import Sentence
from healthlint.language.terms import word_set
from healthlint.model.span import Span

_MANY = frozenset({"they", "these", "those"})
_POINTING = frozenset({"this", "that"})  # also at all that was said
_ONE = _POINTING | {"it"}
_SENTENCES_BACK = 3
_NOBODY_OF = frozenset({"there", "here"})
_FIRST_WORDS = 2
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_RELATIVES = frozenset({"which", "who", "that"})
_PLURALS = frozenset({"NNS", "NNPS"})
_OFFERED = INTERVENTIONS - {"behaviour"}
_ABOUT = word_set("research evidence study trial data science interest popularity use role history reputation proof")
_ABOUT_IT = frozenset({"on", "of", "for", "into", "about", "behind", "in", "around"})
_MADE_OF = frozenset({"of", "from"})
_FIELDS = frozenset({"medicine", "science", "tradition", "history"})
_SAYING = frozenset({"claim", "report", "say"})
_WHERE = frozenset({"in", "at", "within"})


def meant(analysis: Analysis, words: Words, sentence: Sentence, pronoun: Who, known: KnownWords) -> Who:
    """Return what a pronoun that is the subject of a claim stands for, NOBODY where that is not clear.

    The subjects of the clauses before it, nearest first; else what the page is about (`topics`).
    `words` are those of its sentence, `known` those of its block.
    """
    if pronoun.span is None or pronoun.text.lower() not in _MANY | _ONE:
        return NOBODY
    many = pronoun.text.lower() in _MANY
    earlier = analysis.sentences(sentence.block)[max(0, sentence.index - _SENTENCES_BACK) : sentence.index]
    places = [Span(sentence.span.start, pronoun.span.start), *(s.span for s in reversed(earlier))]
    for place, before in zip(places, (None, *reversed(earlier)), strict=True):
        words = words if before is None else words_of(analysis, before)
        inside = words.within(place.start, place.end)
        if not inside:
            continue
        subjects = [i for i in inside if words.dep[i] in _SUBJECTS and words.lower[i] not in _RELATIVES]
        subjects = [i for i in subjects if not (is_helped(words, i) or is_label(words, i))]
        if any(words.lower[i] in _NOBODY_OF for i in inside[:_FIRST_WORDS]) and not _offers(words, subjects, known):
            return NOBODY  # "Here is a thought."
        if before is not None or not many or any(_is_follower(words, i) for i in subjects):
            subjects = [_followed(words, i) for i in subjects]
            subjects = [i for i in subjects if not is_sayer(words, i)]
        subjects = [_spoken_of(words, _presented(words, i, many=many), many=many) for i in subjects]
        on_offer = _on_offer(words, known, place, many=many)
        if not subjects and before is None:
            continue
        nouns = [i for i in subjects if words.lower[i] not in PRONOUNS and not _is_owned(words, i)]
        if subjects and not nouns and not on_offer:
            continue  # "It is a root. It eases pain.": further back
        if (before is None or len(nouns) < len(subjects)) and not (
            on_offer or any(_agrees(words, i, many=many) for i in nouns)
        ):
            continue  # "Studies show that it eases pain. It also …": who reports is not what is meant
        # In the same sentence the nearest, in one before what the main clause is about.
        if before is None:
            nouns.reverse()
        else:
            nouns.sort(key=lambda i: words.dep[words.head[i]] != "ROOT")
        this = pronoun.text.lower() in _POINTING
        found = _of_clause(words, nouns, on_offer, known, place, many=many, this=this)
        if found:
            return found
        break
    return NOBODY if pronoun.text.lower() in _POINTING else topic(analysis, sentence, many=many)


def _of_clause(
    words: Words,
    subjects: list[int],
    offered: Mention | None,
    known: KnownWords,
    place: Span,
    *,
    many: bool,
    this: bool,
) -> Who:
    """Return the first of some subjects that agrees in number and is no person, else the one thing on offer."""
    for subject in subjects:
        if not _agrees(words, subject, many=many):
            continue
        phrase = phrase_of_subject(words, subject, place)
        inside = [m for m in known.subjects if phrase.overlaps(m.span)]
        chosen = next((m for m in inside if m.kind in INTERVENTIONS), inside[0] if inside else None)
        if chosen is not None and chosen.kind not in {"study", "care"}:
            return Who(phrase.of(known.prose), chosen.kind, chosen.span)
        if chosen is None and not this:
            return Who(phrase.of(known.prose), "other", phrase)
    if offered is not None and not this:
        return Who(offered.span.of(known.prose), offered.kind, offered.span)
    return NOBODY


def _presented(words: Words, subject: int, *, many: bool) -> int:
    """Return X of "one of my favourites is X" where only X agrees with the pronoun."""
    if words.lemma[words.head[subject]] != "be" or _agrees(words, subject, many=many):
        return subject
    said = [c for c in words.of_dep(words.head[subject], "attr") if not words.of_dep(c, "det", "relcl", "poss")]
    return next((c for c in said if _agrees(words, c, many=many)), subject)


def _spoken_of(words: Words, subject: int, *, many: bool) -> int:
    """Return X of "research on X is young", and of "extracts of X are sold" where only X agrees with the pronoun."""
    about = words.lemma[subject] in _ABOUT
    if not about and (_agrees(words, subject, many=many) or words.pos[subject] not in NOUNS):
        return subject
    for c in words.right(subject):
        if words.dep[c] == "prep" and words.lower[c] in (_ABOUT_IT if about else _MADE_OF):
            for k in words.of_dep(c, "pobj"):
                if (about or _agrees(words, k, many=many)) and not any(words.tag[o] == "PRP$" for o in words.left(k)):
                    return k
    return subject


def _followed(words: Words, noun: int) -> int:
    """Return X of "proponents of X believe that it …", else the noun itself."""
    if words.lemma[noun] not in named("opinion-holders"):
        return noun
    thing = next((k for c in words.right(noun) if words.lower[c] == "of" for k in words.of_dep(c, "pobj")), noun)
    if words.lower[thing] in _SAYING:
        thing = next(
            reversed(words.left(thing)), thing
        )  # "fans of yoga claim it …", where that is a noun to the tagger
    return thing


def _is_owned(words: Words, noun: int) -> bool:
    """Tell whether a noun only belongs to what was named before: "its oils"."""
    return any(words.tag[c] == "PRP$" and words.lower[c] in {"its", "their"} for c in words.left(noun))


def _offers(words: Words, subjects: list[int], known: KnownWords) -> bool:
    """Tell whether one of some subjects is on offer: "there are many ways that yoga helps"."""
    begins = [words.begin[i] for i in subjects]
    return any(m.kind in _OFFERED and m.span.start <= b < m.span.end for m in known.subjects for b in begins)


def _is_follower(words: Words, noun: int) -> bool:
    """Tell whether a noun means people by what they hold of something: "its users", "fans say that they ease pain"."""
    return words.lemma[noun] in named("opinion-holders") or any(words.tag[c] == "PRP$" for c in words.left(noun))


def _agrees(words: Words, subject: int, *, many: bool) -> bool:
    """Tell whether "it" (or "they", for `many`) can stand for the subject of a clause."""
    if is_people(words, subject) or words.pos[subject] not in {"NOUN", "PROPN", "VERB"}:
        return False
    if words.lower[subject] in _FIELDS and not words.of_dep(subject, "det", "poss"):
        return False  # "modern medicine backs turmeric: it eases pain"
    plural = words.tag[subject] in _PLURALS or bool(words.of_dep(subject, "conj"))
    return plural is many


def _on_offer(words: Words, known: KnownWords, place: Span, *, many: bool) -> Mention | None:
    """Return the only thing on offer that a stretch of prose names."""
    offered: list[Mention] = []
    for m in known.subjects:
        if m.kind in _OFFERED and place.covers(m.span) and m.phrase not in named("practitioners"):
            head = words.head_of(m.span)
            where = words.dep[head] == "pobj" and words.lower[words.head[head]] in _WHERE  # "used in folk medicine"
            inside = words.dep[head] in {"compound", "amod", "nmod"}
            field = words.lower[head] in _FIELDS
            if not (where or inside or field) and (words.tag[head] in _PLURALS) is many:
                offered.append(m)
    return offered[-1] if len({m.phrase for m in offered}) == 1 else None
