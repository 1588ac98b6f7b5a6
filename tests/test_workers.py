"""Several processes give what one gives, and one that dies costs one file."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from healthlint import pipeline
from healthlint.config.settings import Settings
from healthlint.errors import InternalError
from healthlint.model.finding import FileResult
from healthlint.model.source import Source
from healthlint.pipeline import Linter
from healthlint.reporters.options import RenderOptions
from healthlint.reporters.registry import names, render
from healthlint.workers import check, plan, serial
from healthlint.workers.check import check_many, check_tasks
from healthlint.workers.plan import Queue, Task, usable_cores, worthwhile

ROOT = Path(__file__).parent.parent
# One process for so many bytes: none of these tests waits for real work.
SMALL = 10


@pytest.fixture(scope="module")
def linter() -> Linter:
    """A linter that needs no parse."""
    return Linter(Settings(select=("plain-language", "suppressions")))


@pytest.fixture(autouse=True)
def small_work_is_shared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check, "WORTH_A_FORK", SMALL)
    monkeypatch.setattr(check, "WORTH_A_START", SMALL)
    monkeypatch.setattr(plan, "_SMALLEST_CHUNK", 400)


def articles(folder: Path, count: int = 24) -> list[tuple[Path, str]]:
    out: list[tuple[Path, str]] = []
    for i in range(count):
        path = folder / f"{i:02}.md"
        path.write_text(f"# Sleep, part {i}\n\nPlease utilize {i + 2} pillows. " + "Sleep well. " * (i % 7))
        out.append((path, path.name))
    return out


def tasks(items: list[tuple[Path, str]]) -> list[Task]:
    return [Task.of(n, path, shown) for n, (path, shown) in enumerate(items)]


def results(linter: Linter, items: list[tuple[Path, str]], **how: object) -> list[FileResult]:
    done = dict(check_tasks([linter], tasks(items), **{"jobs": 2, **how}))  # type: ignore[arg-type]
    return [done[n] for n in range(len(items))]


def failures(found: list[FileResult]) -> dict[str, str]:
    return {r.path: r.reason for r in found if r.status == "failed"}


# What happens in a worker. A worker of its own finds these by name, so they stand at the top of the module.


def _before_reading(act: Callable[[Path], object]) -> None:
    real = pipeline.read

    def read(path: Path, *, shown: str, max_bytes: int) -> Source:
        act(path)
        return real(path, shown=shown, max_bytes=max_bytes)

    pipeline.read = read


def exit_on_five() -> None:
    _before_reading(lambda path: os._exit(7) if path.stem == "05" else None)


def kill_on_five_and_nine() -> None:
    _before_reading(lambda path: os.kill(os.getpid(), signal.SIGKILL) if path.stem in ("05", "09") else None)


def kill_once_on_five() -> None:
    def act(path: Path) -> None:
        mark = path.with_suffix(".mark")
        if path.stem == "05" and not mark.exists():
            mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)

    _before_reading(act)


def break_on_five() -> None:
    def act(path: Path) -> None:
        if path.stem == "05":
            raise ZeroDivisionError("a defect")

    _before_reading(act)


def exit_at_start() -> None:
    os._exit(3)


def test_results_come_in_the_order_of_the_files_whatever_the_jobs(tmp_path: Path, linter: Linter) -> None:
    items = articles(tmp_path)
    alone = list(check_many(linter.settings, items, jobs=1, linter=linter))

    assert [r.path for r in alone] == [shown for _, shown in items]
    assert all(r.findings for r in alone)
    assert list(check_many(linter.settings, items, jobs=2, linter=linter)) == alone
    assert list(check_many(linter.settings, items, jobs=5, linter=linter)) == alone


def test_a_fresh_process_gives_the_same_as_a_forked_one(tmp_path: Path, linter: Linter) -> None:
    items = articles(tmp_path, 6)

    assert results(linter, items, fork=False) == results(linter, items, jobs=1)


def test_each_file_is_checked_by_the_linter_that_its_task_names(tmp_path: Path, linter: Linter) -> None:
    items = articles(tmp_path)
    other = Linter(Settings(select=("suppressions",)))
    mixed = [Task.of(n, path, shown, n % 2) for n, (path, shown) in enumerate(items)]
    done = dict(check_tasks([linter, other], mixed, jobs=2))

    assert [bool(done[n].findings) for n in range(len(items))] == [True, False] * 12


@pytest.mark.skipif(os.name == "nt", reason="signals differ there")
@pytest.mark.parametrize(
    ("prepare", "lost"),
    [
        (exit_on_five, {"05.md": "exit code 7"}),
        (kill_on_five_and_nine, {"05.md": "SIGKILL", "09.md": "SIGKILL"}),
        (kill_once_on_five, {}),
    ],
)
def test_a_process_that_dies_costs_only_the_file_that_it_died_on(
    tmp_path: Path, linter: Linter, prepare: object, lost: dict[str, str]
) -> None:
    found = results(linter, articles(tmp_path), prepare=prepare)

    assert failures(found) == {
        name: f"the worker process died while checking this file ({how})" for name, how in lost.items()
    }
    assert [p.code for r in found for p in r.problems] == ["source"] * len(lost)
    assert sum(bool(r.findings) for r in found) == len(found) - len(lost)


def test_a_fresh_process_that_dies_costs_only_its_file(tmp_path: Path, linter: Linter) -> None:
    found = results(linter, articles(tmp_path, 7), fork=False, prepare=exit_on_five)

    assert set(failures(found)) == {"05.md"}


def test_a_defect_in_a_process_is_raised_where_it_can_be_reported(tmp_path: Path, linter: Linter) -> None:
    with pytest.raises(InternalError, match="ZeroDivisionError in a worker process") as caught:
        results(linter, articles(tmp_path), prepare=break_on_five)
    assert "in act" in caught.value.__notes__[0]
    assert children() == []


def test_processes_that_cannot_start_are_an_error_and_not_an_endless_loop(tmp_path: Path, linter: Linter) -> None:
    with pytest.raises(InternalError, match=r"no worker process could be started \(exit code 3\)"):
        results(linter, articles(tmp_path), prepare=exit_at_start)


def test_a_run_that_is_left_early_leaves_no_process_behind(tmp_path: Path, linter: Linter) -> None:
    run = check_tasks([linter], tasks(articles(tmp_path)), jobs=2)
    next(run)
    assert children()
    run.close()  # type: ignore[attr-defined]

    assert children() == []


def test_small_work_is_not_shared() -> None:
    some = [Task(n, Path(), "", 1000) for n in range(10)]

    assert worthwhile(4, some, worth=5000) == 2
    assert worthwhile(4, some, worth=20_000) == 1
    assert worthwhile(4, some, worth=10) == 4
    assert worthwhile(4, some[:1], worth=10) == 1
    assert worthwhile(4, [], worth=10) == 1


def test_large_files_go_first_and_alone_and_chunks_shrink(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plan, "_SMALLEST_CHUNK", 2)
    sizes = [1, 1, 30, 1, 1, 40, *[1] * 20]
    queue = Queue([Task(n, Path(), "", size) for n, size in enumerate(sizes)], 2)
    chunks: list[list[int]] = []
    while queue:
        chunks.append([task.number for task in queue.take()])

    assert chunks[:2] == [[5], [2]]
    assert [n for chunk in chunks[2:] for n in chunk] == [n for n in range(len(sizes)) if n not in (5, 2)]
    lengths = [len(chunk) for chunk in chunks[2:]]
    assert lengths == sorted(lengths, reverse=True)
    assert lengths[0] > lengths[-1]


def test_files_that_are_put_back_are_given_out_alone_and_first() -> None:
    some = [Task(n, Path(), "", 10) for n in range(6)]
    queue = Queue(some, 2)
    first = queue.take()
    queue.put_back(first[:2])

    assert [queue.take(), queue.take()] == [(some[0],), (some[1],)]


def test_the_cores_are_those_that_a_container_may_use(tmp_path: Path) -> None:
    quota = tmp_path / "cpu.max"
    said = {"150000 100000\n": 2, "max 100000\n": None, "50000 100000": 1, "": None}
    for text, cores in said.items():
        quota.write_text(text)
        assert plan._quota(quota) == cores
    assert plan._quota(tmp_path / "none") is None
    assert 1 <= usable_cores() <= (os.cpu_count() or 1)


def test_results_and_settings_cross_processes_unchanged(tmp_path: Path, linter: Linter) -> None:
    (result,) = serial.check_here([linter], tasks(articles(tmp_path, 1)))

    assert pickle.loads(pickle.dumps(result)) == result
    assert pickle.loads(pickle.dumps(linter.settings)) == linter.settings


def test_every_report_of_two_processes_is_that_of_one(tmp_path: Path) -> None:
    whole = Linter(Settings())
    items = articles(tmp_path, 8) + [(p, p.name) for p in sorted((ROOT / "examples" / "articles").glob("*.*"))]
    alone, shared = (whole.report(results(whole, items, jobs=jobs)) for jobs in (1, 2))

    assert any(r.claims for r in alone.files)
    for format in names():
        assert render(format, shared, options=RenderOptions()) == render(format, alone, options=RenderOptions())


def children() -> list[int | None]:
    return [child.pid for child in multiprocessing.active_children()]
