"""`check --watch`: check what is saved, again and again, with rules and model kept loaded."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import typer

from healthlint.cache.results import Results
from healthlint.cache.store import Store
from healthlint.cli.interrupts import Interrupted, interruptible
from healthlint.cli.linters import Linters
from healthlint.cli.output import note
from healthlint.cli.run import Outcome, Request, check_all
from healthlint.cli.watched import Changes, State, look
from healthlint.config.load import show_path
from healthlint.errors import UserError
from healthlint.packs.load import forget
from healthlint.reporters.listing import plural

# Milliseconds. Editors save in several steps: a check begins when nothing has happened for QUIET, or after LONGEST.
_QUIET = 30
_LONGEST = 300
# Some file systems (of networks, of containers) tell nobody of changes: there, a look now and then finds them.
_LOOK_AGAIN = 2000
# What terminals do on this: empty the screen, forget what scrolled off it, go to its top.
_CLEARED = "\x1b[2J\x1b[3J\x1b[H"
_NAMED = 3  # files that a heading names


def watch(request: Request, report: Callable[[Outcome], None]) -> int:
    """Check what the request names, then whatever is saved, until somebody stops it; return the exit code.

    `report` writes the outcome of each check. Raises UserError when changes cannot be noticed.
    """
    with _kept(request) as kept:
        return _Watch(kept, report).run()


@contextmanager
def _kept(request: Request) -> Iterator[Request]:
    """Give the request a store: without one, a changed paragraph would mean to parse the whole article again."""
    if request.store is not None:
        yield request
        return
    with tempfile.TemporaryDirectory(prefix="healthlint-") as folder:
        store = Store(Path(folder))
        try:
            yield replace(request, store=store)
        finally:
            store.release()


class _Watch:
    """The state that was last seen, and the linters that stay loaded between checks."""

    def __init__(self, request: Request, report: Callable[[Outcome], None]) -> None:
        self._request = request
        self._report = report
        self._start_anew()

    def run(self) -> int:
        try:
            with interruptible():
                return self._go_on()
        except Interrupted as stop:
            return stop.exit_code

    def _go_on(self) -> int:
        outcome: Outcome | None = check_all(self._request, self._linters)
        while True:
            if outcome:
                self._report(outcome)
                if outcome.stopped:
                    return outcome.exit_code
            self._say_what_is_watched()
            outcome = self._check(self._next_changes())

    def _start_anew(self) -> None:
        """Read settings and rules, and see what they apply to."""
        forget()
        asked = self._request
        self._linters = Linters(
            config=asked.config, isolated=asked.isolated, options=asked.options, results=Results(asked.store)
        )
        self._state = self._look()

    def _look(self) -> State:
        return look(self._request.arguments, self._linters)

    def _check(self, changes: Changes) -> Outcome | None:
        """Check what has changed; everything, if the settings or rules have."""
        _head(changes)
        if changes.settings:
            self._start_anew()
            return check_all(self._request, self._linters)
        paths = (*changes.new, *changes.changed)
        if not paths:
            return None
        return check_all(replace(self._request, arguments=tuple(map(str, paths))), self._linters)

    def _say_what_is_watched(self) -> None:
        if not self._request.drawn.quiet:
            note(f"watching {plural(len(self._state.articles), 'article')}; Ctrl-C ends it")

    def _next_changes(self) -> Changes:
        """Wait until something that matters has changed."""
        while True:
            places = self._state.places()
            for _ in self._wakes(places):
                state = self._look()
                if state.since(self._state):
                    state = self._settled(state)
                changes = state.since(self._state)
                self._state = state
                if changes:
                    return changes
                if state.places() != places:
                    break

    def _settled(self, state: State) -> State:
        """Return the state when nothing changes any more: a file that is being written is empty at first."""
        end = time.monotonic() + _LONGEST / 1000
        while time.monotonic() < end:
            time.sleep(_QUIET / 1000)
            before, state = state, self._look()
            if state == before:
                break
        return state

    def _wakes(self, places: frozenset[str]) -> Iterator[None]:
        """Yield at once, and then whenever something may have changed."""
        from watchfiles import watch as changed

        try:
            listener = changed(
                *sorted(places),
                watch_filter=lambda _, file: self._state.concerns(file),
                debounce=_LONGEST,
                step=1,
                rust_timeout=_LOOK_AGAIN,
                yield_on_timeout=True,
                recursive=False,
                ignore_permission_denied=True,
            )
            yield
            for _ in listener:
                yield
        except FileNotFoundError:
            time.sleep(_QUIET / 1000)  # a folder went away between the look and the listening: look again
        except OSError as err:
            reason = (err.strerror or str(err)).lower()
            raise UserError(
                f"cannot watch for changes ({reason}); WATCHFILES_FORCE_POLLING=1 looks at all files again and again"
            ) from err


def _head(changes: Changes) -> None:
    """Say what has changed: on a screen, on top of it and with the time of day."""
    said = "; ".join(_said(changes))
    if sys.stdout.isatty():
        typer.echo(_CLEARED, nl=False)
        typer.echo(f"{time.strftime('%H:%M:%S')}  {said}\n")
    else:
        note(said)


def _said(changes: Changes) -> Iterator[str]:
    parts = {"settings": changes.settings, "new": changes.new, "changed": changes.changed, "gone": changes.gone}
    for what, paths in parts.items():
        if paths:
            names = ", ".join(show_path(path.absolute()) for path in paths[:_NAMED])
            more = f" and {len(paths) - _NAMED} more" if len(paths) > _NAMED else ""
            yield f"{what}: {names}{more}"
