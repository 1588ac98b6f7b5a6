"""What a publisher's configuration says of sources: own sites, the weight of others, retractions, evidence on file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from healthlint.model.span import Span


@dataclass(frozen=True, slots=True)
class Notice:
    """One notice on a published work.

    `nature`: retraction, concern, correction or reinstatement. `date` is an ISO date, "" where the list gives none.
    """

    nature: str
    date: str = ""


class EvidenceLog(Protocol):
    """The evidence that a publisher has on file for the statements of one article."""

    def covers(self, analysis: Any, block: int, prose_span: Span) -> bool:
        """Tell whether a stretch of a block's prose has evidence on file; `analysis` is that of the article."""
        ...


@dataclass(frozen=True, slots=True)
class House:
    """What holds for all articles of a publisher, beside the context.

    `own_sites`: hosts; a link to them is no evidence. `tiers`: host (or host and first part of the path) to source
    tier, on top of `data/sources/tiers.yaml`. `reach`: how near a source must stand, "" for what each rule says.
    `notices`: the notices on a work by its key ("doi:10.1234/abc", "pmid:123456"), in order of their dates;
    `noticed_until` is the newest date of that list, "" without one. `evidence` is that of the article where its
    citation policy is `evidence-log`.
    """

    own_sites: tuple[str, ...] = ()
    tiers: Mapping[str, str] = field(default_factory=dict)
    reach: str = ""
    notices: Mapping[str, tuple[Notice, ...]] = field(default_factory=dict)
    noticed_until: str = ""
    evidence: EvidenceLog | None = None
