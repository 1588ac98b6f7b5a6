"""What spaCy would refuse in a pattern is an error of the rule's file, with the line of its token."""

from __future__ import annotations

from pathlib import Path

import pytest

from healthlint.packs.load import load_catalog

HEAD = """\
severity: info
message: m
why: w
advice: a
references: [r]
examples: {bad: ["<<x>>"], good: [y]}
"""


def problem(tmp_path: Path, rule: str) -> tuple[str, str]:
    """Return the message of the one problem of a rule's file, and the file's line at it."""
    home = tmp_path / "p"
    home.mkdir()
    (home / "pack.yaml").write_text("title: P\ndescription: P.\n", encoding="utf-8")
    (home / "r.yaml").write_text(HEAD + rule, encoding="utf-8")
    problems = [p for p in load_catalog((tmp_path,)).problems if p.path.endswith("p/r.yaml")]
    assert len(problems) == 1
    return problems[0].message, (HEAD + rule).splitlines()[problems[0].line - 1]


@pytest.mark.parametrize(
    ("token", "message"),
    [
        ("{LOWWER: tea}", "there is no attribute `LOWWER`; did you mean `LOWER`?"),
        ("{LOWER: tea, OP: '%'}", "there is no OP `%`; write !, ?, *, + or a number as in {2}, {1,3} or {2,}"),
        ("{LOWER: {INN: [tea]}}", "there is no operator `INN`; did you mean `IN`?"),
        ("{LOWER: {IN: tea}}", "IN takes a list"),
        ("{LOWER: {IN: [true, false]}}", 'IN takes words: write "true" in quotes, true is a value in YAML'),
        ("{_: {form: {INTERSECTS: [NN]}}}", "there is no extension `form`; there is `forms`"),
        ("{_: forms}", "`_` names extensions, as in `_: {forms: {INTERSECTS: [VBZ]}}`"),
        ("{_: {forms: {INTERSECTS: NN}}}", "INTERSECTS takes a list"),
    ],
)
@pytest.mark.parametrize("field", ["patterns", "unless_patterns"])
def test_a_token_that_spacy_refuses(tmp_path: Path, token: str, message: str, field: str) -> None:
    other = "patterns: [[{LOWER: tea}]]\n" if field == "unless_patterns" else ""
    said, line = problem(tmp_path, f"kind: tokens\n{other}{field}:\n  - - {{LOWER: tea}}\n    - {token}\n")
    assert said.endswith(message)
    assert token in line


@pytest.mark.parametrize(
    ("node", "message"),
    [
        ("{LEFT_ID: verb, REL_OP: '>>>', RIGHT_ID: noun, RIGHT_ATTRS: {POS: NOUN}}", "there is no REL_OP `>>>`"),
        ("{LEFT_ID: verb, REL_OP: '>', RIGHT_ID: noun}", "a node has a RIGHT_ID, its name, and RIGHT_ATTRS"),
        ("{LEFT_ID: verb, REL_OP: '>', RIGHT_ID: noun, RIGHT_ATTRS: {LEMA: tea}}", "there is no attribute `LEMA`"),
        ("{LEFT_ID: verb, REL_OP: '>', RIGHT_ID: noun, ATTRS: {}}", "there is no key `ATTRS`"),
    ],
)
def test_a_node_that_spacy_refuses(tmp_path: Path, node: str, message: str) -> None:
    first = "{RIGHT_ID: verb, RIGHT_ATTRS: {POS: VERB}}"
    said, line = problem(tmp_path, f"kind: dependency\npatterns:\n  - - {first}\n    - {node}\n")
    assert message in said
    assert node in line


@pytest.mark.parametrize(
    ("nodes", "message"),
    [
        (["RIGHT_ID: a", "RIGHT_ID: b"], "the node `b` has no LEFT_ID and REL_OP; only the first goes without"),
        (["RIGHT_ID: a", "LEFT_ID: c, REL_OP: '>', RIGHT_ID: b"], "the node `b` hangs on `c`, which is no node before"),
        (["LEFT_ID: a, REL_OP: '>', RIGHT_ID: a"], "the first node, `a`, has no LEFT_ID and no REL_OP"),
    ],
)
def test_nodes_hang_on_one_another(tmp_path: Path, nodes: list[str], message: str) -> None:
    pattern = ", ".join(f"{{{node}, RIGHT_ATTRS: {{POS: VERB}}}}" for node in nodes)
    assert message in problem(tmp_path, f"kind: dependency\npatterns: [[{pattern}]]\n")[0]


@pytest.mark.parametrize("kind", ["tokens", "dependency"])
def test_a_pattern_holds_a_token(tmp_path: Path, kind: str) -> None:
    problem(tmp_path, f"kind: {kind}\npatterns: [[]]\n")
