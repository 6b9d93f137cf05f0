"""From a spreadsheet back to an assessment; hostile files are refused before they are unpacked."""

import re
from collections.abc import Mapping
from io import BytesIO
from typing import Any, TypeVar
from zipfile import BadZipFile, ZipFile

import msgspec
from openpyxl import load_workbook

from quaywatch.norms.evidence import Evidence
from quaywatch.norms.package import Finding, Package
from quaywatch.norms.sheet.columns import (
    EVIDENCE,
    EVIDENCE_COLUMNS,
    FINDING_COLUMNS,
    FINDINGS,
    PLAN,
    data,
    said,
)

_MOST_BYTES = 16 * 2**20
_MOST_UNPACKED = 128 * 2**20
_MOST_ROWS = 20_000

Row = dict[str, str]
_KIND = TypeVar("_KIND")


class BadSheet(ValueError):  # noqa: N818 - the assessor's word
    """A file that is no such spreadsheet; the message names sheet and row."""


def read(content: bytes) -> Package:
    """Return the assessment in a spreadsheet.

    Raises:
        BadSheet: the file is too large packed or unpacked, is no spreadsheet, or a row of it says
            what no assessment can.

    """
    _check_size(content)
    try:
        book = load_workbook(BytesIO(content), read_only=True, data_only=True)
        sheets = {name: _rows(book, name) for name in (PLAN, FINDINGS, EVIDENCE)}
    except BadSheet:
        raise
    except Exception as error:
        # Of damaged files the library lets anything out: zlib.error, EOFError, TypeError and more.
        raise BadSheet(f"it is no spreadsheet: {error}") from error
    head = {row.get("what", ""): row for _, row in sheets[PLAN]}
    found = _package(head, sheets)
    return _converted(found, Package, f"sheet {PLAN}")


def _package(
    head: Mapping[str, Row], sheets: Mapping[str, list[tuple[int, Row]]]
) -> dict[str, Any]:
    def value(name: str) -> Row:
        return {"value": head.get(name, {}).get("value", "")}

    try:
        plan = {
            "format": said(value("format"), "value"),
            "assessment": said(value("assessment"), "value"),
            "as_of": data(value("as_of"), "value"),
            "plan": data(value("plan"), "value"),
            "scope": data(value("scope"), "value"),
        }
    except (ValueError, msgspec.DecodeError) as error:
        raise BadSheet(f"sheet {PLAN}: {error}") from error
    return plan | {
        "evidence": [_evidence(row, at) for at, row in sheets[EVIDENCE]],
        "findings": [_finding(row, at) for at, row in sheets[FINDINGS]],
    }


_PATH = re.compile(r" - at `\$[^`]*?([a-z_]+)(?:\[[^`]*\])?`")
"""What the decoder says of where it is, ending in the name of a column."""
_TEXTS = frozenset({"id", "requirement", "note", "gap_owner", "author", "name", "digest"})


def _finding(row: Row, at: int) -> Finding:
    found = _values(FINDINGS, row, at, FINDING_COLUMNS)
    words = {name: found.pop(name) for name in ("stated", "confirmed", "verified") if name in found}
    found.pop("statement", None)
    made = {"id": found.pop("id", None), "answer": found, **words}
    return _converted(made, Finding, f"sheet {FINDINGS}, row {at}")


def _evidence(row: Row, at: int) -> Evidence:
    made = _values(EVIDENCE, row, at, EVIDENCE_COLUMNS)
    return _converted(made, Evidence, f"sheet {EVIDENCE}, row {at}")


def _values(sheet: str, row: Row, at: int, columns: tuple[str, ...]) -> dict[str, Any]:
    def of(name: str) -> Any:
        if name == "statement":
            return None
        return said(row, name) if name in _TEXTS or not _is_json(row, name) else data(row, name)

    try:
        found = {name: of(name) for name in columns}
    except (ValueError, msgspec.DecodeError) as error:
        raise BadSheet(f"sheet {sheet}, row {at}: {error}") from error
    return {name: value for name, value in found.items() if value is not None}


def _is_json(row: Row, name: str) -> bool:
    """Say whether a cell holds JSON: an assessor may write plain words where a code stands."""
    return row.get(name, "")[:1] in '"[{0123456789-'


def _converted(made: dict[str, Any], kind: type[_KIND], where: str) -> _KIND:
    try:
        return msgspec.convert(made, kind, strict=False)
    except (msgspec.ValidationError, ValueError) as error:
        raise BadSheet(f"{where}: {_PATH.sub(_column, str(error))}") from error


def _column(path: re.Match[str]) -> str:
    return f" (column {path[1]})"


def _rows(book: Any, name: str) -> list[tuple[int, Row]]:
    if name not in book.sheetnames:
        raise BadSheet(f"there is no sheet {name}")
    rows = book[name].iter_rows(values_only=True)
    head = [str(each or "") for each in next(rows, ())]
    found: list[tuple[int, Row]] = []
    for at, row in enumerate(rows, 2):
        if len(found) == _MOST_ROWS:
            raise BadSheet(f"sheet {name} has more than {_MOST_ROWS} rows")
        shown = {
            key: "" if each is None else str(each) for key, each in zip(head, row, strict=False)
        }
        if any(shown.values()):
            found.append((at, shown))
    return found


def _check_size(content: bytes) -> None:
    if len(content) > _MOST_BYTES:
        raise BadSheet(f"{len(content)} bytes are more than any assessment has")
    try:
        with ZipFile(BytesIO(content)) as archive:
            unpacked = sum(each.file_size for each in archive.infolist())
    except BadZipFile as error:
        raise BadSheet(f"it is no spreadsheet: {error}") from error
    if unpacked > _MOST_UNPACKED:
        raise BadSheet(f"it unpacks to {unpacked} bytes, more than any assessment has")
