"""spaCy is imported without its command line, and nobody else can tell."""

from __future__ import annotations

import subprocess
import sys


def said(code: str) -> list[str]:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.split()


LOAD = "import sys\nfrom healthlint.language.engine import Engine\nnlp = Engine().nlp\n"


def test_the_command_line_of_spacy_is_not_imported() -> None:
    heavy = "('spacy.cli', 'weasel', 'requests', 'httpx', 'jinja2', 'rich')"

    assert said(f"{LOAD}print(*(m for m in {heavy} if m in sys.modules))") == []


def test_it_is_there_for_whoever_asks() -> None:
    code = "import spacy\nprint(spacy.info(silent=True)['spacy_version'] == spacy.__version__)\n"
    code += "print(callable(spacy.cli.download), 'weasel' in sys.modules, spacy.cli.info is not None)"

    assert said(LOAD + code) == ["True", "True", "True", "True"]


def test_it_can_be_imported_by_name() -> None:
    assert said(LOAD + "import spacy.cli\nfrom spacy.cli.train import train\nprint(spacy.cli.app.info.name)") == [
        "spacy"
    ]


def test_other_names_are_still_missing() -> None:
    assert said(LOAD + "import spacy\nprint(hasattr(spacy, 'no_such_name'), hasattr(spacy, 'load'))") == [
        "False",
        "True",
    ]


def test_a_spacy_that_is_there_already_is_left_alone() -> None:
    code = "import spacy\nbefore = spacy.cli\n" + LOAD + "print(spacy.cli is before, '__getattr__' in vars(spacy))"

    assert said(code) == ["True", "False"]
