"""Containers that notices name, one a line: what a targeting system loads, and people sort."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC
from io import BytesIO, StringIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from quaywatch.alliance import Notice
from quaywatch.alliance.bodies import Indicator, ScanImage, Seen, Seizure
from quaywatch.cargo.identifiers import container_number

HEAD = (
    "container_number",
    "check_digit_valid",
    "why",
    "substance",
    "found_at",
    "place",
    "seals",
    "bill_of_lading",
    "consignor",
    "consignee",
    "notify_party",
    "carrier",
    "vessel_imo",
    "voyage",
    "route",
    "hs_heading",
    "origin",
    "notice",
    "version",
    "tlp",
    "purposes",
    "delete_by",
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
Row = tuple[str, ...]


def rows(notices: Iterable[Notice]) -> Iterator[Row]:
    """Yield a line for each container that each notice names; withdrawn ones name none.

    Give it the copies that the reader may have: nothing is held back here.
    """
    for notice in notices:
        for number in _containers(notice):
            yield _row(number, notice)


def as_csv(lines: Iterable[Sequence[str]]) -> bytes:
    """Return lines under their head as CSV (RFC 4180, UTF-8); no cell is a formula."""
    out = StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(HEAD)
    writer.writerows([_harmless(cell) for cell in line] for line in lines)
    return out.getvalue().encode()


def as_workbook(lines: Iterable[Sequence[str]]) -> bytes:
    """Return lines under their head as a spreadsheet whose cells are all text."""
    book = Workbook(write_only=True)
    book.properties.creator = "Quaywatch"
    sheet = book.create_sheet("containers")
    sheet.freeze_panes = "A2"
    sheet.append(HEAD)
    for line in lines:
        sheet.append([_text(sheet, cell) for cell in line])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _containers(notice: Notice) -> tuple[str, ...]:
    match notice.body:
        case Seizure(containers=numbers):
            return numbers
        case ScanImage(container=number):
            return (number,)
        case Indicator() as body:
            every = ((body.what, body.value), *body.together)
            return tuple(value for what, value in every if what is Seen.CONTAINER)
        case _:
            return ()


def _row(number: str, notice: Notice) -> Row:
    body = notice.body if isinstance(notice.body, Seizure) else None
    read = container_number.parse(number)
    said = (
        (
            body.substance,
            body.found_at.astimezone(UTC).isoformat(timespec="seconds"),
            body.at,
            " ".join(body.seals),
            body.consignment,
            body.consignor,
            body.consignee,
            body.notify_party,
            body.carrier,
            body.vessel_imo,
            body.voyage,
            ">".join(body.route),
            body.heading,
        )
        if body is not None
        else ("",) * 13
    )
    handling = notice.handling
    return (
        read.canonical or number,
        "yes" if read.valid else "no",
        notice.kind,
        *said,
        notice.origin,
        notice.reference,
        str(notice.version),
        handling.tlp.value,
        " ".join(sorted(handling.purposes)),
        handling.retain_until.isoformat(),
    )


def _harmless(cell: str) -> str:
    """Return a text that no spreadsheet takes for a formula (OWASP, CSV injection)."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _text(sheet: Any, value: str) -> Any:
    cell: Any = WriteOnlyCell(
        sheet, value="".join(c for c in value if c.isprintable() or c == "\n")
    )
    cell.data_type = "s"
    return cell
