"""The figures as tables: plain text for the screen, Markdown for the page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bench.rows import QUICK, Peer, Row, Spread

HEAD = ("line", "metric", "target", "measured: median (low–high)", "runs", "met")
PEER_HEAD = ("tool", "version", "words/s", "start-up, s")
_NONE = "–"


def cells(row: Row) -> tuple[str, ...]:
    """Return a row's cells, in the order of HEAD. What was measured small says so."""
    metric = f"{row.metric} (quick run)" if row.size == QUICK else row.metric
    met = _NONE if row.met is None else "yes" if row.met else "**no**"
    target = f"{row.target} {_unit(row.unit)}".strip() if row.target and row.unit != "yes/no" else row.target
    return row.line, metric, target or _NONE, measured(row), str(row.n) if row.n else _NONE, met


def measured(row: Row) -> str:
    """Return the median with its range and unit; the range only where there is one."""
    if row.value is None:
        return row.note or "not measured"
    if row.unit == "yes/no":
        return "yes" if row.value else "no"
    text = number(row.value)
    if row.low is not None and row.high is not None and row.low != row.high:
        text += f" ({number(row.low)}–{number(row.high)})"
    return f"{text} {_unit(row.unit)}".strip()


def number(value: float) -> str:
    """Return a number with as many figures as its size deserves: 13,412; 431; 12.3; 1.98; 0.183.

    >>> number(1.975)
    '1.98'
    """
    size = abs(value)
    if value == int(value) and size < 1000:
        return f"{value:.0f}"
    places = 0 if size >= 100 else 1 if size >= 10 else 2 if size >= 1 else 3
    return f"{value:,.{places}f}"


def _unit(unit: str) -> str:
    return "" if unit == "times" else unit


def notes(rows: Iterable[Row]) -> list[str]:
    """Return what is to be said of rows that were measured, once for each line: `line, metric: note`."""
    found: dict[tuple[str, str], str] = {}
    for row in rows:
        if row.note and row.value is not None:
            found.setdefault((row.line, row.note), f"{row.line}, {row.metric}: {row.note}")
    return list(found.values())


def plain(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table in columns for a terminal."""
    lines = [tuple(head), *(tuple(row) for row in rows)]
    widths = [max(len(line[i]) for line in lines) for i in range(len(head))]
    return "\n".join("  ".join(c.ljust(w) for c, w in zip(line, widths, strict=True)).rstrip() for line in lines)


def markdown(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table; the first cell of a row is left out where it repeats the one above."""
    lines = [_line(head), _line("---" for _ in head)]
    above = ""
    for row in rows:
        first, *rest = row
        lines.append(_line(("" if first == above else first, *rest)))
        above = first
    return "\n".join(lines)


def _line(row: Iterable[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |"


def peer_head(peers: Sequence[Peer]) -> tuple[str, ...]:
    """Return the head of the peers' table: a column for each slip that a tool was tried with."""
    return (*PEER_HEAD, *(f"finds {name} slip" for name in _slips(peers)), "remark")


def peer_cells(peer: Peer, peers: Sequence[Peer]) -> tuple[str, ...]:
    """Return a peer's cells, in the order of `peer_head`."""
    found = tuple({True: "yes", False: "no", None: _NONE}[peer.finds.get(name)] for name in _slips(peers))
    return peer.name, peer.version or _NONE, _spread(peer.words_per_second), _spread(peer.start_up), *found, peer.note


def _slips(peers: Sequence[Peer]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for peer in peers for name in peer.finds))


def _spread(spread: Spread | None) -> str:
    if spread is None:
        return _NONE
    text = number(spread.value)
    return text if spread.low == spread.high else f"{text} ({number(spread.low)}–{number(spread.high)})"
