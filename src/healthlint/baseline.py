"""Baselines: the findings that were there when a site began to use healthlint, so that only new ones fail a run.

A baseline is JSON: for each article, one entry a finding, `RULE FINGERPRINT`. A fingerprint is of the rule, the
sentence, the words and the heading above: it stays when lines move, and a changed sentence is a new finding. Articles
are named as seen from the baseline's own folder. No word of an article is in it.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from healthlint.config.load import show_path
from healthlint.diagnostics import Diagnostic
from healthlint.errors import ConfigError
from healthlint.model.finding import FileResult, Finding, Report, Suppressed
from healthlint.reporters.listing import IN_BASELINE, plural
from healthlint.reporters.options import RenderOptions
from healthlint.reporters.parts import FilePart

SCHEMA_VERSION = 1


@dataclass(frozen=True, slots=True)
class Baseline:
    """What a file says is known: by article, each entry with how often. `digest` is that of its bytes."""

    folder: Path
    articles: Mapping[str, Counter[str]]
    digest: bytes

    @classmethod
    def read(cls, path: Path) -> Baseline:
        """Return the baseline of a file. Raises ConfigError with what is wrong."""
        name = show_path(path)
        try:
            data = path.read_bytes()
        except FileNotFoundError as err:
            hint = f"`healthlint check PATHS --write-baseline {name}` makes it"
            raise _error(name, f"there is no baseline `{name}`", hint) from err
        except OSError as err:
            raise _error(name, f"cannot read the baseline: {(err.strerror or str(err)).lower()}") from err
        try:
            value = json.loads(data)
        except ValueError as err:  # no JSON, or no Unicode
            raise _error(name, f"not valid JSON: {err}", _AGAIN) from err
        return cls(Path(os.path.abspath(path)).parent, _articles(name, value), hashlib.sha256(data).digest())  # noqa: PTH100

    def name_of(self, file: Path) -> str:
        """Return what the baseline calls an article."""
        return named(file, self.folder)

    def apply(self, result: FileResult, name: str) -> FileResult:
        """Return the result with the known findings among the suppressed ones."""
        known = Counter(self.articles.get(name, ()))
        kept: list[Finding] = []
        waived: list[Suppressed] = []
        for finding in result.findings:
            entry = _entry(finding)
            if known[entry] > 0:
                known[entry] -= 1
                waived.append(Suppressed(finding, IN_BASELINE))
            else:
                kept.append(finding)
        if not waived:
            return result
        return replace(result, findings=tuple(kept), suppressed=(*result.suppressed, *waived))


def named(file: Path, folder: Path) -> str:
    """Return the path of an article as seen from a folder, with forward slashes."""
    try:
        return Path(os.path.relpath(file, folder)).as_posix()
    except ValueError:  # another drive, on Windows
        return file.as_posix()


class Writer:
    """A reporter (see `reporters.parts`) whose report is a baseline that will stand in `folder`.

    What a register lets pass and what authors suppressed is not in it: that has its own record. `failures` names the
    articles of the last report that could not be checked, with the reason.
    """

    failures: tuple[str, ...] = ()

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def part(self, result: FileResult, head: Report, options: RenderOptions) -> FilePart:
        """Return the name and the entries of one file, and why it could not be checked ("" if it was), as facts."""
        why = ""
        if result.status == "failed":
            why = result.reason or "could not be checked"
        return FilePart("", [result.path, sorted(_entry(f) for f in result.findings if not f.passes), why])

    def join(self, parts: Sequence[FilePart], head: Report, options: RenderOptions) -> str:
        """Return the baseline, and note the failures. Articles without findings are left out."""
        self.failures = tuple(f"{path}: {why.splitlines()[0]}" for path, _, why in (p.facts for p in parts) if why)
        articles = {named(Path(p.facts[0]), self._folder): list(p.facts[1]) for p in parts if p.facts[1]}
        value = {"schema_version": SCHEMA_VERSION, "articles": dict(sorted(articles.items()))}
        return json.dumps(value, ensure_ascii=True, indent=1) + "\n"


def counted(text: str) -> str:
    """Return how many findings of how many files a written baseline holds."""
    articles = json.loads(text)["articles"]
    n = sum(map(len, articles.values()))
    return f"{plural(n, 'finding')} in {plural(len(articles), 'file')}"


_AGAIN = "`healthlint check PATHS --write-baseline FILE` makes a new one"


def _entry(finding: Finding) -> str:
    return f"{finding.rule} {finding.fingerprint}"


def _articles(name: str, value: Any) -> dict[str, Counter[str]]:
    if not isinstance(value, dict) or not isinstance(value.get("articles"), dict):
        raise _error(name, "is no baseline: it must hold `schema_version` and `articles`", _AGAIN)
    if value.get("schema_version") != SCHEMA_VERSION:
        said = json.dumps(value.get("schema_version"))
        raise _error(name, f"`schema_version` must be {SCHEMA_VERSION}; got {said}", _AGAIN)
    out: dict[str, Counter[str]] = {}
    for article, entries in value["articles"].items():
        if not isinstance(entries, list) or not all(isinstance(entry, str) for entry in entries):
            raise _error(name, f"what is known of `{article}` must be a list of strings", _AGAIN)
        out[article] = Counter(entries)
    return out


def _error(name: str, message: str, hint: str = "") -> ConfigError:
    return ConfigError(message, (Diagnostic(name, 0, 0, message, hint),))
