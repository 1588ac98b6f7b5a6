"""A wheel holds the compiled rules, made of the same files and code that it ships."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

CODE = """\
import sys
from healthlint.language.dictionary import dictionary
from healthlint.language.lexicon import lexicon
from healthlint.packs.load import load_catalog
from healthlint.packs.stored import StoredRule
catalog = load_catalog()
print(sys.modules["healthlint"].__file__, len(catalog.rules), len(catalog.problems))
print(all(isinstance(rule, StoredRule) for rule in catalog.rules.values()))
print(len(lexicon("hype")) > 9, "yaml" in sys.modules)
print(dictionary().knows("asthma") is not None)
"""


def test_a_wheel_s_rules_need_no_compiling(tmp_path: Path) -> None:
    source = Path(__file__).parents[2]
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path / "dist")]
    subprocess.run(build, cwd=source, check=True, capture_output=True)
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "site")
    cache = tmp_path / "cache"
    env = {**os.environ, "PYTHONPATH": str(tmp_path / "site"), "HEALTHLINT_CACHE_DIR": str(cache)}

    done = subprocess.run([sys.executable, "-c", CODE], env=env, cwd=tmp_path, check=True, capture_output=True)

    place, count, problems, are_compiled, has_words, read_yaml, can_spell = done.stdout.decode().split()
    assert Path(place).is_relative_to(tmp_path / "site")
    files = [f.name for f in (source / "rules").glob("*/*.yaml")]
    assert int(count) == len(files) - files.count("pack.yaml") - files.count("record.yaml")
    assert (problems, are_compiled, has_words, read_yaml, can_spell) == ("0", "True", "True", "False", "True")
    assert not cache.exists()
