"""What became of looking a target up."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from enum import StrEnum


class Status(StrEnum):
    """What is known of a target. `unknown` is no verdict: the server refuses programs, is busy, or did not answer."""

    OK = "ok"
    SKIPPED = "skipped"
    REDIRECTED = "redirected"
    UNKNOWN = "unknown"
    BROKEN = "broken"

    @property
    def rank(self) -> int:
        """How bad it is: a higher number is worse."""
        return list(Status).index(self)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The status of a target, why, the last HTTP status code (0 without one), and where it led if elsewhere."""

    status: Status
    reason: str = ""
    code: int = 0
    final: str = ""

    def encode(self, seen: float) -> bytes:
        """Return the verdict as bytes, with the time at which it was found (seconds since 1970)."""
        return json.dumps({**asdict(self), "seen": seen}).encode()


def decode(data: bytes) -> tuple[Verdict, float]:
    """Return a verdict and the time at which it was found. Raises ValueError for other bytes."""
    try:
        values = json.loads(data)
        seen = float(values.pop("seen"))
        return Verdict(Status(values["status"]), values["reason"], int(values["code"]), values["final"]), seen
    except (TypeError, LookupError, AttributeError) as err:
        raise ValueError("no verdict") from err
