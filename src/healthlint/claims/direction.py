"""Which way a claim goes: benefit, harm, or none where it only names a connection."""

from __future__ import annotations

import re

from healthlint.claims.located import Draft, What
from healthlint.claims.roles import WORSE_HEADS
from healthlint.language.terms import word_set

_BAD = frozenset({"condition", "symptom", "risk"})
_HURTING = word_set(
    "damage destroy harm impair ruin worsen weaken aggravate exacerbate erode suppress disrupt disturb deplete "
    "irritate inflame clog upset wreck sap hinder hamper compromise undermine"
) | {"interfere with", "wreak havoc on", "play havoc with", "eat away at", "rob of"}
_ALWAYS_HURTING = word_set("worsen aggravate exacerbate irritate inflame upset")  # "irritates eczema"
_MORE = frozenset(
    [
        *(
            "cause",
            "trigger",
            "provoke",
            "lead to",
            "result in",
            "induce",
            "spark",
            "fuel",
            "contribute to",
            "generate",
        ),
        *("produce", "raise", "increase", "double", "triple", "prolong", "lengthen", "create", "amplify", "drive"),
        *("make", "bring about", "contributes to", "predispose to"),
    ]
)
_CAUSING = frozenset({"cause", "trigger", "provoke"})  # seldom said of anything good
_LESS = word_set("lower reduce decrease shrink cut limit block slow inhibit delay diminish lessen dampen dull") | {
    "take away", "hold back",
}  # fmt: skip
# Of these less is wanted, though they are functions or nothing that the lexicons know.
_WANTED_LOW = (
    "blood pressure", "cholesterol", "ldl", "blood sugar", "blood glucose", "cortisol", "stress", "weight", "body fat",
    "belly fat", "toxin", "heart rate", "insulin resistance", "ageing", "aging", "antibiotic resistance",
    "drug resistance", "antimicrobial resistance",
)  # fmt: skip
_WANTED_LOW_HEADS = word_set("time need cost stay use burden length dependence reliance")
_IMPROVEMENT = re.compile(
    r"\b(?:reductions?|improvements?|relief|regression|prevention|cures?|decreases?|remission|recovery|falls?|"
    r"treatments?|therap(?:y|ies)|weight loss|fat loss|protection|disappearance)\b"
)
_WANTED_HEADS = word_set("tolerance threshold resistance resilience defence defense immunity tolerability")
# "Disease-fighting proteins" are wanted, "cancer-causing toxins" are not.
_FIGHTING = r"s?-(?!caus|induc|produc|trigger|provok|promot|form|rais|increas|inflict|mak|generat|associat)\w+ing\b"
# Of what no lexicon of outcomes knows: less of it is better.
_UNWANTED = re.compile(
    r"\b(?:plaques?|bacteria|germs?|virus(?:es)?|pathogens?|parasites?|fung(?:us|i)|microbes?|free radicals?|worms?|"
    r"lice|mucus|phlegm|dandruff|clots?|oxidative stress|damage|cancer(?:ous)? cells?|fat cells?|impurities)\b"
)
_POOR = re.compile(r"(?:sluggish|poor|bad|weak(?:er|ened)?|slow(?:er)?|low|impaired|disturbed|irregular)\s")
_LOWERED = re.compile(r"(?:lower|reduced|less|fewer|decreased|diminished|lessened)\s")
_OF_MEDICINES = re.compile(r"(?:effectiveness|efficacy|potency|bioavailability)\b")
_MORE_LIKELY = re.compile(r"\b(?:more|higher|increased|raised|greater|risk factor)\b")
_BETTER = re.compile(r"\b(?:better|improved|improvements?|healthier)\b")
_WORSE = re.compile(r"\b(?:worse|worsened|worsening|poor|poorer|impaired)\b")
_LESS_LIKELY = re.compile(r"\b(?:less|lower|reduced|decreased|fewer|smaller)\b")
_NEAR = 25  # characters before a connecting phrase


def direction(draft: Draft) -> str:
    """Return benefit, harm or none."""
    said = (draft.what.phrase_text or draft.what.text).lower()
    bad = _is_bad(draft.what, said)
    if draft.link:
        near = f"{draft.lead[-_NEAR:]} {draft.verb} {said[:_NEAR]}"
        if _WORSE.search(near):
            return "harm"
        if _BETTER.search(near):
            return "benefit"
        if _MORE_LIKELY.search(near):
            return "harm" if bad else "benefit"
        return ("benefit" if bad else "harm") if _LESS_LIKELY.search(near) else "none"
    if said.startswith("appetite") and draft.verb not in _HURTING | _CAUSING:
        return "benefit"  # sold both ways: for slimming, and for those who eat too little
    if draft.verb in _HURTING:
        return "benefit" if bad and draft.verb not in _ALWAYS_HURTING else "harm"
    if draft.verb in _MORE:
        if _IMPROVEMENT.search(said):
            return "benefit"
        lowered = _LOWERED.match(said)
        if lowered:  # "leads to reduced stress"
            return "benefit" if _is_bad(draft.what, said[lowered.end() :]) else "harm"
        return "harm" if bad or (draft.what.kind == "other" and draft.verb in _CAUSING) else "benefit"
    wanted = draft.what.kind == "function" or draft.what.head in _WANTED_HEADS or _OF_MEDICINES.match(said)
    if draft.verb in _LESS and wanted and not bad:
        return "harm"
    return "benefit"


def _is_bad(what: What, said: str) -> bool:
    """Tell whether less of an outcome is better."""
    if what.head in WORSE_HEADS | _WANTED_LOW_HEADS:
        return not said.endswith(("survival time", "weight loss", "fat loss"))
    if what.kind == "other" and _UNWANTED.search(said):
        return True
    if what.kind == "function" and _POOR.match(said):
        return True
    if what.kind in _BAD:
        return what.head not in _WANTED_HEADS and not _is_fought(what, said)
    return said.startswith(_WANTED_LOW) or (
        any(m.phrase.startswith(_WANTED_LOW) for m in what.mentions) and ("loss" not in said)
    )


def _is_fought(what: What, said: str) -> bool:
    """Tell whether a condition only says what something does to it: "pain-busting hormones"."""
    return bool(what.mentions) and re.search(re.escape(what.mentions[0].phrase) + _FIGHTING, said) is not None
