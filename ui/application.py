"""The start of the window, read from top to bottom: Qt, language, look, login, pages.

The login window needs little and is there at once; vault, store and pages load behind it, while the user types.
"""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject, QThread, QTimer, QTranslator
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from app.errors import AppError, BugError
from app.paths import memory_folder, resource
from app.policy import Policy
from ui import errors, icons
from ui.collecting import Collector
from ui.courses import StartCourses
from ui.instance import InstanceGuard
from ui.login import LoginWindow
from ui.tasks import Tasks
from ui.theme import Theme
from ui.tokens import LIGHT, Tone
from ui.workplace.blanking import blank, close_questions
from ui.workplace.clipboard import secret_clipboard
from ui.workplace.reasons import BY_USER
from ui.workplace.waking import seconds_awake_or_not

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from app.vault.keys.slots import KdfLimits, KdfSettings
    from app.vault.session import UnlockedVault
    from ui.locking import Left, LockWatch
    from ui.login import Unlock
    from ui.main_window import MainWindow
    from ui.tasks import Progress

LOADING_PAUSE = 20  # milliseconds in which the login window is drawn
BURIAL_PAUSE = 50  # milliseconds between two looks whether somebody still waits for an answer


def run(vault: Path | None, policy: Policy | None = None) -> int:
    """Open the window, on this vault or that of the policy, until the user closes it; gives the exit code."""
    application = make_application()
    errors.install()
    bolwerk = Bolwerk(vault, policy=policy)
    bolwerk.show_login()
    code = application.exec()
    bolwerk.close()
    return code


def make_application() -> QApplication:
    """The QApplication: Dutch, dressed, with its name and icon."""
    running = QApplication.instance()
    application = running if isinstance(running, QApplication) else QApplication(sys.argv[:1])
    Collector(application)
    application.setApplicationName("Bolwerk")
    application.setApplicationDisplayName("Bolwerk")
    application.setDesktopFileName("bolwerk")
    application.setQuitOnLastWindowClosed(False)
    QLocale.setDefault(QLocale(QLocale.Language.Dutch, QLocale.Country.Netherlands))
    translator = QTranslator(application)
    if translator.load(str(resource("translations", "qtbase_nl.qm"))):
        application.installTranslator(translator)
    Theme(application)
    application.setWindowIcon(QIcon(icons.pixmap("bolwerk", LIGHT.accent, 128)))
    return application


def draw_login() -> None:
    """Draw the login window in memory and let it go, to prove that the toolkit, the font and the style are whole."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # nobody has to see it, and there may be no screen
    application = make_application()
    tasks = Tasks()
    login = LoginWindow(tasks, unlock=unlock_vault)
    empty = login.grab().toImage().isNull()
    login.deleteLater()
    tasks.close()
    application.processEvents()
    if empty:
        raise BugError("the login window drew nothing")


def unlock_vault(
    folder: Path, login: str, password: str, *, key_file: bytes | None, progress: Callable[[str], None]
) -> UnlockedVault:
    """Unlock with the limits of the program; see `app.vault.session.unlock`."""
    from app.vault.session import unlock  # noqa: PLC0415 - the store takes longer to load than the window

    return unlock(folder, login, password, key_file=key_file, progress=progress, memory=memory_folder())


def load_pages(_progress: Progress | None = None) -> type[MainWindow]:
    """The window with everything behind it; takes most of a second the first time."""
    from ui.main_window import MainWindow  # noqa: PLC0415 - likewise

    return MainWindow


class Bolwerk(QObject):
    """From the login window to the pages and back."""

    def __init__(
        self,
        folder: Path | None,
        *,
        unlock: Unlock | None = None,
        settings: KdfSettings | None = None,
        limits: KdfLimits | None = None,
        clock: Callable[[], float] = seconds_awake_or_not,
        policy: Policy | None = None,
    ) -> None:
        """Only tests give `unlock`, `settings` and `limits`, for cheap key derivation, and `clock`, in seconds."""
        super().__init__()
        self._settings = settings
        self._policy = policy or Policy()
        self._folder = folder or self._policy.vault
        self._unlock: Unlock = unlock or unlock_vault
        self._guard = InstanceGuard()
        self._clock = clock
        self.tasks = Tasks(self)
        self._keeping = Tasks(self)  # drafts do not wait for what else is being done
        self.clipboard = secret_clipboard()
        self._courses = StartCourses(self.tasks, settings=settings, limits=limits, copy=self.clipboard.copy)
        self.vault: UnlockedVault | None = None
        self.login: LoginWindow | None = None
        self.window: MainWindow | None = None
        self.watch: LockWatch | None = None
        self._left: Left | None = None
        self._level = 0

    def show_login(self) -> None:
        """Ask who is there."""
        login = LoginWindow(
            self.tasks, self._folder, unlock=self._unlock, courses=self._courses, claim=self._guard.claim
        )
        login.unlocked.connect(self.show_pages)
        login.left.connect(QApplication.quit)
        self.login = login
        if self._policy.problems:
            login.message.say(" ".join(self._policy.problems), Tone.WARNING)
        login.show()
        QTimer.singleShot(LOADING_PAUSE, self, self._load_pages)

    def _load_pages(self) -> None:
        """Behind the window, once it is on screen: before, both would be slower."""
        self.tasks.run(self, load_pages, done=lambda _: None)

    def show_pages(self, vault: UnlockedVault) -> None:
        """Let the user work; who logs in for the first time chooses a password first."""
        if not self._has_own_keys(vault):
            vault.close()
            self._guard.release()
            if self.login is not None:
                self.login.refuse("U hebt nog geen eigen wachtwoord gekozen; de kluis is weer gesloten.")
            return
        self.vault = vault
        self._folder = vault.folder
        window = load_pages()(vault, self.tasks, self._settings)
        window.lock_asked.connect(self.lock)
        window.closed.connect(QApplication.quit)
        self.window = window
        window.show()
        if self.login is not None:
            self.login.deleteLater()
            self.login = None
        self._watch_over(vault, window)
        self._take_in_post(vault, window)

    def _take_in_post(self, vault: UnlockedVault, window: MainWindow) -> None:
        """What others sent to the compartments of this user; what is in front shows it."""
        from app.services.post import carry_and_take_in  # noqa: PLC0415 - comes with the pages

        def failed(error: BaseException) -> None:
            if isinstance(error, AppError):  # also when the vault was locked meanwhile: next time
                vault.warnings.append(f"Niet alle post kon worden ingenomen. {error}")
            else:
                errors.show(window, error)

        self.tasks.run(
            window,
            lambda _progress: carry_and_take_in(vault),
            done=lambda taken: window.page.refresh() if taken.taken_in else None,
            failed=failed,
        )

    def _has_own_keys(self, vault: UnlockedVault) -> bool:
        if vault.roster.account(vault.account.id).own_keys:
            return True
        from ui import dialogs  # noqa: PLC0415 - few logins are a first one
        from ui.first_login import FirstLogin  # noqa: PLC0415 - likewise

        first = self.login.password.text() if self.login is not None else ""
        return dialogs.run(FirstLogin(vault, self.tasks, first=first, settings=self._settings, parent=self.login))

    def _watch_over(self, vault: UnlockedVault, window: MainWindow) -> None:
        """Lock in time; and when the same user is back after a lock, return to the same place."""
        from ui.locking import LockWatch  # noqa: PLC0415 - comes with the pages

        self._level = QThread.currentThread().loopLevel()
        self.watch = LockWatch(
            vault, window, self._keeping, self.tasks, clock=self._clock, policy=self._policy, parent=self
        )
        self.watch.asked.connect(self.lock)
        left, self._left = self._left, None
        self.watch.come_back(left)

    def lock(self, reason: str = "") -> None:
        """Close the vault now; what is on screen goes with it, what was typed waits for its author."""
        window, self.window = self.window, None
        vault, self.vault = self.vault, None
        if window is None or vault is None:
            return
        self._end_watch()
        self.tasks.cancel()
        vault.lock()
        self.clipboard.clear()
        self._guard.release()
        close_questions()
        window.leave()
        blank(window)
        self.show_login()
        if self.login is not None:
            self.login.message.say(reason or BY_USER, Tone.NEUTRAL)
        self._bury(window)

    def _bury(self, window: MainWindow) -> None:
        """Delete a window when nobody waits any more for an answer to what it asked; see ui.workplace.blanking."""
        if QThread.currentThread().loopLevel() > self._level:
            QTimer.singleShot(BURIAL_PAUSE, self, lambda: self._bury(window))
            return
        window.destroyed.connect(gc.collect)  # records that its pages held in circles go now, not some day
        window.deleteLater()

    def _end_watch(self) -> None:
        watch, self.watch = self.watch, None
        if watch is not None:
            self._left = watch.end()
            watch.deleteLater()

    def close(self) -> None:
        """End it all in order."""
        self.clipboard.clear()
        self._end_watch()
        self.tasks.close()
        self._close_vault()
        self._keeping.close()

    def _close_vault(self) -> None:
        self.tasks.cancel()
        vault, self.vault = self.vault, None
        if vault is not None:
            vault.close()
        self._guard.release()
