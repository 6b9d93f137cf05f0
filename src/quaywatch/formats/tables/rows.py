"""From rows to consignments: rows of one bill, near each other, form one consignment."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import TypeVar

import msgspec

from quaywatch.cargo.consignment import BillLevel, Consignment, FreightPayment
from quaywatch.cargo.equipment import Equipment, PackedStatus, Seal
from quaywatch.cargo.filing import Filing, FilingFunction, FilingHeader
from quaywatch.cargo.goods import GoodsItem
from quaywatch.cargo.party import Party, PartyRole
from quaywatch.cargo.route import Conveyance, Route
from quaywatch.formats.tables import cells
from quaywatch.formats.tables.cells import CellError, written
from quaywatch.formats.tables.fields import PARTIES
from quaywatch.formats.tables.mapping import Mapping

Word = TypeVar("Word", bound=StrEnum)


class Row:
    """One row, its cells found by our names."""

    def __init__(self, values: Sequence[object], places: dict[str, int], mapping: Mapping) -> None:
        self._values = values
        self._places = places
        self.mapping = mapping

    def get(self, name: str) -> object:
        """Return a cell, None without such a column."""
        place = self._places.get(name)
        return None if place is None else self._values[place]

    def text(self, name: str) -> str | None:
        """Return a cell as text."""
        return written(self.get(name))

    def word(self, name: str, kind: type[Word]) -> Word | None:
        """Return a cell as one of our words; raises CellError for any other."""
        said = self.text(name)
        try:
            return None if said is None else kind(said.lower())
        except ValueError as error:
            raise CellError(f"{name}: {said!r} is none of {', '.join(kind)}") from error

    def instant(self, name: str) -> datetime | None:
        """Return a cell as an instant."""
        return cells.instant(name, self.get(name), self.mapping)

    def mass(self, name: str) -> float | None:
        """Return a cell as kilograms."""
        return cells.mass(name, self.get(name), self.mapping)


def reference(row: Row) -> str:
    """Return the row's bill of lading number; raises CellError when there is none."""
    said = row.text("reference")
    if said is None:
        raise CellError("reference: no bill of lading number")
    return said


def header(row: Row, received_at: datetime | None) -> FilingHeader:
    """Return the filing that a row says it belongs to."""
    return FilingHeader(
        format="table",
        sender=row.text("filing_sender") or "",
        reference=row.text("filing_reference") or "",
        function=row.word("filing_function", FilingFunction) or FilingFunction.ORIGINAL,
        received_at=received_at,
    )


def consignment(row: Row) -> Consignment:
    """Return what a row says of its consignment as a whole, its line included."""
    line = goods(row, 1)
    box = equipment(row)
    return Consignment(
        reference=reference(row),
        level=row.word("level", BillLevel) or BillLevel.MASTER,
        master_reference=row.text("master_reference"),
        parties=_parties(row),
        goods_items=() if line is None else (line,),
        equipment=() if box is None else (box,),
        route=_route(row),
        conveyance=_conveyance(row),
        freight_payment=row.word("freight_payment", FreightPayment),
    )


def goods(row: Row, sequence: int) -> GoodsItem | None:
    """Return a row's goods line, None when it has none."""
    number = row.text("equipment_number")
    line = GoodsItem(
        sequence=sequence,
        description=row.text("description") or "",
        hs_code=row.text("hs_code"),
        package_count=cells.count("package_count", row.get("package_count")),
        package_type=row.text("package_type"),
        gross_mass_kg=row.mass("gross_mass_kg"),
        marks=row.text("marks"),
        undg=row.text("undg"),
        equipment_numbers=() if number is None else (number,),
    )
    empty = GoodsItem(sequence=sequence, equipment_numbers=line.equipment_numbers)
    return None if line == empty else line


def equipment(row: Row) -> Equipment | None:
    """Return a row's container, None when it has none."""
    number = row.text("equipment_number")
    if number is None:
        return None
    return Equipment(
        number=number,
        size_type=row.text("size_type"),
        packed_status=row.word("packed_status", PackedStatus),
        seals=tuple(Seal(number=s) for s in cells.several(row.get("seals"), row.mapping)),
        gross_mass_kg=row.mass("equipment_gross_mass_kg"),
        verified_gross_mass_kg=row.mass("verified_gross_mass_kg"),
        temperature_c=cells.decimal("temperature_c", row.get("temperature_c")),
    )


def _parties(row: Row) -> tuple[Party, ...]:
    said: dict[PartyRole, dict[str, str]] = {}
    for column, (role, field) in PARTIES.items():
        value = row.text(column)
        if value is not None:
            said.setdefault(role, {})[field] = value
    return tuple(Party(role=role, **values) for role, values in said.items())


def _route(row: Row) -> Route:
    return Route(
        place_of_receipt=row.text("place_of_receipt"),
        port_of_loading=row.text("port_of_loading"),
        transhipment_ports=cells.several(row.get("transhipment_ports"), row.mapping),
        port_of_discharge=row.text("port_of_discharge"),
        place_of_delivery=row.text("place_of_delivery"),
    )


def _conveyance(row: Row) -> Conveyance:
    return Conveyance(
        vessel_name=row.text("vessel_name"),
        imo_number=row.text("imo_number"),
        voyage=row.text("voyage"),
        carrier_code=row.text("carrier_code"),
        departure_at=row.instant("departure_at"),
        arrival_at=row.instant("arrival_at"),
    )


class Batch:
    """Consignments of rows that came together, on their way to filings."""

    def __init__(self, received_at: datetime | None) -> None:
        self._received_at = received_at
        self._bills: dict[tuple[FilingHeader, str], _Bill] = {}
        self.rows = 0

    def __len__(self) -> int:
        return len(self._bills)

    def add(self, row: Row, span: tuple[int, int]) -> None:
        """Take a row; raises CellError, and takes nothing, when a cell makes no sense."""
        key = (header(row, self._received_at), reference(row))
        known = self._bills.get(key)
        if known is None:
            self._bills[key] = _Bill(consignment(row), span)
        else:
            known.add(row, span)
        self.rows += 1

    def filings(self) -> list[tuple[Filing, tuple[tuple[int, int], ...]]]:
        """Return one filing a header, with the span of bytes of each consignment."""
        found: dict[FilingHeader, list[_Bill]] = {}
        for (head, _), bill in self._bills.items():
            found.setdefault(head, []).append(bill)
        return [
            (
                Filing(header=head, consignments=tuple(bill.consignment() for bill in bills)),
                tuple(bill.span for bill in bills),
            )
            for head, bills in found.items()
        ]


class _Bill:
    def __init__(self, first: Consignment, span: tuple[int, int]) -> None:
        self._first = first
        self._goods = list(first.goods_items)
        self._boxes = {box.number: box for box in first.equipment}
        self.span = span

    def add(self, row: Row, span: tuple[int, int]) -> None:
        line, box = goods(row, len(self._goods) + 1), equipment(row)
        if line is not None:
            self._goods.append(line)
        if box is not None:
            self._boxes.setdefault(box.number, box)
        self.span = (self.span[0], span[1])

    def consignment(self) -> Consignment:
        goods_items, boxes = tuple(self._goods), tuple(self._boxes.values())
        return msgspec.structs.replace(self._first, goods_items=goods_items, equipment=boxes)
