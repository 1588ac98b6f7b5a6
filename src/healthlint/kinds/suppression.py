"""`suppression`: rules about the author's own suppressions. `healthlint.suppress` makes their findings.

about: unknown | unused
"""

from __future__ import annotations

from typing import Any, Literal

from healthlint.kinds.base import FunctionCheck
from healthlint.kinds.base import Options as BaseOptions
from healthlint.model.rule import Rule


class Options(BaseOptions):
    """The fields of a `suppression` rule."""

    about: Literal["unknown", "unused"]


def compile_rule(rule: Rule, options: Options) -> FunctionCheck:
    """Return a check that finds nothing by itself: whether a suppression is used is known after all rules ran."""

    def nothing(analysis: Any, unit: Any) -> tuple[()]:
        return ()

    return FunctionCheck(nothing)
