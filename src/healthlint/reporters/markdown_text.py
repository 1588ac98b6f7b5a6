"""Text put into Markdown so that it is shown as it is: no markup, no HTML, no link, no broken table."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from healthlint.reporters.neutral import neutral

# What can begin a construct inside a line of GitHub-flavoured Markdown (CommonMark 0.31, "Backslash escapes");
# brackets stay as they are where they cannot make a link without the square ones.
_INLINE = re.compile(r"[\\`*_\[\]<>|~$#]")
# What only means something at the start of a line: a bullet, a rule, "1." or "1)".
_BULLET = re.compile(r"^[-+=]")
_NUMBERED = re.compile(r"^(\d+)([.)])(?=\s|$)")
# Bare addresses that GitHub turns into links: an entity in them stops that, and is read as the same character.
_AUTOLINK = re.compile(r"(?i)(https?|ftp|mailto|xmpp)(?=:)|(www)(?=\.)")
_NO_MENTION = "@\u200b"  # GitHub would notify the user of that name; entities do not stop it


def escape(text: str) -> str:
    """Return article text as Markdown that shows the same text, on one line, fit for a table's cell.

    `@` is followed by a zero-width space.
    """
    plain = neutral(text).strip().replace("&", "&amp;")
    plain = _INLINE.sub(lambda m: f"&#{ord(m[0])};" if m[0] == "|" else f"\\{m[0]}", plain)
    plain = _NUMBERED.sub(r"\1\\\2", _BULLET.sub(r"\\\g<0>", plain))
    plain = _AUTOLINK.sub(lambda m: f"{m[0][:-1]}&#{ord(m[0][-1])};", plain)
    return plain.replace("@", _NO_MENTION)


def code(name: str) -> str:
    """Return a rule's name as code. Names of rules hold letters, digits, `-` and `/`; anything else is escaped."""
    return f"`{name}`" if re.fullmatch(r"[\w/-]+", name) else escape(name)


def quoted(text: str) -> str:
    """Return article text as a code span for a table's cell, so that its markup is read as it stands in the file."""
    plain = neutral(text).strip()
    if not plain:
        return ""
    # A cell ends at a pipe even in code unless a backslash stands before it; and what several of them mean differs
    # from one Markdown to the next.
    if "|" in plain and "\\" in plain:
        return f"“{escape(text)}”"
    fence = "`" * (1 + max((len(run) for run in re.findall("`+", plain)), default=0))
    room = " " if plain.startswith("`") or plain.endswith("`") else ""
    return f"{fence}{room}{plain}{room}{fence}".replace("|", "\\|")


def shortened(text: str, length: int) -> str:
    """Return the text on one line, cut between words with an ellipsis when it is longer than `length`."""
    flat = " ".join(text.split())
    if len(flat) <= length:
        return flat
    cut = flat[: length - 1]
    return f"{cut.rpartition(' ')[0] or cut}…"


def table(head: Sequence[str], rows: Sequence[Sequence[str]], *, numbers: Collection[int] = ()) -> str:
    """Return a table of cells that are Markdown already; `numbers` are the columns that stand to the right."""
    rule = ["---:" if i in numbers else "---" for i in range(len(head))]
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, rule, *rows))
