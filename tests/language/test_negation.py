"""Negation and voice: does the text itself assert what stands at a word? The word is marked `|so|`."""

from __future__ import annotations

import pytest

from healthlint.formats.registry import extract
from healthlint.language import negation
from healthlint.language.analysis import Analysis
from healthlint.language.engine import shared_engine
from healthlint.language.negation import GUARDS, NEEDS_PARSE, guard, guarded, polarity, span_polarity
from healthlint.model.context import Context
from healthlint.model.source import Source
from healthlint.model.span import Span
from healthlint.packs.load import load_catalog


def marked(text: str, format: str = "markdown") -> tuple[Analysis, int, Span]:
    """Return the analysis of the text without its `|marks|`, the block of the mark and its range there."""
    before, word, after = text.split("|")
    analysis = Analysis(extract(Source("a", before + word + after), format), Context(), shared_engine(None))
    for block in analysis.blocks:
        start = analysis.block(block).prose.find(word + after.split("\n")[0][:12])
        if start >= 0:
            return analysis, block, Span(start, start + len(word))
    raise AssertionError(f"{word!r} is in no block")


def reading(text: str) -> str:
    analysis, block, span = marked(text)
    sentence = analysis.sentence_at(block, span.start)
    assert sentence is not None
    return span_polarity(analysis, sentence, span)


@pytest.mark.parametrize(
    "text",
    [
        # The seven that a general negation package gets half wrong.
        "The jab does not |cause| infertility.",
        "There is no good evidence that magnets |relieve| pain.",
        "It is a myth that sweets |cause| hyperactivity.",
        "Doctors deny that the jab |causes| infertility.",
        "The syrup fails to |relieve| a cough.",
        "Reiki is unlikely to |cure| asthma.",
        "Reiki has never been shown to |heal| wounds.",
        # Other ways to say no.
        "No diet |cures| cancer.",
        "Neither garlic nor honey |cures| colds.",
        "Nobody knows if reiki |relieves| pain.",
        "It is not clear whether zinc |shortens| colds.",
        "There is little evidence for cupping |curing| asthma.",
        "The drops do not treat or |cure| the infection.",
        "The herb cures colds and does not |cause| harm.",
        "There is no |cure| for the common cold.",
        "This treatment is not a |cure|.",
        "It cannot be |cured|.",
        "Cupping didn’t |improve| sleep.",
        "The idea that onions |cure| colds is false.",
        "No medicine is completely |safe|.",
        "Nothing is entirely |harmless|.",
    ],
)
def test_a_denied_word_is_negated(text: str) -> None:
    assert reading(text) == "negated"


@pytest.mark.parametrize(
    "text",
    [
        "Garlic not only |boosts| energy but cures colds.",
        "Garlic not only boosts energy but |cures| colds.",
        "Yoga never fails to |relieve| stress.",
        "No other therapy |boosts| immunity as quickly.",
        "Nothing |boosts| immunity like ginger.",
        "Our massage |relieves| stress, not just muscle pain.",
    ],
)
def test_a_limited_negative_still_asserts(text: str) -> None:
    assert reading(text) == "asserted"


@pytest.mark.parametrize(
    "text",
    [
        "Echinacea |boosts| immunity without side effects.",
        "People who do not sleep well find that yoga |boosts| immunity.",
        "The tea does not taste of much, but it |cures| colds.",
        "The herb |cures| colds and does not cause harm.",
        "If other remedies have not worked, acupuncture |relieves| migraine.",
        "In mice the root |shrank| some tumours; it has not been tested in people.",
        "According to NICE, exercise |reduces| pain.",
    ],
)
def test_a_negation_of_something_else_does_not_count(text: str) -> None:
    assert reading(text) == "asserted"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Can ginger |prevent| nausea?", "questioned"),
        ("Doesn’t garlic |cure| colds?", "questioned"),
        ("Why do vaccines not |cause| autism?", "negated"),
        ("Magnets supposedly |relieve| pain.", "reported"),
        ("The bracelet is touted as a way to |relieve| arthritis.", "reported"),
        ("Some websites claim that fizzy water |cures| cancer.", "reported"),
        ("Some websites claim that fizzy water |cures| cancer. This is false.", "rebutted"),
        ("Some websites claim that fizzy water |cures| cancer, but there is no evidence.", "rebutted"),
        ("The claim that crystals |heal| wounds has been debunked.", "rebutted"),
        ("Myth: garlic |cures| colds.", "rebutted"),
        ("Garlic |cures| colds.", "asserted"),
    ],
)
def test_voice(text: str, expected: str) -> None:
    assert reading(text) == expected


def test_a_negator_inside_the_range_does_not_deny_it() -> None:
    analysis, block, span = marked("The drops have |no side effects|.")
    assert not guarded(analysis, block, span, ("negated",))
    analysis, block, span = marked("It is not true that the drops have |no side effects|.")
    assert guarded(analysis, block, span, ("negated",))


def test_quoted_words_are_those_between_quotation_marks() -> None:
    analysis, block, span = marked("He wrote that it “|cures| all” on the label.")
    assert guarded(analysis, block, span, ("quoted",))
    analysis, block, span = marked("It |cures| all, “they” say.")
    assert not guarded(analysis, block, span, ("quoted",))


def test_a_block_quote_is_quoted() -> None:
    analysis, block, span = marked("> It |cured| me.\n")
    assert guarded(analysis, block, span, ("quoted",))


def test_an_apostrophe_opens_no_quotation() -> None:
    analysis, block, span = marked("The body's own cells |heal| a wound in the patient's skin.")
    assert not guarded(analysis, block, span, ("quoted",))


def test_any_of_the_named_guards_is_enough() -> None:
    analysis, block, span = marked("Does reiki |heal| wounds?")
    assert guarded(analysis, block, span, ("negated", "question"))
    assert not guarded(analysis, block, span, ("negated", "quoted"))
    assert not guarded(analysis, block, span, ())


def test_an_unknown_guard_is_refused_by_name() -> None:
    analysis, block, span = marked("Reiki |heals| wounds.")
    with pytest.raises(ValueError, match="no guard is called `negtaed`; there are negated"):
        guard("negtaed", analysis, block, span)


def test_the_guards_that_need_the_parse_are_guards() -> None:
    assert NEEDS_PARSE < GUARDS


def test_polarity_of_a_token_is_that_of_its_range() -> None:
    analysis, block, span = marked("The jab does not |cause| infertility.")
    token = next(t for t in analysis.parse(block) if t.idx == span.start)
    sentence = analysis.sentences(block)[0]
    assert polarity(analysis, sentence, token) == "negated"


def test_questions_and_quotations_need_no_parse() -> None:
    analysis, block, span = marked("Does reiki “|heal| wounds”?")
    analysis.parse = None  # type: ignore[method-assign, assignment]
    assert guarded(analysis, block, span, ("question", "quoted"))


def test_a_sentence_without_a_denying_word_denies_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    rules = [rule for rule in load_catalog().rules.values() if rule.pack == "claims"]
    examples = [e.plain for rule in rules for e in (*rule.bad, *rule.good) if not e.format]
    analysis = Analysis(extract(Source("a.txt", "\n\n".join(examples)), "text"), Context(), shared_engine(None))
    sentences = analysis.all_sentences()
    passed_over = [sentence for sentence in sentences if not negation._may_deny(analysis, sentence)]
    assert 50 < len(passed_over) < len(sentences)
    monkeypatch.setattr(negation, "_may_deny", lambda analysis, sentence: True)
    for sentence in passed_over:
        for token in analysis.tokens(sentence):
            span = Span(token.idx, token.idx + len(token.text))
            assert not negation.is_negated(analysis, sentence.block, span), analysis.text(sentence)
