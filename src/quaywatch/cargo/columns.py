"""The nouns as columns: three frames that carry a batch of consignments.

Checks, profiles and the model read these frames and nothing else, for one filing as for a year.
`consignments` has one row per consignment, keyed by `row` (0, 1, 2 … in the order given);
`goods_items` and `equipment` have one row per item with the `row` of their consignment and their
own `index` (from 0). An absent value is null; an absent list is empty.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from operator import attrgetter
from types import SimpleNamespace
from typing import Any, TypeVar

import msgspec
import numpy as np
import polars as pl

from quaywatch.cargo.assessment import Subject
from quaywatch.cargo.consignment import Consignment
from quaywatch.cargo.equipment import Equipment
from quaywatch.cargo.filing import FilingHeader
from quaywatch.cargo.goods import GoodsItem
from quaywatch.cargo.party import Party, PartyRole
from quaywatch.cargo.route import Conveyance, Route

T = TypeVar("T")

FEW = 64
"""Consignments up to which going row by row costs less than setting columns up."""

INSTANT = pl.Datetime("us", "UTC")

PARTY_ROLES: tuple[PartyRole, ...] = (
    PartyRole.CONSIGNOR,
    PartyRole.CONSIGNEE,
    PartyRole.NOTIFY_PARTY,
)
"""The roles that have columns of their own, each prefixed by the role's name."""

NAMED_ROLES: tuple[PartyRole, ...] = (
    PartyRole.BUYER,
    PartyRole.SELLER,
    PartyRole.CARRIER,
    PartyRole.DECLARANT,
)
"""The roles of which name and identifier alone have columns, prefixed likewise."""

NAMED_FIELDS: tuple[str, ...] = ("name", "identifier")

PARTY_FIELDS: tuple[str, ...] = (
    "name",
    "identifier",
    "address",
    "city",
    "postcode",
    "country",
    "telephone",
    "email",
)

CONSIGNMENT_SCHEMA: dict[str, pl.DataType] = {
    "row": pl.UInt32(),
    "consignment_id": pl.String(),
    "reference": pl.String(),
    "level": pl.String(),
    "master_reference": pl.String(),
    **{f"{role}_{field}": pl.String() for role in PARTY_ROLES for field in PARTY_FIELDS},
    **{f"{role}_{field}": pl.String() for role in NAMED_ROLES for field in NAMED_FIELDS},
    "place_of_receipt": pl.String(),
    "port_of_loading": pl.String(),
    "transhipment_ports": pl.List(pl.String()),
    "port_of_discharge": pl.String(),
    "place_of_delivery": pl.String(),
    "routing_countries": pl.List(pl.String()),
    "first_entry": pl.String(),
    "vessel_name": pl.String(),
    "imo_number": pl.String(),
    "voyage": pl.String(),
    "carrier_code": pl.String(),
    "departure_at": INSTANT,
    "arrival_at": INSTANT,
    "freight_payment": pl.String(),
    "filing_format": pl.String(),
    "filing_sender": pl.String(),
    "filing_reference": pl.String(),
    "filing_function": pl.String(),
    "filing_type": pl.String(),
    "received_at": INSTANT,
}

GOODS_ITEM_SCHEMA: dict[str, pl.DataType] = {
    "row": pl.UInt32(),
    "index": pl.UInt32(),
    "description": pl.String(),
    "hs_code": pl.String(),
    "package_count": pl.Int64(),
    "package_type": pl.String(),
    "gross_mass_kg": pl.Float64(),
    "marks": pl.String(),
    "undg": pl.String(),
}

EQUIPMENT_SCHEMA: dict[str, pl.DataType] = {
    "row": pl.UInt32(),
    "index": pl.UInt32(),
    "number": pl.String(),
    "size_type": pl.String(),
    "packed_status": pl.String(),
    "seals": pl.List(pl.String()),
    "gross_mass_kg": pl.Float64(),
    "verified_gross_mass_kg": pl.Float64(),
    "temperature_c": pl.Float64(),
}


@dataclass(frozen=True, slots=True)
class Frames:
    """A batch of consignments as columns; see the module's docstring for the keys."""

    consignments: pl.DataFrame
    goods_items: pl.DataFrame
    equipment: pl.DataFrame

    def __len__(self) -> int:
        return self.consignments.height

    def alone(self, row: int) -> "Frames":
        """Return the consignment at `row` as a batch of its own."""
        if len(self) == 1:
            return self
        mine = pl.col("row") == row
        numbered = pl.lit(0, dtype=pl.UInt32).alias("row")
        return Frames(
            consignments=self.consignments.slice(row, 1).with_columns(numbered),
            goods_items=self.goods_items.filter(mine).with_columns(numbered),
            equipment=self.equipment.filter(mine).with_columns(numbered),
        )


Rows = Mapping[Subject, Sequence[Mapping[str, Any]]]
"""What one consignment declares, row by row: itself, its goods items, its containers."""


def by_row(frames: Frames) -> list[Rows]:
    """Return what each consignment of a batch declares; for a few, it costs less than columns."""
    declared: list[dict[Subject, list[Mapping[str, Any]]]] = [
        {Subject.CONSIGNMENT: [row], Subject.GOODS_ITEM: [], Subject.EQUIPMENT: []}
        for row in frames.consignments.iter_rows(named=True)
    ]
    for item in frames.goods_items.iter_rows(named=True):
        declared[int(item["row"])][Subject.GOODS_ITEM].append(item)
    for box in frames.equipment.iter_rows(named=True):
        declared[int(box["row"])][Subject.EQUIPMENT].append(box)
    return list[Rows](declared)


def to_frames(received: Iterable[tuple[FilingHeader, Consignment]]) -> Frames:
    """Lay consignments, each with the header it came under, out as columns."""
    pairs = list(received)
    consignments = [consignment for _, consignment in pairs]
    goods = [consignment.goods_items for consignment in consignments]
    equipment = [consignment.equipment for consignment in consignments]
    return Frames(
        consignments=_frame(
            CONSIGNMENT_SCHEMA,
            {"row": range(len(pairs))},
            _own(consignments),
            *(_party(role, consignments) for role in PARTY_ROLES),
            *(_party(role, consignments, NAMED_FIELDS) for role in NAMED_ROLES),
            _fields(Route, (consignment.route for consignment in consignments)),
            {"routing_countries": [consignment.route.countries for consignment in consignments]},
            _fields(Conveyance, (consignment.conveyance for consignment in consignments)),
            _header([header for header, _ in pairs]),
        ),
        goods_items=_frame(GOODS_ITEM_SCHEMA, _keys(goods), _fields(GoodsItem, _flat(goods))),
        equipment=_frame(
            EQUIPMENT_SCHEMA,
            _keys(equipment),
            _fields(Equipment, _flat(equipment)),
            {"seals": [[s.number for s in box.seals] for box in _flat(equipment)]},
        ),
    )


_Columns = Mapping[str, Sequence[Any]]


def _frame(schema: dict[str, pl.DataType], *parts: _Columns) -> pl.DataFrame:
    """Put columns together in the order of `schema`, which leaves out what it does not name."""
    by_name = {name: values for part in parts for name, values in part.items()}
    columns = {name: by_name[name] for name in schema}
    if len(columns["row"]) <= FEW:
        rows = list(zip(*columns.values(), strict=True))
        return pl.DataFrame(rows, schema=schema, orient="row", strict=False)
    return pl.DataFrame([_series(name, columns[name], schema[name]) for name in schema])


def _series(name: str, values: Sequence[Any], dtype: pl.DataType) -> pl.Series:
    if dtype == INSTANT:
        micros = [None if at is None else _microseconds(at) for at in values]
        return pl.Series(name, micros, dtype=pl.Int64).cast(INSTANT)
    if isinstance(dtype, pl.List):
        return _lists(name, values, dtype)
    return pl.Series(name, values, dtype=dtype, strict=False)


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def _microseconds(at: datetime) -> int:
    """Return microseconds since 1970; a time without zone counts as UTC, as Polars has it."""
    since = (at if at.tzinfo else at.replace(tzinfo=UTC)) - _EPOCH
    return (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds


def _lists(name: str, values: Sequence[Sequence[Any]], dtype: pl.List) -> pl.Series:
    """Build a column of lists from one flat column, a dozen times faster than value by value."""
    places = pl.Series("place", range(len(values)), dtype=pl.UInt32)
    lengths = [len(items) for items in values]
    flat = pl.Series(name, _flat(values), dtype=dtype.inner)
    filled = (
        pl.DataFrame([pl.Series("place", np.repeat(places.to_numpy(), lengths)), flat])
        .group_by("place", maintain_order=True)
        .agg(name)
    )
    joined = places.to_frame().join(filled, on="place", how="left", maintain_order="left")
    return joined[name].fill_null(pl.Series([[]], dtype=dtype))


def _flat(lists: Iterable[Iterable[T]]) -> list[T]:
    return [item for items in lists for item in items]


def _keys(lists: Sequence[Sequence[object]]) -> _Columns:
    """Return the row of the consignment and the position in it, for items of all consignments."""
    return {
        "row": [row for row, items in enumerate(lists) for _ in items],
        "index": [index for items in lists for index in range(len(items))],
    }


def _fields(noun: type[msgspec.Struct], values: Iterable[object]) -> _Columns:
    """Return every field of `noun` as a column."""
    nouns = list(values)
    return {name: list(map(attrgetter(name), nouns)) for name in noun.__struct_fields__}


def _own(consignments: Sequence[Consignment]) -> _Columns:
    return {
        "consignment_id": [consignment.id for consignment in consignments],
        "reference": [consignment.reference for consignment in consignments],
        "level": [consignment.level for consignment in consignments],
        "master_reference": [consignment.master_reference for consignment in consignments],
        "freight_payment": [consignment.freight_payment for consignment in consignments],
    }


_NOBODY = SimpleNamespace(**dict.fromkeys(Party.__struct_fields__))
"""Stands where no party has the role: every field of it is null."""


def _party(
    role: PartyRole, consignments: Sequence[Consignment], fields: Sequence[str] = PARTY_FIELDS
) -> _Columns:
    parties = [consignment.party(role) or _NOBODY for consignment in consignments]
    return {f"{role}_{field}": list(map(attrgetter(field), parties)) for field in fields}


def _header(headers: Sequence[FilingHeader]) -> _Columns:
    fields = _fields(FilingHeader, headers)
    renamed = {f"filing_{field}": values for field, values in fields.items()}
    renamed["filing_type"] = fields["filing_type"]
    return {**renamed, "received_at": fields["received_at"]}
