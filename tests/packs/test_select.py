"""Which rules the settings let run."""

from __future__ import annotations

from healthlint.config.settings import Settings
from healthlint.model.context import Context
from healthlint.model.finding import Severity
from healthlint.packs.load import load_catalog
from healthlint.packs.select import candidates, select


def ids(**settings) -> set[str]:
    return {rule.id for rule in candidates(load_catalog(()), Settings(**settings))}


def test_a_level_for_a_rule_does_not_take_it_out_of_a_selected_pack() -> None:
    level = {"grammar/a-an": Severity.WARNING}

    assert "grammar/a-an" in ids(select=("grammar",), severity=level)
    assert "grammar/a-an" not in ids(select=("claims",), severity=level)


def test_a_level_for_a_preview_rule_turns_it_on_where_nothing_is_selected() -> None:
    preview = next(rule.id for rule in load_catalog(()).rules.values() if rule.preview)

    assert preview not in ids()
    assert preview in ids(severity={preview: Severity.INFO})
    assert preview not in ids(severity={preview: Severity.OFF})
    assert preview not in ids(select=(preview.partition("/")[0],), severity={preview: Severity.INFO})


def test_a_rule_with_a_context_of_its_own_runs_there_and_elsewhere_when_it_is_named() -> None:
    catalog = load_catalog(())
    rule = next(rule for rule in catalog.rules.values() if rule.default_in)

    def runs(context: Context, **settings) -> bool:
        chosen = Settings(**settings)
        return rule.id in {s.rule.id for s in select(candidates(catalog, chosen), chosen, context)}

    there = Context(**{key: values[0] for key, values in rule.default_in.items()})
    assert runs(there)
    assert runs(there, select=(rule.pack,))
    assert not runs(there, ignore=(rule.id,))
    assert not runs(Context())
    assert not runs(Context(), select=(rule.pack,))
    assert runs(Context(), select=(rule.pack, rule.id))
    assert runs(Context(), severity={rule.id: Severity.INFO})
    assert not runs(there, severity={rule.id: Severity.OFF})


def test_a_pack_of_preview_rules_runs_when_it_is_named() -> None:
    catalog = load_catalog(())
    pack = {rule.id for rule in catalog.rules.values() if rule.pack == "spelling"}

    assert all(catalog.rules[rule].preview for rule in pack)
    assert pack and pack == ids(select=("spelling",))
    assert not pack & ids()
    assert not pack & ids(select=("grammar",))
    assert ids(select=("spelling",), ignore=("spelling/unknown-word",)) == pack - {"spelling/unknown-word"}
