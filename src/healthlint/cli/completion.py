"""What the shell offers when a person presses Tab. A broken rule folder offers less; it never fails."""

from __future__ import annotations

LINK_LEVELS = ("broken", "unknown", "redirected", "never")  # from which status on `links` fails


def complete_rules(incomplete: str) -> list[str]:
    """Return the rule ids and pack names that complete the last of the comma-separated names."""
    from healthlint.packs.load import load_catalog

    done, comma, last = incomplete.rpartition(",")
    catalog = load_catalog()
    names = sorted({*catalog.packs, *catalog.rules})
    return [f"{done}{comma}{name}" for name in names if name.startswith(last)]


def complete_packs(incomplete: str) -> list[str]:
    """Return the names of packs that complete `incomplete`."""
    from healthlint.packs.load import load_catalog

    return [name for name in sorted(load_catalog().packs) if name.startswith(incomplete)]


def complete_levels(incomplete: str) -> list[str]:
    """Return what completes the last of comma-separated RULE=LEVEL pairs: a rule or pack, or its level."""
    done, comma, last = incomplete.rpartition(",")
    name, equals, level = last.partition("=")
    if not equals:
        return [f"{found}=" for found in complete_rules(incomplete)]
    return [f"{done}{comma}{name}={known}" for known in ("error", "warning", "info", "off") if known.startswith(level)]


def complete_link_formats(incomplete: str) -> list[str]:
    """Return the formats of `links` that complete `incomplete`."""
    from healthlint.links.report import FORMATS

    return [name for name in FORMATS if name.startswith(incomplete)]


def complete_link_levels(incomplete: str) -> list[str]:
    """Return the values of `links --fail-on` that complete `incomplete`."""
    return [level for level in LINK_LEVELS if level.startswith(incomplete)]


def complete_formats(incomplete: str) -> list[str]:
    """Return the names of the reporters that complete `incomplete`."""
    from healthlint.reporters.registry import names

    return [name for name in names() if name.startswith(incomplete)]


def complete_register_formats(incomplete: str) -> list[str]:
    """Return the formats of the claims register that complete `incomplete`."""
    from healthlint.register.files import FORMATS

    return [name for name in FORMATS if name.startswith(incomplete)]


def complete_severities(incomplete: str) -> list[str]:
    """Return the levels that complete `incomplete`."""
    return [level for level in ("error", "warning", "info") if level.startswith(incomplete)]


def complete_contexts(incomplete: str) -> list[str]:
    """Return the KEY=VALUE pairs that complete the last of the comma-separated ones."""
    from healthlint.model.context import CONTEXT_VALUES

    done, comma, last = incomplete.rpartition(",")
    pairs = [f"{key}={value}" for key, values in CONTEXT_VALUES.items() for value in values]
    return [f"{done}{comma}{pair}" for pair in pairs if pair.startswith(last)]
