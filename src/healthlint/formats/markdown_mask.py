"""Hide what no Markdown parser knows (shortcodes, Liquid, MDX, formulas) behind letters of the same length."""

from __future__ import annotations

import re
from collections.abc import Iterator

from healthlint.formats import markdown_dialects as dialects
from healthlint.model.span import Span

# Letters, not spaces: five leading spaces would make an indented code block.
LETTER = "x"

_TOKEN = re.compile(r"\{\{[<%]|[>%]\}\}|\{\{|\}\}|\{%|%\}|\n[^\S\n]*\n")
_CLOSERS = {"{{<": ">}}", "{{%": "%}}", "{{": "}}", "{%": "%}"}
_SCRIPTLET = re.compile(r"<%(?:(?!\n[^\S\n]*\n).){0,2000}?%>", re.DOTALL)
_BLADE = re.compile(
    r"^[ \t]*@(?:extends|section|endsection|include|yield|stop|push|endpush|component|endcomponent|csrf|if|else|endif"
    r"|foreach|endforeach)\b(?:[ \t]?\([^()\n]{0,200}\))?[ \t\r]*$",
    re.MULTILINE,
)
_FENCE_LINE = re.compile(r"^[ \t]{0,3}:{3,}[^\n]*$", re.MULTILINE)
# Up to the closing mark, not across a blank line. `\(` and `\[` are escaped brackets too, so what stands inside must
# look like a formula.
_INSIDE = r"(?:(?!\n[^\S\n]*\n).){1,2000}?"
_FORMULA = re.compile(
    r"\$\$(?=\S|\n)" + _INSIDE + r"\$\$"
    r"|(?<!\\)\\\((?=[^\n)]*[=^_+{][^\n]*\\\))" + _INSIDE + r"\\\)"
    r"|(?<!\\)\\\[(?=[^\n\]]*(?:=|\\[a-z]))" + _INSIDE + r"\\\]",
    re.DOTALL,
)
_MDX_TOKEN = re.compile(r"\\[{}]|[{}]|\n[^\S\n]*\n|</?>")
_MDX_MODULE = re.compile(r"^(?:import|export)\s[^\n]*(?:\n(?![^\S\n]*(?:\n|```|~~~))[^\n]*)*", re.MULTILINE)


def shortcodes(text: str) -> Iterator[tuple[Span, str]]:
    """Yield the ranges of Hugo shortcodes and Liquid or Jinja tags; none crosses a blank line."""
    opened: tuple[str, int] | None = None
    for match in _TOKEN.finditer(text):
        token = match[0]
        if opened is not None and token == _CLOSERS[opened[0]]:
            yield Span(opened[1], match.end()), "shortcode"
            opened = None
        elif token in _CLOSERS:
            opened = (token, match.start())
        elif token[0] == "\n":
            opened = None


def templates(text: str) -> Iterator[tuple[Span, str]]:
    """Yield what a template engine or WordPress would replace: `{{ name }}`, `{% if x %}`, `<%= x %>`, `[box id="1"]`.

    In order and apart from each other; for formats whose parser reads them as text.
    """
    found = [
        *shortcodes(text),
        *dialects.wordpress(text),
        *((Span(*m.span()), "shortcode") for m in _SCRIPTLET.finditer(text)),
        *((Span(*m.span()), "shortcode") for m in _BLADE.finditer(text)),
    ]
    yield from _apart(found)


def formulas(text: str) -> Iterator[tuple[Span, str]]:
    r"""Yield `$$…$$`, `\(…\)` and `\[…\]`; none crosses a blank line. A single `$` is money ("$5-$10")."""
    for match in _FORMULA.finditer(text):
        yield Span(match.start(), match.end()), "formula"


def fences(text: str) -> Iterator[tuple[Span, str]]:
    """Yield the `:::note` and `:::` lines of containers; the text between them stays prose."""
    for match in _FENCE_LINE.finditer(text):
        yield Span(match.start(), match.start() + len(match[0].rstrip("\r"))), "container fence"


def mdx(text: str) -> Iterator[tuple[Span, str]]:
    """Yield import and export statements, `{expressions}` and empty tags of MDX."""
    for match in _MDX_MODULE.finditer(text):
        yield Span(match.start(), match.end()), "MDX import or export"
    depth, start = 0, 0
    for match in _MDX_TOKEN.finditer(text):
        token = match[0]
        if token == "{":
            start = start if depth else match.start()
            depth += 1
        elif token == "}" and depth:
            depth -= 1
            if not depth:
                yield Span(start, match.end()), "MDX expression"
        elif token[0] == "\n":
            depth = 0
        elif token in ("<>", "</>") and not depth:
            yield Span(match.start(), match.end()), "MDX tag"


def find(text: str, *, is_mdx: bool) -> list[tuple[Span, str]]:
    """Return all ranges to hide, in order and apart from each other, with their reasons."""
    found = [
        *dialects.enclosed(text),
        *shortcodes(text),
        *formulas(text),
        *fences(text),
        *(mdx(text) if is_mdx else ()),
        *dialects.wordpress(text),
        *dialects.lines(text),
        *dialects.marks(text),
    ]
    return _apart(found)


def _apart(found: list[tuple[Span, str]]) -> list[tuple[Span, str]]:
    """Return the ranges in order, without those that begin inside an earlier one."""
    kept: list[tuple[Span, str]] = []
    for span, reason in sorted(found, key=lambda f: (f[0].start, -f[0].end)):
        if not kept or span.start >= kept[-1][0].end:
            kept.append((span, reason))
    return kept


def hide(text: str, spans: list[Span]) -> str:
    """Return the text with the ranges made letters; line ends inside them stay."""
    parts: list[str] = []
    done = 0
    for span in spans:
        parts.append(text[done : span.start])
        parts.append(re.sub(r"[^\r\n]", LETTER, span.of(text)))
        done = span.end
    parts.append(text[done:])
    return "".join(parts)
