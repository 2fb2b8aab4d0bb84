"""An empty workbook for a register: its fields as headings, its value lists to choose from, and what belongs where."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation

from app.exchange.cells import put_text

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from app.exchange.columns.known import KnownField, KnownRegister
    from app.services.records import Records

LINES = 1000  # for which there are lists and formats
MOST_OPTIONS = 5000
_LISTS = "Lijsten"
_SHEET_NAME = 31
_FORMATS = {"date": "dd-mm-yyyy", "amount": "#,##0.00", "year": "0", "integer": "0", "percentage": "0"}
_WIDTHS = {"multiline": 40.0, "text": 24.0, "suggestion": 24.0, "lines": 28.0, "counts": 24.0, "option": 28.0}
_TOLD = {
    "date": "Een datum, zoals 29-4-2020.",
    "amount": "Een bedrag in euro; leeg is onbekend, nul is nul.",
    "year": "Een jaar in vier cijfers.",
    "integer": "Een heel getal.",
    "decimal": "Een getal, met ten hoogste twee cijfers achter de komma.",
    "percentage": "Een heel percentage van 0 tot en met 100.",
    "boolean": "ja of nee.",
    "lines": "Namen, gescheiden door een puntkomma.",
    "counts": "Naam: aantal, gescheiden door een puntkomma.",
    "choice": "Kies uit de lijst.",
    "option": "Kies uit de lijst, of schrijf het nummer of de naam voluit.",
}


def template(records: Records[Any, Any], known: KnownRegister) -> bytes:
    """The workbook: a sheet to fill in, one that explains it, and a hidden one with the values of the lists."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = known.title[:_SHEET_NAME].replace("/", " ").replace(":", " ")
    lists = book.create_sheet(_LISTS)
    lists.sheet_state = "hidden"
    fields = [field for field in known.fields.values() if field.name not in known.values]
    for place, field in enumerate(fields, start=1):
        _column(sheet, place, field, required=field.name in records.required)
        _offer(sheet, lists, place, _values(records, field))
    sheet.freeze_panes = "A2"
    _explain(book.create_sheet("Uitleg"), records, known, fields)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _column(sheet: Worksheet, place: int, field: KnownField, *, required: bool) -> None:
    cell = sheet.cell(1, place)
    cell.value = f"{field.title} *" if required else field.title
    cell.font = Font(bold=True)
    cell.fill = PatternFill("solid", fgColor="FFE8EEF4" if required else "FFF5F5F5")
    cell.border = Border(bottom=Side("medium"))
    cell.alignment = Alignment(wrap_text=True, vertical="bottom")
    letter = get_column_letter(place)
    sheet.column_dimensions[letter].width = _WIDTHS.get(field.kind, 16.0)
    if field.kind in _FORMATS:
        for line in range(2, LINES + 2):
            sheet.cell(line, place).number_format = _FORMATS[field.kind]


def _values(records: Records[Any, Any], field: KnownField) -> list[str]:
    if field.choices is not None:
        return [member.label for member in field.choices]
    if field.kind == "boolean":
        return ["ja", "nee"]
    if field.kind == "option":
        return [option.label for option in records.options(field.name)][:MOST_OPTIONS]
    return []


def _offer(sheet: Worksheet, lists: Worksheet, place: int, values: list[str]) -> None:
    """Let Excel offer these values; they lie on the hidden sheet, for a list in the cell itself is short."""
    if not values:
        return
    column = get_column_letter(place)
    for line, value in enumerate(values, start=1):
        put_text(lists.cell(line, place), value)
    source = f"{quote_sheetname(_LISTS)}!${column}$1:${column}${len(values)}"
    rule = DataValidation(type="list", formula1=source, allow_blank=True, showErrorMessage=True)
    rule.errorTitle, rule.error = "Niet in de lijst", "Kies een waarde uit de lijst."
    rule.errorStyle = "warning"
    sheet.add_data_validation(rule)
    rule.add(f"{column}2:{column}{LINES + 1}")


def _explain(sheet: Worksheet, records: Records[Any, Any], known: KnownRegister, fields: list[KnownField]) -> None:
    sheet.append([f"Sjabloon voor {known.title.lower()}"])
    sheet.append(["Laat leeg wat onbekend is. Kolommen die u niet gebruikt, mag u verwijderen; de volgorde is vrij."])
    sheet.append([])
    sheet.append(["Kolom", "Verplicht", "Wat hoort erin"])
    for field in fields:
        needed = "ja" if field.name in records.required else ""
        sheet.append([field.title, needed, _TOLD.get(field.kind, "Tekst.")])
    sheet["A1"].font = Font(bold=True, size=14)
    for cell in sheet[4]:
        cell.font = Font(bold=True)
    for letter, width in (("A", 34.0), ("B", 12.0), ("C", 70.0)):
        sheet.column_dimensions[letter].width = width
