"""Who is said to say so: "a Danish team found that …", "according to the maker", "…, says Dr Bird"."""

from __future__ import annotations

import re

from healthlint.claims.wording import Wording
from healthlint.language.phrases import Literals
from healthlint.model.span import Span

_ACCORDING = re.compile(r"\baccording to (?:the |an? )?(?P<who>[^,.;:()]{3,70})")
_AFTER = re.compile(
    r"[,”\"] (?:the |an? )?(?P<who>(?:(?!that |which )[^,.;:()”\"]|(?<= \w)\.){3,60}?)(?:, [^.;”\"]{3,80})? "
    r"(?:say|says|said|found|reports?|reported|shows?|suggests?|claims?|adds?|added|explains?|explained|notes?|noted)\.?$|"
    r"[,”\"] (?:says|said|adds|added|explains|explained|notes|noted|reports) (?:the |an? )?"
    r"(?P<who2>(?:[^,.;:()”\"]|(?<= \w)\.){3,60})"
)
_BEFORE = re.compile(
    r"(?:the |an? )?(?P<who>(?:(?!that |which )[^,.;:()”\"]|(?<=\b\w)\.|(?<=\b[dm]r)\.){3,60}?)"
    r"(?: (?:has|have|had|also|now))* "
    r"(?:say|says|said|finds?|found|reports?|reported|shows?|showed|shown|suggests?|suggested|claims?|claimed|adds?|added|"
    r"explains?|explained|notes?|noted|insists?|insisted|argues?|argued|believes?|believed) that\b"
)
# No reporter ends so: "it is not to say that", "we find that".
_NO_REPORTER = re.compile(
    r"(?:^|.* )(?:i|we|you|he|she|it|they|this|these|that|those|who|which|some|many|most|not|to|be|been|is|are|was|"
    r"were|may|might|can|could|should|would|will|must|do|does|did|never|and|or)$"
)
# Each of the patterns needs one of these.
_SAID = Literals(
    *("according to", "say", "said", "find", "found", "report", "show", "suggest", "claim", "adds", "added", "explain"),
    *("note", "insist", "argue", "believe"),
)


def reporter(wording: Wording | None, folded: str, lead: str, start: int) -> Span | None:
    """Return who is said to make the claim of a sentence, in the prose of its block; None for nobody.

    `folded` is the sentence, `start` its place in the prose, `lead` its words before the verb. `wording` is what the
    parse says, None where the tagger did not see the verb: then the words before it decide.
    """
    if wording is not None and wording.reporter is not None:
        return wording.reporter
    if not _SAID.any_in(folded):
        return None
    named = _ACCORDING.search(folded) or _AFTER.search(folded)
    if named is not None:
        return Span(*named.span("who" if named.group("who") else "who2")).shift(start)
    before = _BEFORE.match(lead) if wording is None else None
    if before is None or _NO_REPORTER.match(before.group("who")):
        return None
    return Span(*before.span("who")).shift(start)
