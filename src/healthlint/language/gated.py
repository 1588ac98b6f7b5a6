"""Patterns that are only compiled and run where a text holds what they require."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from healthlint.language.required import Gate, is_plain, required


class GatedPattern:
    """A pattern of the `regex` package (version 0 of its syntax), compiled at its first use.

    `gate` is what `required` says of it. Raises `regex.error` at the first use of a pattern that is none.
    """

    def __init__(self, pattern: str, *, ignore_case: bool = False) -> None:
        self.pattern = pattern
        self.ignore_case = ignore_case

    @cached_property
    def gate(self) -> Gate:
        """What a folded text must hold for the pattern to match in it; empty when nothing is known."""
        return required(self.pattern)

    @cached_property
    def compiled(self) -> Any:
        """The compiled pattern."""
        import regex

        return regex.compile(self.pattern, regex.VERSION0 | (regex.IGNORECASE if self.ignore_case else 0))

    def may_match(self, folded: str) -> bool:
        """Tell whether the pattern could match in a text, given folded (see `terms.fold`)."""
        return may_match(self.gate, folded)


def may_match(gate: Gate, folded: str) -> bool:
    """Tell whether a gate is open in a folded text."""
    return holds(gate, folded) or not is_plain(folded)


def holds(gate: Gate, folded: str) -> bool:
    """Tell whether a folded text holds a literal of every clause; in a plain text the gate is open then only."""
    for clause in gate:
        for literal in clause:
            if literal in folded:
                break
        else:
            return False
    return True
