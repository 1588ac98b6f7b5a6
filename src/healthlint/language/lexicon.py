"""Named word lists that rules and the claim extractor share: `data/lexicons/<name>.yaml`.

A file holds `title`, `source` (who says so) and `terms`, a list of terms (see `terms.expand`). In a rule, an entry
`@name` stands for the whole list.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files

from healthlint.errors import RuleError
from healthlint.language.terms import expand


@lru_cache(maxsize=1)
def lexicon_names() -> tuple[str, ...]:
    """Return the names of the lexicons that ship with healthlint."""
    folder = files("healthlint") / "data" / "lexicons"
    return tuple(sorted(f.name.removesuffix(".yaml") for f in folder.iterdir() if f.name.endswith(".yaml")))


@lru_cache(maxsize=128)
def lexicon(name: str) -> tuple[str, ...]:
    """Return the phrases of a lexicon, folded and expanded. Raises RuleError on an unknown name."""
    if name not in lexicon_names():
        raise RuleError(f"no lexicon is called `{name}`; there are {', '.join(lexicon_names())}")
    import yaml

    text = (files("healthlint") / "data" / "lexicons" / f"{name}.yaml").read_text(encoding="utf-8")
    # BaseLoader: every scalar stays the text that its author wrote ("no" is a word here, not False).
    data = yaml.load(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))
    return tuple(dict.fromkeys(phrase for term in data["terms"] for phrase in expand(term)))


def phrases(entries: Iterable[str]) -> tuple[str, ...]:
    """Return the phrases of a list that a rule gives: terms, and `@name` for a lexicon."""
    out: dict[str, None] = {}
    for entry in entries:
        for phrase in lexicon(entry[1:]) if entry.startswith("@") else expand(entry):
            out[phrase] = None
    return tuple(out)
