"""The `healthlint` command: the list of its commands, and what its exit codes mean."""

from __future__ import annotations

import errno
import gc
import os
import signal
import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from healthlint.cli import cache, check, claims, config, doctor, explain, init, links, rules
from healthlint.cli.exit_codes import FAILED, USAGE
from healthlint.cli.output import drop_stdout, note, show_error, use_utf8
from healthlint.errors import SourceError, UserError

# New objects, net, after which Python looks for cycles.
_NEW_OBJECTS = 200_000

# What a write says when there is no room for it: a full disk or quota, a file that may grow no further.
_FULL = tuple(getattr(errno, name) for name in ("ENOSPC", "EDQUOT", "EFBIG") if hasattr(errno, name))

app = typer.Typer(
    name="healthlint",
    no_args_is_help=True,
    # Rich would cost a tenth of a second on every --help, and its tracebacks show article text.
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit codes: 0 clean; 1 findings at or above --fail-on; 2 usage, configuration or rule error, or nothing "
    "matched; 3 an input could not be read or checked.",
)

app.command("check")(check.check)
app.command("claims", short_help="List the claims of articles, as a register.")(claims.claims)
app.command("links", short_help="Look up whether links and identifiers lead anywhere.")(links.links)
app.command("explain", short_help="Show what a rule is about and how to turn it off.")(explain.explain)
app.add_typer(rules.app, name="rules")
app.command("init")(init.init)
app.add_typer(config.app, name="config")
app.command("doctor", short_help="Check the installation and say what mends it.")(doctor.doctor)
app.add_typer(cache.app, name="cache")


def _show_version(wanted: bool) -> None:
    if wanted:
        from healthlint import __version__

        typer.echo(f"healthlint {__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool,
        typer.Option("--version", "-V", is_eager=True, callback=_show_version, help="Show the version and exit."),
    ] = False,
) -> None:
    """Lint health articles: readability, grammar slips, unsupported claims, missing citations.

    It is an automated aid; absence of findings is not approval.
    """


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code. No exception of ours leaves it."""
    try:
        app(args=list(arguments) if arguments is not None else None, prog_name="healthlint")
    except SystemExit as err:
        return err.code if isinstance(err.code, int) else int(err.code is not None)
    except UserError as err:
        show_error(err)
        return FAILED if isinstance(err, SourceError) else USAGE
    except OSError as err:
        if err.errno not in _FULL or os.environ.get("HEALTHLINT_DEBUG"):
            return _defect(err)
        note(f"cannot write the output: {(err.strerror or str(err)).lower()}")
        drop_stdout()
        return USAGE
    except Exception as err:  # a defect: no crash may look like a pass, and no traceback shows article text
        return _defect(err)
    return 0


def _defect(err: Exception) -> int:
    if os.environ.get("HEALTHLINT_DEBUG"):
        raise err
    note(f"internal error: {type(err).__name__}; set HEALTHLINT_DEBUG=1 to see where, and please report it")
    return FAILED


def settle() -> None:
    """Prepare a process that does nothing but run commands."""
    # At Python's own rhythm (700) a short run spends a tenth of its time looking for cycles among imported modules.
    gc.set_threshold(_NEW_OBJECTS, 20, 20)
    # No plug-in of pydantic's has to see our options; to look for some reads the metadata of all that is installed.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")


def run() -> None:
    """Be the console script."""
    settle()
    use_utf8()
    # An interrupted run is no finding: without this the framework would exit with 1.
    signal.signal(signal.SIGINT, lambda *_: sys.exit(130))
    code = main()
    gc.freeze()  # all that is left goes with the process: no use looking for cycles in it
    sys.exit(code)


if __name__ == "__main__":
    run()
