"""Import a package without its command line, which it loads for nothing that is used here."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any


@contextmanager
def put_off(package: str, module: str, function: str) -> Iterator[None]:
    """While the context lasts, an import of `package` gets a stand-in for `package.module` and its submodules.

    The stand-in offers one function, which imports the real module when it is called. Afterwards the stand-in is
    forgotten: whoever imports `package.module`, or asks `package` for it, gets the real one. Nothing happens where
    the package is imported already.

    spaCy imports its whole command line (typer, requests, httpx, jinja2, rich, weasel: a third of its import) to offer
    `spacy.info`.
    """
    if package in sys.modules:
        yield
        return
    finder = _Finder(f"{package}.{module}", function)
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)
        for name in finder.made:
            sys.modules.pop(name, None)
        parent = sys.modules.get(package)
        if parent is not None and finder.made:
            _forget(parent, module)


class _Finder(MetaPathFinder, Loader):
    """Finds a stand-in for a module and everything below it; `made` are the names of those that were asked for."""

    def __init__(self, name: str, function: str) -> None:
        self._name = name
        self._function = function
        self.made: list[str] = []

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname != self._name and not fullname.startswith(f"{self._name}."):
            return None
        return ModuleSpec(fullname, self, is_package=True)

    def exec_module(self, module: ModuleType) -> None:
        self.made.append(module.__name__)
        setattr(module, self._function, _later(module.__name__, self._function))


def _later(module: str, function: str) -> Callable[..., Any]:
    def call(*arguments: Any, **named: Any) -> Any:
        return getattr(import_module(module), function)(*arguments, **named)

    return call


def _forget(parent: ModuleType, module: str) -> None:
    """Take the stand-in from its package, and import the real one when somebody asks the package for it."""
    vars(parent).pop(module, None)
    missing = vars(parent).get("__getattr__")

    def look(name: str) -> Any:
        if name == module:
            return import_module(f"{parent.__name__}.{module}")
        if missing is not None:
            return missing(name)
        raise AttributeError(f"module {parent.__name__!r} has no attribute {name!r}")

    parent.__getattr__ = look  # type: ignore[method-assign]
