"""What site generators add to Markdown and HTML is no prose, and the words between are read in place."""

from __future__ import annotations

import pytest
from format_kit import assert_sound, heard, kinds, places, read, skipped
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("text", "prose"),
    [
        ("Rest helps.{: .lead}\n", ["Rest helps."]),
        ("{:.note}\nRest helps.\n", ["Rest helps."]),
        ("1. Rest\n{:toc}\n", ["Rest"]),
        ('A [plan](x.html){:target="_blank" .big} helps.\n', ["A plan helps."]),
        ("Rest {.small} helps.\n", ["Rest helps."]),
        ("## Rest {#rest .big}\n", ["Rest"]),
        ("See [[Sleep|good sleep]] and [[Rest]].\n", ["See good sleep and Rest."]),
        ("![[plan.png]]\n\nRest.\n", ["Rest."]),
        ("| A | B |\n|--|--|\n| [[Sleep\\|rest]] | 2 |\n", ["A", "B", "rest", "2"]),
        ("Take ==two tablets== and ++rest++.\n", ["Take two tablets and rest."]),
        ("[TOC]\n\nRest.\n", ["Rest."]),
        ("[[_TOC_]]\n\nRest.\n", ["Rest."]),
        ("*[BMI]: Body mass index\n\nRest.\n", ["Rest."]),
        ('::video{id="x"}\n\nRest.\n', ["Rest."]),
        ("> [!tip] Take care\n> Rest helps.\n", ["Take care Rest helps."]),
        ("> [!example]-\n> Rest helps.\n", ["Rest helps."]),
        ("Term\n: What it means.\n\nRest.\n", ["Term", "What it means.", "Rest."]),
    ],
)
def test_the_words_are_heard_without_their_dress(text: str, prose: list[str]) -> None:
    document = read(text, "markdown")
    assert heard(document) == prose
    assert_sound(document)


@pytest.mark.parametrize(
    "text",
    [
        "It costs {about five} pounds.\n",
        "The ratio is 1:2:3 and the time 10:30:15.\n",
        "Wow!!! That was quick???\n",
        "See [[1]](https://example.org) for more.\n",
        "We said [sic] so and [see below] too.\n",
        "If a == b, rest.\n",
        "Two C++ and three D++ courses.\n",
        "> [sic] is what she wrote.\n",
        "Left behind [oaicite:2]{index=2}.\n",
    ],
)
def test_what_only_looks_like_a_mark_is_prose(text: str) -> None:
    document = read(text, "markdown")
    assert skipped(document) == []
    assert "￼" not in "".join(heard(document))


@pytest.mark.parametrize(
    "line", ['!!! warning "Take care"', "!!! note", "??? tip inline end", "???+ example 'Open'", ":::tip[Did you know]"]
)
def test_an_admonitions_first_line_is_no_prose_and_its_text_is(line: str) -> None:
    document = read(f"{line}\n    Rest helps.\n", "markdown")
    assert heard(document) == ["￼ Rest helps."]
    assert places(document, "Rest helps.") == ["Rest helps."]


def test_a_callout_is_the_authors_own_voice_and_a_quote_is_not() -> None:
    document = read("> [!quiz]\n> Rest helps.\n\n> A quote.\n", "markdown")
    assert kinds(document) == [("paragraph", "Rest helps."), ("quote", "A quote.")]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Rest.\n\n{{< highlight go >}}\nhe go\n\nthey was\n{{< /highlight >}}\n", "he go"),
        ("Rest.\n\n{% highlight ruby %}\nhe go\n\nthey was\n{% endhighlight %}\n", "he go"),
        ("Rest.\n\n{% comment %} he go {% endcomment %}\n", "he go"),
        ("Rest.\n\n{{< mermaid >}}\ngraph TD\n{{< /mermaid >}}\n", "graph"),
    ],
)
def test_code_between_shortcodes_is_skipped(text: str, code: str) -> None:
    document = read(text, "markdown")
    assert heard(document) == ["Rest."]
    assert any(code in source for _, source in skipped(document))


def test_liquid_around_prose_leaves_the_prose() -> None:
    assert heard(read("{% raw %}Rest helps.{% endraw %}\n", "markdown")) == ["￼Rest helps.￼"]


@pytest.mark.parametrize("format", ["markdown", "html"])
def test_wordpress_shortcodes_are_holes(format: str) -> None:
    text = '<p>[caption id="a_1" width="30"]Rest helps.[/caption] [box]A plan[/box] [sic]</p>'
    document = read(text, format)
    assert heard(document) == ["￼Rest helps.￼ ￼A plan￼ [sic]"]
    assert ("shortcode", "[/box]") in skipped(document)
    assert_sound(document)


def test_template_tags_of_a_page_are_holes() -> None:
    document = read("<p>{{ site.name }} &amp; {% if x %}good{% endif %} <%= they was %> rest.</p>", "html")
    assert heard(document) == ["￼ & ￼good￼ ￼ rest."]
    assert places(document, "good") == ["good"]


_PIECES = st.sampled_from(
    ["{: .a}", "[[", "]]", "|", "==", "++", "rest", " ", "\n", "\n\n", "> ", "[!tip] ", "!!! note\n", ": ", ":smile:",
     "{{< code >}}", "{{< /code >}}", '[a b="c"]', "[/a]", "é", "::x{y}\n", "*[A]: b\n", "[TOC]\n", "- ", "# ", "`"]
)  # fmt: skip


@given(st.lists(_PIECES, max_size=25).map("".join), st.sampled_from(["markdown", "mdx", "html"]))
def test_any_mixture_keeps_its_places(text: str, format: str) -> None:
    assert_sound(read(text, format))
