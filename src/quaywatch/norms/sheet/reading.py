"""From a spreadsheet back to an assessment; hostile files are refused before they are unpacked."""

from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

import msgspec
from openpyxl import load_workbook

from quaywatch.norms.package import Package
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
    head = {row.get("what", ""): row for row in sheets[PLAN]}
    return _made(Package, PLAN, 1, lambda: _package(head, sheets))


def _package(head: Mapping[str, Row], sheets: Mapping[str, list[Row]]) -> dict[str, Any]:
    def value(name: str) -> Row:
        return {"value": head.get(name, {}).get("value", "")}

    return {
        "format": said(value("format"), "value"),
        "assessment": said(value("assessment"), "value"),
        "as_of": data(value("as_of"), "value"),
        "plan": data(value("plan"), "value"),
        "scope": data(value("scope"), "value"),
        "evidence": [_evidence(row, at) for at, row in enumerate(sheets[EVIDENCE], 2)],
        "findings": [_finding(row, at) for at, row in enumerate(sheets[FINDINGS], 2)],
    }


_TEXTS = frozenset({"id", "requirement", "note", "gap_owner", "author", "name", "digest"})


def _finding(row: Row, at: int) -> dict[str, Any]:
    found = _values(FINDINGS, row, at, FINDING_COLUMNS)
    words = {name: found.pop(name) for name in ("stated", "confirmed", "verified") if name in found}
    found.pop("statement", None)
    return {"id": found.pop("id", None), "answer": found, **words}


def _evidence(row: Row, at: int) -> dict[str, Any]:
    return _values(EVIDENCE, row, at, EVIDENCE_COLUMNS)


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


def _made(kind: type[Package], sheet: str, at: int, make: Callable[[], Any]) -> Package:
    try:
        return msgspec.convert(make(), kind, strict=False)
    except (msgspec.ValidationError, msgspec.DecodeError, ValueError) as error:
        if isinstance(error, BadSheet):
            raise
        raise BadSheet(f"sheet {sheet}, row {at}: {error}") from error


def _rows(book: Any, name: str) -> list[Row]:
    if name not in book.sheetnames:
        raise BadSheet(f"there is no sheet {name}")
    rows = book[name].iter_rows(values_only=True)
    head = [str(each or "") for each in next(rows, ())]
    found: list[Row] = []
    for row in rows:
        if len(found) == _MOST_ROWS:
            raise BadSheet(f"sheet {name} has more than {_MOST_ROWS} rows")
        shown = {
            key: "" if each is None else str(each) for key, each in zip(head, row, strict=False)
        }
        if any(shown.values()):
            found.append(shown)
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
