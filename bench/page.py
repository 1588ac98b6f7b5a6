"""docs/performance.md: what is measured is written between two marks; what people write around them stays."""

from __future__ import annotations

from pathlib import Path

from bench.rows import QUICK, Record
from bench.tables import HEAD, cells, markdown, notes, peer_cells, peer_head

BEGIN = "<!-- measured: `python -m bench.speed` writes from here -->"
END = "<!-- measured: to here; what stands outside is written by hand and kept -->"

_NEW = f"""\
# Performance

{BEGIN}
{END}

## What falls short, and why

Nothing was explained yet.
"""

_HOW = """\
## What is measured

Articles of about 500 words from edited patient information and the articles of `examples/`. The former are MedQuAD's
answers from NIH and CDC pages (Ben Abacha and Demner-Fushman, A question-entailment approach to question answering, BMC
Bioinformatics 2019; CC BY 4.0); they are not in this repository. Where more text is needed than there is, lines are
drawn from it and each is given a number of its own, so that no two are the same and nothing gains by remembering. Words
are told by white space. What is compared is run in turn (A B A B); figures are medians with the lowest and the highest.

- **check**: both parse the same prose in fresh processes, one worker; both load and read the articles of `examples/`
  before the clock starts; the rows "whole process" have that in them. Stock spaCy is
  `spacy.load("en_core_web_sm", exclude=["ner"]).pipe(texts)` as it comes; healthlint has one BLAS thread. A pair of
  runs gives a ratio; the figure is the median of these.
- **check, time outside the parse**: all that is not spent in `Engine.parse`, as a share of the run; what it is spent on
  is shown by `healthlint check --profile`.
- **workers, cache, cold start, watch**: whole commands, as a person runs them, with the files read before. A changed
  article has wholly new text; "blocks parsed" counts what reached the model.
- **memory**: a process that checks one article after the other and keeps no result.
- **growth**: rules and model loaded before; a size and its double in turn in one process, twice or more, the
  shortest time of each; the highest ratio of a doubling (the range is that of all doublings).
- **phrase rules**: two packs of made-up rules, loaded before, on articles that need no parse.
- **peers**: whole processes on one core with the same articles. Speed is only comparable for the same work: see which
  of them find a headline with a verb in -s after a modal. A tool finds it when it says something about these words that
  it does not say about the corrected ones.

```sh
pip install -r bench/requirements.txt            # the other tools, here or where PATH finds them
python -m bench.speed --data DIR --json FILE     # all lines; DIR/clean/medquad.*.jsonl.gz, one {"text"} a line
python -m bench.speed --data DIR --quick         # a few minutes, small sizes
python -m bench.speed --data DIR --json FILE --only check,growth
python -m bench.speed --json FILE --from-json    # no run: this page from what the file has
```
"""


def write(record: Record, file: Path) -> None:
    """Write the page. Raises ValueError when the file there has lost one of its marks."""
    text = file.read_text(encoding="utf-8") if file.exists() else _NEW
    file.write_text(replaced(text, body(record)), encoding="utf-8")


def replaced(text: str, measured: str) -> str:
    """Return the page with what is between the marks replaced. Raises ValueError without exactly these marks."""
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"the page has lost its marks; they are\n{BEGIN}\n{END}")
    return f"{before}{BEGIN}\n\n{measured.strip()}\n\n{END}{after}"


def body(record: Record) -> str:
    """Return all that is generated."""
    if not record.rows:
        return f"{_HOW}\nNothing was measured yet."
    parts = [_HOW, "## The machine\n", markdown(("", ""), record.machine.items()), "\n## The table\n", _verdict(record)]
    parts.append(markdown(HEAD, (cells(row) for row in record.rows)))
    if said := notes(record.rows):
        parts.append("\n" + "\n".join(f"- {note}." for note in said))
    if record.peers:
        parts += ["\n## Other tools\n", _peers(record)]
    return "\n".join(parts)


def _verdict(record: Record) -> str:
    judged = [row for row in record.rows if row.met is not None]
    missed = sum(not row.met for row in judged)
    quick = " Some rows are of a quick run with small sizes." if any(r.size == QUICK for r in record.rows) else ""
    return f"{len(judged) - missed} of {len(judged)} targets met.{quick}\n"


def _peers(record: Record) -> str:
    table = markdown(peer_head(record.peers), (peer_cells(peer, record.peers) for peer in record.peers))
    commands = "\n".join(f"# {peer.name}\n{peer.command}" for peer in record.peers)
    return f"{table}\n\n```sh\n{commands}\n```"
