"""Facts of the machine and the versions that explain a figure; nothing that names the machine or a person."""

from __future__ import annotations

import hashlib
import os
import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

_PACKAGES = ("healthlint", "spacy", "thinc", "numpy", "textstat")


def facts() -> dict[str, str]:
    """Return the facts by name, in the order in which they are shown."""
    return {
        "CPU": _cpu(),
        "cores": str(_cores()),
        "memory": _memory(),
        "system": f"{platform.system()} {platform.machine()}",
        "Python": f"{platform.python_implementation()} {platform.python_version()}",
        **versions(),
        "load before the run": f"{os.getloadavg()[0]:.1f}",
    }


def versions() -> dict[str, str]:
    """Return the versions of what decides a figure, by name."""
    from healthlint.language.engine import versions as of_engine

    return {**{name: _version(name) for name in _PACKAGES}, "model": of_engine()["model"]}


def sources() -> bytes:
    """Return a digest of healthlint's files: figures of code that changed in between are worth nothing."""
    import healthlint

    digest = hashlib.blake2b()
    package = Path(healthlint.__file__).parent
    for folder in (package, package.parents[1] / "rules"):
        for file in sorted(p for p in folder.rglob("*") if p.is_file() and p.suffix != ".pyc"):
            digest.update(file.read_bytes())
    return digest.digest()


def _cpu() -> str:
    info = Path("/proc/cpuinfo")
    if info.exists():
        for line in info.read_text(encoding="utf-8").splitlines():
            key, _, value = line.partition(":")
            if key.strip() == "model name":
                return value.strip()
    return platform.processor() or platform.machine()


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _memory() -> str:
    return f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GiB"


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"
