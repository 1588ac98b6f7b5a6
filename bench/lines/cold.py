"""From nothing to an answer: whole processes for one article, with and without the parse, and for --help."""

from __future__ import annotations

from collections.abc import Callable

from bench import corpus
from bench.rows import Row, Spread, Target, row
from bench.setting import Setting, healthlint
from bench.timing import Run, in_turn

LINE = "cold start"


def measure(setting: Setting) -> list[Row]:
    """Return the seconds of each command; the disk's cache is warm, healthlint's own is off."""
    folder = setting.fresh("cold")
    article = corpus.write(folder, [corpus.take(setting.texts, 1, seed=2)[0]])[0]
    check = ("check", str(article), "--no-cache")
    commands: dict[str, tuple[tuple[str, ...], float]] = {
        "healthlint check one.txt --no-cache": (check, 2.2),
        "healthlint check one.txt --no-cache --select plain-language": ((*check, "--select", "plain-language"), 0.35),
        "healthlint --help": (("--help",), 0.2),
        "healthlint --version": (("--version",), 0.2),
    }

    def action(arguments: tuple[str, ...]) -> Callable[[], Run]:
        return lambda: healthlint(*arguments)

    actions = {name: action(arguments) for name, (arguments, _) in commands.items()}
    in_turn(actions, 1)  # the disk's cache
    done = in_turn(actions, setting.plan.start_rounds)
    return [
        row(LINE, f"`{name}`", "s", Spread.of(r.seconds for r in runs), Target("under", commands[name][1]))
        for name, runs in done.items()
    ]
