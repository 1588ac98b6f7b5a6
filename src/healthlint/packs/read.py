"""Read a folder of rules from its YAML: `<folder>/<pack>/pack.yaml` and `<folder>/<pack>/<rule-name>.yaml`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from healthlint.diagnostics import Diagnostic, did_you_mean
from healthlint.model.finding import Confidence, Safety, Severity
from healthlint.model.rule import DEFAULT_BLOCKS, Example, Pack, Record, Rule
from healthlint.packs import word_lists
from healthlint.packs.fields import (
    COMMON_KEYS,
    ExampleFields,
    PackFields,
    RecordFields,
    RuleFields,
    check_context,
    split_marks,
    validate,
)
from healthlint.packs.folders import shown
from healthlint.packs.padding import padded
from healthlint.packs.registry import kind, kind_homes
from healthlint.packs.yaml_nodes import YamlFile, read_yaml

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
_NOT_RULES = frozenset({"pack.yaml", "record.yaml", word_lists.FILE})
_PLACEHOLDER = re.compile(r"\{(\w+)\}")


def read_folder(folder: Path) -> tuple[tuple[Pack, ...], tuple[Diagnostic, ...]]:
    """Return the packs of a folder, and what is wrong in it. Bad files are left out; this never raises for them."""
    if not folder.is_dir():
        return (), (Diagnostic(shown(folder), 0, 0, "no such folder of rules"),)
    problems: list[Diagnostic] = []
    homes = sorted(p for p in folder.iterdir() if (p / "pack.yaml").is_file())
    for home in sorted(p for p in folder.iterdir() if p.is_dir() and p not in homes and any(p.glob("*.yaml"))):
        hint = "a pack is a folder with a `pack.yaml` (title, description) beside its rules"
        problems.append(Diagnostic(shown(home), 0, 0, "there are rules here, but no `pack.yaml`", hint))
    if not homes and not problems:
        own = (folder / "pack.yaml").is_file()
        hint = "name the folder above this pack" if own else "a pack is a folder in it, with a `pack.yaml`"
        problems.append(Diagnostic(shown(folder), 0, 0, "there is no pack in this folder of rules", hint))
    packs = tuple(pack for home in homes if (pack := _read_pack(home, problems)) is not None)
    return packs, tuple(problems)


def _read_pack(home: Path, problems: list[Diagnostic]) -> Pack | None:
    file = _read(home / "pack.yaml")
    fields = validate(PackFields, _mapping(file), file) if not file.problems else None
    if not _NAME.match(home.name):
        file.problem((), f"a pack's folder is named in lower case with hyphens; got `{home.name}`")
    if isinstance(fields, PackFields):
        check_context(file, ("when",), fields.when)
    problems.extend(file.problems)
    if not isinstance(fields, PackFields) or file.problems:
        return None
    when = {key: tuple(values) for key, values in fields.when.items()}
    lists = _lists(home / word_lists.FILE, problems)
    rules: list[Rule] = []
    problems.extend(
        Diagnostic(shown(path), 0, 0, "not read: a rule's file ends in `.yaml`") for path in sorted(home.glob("*.yml"))
    )
    for path in sorted(home.glob("*.yaml")):
        if path.name in _NOT_RULES:
            continue
        rule_file = _read(path)
        rule = _read_rule(home.name, path, rule_file, when, lists)
        problems.extend(sorted(rule_file.problems, key=lambda d: (d.line, d.column)))
        if rule is not None and not rule_file.problems:
            rules.append(rule)
    rules = _with_records(home / "record.yaml", rules, problems)
    return Pack(
        home.name,
        fields.title,
        fields.description,
        tuple(rules),
        when,
        fields.reviewed,
        fields.review_by,
        fields.licence,
        home.name,
    )


def _lists(path: Path, problems: list[Diagnostic]) -> dict[str, str]:
    """Return the pack's own word lists, if it has any (see `word_lists`)."""
    if not path.is_file():
        return {}
    file = _read(path)
    found = word_lists.word_lists(file)
    problems.extend(file.problems)
    return found


def _with_records(path: Path, rules: list[Rule], problems: list[Diagnostic]) -> list[Rule]:
    """Return the rules with what the pack's record says of them. A record of a rule that does not exist is wrong."""
    if not path.is_file():
        return rules
    file = _read(path)
    names = [p.stem for p in path.parent.glob("*.yaml") if p.name not in _NOT_RULES]
    records: dict[str, Record] = {}
    for name, entry in (_mapping(file) if not file.problems else {}).items():
        if name not in names:
            file.problem((name,), f"there is no rule `{name}` in this pack", hint=did_you_mean(name, names), key=True)
        elif not isinstance(entry, dict):
            file.problem((name,), "must be a mapping of keys to values")
        elif isinstance(found := validate(RecordFields, entry, file, (name,)), RecordFields):
            if found.right > found.read:
                file.problem((name, "right"), f"`right` is at most `read` ({found.read}); got {found.right}")
            records[name] = Record(found.read, found.right, found.on, found.date, found.note)
    problems.extend(file.problems)
    return [replace(rule, record=records.get(rule.id.partition("/")[2])) for rule in rules]


def _read(path: Path) -> YamlFile:
    name = shown(path)
    try:
        return read_yaml(name, path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as err:
        file = YamlFile(name, "")
        file.problems.append(Diagnostic(name, 0, 0, f"cannot be read: {err}"))
        return file


def _mapping(file: YamlFile) -> dict[str, Any]:
    if isinstance(file.value, dict):
        return file.value
    file.problem((), "must be a mapping of keys to values")
    return {}


def _read_rule(
    pack: str,
    path: Path,
    file: YamlFile,
    pack_when: Mapping[str, tuple[str, ...]],
    lists: Mapping[str, str],
) -> Rule | None:
    if file.value is None and file.problems:
        return None
    data = _mapping(file)
    if not _NAME.match(path.stem):
        file.problem((), f"a rule's file is named in lower case with hyphens; got `{path.stem}`")
    common = validate(RuleFields, {k: v for k, v in data.items() if k in COMMON_KEYS}, file)
    options = _read_options(file, data, lists)
    if not isinstance(common, RuleFields) or options is None:
        return None
    check_context(file, ("when",), common.when)
    check_context(file, ("default_in",), common.default_in)
    check_context(file, ("severity_by",), common.severity_by)
    own_when = {key: tuple(values) for key, values in common.when.items()}
    rule = Rule(
        id=f"{pack}/{path.stem}",
        kind=common.kind,
        severity=Severity(common.severity),
        message=common.message,
        why=common.why,
        advice=common.advice,
        options=options,
        severity_by={k: {v: Severity(s) for v, s in by.items()} for k, by in common.severity_by.items()},
        confidence=Confidence(common.confidence),
        when={**pack_when, **own_when},
        blocks=frozenset(common.blocks) if common.blocks is not None else DEFAULT_BLOCKS,
        quotes=common.quotes,
        preview=common.preview,
        default_in={key: tuple(values) for key, values in common.default_in.items()},
        fix=Safety(common.fix) if common.fix else None,
        references=tuple(common.references),
        tags=tuple(common.tags),
        bad=_examples(file, "bad", common.examples.bad),
        good=_examples(file, "good", common.examples.good),
        path=f"{pack}/{path.name}",
    )
    _check_rule(file, rule)
    return rule


def _read_options(file: YamlFile, data: dict[str, Any], lists: Mapping[str, str]) -> Any:
    name = data.get("kind")
    if not isinstance(name, str):
        return None
    if name not in kind_homes():
        hint = did_you_mean(name, kind_homes())
        file.problem(("kind",), f"there is no kind `{name}`", hint=hint)
        _note_misspelt(file, data)
        return None
    own = {key: value for key, value in data.items() if key not in COMMON_KEYS}
    model = kind(name).Options
    for key in list(own):
        if key not in model.model_fields and key not in {f.alias for f in model.model_fields.values()}:
            keys = [f.alias or n for n, f in model.model_fields.items()]
            hint = did_you_mean(key, [*COMMON_KEYS, *keys]) or f"its own keys are {', '.join(keys)}"
            file.problem((key,), f"unknown key `{key}` for kind `{name}`", hint=hint, key=True)
            del own[key]
    word_lists.note_unknown(file, own, lists)
    return validate(model, word_lists.with_lists(own, lists), file)


def _note_misspelt(file: YamlFile, data: dict[str, Any]) -> None:
    """Note the keys that look like a common one that is missing: of a kind that nobody knows no others can be told."""
    missing = [key for key in COMMON_KEYS if key not in data]
    for key in data:
        if key not in COMMON_KEYS and (hint := did_you_mean(key, missing)):
            file.problem((key,), f"unknown key `{key}`", hint=hint, key=True)


def _examples(file: YamlFile, group: str, fields: list[ExampleFields]) -> tuple[Example, ...]:
    out: list[Example] = []
    for i, example in enumerate(fields):
        path = ("examples", group, i)
        check_context(file, path, {k: v.split("|") for k, v in example.context.items()})
        try:
            plain, spans = split_marks(example.text)
        except ValueError as err:
            file.problem(path, f"{err} in an example")
            continue
        if group == "bad" and not spans:
            file.problem(path, "a bad example marks the words that are found with << and >>, as in `We <<sell>> tea.`")
        if group == "good" and spans:
            file.problem(path, "a good example has no marks")
        if example.pad and not example.format:
            file.problem(path, "an example with `pad` names its `format`")
        plain = padded(plain, example.format, example.pad)
        start, _ = file.values.get(path, (0, 0))
        line = file.text.count("\n", 0, start) + 1
        out.append(Example(example.text, plain, spans, example.format, example.context, example.fixed, line))
    return tuple(out)


def _check_rule(file: YamlFile, rule: Rule) -> None:
    if len(_PLACEHOLDER.sub("", rule.message)) > 120:
        file.problem(("message",), "the message is too long: say what is wrong in under 120 characters")
    if rule.fix is None and any(e.fixed is not None for e in rule.bad):
        file.problem(("examples",), "an example says what the fix gives, but the rule has no `fix`")
