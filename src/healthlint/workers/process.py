"""One worker process: what runs in it, and the handle that the process which started it has on it."""

from __future__ import annotations

import multiprocessing
import signal
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from typing import Any

from healthlint.config.settings import Settings
from healthlint.errors import InternalError, UserError
from healthlint.model.finding import FileResult
from healthlint.pipeline import Linter
from healthlint.workers.plan import Task, may_fork
from healthlint.workers.serial import check_here

Prepare = Callable[[], None]
# What comes back: "ready" once, then (number, result) for each file, then "done" for the chunk; or an exception.
Message = str | tuple[int, FileResult] | BaseException

_READY = "ready"
_DONE = "done"


class Died(Exception):
    """The process ended without being asked to. `how` is its signal or exit code, for people."""

    def __init__(self, how: str) -> None:
        super().__init__(how)
        self.how = how


class Worker:
    """A process that checks files. Raises OSError when it cannot be started.

    A forked one has the linters of this process, with all that they have loaded; a fresh one gets their settings, once,
    and makes its own when it first needs them.
    """

    def __init__(
        self,
        linters: Sequence[Linter],
        *,
        others: Sequence[Worker] = (),
        fork: bool | None = None,
        prepare: Prepare | None = None,
    ) -> None:
        fork = may_fork() if fork is None else fork
        context: Any = multiprocessing.get_context("fork" if fork else "spawn")
        self._connection, theirs = context.Pipe()
        held = [w.connection for w in others] + [self._connection] if fork else []
        given = tuple(linters) if fork else tuple(linter.settings for linter in linters)
        self._process: Any = context.Process(target=_serve, args=(theirs, given, held, prepare), daemon=True)
        self.chunk: dict[int, Task] = {}
        self.ready = False
        with _signals_blocked():
            self._process.start()
        theirs.close()

    @property
    def connection(self) -> Connection:
        """What can be waited for."""
        return self._connection

    @property
    def process_id(self) -> int:
        return self._process.pid

    def give(self, chunk: Sequence[Task]) -> None:
        """Give the process files to check. Raises Died."""
        try:
            self._connection.send(tuple(chunk))
        except OSError as err:
            raise Died(self._end()) from err
        self.chunk = {task.number: task for task in chunk}

    def receive(self) -> tuple[int, FileResult] | None:
        """Return the next result; None when the process is ready or has done its chunk.

        Blocks until something comes. Raises Died, and what was raised there.
        """
        try:
            message = self._connection.recv()
        except (EOFError, OSError) as err:
            raise Died(self._end()) from err
        if isinstance(message, BaseException):
            raise message
        if isinstance(message, tuple):
            del self.chunk[message[0]]
            return message
        self.ready = True
        return None

    def dismiss(self) -> None:
        """End the process when it has nothing to do."""
        with suppress(OSError):  # it has ended already
            self._connection.send(None)
        self._process.join()
        self._connection.close()

    def kill(self) -> None:
        """End the process at once, whatever it does."""
        self._process.kill()
        self._process.join()
        self._connection.close()

    def _end(self) -> str:
        """Return how the process ended."""
        self._process.join()
        code = self._process.exitcode
        self._connection.close()
        if code is None or code >= 0:
            return f"exit code {code}"
        try:
            return signal.Signals(-code).name
        except ValueError:
            return f"signal {-code}"


@contextmanager
def _signals_blocked() -> Iterator[None]:
    """Hold back signals while a process starts: it must not answer them with the handlers of this one."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(
    connection: Connection,
    given: Sequence[Linter | Settings],
    held: Sequence[Connection],
    prepare: Prepare | None,
) -> None:
    """Be the worker process: check what comes until nothing does."""
    # A Ctrl-C at the terminal reaches every process; the one that started this one decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT, signal.SIGTERM})
    for other in held:  # copies of the other processes' pipes: while one is open, nobody hears that its owner is gone
        other.close()
    linters = _Linters(given)
    try:
        if prepare:
            prepare()
        connection.send(_READY)
        while chunk := connection.recv():
            _check(connection, linters, chunk)
            connection.send(_DONE)
    except (EOFError, BrokenPipeError):
        return  # nobody is there any more


def _check(connection: Connection, linters: _Linters, chunk: Sequence[Task]) -> None:
    try:
        for done in check_here(linters, chunk):
            connection.send(done)
    except (EOFError, BrokenPipeError):
        raise
    except UserError as err:
        connection.send(err)
    except Exception as err:  # a defect: not every exception can be sent, so its story is
        defect = InternalError(f"{type(err).__name__} in a worker process")
        defect.add_note(traceback.format_exc())
        connection.send(defect)


class _Linters:
    """Linters by place, made from their settings at first need."""

    def __init__(self, given: Sequence[Linter | Settings]) -> None:
        self._given = list(given)

    def __getitem__(self, place: int) -> Linter:
        found = self._given[place]
        if isinstance(found, Settings):
            self._given[place] = found = Linter(found)
        return found
