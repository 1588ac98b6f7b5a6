"""What every rule file has, whatever its kind: the fields, checked, with all errors at once."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from healthlint.diagnostics import did_you_mean
from healthlint.model.context import CONTEXT_VALUES
from healthlint.model.document import BlockKind
from healthlint.packs.yaml_nodes import YamlFile

_MARK = re.compile(r"<<|>>")

# What pydantic says of a value, in the words of somebody who writes rules.
_PLAIN_WORDS = {
    "too_short": "must not be empty",
    "string_too_short": "must not be empty",
    "string_type": "must be text (in quotes if it looks like a number)",
    "list_type": "must be a list",
    "dict_type": "must be a mapping of keys to values",
    "int_type": "must be a whole number",
    "int_parsing": "must be a whole number",
    "int_from_float": "must be a whole number",
    "float_type": "must be a number",
    "float_parsing": "must be a number",
    "bool_type": "must be true or false",
    "bool_parsing": "must be true or false",
}

Text = Annotated[str, Field(min_length=1)]
Level = Literal["error", "warning", "info", "off"]


def _as_list(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


Names = Annotated[list[str], BeforeValidator(_as_list)]


class ExampleFields(BaseModel):
    """One example: a text with <<marks>>, and what it needs to be read right."""

    model_config = ConfigDict(extra="forbid")
    text: Text
    format: Literal["", "markdown", "html", "text"] = ""
    context: dict[str, str] = {}
    fixed: str | None = None
    pad: int = Field(0, ge=0, le=5000, description="neutral text is added until there are so many words")


def _as_example(value: Any) -> Any:
    return {"text": value} if isinstance(value, str) else value


class ExamplesFields(BaseModel):
    """`bad` examples give exactly their marks, `good` ones nothing."""

    model_config = ConfigDict(extra="forbid")
    bad: list[Annotated[ExampleFields, BeforeValidator(_as_example)]] = Field(min_length=1)
    good: list[Annotated[ExampleFields, BeforeValidator(_as_example)]] = Field(min_length=1)


class RuleFields(BaseModel):
    """The fields common to all kinds; a kind's own stand beside them in the file."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)
    kind: Text
    severity: Literal["error", "warning", "info"]
    severity_by: dict[str, dict[str, Level]] = {}
    confidence: Literal["high", "medium", "low"] = "medium"
    message: Text
    why: Text
    advice: Text
    when: dict[str, Names] = {}
    blocks: Annotated[list[BlockKind], BeforeValidator(_as_list)] | None = Field(None, alias="in")
    quotes: bool = False
    preview: bool = False
    default_in: dict[str, Names] = {}
    fix: Literal["safe", "unsafe", "display"] | None = None
    references: Annotated[list[Text], Field(min_length=1)]
    tags: list[str] = []
    examples: ExamplesFields


class PackFields(BaseModel):
    """`pack.yaml`."""

    model_config = ConfigDict(extra="forbid")
    title: Text
    description: Text
    when: dict[str, Names] = {}
    reviewed: str = ""
    review_by: str = ""
    licence: str = ""


class RecordFields(BaseModel):
    """What `record.yaml` says of one rule."""

    model_config = ConfigDict(extra="forbid")
    read: int = Field(ge=0)
    right: int = Field(ge=0)
    on: Text
    date: str = ""
    note: str = ""


COMMON_KEYS = tuple(f.alias or name for name, f in RuleFields.model_fields.items())


def validate(
    model: type[BaseModel], data: dict[str, Any], file: YamlFile, at: tuple[str | int, ...] = ()
) -> BaseModel | None:
    """Return the model of a mapping, or None with every error noted in the file's problems.

    `at` is where the mapping stands in the file.
    """
    from pydantic import ValidationError

    try:
        return model.model_validate(data)
    except ValidationError as err:
        for error in err.errors(include_url=False):
            _note(file, model, error, at)
        return None


def _note(file: YamlFile, model: type[BaseModel], error: Any, at: tuple[str | int, ...]) -> None:
    own = tuple(p for p in error["loc"] if not (isinstance(p, str) and ("[" in p or p.startswith("function"))))
    path = (*at, *own)
    kind = error["type"]
    name = str(own[-1]) if own else ""
    if kind == "extra_forbidden":
        known = [f.alias or n for n, f in model.model_fields.items()]
        file.problem(path, f"unknown key `{name}`", hint=did_you_mean(name, known), key=True)
    elif kind == "missing":
        file.problem(path, f"`{name}` is missing")
    elif kind in ("literal_error", "enum"):
        expected = str(error["ctx"]["expected"]).replace("'", "`")
        got = str(error.get("input", ""))
        choices = re.findall(r"`([^`]*)`", expected)
        file.problem(path, f"must be one of {expected}; got `{got}`", hint=did_you_mean(got, choices))
    else:
        message = _PLAIN_WORDS.get(kind) or str(error["msg"]).removeprefix("Value error, ")
        label = next((str(p) for p in reversed(path) if isinstance(p, str)), "")
        joint = " " if kind in _PLAIN_WORDS else ": "
        file.problem(path, f"`{label}`{joint}{message}" if label else message)


def check_context(file: YamlFile, path: tuple[str | int, ...], values: dict[str, Any]) -> None:
    """Note the context keys and values that do not exist."""
    for key, wanted in values.items():
        if key not in CONTEXT_VALUES:
            hint = did_you_mean(key, CONTEXT_VALUES)
            file.problem((*path, key), f"unknown context key `{key}`", hint=hint, key=True)
            continue
        for value in wanted:
            bare = str(value).removeprefix("!")
            if bare not in CONTEXT_VALUES[key]:
                hint = did_you_mean(bare, CONTEXT_VALUES[key])
                file.problem((*path, key), f"`{key}` has no value `{bare}`", hint=hint)


def split_marks(text: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Return the text without `<<` and `>>`, and the marked ranges in it. Raises ValueError on unpaired marks."""
    plain: list[str] = []
    spans: list[tuple[int, int]] = []
    length = last = 0
    start: int | None = None
    for m in _MARK.finditer(text):
        plain.append(text[last : m.start()])
        length += m.start() - last
        last = m.end()
        if m.group() == "<<":
            if start is not None:
                raise ValueError("`<<` inside `<<`")
            start = length
        else:
            if start is None:
                raise ValueError("`>>` without `<<`")
            spans.append((start, length))
            start = None
    if start is not None:
        raise ValueError("`<<` without `>>`")
    plain.append(text[last:])
    return "".join(plain), tuple(spans)
