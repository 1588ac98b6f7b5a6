"""What phrase rules cost: a pack of 500 made-up ones against a pack of 50, on articles that need no parse."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from bench import corpus
from bench.rows import Row, Spread, Target, row
from bench.setting import Setting, check_command, inside
from bench.timing import in_turn

LINE = "phrase rules"
_FEW, _MANY = 50, 500
_PHRASES_EACH = 10
_VOCABULARY = 3_000

_RULE = """\
kind: phrase
severity: info
message: "“{{match}}” is a phrase of rule {number}"
why: A made-up rule of the benchmark.
advice: Leave it.
any: {phrases}
references: ["none: made up"]
examples:
  bad:
    - "Here is <<{first}>>."
    - "There was <<{second}>>."
  good:
    - "Nothing here."
    - "Nothing there."
"""


def measure(setting: Setting) -> list[Row]:
    """Return how much longer the same articles take with ten times the rules, once rules are loaded."""
    texts = corpus.take(setting.texts, setting.plan.phrase_articles, seed=5)
    folder = setting.fresh("phrases")
    corpus.write(folder, texts)
    phrases = made_up(texts, _MANY * _PHRASES_EACH)

    def action(number: int) -> Callable[[], float]:
        pack = setting.fresh(f"phrases-{number}")
        write_pack(pack / f"made-up-{number}", phrases[: number * _PHRASES_EACH])
        settings = setting.folder / f"phrases-{number}.toml"
        settings.write_text(f'packs = ["{pack.as_posix()}"]\nselect = ["made-up-{number}"]\n', encoding="utf-8")
        return lambda: _seconds(setting, folder, settings)

    times = in_turn({number: action(number) for number in (_FEW, _MANY)}, setting.plan.phrase_rounds)
    ratios = Spread.of(b / a for a, b in zip(times[_FEW], times[_MANY], strict=True))
    note = (
        f"{len(texts)} articles, {corpus.n_words(*texts):,} words, {_PHRASES_EACH} phrases a rule; rules loaded before"
    )
    return [
        row(LINE, f"{_MANY} rules against {_FEW}", "times", ratios, Target("under", 1.3), note=note),
        row(LINE, f"{_FEW} rules", "s", Spread.of(times[_FEW])),
        row(LINE, f"{_MANY} rules", "s", Spread.of(times[_MANY])),
    ]


def made_up(texts: Sequence[str], n: int) -> list[str]:
    """Return `n` different phrases of two common words of the texts; few of them ever stand side by side.

    Raises ValueError when the texts have too few words for so many.
    """
    seen = Counter(word for text in texts for word in text.lower().split() if word.isascii() and word.isalpha())
    words = sorted(word for word, _ in sorted(seen.items(), key=lambda w: (-w[1], w[0]))[:_VOCABULARY])
    pairs = random.Random(6).sample(range(len(words) ** 2), n)
    return [f"{words[pair // len(words)]} {words[pair % len(words)]}" for pair in pairs]


def write_pack(folder: Path, phrases: Sequence[str]) -> None:
    """Write a pack of phrase rules, some phrases each."""
    folder.mkdir(parents=True)
    (folder / "pack.yaml").write_text("title: Made up\ndescription: For timing.\nlicence: MIT\n", encoding="utf-8")
    for start in range(0, len(phrases), _PHRASES_EACH):
        some = list(phrases[start : start + _PHRASES_EACH])
        number = start // _PHRASES_EACH
        text = _RULE.format(number=number, phrases=json.dumps(some), first=some[0], second=some[1])
        (folder / f"phrase-{number:03d}.yaml").write_text(text, encoding="utf-8")


def _seconds(setting: Setting, folder: Path, settings: Path) -> float:
    options = ("--jobs", "1", "--no-cache", "--config", str(settings))
    out = setting.folder / "phrases.json"
    warm = [check_command(setting.warm_up, out=out, options=options)]
    timed = [check_command(folder, out=out, options=options)]
    found, _ = inside("commands", {"warm": warm, "timed": timed}, one_thread=True)
    return found["timed"][0]["seconds"]
