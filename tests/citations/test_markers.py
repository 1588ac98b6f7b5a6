"""Marker shapes in every format, and how far each reaches."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from healthlint.citations.markers import citations, in_reach, is_cited
from healthlint.citations.named import attributions
from healthlint.citations.shapes import markers, numbers
from healthlint.citations.sourced import sourced_claims
from healthlint.claims.extract import located
from healthlint.language.analysis import Analysis
from healthlint.model.house import House
from healthlint.model.span import Span

Analyse = Callable[..., Analysis]


def shapes_of(prose: str) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(m.shape, m.span.of(prose), m.labels) for m in markers(prose)]


@pytest.mark.parametrize(
    ("prose", "expected"),
    [
        ("Naps help [1,3–5].", [("bracket", "[1,3–5]", ("1", "3", "4", "5"))]),
        ("Naps help.¹²", [("superscript", "¹²", ("12",))]),
        ("Naps help²⁻⁴ a bit", [("superscript", "²⁻⁴", ("2", "3", "4"))]),
        ("Naps help.^1,2 They do", [("superscript", "^1,2", ("1", "2"))]),
        ("Naps help^3^ us", [("superscript", "^3^", ("3",))]),
        ("Naps help (Marsh, 2019).", [("author-year", "(Marsh, 2019)", ("Marsh 2019",))]),
        (
            "Naps help (Nap Society [NS] and Nap Board [NB] 2019).",
            [("author-year", "(Nap Society [NS] and Nap Board [NB] 2019)", ("Nap Society and Nap Board 2019",))],
        ),
        (
            "Naps help (Nap Clinic, 2025 — naps.example/a-b/c).",
            [("author-year", "(Nap Clinic, 2025 — naps.example/a-b/c)", ("Nap Clinic 2025",))],
        ),
        ("Naps help [cite: 35, 36].", [("code", "[cite: 35, 36]", ())]),
        ("Naps help (Allergy UK, 2022).", [("author-year", "(Allergy UK, 2022)", ("Allergy UK 2022",))]),
        (
            "(see WHO 2023a; Lee et al., 2020)",
            [("author-year", "(see WHO 2023a; Lee et al., 2020)", ("WHO 2023a", "Lee et al. 2020"))],
        ),
        ("As Marsh and Lee (2019) show", [("author-year", "Marsh and Lee (2019)", ("Marsh and Lee 2019",))]),
        ("Naps help (see reference 2).", [("reference", "reference 2", ("2",))]),
        ("Naps help [@marsh2019; @lee2020].", [("code", "[@marsh2019; @lee2020]", ("marsh2019", "lee2020"))]),
        (r"Naps help \citep{marsh}.", [("code", r"\citep{marsh}", ("marsh",))]),
        ("Naps help (PMID: 17265549).", [("identifier", "17265549", ())]),
        ("See https://www.nhs.uk/naps.", [("url", "https://www.nhs.uk/naps", ())]),
    ],
)
def test_a_marker_is_found_at_its_place(prose: str, expected: list[tuple[str, str, tuple[str, ...]]]) -> None:
    assert shapes_of(prose) == expected


@pytest.mark.parametrize(
    "prose",
    [
        "30 kg/m² and 5 cm³",
        "10⁶ cells, I² and χ²",
        "30 kg/m^2, 10^6 cells and 5 cm^3",
        "H₂O and ²H",
        "the 1ˢᵗ day",
        "s⁻¹",
        "[2019] and [ ] and [x]",
        "[18]F as a tracer",
        "It began (May 2020) and ended (Summer 2021).",
        "It was sold (UK, 2020).",
        "[1] Marsh A. Naps.",
        "Write to naps@example.org.",
    ],
)
def test_what_only_looks_like_a_marker_is_left_alone(prose: str) -> None:
    assert shapes_of(prose) == []


def test_ranges_of_numbers_are_written_out_and_absurd_ones_are_not() -> None:
    assert numbers("1, 3–5") == ("1", "3", "4", "5")
    assert numbers("1-900") == ("1", "900")


@given(st.text(max_size=300))
def test_any_prose_gives_markers_inside_it(prose: str) -> None:
    for marker in markers(prose):
        assert marker.span.of(prose)


@pytest.mark.parametrize(
    ("prose", "expected"),
    [
        ("According to the NHS, naps help.", ["NHS"]),
        ("NICE recommends naps.", ["NICE"]),
        ("The World Health Organization says so.", ["World Health Organization"]),
        ("Guidance from the CDC is clear.", ["CDC"]),
        ("It is a nice report.", []),
        ("The NHS has many hospitals.", []),
    ],
)
def test_a_source_is_named_where_it_is_given_as_authority(prose: str, expected: list[str]) -> None:
    assert [s.of(prose) for s in attributions(prose)] == expected


@pytest.mark.parametrize(
    ("format", "text", "expected"),
    [
        ("markdown", "Naps help.[^a]\n\n[^a]: Marsh. Naps. 2019.\n", [("footnote", "a")]),
        ("markdown", "Naps [help](https://www.bmj.com/1).\n", [("link", "")]),
        ("markdown", "Naps help \\[1\\].\n", [("bracket", "1")]),
        ("markdown", "[Book now](https://clinic.example.org/book) or [mail](mailto:a@b.org).\n", []),
        ("markdown", "`x[1]` is code.\n", []),
        ("html", '<p>Naps help.<sup><a href="#ref-1">1</a></sup></p>', [("superscript", "1")]),
        ("html", "<p>Naps help.<sup>2</sup> An area of 5 m<sup>2</sup>.</p>", [("superscript", "2")]),
    ],
)
def test_markup_makes_citations(analyse: Analyse, format: str, text: str, expected: list[tuple[str, str]]) -> None:
    analysis = analyse(text, format=format)
    assert [(c.shape, c.label) for c in citations(analysis)] == expected


def test_a_number_has_the_weight_of_its_entry_and_ids_follow_the_text(analyse: Analyse) -> None:
    entries = "1. Lee. 2020. https://www.bbc.co.uk/1\n2. Marsh. 2019. doi:10.1016/x\n"
    text = f"Naps help.[2] They calm.[1]\n\n## References\n\n{entries}"
    found = citations(analyse(text))
    assert [(c.id, c.label, c.tier) for c in found] == [("c1", "2", "T3"), ("c2", "1", "T5")]
    assert [c.source_span.of(text) for c in found] == ["[2]", "[1]"]


def cited(analysis: Analysis, **options: object) -> list[bool]:
    return [is_cited(analysis, s.block, s.span, **options) for s in analysis.all_sentences()]  # type: ignore[arg-type]


def test_a_paragraphs_last_citation_covers_the_sentences_before_it(analyse: Analyse) -> None:
    analysis = analyse("Naps help. They calm. They are short [1].\n\nThey are free.")
    assert cited(analysis) == [True, True, True, False]
    assert cited(analysis, mode="sentence") == [False, False, True, False]
    assert cited(analysis, mode="next-sentence") == [False, True, True, False]
    assert cited(analysis, mode="section") == [True, True, True, True]


def test_a_statistic_is_not_covered_from_more_than_three_sentences_away(analyse: Analyse) -> None:
    analysis = analyse("Naps help. They calm. They are short. They are free. They end [1].")
    assert cited(analysis, strict=True) == [False, True, True, True, True]


def test_a_sentence_that_goes_on_about_a_cited_study_is_covered(analyse: Analyse) -> None:
    analysis = analyse("A trial found that naps help [1]. The trial took a year. Tea is brown.")
    assert cited(analysis) == [True, True, False]


def test_a_marker_after_the_full_stop_belongs_to_the_sentence_before(analyse: Analyse) -> None:
    analysis = analyse("Naps help.[1] Tea is brown.", format="text")
    (first, *_) = analysis.all_sentences()
    assert in_reach(analysis, first.block, first.span, mode="sentence") == ("c1",)


def test_the_line_that_introduces_a_list_covers_its_items(analyse: Analyse) -> None:
    analysis = analyse("The [NHS page](https://www.nhs.uk/naps) says:\n\n- naps help\n- naps calm\n")
    assert cited(analysis) == [True, True, True]


_TABLE = (
    "| Nap | Effect | Source |\n|-|-|-|\n| Long | 20% | Trial[^1] |\n| Short | 30% | none |\n\n[^1]: Marsh. 2019.\n"
)
_ROWS = (
    "<table><tr><td>20% more</td>\n<td><a href='https://doi.org/10.5555/a'>trial</a></td></tr>"
    "<tr><td>30% more</td><td>none</td></tr></table>"
)


@pytest.mark.parametrize(("format", "text"), [("markdown", _TABLE), ("html", _ROWS)])
def test_a_tables_row_is_covered_by_the_source_in_it(analyse: Analyse, format: str, text: str) -> None:
    analysis = analyse(text, format=format)
    cells = {b.prose: i for i, b in enumerate(analysis.document.blocks)}
    covered = {
        prose: is_cited(analysis, i, Span(0, len(prose)), strict=True) for prose, i in cells.items() if "0%" in prose
    }
    assert list(covered.values()) == [True, False]


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("Naps help 30% of cooks.\n\nSource: https://doi.org/10.5555/a\n", True),
        ("Naps help 30% of cooks.\n\n*PMID: [1234567]*\n", True),
        ("Naps help 30% of cooks.\n\nRest helps too (https://doi.org/10.5555/a).\n", False),
        ("- Naps help 30% of cooks.\n- Rest helps.\n\nSources: https://doi.org/10.5555/a\n", True),
    ],
)
def test_the_line_that_names_the_source_covers_what_it_follows(analyse: Analyse, text: str, cited: bool) -> None:
    analysis = analyse(text)
    assert is_cited(analysis, 0, Span(0, 10), strict=True) is cited


def test_a_link_inside_a_footnote_is_no_citation_of_its_own(analyse: Analyse) -> None:
    text = "Naps help.[^a]\n\n[^a]: So [the nap survey](https://naps.example/a) says, though not of all cooks.\n"
    assert [(c.shape, c.label) for c in citations(analyse(text))] == [("footnote", "a")]


def test_a_named_source_counts_unless_a_full_one_is_asked_for(analyse: Analyse) -> None:
    analysis = analyse("According to the NHS, naps help.")
    assert cited(analysis) == [True]
    assert cited(analysis, full=True) == [False]


def test_the_citation_policy_decides(analyse: Analyse) -> None:
    text = "Naps help.\n\n## References\n\n- Marsh. Naps. 2019.\n"
    assert cited(analyse(text))[0] is False
    assert cited(analyse(text, citation_policy="end-list"))[0] is True
    assert cited(analyse("Naps help.", citation_policy="end-list")) == [False]
    assert cited(analyse("Naps help.", citation_policy="evidence-log")) == [False]


def test_what_has_its_evidence_on_file_is_cited(analyse: Analyse) -> None:
    @dataclass
    class Filed:
        words: str

        def covers(self, analysis: Analysis, block: int, prose_span: Span) -> bool:
            return prose_span.of(analysis.block(block).prose) == self.words

    analysis = analyse(
        "Naps help. Tea is brown. [Baths warm](https://www.nhs.uk/baths).", citation_policy="evidence-log"
    )
    analysis.house = House(evidence=Filed("Naps help."))
    assert cited(analysis, mode="sentence") == [True, False, True]
    assert cited(analysis, mode="sentence", full=True) == [True, False, True]


def test_an_unknown_mode_is_an_error(analyse: Analyse) -> None:
    analysis = analyse("Naps help.")
    with pytest.raises(ValueError, match="`mode` must be"):
        in_reach(analysis, 0, analysis.sentences(0)[0].span, mode="page")


def _evidence(analysis: Analysis) -> dict[str, list[tuple[str, int]]]:
    """Return the (tier, year) of the evidence of each claim by its first words."""
    claims = sourced_claims(analysis, analysis.once(located))
    prose = {c: c.prose_span.of(analysis.block(c.block).prose) for c in claims}
    return {" ".join(prose[c].split()[:3]): [(e.tier, e.year) for e in c.evidence] for c in claims}


def test_a_claims_evidence_is_what_its_own_sentence_cites(analyse: Analyse) -> None:
    entries = "1. Marsh A. Magnesium. BMJ 2019;1:2.\n2. Lee B. Zinc. Cochrane Database Syst Rev 2018;2:3.\n"
    text = f"Magnesium relieves migraine [1]. Zinc shortens colds [2].\n\n## References\n\n{entries}"
    expected = {"Magnesium relieves migraine": [("T3", 2019)], "Zinc shortens colds": [("T1", 2018)]}
    assert _evidence(analyse(text)) == expected


def test_the_evidence_of_a_name_and_year_is_its_entry(analyse: Analyse) -> None:
    entry = "Mayo Clinic. (2022). Migraine and magnesium.\n"
    text = f"Magnesium relieves migraine (Mayo Clinic, 2022).\n\n## References\n\n{entry}"
    assert _evidence(analyse(text)) == {"Magnesium relieves migraine": [("T4", 2022)]}
