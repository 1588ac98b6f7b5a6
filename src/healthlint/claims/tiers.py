"""What the jurisdictions of an article ask of the conditions that its claims name: `data/condition-tiers.yaml`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from healthlint.claims.located import LocatedClaim
from healthlint.language.lexicon import phrases
from healthlint.model.claim import ConditionTier

if TYPE_CHECKING:
    from healthlint.claims.vocabulary import Mention
    from healthlint.language.analysis import Analysis

_BEFORE = 40  # characters before a condition, more than any of `not_after` has
_DEFAULT = ""  # the jurisdiction of an article that names none which has a list


@dataclass(frozen=True, slots=True)
class Tier:
    """One tier of a jurisdiction, the gravest first.

    `terms` are the conditions in it (folded), or with `others` all that there are, but not those of `but`.
    `supervision`: whether it asks for a qualified professional, None where the law asks something else. Right after one
    of the words `not_after`, a condition is not in it.
    """

    name: str
    supervision: bool | None
    terms: frozenset[str]
    others: bool
    but: frozenset[str]
    not_after: tuple[str, ...]

    def has(self, condition: str, before: str) -> bool:
        """Tell whether a condition is in it; `before` is the folded text up to the condition."""
        if condition in self.but or not (self.others or condition in self.terms):
            return False
        return not self.not_after or not before.rstrip().endswith(self.not_after)


@dataclass(frozen=True, slots=True)
class TierList:
    """The tiers of one jurisdiction, and whose rule they follow; `read` tells whether that source was read."""

    law: str
    source: str
    read: bool
    tiers: tuple[Tier, ...]


def with_tiers(analysis: Analysis, found: Iterable[LocatedClaim]) -> tuple[LocatedClaim, ...]:
    """Return the claims, each with the tiers of its conditions in the jurisdictions of the article."""
    lists = asked(analysis.context.jurisdiction)
    return tuple(_with_tiers(analysis, one, lists) if one.claim.condition else one for one in found)


def asked(jurisdictions: Sequence[str]) -> Mapping[str, TierList]:
    """Return the lists that hold for an article by jurisdiction; under "" the default where none has a list."""
    known = tier_lists()
    own = {name: known[name] for name in jurisdictions if name in known}
    return own or {_DEFAULT: known[_DEFAULT]}


def _with_tiers(analysis: Analysis, found: LocatedClaim, lists: Mapping[str, TierList]) -> LocatedClaim:
    # The items of a list stand in blocks of their own: what stands before them there is not looked at.
    folded = "" if found.listed else analysis.folded(found.claim.block)
    named = [(m, folded[max(0, m.span.start - _BEFORE) : m.span.start]) for m in found.mentions if m.tier]
    tiers = (_gravest(name, own, named, found.claim.condition) for name, own in lists.items())
    return replace(found, claim=replace(found.claim, tiers=tuple(t for t in tiers if t)))


def _gravest(
    jurisdiction: str, tiers: TierList, named: Sequence[tuple[Mention, str]], condition: str
) -> ConditionTier | None:
    """Return the first tier that has one of some conditions; of those in it, the claim's own where it is one."""
    for tier in tiers.tiers:
        within = [m.phrase for m, before in named if tier.has(m.phrase, before)]
        if within:
            which = condition if condition in within else within[0]
            return ConditionTier(jurisdiction, tier.name, tier.supervision, which)
    return None


@lru_cache(maxsize=1)
def tier_lists() -> Mapping[str, TierList]:
    """Return the lists by jurisdiction, and under "" the default."""
    data = _data()
    known: dict[str, TierList] = {}
    for name, own in data["jurisdictions"].items():
        made = TierList(own["law"], own["source"], own["read"] == "yes", tuple(map(_tier, own["tiers"])))
        known |= dict.fromkeys((name, *own.get("also", ())), made)
    return {**known, _DEFAULT: known[data["default"]]}


def _tier(data: Mapping[str, Any]) -> Tier:
    said = data.get("supervision")
    return Tier(
        data["name"],
        None if said is None else said == "yes",
        frozenset(phrases(data.get("terms", ()))),
        data.get("others") == "yes",
        frozenset(phrases(data.get("except", ()))),
        tuple(data.get("not_after", ())),
    )


def _data() -> Any:
    import yaml

    text = (files("healthlint") / "data" / "condition-tiers.yaml").read_text(encoding="utf-8")
    return yaml.load(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))
