"""The day that a command takes for today: the only clock of a run, and `--today` stops it."""

from __future__ import annotations

from datetime import date

from healthlint.errors import UserError


def day(given: str | None) -> date:
    """Return the day of `--today`, or today without it. Raises UserError for what is no day."""
    if given is None:
        return date.today()
    try:
        return date.fromisoformat(given)
    except ValueError as err:
        raise UserError(f"--today must be a day such as 2026-01-31; got `{given}`") from err
