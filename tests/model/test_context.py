"""What a context satisfies."""

from __future__ import annotations

from healthlint.model.context import Context


def test_a_news_release_is_research_news_too_and_not_the_other_way_round() -> None:
    release, news = Context(type="news-release"), Context(type="research-news")
    assert release.satisfies({"type": ("research-news",)})
    assert not release.satisfies({"type": ("!research-news",)})
    assert not news.satisfies({"type": ("news-release",)})
    assert release.as_dict()["type"] == "news-release"


def test_uk_and_gb_are_one_jurisdiction() -> None:
    assert Context(jurisdiction=("uk",)).satisfies({"jurisdiction": ("gb",)})
