"""The articles that are timed: edited health text from a data folder, joined to articles of about 500 words.

None of that text enters the repository: it is read from the folder that is named, and written to a temporary one.
"""

from __future__ import annotations

import gzip
import json
import random
import shutil
from collections.abc import Iterator, Sequence
from itertools import count, islice
from pathlib import Path

from bench.timing import BenchError

PATTERN = "clean/medquad.*.jsonl.gz"
EXAMPLES = Path(__file__).parents[1] / "examples" / "articles"
SETTINGS = "healthlint.toml"
WORDS = 500
SUFFIXES = frozenset({".md", ".html", ".txt"})

# Room for the files of the growth line: the defaults would refuse 5 MB, and stop after two minutes.
_SETTINGS = "max_file_size = 20000000\nmax_seconds = 3600\n"


def rows(data: Path) -> list[str]:
    """Return the articles of the data folder. Raises BenchError when it has none."""
    found = []
    for file in sorted(data.glob(PATTERN)):
        with gzip.open(file, "rt", encoding="utf-8") as lines:
            found.extend(json.loads(line)["text"] for line in lines)
    if not found:
        raise BenchError(f"no {PATTERN} with articles below the data folder; name one with --data DIR")
    return found


def natural(texts: Sequence[str], words: int = WORDS) -> list[str]:
    """Return articles of at least `words` words: whole texts joined, in order, each used once."""
    articles: list[str] = []
    waiting: list[str] = []
    for text in texts:
        waiting.append(text)
        if n_words(*waiting) >= words:
            articles.append("\n\n".join(waiting))
            waiting = []
    return articles


def varied(texts: Sequence[str], words: int = WORDS, *, seed: int = 0) -> Iterator[str]:
    """Yield articles of about `words` words without end; no two have a line in common.

    Lines are drawn with a fixed seed, and each is given a number of its own: a parser or a cache that remembers text
    must not gain by our having less text than we need.
    """
    lines = sorted({line.strip() for text in texts for line in text.splitlines() if line.strip()})
    draw = random.Random(seed)
    serial = count(1)
    while True:
        article: list[str] = []
        while n_words(*article) < words:
            article.append(_numbered(draw.choice(lines), next(serial)))
        yield "\n\n".join(article)


def _numbered(line: str, serial: int) -> str:
    return f"{line} See page {serial}." if line.endswith((".", "!", "?")) else f"{line}, part {serial}"


def of_size(texts: Sequence[str], size: int) -> str:
    """Return one article of at least `size` bytes, no two of its lines the same."""
    parts: list[str] = []
    length = 0
    for part in varied(texts):
        parts.append(part)
        length += len(part.encode("utf-8")) + 2
        if length >= size:
            break
    lines = "\n\n".join(parts).split("\n\n")
    # Back to the wanted size by whole lines, so that doublings are doublings.
    while len(lines) > 1 and length - len(lines[-1].encode("utf-8")) - 2 >= size:
        length -= len(lines.pop().encode("utf-8")) + 2
    return "\n\n".join(lines)


def n_words(*texts: str) -> int:
    """Return the number of words, told by white space: what every tool of the comparison is measured in."""
    return sum(len(text.split()) for text in texts)


def write(folder: Path, texts: Sequence[str]) -> list[Path]:
    """Write articles (a0000.txt, …) into a new folder with settings of its own; return their paths."""
    folder.mkdir(parents=True)
    (folder / SETTINGS).write_text(_SETTINGS, encoding="utf-8")
    paths = [folder / f"a{number:04d}.txt" for number in range(len(texts))]
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text, encoding="utf-8")
    return paths


def add_examples(folder: Path) -> list[Path]:
    """Copy the repository's examples, with their settings, into a folder below `folder`; return their paths."""
    target = folder / "examples"
    shutil.copytree(EXAMPLES, target)
    return sorted(p for p in target.iterdir() if p.suffix in SUFFIXES)


def take(texts: Sequence[str], n: int, *, words: int = WORDS, seed: int = 0) -> list[str]:
    """Return `n` varied articles."""
    return list(islice(varied(texts, words, seed=seed), n))
