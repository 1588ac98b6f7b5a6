"""The whole check against the stock parser on the same prose: words per second, one worker, and the share outside."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

from bench import corpus
from bench.rows import Row, Spread, Target, row
from bench.setting import Setting, check_command, inside
from bench.timing import BenchError, Run, in_turn

LINE = "check"
_OPTIONS = ("--jobs", "1", "--no-cache")


def measure(setting: Setting) -> list[Row]:
    """Return the speed of both, their ratio, and the share of our time that is not the parser's."""
    paths = _write(setting)
    texts = [_prose(path) for path in paths]
    words = corpus.n_words(*texts)
    file = setting.fresh("check.json")
    file.write_text(json.dumps(texts), encoding="utf-8")

    examples = setting.fresh("check-warm.json")
    warm = sorted(p for p in (setting.warm_up / "examples").iterdir() if p.suffix in corpus.SUFFIXES)
    examples.write_text(json.dumps([_prose(path) for path in warm]), encoding="utf-8")

    def ours(*, parses: bool = False) -> tuple[dict[str, Any], Run]:
        return inside("commands", _orders(setting, parses=parses), one_thread=True)

    both: dict[str, Callable[[], tuple[dict[str, Any], Run]]] = {
        "ours": ours,
        "stock": lambda: inside("stock", {"warm": examples, "texts": file}),
    }
    done = in_turn(both, setting.plan.check_rounds)
    shares = [_share(ours(parses=True)[0]) for _ in range(setting.plan.parse_rounds)]
    return [*_speeds(done, words), row(LINE, "time outside the parse", "%", Spread.of(shares), Target("at most", 25))]


def _orders(setting: Setting, *, parses: bool) -> dict[str, Any]:
    out = setting.folder / "check-report.json"
    return {
        "warm": [check_command(setting.warm_up, out=out, options=_OPTIONS)],
        "timed": [check_command(setting.folder / "check", out=out, options=_OPTIONS)],
        "parses": parses,
    }


def _write(setting: Setting) -> list[Path]:
    articles, words = [], 0
    for article in setting.articles:
        if words >= setting.plan.check_words:
            break
        articles.append(article)
        words += corpus.n_words(article)
    folder = setting.fresh("check")
    return [*corpus.write(folder, articles), *corpus.add_examples(folder)]


def _prose(path: Path) -> str:
    """Return what the parser would be given of an article: the file if it is plain text, else its prose."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".txt":
        return text
    from healthlint.formats.registry import extract
    from healthlint.source import read

    document = extract(read(path, shown=path.name), None)
    return "\n\n".join(document.blocks[i].prose for i in document.prose_blocks())


def _speeds(done: dict[str, list[tuple[dict[str, Any], Run]]], words: int) -> list[Row]:
    clock = {name: [words / r["timed"][0]["seconds"] for r, _ in runs] for name, runs in done.items()}
    cpu = {name: [words / r["timed"][0]["cpu"] for r, _ in runs] for name, runs in done.items()}
    whole = {name: [words / process.seconds for _, process in runs] for name, runs in done.items()}

    def ratio(of: dict[str, list[float]]) -> Spread:
        return Spread.of(a / b for a, b in zip(of["ours"], of["stock"], strict=True))

    beside = f"{words:,} words; by CPU time {ratio(cpu).value:.2f} ({median(cpu['ours']):,.0f} words/s)"
    return [
        row(LINE, "whole check against stock spaCy", "times", ratio(clock), Target("at least", 2.0), note=beside),
        row(LINE, "whole check, model loaded", "words/s", Spread.of(clock["ours"])),
        row(LINE, "stock spaCy without NER, model loaded", "words/s", Spread.of(clock["stock"])),
        row(LINE, "whole check, whole process", "words/s", Spread.of(whole["ours"])),
        row(LINE, "stock spaCy without NER, whole process", "words/s", Spread.of(whole["stock"])),
        row(LINE, "whole check against stock spaCy, whole processes", "times", ratio(whole)),
    ]


def _share(result: dict[str, Any]) -> float:
    """Return the percentage of the timed run that was spent outside the parser."""
    timed = result["timed"][0]
    if not timed["parsed_blocks"]:
        raise BenchError("Engine.parse was not called: the parser is reached in another way now")
    return 100 * (1 - timed["parse_seconds"] / timed["seconds"])
