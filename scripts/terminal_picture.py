"""Draw the README's picture: what `healthlint check` really prints for an example article, as SVG.

    python scripts/terminal_picture.py [article] [--rows N] [--output FILE]

The same article, rules and version give the same bytes. The picture needs no font and no server: rich's own
template loads a web font, so those rules are taken out. When the report has more rows than the picture, the middle
is left out and the picture says how much.
"""

from __future__ import annotations

import argparse
import io
import os
import re
from pathlib import Path

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from rich.text import Text

from healthlint import Linter, Settings
from healthlint.reporters.options import RenderOptions
from healthlint.reporters.registry import render

ROOT = Path(__file__).resolve().parent.parent
ARTICLE = ROOT / "examples/articles/clinic-immune-blog.txt"
PICTURE = ROOT / "docs/images/terminal.svg"
WIDTH = 116  # cells; most messages fit, and a README column still shows them large enough to read
ROWS = 66
_LAST_LINE = "Summary"  # from here on the report is always shown

_WEB_FONT = re.compile(r"@font-face \{\{.*?\}\}\s*", re.DOTALL)


def main() -> None:
    """Check the article in its own folder, as a person would, and write the picture."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("article", nargs="?", type=Path, default=ARTICLE)
    parser.add_argument("--rows", type=int, default=ROWS)
    parser.add_argument("--output", type=Path, default=PICTURE)
    args = parser.parse_args()
    article, output = args.article.resolve(), args.output.resolve()
    os.chdir(article.parent)
    report = checked(article.name)
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_text(svg(cropped(report, args.rows), title=f"healthlint check {article.name}"), encoding="utf-8")


def checked(name: str) -> str:
    """Return the coloured report on a file of the working directory, with the settings found there."""
    linter = Linter(Settings.load())
    report = linter.report([linter.check_path(name)])
    return render("terminal", report, options=RenderOptions(color=True, width=WIDTH))


def cropped(report: str, rows: int) -> str:
    """Return the report with at most about `rows` lines: whole blocks of its beginning, and all of its end."""
    lines = report.rstrip("\n").split("\n")
    if len(lines) <= rows:
        return "\n".join(lines)
    end = next(i for i, text in enumerate(lines) if _LAST_LINE in text)
    room = max(1, rows - (len(lines) - end) - 2)
    start = max((i for i in range(min(room, end)) if not lines[i].strip()), default=min(room, end))
    left_out = f"\x1b[2m  … {end - start - 1} more lines …\x1b[0m"
    return "\n".join([*lines[: start + 1], left_out, "", *lines[end:]])


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
    return console.export_svg(title=title, code_format=template, unique_id="healthlint")


if __name__ == "__main__":
    main()
