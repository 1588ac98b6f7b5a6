"""What is written is what is read: every format, any text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from register_strategies import REGISTERS

from healthlint.register.files import READABLE, rows_in, written
from healthlint.register.row import Row


@pytest.mark.parametrize("format", READABLE)
@given(rows=REGISTERS)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_register_that_is_written_and_read_is_the_same(format: str, rows: tuple[Row, ...]) -> None:
    data = written(rows, format)

    assert rows_in(Path(f"r.{format}"), data, format) == rows
    assert written(rows, format) == data
