"""The one way out: with a reason, or not at all, and written down with what it was."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from app.errors import Invalid, NotFound
from app.report.export import export_evaluation
from app.services.exports import Purpose, exports, record_export
from models.choices import Classification
from tests.demo_vault import open_as

if TYPE_CHECKING:
    from pathlib import Path

    from app.vault.session import UnlockedVault


def test_that_an_export_is_logged_with_reason_recipient_and_hash(demo_copy: Path, tmp_path: Path) -> None:
    out = tmp_path / "evaluatie.pdf"
    with open_as("beleid", demo_copy) as vault:
        before = exports(vault)
        rendered = export_evaluation(vault, 2019, out, Purpose(" Voor de raad ", "griffie"))
        first, *earlier = exports(vault)
        assert tuple(earlier) == before
        assert (first.reason, first.recipient, first.made_by) == ("Voor de raad", "griffie", vault.account.name)
        assert first.what == f"Evaluatie 2019 – Concept, vertrouwelijke editie, {rendered.pages} pagina’s"
        assert first.classification is Classification.INTERNAL
        assert first.sha256 == hashlib.sha256(out.read_bytes()).hexdigest()
        made_at = datetime.fromisoformat(first.made_at)
        assert abs(datetime.now(UTC) - made_at) < timedelta(minutes=5)


@pytest.mark.parametrize("reason", ["", " \n"])
def test_that_without_a_reason_nothing_leaves_the_vault(demo_copy: Path, tmp_path: Path, reason: str) -> None:
    out = tmp_path / "evaluatie.pdf"
    with open_as("beleid", demo_copy) as vault:
        before = exports(vault)
        with pytest.raises(Invalid) as refused:
            export_evaluation(vault, 2019, out, Purpose(reason))
        assert refused.value.fields == {"reason": "Vul in waarvoor u dit document exporteert."}
        assert exports(vault) == before
    assert not out.exists()


def test_that_a_document_that_is_not_there_is_not_exported(director: UnlockedVault, tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        export_evaluation(director, 2019, tmp_path / "x.pdf", Purpose("x"))
    assert exports(director) == ()


def test_that_an_empty_recipient_is_unknown(director: UnlockedVault) -> None:
    record_export(director, what="x", classification=Classification.PUBLIC, purpose=Purpose("y", " "), sha256="0" * 64)
    assert exports(director)[0].recipient is None
