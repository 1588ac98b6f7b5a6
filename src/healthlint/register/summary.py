"""What people are told of a register: counts, what needs a decision, a row in short."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from healthlint.register.items import Flag, Tier
from healthlint.register.row import STATES, STATUSES, Row
from healthlint.reporters.listing import plural


def counted(rows: Sequence[Row]) -> str:
    """Return "12 claims in 3 files: 8 new, 4 unchanged; 11 unreviewed, 1 approved; 5 lack a source"."""
    files = len({row.file for row in rows})
    states, statuses = (Counter(getattr(row, name) for row in rows) for name in ("state", "status"))
    said = [", ".join(f"{n[w]:,} {w}" for w in words if n[w]) for n, words in ((states, STATES), (statuses, STATUSES))]
    head = f"{plural(len(rows), 'claim')} in {plural(files, 'file')}"
    bare = sum(map(lacks_source, rows))
    said += [f"{bare:,} lack a source"] if bare else []
    bad = sum(map(is_incomplete, rows))
    said += [f"{plural(bad, 'waiver')} without a note or an end, which lets nothing pass"] if bad else []
    return f"{head}: {'; '.join(said)}" if rows else head


def lacks_source(row: Row) -> bool:
    """Tell whether a reader would want a source, and there is none in reach and no evidence on file."""
    return bool(row.reason_needed) and not row.evidence and not row.substantiation and row.state != "gone"


def is_incomplete(row: Row) -> bool:
    """Tell whether a row is a waiver that lacks its reason or its end: it lets nothing pass."""
    return row.status == "waived" and not (row.note and row.expires) and row.state != "gone"


def sign_off(row: Row) -> str:
    """Return who decided what until when; "" where nobody has."""
    if row.status == "unreviewed":
        return ""
    who = f" by {row.reviewer}" if row.reviewer else ""
    role = f" ({row.role})" if row.role and row.reviewer else ""
    day = f" on {row.decision_date}" if row.decision_date else ""
    until = f", until {row.expires}" if row.expires else ""
    what = "evidence asked for" if row.status == "needs-evidence" else row.status
    return f"{what}{who}{role}{day}{until}"


def ended(row: Row) -> str:
    """Return why a decision no longer counts, "" while it does."""
    if row.match in ("near", "drifted"):
        return f"the wording has {'changed a little' if row.match == 'near' else 'drifted'} from the approved one"
    if is_incomplete(row):
        return "it lets nothing pass: a waiver needs a note and an end"
    return "the decision has expired" if row.state == "expired" else ""


def parts(row: Row) -> str:
    """Return who does what to what, with what the sentence leaves out named."""
    said = (row.subject or "(not said)", row.verb, row.outcome or row.condition or "(not said)")
    whom = f", for {row.population}" if row.population and row.population != row.subject else ""
    return f"{' → '.join(x for x in said if x)}{whom}"


def condition(row: Row) -> str:
    """Return the condition with what each jurisdiction asks of it: "asthma (uk supervision, au restricted)"."""
    tiers = ", ".join(map(_tier, row.condition_tier))
    return f"{row.condition} ({tiers})" if tiers else row.condition


def _tier(tier: Tier) -> str:
    return " ".join(x for x in (tier.jurisdiction, tier.tier, tier.condition and f"for {tier.condition}") if x)


def quoted(row: Row) -> str:
    """Return the sentence in quotation marks; one that opens with a mark of its own needs no other."""
    return row.quote if row.quote[:1] in '“"‘' else f"“{row.quote}”"


def same_sentence(row: Row, before: Row | None) -> bool:
    """Tell whether a row is another claim of the sentence of the row before it."""
    return before is not None and (row.file, row.line, row.column, row.quote) == (
        *(before.file, before.line, before.column),
        before.quote,
    )


def strength(row: Row) -> str:
    """Return how strongly the claim is worded, whether it is of a harm, and what is done with it if not asserted."""
    told = (row.strength, row.direction == "harm" and "harm", row.polarity != "asserted" and row.polarity)
    return ", ".join(x for x in told if x) or "–"


def sources(row: Row) -> str:
    """Return the sources in reach in short."""
    return ", ".join(_sources(row)) or "none"


def _sources(row: Row) -> Iterator[str]:
    for source in row.evidence:
        about = [x for x in (source.identifier, source.year, f"tier {source.tier}" if source.tier else "") if x]
        yield f"{source.id} ({', '.join(about)})" if about else source.id


def rules(row: Row) -> str:
    """Return the rules that have findings on the sentence, with where they hold."""
    return ", ".join(_rule(flag) for flag in row.regulatory_flags)


def _rule(flag: Flag) -> str:
    about = ", ".join(x for x in (flag.jurisdiction, flag.severity if flag.severity == "suppressed" else "") if x)
    return f"{flag.rule} ({about})" if about else flag.rule
