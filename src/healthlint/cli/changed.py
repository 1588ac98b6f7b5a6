"""Which files differ from a commit: what `check --changed-since` looks at. Git is asked; it must be installed."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from healthlint.errors import UserError

# Nothing that a repository's own settings name is run.
_GIT = ("git", "-c", "core.fsmonitor=false", "-c", "core.quotePath=false")


def changed_since(commit: str, here: Path) -> frozenset[str]:
    """Return the real paths of the files that differ from where the present state left `commit`'s line.

    That is what a pull request shows: changed, added and renamed files with what is not committed yet, and new files
    that Git does not ignore. Deleted ones are none. Raises UserError when Git cannot tell.
    """
    if commit.startswith("-"):
        raise UserError(f"--changed-since takes a commit or branch; got `{commit}`")
    top = Path(_git(here, "rev-parse", "--show-toplevel").removesuffix("\n"))
    base = _base(top, commit)
    differing = _git(top, "diff", "--name-only", "-z", "--diff-filter=d", "--no-ext-diff", base, "--")
    new = _git(top, "ls-files", "--others", "--exclude-standard", "-z")
    return frozenset(os.path.realpath(top / name) for name in f"{differing}{new}".split("\0") if name)


def _base(top: Path, commit: str) -> str:
    """Return the commit at which the present state left the line of another. Raises UserError."""
    try:
        _git(top, "rev-parse", "--verify", "--quiet", f"{commit}^{{commit}}")
    except UserError as err:
        hint = "fetch it first (a build's checkout often has one commit only: `fetch-depth: 0`)"
        raise UserError(f"--changed-since: there is no commit `{commit}`; {hint}") from err
    try:
        return _git(top, "merge-base", commit, "HEAD").strip()
    except UserError as err:
        hint = "fetch more history (`git fetch --unshallow`, `fetch-depth: 0`)"
        raise UserError(f"--changed-since: `{commit}` and the present state have no commit in common; {hint}") from err


def _git(folder: Path, *arguments: str) -> str:
    try:
        done = subprocess.run([*_GIT, *arguments], cwd=folder, capture_output=True, check=False)
    except FileNotFoundError as err:
        raise UserError("--changed-since needs git, which is not installed") from err
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines() or [f"exit code {done.returncode}"]
        raise UserError(f"--changed-since: git says: {said[-1].removeprefix('fatal: ')}")
    return os.fsdecode(done.stdout)
