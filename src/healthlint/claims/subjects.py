"""Who does it: the subject of a claim's verb, from the parse where it holds, else from the order of the words."""

from __future__ import annotations

import re
from dataclasses import replace

from healthlint.claims.candidates import candidates
from healthlint.claims.located import NOBODY, Who
from healthlint.claims.noun_phrases import NOUNS, TIMES, is_people
from healthlint.claims.sayers import is_sayer
from healthlint.claims.subject_phrases import subject_at, subject_named, whole_subject
from healthlint.claims.vocabulary import INTERVENTIONS, SELDOM_NOUNS, KnownWords, VerbHit
from healthlint.claims.word_order import follows_verb, subject_by_order
from healthlint.claims.words import Words
from healthlint.model.span import Span

_OPENING = 3  # characters before the first word of a sentence
# "X may act as a complementary therapy to …", "X is a treatment that …" are about X.
_GENERIC = re.compile(
    r"(?:(?:an? |the |one |most |more |great |good |popular |powerful |useful |effective |accessible |viable |safe |"
    r"complementary |alternative |holistic |natural |herbal |new |potential |promising |possible |first |best |only |"
    r"key |simple |gentle |great |common |traditional )*)"
    r"(?:therap(?:y|ies)|treatments?|remed(?:y|ies)|medicines?|supplements?|drugs?|approach(?:es)?|options?|choices?|"
    r"solutions?|ways?|methods?|means|tools?|alternatives?|candidates?|examples?|one|products?|keys?|answers?|"
    r"practices?|interventions?|techniques?)",
    re.IGNORECASE,
)
_WAY = re.compile(r"\b(?:ways?|methods?|answers?|solutions?|options?|means|keys?)\b")
_APPOSED = re.compile(r"\s*[:–—-]+\s*(?:(?:an?|the)\s+)?", re.IGNORECASE)
# "The many benefits include: better sleep; lifts mood": of what was named before.
_LISTED = re.compile(r"(?:[\w’'-]+ ){0,3}(?P<what>benefits|advantages|uses)(?: include| are)?:", re.IGNORECASE)
_RELATIVE_INSIDE = re.compile(r"\b(?:whom|which)\b")
_JOINT = re.compile(r"\band\s+")
_DATELINE = re.compile(r"(?:[A-Z][\w.’']*[ ,./]+){1,6}(?:\([^)]{1,40}\) ?)?[^.!?;]{0,40}?(?:(?:[-–—]+|\w:)\s|--)")
_DATELINE_END = re.compile(r"[-–—:]\s|--")  # cheap: most sentences have none
_NO_THINGS = TIMES - {"dose", "session"}
_LINKING = frozenset({"addition", "case", "spite", "terms", "contrast", "comparison", "conjunction", "combination"})
_NO_THING_TAGS = frozenset({"ADV", "ADP", "DET", "SCONJ"})
_AGENTS = frozenset({"study", "care"})


def subject_of(words: Words, hit: VerbHit, known: KnownWords, sentence: Span) -> Who:
    """Return who does it. NOBODY where the sentence names nobody; a pronoun is returned as it stands."""
    return whole_subject(words, _subject_of(words, hit, known, sentence), hit.span, sentence)


def _subject_of(words: Words, hit: VerbHit, known: KnownWords, sentence: Span) -> Who:
    verb = words.head_of(hit.span)
    opens = words.begin[verb] - sentence.start <= _OPENING
    best, sure = _by_parse(words, verb, hit, known, sentence)
    if best.span is not None and is_people(words, words.head_of(best.span)):
        return best
    if sure or (best and best.kind not in {"other", "study"}):
        return best
    if not best:
        listed = _LISTED.match(known.prose, sentence.start, hit.span.start)
        if listed is not None:
            return Who("it", "pronoun", Span(*listed.span("what")))
    pos = words.pos[verb]
    if pos == "VERB" and not best and not opens and _is_not_finite(words, verb):
        return NOBODY  # nothing governs it that could be meant
    linear = subject_by_order(hit, known, sentence)
    if best.kind == "study":
        # "Studies show yoga lowers …": the tagger may miss where the reported clause begins
        return linear if linear.kind in INTERVENTIONS else best
    if linear and (not best or pos not in {"VERB", "AUX"}):
        return linear
    if not best and opens:
        means = _means(words, verb)
        if means is not None and not is_people(words, means):
            return subject_at(words, means, known, sentence)  # "Treating insomnia with sound"
    if _WAY.search(best.text) or _GENERIC.fullmatch(best.text):
        return _named_before(best, known, sentence, directly=not _WAY.search(best.text)) or best
    return best


def _by_parse(words: Words, verb: int, hit: VerbHit, known: KnownWords, sentence: Span) -> tuple[Who, bool]:
    """Return the first candidate that says something of its own, and True; else the best of the others, and False."""
    best = NOBODY
    opens: int | None = None
    for candidate in candidates(words, verb, sentence):
        who = subject_at(words, candidate, known, sentence)
        if not who or (who.span is not None and who.span.overlaps(hit.span)):
            continue
        if who.kind == "pronoun" and words.dep[candidate] == "dobj":
            return who, True  # "the Greeks used it to heal Y"
        if who.kind != "study" and words.head[candidate] != verb and _only_says(words, candidate, verb):
            continue  # "healers believe reiki eases Y"
        weak = who.kind in _AGENTS or who.kind == "pronoun" or is_people(words, candidate)
        weak = weak or _GENERIC.fullmatch(who.text) is not None
        who = _own_part(who, hit, known)
        whole = who.phrase.of(known.prose) if who.phrase is not None else who.text
        if follows_verb(who.phrase.start if who.phrase is not None else words.begin[candidate], hit, known):
            continue  # "lowers blood pressure and beats fatigue"
        if _is_no_thing(words, candidate) or _RELATIVE_INSIDE.search(whole):
            continue  # "most of whom"
        opens = _dateline(known.prose, sentence) if opens is None else opens
        if words.begin[candidate] < opens:
            continue  # "ROME, 13 June: …"
        if not weak:
            return who, True
        if not best or (best.kind in _AGENTS and who.kind not in _AGENTS):
            best = who
    return best, False


def _only_says(words: Words, noun: int, verb: int) -> bool:
    """Tell whether a noun is who says that something does it; of "the firm claims to cure X and ease Y" it is not."""
    if not is_sayer(words, noun):
        return False
    saying = words.head[noun]
    aims = [c for c in words.of_dep(saying, "xcomp") if any(words.tag[k] == "TO" for k in words.kids[c])]
    aimed = words.tag[verb] == "VB" and not any(words.tag[c] == "MD" for c in words.kids[verb])
    return noun > verb or not (aims and aimed)


def _is_not_finite(words: Words, verb: int) -> bool:
    return words.tag[verb] == "VBG" or any(words.tag[c] == "TO" for c in words.left(verb))


def _means(words: Words, verb: int) -> int | None:
    """Return X of "treating Y with X"."""
    for c in words.right(verb):
        if words.dep[c] == "prep" and words.lower[c] in {"with", "through"}:
            used = words.right(c)
            if used:
                return used[0] if words.pos[used[0]] in NOUNS else None
    return None


def _dateline(prose: str, sentence: Span) -> int:
    """Return where a sentence begins after "LONDON, 3 May 2018 – "."""
    if _DATELINE_END.search(prose, sentence.start, sentence.end) is None:
        return sentence.start
    found = _DATELINE.match(prose, sentence.start, sentence.end)
    return found.end() if found else sentence.start


def _own_part(who: Who, hit: VerbHit, known: KnownWords) -> Who:
    """Return a subject without verbs that the tagger took for nouns in it: "lowers pain and ginger" is ginger."""
    phrase = who.phrase
    if phrase is None:
        return who
    if phrase.overlaps(hit.span):
        end = phrase.start + len(known.prose[phrase.start : hit.span.start].rstrip())
        return replace(who, phrase=Span(phrase.start, end) if end > phrase.start else who.span)
    if any(v.span.start == phrase.start and v.lemma in SELDOM_NOUNS and v.form.endswith("s") for v in known.verbs):
        joint = _JOINT.search(known.prose, phrase.start, phrase.end)
        phrase = Span(joint.end(), phrase.end) if joint else phrase
        inside = [m for m in known.subjects if phrase.covers(m.span)]
        return Who(phrase.of(known.prose), inside[0].kind if inside else "other", phrase, phrase)
    return who


def _is_no_thing(words: Words, noun: int) -> bool:
    """Tell whether a noun is a place, a time or a figure: "shortened by 33%"."""
    if words.lemma[noun] in _NO_THINGS and not any(words.lower[c] == "of" for c in words.right(noun)):
        return True
    if words.lower[noun] in _LINKING and words.lower[words.head[noun]] == "in":
        return True  # "in addition to its use for easing Y"
    return words.lower[noun] == "%" or words.pos[noun] in _NO_THING_TAGS


def _named_before(way: Who, known: KnownWords, sentence: Span, *, directly: bool) -> Who:
    """Return X of "X: a gentle way to treat Y"; `directly`: only a colon or dash stands between."""
    phrase = way.phrase or way.span
    end = phrase.start if phrase else sentence.end
    named = [
        m for m in known.subjects if sentence.start <= m.span.start and m.span.end <= end and m.kind in INTERVENTIONS
    ]
    if not named or (directly and not _APPOSED.fullmatch(known.prose, named[-1].span.end, end)):
        return NOBODY
    return subject_named(named[-1], known)
