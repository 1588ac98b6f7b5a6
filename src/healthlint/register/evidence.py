"""The register as evidence log: which statements of an article have their evidence on file, word for word.

A row has evidence when a person filled in `substantiation`, and did not decide that it is not enough (`rejected`,
`needs-evidence`). Evidence is for words: those of the row's sentence as long as they are what was last decided on, and
those of `approved_wording`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING

from healthlint.claims.extract import located
from healthlint.register.merge import stands
from healthlint.register.row import Row, register_id
from healthlint.register.wording import plain_wording

if TYPE_CHECKING:
    from healthlint.claims.located import LocatedClaim
    from healthlint.language.analysis import Analysis
    from healthlint.model.claim import Claim
    from healthlint.model.span import Span

_NOT_ENOUGH = frozenset({"rejected", "needs-evidence"})
_SIZE = 16


@dataclass(frozen=True, slots=True)
class FiledEvidence:
    """The evidence on file for one article (a `model.house.EvidenceLog`).

    `rows` are the ids of the rows that have evidence, by the wordings (see `plain_wording`) that it is for; `known` the
    ids of all rows of the article, `by_hand` those that a person added, which stand for a sentence as a whole.
    """

    file: str
    rows: Mapping[str, frozenset[str]]
    known: frozenset[str] = frozenset()
    by_hand: frozenset[str] = frozenset()

    def covers(self, analysis: Analysis, block: int, prose_span: Span) -> bool:
        """Tell whether a stretch of prose has its evidence on file: each claim in it, or the sentence as a whole.

        Where no claim stands in the stretch itself, those of its sentence count; where there is none at all, a row with
        the words of the sentence.
        """
        sentence = analysis.sentence_at(block, prose_span.start) if self.rows else None
        if sentence is None:
            return False
        logged = self._logged(analysis.text(sentence))
        if logged & self.by_hand:
            return True
        claims = analysis.once(_claims_by_sentence).get((block, sentence.span), [])
        meant = [found for found in claims if found.core.overlaps(prose_span)] or claims
        if not meant:
            return bool(logged)
        ids = frozenset(self._id(found.claim) for found in claims)
        return all(self._backs(found.claim, ids) for found in meant)

    def _backs(self, claim: Claim, ids: frozenset[str]) -> bool:
        """Tell whether there is evidence for a claim; `ids` are those of all claims of its sentence."""
        logged, own = self._logged(claim.quote), self._id(claim)
        # A claim that was reworded as agreed has no row yet: the evidence is in that of the words before.
        return own in logged or (own not in self.known and bool(logged - ids))

    def _logged(self, words: str) -> frozenset[str]:
        return self.rows.get(plain_wording(words), frozenset())

    def _id(self, claim: Claim) -> str:
        return register_id(self.file, claim.claim_id)

    def digest(self) -> str:
        """Return a digest of all that `covers` depends on beside the article."""
        said = [[words, sorted(ids)] for words, ids in sorted(self.rows.items())]
        about = repr([self.file, said, sorted(self.known), sorted(self.by_hand)])
        return blake2b(about.encode("utf-8", "surrogatepass"), digest_size=_SIZE).hexdigest()


def evidence_by_file(rows: Iterable[Row]) -> dict[str, FiledEvidence]:
    """Return the evidence on file by article, for those that have any."""
    of_file: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        of_file[row.file].append(row)
    found = {file: _evidence(file, own) for file, own in of_file.items()}
    return {file: evidence for file, evidence in found.items() if evidence.rows}


def _evidence(file: str, rows: Iterable[Row]) -> FiledEvidence:
    logged: dict[str, set[str]] = defaultdict(set)
    known: set[str] = set()
    by_hand: set[str] = set()
    for row in rows:
        known.add(row.claim_id)
        if not row.substantiation or row.status in _NOT_ENOUGH:
            continue
        for words in {row.quote, row.approved_wording} - {""}:
            if stands(row, words):
                logged[plain_wording(words)].add(row.claim_id)
        if row.added_by_hand:
            by_hand.add(row.claim_id)
    return FiledEvidence(file, {w: frozenset(ids) for w, ids in logged.items()}, frozenset(known), frozenset(by_hand))


def _claims_by_sentence(analysis: Analysis) -> dict[tuple[int, Span], list[LocatedClaim]]:
    found: dict[tuple[int, Span], list[LocatedClaim]] = defaultdict(list)
    for one in analysis.once(located):
        found[one.claim.block, one.claim.prose_span].append(one)
    return found
