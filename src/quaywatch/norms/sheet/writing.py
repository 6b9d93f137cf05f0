"""From an assessment to a spreadsheet."""

from collections.abc import Iterable
from datetime import datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import msgspec
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.xml import functions

from quaywatch.norms.catalogue import Catalogue
from quaywatch.norms.package import Finding, Package
from quaywatch.norms.sheet.columns import (
    EVIDENCE,
    EVIDENCE_COLUMNS,
    FINDING_COLUMNS,
    FINDINGS,
    PLAN,
    cell,
)

_WIDE = {"statement": 70, "note": 50, "evidence": 24}
_xml: Any = functions.tostring  # it has no types
_PROPERTIES = "docProps/core.xml"
_MADE = datetime(2026, 1, 1)  # noqa: DTZ001 - the format knows no time zone
"""The same assessment makes the same bytes, whenever it is written."""


def written(package: Package, catalogue: Catalogue, language: str = "en") -> bytes:
    """Return the spreadsheet (XLSX), with statements in a language beside the answers."""
    book = Workbook()
    book.properties.created = book.properties.modified = _MADE
    first = book.active
    assert isinstance(first, Worksheet)  # noqa: S101 - a new book has one
    first.title = PLAN
    head = {"format": package.format, "assessment": package.assessment, "as_of": package.as_of}
    _rows(first, ("what", "value"), ((name, cell(value)) for name, value in head.items()))
    first.append(("plan", cell(msgspec.to_builtins(package.plan) if package.plan else None)))
    first.append(("scope", cell(package.scope)))
    sheet = book.create_sheet(FINDINGS)
    _rows(
        sheet, FINDING_COLUMNS, (_finding(each, catalogue, language) for each in package.findings)
    )
    sheet = book.create_sheet(EVIDENCE)
    shown = ([cell(getattr(one, name)) for name in EVIDENCE_COLUMNS] for one in package.evidence)
    _rows(sheet, EVIDENCE_COLUMNS, shown)
    data = BytesIO()
    book.save(data)
    book.properties.modified = _MADE
    properties: bytes = _xml(book.properties.to_tree())
    return _timeless(data, properties)


def _timeless(data: BytesIO, properties: bytes) -> bytes:
    """Return an archive without the instant at which the library made it."""
    out = BytesIO()
    with ZipFile(data) as made, ZipFile(out, "w") as kept:
        for entry in made.infolist():
            content = properties if entry.filename == _PROPERTIES else made.read(entry)
            kept.writestr(ZipInfo(entry.filename), content, ZIP_DEFLATED)
    return out.getvalue()


def _finding(finding: Finding, catalogue: Catalogue, language: str) -> list[str]:
    answer, requirement = finding.answer, catalogue.get(finding.answer.requirement)
    shown = {
        **msgspec.structs.asdict(answer),
        "id": finding.id,
        "statement": requirement.statement[language] if requirement else "",
        "stated": finding.stated,
        "confirmed": finding.confirmed,
        "verified": finding.verified,
    }
    return [cell(shown[name]) for name in FINDING_COLUMNS]


def _rows(sheet: Worksheet, columns: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
    names = list(columns)
    sheet.append(names)
    for place, name in enumerate(names, 1):
        sheet.cell(1, place).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(place)].width = _WIDE.get(name, 16)
    sheet.freeze_panes = "A2"
    for row in rows:
        sheet.append(list(row))
