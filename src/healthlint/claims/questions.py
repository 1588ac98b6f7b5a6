"""Questions without a question mark, as titles have them: "Can cupping cure gout"."""

from __future__ import annotations

from healthlint.claims.words import Words
from healthlint.model.span import Span

_OPENERS = frozenset({"can", "could", "does", "did", "is", "are", "will"})  # "Should you need help, …" is a condition
_SUBJECTS = frozenset({"NN", "NNS", "NNP", "NNPS", "PRP", "PRP$", "DT", "JJ", "VBG", "CD", "EX"})


def opens_as_question(words: Words, subject: Span | None) -> bool:
    """Tell whether a sentence opens with an auxiliary and its subject, not "Can help …", "Will power eases …".

    `subject` is what does it in the sentence, in the block's prose.
    """
    if len(words) < 3 or words.lower[0] not in _OPENERS or words.lower[:3] == ("did", "you", "know"):
        return False
    if subject is not None and words.begin[1] == subject.start:
        return True
    return words.tag[1] in _SUBJECTS and (words.tag[0] == "MD" or words.tag[0].startswith("VB"))
