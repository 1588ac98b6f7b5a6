"""Entries of reference lists: labels, years, the split, what is the same work."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from healthlint.citations.references import references, year_of
from healthlint.formats.registry import extract
from healthlint.language.analysis import Analysis
from healthlint.language.engine import shared_engine
from healthlint.model.context import Context
from healthlint.model.source import Source

Analyse = Callable[..., Analysis]
_NAMES = st.sampled_from(["Marsh", "van den Berg", "O’Neil", "Lee-Roy"])


@pytest.mark.parametrize(
    ("entry", "url", "year"),
    [
        ("Marsh A. Naps in 1990 cohorts. Lancet 2020;35(1):35-51.", "", 2020),
        ("Marsh (2018). Naps since 1990. J.", "", 2018),
        ("Naps. Accessed 3 May 2021.", "", 0),
        ("Naps. doi:10.1016/2019.1234", "", 0),
        ("Naps.", "https://example.org/2019/naps", 2019),
        # The day on which a page was read is not the year of publication, whatever stands in it.
        ("“Naps.” Nap Society, www.naps.example/a. Accessed 24 Aug. 2023.", "", 0),
        ("Naps. 2019. Accessed: 3 May 2021", "", 2019),
        ("“Naps.” Sleep 58.1 (2012): 1-9. Web. 29 Mar. 2014.", "", 2012),
        ("“Naps.” Nap Society. Web. 29 March 2014.", "", 0),
        ("Naps. Retrieved from https://naps.example/2019-report. 2018.", "", 2018),
        ("Marsh A. Naps. J Appl Naps (1985). 2011;110:591–600.", "", 2011),
        ("Nap Lab. Nap Study 2019. Results. Nap Society. 2020 (https://naps.example/a).", "", 2020),
        ("Marsh A. Naps of adults, 2002. Adv Naps. 2004;(343):1–19.", "", 2004),
        ("Nap Register 2001–2016, November 2018 submission.", "", 2018),
        # Years in a title do not count where the entry ends with its own.
        ("Nap Society. Naps from 2000 to 2017: a summary. Nap Society, 2019.", "", 2019),
        ("Nap Society. Rest for the 2030 Agenda. Journal of Naps, pp. 4–25.", "", 0),
    ],
)
def test_the_year_is_that_of_publication(entry: str, url: str, year: int) -> None:
    assert year_of(entry, url) == year


def test_labels_are_those_that_a_reader_sees(analyse: Analyse) -> None:
    one = "Naps help.\n\n## References\n\n1. Marsh. 2019.\n1. Lee. 2020.\n"
    assert [r.label for r in references(analyse(one))] == ["1", "2"]
    html = "<p>Naps.</p><h2>References</h2><ol><li>Marsh. 2019.</li><li>Lee. 2020.</li></ol>"
    assert [r.label for r in references(analyse(html, format="html"))] == ["1", "2"]
    bullets = "Naps help.\n\n## References\n\n- Marsh. 2019.\n- Lee. 2020.\n"
    assert [r.label for r in references(analyse(bullets))] == ["", ""]


def test_a_sources_list_in_the_front_matter_counts(analyse: Analyse) -> None:
    found = references(analyse("---\nsources:\n  - https://www.nhs.uk/naps\n---\n# Naps\n\nNaps help.\n"))
    assert [(r.url or r.text, r.tier) for r in found] == [("https://www.nhs.uk/naps", "T2")]


def test_updates_of_one_cochrane_review_are_the_same_work(analyse: Analyse) -> None:
    start = "N.\n\n## References\n\n"
    text = start + "1. A. 2019. doi:10.1002/14651858.CD001234.pub2\n2. A. 2021. doi:10.1002/14651858.cd001234.pub3\n"
    first, second = references(analyse(text))
    assert first.is_same_work(second)


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        (
            "Marsh A. Naps of the older cooks. 2019. PMID: 1234567",
            "Marsh. Naps of the older cooks. 2019. doi:10.5555/a",
            True,
        ),
        (
            "Marsh A. Naps of the older cooks. 2019. doi:10.5555/b",
            "Marsh A. Naps of the older cooks. 2019. doi:10.5555/a",
            False,
        ),
        ("Naps. 2019. https://naps.example/health/naps", "Rest. 2019. https://www.naps.example/health/naps/", True),
        ("Naps. 2019. https://naps.example/health/naps", "Naps. 2021. https://naps.example/health/naps", False),
        ("Naps. 2019. https://naps.example/", "Rest. 2019. https://naps.example/", False),
    ],
)
def test_what_is_one_work(analyse: Analyse, first: str, second: str, same: bool) -> None:
    entries = references(analyse(f"N.\n\n## References\n\n1. {first}\n2. {second}\n"))
    assert entries[0].is_same_work(entries[1]) is same


def test_a_shown_address_is_where_a_link_leads(analyse: Analyse) -> None:
    link = "[https://www.bmj.com/content/1](https://clicks.example/?to=aHR0)"
    entry = references(analyse(f"N [1].\n\n## References\n\n1. Marsh A. Naps. BMJ 2019. {link}\n"))[0]
    assert (entry.url, entry.tier) == ("https://www.bmj.com/content/1", "T3")


def test_paragraphs_that_count_themselves_are_a_list_without_a_heading(analyse: Analyse) -> None:
    listed = "".join(f"<p>[{n}] Marsh A. Naps. BMJ 201{n};1:2-3.</p>" for n in (1, 2, 3))
    text = f"<p>Naps help.<sup>[2]</sup></p><button>View 3 references</button><div>{listed}</div>"
    assert [r.label for r in references(analyse(text, format="html"))] == ["1", "2", "3"]
    steps = "".join(f"<p>[{n}] Lie down and close your eyes.</p>" for n in (1, 2, 3))
    assert references(analyse(f"<p>Naps help.</p>{steps}", format="html")) == ()


def test_a_number_may_touch_the_entry_that_it_counts(analyse: Analyse) -> None:
    entries = "[1] Marsh A. Naps. BMJ 2019;1:2.<br />\n[2]Naps for all. (2011). https://naps.example/a/b\n"
    assert [r.label for r in references(analyse(f"N [1].\n\n## References\n\n{entries}"))] == ["1", "2"]


def test_entries_that_run_together_in_one_paragraph_are_told_apart(analyse: Analyse) -> None:
    entries = "[1] Marsh A. Naps. BMJ 2019;1:2. doi:10.5555/a\n[2] Lee B. Rest. BMJ 2018;1:3.\n"
    text = f"Naps [1], [2].\n\n## References\n\n{entries}"
    found = references(analyse(text))
    assert [(r.label, r.year, r.source_span.of(text)) for r in found] == [
        ("1", 2019, "[1] Marsh A. Naps. BMJ 2019;1:2. doi:10.5555/a"),
        ("2", 2018, "[2] Lee B. Rest. BMJ 2018;1:3."),
    ]
    assert [i.normalised for r in found for i in r.identifiers] == ["10.5555/a"]


def test_a_bold_line_may_announce_the_list(analyse: Analyse) -> None:
    text = "Naps help.\n\n**Primary sources:**\n\n1. NHS (2025). Naps. https://www.nhs.uk/naps\n"
    assert [r.tier for r in references(analyse(text))] == ["T2"]


def test_records_of_the_front_matter_are_entries_with_their_keys(analyse: Analyse) -> None:
    text = "---\nreferences:\n  - {id: marsh2019, title: Naps in cooks, DOI: 10.5555/a}\n---\nNaps [@marsh2019].\n"
    assert [(r.label, [i.normalised for i in r.identifiers]) for r in references(analyse(text))] == [
        ("marsh2019", ["10.5555/a"])
    ]


def test_the_first_of_entries_that_run_together_may_look_like_a_list_item(analyse: Analyse) -> None:
    text = "Naps [1], [2].\n\nReferences\n\n[1] Marsh A. Naps. 2019. [2] Lee B. Rest. BMJ 2018;1:3.\n"
    assert [(r.label, r.year) for r in references(analyse(text, format="text"))] == [("1", 2019), ("2", 2018)]


def test_notes_count_in_the_ordered_list_that_they_stand_in(analyse: Analyse) -> None:
    marks = "<p>Naps.<sup><a href='#cite_note-1'>[1]</a></sup> <a href='#r2'>(2)</a></p>"
    first = "<li id='cite_note-1'><a href='#cite_ref-1'>^</a> Marsh A. Naps. 2019.</li>"
    text = f"{marks}<h2>References</h2><ol>{first}<li id='r2'>Lee B. Rest. 2018.</li></ol>"
    found = references(analyse(text, format="html"))
    assert [(r.label, r.parts.authors) for r in found] == [("1", ("Marsh A",)), ("2", ("Lee B",))]


_WORDS = st.lists(st.sampled_from(["naps", "rest", "in", "cooks", "of", "Wales"]), min_size=2, max_size=8).map(" ".join)
_ENTRIES = st.builds("{} {}. {}. BMJ {};1:2.".format, _NAMES, st.sampled_from("ABC"), _WORDS, st.integers(1950, 2025))


@given(st.lists(_ENTRIES, min_size=1, max_size=5), st.booleans(), st.sampled_from(["markdown", "text"]))
def test_every_entry_is_found_at_its_place(entries: list[str], together: bool, format: str) -> None:
    lines = [f"[{n}] {entry}" for n, entry in enumerate(entries, 1)]
    text = "Naps help.\n\nReferences\n\n" + ("\n" if together else "\n\n").join(lines) + "\n"
    if format == "markdown":
        text = text.replace("References", "## References")
    analysis = Analysis(extract(Source("a", text), format), Context(), shared_engine(None))
    found = references(analysis)

    assert [r.label for r in found] == [str(n) for n in range(1, len(entries) + 1)]
    for reference, entry in zip(found, entries, strict=True):
        assert reference.source_span.of(text).removeprefix(f"[{reference.label}] ") == entry
        assert (
            analysis.block(reference.block or 0)
            .prose[reference.prose_span.start : reference.prose_span.end]
            .endswith(entry)
        )


@pytest.mark.parametrize(
    ("entry", "tier"),
    [
        ("Marsh A. Naps. Lancet 2019;1:1-2.", "T3"),
        ("Marsh, A. (2019). Naps at work. Journal of Naps, 12(3), 45–50.", "T3"),
        ("Marsh A. Naps for cooks. Cochrane Database Syst Rev 2019;1:CD001234.", "T1"),
        ("World Health Organization. Sleep and health. Geneva: WHO; 2020.", "T1"),
        ("Centers for Disease Control and Prevention (CDC). (2025). Naps.", "T2"),
        ("Marsh A. Naps are back. The Guardian, 3 May 2019.", "T5"),
        ("Marsh A. Naps. medRxiv 2020.", "T7"),
        ("WHO. Naps. https://www.bbc.co.uk/1", "T5"),  # the address says where it was read
        ("Marsh A. The Nap Book. 2019.", ""),
        ("Marsh, A. (2019). Naps at work. Journal of Naps, 12, 45–50.", "T3"),
        ("Marsh A. Naps at work. Journal of Naps, 12(3):45-50, 2019", "T3"),
        ("Marsh, A.; Lee, C. Naps at work. Journal of Naps 2019, 12, 45.", "T3"),
        ("A. Marsh, “Naps at noon,” Journal of Naps 12 (2019): 45.", "T3"),
        ("Marsh A. Naps. Journal of Naps. 2019;12:4-5. https://reader.example/x", "T3"),  # nobody knows that host
        ("“Naps.” Nap pages, www.nhs.uk/naps. Accessed 3 May 2021.", "T2"),  # an address without its scheme
        ("“Naps.” Nap pages, diabetes.org/naps. Accessed 3 May 2021.", "T4"),
    ],
)
def test_an_entry_has_a_tier_by_its_names_where_nothing_better_is_known(
    analyse: Analyse, entry: str, tier: str
) -> None:
    (found,) = references(analyse(f"Naps.\n\n## References\n\n1. {entry}\n"))
    assert found.tier == tier


@pytest.mark.parametrize(
    ("text", "format"),
    [
        ("Naps.\n\n## References\n\n1 Marsh A. Naps. 2019.\n2 Lee B. Rest. 2018.\n", "markdown"),
        ("Naps.\n\n**References:** [1] Marsh A. Naps. Lancet 2019;1:2. [2] Lee B. Rest. BMJ 2018;1:2.\n", "markdown"),
        ("Naps.\n\nReferences:\n1. Marsh A. Naps. Lancet 2019;1:2.\n2. Lee B. Rest. BMJ 2018;1:2.\n", "text"),
        ("Naps.\n\n## References\n\n(1) Marsh A. Naps. 2019.\n(2) Lee B. Rest. 2018.\n", "markdown"),
        ("Naps.\n\n## References\n\n1 Marsh A. Naps. 2019.\n\n2 Lee B. Rest. 2018.\n", "markdown"),
        ("Naps.\n\n## References\n\n- 1. Marsh A. Naps. 2019.\n- 2. Lee B. Rest. 2018.\n", "markdown"),
        ("<p>Naps.<h2>References</h2><p><sup>1</sup> Marsh A. Naps. 2019.<br><sup>2</sup> Lee B. Rest. 2018.", "html"),
    ],
)
def test_a_number_counts_however_it_is_set(analyse: Analyse, text: str, format: str) -> None:
    found = references(analyse(text, format=format))
    assert [(r.label, r.parts.authors, r.parts.title) for r in found] == [
        ("1", ("Marsh A",), "Naps"),
        ("2", ("Lee B",), "Rest"),
    ]


def test_a_number_that_is_part_of_a_title_is_no_label(analyse: Analyse) -> None:
    found = references(analyse("Naps.\n\n## References\n\n- 10 Facts about Naps. NHS. 2019.\n- Lee B. Rest. 2018.\n"))
    assert [(r.label, r.parts.title) for r in found] == [("", "10 Facts about Naps"), ("", "Rest")]


def test_an_entry_without_a_number_is_called_by_its_author_and_year(analyse: Analyse) -> None:
    text = "Naps.\n\n## References\n\n- Marsh, A. (2018). Sleep. BMJ, 1, 2.\n- Ten things about naps at noon\n"
    assert [r.name() for r in references(analyse(text))] == ["“Marsh 2018”", "“Ten things about naps”"]
    assert [r.name() for r in references(analyse("Naps.\n\n## References\n\n1. Marsh A. Naps.\n"))] == ["1"]
