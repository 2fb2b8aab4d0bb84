"""The document of 2019, printed once for all tests that read it."""

from __future__ import annotations

import pytest

from app.report.evaluation_pdf import render_bytes
from models.choices import DocumentStatus
from tests.report.documents import evaluation
from tests.report.reading import Reading


@pytest.fixture(scope="session")
def concept() -> Reading:
    return Reading(render_bytes(evaluation()))


@pytest.fixture(scope="session")
def final() -> Reading:
    return Reading(render_bytes(evaluation(status=DocumentStatus.FINAL)))
