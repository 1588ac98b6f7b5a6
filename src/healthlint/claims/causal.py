"""What a whole sentence says of cause: none, correlational, conditional or direct, whatever it is about.

The register (`extract`) knows therapies and conditions; research sentences are about anything ("delayed clamping raises
ferritin"). Labels follow Yu, Li and Wang 2019 (EMNLP): no relation, correlation, conditional cause, direct cause; a
denied effect keeps the strength of its words ("did not reduce" is worded as cause). The parse decides whether
"reduced" is a verb that somebody does or an adjective.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from healthlint.language.analysis import Analysis
from healthlint.language.negation import span_polarity
from healthlint.language.sentences import Sentence
from healthlint.language.terms import fold
from healthlint.model.span import Span


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Words that name a connection outright.
_LINK = re.compile(
    r"\bassociat(?:ed|ion|ions|e|es|ing)\b|\blink(?:ed|s)? (?:to|with|between)\b|\blink(?:s|ed)?\b|\bcorrelat\w+|"
    r"\brelat(?:ed to|ion between|ions between|ionship|ionships)\b|\btie[ds]? (?:to|between)\b|\bties\b|"
    r"\brisk factors?\b|\bpredict(?:s|ed|or|ors|ive|ing)?\b|\bdeterminants?\b|\b(?:bio)?markers? (?:of|for)\b|"
    r"\b(?:more|less|as|most|least) (?:likely|prone|common|frequent|prevalent)\b|\blikelihood\b|"
    r"\b(?:odds|hazard|risk) ratios?\b|"
    r"\b(?:or|hr|rr|aor)\b ?[=:,]? ?\d|\bat (?:\w+ )?risk\b|\bconnect(?:ed|ion)\b|\bindependent(?:ly)? of\b|"
    r"\bdepend(?:s|ed)? (?:up)?on\b"
)
# Comparisons and differences: a connection, unless a verb of cause made them.
_DIFFERENCE = re.compile(
    r"\b(?:higher|lower|greater|increased|elevated|reduced|decreased|raised|"
    r"excess) (?:[\w-]+ ){0,3}?(?:risks?|rates?|odds|incidence|"
    r"prevalence|levels?|mortality|likelihood|frequency|scores?|chance|concentrations?|proportion|death)\b|"
    r"\bsignificant(?:ly)? (?:\w+ )?(?:higher|lower|differen\w+|greater|more|less|better|worse|shorter|"
    r"longer|increase|decrease)\b|"
    r"\b(?:compared|comparable|similar) (?:with|to|in|between|among)\b|"
    r"\bthan (?:in|those|that|among|for|the|their|other|men|women|people|patients)\b|"
    r"\btend(?:ed|ency)\b|\btimes (?:as|more|higher|greater)\b|\bdouble the risk\b|"
    r"\bdiffer(?:ed|s|ent|ences?)\b|\b(?:increase|decrease|reduction)s? in\b|"
    r"\b(?:was|were|is|are|had|have|has) (?:\w+ ){0,2}?(?:higher|lower|greater|better|worse|longer|"
    r"shorter|poorer|fewer|increased|decreased|reduced|"
    r"impaired|elevated|common|frequent|prevalent|more)\b|\brisk of\b|\b(?:drop|dropped|fell|down|rose|"
    r"up) (?:by )?\d+ ?(?:%|per ?cent|percent)"
)
# "measures how stress affects sleep" asks; it states nothing.
_ASKED = re.compile(r"\b(?:how|whether) (?:\w+ ){1,3}?(?:affect|impact|influence|improve|reduce|change)s?\b")
_NOTHING = re.compile(
    r"\b(?:trial|study|prospero) (?:registration|register|number)|\bclinicaltrials\.gov\b|"
    r"\bregistered (?:at|with|in|under|as)\b|\bISRCTN|"
    r"\b(?:further|future|more|additional|larger|prospective) (?:[\w-]+ ){0,3}?(?:research|stud(?:y|"
    r"ies)|trials?|work|investigations?|evaluation)\b|"
    r"\b(?:is|are|be) (?:\w+ )?(?:needed|warranted|required|recommended|necessary|essential|important)\b|"
    r"\bneeds? (?:to be|for|of)\b|\bshould\b|"
    r"\bdeserves? |\bmerits? |\bwarrants? |\brequires? ",
    re.IGNORECASE,
)
_FOUND = re.compile(
    r"\b(?:found|show(?:s|ed|n)?|was|were|demonstrat\w+|reveal\w*|confirm\w*|observed|suggest\w*|indicat\w+)\b"
)
_HEDGED_NOUN = re.compile(
    r"\b(?:may|might|could|can|possibly|potential|potentially|perhaps|possible|ability|capable|would|"
    r"promising|seems?|appears?|likely)\b"
)
_CAUSAL = _words(
    "affect alter influence impact contribute cause lead result trigger induce improve reduce increase "
    "decrease prevent enhance impair promote protect attenuate ameliorate elevate suppress inhibit "
    "stimulate accelerate delay boost cut raise lower slow worsen speed benefit mediate drive facilitate "
    "lessen diminish prolong shorten double halve restore reverse regulate modulate save treat cure "
    "relieve alleviate eliminate block produce yield provoke up exacerbate aggravate minimize minimise "
    "mitigate counteract strengthen weaken help ease spur curb limit stop kill extend shrink enable allow "
    "play confer aid change modify interfere disrupt damage harm hamper offset fight"
)
_CAUSAL_NOUN = re.compile(
    r"\b(?:effects?|impact|influence|consequences?) (?:of|on)\b|"
    r"\b(?:effective|efficacious|beneficial) (?:in|for|at|as|treatment|way|against|and)\b|"
    r"\b(?:is|are|was|were|be|as) (?:\w+ly )?(?:an? )?(?:\w+ )?(?:effective|beneficial|harmful|"
    r"protective|efficacious|safe)\b|\bdue to\b|\bbecause of\b|"
    r"\bthanks to\b|\b(?:is|are|as) (?:an? |the )?(?:\w+ )?causes? of\b|\bresponsible for\b|"
    r"\battributable to\b|\bas a result of\b|"
    r"\b(?:positive|negative|protective|beneficial|adverse|harmful|significant|no|little) (?:\w+ )?effects?\b|"
    r"(?<!\bself[ -])\befficacy\b"
)
# Verbs in headlines and after long subjects, which the tagger takes for nouns and adjectives.
_MISREAD = re.compile(
    r"(?<!\bthe )(?<!\ba )(?<!\ban )(?<!\band )(?<!\bof )\b(?:increases|improves|reduces|lowers|cuts|"
    r"raises|boosts|prevents|impacts|"
    r"affects|ups|slows|worsens|harms|impaired|improved|affected|attenuated|enhanced|prevented)\b (?!by|in|of|"
    r"for|with|from|health)|"
    r"\b(?:no|clinical|health|protective|substantial|significant) benefits? (?:of|from|for|with|in|to)\b|"
    r"\bbenefits of\b|"
    r"\b(?:was|were|is|are) (?:\w+ )?successful in\b|\bcontributors? to\b|\bcauses? of\b|"
    r"\b(?:not|no) harmful\b|\bculprit"
)
# Above "to reduce": what makes the infinitive a finding and not a purpose.
_FINDING_GOVERNORS = _words(
    "show find appear seem help able likely prove demonstrate fail know suggest report shown think "
    "believe say potential ability capable unlikely expect use"
)
_HEDGE_GOVERNORS = _words(
    "appear seem potential able ability likely unlikely hypothesize capable think believe suggest promise"
)
_LINKING = frozenset({"associate", "link", "correlate", "predict", "relate", "tie", "connect"})
_REPORTING = _words(
    "show find suggest indicate conclude reveal demonstrate report say confirm believe think note observe "
    "determine discover establish support highlight imply warn explain state argue hypothesize appear "
    "seem add learn see describe"
)
_MODALS = frozenset({"may", "might", "could", "can", "would"})


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence that says something of cause or connection; `verb` is its main verb, in the block's prose."""

    sentence: Sentence
    verb: Span
    strength: str
    polarity: str


def statements(analysis: Analysis) -> tuple[Statement, ...]:
    """Return the sentences of the article that state a connection or a cause, in order. Use `analysis.once`."""
    out: list[Statement] = []
    for sentence in analysis.all_sentences():
        tokens = analysis.tokens(sentence)
        if tokens is None or not len(tokens):
            continue
        strength = sentence_strength(tokens)
        if strength == "none":
            continue
        span = _stating_words(tokens)
        out.append(Statement(sentence, span, strength, span_polarity(analysis, sentence, span)))
    return tuple(out)


def _stating_words(tokens: Any) -> Span:
    """Return the prose range of the verb of cause; where the tagger missed it, of the words that say so."""
    main = _main_predicate(tokens.root)
    verb = main if _causes(main) else next((t for t in tokens if _causes(t)), None)
    if verb is None:
        text = fold(tokens.text)
        said = _MISREAD.search(text) or _CAUSAL_NOUN.search(text)
        if said is not None:
            return Span(tokens.start_char + said.start(), tokens.start_char + len(text[: said.end()].rstrip()))
        verb = main
    return Span(verb.idx, verb.idx + len(verb.text))


def sentence_strength(sentence: Any) -> str:
    """Return none, correlational, conditional or direct for a spaCy Span of one sentence."""
    text = fold(sentence.text)
    empty = bool(_NOTHING.search(text)) and not _FOUND.search(text)
    linked = bool(_LINK.search(text))
    verbs = [t for t in sentence if _causes(t)]
    if empty:
        return "none"
    main = _main_predicate(sentence.root)
    if main.lemma_.lower() in _LINKING:
        return "correlational"
    if _causes(main) and not _about_a_link(main):
        return "conditional" if _is_hedged(main) else "direct"
    if linked:
        return "correlational"
    if verbs:
        return "conditional" if all(_is_hedged(v) for v in verbs) else "direct"
    text = _ASKED.sub(" ", text)
    if _CAUSAL_NOUN.search(text) or _MISREAD.search(text):
        return "conditional" if _HEDGED_NOUN.search(text) else "direct"
    return "correlational" if _DIFFERENCE.search(text) else "none"


def _main_predicate(verb: Any) -> Any:
    """Return what is reported: of "the study found that X lowers Y" lowers, of "we conclude …" what is concluded."""
    for _ in range(3):
        if verb.lemma_.lower() not in _REPORTING:
            return verb
        inner = [c for c in verb.children if c.dep_ in {"ccomp", "xcomp", "parataxis"} and c.pos_ in {"VERB", "AUX"}]
        if not inner:
            return verb
        verb = inner[0]
    return verb


def _about_a_link(verb: Any) -> bool:
    """Tell whether what "increases" is itself a connection: "the association increased with age"."""
    subjects = [c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}]
    return any(_LINK.search(fold(t.text)) for s in subjects for t in (s, *s.children))


def _causes(token: Any) -> bool:
    """Tell whether a token is a verb of cause that somebody or something does, as a finding and not as a purpose."""
    if token.pos_ != "VERB" or token.lemma_.lower() not in _CAUSAL or token.dep_ in {"amod", "compound"}:
        return False
    links = {c.dep_ for c in token.children}
    if any(c.lower_ in {"how", "whether"} for c in token.children):
        return False  # "asks how stress affects sleep"
    if "nsubjpass" in links or "auxpass" in links:
        return "agent" in links or any(c.dep_ == "prep" and c.lower_ == "by" for c in token.children)
    if not links & {"dobj", "prep", "ccomp", "xcomp", "dative", "prt"}:
        return False
    if any(c.tag_ == "TO" for c in token.children):
        return token.head.lemma_.lower() in _FINDING_GOVERNORS and token.dep_ in {"xcomp", "acl", "ccomp"}
    if token.dep_ == "pcomp":
        return token.head.lower_ in {"by"}
    return True


def _is_hedged(verb: Any) -> bool:
    node = verb
    for _ in range(4):
        if any(c.dep_ == "aux" and c.lower_ in _MODALS for c in node.children):
            return True
        if node.head is node or node.dep_ not in {"xcomp", "acl", "conj", "ccomp", "advcl"}:
            return False
        node = node.head
        if node.lemma_.lower() in _HEDGE_GOVERNORS:
            return True
    return False
