"""What can be begun from the login window; the courses are loaded when one is asked for, so that login stays quick."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.errors import VaultNotFound

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from app.vault.keys.slots import KdfLimits, KdfSettings
    from ui.tasks import Tasks


class StartCourses:
    """Founding, recovery, restoring, reporting.

    Only tests give `settings` and `limits`: the program calibrates, and is strict.
    """

    def __init__(
        self,
        tasks: Tasks,
        *,
        settings: KdfSettings | None = None,
        limits: KdfLimits | None = None,
        copy: Callable[[str], None] = lambda _text: None,
    ) -> None:
        self._tasks, self._settings, self._limits, self._copy = tasks, settings, limits, copy

    def found(self, parent: QWidget) -> Path | None:
        """Found a new vault; gives its folder, or None when it was given up."""
        from app.services.keys.founding import KeyCost, measure  # noqa: PLC0415
        from ui import dialogs  # noqa: PLC0415
        from ui.founding.wizard import FoundingWizard  # noqa: PLC0415

        settings = self._settings
        wizard = FoundingWizard(
            self._tasks, measure=measure if settings is None else lambda: KeyCost(settings, 0.0), parent=parent
        )
        dialogs.run(wizard)
        return wizard.folder

    def recover(self, parent: QWidget, folder: Path) -> str | None:
        """Recover access to a vault; gives what came of it as a sentence, or None. Raises VaultNotFound."""
        from app.vault.disk.folder import HEADER  # noqa: PLC0415
        from app.vault.keys.slots import STRICT  # noqa: PLC0415
        from ui import dialogs  # noqa: PLC0415
        from ui.recovering.wizard import RecoveryWizard  # noqa: PLC0415

        if not (folder / HEADER).is_file():
            raise VaultNotFound(f"In de map {folder} staat geen kluis.")
        wizard = RecoveryWizard(
            self._tasks, folder, settings=self._settings, limits=self._limits or STRICT, parent=parent
        )
        dialogs.run(wizard)
        return None if wizard.login is None else f"{wizard.login} kan weer inloggen, met het nieuwe wachtwoord."

    def report(self, parent: QWidget, folder: Path) -> str | None:
        """Report anonymously, or look at the answer; it tells nothing afterwards. Raises a VaultError."""
        from app.services.reporting.places import box_of  # noqa: PLC0415
        from app.vault.disk.folder import HEADER  # noqa: PLC0415
        from ui import dialogs  # noqa: PLC0415
        from ui.reporting.point import ReportingPoint  # noqa: PLC0415

        if not (folder / HEADER).is_file():
            raise VaultNotFound(f"In de map {folder} staat geen kluis.")
        point = ReportingPoint(self._tasks, box_of(folder), self._copy, parent=parent)
        dialogs.run(point)
        point.deleteLater()
        return None

    def restore(self, parent: QWidget, folder: Path) -> str | None:
        """Put backups back in a vault that may be damaged or gone; gives what came of it as a sentence, or None."""
        from ui import dialogs  # noqa: PLC0415
        from ui.restoring.wizard import RestoreWizard  # noqa: PLC0415

        wizard = RestoreWizard(self._tasks, folder, parent)
        dialogs.run(wizard)
        if wizard.restored is None:
            return None
        return f"Teruggezet: {', '.join(wizard.restored.restored)}. Log in met uw gewone wachtwoord."
