"""What runs in a fresh process of its own: `python -m bench.inside MODE`, with its orders as JSON on stdin.

Each mode prints one JSON object: what it timed, without the time that the process needed to start and load.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any


@dataclass(slots=True)
class Parses:
    """What the parser has done: texts (blocks) that it parsed, seconds spent in it."""

    blocks: int = 0
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Timed:
    """One timed call: seconds on the clock, seconds of CPU, and what the parser had of it."""

    seconds: float
    cpu: float
    parsed_blocks: int
    parse_seconds: float


def commands(orders: dict[str, Any]) -> dict[str, Any]:
    """Run `healthlint` commands in this process: the `warm` ones first, then the `timed` ones, each on its own clock.

    The warm ones load the rules and the model. `parses: true` looks at the parser, which costs a little.
    """
    from healthlint.cli.main import main, settle

    settle()  # as the console script does
    parses = _watch_parser() if orders.get("parses") else Parses()
    start = time.perf_counter()
    for arguments in orders["warm"]:
        _run(main, arguments)
    load = time.perf_counter() - start
    timed = [_timed(main, arguments, parses) for arguments in orders["timed"]]
    return {"load": load, "timed": [asdict(t) for t in timed]}


def _timed(main: Callable[[Sequence[str]], int], arguments: Sequence[str], parses: Parses) -> Timed:
    blocks, parsing = parses.blocks, parses.seconds
    start, cpu = time.perf_counter(), time.process_time()
    _run(main, arguments)
    seconds, spent = time.perf_counter() - start, time.process_time() - cpu
    return Timed(seconds, spent, parses.blocks - blocks, parses.seconds - parsing)


def _run(main: Callable[[Sequence[str]], int], arguments: Sequence[str]) -> None:
    code = main(arguments)
    if code not in (0, 1):
        sys.exit(f"healthlint {' '.join(arguments[:1])} … ended with {code}")


def _watch_parser() -> Parses:
    """Time `Engine.parse`, and count what it had to parse, for the rest of this process."""
    from healthlint.language.engine import Engine

    seen = Parses()
    original = Engine.parse

    def parse(self: Engine, *args: Any, **kwargs: Any) -> list[Any]:
        start, blocks = time.perf_counter(), self.parsed
        docs = original(self, *args, **kwargs)
        seen.seconds += time.perf_counter() - start
        seen.blocks += self.parsed - blocks
        return docs

    Engine.parse = parse
    return seen


def stock(orders: dict[str, Any]) -> dict[str, Any]:
    """Parse the texts of a JSON file with the stock pipeline, no entity recogniser, exactly as its manual says."""
    start = time.perf_counter()
    import spacy

    from healthlint.language.engine import MODEL_NAMES, model_name

    nlp = spacy.load(model_name() or MODEL_NAMES[0], exclude=["ner"])
    texts = json.loads(Path(orders["texts"]).read_text(encoding="utf-8"))
    for _ in nlp.pipe(json.loads(Path(orders["warm"]).read_text(encoding="utf-8"))):
        pass
    load = time.perf_counter() - start
    start, cpu = time.perf_counter(), time.process_time()
    for _ in nlp.pipe(texts):
        pass
    timed = Timed(time.perf_counter() - start, time.process_time() - cpu, 0, 0.0)
    return {"load": load, "timed": [asdict(timed)]}


def memory(orders: dict[str, Any]) -> dict[str, Any]:
    """Check files as a worker does, keep no result, and note the memory after so many of them."""
    from healthlint import Linter, Settings

    linter = Linter(Settings())
    marks, seen = set(orders["marks"]), {}
    items = ((Path(file), Path(file).name) for file in orders["files"])
    for number, _ in enumerate(linter.check_paths(items), start=1):
        if number in marks:
            seen[str(number)] = _status("VmRSS")
    return {"rss_mb": seen, "peak_mb": _status("VmHWM")}


def _status(field: str) -> float:
    """Return a field of this process's status in MB. The file is Linux's."""
    for line in Path("/proc/self/status").read_text(encoding="utf-8").splitlines():
        if line.startswith(f"{field}:"):
            return int(line.split()[1]) / 1024
    raise ValueError(field)


def textstat(orders: dict[str, Any]) -> dict[str, Any]:
    """Score files with seven of textstat's formulas: what a script that only scores would do."""
    from healthlint.readability.textstat_bridge import score

    formulas = (
        "flesch_reading_ease",
        "flesch_kincaid_grade",
        "smog_index",
        "gunning_fog",
        "coleman_liau_index",
        "automated_readability_index",
        "dale_chall_readability_score",
    )
    scored = 0
    for file in orders["files"]:
        text = Path(file).read_text(encoding="utf-8")
        scored += len([score(name, text) for name in formulas])
    return {"scores": scored}


MODES: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "commands": commands,
    "stock": stock,
    "memory": memory,
    "textstat": textstat,
}


if __name__ == "__main__":
    print(json.dumps(MODES[sys.argv[1]](json.load(sys.stdin))))
