"""The register as people read it: in a terminal, wide or narrow, and as Markdown."""

from __future__ import annotations

from dataclasses import replace

from register_samples import decided, register

from healthlint.register import markdown_page, table
from healthlint.register.items import Flag, Source, Tier
from healthlint.register.row import Row
from healthlint.register.summary import counted, ended
from healthlint.reporters.options import RenderOptions

FIRST, SECOND = register("Tea cures colds.", "Garlic lowers high blood pressure in most adults, says the seller.")
FLAGGED = replace(
    FIRST,
    regulatory_flags=(Flag("claims/cure", "error"), Flag("uk-asa/x", "error", "uk gb")),
    reason_needed=("causal",),
    condition="colds",
    condition_tier=(Tier("evidence", "uk"), Tier("prohibited", "au", "aids")),
    evidence=(Source("c1", "0", "b", "2021", "doi:10.1/x"),),
)
APPROVED = replace(decided(SECOND, role="pharmacist", expires="2026-01-31"), state="expired", match="exact")


def drawn(*rows: Row, width: int = 90) -> str:
    return table.written(rows, RenderOptions(width=width))


def test_the_table_of_a_wide_terminal() -> None:
    assert drawn(FLAGGED, APPROVED) == (
        "a.md\n"
        "\n"
        " Place   State, status    Strength        Claim\n"
        " ────────────────────────────────────────────────────────────────────────────────────────\n"
        " 1:1     new              direct          “Tea cures colds.”\n"
        "         unreviewed                       Tea → cures → colds\n"
        "                                          condition: colds (uk evidence, au prohibited\n"
        "                                          for aids)\n"
        "                                          needs a source: causal\n"
        "                                          rules: claims/cure, uk-asa/x (uk gb)\n"
        "                                          sources in reach: c1 (doi:10.1/x, 2021, tier b)\n"
        "\n"
        " 2:1     expired          direct          “Garlic lowers high blood pressure in most\n"
        "         approved                         adults, says the seller.”\n"
        "                                          Garlic → lowers → seller\n"
        "                                          approved by Ann Lee (pharmacist) on 2026-05-04,\n"
        "                                          until 2026-01-31; the decision has expired\n"
        "                                          sources in reach: none\n"
        "\n"
        "Claims  2 claims in 1 file: 1 new, 1 expired; 1 unreviewed, 1 approved\n"
        "An automated aid; absence of findings is not approval.\n"
    )


def test_further_claims_of_a_sentence_do_not_repeat_it() -> None:
    twice = drawn(FIRST, replace(FIRST, claim_id="2", verb="ends"), SECOND)

    assert twice.count("Tea cures colds.") == 1
    assert twice.count("the same sentence:") == 1
    assert markdown_page.written((FIRST, replace(FIRST, claim_id="2"))).count("Tea cures colds.") == 2


def test_those_who_act_are_not_named_twice() -> None:
    row = replace(FIRST, subject="adults", population="adults", quote="“Tea cures colds”, says the seller.")

    assert "adults → cures → colds\n" in drawn(row)
    assert "““" not in drawn(row)


def test_claims_that_lack_a_source_are_counted() -> None:
    asked = replace(FIRST, reason_needed=("effect",))
    rows = (asked, replace(asked, substantiation="doi:10.5555/a"), FLAGGED, replace(asked, state="gone"), SECOND)

    assert counted(rows).endswith("; 1 lack a source")


def test_a_narrow_terminal_gets_one_claim_below_the_other() -> None:
    text = drawn(FLAGGED, APPROVED, width=40)

    assert text.startswith("a.md\n  1:1 new, unreviewed; direct\n    “Tea cures colds.”\n    Tea → cures → colds\n")
    assert max(map(len, text.splitlines()[:-2])) <= 40


def test_words_of_an_article_cannot_steer_the_terminal() -> None:
    for width in (40, 100):
        text = drawn(replace(FIRST, subject="\x1b[2J[red]x", file="a\u202e.md", note="[link=http://x]y"), width=width)

        assert "\x1b" not in text and "\u202e" not in text
        assert "[red]x" in text


def test_colours_only_where_they_are_asked_for() -> None:
    assert "\x1b[" in table.written((FLAGGED,), RenderOptions(width=100, color=True))
    assert "\x1b[" not in table.written((FLAGGED,), RenderOptions(width=100))


def test_markdown_escapes_what_an_article_says() -> None:
    page = markdown_page.written((replace(FLAGGED, quote="A | B <b>cures</b> [x](y)"), APPROVED))

    assert page.startswith("# Claims register\n\n2 claims in 1 file: 1 new, 1 expired; 1 unreviewed, 1 approved.\n")
    assert "A &#124; B \\<b\\>cures\\</b\\> \\[x\\](y)" in page
    assert "approved by Ann Lee (pharmacist) on 2026-05-04, until 2026-01-31; the decision has expired" in page
    assert "| 2:1 | **expired** | approved |" in page


def test_an_empty_register_says_so() -> None:
    assert counted(()) == "0 claims in 0 files"
    assert drawn() == "Claims  0 claims in 0 files\nAn automated aid; absence of findings is not approval.\n"


def test_a_waiver_that_lets_nothing_pass_is_counted_and_said() -> None:
    [row] = register("Tea cures colds.")
    waived = replace(row, status="waived", note="An advert of 1890.")
    assert counted([waived]).endswith("; 1 waiver without a note or an end, which lets nothing pass")
    assert ended(waived) == "it lets nothing pass: a waiver needs a note and an end"
    assert "waiver" not in counted([replace(waived, expires="2027-01-01")])
