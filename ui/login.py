"""Choosing a vault and unlocking it. Nothing is remembered between two logins: no vaults, no names."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QProgressBar, QScrollArea, QVBoxLayout, QWidget

from app.errors import AppError, Cancelled, Invalid, VaultNotFound
from ui import errors, icons
from ui.help import belongs_to, offer_help
from ui.theme import Theme
from ui.tokens import Space, Tone
from ui.widgets.dialogs.welcome import Welcome
from ui.widgets.message_bar import MessageBar
from ui.widgets.parts import Picture, button, column, label, row

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.vault.session import UnlockedVault
    from ui.tasks import Progress, Task, Tasks

KEY_FILE_AT_MOST = 1_000_000  # bytes; a key file is small, and a wrong choice must not fill the memory


class Unlock(Protocol):
    """How a vault is unlocked; tests hand in one with cheap key settings."""

    def __call__(
        self, folder: Path, login: str, password: str, *, key_file: bytes | None, progress: Callable[[str], None]
    ) -> UnlockedVault:
        """See `app.vault.session.unlock`."""


class Courses(Protocol):
    """What can be done without being logged in; both show a window of their own until it is closed."""

    def found(self, parent: QWidget) -> Path | None:
        """Found a new vault; gives its folder, or None when it was given up."""

    def recover(self, parent: QWidget, folder: Path) -> str | None:
        """Recover access to a vault; gives what came of it as a sentence, or None. Raises AppError."""

    def report(self, parent: QWidget, folder: Path) -> str | None:
        """See `StartCourses`."""

    def restore(self, parent: QWidget, folder: Path) -> str | None:
        """Put backups back in a vault; gives what came of it as a sentence, or None."""


class LoginWindow(QWidget):
    """The first window. `unlocked` hands over the open vault; `claim` may refuse a folder with an AppError."""

    unlocked = Signal(object)
    left = Signal()

    def __init__(
        self,
        tasks: Tasks,
        folder: Path | None = None,
        *,
        unlock: Unlock,
        courses: Courses | None = None,
        claim: Callable[[Path], None] = lambda _folder: None,
    ) -> None:
        super().__init__()
        self._tasks = tasks
        self._unlock = unlock
        self._courses = courses
        self._claim = claim
        self._task: Task[UnlockedVault] | None = None
        self._dress()
        self.folder = self._line("Kluis", str(folder or ""), "De map van de kluis, bijvoorbeeld Westland.bolwerk")
        self.login = self._line("Inlognaam")
        self.password = self._line("Wachtwoord")
        self.key_file = self._line("Sleutelbestand", hint="Alleen als u er een hebt gekregen")
        self.message = MessageBar()
        self.caps = self._caps_hint()
        self.progress = QProgressBar(maximum=0, textVisible=False)
        self.progress_text = label("", "muted")
        self.unlock_button = button("Ontgrendelen", "lock-open", "primary", self.submit)
        self.cancel_button = button("Annuleren", act=self.cancel)
        self.report_button = button("Anoniem melden…", "send", act=self.report)
        self.course_buttons = (
            button("Kluis stichten…", "plus", "quiet", self.found),
            button("Toegang herstellen…", "key-round", "quiet", self.recover),
            button("Back-up terugzetten…", "history", "quiet", self.restore),
        )
        self._lay_out()
        self._show_busy(busy=False)
        (self.login if folder else self.folder).setFocus()

    def _dress(self) -> None:
        self.setWindowTitle("Bolwerk")
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        belongs_to(self, "login")
        offer_help(self)
        self.resize(980, 600)
        self.setMinimumSize(860, 480)  # a screen of 1920 × 1080 at 200 % has 960 × 540

    def submit(self) -> None:
        """Unlock with what was typed."""
        if self._task is not None:
            return
        self.message.hide()
        try:
            folder, key_file = self._checked()
        except AppError as error:
            self._refuse(error)
            return
        login, password = self.login.text(), self.password.text()

        def work(progress: Progress) -> UnlockedVault:
            return self._unlock(folder, login, password, key_file=key_file, progress=progress.say)

        self._show_busy(busy=True)
        self._task = self._tasks.run(
            self,
            work,
            done=self._finish,
            failed=self._fail,
            progressed=lambda text, _fraction: self.progress_text.setText(f"{text}…"),
            unwanted=lambda vault: vault.close(),
        )

    def cancel(self) -> None:
        """Stop; a vault that opens all the same is closed at once."""
        if self._task is not None:
            self._task.cancel()
            self.progress_text.setText("Wordt afgebroken…")
            self.cancel_button.setEnabled(False)

    def refuse(self, text: str) -> None:
        """Say why the vault is closed again."""
        self.message.say(text, Tone.WARNING)
        self.password.setFocus()

    def choose_folder(self) -> None:
        """Ask for the folder of the vault."""
        from ui import dialogs  # noqa: PLC0415 - dialogs take time to load, and few logins need one

        chosen = dialogs.choose_folder(self, "Map van de kluis kiezen")
        if chosen is not None:
            self.folder.setText(str(chosen))
            self.login.setFocus()

    def choose_key_file(self) -> None:
        """Ask for the second factor."""
        from ui import dialogs  # noqa: PLC0415 - likewise

        chosen = dialogs.choose_file(self, "Sleutelbestand kiezen")
        if chosen is not None:
            self.key_file.setText(str(chosen))

    def found(self) -> None:
        """Let a new vault come to be, and log in to it."""
        if self._courses is None or self._task is not None:
            return
        folder = self._courses.found(self)
        if folder is not None:
            self.folder.setText(str(folder))
            self.message.say("De kluis is gesticht. Log in met het wachtwoord dat u zojuist hebt gekozen.")
            self.login.setFocus()

    def recover(self) -> None:
        """Let access be recovered with sheets."""
        if self._courses is not None:
            self._follow(self._courses.recover)

    def restore(self) -> None:
        """Let backups be put back with sheets."""
        if self._courses is not None:
            self._follow(self._courses.restore)

    def report(self) -> None:
        """Report without logging in, or look at the answer."""
        self._follow(lambda parent, folder: self._courses.report(parent, folder) if self._courses else None)

    def _follow(self, course: Callable[[QWidget, Path], str | None]) -> None:
        if self._task is not None:
            return
        self.message.hide()
        try:
            folder = self._chosen_folder()
            told = course(self, folder)
        except AppError as error:
            self.message.say(str(error), Tone.DANGER)
            return
        if told is not None:
            self.message.say(told)
            self.login.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """A capital without Shift, or a small letter with it, means that Caps Lock is on; no toolkit call says so."""
        if watched is self.password and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            typed = event.text()
            if typed.isalpha():
                shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                self.caps.setVisible(typed.isupper() != shifted)
            elif event.key() == Qt.Key.Key_CapsLock:
                self.caps.hide()
        return super().eventFilter(watched, event)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Closing here ends the program, and what was under way."""
        self.cancel()
        self.left.emit()
        event.accept()

    def _chosen_folder(self) -> Path:
        if not self.folder.text().strip():
            raise VaultNotFound("Kies eerst de map van de kluis.")
        return Path(self.folder.text().strip()).expanduser()

    def _checked(self) -> tuple[Path, bytes | None]:
        folder = self._chosen_folder()
        self._claim(folder)
        for line, fault in ((self.login, "Vul een inlognaam in."), (self.password, "Vul uw wachtwoord in.")):
            if not line.text().strip():
                raise Invalid({"": fault})
        if not self.key_file.text().strip():
            return folder, None
        try:
            with Path(self.key_file.text().strip()).expanduser().open("rb") as file:
                return folder, file.read(KEY_FILE_AT_MOST)
        except OSError as unreadable:
            raise VaultNotFound("Het sleutelbestand kan niet worden gelezen.") from unreadable

    def _finish(self, vault: UnlockedVault) -> None:
        self._task = None
        self._show_busy(busy=False)
        self.unlocked.emit(vault)
        self.password.clear()

    def _fail(self, error: BaseException) -> None:
        self._task = None
        self._show_busy(busy=False)
        if isinstance(error, Cancelled):
            self.message.say("Afgebroken. De kluis is niet geopend.", Tone.NEUTRAL)
        elif isinstance(error, AppError):
            self._refuse(error)
        else:
            errors.show(self, error)

    def _refuse(self, error: AppError) -> None:
        self.message.say(str(error), Tone.DANGER)
        self.password.selectAll()
        (self.password if self.login.text() else self.login).setFocus()

    def _show_busy(self, *, busy: bool) -> None:
        lines = (self.folder, self.login, self.password, self.key_file)
        for each in (*lines, self.unlock_button, *self._choosers, *self.course_buttons, self.report_button):
            each.setEnabled(not busy)
        self.progress.setVisible(busy)
        self.progress_text.setVisible(busy)
        self.progress_text.setText("")
        self.cancel_button.setVisible(busy)
        self.cancel_button.setEnabled(busy)

    def _line(self, name: str, text: str = "", hint: str = "") -> QLineEdit:
        made = QLineEdit(text, placeholderText=hint, maxLength=4096)
        made.setAccessibleName(name)
        made.returnPressed.connect(self.submit)
        return made

    def _caps_hint(self) -> QWidget:
        hint = QWidget()
        across = row(hint, Space.TIGHT)
        across.addWidget(Picture("triangle-alert", "warning_text", 16))
        across.addWidget(label("Caps Lock staat aan.", "caption"), 1)
        hint.hide()
        return hint

    def _hide_password(self) -> None:
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.installEventFilter(self)
        self._eye = QAction("Wachtwoord tonen", self.password, checkable=True)
        self._eye.toggled.connect(self._show_password)
        self.password.addAction(self._eye, QLineEdit.ActionPosition.TrailingPosition)
        self._show_password(shown=False)

    def _lay_out(self) -> None:
        self._hide_password()
        self._choosers = [button("Bladeren…", act=self.choose_folder), button("Bladeren…", act=self.choose_key_file)]
        form = column(space=Space.LARGE)
        form.addWidget(label("Kluis openen", "title"))
        form.addWidget(self.message)
        form.addLayout(_field("Kluis", self.folder, self._choosers[0]))
        form.addLayout(_field("Inlognaam", self.login))
        password = _field("Wachtwoord", self.password)
        password.addWidget(self.caps)
        form.addLayout(password)
        form.addLayout(_field("Sleutelbestand (optioneel)", self.key_file, self._choosers[1]))
        buttons = row(space=Space.MEDIUM)
        buttons.addWidget(self.unlock_button)
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.progress_text, 1)
        buttons.addStretch()
        form.addLayout(buttons)
        form.addWidget(self.progress)
        inside = QWidget()
        inside.setProperty("ground", "clear")
        right = column(inside, 0)
        right.setContentsMargins(3 * Space.LARGE, Space.WIDE, 3 * Space.LARGE, Space.WIDE)
        right.addStretch()
        right.addLayout(form)
        right.addStretch()
        right.addLayout(self._without_login())
        whole = row(self, 0)
        whole.addWidget(Welcome())
        place = QScrollArea()  # on a low screen what can be done without an account stays within reach
        place.setWidgetResizable(True)
        place.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        place.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        place.setWidget(inside)
        whole.addWidget(place, 1)
        self.setTabOrder(self.folder, self.login)
        for first, second in ((self.login, self.password), (self.password, self.unlock_button)):
            self.setTabOrder(first, second)

    def _without_login(self) -> QVBoxLayout:
        """What can be done without an account, where this window offers it."""
        without = row(space=Space.MEDIUM)
        self.report_button.setToolTip("Zonder in te loggen; uw naam wordt niet vastgelegd")
        without.addWidget(self.report_button)
        without.addStretch()
        others = row(space=Space.SMALL)
        for other in self.course_buttons:
            others.addWidget(other)
        others.addStretch()
        if self._courses is None:
            for other in (*self.course_buttons, self.report_button):
                other.hide()
        both = column(space=Space.SMALL)
        both.addLayout(without)
        both.addLayout(others)
        return both

    def _show_password(self, shown: bool) -> None:  # Qt's signal hands it over by position
        self.password.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        icons.dress(self._eye, "eye-off" if shown else "eye", Theme.now().tokens, "muted")
        self._eye.setText("Wachtwoord verbergen" if shown else "Wachtwoord tonen")


def _field(title: str, line: QLineEdit, beside: QWidget | None = None) -> QVBoxLayout:
    field = column(space=Space.TIGHT)
    name = label(title, "label")
    name.setBuddy(line)
    field.addWidget(name)
    across: QHBoxLayout = row()
    across.addWidget(line, 1)
    if beside is not None:
        across.addWidget(beside)
    field.addLayout(across)
    return field
