"""The sample report as a fixture."""

from __future__ import annotations

import pytest
from report_samples import sample_report

from healthlint.model.finding import Report


@pytest.fixture
def report() -> Report:
    """Return a report with a checked, a failed, a skipped and a clean file."""
    return sample_report()
