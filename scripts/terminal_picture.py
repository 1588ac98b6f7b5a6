"""Draw the README's picture: what `healthlint check` really prints for an example article, as SVG.

    python scripts/terminal_picture.py [article] [--output FILE]

The same article, rules and version give the same bytes. The picture needs no font and no server: rich's own
template loads a web font, so those rules are taken out. Of a report with the telling rules only their sentences are
drawn, with the beginning and the end, and the picture says how many lines are left out.
"""

from __future__ import annotations

import argparse
import html
import io
import os
import re
from pathlib import Path

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from healthlint import Linter, Settings
from healthlint.reporters.options import RenderOptions
from healthlint.reporters.registry import render

ROOT = Path(__file__).resolve().parent.parent
ARTICLE = ROOT / "examples/articles/clinic-immune-blog.txt"
PICTURE = ROOT / "docs/images/terminal.svg"
WIDTH = 116  # cells; most messages fit, and a README column still shows them large enough to read
# A slip in the headline, a study that nobody can find, a promise: what the product is for.
TELLING = ("grammar/inverted-question-verb-form", "citations/study-without-source", "claims/offers-hope")
_END = re.compile(r"^(?:\x1b\[[\d;]*m| )*Findings\b")  # from this block on the report is always shown

CELL = 12.2  # the width of a cell in rich's template
_TEXT = re.compile(
    r'<text class="(?P<role>[\w-]+)" x="(?P<x>[\d.]+)" y="(?P<y>[\d.]+)" textLength="[\d.]+" '
    r'clip-path="(?P<clip>[^"]+)">(?P<drawn>[^<]*)</text>'
)
_WEB_FONT = re.compile(r"@font-face \{\{.*?\}\}\s*", re.DOTALL)


def main() -> None:
    """Check the article in its own folder, as a person would, and write the picture."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("article", nargs="?", type=Path, default=ARTICLE)
    parser.add_argument("--output", type=Path, default=PICTURE)
    args = parser.parse_args()
    article, output = args.article.resolve(), args.output.resolve()
    os.chdir(article.parent)
    report = checked(article.name)
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_text(svg(cropped(report), title=f"healthlint check {article.name}"), encoding="utf-8")


def checked(name: str) -> str:
    """Return the coloured report on a file of the working directory, with the settings found there."""
    linter = Linter(Settings.load())
    report = linter.report([linter.check_path(name)])
    return render("terminal", report, options=RenderOptions(color=True, width=WIDTH))


def cropped(report: str) -> str:
    """Return the blocks that tell most: the heading, those with a telling rule, and the end; gaps are counted."""
    blocks = report.rstrip("\n").split("\n\n")
    end = next((i for i, block in enumerate(blocks) if _END.search(block)), len(blocks))
    telling = [i for i in range(1, end) if any(rule in blocks[i] for rule in TELLING)]
    out: list[str] = []
    left_out = 0
    for i, block in enumerate(blocks):
        if i in (0, *telling) or i >= end or not telling:
            out += [f"\x1b[2m  … {left_out} more lines …\x1b[0m"] if left_out else []
            out.append(block)
            left_out = 0
        else:
            left_out += block.count("\n") + 1
    return "\n\n".join(out)


def svg(report: str, *, title: str) -> str:
    """Return the picture of a coloured report."""
    console = Console(
        record=True,
        width=WIDTH,
        file=io.StringIO(),
        force_terminal=True,
        color_system="standard",
        legacy_windows=False,
        highlight=False,
        _environ={},
    )
    for line in report.split("\n"):
        console.print(Text.from_ansi(line))
    template = _WEB_FONT.sub("", CONSOLE_SVG_FORMAT).replace("Fira Code, monospace", "ui-monospace, monospace")
    return placed(console.export_svg(title=title, code_format=template, unique_id="healthlint"))


def placed(picture: str) -> str:
    """Return the picture with every run of spaces turned into a place.

    Viewers disagree on the width of leading spaces and some ignore `textLength`; a column that is a coordinate stays
    where it is, so signs stand under their words everywhere.
    """
    return _TEXT.sub(_words_in_place, picture)


def _words_in_place(found: re.Match[str]) -> str:
    role, x, y, clip, drawn = found.group("role", "x", "y", "clip", "drawn")
    text = html.unescape(drawn)
    out: list[str] = []
    for word in re.finditer("[^\\s](?:\u00a0?[^\\s])*", text):
        place = round(float(x) + CELL * cell_len(text[: word.start()]), 1)
        length = round(CELL * cell_len(word[0]), 1)
        shown = html.escape(word[0]).replace("\u00a0", "&#160;")
        out.append(
            f'<text class="{role}" x="{place:g}" y="{y}" textLength="{length:g}" clip-path="{clip}">{shown}</text>'
        )
    return "".join(out) or ("\n" if "\n" in text else "")  # the end of a row stays one, for readable differences


if __name__ == "__main__":
    main()
