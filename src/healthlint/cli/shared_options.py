"""Options that several commands have, said once: the same words and the same meaning everywhere."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from healthlint.cli.completion import complete_contexts

REPEAT = "Repeatable; commas separate."

ContextOption = Annotated[
    list[str] | None,
    typer.Option(
        metavar="KEY=VALUE",
        help=f"Who publishes, about what, where, for whom: publisher=charity. {REPEAT}",
        autocompletion=complete_contexts,
    ),
]
ConfigOption = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="Use this configuration file instead of the nearest one."),
]
IsolatedOption = Annotated[bool, typer.Option("--isolated", help="Read no configuration file.")]
StdinOption = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="What to call stdin; it decides format and configuration."),
]
NoColorOption = Annotated[bool, typer.Option("--no-color", help="No colours (as does NO_COLOR).")]
JobsOption = Annotated[
    int | None,
    typer.Option("--jobs", "-j", metavar="N", min=1, help="How many processes to use. [default: the cores]"),
]
CacheDirOption = Annotated[
    Path | None,
    typer.Option(metavar="DIR", help="Keep results and parses here. [default: the user's cache folder]"),
]
NoCacheOption = Annotated[bool, typer.Option("--no-cache", help="Neither use nor keep earlier results.")]
