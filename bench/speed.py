"""Time every line of the speed table, compare with other tools, write docs/performance.md.

    python -m bench.speed [--data DIR] [--json FILE] [--quick] [--only LINE,...]

DIR holds `clean/medquad.*.jsonl.gz`. With --json the rows of lines that are not run again stay as they are in FILE,
which is written after each line: a run that was cut short goes on with --only. A full run of all lines writes
docs/performance.md; any other does so when --page is given.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from bench import machine, page, peers, rows
from bench.lines import cache, check, cold, growth, memory, phrases, watch, workers
from bench.plan import FULL, QUICK, Plan
from bench.rows import Record, Row
from bench.setting import ROOT, Setting
from bench.tables import HEAD, cells, notes, peer_cells, peer_head, plain
from bench.timing import BenchError

LINES: dict[str, Callable[[Setting], list[Row]]] = {
    module.LINE: module.measure for module in (check, workers, cache, cold, memory, growth, phrases, watch)
}
NAMES = (*LINES, peers.LINE)
PAGE = ROOT / "docs" / "performance.md"


def main(arguments: Sequence[str] | None = None) -> None:
    """Run what is asked for, print the tables, write the files."""
    options = _options(arguments)
    record = rows.load(options.json) if options.json else Record()
    if not options.from_json:
        record = _measure(options, record)
    _print(record)
    if options.page:
        page.write(record, options.page)


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "bench")
    parser.add_argument("--json", type=Path, help="keep all rows here")
    parser.add_argument("--quick", action="store_true", help="small sizes: a look, not a verdict")
    parser.add_argument("--only", type=chosen, default=NAMES, metavar="LINE,...", help=", ".join(NAMES))
    parser.add_argument("--page", type=Path, help=f"write the page here (a full run: docs/{PAGE.name})")
    parser.add_argument(
        "--from-json", action="store_true", help="measure nothing: show what --json has, write the page"
    )
    options = parser.parse_args(arguments)
    if options.from_json and options.json is None:
        parser.error("--from-json needs --json")
    if options.page is None and (options.from_json or (not options.quick and options.only == NAMES)):
        options.page = PAGE
    return options


def chosen(text: str) -> tuple[str, ...]:
    """Return the lines named in `a,b`, in the order of the table; "-" may stand for a space. Raises for others."""
    wanted = {name.strip().replace("-", " ") for name in text.split(",")}
    if unknown := sorted(wanted - set(NAMES)):
        raise argparse.ArgumentTypeError(f"no line {', '.join(unknown)}; there are {', '.join(NAMES)}")
    return tuple(name for name in NAMES if name in wanted)


def _measure(options: argparse.Namespace, record: Record) -> Record:
    plan = QUICK if options.quick else FULL
    record = replace(record, machine=machine.facts())
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        setting = Setting(options.data.resolve(), Path(folder), plan)
        for name in options.only:
            start, sources = time.perf_counter(), machine.sources()
            print(f"{name} …", end=" ", file=sys.stderr, flush=True)
            record = _line(name, setting, record, plan)
            print(f"{time.perf_counter() - start:.0f} s", file=sys.stderr)
            if machine.sources() != sources:
                print("  healthlint's files changed meanwhile: measure this line again", file=sys.stderr)
            if options.json:
                rows.save(record, options.json)
    return record


def _line(name: str, setting: Setting, record: Record, plan: Plan) -> Record:
    """Return the record with one line measured again. One that cannot be is a row that says why."""
    try:
        if name == peers.LINE:
            return replace(record, peers=peers.measure(setting))
        found = LINES[name](setting)
    except BenchError as err:
        print(f"not measured: {err}", end=" ", file=sys.stderr)
        found = [rows.failed(name, str(err))]
    size = rows.QUICK if plan.quick else rows.FULL
    return record.with_rows(name, [replace(row, size=size) for row in found], NAMES)


def _print(record: Record) -> None:
    print(plain(HEAD, (cells(row) for row in record.rows)))
    for note in notes(record.rows):
        print(f"  {note}")
    if record.peers:
        print()
        print(plain(peer_head(record.peers), (peer_cells(peer, record.peers) for peer in record.peers)))


if __name__ == "__main__":
    main()
