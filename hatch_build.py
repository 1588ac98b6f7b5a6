"""Build hook: compile the rules and word lists that ship (see packs/compiled.py and language/lexicon.py)."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileRules(BuildHookInterface):
    """Puts `data/catalog.json` and `data/lexicons.json` into wheels. An editable install keeps its own in the cache."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile. Raises ValueError when a rule file has a mistake: no wheel is built of such."""
        if version == "editable":
            return
        sys.path.insert(0, str(Path(self.root) / "src"))
        from healthlint.language import lexicon
        from healthlint.packs import compiled
        from healthlint.packs.digest import folder_digest
        from healthlint.packs.read import read_folder

        rules = Path(self.root) / "rules"
        packs, problems = read_folder(rules)
        text = compiled.encoded(packs, folder_digest(rules))
        if problems or text is None:
            raise ValueError("\n".join(p.draw() for p in problems) or "the rules cannot be compiled")
        self._folder = tempfile.TemporaryDirectory(prefix="healthlint-build-")
        for name, content in (("catalog.json", text), ("lexicons.json", lexicon.encoded())):
            made = Path(self._folder.name) / name
            made.write_text(content, encoding="utf-8", newline="")
            build_data["force_include"][str(made)] = f"healthlint/data/{name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Delete what is in the wheel by now."""
        if version != "editable":
            self._folder.cleanup()
