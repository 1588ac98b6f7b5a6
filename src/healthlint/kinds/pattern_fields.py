"""Token and dependency patterns as fields of a rule: what spaCy would refuse is an error of the file, with its line.

spaCy itself looks at a pattern when its matcher is built, which is at the first sentence that may have a hit. What it
takes is in its documentation (Matcher, DependencyMatcher); MARK and NAME are ours (see `patterns`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Annotated, Any

from pydantic import AfterValidator, Field, ValidationInfo

from healthlint.diagnostics import did_you_mean
from healthlint.kinds.prefilter import repetitions
from healthlint.packs.registry import PROVEN

_TOKEN_KEYS = frozenset(
    {"ORTH", "TEXT", "LOWER", "NORM", "LENGTH", "SHAPE", "SPACY", "IS_ALPHA", "IS_ASCII", "IS_DIGIT", "IS_LOWER",
     "IS_UPPER", "IS_TITLE", "IS_PUNCT", "IS_SPACE", "IS_BRACKET", "IS_QUOTE", "IS_LEFT_PUNCT", "IS_RIGHT_PUNCT",
     "IS_CURRENCY", "IS_STOP", "IS_SENT_START", "SENT_START", "LIKE_NUM", "LIKE_URL", "LIKE_EMAIL", "POS", "TAG",
     "MORPH", "DEP", "LEMMA", "ENT_TYPE", "ENT_IOB", "ENT_ID", "ENT_KB_ID", "_"}
)  # fmt: skip
_OWN_KEYS = frozenset({"OP", "MARK", "NAME"})
_OPERATORS = frozenset(
    {"IN", "NOT_IN", "IS_SUBSET", "IS_SUPERSET", "INTERSECTS", "REGEX", "==", "!=", ">=", "<=", ">", "<", "FUZZY"}
    | {f"FUZZY{n}" for n in range(1, 10)}
)
_LISTS = frozenset({"IN", "NOT_IN", "IS_SUBSET", "IS_SUPERSET", "INTERSECTS"})
_NODE_KEYS = frozenset({"RIGHT_ID", "RIGHT_ATTRS", "LEFT_ID", "REL_OP"})
_RELATIONS = frozenset(
    {"<", ">", "<<", ">>", ".", ".*", ";", ";*", "$+", "$-", "$++", "$--", ">+", ">-", ">++", ">--", "<+", "<-", "<++",
     "<--"}
)  # fmt: skip


def _known_token(token: dict[str, Any], info: ValidationInfo) -> dict[str, Any]:
    if info.context == PROVEN:  # it was known when the rule was compiled
        return token
    _check_keys(token, _TOKEN_KEYS | _OWN_KEYS, "attribute")
    operator = token.get("OP")
    if operator != "!" and repetitions(operator) is None:
        raise ValueError(f"there is no OP `{operator}`; write !, ?, *, + or a number as in {{2}}, {{1,3}} or {{2,}}")
    _check_tests(token)
    return token


def _known_node(node: dict[str, Any], info: ValidationInfo) -> dict[str, Any]:
    if info.context == PROVEN:
        return node
    _check_keys(node, _NODE_KEYS, "key")
    if not isinstance(node.get("RIGHT_ID"), str) or not isinstance(node.get("RIGHT_ATTRS"), dict):
        raise ValueError("a node has a RIGHT_ID, its name, and RIGHT_ATTRS, what its token must be")
    _check_keys(node["RIGHT_ATTRS"], _TOKEN_KEYS, "attribute")
    _check_tests(node["RIGHT_ATTRS"])
    if "REL_OP" in node and node["REL_OP"] not in _RELATIONS:
        raise ValueError(f"there is no REL_OP `{node['REL_OP']}`; there are {' '.join(sorted(_RELATIONS))}")
    return node


def _linked(pattern: list[dict[str, Any]], info: ValidationInfo) -> list[dict[str, Any]]:
    """Check that every node but the first hangs on one before it."""
    names: set[str] = set()
    for number, node in enumerate(() if info.context == PROVEN else pattern):
        if number and ("LEFT_ID" not in node or "REL_OP" not in node):
            raise ValueError(f"the node `{node['RIGHT_ID']}` has no LEFT_ID and REL_OP; only the first goes without")
        if not number and ("LEFT_ID" in node or "REL_OP" in node):
            raise ValueError(f"the first node, `{node['RIGHT_ID']}`, has no LEFT_ID and no REL_OP")
        if number and node["LEFT_ID"] not in names:
            raise ValueError(f"the node `{node['RIGHT_ID']}` hangs on `{node['LEFT_ID']}`, which is no node before it")
        names.add(node["RIGHT_ID"])
    return pattern


def _check_keys(found: Iterable[str], known: Iterable[str], what: str) -> None:
    for key in found:
        if key not in known:
            hint = did_you_mean(key, known)
            raise ValueError(f"there is no {what} `{key}`" + (f"; {hint}" if hint else ""))


def _check_tests(token: Mapping[str, Any]) -> None:
    """Check the operators of a token's attributes, and those of its extensions."""
    extensions = token.get("_", {})
    if not isinstance(extensions, dict):
        raise ValueError("`_` names extensions, as in `_: {forms: {INTERSECTS: [VBZ]}}`")
    for key in extensions:
        if key != "forms":
            raise ValueError(f"there is no extension `{key}`; there is `forms`")
    for tests in (*(v for k, v in token.items() if k != "_"), *extensions.values()):
        if not isinstance(tests, dict):
            continue
        _check_keys(tests, _OPERATORS, "operator")
        for operator, operand in tests.items():
            if operator in _LISTS and not isinstance(operand, list):
                raise ValueError(f"{operator} takes a list")
            if operator in _LISTS and (odd := next((v for v in operand if isinstance(v, bool)), None)) is not None:
                written = str(odd).lower()
                raise ValueError(f'{operator} takes words: write "{written}" in quotes, {written} is a value in YAML')


_Token = Annotated[dict[str, Any], AfterValidator(_known_token)]
_Node = Annotated[dict[str, Any], AfterValidator(_known_node)]
TokenPattern = Annotated[list[_Token], Field(min_length=1)]
NodePattern = Annotated[list[_Node], Field(min_length=1), AfterValidator(_linked)]
