"""The page of the demo municipality, as its policy adviser opens it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.report.freezing import make_final
from app.services.publishing.approvals import approve
from tests.demo_vault import build_demo, copy_of, open_as
from tests.ui.evaluation.hands import ContextOf, document_of, opened

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from app.vault.session import UnlockedVault
    from tests.ui.conftest import User
    from ui.pages.evaluation.document import DocumentPage
    from ui.pages.evaluation.page import EvaluationPage


@pytest.fixture(scope="package")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_demo(tmp_path_factory.mktemp("demo"))


@pytest.fixture
def vault(demo: Path, tmp_path: Path) -> Iterator[UnlockedVault]:
    with open_as("beleid", copy_of(demo, tmp_path)) as unlocked:
        yield unlocked


@pytest.fixture
def page(qtbot: QtBot, vault: UnlockedVault, context_of: ContextOf, user: User) -> Iterator[EvaluationPage]:
    """Nothing is drawn any more once the worker thread ends."""
    made = opened(qtbot, context_of(vault))
    document = document_of(made)
    yield made
    document.preview.clear()


@pytest.fixture
def document(page: EvaluationPage) -> DocumentPage:
    return document_of(page)


@pytest.fixture
def reader(vault: UnlockedVault) -> Iterator[UnlockedVault]:
    """A second reader, who did not write."""
    with open_as("controller", vault.folder) as unlocked:
        yield unlocked


@pytest.fixture
def frozen(vault: UnlockedVault, reader: UnlockedVault) -> int:
    """A version that was made final."""
    approve(reader, 1)
    return make_final(vault, 1)
