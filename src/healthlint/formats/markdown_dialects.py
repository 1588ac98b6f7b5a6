"""What site generators and note programs add to Markdown: attribute lists, admonitions, wiki links, shortcodes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from healthlint.model.span import Span

# Of these the reader hears nothing, not even a pause: they only dress the words beside them.
UNHEARD = frozenset({"attribute list", "mark"})

_VALUE = r"(?:\"[^\"\n]*\"|'[^'\n]*'|[^\s\"'{}\[\]]+)"
# Kramdown writes `{: .lead}`, Pandoc and markdown-it `{.lead width=50%}`; a heading's own is read by the parser.
# Without its colon a list has a class, an id or a field of HTML: `{index=2}` is what a chat program left behind.
_FIELD = rf"(?:width|height|style|target|rel|title|lang|align|id|class|loading|dir|data-[\w-]+|aria-[\w-]+)={_VALUE}"
_ONE = rf"(?:[.#][A-Za-z][\w-]*|{_FIELD})"
_ATTRIBUTES = re.compile(rf"\{{:[^{{}}\n]{{0,200}}\}}|\{{[ \t]*{_ONE}(?:[ \t]+{_ONE}){{0,8}}[ \t]*\}}")
# MkDocs: `!!! warning "Take care"`, `??? note`, `???+ tip inline end`.
_ADMONITION = re.compile(
    r"^[ \t]{0,12}(?:!{3}|\?{3}\+?)[ \t]+[a-z][\w-]*(?:[ \t]+[a-z-]+){0,3}"
    r"(?:[ \t]+(?:\"[^\"\n]*\"|'[^'\n]*'))?[ \t\r]*$",
    re.MULTILINE,
)
# Obsidian: the first line of a quote. GitHub's own five are the parser's where nothing follows them on the line.
_CALLOUT = re.compile(
    r"^[ \t]{0,3}>[> \t]*(?P<mark>\[!(?!(?:note|tip|important|warning|caution)\][ \t\r]*$)"
    r"[A-Za-z][\w -]{0,30}(?:\|[^\]\n]*)?\][+-]?)(?=[ \t\r]|$)",
    re.MULTILINE | re.IGNORECASE,
)
# Not `[[1]](address)`, which is a link whose text is in brackets.
_WIKI_LINK = re.compile(
    r"(?P<embed>!?)\[\[(?=[^\[\]\n]*[A-Za-z])(?P<target>[^\[\]|\n]{1,200}?)(?:\\?\|(?P<label>[^\[\]\n]{1,200}))?\]\](?![(\[])"
)
_CONTENTS = re.compile(r"^[ \t]{0,3}(?:\[\[?_?toc_?\]\]?|@\[toc\]|\$\{toc\})[ \t\r]*$", re.MULTILINE | re.IGNORECASE)
_ABBREVIATION = re.compile(r"^[ \t]{0,3}\*\[[^\]\n]{1,80}\]:[^\n]*", re.MULTILINE)
_LEAF = re.compile(r"^[ \t]{0,3}::[a-z][\w-]*(?:\[[^\]\n]*\])?(?:\{[^}\n]*\})?[ \t\r]*$", re.MULTILINE)
_EMOJI = re.compile(r"(?<![\w:/]):[a-z][a-z0-9_+-]{1,40}:(?![\w:/])")
_HIGHLIGHT = re.compile(r"(?<![=\w])==(?=[^\s=])[^=\n]{1,300}(?<=[^\s=])==(?![=\w])")
_INSERTED = re.compile(r"(?<![+\w])\+\+(?=[^\s+])[^+\n]{1,300}(?<=[^\s+])\+\+(?![+\w])")
# Code and drawings between two shortcodes or two Liquid tags.
_ENCLOSED = re.compile(
    r"\{\{[<%]\s*(?P<hugo>highlight|code|codeblock|mermaid|katex|math|chart|rawhtml|plantuml|graphviz)\b[^\n]*?[>%]\}\}"
    r".{0,20000}?\{\{[<%]\s*/\s*(?P=hugo)\s*[>%]\}\}"
    r"|\{%-?\s*(?P<liquid>highlight|comment|javascript|stylesheet|style|schema|mermaid|graphviz)\b[^\n]*?%\}"
    r".{0,20000}?\{%-?\s*end(?P=liquid)\s*-?%\}",
    re.DOTALL,
)
_WORDPRESS = re.compile(
    rf"\[/?(?P<name>[A-Za-z][\w-]*)(?P<fields>(?:\s+[A-Za-z][\w-]*={_VALUE}){{0,30}})\s*/?\](?![(:])"
)


def enclosed(text: str) -> Iterator[tuple[Span, str]]:
    """Yield what stands between the shortcodes or Liquid tags of code, comments and drawings, with the tags."""
    if "{{" in text or "{%" in text:
        for match in _ENCLOSED.finditer(text):
            yield Span(*match.span()), "code"


def wordpress(text: str) -> Iterator[tuple[Span, str]]:
    """Yield `[caption id="1"]` and its like: brackets with fields, and those that are closed by `[/name]`."""
    if "[" not in text or ("[/" not in text and "=" not in text):
        return
    found = list(_WORDPRESS.finditer(text))
    closed = {m["name"] for m in found if m[0][1] == "/"}
    for match in found:
        if match["fields"] or match["name"] in closed:
            yield Span(*match.span()), "shortcode"


def lines(text: str) -> Iterator[tuple[Span, str]]:
    """Yield whole lines that are no prose: admonition marks, contents, abbreviations, directives."""
    if "!!!" in text or "???" in text:
        for match in _ADMONITION.finditer(text):
            yield Span(match.start(), match.start() + len(match[0].rstrip("\r"))), "container fence"
    if "toc" in text.casefold():
        for match in _CONTENTS.finditer(text):
            yield Span(*match.span()), "table of contents"
    if "*[" in text:
        for match in _ABBREVIATION.finditer(text):
            yield Span(match.start(), match.start() + len(match[0].rstrip("\r"))), "abbreviation"
    if "::" in text:
        for match in _LEAF.finditer(text):
            yield Span(match.start(), match.start() + len(match[0].rstrip("\r"))), "directive"


def marks(text: str) -> Iterator[tuple[Span, str]]:
    """Yield what dresses the words beside it: attribute lists, brackets of wiki links, highlights, callout names."""
    if "{" in text:
        for match in _ATTRIBUTES.finditer(text):
            line = text.rfind("\n", 0, match.start()) + 1
            if not text[line : match.start()].lstrip().startswith("#"):
                yield Span(*match.span()), "attribute list"
    if "[[" in text:
        yield from _wiki_links(text)
    if "[!" in text:
        for match in _CALLOUT.finditer(text):
            yield Span(*match.span("mark")), "mark"
    for literal, pattern in (("==", _HIGHLIGHT), ("++", _INSERTED)):
        if literal in text:
            for match in pattern.finditer(text):
                yield Span(match.start(), match.start() + 2), "mark"
                yield Span(match.end() - 2, match.end()), "mark"
    if ":" in text:
        for match in _EMOJI.finditer(text):
            yield Span(*match.span()), "emoji"


def _wiki_links(text: str) -> Iterator[tuple[Span, str]]:
    for match in _WIKI_LINK.finditer(text):
        if match["embed"]:
            yield Span(*match.span()), "embedded file"
            continue
        heard = "target" if match["label"] is None else "label"
        yield Span(match.start(), match.start(heard)), "mark"
        yield Span(match.end(heard), match.end()), "mark"


def is_callout(text: str, start: int) -> bool:
    """Tell whether the quote that starts at `start` is an admonition ("> [!tip] Title"), the author's own voice."""
    stop = text.find("\n", start)
    line = text[start : stop if stop >= 0 else len(text)]
    return "[!" in line and _CALLOUT.match(line) is not None
