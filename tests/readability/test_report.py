"""The readability report: numbers with their working, and how far to trust them."""

from __future__ import annotations

from articles import article

from healthlint.model.context import Context
from healthlint.model.document import BlockKind
from healthlint.readability.measures import score
from healthlint.readability.report import metrics

LONG = "You can rest when you want to. Drink water often. Sleep in a cool dark room if you can. " * 6
PLAIN = "Rest helps. Drink water often. Sleep in a cool dark room if you can."


def rows(values: dict[str, object]) -> dict[str, dict[str, object]]:
    listed = values["readability"]
    assert isinstance(listed, list)
    return {row["name"]: row for row in listed}


def test_the_working_shows_the_counts_that_gave_the_score() -> None:
    row = rows(metrics(article(PLAIN)))["flesch_kincaid_grade"]
    assert row["working"] == "0.39 × 14/3 + 11.8 × 16/14 − 15.59 = -0.28"


def test_smog_of_a_short_text_is_called_an_estimate() -> None:
    smog = rows(metrics(article(PLAIN)))["smog_grade"]
    assert smog["reliable"] is False
    assert smog["note"] == "estimate (n=3): made for 30 sentences"


def test_smog_of_thirty_sentences_is_reliable() -> None:
    long = " ".join(["The nurse will check your pressure again."] * 30)
    assert rows(metrics(article(long)))["smog_grade"]["reliable"] is True


def test_a_professional_audience_has_no_target() -> None:
    public = rows(metrics(article(LONG)))["flesch_kincaid_grade"]
    expert = rows(metrics(article(LONG, context=Context(audience="professional"))))["flesch_kincaid_grade"]
    assert (public["target"], public["verdict"]) == ("grade 8 or lower", "meets")
    assert (expert["target"], expert["verdict"]) == (None, "")


def test_hard_text_misses_the_target() -> None:
    hard = "Multidisciplinary rehabilitation facilitates considerable functional improvement in deconditioned patients."
    assert rows(metrics(article(*[hard] * 15)))["smog_grade"]["verdict"] == "misses"


def test_a_short_article_is_not_judged_and_that_is_said_once() -> None:
    values = metrics(article(PLAIN))
    assert (
        values["too_short"] == "14 words: too short to score (the formulas are made for passages of 100 words or more)"
    )
    assert {(row["verdict"], row["reliable"]) for row in rows(values).values()} == {("", False)}
    assert metrics(article(LONG))["too_short"] == ""


def test_an_article_without_sentences_has_no_scores() -> None:
    values = metrics(article("Contents"))
    assert values["readability"] == []
    assert "smog_grade" not in values


def test_long_sentences_are_counted() -> None:
    long = "It " + "really " * 25 + "helps."
    assert metrics(article(PLAIN, long))["long_sentences"] == 1


def test_a_textstat_measure_can_be_asked_for_by_name() -> None:
    assert score(article(PLAIN), "textstat:lexicon_count") == 14


def test_the_adjusted_scores_leave_out_the_topic_and_the_medicines() -> None:
    title = (BlockKind.HEADING, "Living with diabetes")
    values = metrics(article(title, "Diabetes is common. Take ibuprofen for pain. Operations are rare in diabetes."))
    # 12 words, 3 sentences, 25 syllables, 4 words of 3 or more; with “diabetes” (twice) and “ibuprofen” as words of
    # 2 syllables: 19 and 1.
    assert values["smog_grade"] == 9.73
    assert values["adjusted"] == {"smog_grade": 6.43, "flesch_kincaid_grade": 4.65}
    assert values["topic_words"] == ["diabetes", "ibuprofen"]


def test_without_such_words_there_are_no_adjusted_scores() -> None:
    assert metrics(article(PLAIN))["adjusted"] == {}
