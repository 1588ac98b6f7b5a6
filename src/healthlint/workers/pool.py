"""Several processes that check files; one that dies costs one file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from multiprocessing.connection import wait

from healthlint.errors import InternalError
from healthlint.model.finding import FileResult
from healthlint.pipeline import Linter, failed
from healthlint.workers.plan import Queue, Task, may_fork
from healthlint.workers.process import Died, Prepare, Worker


class Pool:
    """The processes and what each is busy with."""

    def __init__(
        self, linters: Sequence[Linter], tasks: Sequence[Task], size: int, *, fork: bool, prepare: Prepare | None
    ) -> None:
        self._linters = linters
        self._size = size
        self._fork = fork
        self._prepare = prepare
        self._queue = Queue(tasks, size)
        self._workers: list[Worker] = []

    def results(self) -> Iterator[tuple[int, FileResult]]:
        """Yield (task number, result) until all tasks are done."""
        while self._fill():
            ready = wait([worker.connection for worker in self._workers])
            for worker in [w for w in self._workers if w.connection in ready]:
                try:
                    done = worker.receive()
                    if done is None:
                        self._next(worker)
                except Died as death:
                    yield from self._bury(worker, death)
                else:
                    if done is not None:
                        yield done

    def end(self) -> None:
        """End all processes, at once."""
        for worker in self._workers:
            worker.kill()
        self._workers.clear()

    def _fill(self) -> bool:
        """Start the processes that are missing; tell whether any is left to wait for."""
        idle = sum(1 for worker in self._workers if not worker.chunk)
        while len(self._workers) < self._size and idle < len(self._queue):
            try:
                # A fork was safe when the first began, and nothing here starts threads; a caller may have done so.
                fork = self._fork and may_fork()
                worker = Worker(self._linters, others=self._workers, fork=fork, prepare=self._prepare)
            except OSError as err:
                self._give_up_one(str(err))
                continue
            self._workers.append(worker)
            idle += 1
        return bool(self._workers)

    def _give_up_one(self, why: str) -> None:
        """Go on with one process fewer: the system has no room for more."""
        self._size -= 1
        if not self._size and self._queue:
            raise InternalError(f"no worker process could be started ({why}); --jobs 1 needs none")

    def _next(self, worker: Worker) -> None:
        if self._queue:
            chunk = self._queue.take()
            try:
                worker.give(chunk)
            except Died:
                self._queue.put_back(chunk)  # it was dead before it began
                raise
            return
        self._workers.remove(worker)
        worker.dismiss()

    def _bury(self, worker: Worker, death: Died) -> Iterator[tuple[int, FileResult]]:
        """Report the file that a process died on. When it had several, each is tried again alone to find which."""
        self._workers.remove(worker)
        if not worker.ready:
            self._give_up_one(death.how)
        elif len(worker.chunk) == 1:
            (task,) = worker.chunk.values()
            reason = f"the worker process died while checking this file ({death.how})"
            yield task.number, failed(task.shown, "source", reason)
        else:
            self._queue.put_back(tuple(worker.chunk.values()))
