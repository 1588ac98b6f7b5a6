"""Every shape that a citation can have in prose, in each format that can hold it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from healthlint.citations.markers import citations
from healthlint.citations.shapes import markers
from healthlint.language.analysis import Analysis

Analyse = Callable[..., Analysis]
LIST = "\n\nReferences\n\n1. Marsh A. Naps. Lancet 2019;1:1-2.\n2. Lee B. Rest. BMJ 2018;2:3.\n"
HTML_LIST = "<h2>References</h2><ol><li>Marsh A. Naps. 2019;1:1.</li><li>Lee B. Rest. BMJ 2018;2:3.</li></ol>"
ALL = ("markdown", "html", "text")
# Prose that reads the same in the three formats, with the (shape, label) of its citations.
SAME = [
    ("Naps help [1].", [("bracket", "1")]),
    ("Naps help.[1,3–4]", [("bracket", "1"), ("bracket", "3"), ("bracket", "4")]),
    ("Naps help [1]–[3].", [("bracket", "1"), ("bracket", "2"), ("bracket", "3")]),
    ("Naps help [1][2].", [("bracket", "1"), ("bracket", "2")]),
    ("Naps help [1 and 2].", [("bracket", "1"), ("bracket", "2")]),
    ("Naps help [2, p. 14].", [("bracket", "2")]),
    ("Naps help [refs 1, 2].", [("bracket", "1"), ("bracket", "2")]),
    ("Naps help.¹", [("superscript", "1")]),
    ("Naps help.¹,³", [("superscript", "1"), ("superscript", "3")]),
    ("Naps help.¹⁻³", [("superscript", "1"), ("superscript", "2"), ("superscript", "3")]),
    ("Naps help (Marsh, 2019).", [("author-year", "Marsh 2019")]),
    ("Naps help (Marsh 2019: 14).", [("author-year", "Marsh 2019")]),
    ("Naps help (Marsh, 2019, Table 2).", [("author-year", "Marsh 2019")]),
    ("Naps help (Marsh, n.d.).", [("author-year", "Marsh n.d.")]),
    ("Naps help (Marsh, in press).", [("author-year", "Marsh in press")]),
    ("Naps help (van der Berg et al., 2019).", [("author-year", "van der Berg et al. 2019")]),
    ("Naps help (WHO 2023a; CDC 2022).", [("author-year", "WHO 2023a"), ("author-year", "CDC 2022")]),
    ("Naps help (Lee 2019, Roy 2020).", [("author-year", "Lee 2019"), ("author-year", "Roy 2020")]),
    ("Naps help (see Marsh, 2019, for a review).", [("author-year", "Marsh 2019")]),
    ("Naps help (for other uses of naps, see Marsh, 2019).", [("author-year", "Marsh 2019")]),
    ("Naps help [Marsh et al., 2019].", [("author-year", "Marsh et al. 2019")]),
    ("In this trial Marsh, Lee and Roy (2019) found it.", [("author-year", "Marsh, Lee and Roy 2019")]),
    ("In this trial Marsh’s (2019) finding holds.", [("author-year", "Marsh 2019")]),
    ("Naps help (BMJ 2019;364:l1234).", [("journal", "")]),
    ("Naps help (Lancet. 2019; 393(10171): 12–20).", [("journal", "")]),
    ("Naps help (NEJM, Nov. 10, 2018).", [("journal", "")]),
    ("Naps help (Journal of Naps, 3 May 2018).", [("journal", "")]),
    ("The clinic opened (Boston, Nov. 10, 2018).", []),
    ("The clinic opened (May 3, 2018).", []),
    ("Naps help: see https://www.bmj.com/1.", [("link", "")]),
    ("Naps help (doi:10.5555/naps).", [("identifier", "")]),
    ("Naps help (PMID: 17265549).", [("identifier", "")]),
    ("Naps help (PMC1234567).", [("identifier", "")]),
    ("Naps help (NCT00902941).", [("identifier", "")]),
    ("Naps help (NICE guideline NG59).", [("named", "NICE"), ("identifier", "")]),
    ("Naps help (see reference 2).", [("reference", "2")]),
    ("Naps help (refs. 1–2).", [("reference", "1"), ("reference", "2")]),
    ("Naps help [@marsh2019, p. 3; @lee2020].", [("code", "marsh2019"), ("code", "lee2020")]),
    ("According to the NHS, naps help.", [("named", "NHS")]),
    ("A 2021 Cochrane review found that naps help.", [("named", "Cochrane review")]),
    ("Source: World Health Organization", [("named", "World Health Organization")]),
]


@pytest.mark.parametrize("format", ALL)
@pytest.mark.parametrize(("prose", "expected"), SAME)
def test_a_shape_is_known_in_every_format(
    analyse: Analyse, format: str, prose: str, expected: list[tuple[str, str]]
) -> None:
    text = f"<p>{prose}</p>" if format == "html" else prose
    assert [(c.shape, c.label) for c in citations(analyse(text, format=format))] == expected


MARKUP = [
    ("markdown", "Naps help \\[1\\].", [("bracket", "1", "")]),
    ("markdown", "Naps help [1](https://www.bmj.com/1).", [("link", "1", "https://www.bmj.com/1")]),
    (
        "markdown",
        "Naps help (Marsh 2019; [Lee 2020](https://www.bmj.com/1)).",
        [("author-year", "Marsh 2019", ""), ("link", "", "https://www.bmj.com/1")],
    ),
    ("markdown", "Naps help [[1]](#1).", [("bracket", "1", "")]),
    ("markdown", "Naps help [1](#ref-1).", [("bracket", "1", "")]),
    ("markdown", "Naps help [text][1].\n\n[1]: https://www.bmj.com/1\n", [("link", "", "https://www.bmj.com/1")]),
    ("markdown", "Naps help <https://www.bmj.com/1>.", [("link", "", "https://www.bmj.com/1")]),
    ("markdown", "Naps help.<sup>1,2</sup>", [("superscript", "1", ""), ("superscript", "2", "")]),
    ("markdown", "Naps help.[^a]\n\n[^a]: Marsh. 2019.\n", [("footnote", "a", "")]),
    ("markdown", "Naps help.^[Marsh A. Naps. 2019.]", [("code", "", "")]),
    ("markdown", "Naps help \\cite{marsh}.", [("code", "marsh", "")]),
    ("markdown", "Naps help.†\n\n† Marsh. 2019.\n", [("symbol", "†", "")]),
    ("markdown", f"Naps help (1,2).{LIST}", [("parenthesis", "1", ""), ("parenthesis", "2", "")]),
    ("text", f"Naps help (1,2).{LIST}", [("parenthesis", "1", ""), ("parenthesis", "2", "")]),
    ("text", "Naps help: http://www. bmj. com/1", [("url", "", "http://www.bmj.com/1")]),
    ("text", "Naps help {{cite journal}}.", [("code", "", "")]),
    ("html", f"<p>Naps help (1).</p>{HTML_LIST}", [("parenthesis", "1", "")]),
    ("html", "<p>Naps help.<sup>[1]</sup></p>", [("superscript", "1", "")]),
    ("html", "<p>Naps.<sup><a href='#cite_note-1'>[1]</a></sup></p>", [("superscript", "1", "")]),
    ("html", "<p>Naps.<a href='#fn1'><sup>1</sup></a></p>", [("superscript", "1", "")]),
    (
        "html",
        "<p>Naps.<sup><a href='https://www.bmj.com/1'>1</a></sup></p>",
        [("superscript", "1", "https://www.bmj.com/1")],
    ),
    ("html", "<p>Naps (<em>Marsh</em>, 2019).</p>", [("author-year", "Marsh 2019", "")]),
    ("html", "<p>Naps <a href='https://www.bmj.com/1'>help</a>.</p>", [("link", "", "https://www.bmj.com/1")]),
]


@pytest.mark.parametrize(("format", "text", "expected"), MARKUP)
def test_a_shape_of_one_format_is_known(
    analyse: Analyse, format: str, text: str, expected: list[tuple[str, str, str]]
) -> None:
    assert [(c.shape, c.label, c.target) for c in citations(analyse(text, format=format))] == expected


MLA = "\n\n## Works Cited\n\nMarsh, Ann. “Naps at Noon.” *Sleep* 58.1 (2012): 1–9.\n"
IN_CONTEXT = [
    # Raised numbers that lost their markup, where the list has them and nothing else cites it.
    ("text", f"Naps (short ones).1 They calm.1,2 So they say,2 and say.{LIST}", ["1", "1,2", "2"]),
    ("text", f"Naps help [1]. They calm.2 So.{LIST}", ["[1]"]),
    ("text", f"Naps help.7 They calm.{LIST}", []),
    ("text", "Naps help.1 They calm.2 So.", []),
    ("html", f"<p>Naps help.<sup>1</sup> There are two (2).</p>{HTML_LIST}", ["<sup>1</sup>"]),
    # MLA cites names without years.
    (
        "markdown",
        f"Naps help (Marsh 4). They calm (Marsh and Lee). Others (Roy) do.{MLA}",
        ["(Marsh 4)", "(Marsh and Lee)"],
    ),
    ("markdown", "As @marsh2019 shows, naps help [see @lee2020]. Ask @marsh.", ["@marsh2019", "[see @lee2020]"]),
    (
        "markdown",
        "Naps help (Nap Society [NS], 2019; Lee & Roy, 2020).",
        ["(Nap Society [NS], 2019; Lee & Roy, 2020)"],
    ),
]


@pytest.mark.parametrize(("format", "text", "expected"), IN_CONTEXT)
def test_what_cites_only_beside_a_list_that_has_it(
    analyse: Analyse, format: str, text: str, expected: list[str]
) -> None:
    found = citations(analyse(text, format=format))
    assert list(dict.fromkeys(c.source_span.of(text) for c in found)) == expected


NONE = [
    ("text", "(1) Nap after lunch, (2) set an alarm."),
    ("text", "Naps help (1,2)."),  # no list has these numbers
    ("text", f"It took 3 (2) days, [1] found.{LIST}".replace("[1] found", "they found")),
    ("text", "The Medicines Act (1968) and the law (Equality Act 2010)."),
    ("text", "It began (May 2020), ended (Summer 2021), was sold (UK, 2020) and grew (around 3% in 2019)."),
    ("text", "An area of 5 m², 10⁶ cells, kg/m², I², H₂O and the 1ˢᵗ day."),
    ("text", "The NG tube is 59 cm. TA 123 is a code."),
    ("markdown", "- [ ] nap\n- [x] rest\n\n[sic] and […] and [2019]"),
    ("markdown", "`x[1]` and\n\n    y[2].\n"),
    ("markdown", "[Book](https://clinic.example.org/book), [mail](mailto:a@b.org), [call](tel:1), [up](#top), [a](/b)"),
    ("markdown", "Naps help.^[We mean short ones here.]"),
    ("html", "<p>An area of 5 m<sup>2</sup>, 10<sup>6</sup>, the 1<sup>st</sup>, CO<sub>2</sub>.</p>"),
    ("html", "<p><a href='https://www.facebook.com/naps'>Follow us</a></p>"),
]


@pytest.mark.parametrize(("format", "text"), NONE)
def test_what_looks_like_a_shape_is_none(analyse: Analyse, format: str, text: str) -> None:
    assert [(c.shape, c.source_span.of(text)) for c in citations(analyse(text, format=format))] == []


def test_round_brackets_do_not_cite_beside_square_ones(analyse: Analyse) -> None:
    found = citations(analyse(f"Naps help [1]. Rest helps (2).{LIST}", format="text"))
    assert [(c.shape, c.label) for c in found] == [("bracket", "1")]


def test_a_malformed_identifier_was_meant_as_a_source_but_leads_nowhere() -> None:
    assert [(m.shape, m.target) for m in markers("Naps help (NCT1234567).")] == [("identifier", "")]


def test_a_house_says_what_weight_a_host_has_and_which_sites_are_its_own(analyse: Analyse) -> None:
    from healthlint.model.house import House

    text = (
        "Naps [help](https://naps.example.org/a), [calm](https://clinic.example.org/b) and [last](https://who.int/c)."
    )
    analysis = analyse(text)
    analysis.house = House(own_sites=("clinic.example.org", "who.int"), tiers={"naps.example.org": "T4"})
    # A guideline body may cite itself: its pages are evidence whoever links to them.
    assert [(c.target, c.tier) for c in citations(analysis)] == [
        ("https://naps.example.org/a", "T4"),
        ("https://who.int/c", "T1"),
    ]


def test_a_house_may_ask_for_sources_nearer_by(analyse: Analyse) -> None:
    from healthlint.citations.markers import is_cited
    from healthlint.model.house import House

    analysis = analyse("Naps help. They calm [1].", format="text")
    (first, _) = analysis.all_sentences()
    assert is_cited(analysis, first.block, first.span)
    analysis.house = House(reach="sentence")
    assert not is_cited(analysis, first.block, first.span)
    assert is_cited(analysis, first.block, first.span, mode="section")


def test_a_volume_and_its_issue_are_no_marker(analyse: Analyse) -> None:
    text = "Marsh A. Naps. Nap J, 11(1), 46–50. Rest J 12 (2): 3–5. Naps help (2)." + LIST
    assert [(c.shape, c.label) for c in citations(analyse(text)) if c.shape == "parenthesis"] == [("parenthesis", "2")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('Naps help {{< cite "marsh2019" >}}.', [("code", "marsh2019")]),
        ("Naps help {% cite marsh2019 %}.", [("code", "marsh2019")]),
        ('Naps help{{< footnote "1" "Marsh A. Naps. 2019." >}}. So it is.', [("code", "")]),
        ("Naps help{{% sidenote %}}.", [("code", "")]),
        ('{{< footnote "1" >}}\nNaps help.\n{{< /footnote >}}', []),  # the note itself
        ('Naps help {{< citation_list "Sources" >}} and {{< figure "a.png" >}}.', []),
    ],
)
def test_a_shortcode_that_cites_is_a_marker(analyse: Analyse, text: str, expected: list[tuple[str, str]]) -> None:
    found = citations(analyse(text))
    assert [(c.shape, c.label) for c in found] == expected
    assert all(c.source_span.of(text).startswith(("{{", "{%")) for c in found)
