"""Making a document final: both editions are drawn, and kept with their content and hashes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.report.evaluation_pdf import draw
from app.report.house.kept import house_of
from app.rules.permissions import PROGRAMME, Act
from app.services.access import requires
from app.services.publishing.freezing import Printed, prepare_version, store_version
from models.choices import Edition

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.services.document import EvaluationDocument
    from app.vault.session import UnlockedVault


@requires(Act.EDIT_EVALUATION, PROGRAMME)
def make_final(
    vault: UnlockedVault,
    evaluation_id: int,
    *,
    reason: str | None = None,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> int:
    """Freeze the document as it stands and give the id of the version; `reason` says what a correction corrects.

    Invalid says what must be done first, Conflict that it changed meanwhile, Cancelled that it was stopped: then
    nothing was kept.
    """
    prepared = prepare_version(vault, evaluation_id, reason)
    house = house_of(vault)

    def printed(at: int, document: EvaluationDocument) -> Printed:
        def step(done: int, parts: int) -> None:
            if progress is not None:
                progress(at * parts + done, len(Edition) * parts)

        return Printed(*draw(document, house=house, progress=step, cancelled=cancelled))

    pages = {edition: printed(at, prepared.editions[edition]) for at, edition in enumerate(Edition)}
    return store_version(vault, prepared, pages)
