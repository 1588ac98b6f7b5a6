"""Files that cannot be read get the documented outcome, and the others are still checked."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path


def test_five_bad_inputs_beside_a_good_one(tmp_path: Path) -> None:
    (tmp_path / "good.md").write_text("# Garlic\n\nGarlic cures colds.\n", encoding="utf-8")
    (tmp_path / "latin1.md").write_bytes("# Café\n\nDie Küche.\n".encode("latin-1"))
    (tmp_path / "empty.md").write_bytes(b"")
    (tmp_path / "big.md").write_text("Most people sleep at night. " * 190_000, encoding="utf-8")
    (tmp_path / "picture.md").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)))
    assert (tmp_path / "big.md").stat().st_size > 5_000_000
    names = ["good.md", "latin1.md", "empty.md", "big.md", "picture.md", "nowhere.md"]

    done = subprocess.run(
        [sys.executable, "-m", "healthlint", "check", *names, "--format", "json", "--select", "claims"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )

    assert done.returncode == 3, done.stderr
    files = {f["path"]: f for f in json.loads(done.stdout)["files"]}
    assert sorted(files) == sorted(names)
    assert [f["text"] for f in files["good.md"]["findings"]] == ["cures colds"]
    assert (files["empty.md"]["status"], files["empty.md"]["findings"]) == ("checked", [])
    reasons = {name: f["reason"] for name, f in files.items() if f["status"] == "failed"}
    assert sorted(reasons) == ["big.md", "latin1.md", "nowhere.md", "picture.md"]
    assert "UTF-8" in reasons["latin1.md"]
    assert "byte 5" in reasons["latin1.md"]
    assert "max-file-size" in reasons["big.md"]
    assert "binary" in reasons["picture.md"]
    assert "no such file" in reasons["nowhere.md"]
