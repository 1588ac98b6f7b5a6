"""What has not changed: a directory checked again, with one article changed, with one paragraph changed."""

from __future__ import annotations

import re
import sys

from bench import corpus
from bench.rows import Row, Spread, Target, row, yes
from bench.setting import Setting, check_command, healthlint, inside
from bench.timing import BenchError, Run, run

LINE = "cache"


def measure(setting: Setting) -> list[Row]:
    """Return the rows of the directory, then those of the long article."""
    return [*_directory(setting), *_long_article(setting)]


def _directory(setting: Setting) -> list[Row]:
    plan = setting.plan
    texts = corpus.take(setting.texts, plan.cache_articles)
    folder = setting.fresh("cache")
    paths = corpus.write(folder, texts)
    kept = ("--cache-dir", str(setting.fresh("cache-store")))
    size = f"{len(texts):,} articles, {corpus.n_words(*texts):,} words"

    def shown(*options: str) -> Run:
        return healthlint("check", folder, *options)

    def written(name: str) -> tuple[Run, bytes]:
        file = setting.folder / name
        return healthlint(*check_command(folder, out=file, options=kept)), file.read_bytes()

    cold, report = written("cold.json")
    anew = shown("--no-cache")
    unchanged = [shown(*kept) for _ in range(plan.cache_rounds)]
    reports = [written("warm.json") for _ in range(plan.cache_rounds)]
    same = all(r.out == anew.out for r in unchanged) and all(again == report for _, again in reports)
    imported = _imports(["check", str(folder), *kept])
    changed = []
    # All of its text is new: the hardest case of a change.
    for number, text in enumerate(corpus.take(setting.texts, plan.cache_rounds, seed=8)):
        paths[(number * 37 + 11) % len(paths)].write_text(f"Version {number}\n\n{text}", encoding="utf-8")
        changed.append(shown(*kept))
    judged = not plan.quick
    unchanged_seconds, changed_seconds = (Spread.of(r.seconds for r in runs) for runs in (unchanged, changed))
    json_seconds = Spread.of(r.seconds for r, _ in reports)
    json_size = f"{len(report) / 1e6:.0f} MB of JSON"
    rows = [
        row(LINE, "cold directory, default workers, the cache filled", "s", cold.seconds, note=size),
        row(LINE, "cold directory, default workers, no cache", "s", anew.seconds, note=size),
        row(LINE, "cold directory, highest memory of one process", "MB", cold.peak_mb, note=size),
        row(LINE, "unchanged directory", "s", unchanged_seconds, Target("under", 1.0), note=size, judged=judged),
        row(LINE, "unchanged directory, whole JSON report", "s", json_seconds, note=json_size),
        yes(LINE, "unchanged directory: spaCy never imported", "spacy" not in imported),
        yes(LINE, "unchanged directory: the same bytes as the cold run", same, note="as shown, and as JSON"),
        row(LINE, "one changed article in it", "s", changed_seconds, Target("under", 2.5), note=size, judged=judged),
    ]
    if plan.quick:  # takes as long as a cold run
        rows.append(
            yes(LINE, "one changed article: the same bytes as cold", shown("--no-cache").out == changed[-1].out)
        )
    return rows


def _imports(arguments: list[str]) -> set[str]:
    """Return the top-level packages that a `healthlint` command imports."""
    done = run([sys.executable, "-X", "importtime", "-m", "healthlint", *arguments])
    names = re.findall(r"^import time:[^|]+\|[^|]+\|\s*([\w.]+)$", done.err.decode("utf-8", "replace"), re.MULTILINE)
    if "healthlint" not in names:
        raise BenchError("the list of imports could not be read")
    return {name.partition(".")[0] for name in names}


def _long_article(setting: Setting) -> list[Row]:
    plan = setting.plan
    text = corpus.take(setting.texts, 1, words=plan.long_words, seed=1)[0]
    folder = setting.fresh("long")
    path = corpus.write(folder, [text])[0]
    options = ("--cache-dir", str(setting.fresh("long-store")), "--jobs", "1")
    arguments = check_command(path, out=setting.folder / "long.json", options=options)

    def check() -> tuple[int, float]:
        found, process = inside("commands", {"warm": [], "timed": [arguments], "parses": True})
        return found["timed"][0]["parsed_blocks"], process.seconds

    blocks, seconds = check()
    if not blocks:
        raise BenchError("Engine.parse was not called: the parser is reached in another way now")
    parsed: list[float] = []
    took: list[float] = []
    paragraphs = text.split("\n\n")
    for number in range(plan.cache_rounds):
        edited = list(paragraphs)
        middle = len(edited) // 2 + number
        edited[middle] = f"{edited[middle]} Someone changed this for the reader, {number + 1} times."
        path.write_text("\n\n".join(edited), encoding="utf-8")
        again, spent = check()
        parsed.append(again)
        took.append(spent)
        path.write_text(text, encoding="utf-8")
    size = f"{corpus.n_words(text):,} words, {blocks} blocks, {seconds:.1f} s when nothing is known of it"
    return [
        row(LINE, "one changed paragraph: blocks parsed", "", Spread.of(parsed), Target("at most", 1), note=size),
        row(LINE, "one changed paragraph in a long article, whole process", "s", Spread.of(took), note=size),
    ]
