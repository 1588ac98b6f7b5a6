"""A pack's own word lists: `words.yaml` beside its rules, name to terms. A rule names one as `@name`.

They are written out when a rule is read: as one term with all phrases as its alternatives, so that every entry of a
rule's lists keeps its place.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from healthlint.diagnostics import did_you_mean
from healthlint.errors import RuleError
from healthlint.language.lexicon import lexicon_names
from healthlint.language.terms import expand
from healthlint.packs.yaml_nodes import YamlFile

FILE = "words.yaml"
_REFERENCE = re.compile(r"@[a-z][a-z0-9-]*\Z")
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")


def word_lists(file: YamlFile) -> dict[str, str]:
    """Return each list as one term, by its name. What is wrong is noted in the file's problems, and left out."""
    if not isinstance(file.value, dict):
        if not file.problems:
            file.problem((), "must be a mapping of names to lists of terms")
        return {}
    out: dict[str, str] = {}
    for name, terms in file.value.items():
        if not _NAME.match(name):
            file.problem((name,), f"a list is named in lower case with hyphens; got `{name}`", key=True)
        elif name in lexicon_names():
            hint = "give yours another name"
            file.problem((name,), f"a word list that ships is called `{name}`", hint=hint, key=True)
        elif not isinstance(terms, list) or not terms:
            file.problem((name,), f"`{name}` must be a list of terms")
        else:
            phrases = [phrase for n, term in enumerate(terms) for phrase in _phrases(file, (name, n), term)]
            out[name] = f"({'|'.join(dict.fromkeys(phrases))})"
    return out


def with_lists(options: Mapping[str, Any], lists: Mapping[str, str]) -> dict[str, Any]:
    """Return a rule's options with the pack's lists written out wherever a list names one."""

    def written(value: Any) -> Any:
        return lists.get(value[1:], value) if isinstance(value, str) and value.startswith("@") else value

    return {k: [written(v) for v in own] if isinstance(own, list) else own for k, own in options.items()}


def note_unknown(file: YamlFile, options: Mapping[str, Any], lists: Mapping[str, str]) -> None:
    """Note every `@name` of a rule's options that no list has."""

    def walk(value: Any, path: tuple[str | int, ...]) -> None:
        if isinstance(value, dict):
            for key, own in value.items():
                walk(own, (*path, key))
        elif isinstance(value, list):
            for number, own in enumerate(value):
                walk(own, (*path, number))
        elif isinstance(value, str) and _REFERENCE.match(value) and value[1:] not in (*lexicon_names(), *lists):
            known = [*lists, *lexicon_names()]
            hint = did_you_mean(value[1:], known) or f"a pack's own lists stand in its {FILE}"
            file.problem(path, f"no word list is called `{value[1:]}`", hint=hint)

    walk(dict(options), ())


def _phrases(file: YamlFile, path: tuple[str | int, ...], term: Any) -> tuple[str, ...]:
    if not isinstance(term, str) or term.startswith("@") or "|" in re.sub(r"\([^()]*\)", "", term):
        file.problem(path, "must be a term: words, with (a|b) for alternatives")
        return ()
    try:
        return expand(term)
    except (ValueError, RuleError) as err:
        file.problem(path, str(err))
        return ()
