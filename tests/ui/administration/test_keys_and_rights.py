"""The tabs Onderdelen, Rechten and Jaarlijkse beoordeling."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel

from app.rules.permissions import Role
from app.services.keys import accounts, rekeying, rights_review
from app.services.programme.registers import Goals
from app.services.records import Query
from app.vault import rekeying as vault_rekeying
from models.choices import ReviewVerdict
from tests.ui.administration.hands import answering, tab
from ui.dialogs import Answer
from ui.pages.administration.compartments import CompartmentsTab
from ui.pages.administration.rekey import RekeyDialog
from ui.pages.administration.review import ReviewTab
from ui.pages.administration.review_dialogs import PurposeInput, ReviewExportDialog, SignDialog, SignInput
from ui.pages.administration.rights import RightsTab
from ui.theme import Mode, Theme

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from app.vault.session import UnlockedVault
    from tests.conftest import UnlockAs
    from tests.ui.conftest import User
    from ui.pages.administration.page import AdministrationPage

    BeheerOf = Callable[[UnlockedVault], AdministrationPage]


def revoke(keeper: UnlockedVault, login: str) -> None:
    found = next(row for row in accounts.accounts(keeper) if row.login == login)
    accounts.revoke(keeper, account=found.account)


def epoch_of(vault: UnlockedVault, name: str) -> int:
    return next(row.epoch for row in rekeying.compartments(vault) if row.name == name)


def test_that_what_is_due_comes_first_and_only_holders_have_a_button(
    keeper: UnlockedVault, director: UnlockedVault, beheer_of: BeheerOf
) -> None:
    revoke(keeper, "controller")
    page = beheer_of(director)
    found = tab(page, "compartments", CompartmentsTab)

    texts = [label.text() for label in found.list.findChildren(QLabel)]
    assert texts.index("nieuwe sleutel nodig") < texts.index("Casuïstiek")
    assert set(found.buttons) == {"register", "casework", "measures", "programme"}
    page.refresh()
    assert page.bar.tabText(2) == "Onderdelen (2)"

    of_keeper = tab(beheer_of(keeper), "compartments", CompartmentsTab)
    assert set(of_keeper.buttons) == {"register"}
    assert "Alleen wie de sleutel heeft, kan hem vervangen." in [
        label.text() for label in of_keeper.list.findChildren(QLabel)
    ]


def test_that_a_new_key_is_given_with_progress(
    director: UnlockedVault, beheer_of: BeheerOf, user: User, qtbot: QtBot
) -> None:
    found = tab(beheer_of(director), "compartments", CompartmentsTab)
    user.dialog = answering(RekeyDialog, qtbot)

    found.buttons["programme"].click()

    assert "nieuwe sleutel" in found.message.text.text()
    assert epoch_of(director, "programme") == 2
    assert len(Goals(director).ids(Query())) == 0


def test_that_a_new_key_that_was_stopped_leaves_the_old_one(
    director: UnlockedVault, beheer_of: BeheerOf, user: User, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = tab(beheer_of(director), "compartments", CompartmentsTab)
    started, go_on = Event(), Event()
    real = vault_rekeying.rekey

    def slow(vault: UnlockedVault, name: str, progress: Callable[[float], None]) -> None:
        started.set()
        go_on.wait(5)
        real(vault, name, progress)

    monkeypatch.setattr(vault_rekeying, "rekey", slow)

    def stop(dialog: QDialog) -> bool:
        assert isinstance(dialog, RekeyDialog)
        dialog.start()
        started.wait(5)
        dialog.reject()
        go_on.set()
        qtbot.waitUntil(lambda: not dialog.busy)
        assert dialog.made is None
        assert not dialog.message.isHidden()
        return False

    user.dialog = stop
    found.buttons["programme"].click()

    assert epoch_of(director, "programme") == 1
    assert director.holds("programme")


def test_that_the_table_of_rights_is_the_one_of_the_program(
    director: UnlockedVault, beheer_of: BeheerOf, theme: Theme
) -> None:
    found = tab(beheer_of(director), "rights", RightsTab)
    rows = {found.table.item(at, 0).text(): at for at in range(found.table.rowCount())}  # type: ignore[union-attr]
    across = {role: at for at, role in enumerate(Role, start=1)}

    def marked(text: str, role: Role) -> bool:
        item = found.table.item(rows[text], across[role])
        assert item is not None
        spoken = item.data(Qt.ItemDataRole.AccessibleTextRole)
        assert spoken.endswith("ja") is bool(item.text())
        return bool(item.text())

    assert marked("Sleutel van Casuïstiek", Role.DIRECTOR)
    assert not marked("Sleutel van Casuïstiek", Role.KEEPER)
    assert marked("Accounts beheren", Role.KEEPER)
    assert not marked("Accounts beheren", Role.DIRECTOR)

    assert found.table.columnWidth(0) >= 200  # to be read, whatever the width of the window

    light = found.table.grab().toImage()
    theme.choose(Mode.DARK)
    assert found.table.grab().toImage() != light
    found.focus_search()
    assert found.table.hasFocus()


def test_that_the_review_is_for_who_may_read_it(
    unlock_as: UnlockAs, keeper: UnlockedVault, beheer_of: BeheerOf
) -> None:
    titles = [beheer_of(unlock_as("jurist")).bar.tabText(at) for at in range(5)]
    assert "Jaarlijkse beoordeling" not in titles

    found = tab(beheer_of(keeper), "review", ReviewTab)
    assert not found.may_sign
    assert found.choices == {}
    found.save()  # nothing to sign, and nothing is asked
    assert found.may_leave()


def test_that_every_key_needs_a_verdict_before_signing(
    director: UnlockedVault, beheer_of: BeheerOf, user: User, qtbot: QtBot
) -> None:
    found = tab(beheer_of(director), "review", ReviewTab)
    first, second = found.rows[0].held, found.rows[1].held
    found.save()
    assert f"Nog {len(found.rows)} regels hebben geen oordeel." in found.message.text.text()

    found.choices[first].choose(ReviewVerdict.END)
    found.choices[second].choose(ReviewVerdict.KEEP)
    found.choices[second].choose(None)
    assert set(found.verdicts) == {first}
    found.keep_rest()
    assert found.verdicts[first] is ReviewVerdict.END
    assert found.choices[second].value is ReviewVerdict.KEEP

    user.dialog = answering(
        SignDialog, qtbot, lambda dialog: dialog.form.show_input(SignInput("Besproken in het LIP."))
    )
    found.save()

    assert "afgetekend" in found.message.text.text()
    assert "intrekken" in found.message.text.text()
    (review,) = rights_review.reviews(director)
    assert (review.ended, review.note) == (1, "Besproken in het LIP.")
    assert "Vorige keer" in found.past.text()
    assert "zou worden ingetrokken" in [found.table.item(at, 4).text() for at in range(found.table.rowCount())]  # type: ignore[union-attr]


def test_that_verdicts_that_were_not_signed_are_asked_about(
    director: UnlockedVault, beheer_of: BeheerOf, user: User, qtbot: QtBot
) -> None:
    found = tab(beheer_of(director), "review", ReviewTab)
    assert found.may_leave()
    found.keep_rest()
    user.will(Answer.STAY, Answer.SAVE, Answer.SAVE, Answer.DISCARD)

    assert not found.may_leave()
    user.dialog = lambda _dialog: False
    assert not found.may_leave(), "not signed after all"
    found.refresh()
    assert len(found.verdicts) == len(found.rows), "a refresh keeps what was chosen"
    user.dialog = answering(SignDialog, qtbot)
    assert found.may_leave()
    found.keep_rest()
    assert found.may_leave()
    assert found.verdicts == {}


def test_that_rights_that_changed_meanwhile_are_not_signed(
    director: UnlockedVault, keeper: UnlockedVault, beheer_of: BeheerOf, user: User, qtbot: QtBot
) -> None:
    found = tab(beheer_of(director), "review", ReviewTab)
    found.keep_rest()
    revoke(keeper, "controller")

    def fill(dialog: QDialog) -> bool:
        assert isinstance(dialog, SignDialog)
        dialog.start()
        qtbot.waitUntil(lambda: not dialog.busy)
        assert "intussen gewijzigd" in dialog.message.text.text()
        return False

    user.dialog = fill
    found.save()
    assert rights_review.reviews(director) == ()


def test_that_the_list_is_exported_with_its_reason(
    director: UnlockedVault, beheer_of: BeheerOf, user: User, qtbot: QtBot, tmp_path: Path
) -> None:
    found = tab(beheer_of(director), "review", ReviewTab)
    target = tmp_path / "lijst"

    def fill(dialog: ReviewExportDialog) -> None:
        dialog.form.show_input(PurposeInput(None))
        dialog.start()
        assert dialog.form.fields["reason"].problem
        dialog.form.show_input(PurposeInput("Jaarlijkse beoordeling", "concerncontroller"))
        user.will(None)
        dialog.start()
        assert dialog.message.text.text() == "Er is geen bestand gekozen."
        user.will(target)

    user.dialog = answering(ReviewExportDialog, qtbot, fill)
    found.export()

    assert target.with_name("lijst.pdf").read_bytes().startswith(b"%PDF")
    assert "lijst.pdf" in found.message.text.text()
    user.dialog = lambda _dialog: False
    found.export()


@pytest.mark.parametrize(
    ("part", "kind"), [("compartments", CompartmentsTab), ("rights", RightsTab), ("review", ReviewTab)]
)
def test_that_an_account_that_was_ended_is_told_on_every_tab(
    director: UnlockedVault, keeper: UnlockedVault, beheer_of: BeheerOf, part: str, kind: type[CompartmentsTab]
) -> None:
    found = tab(beheer_of(director), part, kind)
    account = next(row for row in accounts.accounts(keeper) if row.login == "director")
    accounts.revoke(keeper, account=account.account, though_last=True)

    found.refresh()
    found.refresh()

    assert found.message.text.text()
