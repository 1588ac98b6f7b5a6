"""The manual of the rules, made from the rules: sections for a screen, Markdown pages for a site."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from healthlint.model.rule import Example, Pack, Rule
from healthlint.packs.load import Catalog
from healthlint.packs.registry import kind, kind_homes

INDEX = "index.md"
KINDS = "kinds.md"
# So many items of a list, and so much of each, are enough to know what it is about.
_SHOWN = 5
_LONGEST = 60
_NOTICE = "<!-- Made by `healthlint rules docs` from the rule files: change those. -->"
_SPECIAL = re.compile(r"([\\*_<>|]|\](?=\())")
_CODE = re.compile(r"(`[^`]+`)")


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a rule's page: a title, prose, and items under it. `kind` of items: text or example."""

    title: str
    prose: str = ""
    items: tuple[str, ...] = ()
    kind: str = "text"


def sections(rule: Rule) -> tuple[Section, ...]:
    """Return the manual page of a rule in order. Examples keep their `<<marks>>`."""
    found = [
        Section("What", said(rule.message)),
        Section("Why", rule.why),
        Section("What to write instead", said(rule.advice)),
        Section("Severity", _severity(rule), _levels(rule)),
        Section("When it runs", _when(rule), _conditions(rule.when)),
        Section("Found", "", tuple(e.text for e in rule.bad), "example"),
        Section("Not found", "", tuple(e.text for e in rule.good), "example"),
        Section("Fixes", _fix(rule), tuple(_fixed(e) for e in rule.bad if e.fixed is not None), "example"),
        Section("Options", _options_hint(rule), _options(rule)),
        Section("How often it was right", _record(rule)),
        Section("References", "", rule.references),
        Section("How to turn it off", "", _off(rule)),
    ]
    return tuple(s for s in found if s.prose or s.items)


def pages(catalog: Catalog) -> dict[str, str]:
    """Return the manual as Markdown: `index.md`, `kinds.md` and `<pack>.md` for every pack, by file name."""
    out = {INDEX: _index(catalog), KINDS: _kinds_page(catalog)}
    for pack in catalog.packs.values():
        out[f"{pack.name}.md"] = _pack_page(pack)
    return out


def _kinds_page(catalog: Catalog) -> str:
    """Return the reference of the kinds: what each module says of itself, and a rule that uses it."""
    lines = [
        "<!-- Made by `healthlint rules docs` from the code of the kinds: change that. -->",
        "",
        "# The kinds",
        "",
        "What a rule file may hold beside the keys that every rule has. See [Writing rules](../rule-authors.md).",
    ]
    for name in sorted(kind_homes()):
        users = [rule.id for rule in catalog.rules.values() if rule.kind == name]
        lines += ["", f"## {name}", "", "```text", (kind(name).__doc__ or "").strip(), "```"]
        if users:
            lines += ["", f"{len(users)} rules, for example `{users[0]}`."]
    return "\n".join(lines) + "\n"


def said(template: str) -> str:
    """Return a message with its `{names}` written as an ellipsis in brackets: `[match]`."""
    return re.sub(r"\{(\w+)\}", lambda m: f"[{m[1]}]", template)


def _severity(rule: Rule) -> str:
    text = f"{rule.severity} ({rule.confidence} confidence)."
    if rule.confidence == "low":
        text += " A finding of low confidence never fails a run by itself."
    return text


def _levels(rule: Rule) -> tuple[str, ...]:
    return tuple(
        f"{level} when {_words(key)} is {value}"
        for key, by in sorted(rule.severity_by.items())
        for value, level in by.items()
    )


def _when(rule: Rule) -> str:
    text = "Always." if not (rule.when or rule.default_in) else ""
    if rule.preview:
        text += " Only when it is selected by name: it is still being tried out."
    if rule.default_in:
        where = " and ".join(_conditions(rule.default_in))
        text += f" By default where {where}; elsewhere only when it is selected by name."
    return text.strip()


def _conditions(when: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    out: list[str] = []
    for key, values in sorted(when.items()):
        asked = [v for v in values if not v.startswith("!")]
        banned = [v[1:] for v in values if v.startswith("!")]
        if asked:
            out.append(f"{_words(key)} is {' or '.join(asked)}")
        if banned:
            out.append(f"{_words(key)} is not {' or '.join(banned)}")
    return tuple(out)


def _record(rule: Rule) -> str:
    """Return what is known of a rule's precision on real text; "" when its pack keeps no record of it."""
    record = rule.record
    if record is None:
        return ""
    when = f", {record.date}" if record.date else ""
    if record.precision is None:
        text = f"It found nothing to judge in {record.on}{when}."
    else:
        text = f"{record.right} of {record.read} findings were right ({record.precision:.0%}) in {record.on}{when}."
    return f"{text} {record.note}".rstrip()


def _fix(rule: Rule) -> str:
    words = {
        "safe": "There is one right form: it may be applied unseen.",
        "unsafe": "A replacement is offered; read it before you take it.",
        "display": "A replacement is shown, never applied.",
    }
    return words[rule.fix.value] if rule.fix else ""


def _fixed(example: Example) -> str:
    return f"{example.plain} → {example.fixed}"


def _options_hint(rule: Rule) -> str:
    return f'Change them under `[rules."{rule.id}"]` in healthlint.toml.' if _options(rule) else ""


def _options(rule: Rule) -> tuple[str, ...]:
    """Return the options that the rule sets and every limit, cut short: the rule's file has them whole."""
    given = rule.options.model_fields_set
    out: list[str] = []
    for name, field in type(rule.options).model_fields.items():
        value = rule.options.model_dump(mode="json", include={name})[name]
        is_limit = isinstance(value, int | float) and not isinstance(value, bool)
        if is_limit or (name in given and value not in (None, "", [], {})):
            out.append(f"`{field.alias or name}`: {_value(value)}")
    return tuple(out)


def _value(value: Any) -> str:
    if isinstance(value, dict) or (isinstance(value, list) and any(isinstance(v, list | dict) for v in value)):
        return f"{len(value)} entries" if len(value) != 1 else "1 entry"
    if isinstance(value, list):
        more = f" … ({len(value)} in all)" if len(value) > _SHOWN else ""
        return ", ".join(_scalar(v) for v in value[:_SHOWN]) + more
    return _scalar(value)


def _scalar(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return _code(text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…")


def _off(rule: Rule) -> tuple[str, ...]:
    return (
        f'everywhere: `ignore = ["{rule.id}"]` in healthlint.toml',
        f'another level: `"{rule.id}" = "info"` under `[severity]` in healthlint.toml',
        f'in one place: `<!-- healthlint-disable-next-line {rule.id} reason="…" -->`',
    )


def _words(key: str) -> str:
    return key.replace("_", " ")


def _index(catalog: Catalog) -> str:
    count = len(catalog.rules)
    lines = ["# Rules", "", _NOTICE, "", f"{count} {'rule' if count == 1 else 'rules'} in packs:", ""]
    lines += ["| pack | rules | what it is about |", "|---|---:|---|"]
    for pack in catalog.packs.values():
        title = f"[{pack.title}]({pack.name}.md)"
        lines.append(f"| {title} | {len(pack.rules)} | {_escape(_one_line(pack.description))} |")
    return "\n".join(lines) + "\n"


def _pack_page(pack: Pack) -> str:
    lines = [f"# {_escape(pack.title)}", "", _NOTICE, "", _escape(_one_line(pack.description)), ""]
    lines += [f"- pack: `{pack.name}`"]
    lines += [f"- runs when {condition}" for condition in _conditions(pack.when)]
    lines += [f"- facts checked: {pack.reviewed}"] if pack.reviewed else []
    lines += [f"- check again by: {pack.review_by}"] if pack.review_by else []
    lines += [f"- licence: {pack.licence}"] if pack.licence else []
    lines.append("")
    for rule in pack.rules:
        lines += _rule_lines(rule)
    return "\n".join(lines).rstrip("\n") + "\n"


def _rule_lines(rule: Rule) -> list[str]:
    name = rule.id.partition("/")[2]
    lines = [f'<a id="{name}"></a>', "", f"## {rule.id}", ""]
    for section in sections(rule):
        lines += [f"**{section.title}.** {_prose(section)}".rstrip(), ""]
        if section.items:
            lines += [f"- {_item(section, item)}" for item in section.items]
            lines.append("")
    return lines


def _prose(section: Section) -> str:
    return _escape(_one_line(section.prose))


def _item(section: Section, item: str) -> str:
    return _code(item) if section.kind == "example" else _escape(_one_line(item))


def _code(text: str) -> str:
    """Return text as a code span that shows every character; line breaks become a sign."""
    shown = text.rstrip("\n").replace("\n", " ⏎ ")
    ticks = "`" * (max((len(m) for m in re.findall(r"`+", shown)), default=0) + 1)
    pad = " " if shown.startswith("`") or shown.endswith("`") else ""
    return f"{ticks}{pad}{shown}{pad}{ticks}"


def _escape(text: str) -> str:
    """Escape what Markdown would read as markup, except between backticks: those the rule's author wrote."""
    parts = _CODE.split(text)
    return "".join(part if i % 2 else _SPECIAL.sub(r"\\\1", part) for i, part in enumerate(parts))


def _one_line(text: str) -> str:
    return " ".join(text.split())
