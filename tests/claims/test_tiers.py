"""What the jurisdictions of an article ask of the conditions of its claims."""

from __future__ import annotations

import pytest

from healthlint.claims.extract import located
from healthlint.claims.tiers import asked, tier_lists, with_tiers
from healthlint.formats.registry import extract
from healthlint.language.analysis import Analysis
from healthlint.language.engine import shared_engine
from healthlint.language.lexicon import lexicon
from healthlint.model.context import CONTEXT_VALUES, Context
from healthlint.model.source import Source

Said = list[tuple[str, str, bool | None, str]]


def tiers(text: str, *jurisdictions: str) -> Said:
    """The tiers of the first claim of a text: (jurisdiction, tier, supervision, condition)."""
    context = Context(jurisdiction=jurisdictions)
    analysis = Analysis(extract(Source("a", text), "markdown"), context, shared_engine(None))
    [first, *_] = with_tiers(analysis, analysis.once(located))
    return [(t.jurisdiction, t.tier, t.supervision, t.condition) for t in first.claim.tiers]


@pytest.mark.parametrize(
    ("text", "jurisdictions", "expected"),
    [
        ("Reiki cures asthma.", (), [("", "supervision", True, "asthma")]),
        ("Reiki cures asthma.", ("nz",), [("", "supervision", True, "asthma")]),  # no list of its own
        ("Reiki cures headaches.", ("uk",), [("uk", "evidence", False, "headaches")]),
        (
            "Reiki cures depression.",
            ("gb", "au", "us"),
            [
                ("gb", "supervision", True, "depression"),
                ("au", "prohibited", True, "depression"),
                ("us", "disease", None, "depression"),
            ],
        ),
        ("Reiki relieves osteoarthritis.", ("au",), [("au", "restricted", True, "osteoarthritis")]),
        ("Reiki relieves mild osteoarthritis.", ("au",), [("au", "unrestricted", False, "osteoarthritis")]),
        ("Sage tea relieves hot flushes.", ("us",), [("us", "natural state", None, "hot flushes")]),
        ("Sage tea relieves colds.", ("ie",), [("ie", "disease", None, "colds")]),
        ("Sage tea relieves fatigue.", ("us",), []),
        ("Sage tea prevents disease.", ("us",), [("us", "disease", None, "disease")]),
        ("Sage tea eases anxiety.", ("uk",), [("uk", "evidence", False, "anxiety")]),
        ("Sage tea eases anxiety.", ("au",), [("au", "restricted", True, "anxiety")]),
        ("Sage tea eases mild anxiety.", ("au",), [("au", "unrestricted", False, "anxiety")]),
        ("Sage tea relieves all symptoms.", ("uk", "au", "us", "eu", "ca", "in"), []),
        ("Sage tea cures glaucoma.", ("ca",), [("ca", "schedule A.1", True, "glaucoma")]),
        ("Sage tea cures glaucoma.", ("in",), [("in", "scheduled", True, "glaucoma")]),
        ("Sage tea boosts immunity.", ("uk",), []),
    ],
)  # fmt: skip
def test_each_jurisdiction_has_its_own_tiers(text: str, jurisdictions: tuple[str, ...], expected: Said) -> None:
    assert tiers(text, *jurisdictions) == expected


def test_the_gravest_of_several_conditions_counts() -> None:
    assert tiers("Reiki relieves hay fever, asthma and depression.", "uk", "au") == [
        ("uk", "supervision", True, "asthma"),
        ("au", "prohibited", True, "depression"),
    ]


def test_a_list_names_its_law_its_source_and_whether_it_was_read() -> None:
    known = tier_lists()

    assert set(known) <= {"", *CONTEXT_VALUES["jurisdiction"]}
    assert all(own.law and own.source and own.tiers for own in known.values())
    assert [name for name, own in known.items() if not own.read] == ["eu", "ie", "ca", "in"]
    assert known[""] is known["uk"] is known["ni"]
    assert set(asked(("nz", "au"))) == {"au"}


def test_a_condition_that_is_known_is_in_the_default_list() -> None:
    named = {p for name in ("conditions-a", "conditions-b", "cancer") for p in lexicon(name)}
    named -= set(lexicon("conditions-unnamed"))

    assert [p for p in sorted(named) if not any(t.has(p, "") for t in tier_lists()[""].tiers)] == []
