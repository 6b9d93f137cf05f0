"""Frames back to messages: one manifest for each call, port of loading and time of filing."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

import polars as pl

from quaywatch.cargo import (
    BillLevel,
    Consignment,
    Conveyance,
    Equipment,
    Filing,
    FilingFunction,
    FilingHeader,
    Frames,
    FreightPayment,
    GoodsItem,
    PackedStatus,
    Party,
    Route,
    Seal,
)
from quaywatch.cargo.columns import PARTY_FIELDS, PARTY_ROLES

_Row = Mapping[str, Any]
_T = TypeVar("_T")


def to_filings(frames: Frames, *, format: str = "native") -> Iterator[Filing]:  # noqa: A002 - the header's own word
    """Yield one filing a `filing_reference`, in order of receipt; `format` goes on the header.

    The inverse of `cargo.to_frames` up to the order of rows.
    """
    goods = _by_row(frames.goods_items.sort("row", "index"))
    equipment = _by_row(frames.equipment.sort("row", "index"))
    ordered = frames.consignments.sort("received_at", "filing_reference", "row")
    for _, part in ordered.group_by("filing_reference", maintain_order=True):
        rows = part.to_dicts()
        yield Filing(
            header=_header(rows[0], format),
            consignments=tuple(
                _consignment(row, goods[row["row"]], equipment[row["row"]]) for row in rows
            ),
        )


def _by_row(frame: pl.DataFrame) -> defaultdict[int, list[_Row]]:
    found: defaultdict[int, list[_Row]] = defaultdict(list)
    for item in frame.iter_rows(named=True):
        found[item["row"]].append(item)
    return found


def _header(row: _Row, form: str) -> FilingHeader:
    return FilingHeader(
        format=form,
        sender=row["filing_sender"],
        reference=row["filing_reference"],
        function=FilingFunction(row["filing_function"]),
        received_at=row["received_at"],
        filing_type=row["filing_type"],
    )


def _consignment(row: _Row, goods: list[_Row], equipment: list[_Row]) -> Consignment:
    return Consignment(
        reference=row["reference"],
        level=BillLevel(row["level"]),
        master_reference=row["master_reference"],
        parties=tuple(_parties(row)),
        goods_items=tuple(_goods_item(item) for item in goods),
        equipment=tuple(_equipment(item) for item in equipment),
        route=Route(
            place_of_receipt=row["place_of_receipt"],
            port_of_loading=row["port_of_loading"],
            transhipment_ports=tuple(row["transhipment_ports"]),
            port_of_discharge=row["port_of_discharge"],
            place_of_delivery=row["place_of_delivery"],
            countries=tuple(row["routing_countries"]),
            first_entry=row["first_entry"],
        ),
        conveyance=Conveyance(
            vessel_name=row["vessel_name"],
            imo_number=row["imo_number"],
            voyage=row["voyage"],
            carrier_code=row["carrier_code"],
            departure_at=row["departure_at"],
            arrival_at=row["arrival_at"],
        ),
        freight_payment=_maybe(FreightPayment, row["freight_payment"]),
    )


def _maybe(kind: type[_T], value: str | None) -> _T | None:
    return None if value is None else kind(value)  # pyright: ignore[reportCallIssue]


def _parties(row: _Row) -> Iterator[Party]:
    for role in PARTY_ROLES:
        fields = {field: row[f"{role}_{field}"] for field in PARTY_FIELDS}
        if any(value is not None for value in fields.values()):
            yield Party(role=role, **(fields | {"name": fields["name"] or ""}))


def _goods_item(item: _Row) -> GoodsItem:
    return GoodsItem(
        sequence=item["index"] + 1,
        description=item["description"],
        hs_code=item["hs_code"],
        package_count=item["package_count"],
        package_type=item["package_type"],
        gross_mass_kg=item["gross_mass_kg"],
        marks=item["marks"],
        undg=item["undg"],
    )


def _equipment(item: _Row) -> Equipment:
    return Equipment(
        number=item["number"],
        size_type=item["size_type"],
        packed_status=_maybe(PackedStatus, item["packed_status"]),
        seals=tuple(Seal(number=number) for number in item["seals"]),
        gross_mass_kg=item["gross_mass_kg"],
        verified_gross_mass_kg=item["verified_gross_mass_kg"],
        temperature_c=item["temperature_c"],
    )
