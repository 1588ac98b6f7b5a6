"""What a claims register says of the claim that a finding is about."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Approval:
    """A person's decision that lets a claim pass. The finding stays; only a gate looks away.

    `claim_id`, `status`, `reviewer`, `role` and `expires` (an ISO date or "") are those of the register's row.
    `ended` says why the decision no longer counts; it is empty while it does.
    """

    claim_id: str
    status: str
    reviewer: str = ""
    role: str = ""
    expires: str = ""
    ended: str = ""

    @property
    def in_force(self) -> bool:
        """Whether the finding does not count for `--fail-on`."""
        return not self.ended

    def said(self) -> str:
        """Return the decision in words: "approved by Ann Lee (medical reviewer) until 2027-01-31"."""
        who = f" by {self.reviewer}" if self.reviewer else ", no reviewer named"
        role = f" ({self.role})" if self.role and self.reviewer else ""
        if self.ended:
            return f"{self.status}{who}{role}; no longer: {self.ended}"
        until = f" until {self.expires}" if self.expires else ", without an end"
        return f"{self.status}{who}{role}{until}: does not fail a run"
