"""Which rules run on an article, at which severity: the settings and the context decide."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from healthlint.config.settings import Settings
from healthlint.diagnostics import Diagnostic, did_you_mean
from healthlint.errors import ConfigError
from healthlint.model.context import Context
from healthlint.model.finding import Severity
from healthlint.model.rule import Rule
from healthlint.packs.load import Catalog


@dataclass(frozen=True, slots=True)
class Selected:
    """A rule that runs, with its severity in this context."""

    rule: Rule
    severity: Severity


def check_references(catalog: Catalog, settings: Settings) -> None:
    """Raise ConfigError when the settings name rules or packs that do not exist, or options that they lack."""
    known = {*catalog.rules, *catalog.packs, "all"}
    # A rule whose own file is broken exists: its problem is reported where it is.
    broken = {"/".join(p.path.removesuffix(".yaml").split("/")[-2:]) for p in catalog.problems}
    problems: list[Diagnostic] = []
    for reference in settings.references:
        if reference.name not in known and reference.name not in broken:
            hint = did_you_mean(reference.name, known)
            problems.append(replace(reference.place, message=f"no rule or pack `{reference.name}`", hint=hint))
    if problems:
        raise ConfigError(problems[0].message, tuple(problems))


def candidates(catalog: Catalog, settings: Settings) -> tuple[Rule, ...]:
    """Return the rules that the settings allow in any context, in order, with the settings' own options.

    Raises ConfigError with every option that does not fit its rule.
    """
    problems: list[Diagnostic] = []
    mixed = {rule.pack for rule in catalog.rules.values() if not rule.preview}
    on = (rule for rule in catalog.rules.values() if _is_on(rule, settings, opt_in=rule.pack not in mixed))
    rules = tuple(_with_options(rule, settings, problems) for rule in on)
    if problems:
        raise ConfigError(problems[0].message, tuple(problems))
    return rules


def select(rules: tuple[Rule, ...], settings: Settings, context: Context) -> tuple[Selected, ...]:
    """Return the rules of `rules` that run in this context, each with its severity there."""
    out: list[Selected] = []
    for rule in rules:
        if not context.satisfies(rule.when):
            continue
        if not context.satisfies(rule.default_in) and not _is_named(rule, settings):
            continue
        severity = severity_in(rule, settings, context)
        if severity is not Severity.OFF:
            out.append(Selected(rule, severity))
    return tuple(out)


def severity_in(rule: Rule, settings: Settings, context: Context) -> Severity:
    """Return a rule's severity: what the settings say, else the highest that its context gives, else its own."""
    said = settings.severity.get(rule.id) or settings.severity.get(rule.pack)
    if said is not None:
        return said
    found = [
        level
        for key, by in rule.severity_by.items()
        for value in context.values(key)
        if (level := by.get(value)) is not None
    ]
    return max(found, key=lambda s: s.rank) if found else rule.severity


def _is_on(rule: Rule, settings: Settings, *, opt_in: bool) -> bool:
    """Tell whether the settings turn a rule on.

    `opt_in`: its pack has nothing but preview rules, so whoever selects the pack wants them.
    """
    if rule.id in settings.ignore:
        return False
    if rule.id in settings.select:
        return True
    if rule.pack in settings.ignore or "all" in settings.ignore:
        return False
    if not settings.select and settings.severity.get(rule.id, Severity.OFF) is not Severity.OFF:
        return True  # who gives a preview rule a level wants it
    if "all" in settings.select:
        return True
    if rule.preview:
        return opt_in and rule.pack in settings.select
    return not settings.select or rule.pack in settings.select


def _is_named(rule: Rule, settings: Settings) -> bool:
    """Tell whether the settings ask for a rule itself, not only for its pack."""
    level = settings.severity.get(rule.id, Severity.OFF)
    return rule.id in settings.select or "all" in settings.select or level is not Severity.OFF


def _with_options(rule: Rule, settings: Settings, problems: list[Diagnostic]) -> Rule:
    changes = settings.rules.get(rule.id)
    if not changes:
        return rule
    from pydantic import ValidationError

    given = rule.options.model_dump(exclude_unset=True, by_alias=True)
    try:
        options = type(rule.options).model_validate({**given, **changes})
    except ValidationError as err:
        known = [f.alias or name for name, f in type(rule.options).model_fields.items()]
        problems.extend(_option_problem(rule, settings, error, known) for error in err.errors(include_url=False))
        return rule
    return replace(rule, options=options)


def _option_problem(rule: Rule, settings: Settings, error: Any, known: list[str]) -> Diagnostic:
    name = str(error["loc"][0]) if error["loc"] else ""
    key = f"rules.{rule.id}.{name}"
    place = settings.places.get(key) or settings.places.get(f"rules.{rule.id}") or Diagnostic("settings", 0, 0, "")
    if error["type"] == "extra_forbidden":
        hint = did_you_mean(name, known) or f"its options are {', '.join(known)}"
        return replace(place, message=f"rule `{rule.id}` has no option `{name}`", hint=hint)
    reason = str(error["msg"]).removeprefix("Value error, ")
    return replace(place, message=f"option `{name}` of rule `{rule.id}`: {reason}", hint="")
