"""The filter before spaCy's matchers loses no hit: on the rules' own examples, mixed, and on made-up patterns."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from healthlint.formats.registry import extract
from healthlint.kinds.patterns import TokenPatterns, expanded
from healthlint.kinds.prefilter import NodeFilter, PatternFilter, repetitions
from healthlint.language.analysis import Analysis
from healthlint.language.engine import shared_engine
from healthlint.language.token_index import TokenIndex, as_bits, positions
from healthlint.model.context import Context
from healthlint.model.rule import Rule
from healthlint.model.source import Source
from healthlint.packs.load import load_catalog

RULES = [rule for rule in load_catalog().rules.values() if rule.kind in ("tokens", "dependency")]
SENTENCES = sorted({e.plain for rule in RULES for e in (*rule.bad, *rule.good) if not e.format})
WORDS = ("ants", "bees", "cats", "and", "see", "sees")


def analysis_of(*paragraphs: str) -> Analysis:
    text = "A page\n\n" + "\n\n".join(f"{p}\n" for p in paragraphs)
    return Analysis(extract(Source("a.txt", text), "text"), Context(), shared_engine(None))


def index_of(analysis: Analysis) -> TokenIndex[int]:
    """Return the index of one article."""
    docs = [analysis.parse(i) for i in analysis.blocks]
    return TokenIndex(analysis.blocks, docs, analysis.engine.vocab.strings)


@cache
def token_patterns(rule_id: str) -> TokenPatterns:
    options: Any = load_catalog().rules[rule_id].options
    return TokenPatterns(options.patterns, options.mark)


@cache
def node_matcher(rule_id: str) -> Any:
    options: Any = load_catalog().rules[rule_id].options
    return shared_engine(None).dependency_matcher([expanded(p) for p in options.patterns])


def shown(hit: Any) -> tuple[Any, ...]:
    return hit.number, [t.i for t in hit.tokens], [t.i for t in hit.marked], hit.named


def assert_no_hit_is_lost(rule: Rule, analysis: Analysis) -> None:
    if rule.kind == "dependency":
        options: Any = rule.options
        index = index_of(analysis)
        filters = [NodeFilter(expanded(p), index.strings) for p in options.patterns]
        kept = {index.sentence(n)[0] for f in filters for n in f.sentences(index)}
        for block in analysis.blocks:
            assert block in kept or node_matcher(rule.id)(analysis.parse(block)) == []
        return
    patterns = token_patterns(rule.id)
    candidates = patterns.candidates(analysis)
    for block in analysis.blocks:
        doc = analysis.parse(block)
        whole = sorted(patterns.hits(analysis, doc), key=lambda hit: hit.tokens[0].sent.start)  # else in their order
        filtered = [
            hit for one in candidates.get(block, ()) for hit in patterns.hits(analysis, one.sentence, one.numbers)
        ]
        assert [shown(hit) for hit in filtered] == [shown(hit) for hit in whole]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_the_examples_of_a_rule_keep_their_hits(rule: Rule) -> None:
    assert_no_hit_is_lost(rule, analysis_of(*(e.plain for e in (*rule.bad, *rule.good) if not e.format)))


@settings(max_examples=25, deadline=None)
@given(st.lists(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=6), min_size=1, max_size=3))
def test_sentences_of_all_rules_mixed_keep_their_hits(paragraphs: list[list[str]]) -> None:
    analysis = analysis_of(*(" ".join(sentences) for sentences in paragraphs))
    for rule in RULES:
        assert_no_hit_is_lost(rule, analysis)


@cache
def small_article() -> Analysis:
    return analysis_of(
        "Ants see bees and cats. Cats and bees see and see ants. Ants ants ants bees.",
        "And cats.",
        "Bees sees cats and ants and ants and bees. See cats see see see. Cats.",
    )


TOKENS = st.fixed_dictionaries(
    {},
    optional={
        "LOWER": st.one_of(
            st.sampled_from(WORDS),
            st.fixed_dictionaries({"IN": st.lists(st.sampled_from(WORDS), max_size=3)}),
            st.fixed_dictionaries({"NOT_IN": st.lists(st.sampled_from(WORDS), max_size=2)}),
        ),
        "TAG": st.fixed_dictionaries({"NOT_IN": st.lists(st.sampled_from(["NNS", "CC"]), max_size=2)}),
        "IS_SENT_START": st.just(True),
        "_": st.just({"forms": {"INTERSECTS": ["NNS"]}}),
        "OP": st.sampled_from(["?", "*", "+", "{2}", "{0,2}", "{1,3}", "{,2}", "{2,}"]),
    },
)


@settings(max_examples=300, deadline=None)
@given(st.lists(TOKENS, min_size=1, max_size=4))
def test_the_ends_of_a_pattern_are_those_of_its_matches(pattern: list[dict[str, Any]]) -> None:
    analysis = small_article()
    index = index_of(analysis)
    patterns = TokenPatterns([pattern])
    ends = {
        (block, hit.tokens[-1].i) for block in analysis.blocks for hit in patterns.hits(analysis, analysis.parse(block))
    }
    found = [index.token(n) for n in positions(PatternFilter(pattern, index.strings).ends(index))]
    assert {(block, token.i) for block, token in found} == ends


@pytest.mark.parametrize(
    "spec",
    [{"LOWER": {"REGEX": "^ant"}}, {"IS_ALPHA": True}, {"LENGTH": {">": 3}}, {"LOWER": "ants", "OP": "!"}, {}],
)
def test_what_is_not_understood_is_no_limit(spec: dict[str, Any]) -> None:
    index = index_of(small_article())
    assert PatternFilter([spec], index.strings).ends(index) == index.all


@pytest.mark.parametrize(
    ("operator", "times"),
    [("?", (0, 1)), ("{3}", (3, 3)), ("{,4}", (0, 4)), ("{2,}", (2, None)), ("!", None), ("{}", None), (3, None)],
)
def test_operators(operator: object, times: tuple[int, int | None] | None) -> None:
    assert repetitions(operator) == times


def test_an_article_without_text_has_no_tokens() -> None:
    analysis = Analysis(extract(Source("a.txt", ""), "text"), Context(), shared_engine(None))
    index = index_of(analysis)
    assert PatternFilter([{"LOWER": "ants"}], index.strings).ends(index) == 0
    assert (index.size, index.column("LOWER"), index.heads, index.sentence_starts) == (0, [], [], [])


@given(st.sets(st.integers(0, 300)))
def test_bits_and_places_are_the_same_set(places: set[int]) -> None:
    assert list(positions(as_bits(list(places), 301))) == sorted(places)
