"""Rows as hypothesis draws them: any text in any field that may hold it."""

from __future__ import annotations

from hypothesis import strategies as st

from healthlint.register.items import Figure, Flag, Source, Tier
from healthlint.register.row import CERTAINTIES, EXTRACTED, MATCHES, STATES, STATUSES, Row

# fmt: off
TRICKY = st.sampled_from([
    "=1+1", "'=x", "-5%", "@me", "+", "a; b", "a\\;b", "[x]", "a [kind: x]", "no", "null", "1.50", "007", "2026-01-01",
    "_x0041_", "“q”", 'say "x"', "a,b", "a\tb", "a\nb", "\x00\x1b", "\ud800", " x ", "# x", "- x", "é\u0301", "🙂", "~",
    "TRUE", "1e5", "a: b", "{}", "\u2028", "&amp;", "<b>", "''", "'", "\\", "#N/A", "12:30", "\ufeffx", "%",
])
# fmt: on
TEXT = st.one_of(TRICKY, st.text(max_size=12))
SOME = TEXT.filter(lambda t: bool(Row(claim_id="1", file="f", quote=t).quote))
DAY = st.one_of(st.just(""), st.dates().map(lambda d: d.isoformat()))
WORDS = st.lists(TEXT, max_size=3).map(tuple)
FILE = TEXT.filter(lambda t: bool(t.strip()) and bool(Row(claim_id="1", file=t, quote="q").file.strip()))


def items(kind: type) -> st.SearchStrategy:
    return st.lists(st.builds(kind, *([TEXT] * len(kind.__slots__))), max_size=2).map(tuple)


ROWS = st.builds(
    Row,
    claim_id=st.text("0123456789abcdef", min_size=12, max_size=12),
    file=FILE,
    quote=SOME,
    state=st.sampled_from(STATES),
    status=st.sampled_from(STATUSES),
    line=st.integers(0, 9999),
    column=st.integers(0, 9999),
    subject=TEXT,
    verb=TEXT,
    condition=TEXT,
    outcome=TEXT,
    population=TEXT,
    extracted=st.sampled_from(EXTRACTED),
    claim_type=TEXT,
    strength=TEXT,
    strength_words=WORDS,
    boosters=WORDS,
    hedges=WORDS,
    polarity=TEXT,
    direction=TEXT,
    condition_tier=items(Tier),
    numbers=items(Figure),
    study=WORDS,
    evidence=items(Source),
    nearest_citation=st.one_of(st.none(), st.integers(0, 99)),
    reason_needed=WORDS,
    regulatory_flags=items(Flag),
    certainty=st.sampled_from(CERTAINTIES),
    substantiation=TEXT,
    approved_wording=TEXT,
    match=st.sampled_from(MATCHES),
    owner=TEXT,
    reviewer=TEXT,
    role=TEXT,
    decision_date=DAY,
    expires=DAY,
    note=TEXT,
    seal=st.sampled_from(["", "a1b2c3.000000.ffffff"]),
)
REGISTERS = st.lists(ROWS, max_size=4, unique_by=lambda r: r.claim_id).map(tuple)
