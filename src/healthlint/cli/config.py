"""`healthlint config`: which settings hold for an article, and where each was said."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from healthlint.config.settings import Settings

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Show which settings hold, and why.")

_SIMPLE = (
    "select",
    "ignore",
    "fail_on",
    "show",
    "include",
    "exclude",
    "packs",
    "max_file_size",
    "max_seconds",
    "model",
    "citation_reach",
    "own_sites",
    "retractions",
    "register",
    "baseline",
)


@app.callback()
def group() -> None:
    """Show which settings hold, and why."""


@app.command("show", short_help="Show each setting for an article and where it was said.")
def show(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="An article or a folder.")] = Path(),
    config: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Use this file instead of the nearest one.")
    ] = None,
    isolated: Annotated[bool, typer.Option("--isolated", help="Read no configuration file.")] = False,
) -> None:
    """Show each setting that holds for an article, with the file and line that it came from.

    The article's own front matter counts too.

    \b
    Examples:
      healthlint config show
      healthlint config show blog/garlic.md
    """
    from healthlint.config.load import show_path
    from healthlint.config.settings import Settings
    from healthlint.errors import SourceError

    if not path.exists():
        raise SourceError(f"{path.as_posix()}: no such file or folder")
    settings = Settings.load(path, config=config, isolated=isolated).for_path(path)
    if path.is_file():
        settings = _with_article(settings, path)
    name = show_path(settings.path) if settings.path else "none"
    typer.echo(f"configuration: {name}")
    rows = list(_rows(settings))
    keys = max(len(key) for key, _, _ in rows)
    values = min(48, max(len(value) for _, value, _ in rows))
    for key, value, origin in rows:
        typer.echo(f"{key:<{keys}} = {value:<{values}}  # {origin}")


def _with_article(settings: Settings, path: Path) -> Settings:
    from healthlint.formats.registry import extract
    from healthlint.source import read

    source = read(path, shown=path.as_posix(), max_bytes=settings.max_file_size)
    document = extract(source)
    return settings.with_front_matter(document.metadata, source.path, text=source.text)


def _rows(settings: Settings) -> Iterator[tuple[str, str, str]]:
    from healthlint.config.context import resolve_context

    for name in _SIMPLE:
        value = getattr(settings, name)
        if name == "select" and not value:
            yield "select", "the recommended rules", settings.origin(name)
        elif name == "include" and not value:
            from healthlint.discover import DEFAULT_INCLUDE

            yield "include", _written(DEFAULT_INCLUDE), "default"
        elif name == "model" and value is None:
            yield "model", "the installed one", "default"
        elif name == "citation_reach" and not value:
            yield "citation-reach", "what each rule says", "default"
        elif name in ("retractions", "register", "baseline") and value is None:
            yield name, "none", "default"
        else:
            yield name.replace("_", "-"), _written(value), settings.origin(name)
    context, origins = resolve_context(settings)
    for key, value in context.as_dict().items():
        yield f"context.{key.replace('_', '-')}", _written(value), origins[key]
    for name, level in sorted(settings.severity.items()):
        yield f'severity."{name}"', _written(level), settings.origin(f"severity.{name}")
    for host, tier in sorted(settings.source_tiers.items()):
        yield f'source-tiers."{host}"', _written(tier), settings.origin(f"source_tiers.{host}")
    for rule, options in sorted(settings.rules.items()):
        for option, value in sorted(options.items()):
            yield f'rules."{rule}".{option}', _written(value), settings.origin(f"rules.{rule}.{option}")


def _written(value: Any) -> str:
    """Return a value as TOML writes it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list | tuple):
        return f"[{', '.join(_written(v) for v in value)}]"
    if isinstance(value, Path):
        from healthlint.config.load import show_path

        return _written(show_path(value))
    if isinstance(value, str):
        import json

        return json.dumps(str(value), ensure_ascii=False)
    return str(value)
