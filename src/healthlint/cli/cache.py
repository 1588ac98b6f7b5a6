"""`healthlint cache`: where the results of earlier runs are, what they take, and how to be rid of them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from healthlint.cache.store import Store

SIZE_VARIABLE = "HEALTHLINT_CACHE_SIZE"  # in megabytes

app = typer.Typer(no_args_is_help=True, help="Show or clear what earlier runs have kept.")

_Folder = Annotated[
    Path | None, typer.Option("--cache-dir", metavar="DIR", help="The cache in this folder, as for `check`.")
]


@app.command()
def info(cache_dir: _Folder = None) -> None:
    """Say where the cache is, what is in it, how large it is and may become, and what it was made for.

    \b
    Examples:
      healthlint cache info
      healthlint cache info --cache-dir .cache
    """
    from healthlint import __version__
    from healthlint.language.engine import versions
    from healthlint.reporters.listing import plural

    store = open_store(cache_dir)
    found = store.info()
    made_for = ", ".join([f"healthlint {__version__}", *(f"{k} {v}" for k, v in versions().items() if v)])
    lines = {
        "file": found.path.as_posix(),
        "entries": plural(found.entries, "entry").replace("entrys", "entries"),
        "size": f"{found.size / 1e6:,.1f} MB of at most {found.max_bytes / 1e6:,.0f} MB",
        "versions": made_for,
    }
    for name, value in lines.items():
        typer.echo(f"{name:<9} {value}")
    if store.trouble:
        typer.echo(f"{'problem':<9} {store.trouble}")


@app.command()
def clear(cache_dir: _Folder = None) -> None:
    """Remove all that is kept. The next run checks everything anew.

    \b
    Examples:
      healthlint cache clear
    """
    from healthlint.errors import UserError

    store = open_store(cache_dir)
    size = store.info().size
    try:
        store.clear()
    except OSError as err:
        raise UserError(f"cannot remove {store.path.as_posix()}: {(err.strerror or str(err)).lower()}") from err
    typer.echo(f"{size / 1e6:,.1f} MB removed from {store.path.parent.as_posix()}")


def open_store(folder: Path | None) -> Store:
    """Return the store of a folder, or of the user's cache folder. Raises UserError for a size that is no number."""
    from healthlint.cache.store import DEFAULT_MAX_BYTES, Store
    from healthlint.errors import UserError
    from healthlint.paths import cache_dir

    most = os.environ.get(SIZE_VARIABLE, "")
    try:
        max_bytes = int(float(most) * 1e6) if most else DEFAULT_MAX_BYTES
    except ValueError as err:
        raise UserError(f"{SIZE_VARIABLE} must be a number of megabytes; got `{most}`") from err
    return Store(folder.absolute() if folder else cache_dir(), max_bytes=max_bytes)
