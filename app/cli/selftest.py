"""`--self-test`: does everything work on this workstation, from the parts of the program to a vault and a document?

It works in a folder of its own that only this user can read, and clears it away. Nothing of an existing vault is
touched, and nothing is left behind.
"""

from __future__ import annotations

import importlib
import secrets
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from app.cli.ending import Exit, describe_bug
from app.errors import AppError, WrongCredentials
from app.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.services.records import Query
    from app.vault.header.bodies import KdfSettings
    from app.vault.keys.kdf import KdfLimits
    from app.vault.session import UnlockedVault

PARTS = (
    *(
        "sqlcipher3.dbapi2",
        "cryptography.hazmat.bindings._rust",
        "reportlab.platypus",
        "pikepdf",
        "pypdfium2",
        "lxml.etree",
    ),
    *(
        "docx",
        "openpyxl",
        "python_calamine",
        "rapidfuzz.distance",
        "stdnum",
        "phonenumbers",
        "igraph",
        "zxcvbn",
        "PIL.Image",
    ),
)
"""What the program is made of and loads late: a frozen program may have lost one of them."""


class SelfTest:
    """One run. Each step says in Dutch what went well; the first that fails ends it, and the folder goes anyhow."""

    def __init__(self, *, kdf: KdfSettings | None = None, limits: KdfLimits | None = None) -> None:
        """Only tests give cheap key derivation."""
        self._kdf, self._limits = kdf, limits
        self._password = secrets.token_urlsafe(24)
        self._place = Path()
        self._vault = Path()

    def run(self, try_window: Callable[[], None]) -> Exit:
        """All steps."""
        print(f"Bolwerk {VERSION}: zelftest")
        steps: tuple[tuple[str, Callable[[], None]], ...] = (
            ("alle onderdelen van het programma laden", self.load),
            ("een eigen tijdelijke map gemaakt", self.make_place),
            ("een proefkluis gesticht", self.found),
            ("ontgrendeld, geschreven, vergrendeld en teruggelezen", self.write_and_read),
            ("een verkeerd wachtwoord geweigerd", self.refuse),
            ("de kluis en haar logboek nagerekend", self.verify),
            ("een PDF gemaakt en de bladzijden getekend", self.print_pages),
            ("een brief en een werkmap gemaakt en teruggelezen", self.write_office),
            ("het inlogvenster getekend", try_window),
        )
        try:
            good = all(_passed(told, step) for told, step in steps)
        finally:
            gone = self.clear()
        print("goed  alles opgeruimd" if gone else f"FOUT  niet alles kon worden opgeruimd: {self._place}")
        print("De zelftest is geslaagd." if good and gone else "De zelftest is NIET geslaagd.")
        return Exit.DONE if good and gone else Exit.REFUSED

    def load(self) -> None:
        """Every part of the program that only loads when it is needed."""
        for name in PARTS:
            importlib.import_module(name)

    def make_place(self) -> None:
        """A folder for this user only (mode 0700)."""
        self._place = Path(tempfile.mkdtemp(prefix="bolwerk-zelftest-"))
        self._vault = self._place / "Zelftest.bolwerk"

    def found(self) -> None:
        """A vault with its first holders, with the key derivation of this workstation."""
        from app.rules.permissions import Role  # noqa: PLC0415 - after the parts were loaded
        from app.services.clock import today  # noqa: PLC0415
        from app.vault.founding import Founder, found  # noqa: PLC0415

        roles = (Role.KEEPER, Role.DIRECTOR, Role.BIBOB, Role.INTEGRITY, Role.INTEGRITY_DEPUTY, Role.DPO)
        founders = [Founder(role.value, f"Proef {role.value}", self._password, role) for role in roles]
        found(self._vault, "Zelftest", founders, day=today(), kdf=self._kdf)

    def write_and_read(self) -> None:
        """A record that is still there in a next session."""
        from app.services.programme.registers import GoalDraft, Goals  # noqa: PLC0415

        with self._unlocked() as vault:
            Goals(vault).add(GoalDraft("Zelftest", "Zelftest", 2030, "Wordt weer gewist."))
        with self._unlocked() as vault:
            if len(Goals(vault).ids(_everything())) != 1:
                raise AppError("Wat is geschreven, staat er niet meer.")

    def refuse(self) -> None:
        """A wrong password opens nothing."""
        try:
            self._unlocked("verkeerd").close()
        except WrongCredentials:
            return
        raise AppError("Een verkeerd wachtwoord opende de kluis.")

    def verify(self) -> None:
        """The header, the files, the pages and the trail."""
        from app.vault.verify import verify_vault  # noqa: PLC0415

        with self._unlocked() as vault:
            wrong = [line.text for line in verify_vault(self._vault, vault).lines if not line.ok]
        if wrong:
            raise AppError(" ".join(wrong))

    def print_pages(self) -> None:
        """A document, with its pages drawn by a process of their own as in the program."""
        from app.report.papers.norms import norms_pdf  # noqa: PLC0415
        from app.report.preview import page_images  # noqa: PLC0415
        from app.services.norms import norm_sheet  # noqa: PLC0415

        with self._unlocked() as vault:
            pdf = norms_pdf(norm_sheet(vault))
        file = self._place / "normen.pdf"
        file.write_bytes(pdf)
        if not list(page_images(file.read_bytes(), 400)):
            raise AppError("De PDF heeft geen bladzijden.")

    def write_office(self) -> None:
        """A Word file with a header, and a workbook that is read back as an import reads it."""
        import docx  # noqa: PLC0415
        import openpyxl  # noqa: PLC0415
        import python_calamine  # noqa: PLC0415

        letter = docx.Document()
        letter.sections[0].header.paragraphs[0].text = "Zelftest"
        letter.sections[0].footer.paragraphs[0].text = "Zelftest"
        letter.save(str(self._place / "brief.docx"))
        book = openpyxl.Workbook()
        book.worksheets[0].append(["Zelftest", 1])
        book.save(self._place / "werkmap.xlsx")
        sheet = python_calamine.CalamineWorkbook.from_path(str(self._place / "werkmap.xlsx")).get_sheet_by_index(0)
        if sheet.to_python() != [["Zelftest", 1.0]]:
            raise AppError("De werkmap bevat iets anders dan wat erin is geschreven.")

    def clear(self) -> bool:
        """Whether nothing is left."""
        if self._place != Path():
            shutil.rmtree(self._place, ignore_errors=True)
        return self._place == Path() or not self._place.exists()

    def _unlocked(self, password: str = "") -> UnlockedVault:
        from app.rules.permissions import Role  # noqa: PLC0415
        from app.vault.session import unlock  # noqa: PLC0415

        if self._limits is None:
            return unlock(self._vault, Role.DIRECTOR.value, password or self._password)
        return unlock(self._vault, Role.DIRECTOR.value, password or self._password, limits=self._limits)


def run_self_test(try_window: Callable[[], None]) -> int:
    """The self-test on this workstation; gives the exit code."""
    return SelfTest().run(try_window)


def _passed(told: str, step: Callable[[], None]) -> bool:
    """Do one step and say how it went. Whatever goes wrong is what the test is for."""
    try:
        step()
    except AppError as error:
        print(f"FOUT  {told}: {error}")
    except ImportError as error:  # what it says is about the program, never about anybody
        print(f"FOUT  {told}: {error}")
    except (OSError, RuntimeError, ValueError, TypeError, AttributeError) as error:
        print(f"FOUT  {told}: {describe_bug(error, error.__traceback__)}")
    else:
        print(f"goed  {told}")
        return True
    return False


def _everything() -> Query:
    from app.services.records import Query  # noqa: PLC0415

    return Query()
