"""What a run must know of a register: kept by its content, and enough to tell that nothing has changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from register_samples import register
from register_strategies import REGISTERS

from healthlint.errors import UserError
from healthlint.register.files import written
from healthlint.register.opened import Digest, OpenRegister
from healthlint.register.row import Row


def opened(tmp_path: Path, *rows: Row) -> OpenRegister:
    path = tmp_path / "claims.jsonl"
    path.write_bytes(written(rows, "jsonl"))
    return OpenRegister(path)


@given(rows=REGISTERS, day=st.dates())
def test_a_digest_is_read_as_it_was_written(
    tmp_path_factory: pytest.TempPathFactory, rows: tuple[Row, ...], day: date
) -> None:
    digest = opened(tmp_path_factory.mktemp("r"), *rows).digest()

    assert Digest.of_bytes(digest.as_bytes()) == digest
    assert digest.files == {row.file for row in rows}
    assert digest.ended(day) == len({row.expires for row in rows if row.expires and row.expires < day.isoformat()})


def test_only_the_articles_that_have_evidence_have_a_digest_of_it(tmp_path: Path) -> None:
    first, second = register("Tea cures colds."), register("Garlic cures colds.", path="b.md")
    filed = replace(first[0], substantiation="doi:10.5555/a")
    before, after = opened(tmp_path, *first, *second).digest(), opened(tmp_path, filed, *second).digest()

    assert before.evidence == {}
    assert list(after.evidence) == ["a.md"]
    another = replace(second[0], note="Ask Bo.", status="approved", expires="2027-01-31")
    changed = opened(tmp_path, filed, another).digest()
    assert changed.evidence == after.evidence
    assert changed.last_days == ("2027-01-31",)


@pytest.mark.parametrize("data", [b"", b"1", b"[[], []]", b"[1, 2, 3]", b"{}"])
def test_other_bytes_are_no_digest(data: bytes) -> None:
    with pytest.raises(ValueError):
        Digest.of_bytes(data)


def test_what_is_not_there_cannot_be_opened(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="cannot read"):
        OpenRegister(tmp_path / "claims.csv")
