"""Named word lists that rules and the claim extractor share: `data/lexicons/<name>.yaml`.

A file holds `title`, `source` (who says so) and `terms`, a list of terms (see `terms.expand`). In a rule, an entry
`@name` stands for the whole list.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from healthlint import __version__, sealed
from healthlint.diagnostics import did_you_mean
from healthlint.errors import RuleError
from healthlint.language import terms
from healthlint.language.terms import expand
from healthlint.paths import cache_dir

_DATA = Path(__file__).resolve().parents[1] / "data"
_SHIPPED = _DATA / "lexicons.json"  # a wheel has it


@lru_cache(maxsize=1)
def lexicon_names() -> tuple[str, ...]:
    """Return the names of the lexicons that ship with healthlint."""
    return tuple(sorted(path.stem for path in (_DATA / "lexicons").glob("*.yaml")))


@lru_cache(maxsize=128)
def lexicon(name: str) -> tuple[str, ...]:
    """Return the phrases of a lexicon, folded and expanded. Raises RuleError on an unknown name."""
    if name not in lexicon_names():
        hint = did_you_mean(name, lexicon_names()) or "a pack's own lists stand in its words.yaml"
        raise RuleError(f"no word list is called `{name}`: {hint}")
    return tuple(_expanded()[name])


def encoded() -> str:
    """Return the text of the file that holds all lexicons, expanded."""
    return sealed.text_of({name: _read(name) for name in lexicon_names()}, _origin())


@lru_cache(maxsize=1)
def _expanded() -> Mapping[str, Sequence[str]]:
    """Return the phrases of all lexicons: as they shipped, or were kept, expanded; else from their YAML (0.1 s)."""
    kept = cache_dir() / "lexicons.json"
    for place in (_SHIPPED, kept):
        found = sealed.read(place, _origin())
        if found is not None:
            return found
    text = encoded()
    sealed.write(kept, text)
    return sealed.value_of(text)


@lru_cache(maxsize=1)
def _origin() -> str:
    made_by = (Path(__file__), Path(terms.__file__))
    return sealed.origin(__version__, files=(*made_by, *(_DATA / "lexicons" / f"{n}.yaml" for n in lexicon_names())))


def _read(name: str) -> tuple[str, ...]:
    import yaml

    text = (_DATA / "lexicons" / f"{name}.yaml").read_text(encoding="utf-8")
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
