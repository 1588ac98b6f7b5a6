"""What patterns require: a gate may be open for nothing, and never shut on a match."""

from __future__ import annotations

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from healthlint.language.gated import GatedPattern, may_match
from healthlint.language.required import required
from healthlint.language.search import Search
from healthlint.language.terms import fold
from healthlint.packs.load import load_catalog

Pair = tuple[str, str]  # a pattern, and a text that it is likely to match

# Letters with odd companions when case is ignored (ſ, ı, İ, the Kelvin sign), quotes and spaces that folding changes.
_CHARACTERS = "abskiSK ’'\"“-‑%5"
_ODDITIES = _CHARACTERS + "ſıİ\u212a٣²Σς\u00a0\u2009.xµ"
_LEAVES: tuple[Pair, ...] = (
    (r"\d", "7"),
    (r"\d", "٣"),
    (r"\w", "k"),
    (r"\s", "\u00a0"),
    (r"\p{L}", "é"),
    (r"[ab]", "b"),
    (r"[^a]", "b"),
    (r"[0-9]", "4"),
    (r"[2-5s-]", "-"),
    (r"[2-5s-]", "s"),
    (r"[sk]", "S"),
    (r"[’']", "’"),
    (r"[\d.,]", "."),
    (r"[\u00a0-]", "\u00a0"),
    (r"[i\-%]", "%"),
    (r"[]a]", "]"),
    (".", "x"),
    (r"\.", "."),
    (r"\u00a0", "\u00a0"),
    (r"\b", ""),
    ("^", ""),
    ("$", ""),
    (r"\K", ""),
    ("µ", "µ"),
    ("Σ", "ς"),
)


def _either(options: list[Pair]) -> Pair:
    return "(?:" + "|".join(p for p, _ in options) + ")", options[-1][1]


def _in_a_row(parts: list[Pair]) -> Pair:
    return "".join(p for p, _ in parts), "".join(t for _, t in parts)


def _repeated(part: Pair, mark: str, times: int) -> Pair:
    return f"(?:{part[0]}){mark}", part[1] * times


def _around(part: Pair, opening: str) -> Pair:
    return f"{opening}{part[0]})", "" if opening[-1] in "!=" else part[1]


_MARKS = ("?", "*", "+", "??", "+?", "?+", "{2}", "{1,3}", "{,2}", "{2,}?", "{0}")
_OPENINGS = ("(", "(?:", "(?>", "(?i:", "(?-i:", "(?=", "(?!", "(?<=", "(?<!")
_leaf = st.sampled_from(_CHARACTERS).map(lambda c: (c, c)) | st.sampled_from(_LEAVES)
_pairs = st.recursive(
    _leaf,
    lambda inner: (
        st.lists(inner, min_size=1, max_size=4).map(_in_a_row)
        | st.lists(inner, min_size=2, max_size=4).map(_either)
        | st.tuples(inner, st.sampled_from(_MARKS), st.integers(0, 3)).map(lambda a: _repeated(*a))
        | st.tuples(inner, st.sampled_from(_OPENINGS)).map(lambda a: _around(*a))
    ),
    max_leaves=12,
)
_texts = st.text(st.sampled_from(_ODDITIES), max_size=6)


@given(pair=_pairs, before=_texts, after=_texts, ignore_case=st.booleans(), swap=st.booleans())
def test_a_gate_is_never_shut_on_a_match(pair: Pair, before: str, after: str, *, ignore_case: bool, swap: bool) -> None:
    pattern, inside = pair
    text = before + (inside.swapcase() if swap else inside) + after
    gated = GatedPattern(pattern, ignore_case=ignore_case)
    try:
        matches = gated.compiled.search(text, timeout=5) is not None
    except regex.error:  # such as a lookbehind that `regex` refuses
        return
    if matches:
        assert gated.may_match(fold(text)), gated.gate


@given(
    patterns=st.lists(_pairs, max_size=4), text=_texts, phrases=st.lists(st.sampled_from(["a", "s%", "k"]), max_size=2)
)
def test_the_shared_search_opens_the_same_gates(patterns: list[Pair], text: str, phrases: list[str]) -> None:
    gates = [required(pattern) for pattern, _ in patterns]
    folded = fold(text + "".join(inside for _, inside in patterns))
    _, opened = Search(phrases, gates).search(folded)
    assert opened == {i for i, gate in enumerate(gates) if gate and may_match(gate, folded)}


def test_no_shipped_pattern_is_shut_out_of_an_example() -> None:
    rules = [r for r in load_catalog().rules.values() if r.kind in ("regex", "consistency")]
    patterns = [p for r in rules for p in _patterns_of(r.options)]
    texts = ["\n".join(e.plain for e in (*r.bad, *r.good)) for r in rules]
    assert len(patterns) > 300
    for pattern in patterns:
        for text in texts:
            if not pattern.may_match(fold(text)):
                assert pattern.compiled.search(text) is None, (pattern.pattern, pattern.gate)


def _patterns_of(options: object) -> list[GatedPattern]:
    found = getattr(options, "patterns", [])
    ignore_case = getattr(options, "ignore_case", False)
    return [GatedPattern(p, ignore_case=ignore_case) for p in (found.values() if isinstance(found, dict) else found)]


@pytest.mark.parametrize(
    ("pattern", "gate"),
    [
        ("cures?", [{"cure"}]),
        (r"\b(?:Cures?|heals?) all\b", [{"cure all", "cures all", "heal all", "heals all"}]),
        (r"improv\w* significantly", [{"improv"}, {" significantly"}]),
        (r"(?:very )*safe", [{"safe"}]),
        (r"x(?=.*\bsafe\b)y", [{"xy"}, {"safe"}]),
        (r"(?<!not )safe(?! if)", [{"safe"}]),
        (r"(?P<n>\d+)(?:weeks|days)", [{"weeks", "days"}]),
        (r"don[’']t", [{"don't"}]),
        (r"[1-3] ?mg", [{f"{n}{gap}mg" for n in "123" for gap in ("", " ")}]),
    ],
)
def test_the_literals_of_a_pattern(pattern: str, gate: list[set[str]]) -> None:
    assert sorted(map(sorted, required(pattern))) == sorted(map(sorted, gate))


@pytest.mark.parametrize(
    "pattern",
    [r"\w+", "a?", "(?:a|)", "(?:tea|.)", "(tea", r"(?x) tea", r"(?r)tea", "tea{e<=1}", r"(?P=n)tea", "[[:alpha:]]tea"],
)
def test_of_what_cannot_be_told_nothing_is_required(pattern: str) -> None:
    assert required(pattern) == ()


def test_a_pattern_that_stands_for_endless_strings_is_read_in_no_time() -> None:
    deep = "a"
    for _ in range(20):
        deep = f"(?:{deep}){{4}}"
    assert all(len(literal) <= 80 for clause in required(deep) for literal in clause)
    assert required("(?:" * 5_000 + "a" + ")" * 5_000) == ()


def test_a_lone_surrogate_breaks_no_search() -> None:
    gate = required(r"tea \ud800 milk")
    assert Search(["tea"], [gate]).search("tea") == ([(0, 0, 3)], frozenset())
