"""Suppressions that an author writes in comments: `<!-- healthlint-disable-next-line pack/rule reason="…" -->`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from healthlint.diagnostics import did_you_mean
from healthlint.model.document import Directive
from healthlint.model.span import Span

if TYPE_CHECKING:
    from healthlint.formats.assembler import Assembler

_COMMENT = re.compile(r"\s*(?:<!--(?P<html>.*?)-->|\{\s*/\*(?P<mdx>.*?)\*/\s*\}|#(?P<hash>.*))\s*", re.DOTALL)
_START = re.compile(r"\s*healthlint(?P<tail>[-:\s]|$)")
_ACTION = re.compile(r"\s*healthlint[-:]\s*(?P<action>[\w-]*)")
_ACTIONS = ("disable", "enable", "disable-line", "disable-next-line", "disable-file")
_FIELD = re.compile(r"(?P<key>[A-Za-z_-]+)\s*=\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>[^\s,\"']+))")
_RULE = re.compile(r"[A-Za-z0-9_.*-]+(?:/[A-Za-z0-9_.*-]+)?")
_DATE = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")
_KEYS = ("reason", "until", "by")


def comment_body(comment: str) -> tuple[int, str] | None:
    """Return (offset, text) of what stands inside a comment, or None when it is no comment."""
    match = _COMMENT.fullmatch(comment)
    if match is None:
        return None
    group = next(g for g in ("html", "mdx", "hash") if match[g] is not None)
    return match.start(group), match[group]


def is_directive_line(line: str) -> bool:
    """Tell whether a line of plain text is a directive and nothing else."""
    if "healthlint" not in line:
        return False
    body = comment_body(line)
    return body is not None and _START.match(body[1]) is not None


def add_directive(comment: str, start: int, assembler: Assembler) -> bool:
    """Read a comment that starts at source offset `start`; tell whether it was addressed to healthlint.

    A malformed one becomes a problem of the document and suppresses nothing.
    """
    body = comment_body(comment) if "healthlint" in comment else None
    if body is None or not _START.match(body[1]):
        return False
    whole = Span(start + len(comment) - len(comment.lstrip()), start + len(comment.rstrip()))
    found = parse(body[1], start + body[0], whole)
    if isinstance(found, Directive):
        assembler.directives.append(found)
    else:
        assembler.problems.append(found)
    assembler.skip(whole.start, whole.end, "healthlint directive")
    return True


def parse(body: str, start: int, whole: Span) -> Directive | tuple[Span, str]:
    """Return the directive in a comment's text, or (span, message) when it is malformed.

    `start` is the source offset of `body`, `whole` the source range of the comment.
    """
    match = _ACTION.match(body)
    if match is None or match["action"] not in _ACTIONS:
        written = match["action"] if match else ""
        choices = ", ".join(f"`healthlint-{a}`" for a in _ACTIONS)
        hint = did_you_mean(written, _ACTIONS).replace("`", "`healthlint-", 1) or f"use one of {choices}"
        return whole, f"unknown directive `healthlint-{written}`, which suppresses nothing: {hint}"
    rules: list[tuple[str, Span]] = []
    fields: dict[str, str] = {}
    at = match.end()
    while at < len(body):
        if body[at].isspace() or body[at] == ",":
            at += 1
            continue
        field = _FIELD.match(body, at)
        rule = _RULE.match(body, at)
        if field:
            place = Span(start + field.start(), start + field.end())
            problem = _take_field(field, fields)
            if problem:
                return place, problem
            at = field.end()
        elif rule and (rule.end() == len(body) or body[rule.end()] in ", \t\r\n"):
            rules.append((rule[0], Span(start + rule.start(), start + rule.end())))
            at = rule.end()
        else:
            stop = at + len(body[at:].split(maxsplit=1)[0])
            return Span(start + at, start + stop), f"`{body[at:stop]}` is neither a rule id nor reason=, until= or by="
    return Directive(
        action=match["action"],
        rules=tuple(r for r, _ in rules),
        source_span=whole,
        rule_spans=tuple(s for _, s in rules),
        reason=fields.get("reason", ""),
        until=fields.get("until", ""),
        by=fields.get("by", ""),
    )


def _take_field(field: re.Match[str], fields: dict[str, str]) -> str:
    """Store `key=value`; return what is wrong with it, or ""."""
    key = field["key"].lower()
    value = next(v for v in (field["double"], field["single"], field["bare"]) if v is not None).strip()
    if key not in _KEYS:
        return f"unknown key `{key}`; use one of reason, until, by"
    if key in fields:
        return f"`{key}` is given twice"
    if key == "until" and not _DATE.fullmatch(value):
        return f"`until` must be a date like 2026-12-31; got `{value}`"
    fields[key] = value
    return ""
