"""Planted words come back from tortured markup, exactly; random documents keep every promise."""

from __future__ import annotations

import re

import pytest
from format_kit import assert_sound, places, read
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

WORDS = st.sampled_from(["zarquon", "Plimsoll-x", "naïveté", "wörd7", "𝒳word", "quux’s"])
FILLER = st.sampled_from(["some", "text", "&amp; more", "of it,", "😀", "é", "\u00a0", "e.g.", "5 mg", "again again"])
# A word is written with markup that a reader does not hear; `{a}` and `{b}` are its halves.
MARKDOWN_INLINE = st.sampled_from(
    [
        "{a}{b}", "**{a}**{b}", "{a}*{b}*", "***{a}{b}***", "[{a}**{b}**](http://x.y)", "[{a}{b}][ref]", "~~{a}{b}~~",
        "{a}<b>{b}</b>", "<span class='q'>{a}</span>{b}", "{a}<!-- note -->{b}", "{a}\u00ad{b}",
    ]
)  # fmt: skip
MARKDOWN_BLOCK = st.sampled_from(
    [
        "{}\n\n", "# {}\n\n", "## {} {{#id .c}}\n\n", "- {}\n- other\n\n", "1. {}\n\n", "- [ ] {}\n\n", "> {}\n\n",
        "> - {}\n\n", "| {} | x |\n|---|---|\n| a | b |\n\n", "| x | y |\n|---|---|\n| a | {} |\n\n",
        "before  \n{}\\\nafter\n\n",
        "a\n  {} b\n\n", "![{}](i.png)\n\n", "<div>\n\n{}\n\n</div>\n\n", "Note.[^n]\n\n[^n]: {}\n\n",
        "{}\n===\n\n", "> [!NOTE]\n> {}\n\n",
    ]
)  # fmt: skip
HTML_INLINE = st.sampled_from(
    [
        "{a}{b}", "<b>{a}</b>{b}", "<i><b>{a}</b></i>{b}", '<a href="http://x.y">{a}{b}</a>', "{a}<!-- c -->{b}",
        "{a}<wbr>{b}",
        "{a}&shy;{b}", '<span class="big">{a}</span>{b}', "{a}{b}<sup><a href='#r1'>1</a></sup>", "{a}<em>{b}",
    ]
)  # fmt: skip
HTML_BLOCK = st.sampled_from(
    [
        "<p>{}</p>\n", "<p>{}\n", "<h2>{}</h2>", "<ul><li>{}<li>x</ul>", "<blockquote><p>{}</p></blockquote>",
        "<div>{}</div>",
        "<table><tr><td>{}<td>y</table>", "a<br>{}<br/>b",
        "<figure><img src=a alt=''><figcaption>{}</figcaption></figure>",
        "<details><summary>{}</summary>x</details>", "<p>x &lt; {} &amp; y</p>",
    ]
)  # fmt: skip
NEWLINE = st.sampled_from(["\n", "\r\n"])


def _plant(word: str, how: str) -> str:
    return how.format(a=word[: len(word) // 2], b=word[len(word) // 2 :])


@st.composite
def planted(
    draw: st.DrawFn, inline: st.SearchStrategy[str], block: st.SearchStrategy[str]
) -> tuple[str, str, list[str]]:
    """Return (source, word, how each occurrence is written)."""
    word = draw(WORDS)
    parts: list[str] = []
    written: list[str] = []
    for _ in range(draw(st.integers(1, 5))):
        form = _plant(word, draw(inline))
        written.append(form)
        before, after = draw(FILLER), draw(FILLER)
        parts.append(draw(block).format(f"{before} {form} {after}"))
    text = "".join(parts) + "\n\n[ref]: http://r.e\n"
    return text.replace("\n", draw(NEWLINE)), word, written


_TAGS = re.compile(r"<[^>]*>|&shy;|\u00ad|[*~\[\]]|\(http://x\.y\)")


def _assert_exact(text: str, word: str, written: list[str], format: str) -> None:
    document = read(text, format)
    assert_sound(document)
    found = places(document, word)
    assert len(found) >= len(written)
    for place in found:
        assert place[0] == word[0] and place[-1] == word[-1]
        assert _TAGS.sub("", place) == word


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(planted(MARKDOWN_INLINE, MARKDOWN_BLOCK))
def test_planted_words_come_back_from_markdown(case: tuple[str, str, list[str]]) -> None:
    _assert_exact(*case, "markdown")


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(planted(HTML_INLINE, HTML_BLOCK))
def test_planted_words_come_back_from_html(case: tuple[str, str, list[str]]) -> None:
    _assert_exact(*case, "html")


ATOMS = [
    "word",
    "im**mun**e",
    "**",
    "*",
    "_",
    "`",
    "``",
    "&amp;",
    "&nbsp;",
    "&#x1F600;",
    "&notit;",
    "\\*",
    "\\",
    "[a](b)",
    "[",
    "](",
    "http://x.y",
    "<http://a.b>",
    "![alt *x*](i.png)",
    '<img alt="a &amp; b">',
    "<sup>1</sup>",
    '<sup><a href="#r1">1</a></sup>',
    "10<sup>6",
    "<b>",
    "</b>",
    "<div>",
    "</div>",
    "<p>",
    "<p hidden>",
    "<span hidden>",
    "</span>",
    "<script>",
    "</script>",
    "<style>",
    "<nav>",
    "</nav>",
    "<main>",
    "<article>",
    "<li>",
    "<ul>",
    "</ul>",
    "<table><tr><td>",
    "<!-- c -->",
    "<!-- healthlint-disable a/b -->",
    "<!--",
    "-->",
    "\n",
    "\r\n",
    "\r",
    "\n\n",
    "\r\n\r\n",
    " ",
    "  ",
    "\t",
    "    ",
    "> ",
    "- ",
    "1. ",
    "# ",
    "[^1]",
    "[^1]: note",
    "~~",
    "é",
    "😀",
    "\xa0",
    "\u200b",
    "\xad",
    "￼",
    "\x00",
    "\x0c",
    "\u2028",
    "{{< x >}}",
    "{{",
    "}}",
    "{% a %}",
    "{a}",
    "import x",
    "---\n",
    "+++\n",
    "title: x\n",
    "===",
    "```\n",
    "~~~",
    "::: note",
    "<br>",
    "$5",
    "<",
    ">",
    "&",
    '"',
    "'",
    "<h1>",
    "</h1>",
    "<title>",
    "</title>",
    "<pre>",
    "<code>",
    "</code>",
    "References\n",
    "Related posts\n",
    "�",
    "<svg>",
    "</a>",
    "<blockquote>",
    "<x",
    "</",
]


@pytest.mark.parametrize("format", ["markdown", "mdx", "html", "text"])
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(parts=st.lists(st.sampled_from(ATOMS), max_size=40))
def test_random_documents_keep_every_promise(format: str, parts: list[str]) -> None:
    assert_sound(read("".join(parts), format))


@pytest.mark.parametrize("format", ["markdown", "mdx", "html", "text"])
@settings(max_examples=100, deadline=None)
@given(text=st.text(max_size=80))
def test_random_characters_keep_every_promise(format: str, text: str) -> None:
    assert_sound(read(text, format))
