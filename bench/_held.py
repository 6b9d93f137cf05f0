"""A node that holds many open consignments: taken in once by the product itself, then copied."""

import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import msgspec

from bench._goes import Goes
from quaywatch.cargo import (
    Consignment,
    Conveyance,
    Equipment,
    Filing,
    FilingFunction,
    FilingHeader,
    GoodsItem,
    Party,
    PartyRole,
    Route,
)
from quaywatch.cargo.equipment import Seal
from quaywatch.formats import native
from quaywatch.node import Node
from quaywatch.node.boxes import box_id

_TOGETHER = 2000
_COMES_IN, _KEPT_FOR = timedelta(days=30), timedelta(days=20)
_SOURCE = Path(__file__).parents[1] / "src" / "quaywatch"
_MEASURED = (
    *(_SOURCE / name for name in ("cargo", "checks", "rules", "history", "risk", "ledger")),
    _SOURCE / "node" / "schema.py",
    Path(__file__),
)


class _Made(msgspec.Struct):
    on: date = date.min


def consignment(prefix: str, number: int, on: date) -> Consignment:
    """Return one bill of lading; those of one number name the same consignee at every node."""
    firm = f"IMPORT {number:07d} FRUIT"
    return Consignment(
        reference=f"{prefix}{number:07d}",
        parties=(
            Party(role=PartyRole.CONSIGNOR, name=f"{prefix} EXPORT {number % 50_000} SA"),
            Party(
                role=PartyRole.CONSIGNEE, name=firm, telephone=f"+31 2{number:08d}", country="NL"
            ),
        ),
        goods_items=(GoodsItem(sequence=1, description="FRESH BANANAS", hs_code="080390"),),
        equipment=(
            Equipment(
                number=f"{prefix}U{number:07d}",
                size_type="45R1",
                seals=(Seal(number=f"{prefix}{number:07d}"),),
            ),
        ),
        route=Route(port_of_loading="ECGYE", port_of_discharge="NLRTM"),
        conveyance=Conveyance(
            vessel_name=f"SHIP {number % 500}",
            voyage=f"{number % 500}N",
            carrier_code="TSTL",
            arrival_at=datetime.combine(on, datetime.min.time(), UTC) + _COMES_IN,
        ),
    )


def box_of(prefix: str, number: int) -> str:
    """Return the name of the box of a consignment."""
    made = consignment(prefix, number, date.max - _COMES_IN)
    return box_id(made.id, made.equipment[0].number)


def filings(prefix: str, count: int, on: date, first: int = 0) -> Iterator[bytes]:
    """Yield messages that together declare `count` consignments, from that of `first` on."""
    for start in range(first // _TOGETHER * _TOGETHER, count, _TOGETHER):
        some = range(start, min(start + _TOGETHER, count))
        header = FilingHeader(
            format="native",
            sender="TSTL",
            reference=f"M{start}",
            function=FilingFunction.ORIGINAL,
        )
        made = tuple(consignment(prefix, number, on) for number in some)
        yield native.write([Filing(header=header, consignments=made)])


def held(prefix: str, count: int, seconds: float | None) -> Path:
    """Return the file of a node that holds `count` consignments, made where there is none.

    It is made by taking in messages; what an earlier go took in is not taken in again. After 20
    days it is made anew: its boxes have to be on their way. Raises TimeIsUp.
    """
    goes = Goes("held", _MEASURED, seconds)
    today = datetime.now(UTC).date()
    made = goes.kept(f"{prefix}-{count}", _Made)
    file = goes.folder / f"{prefix}-{count}.sqlite"
    if made.on < today - _KEPT_FOR:
        for part in goes.folder.glob(f"{file.name}*"):
            part.unlink()
        made = _Made(on=today)
        goes.keep(f"{prefix}-{count}", made)
    with Node.open(file) as node:
        for message in filings(prefix, count, made.on, first=node.worklist().total):
            goes.look()
            node.intake(message)
    return file


def copied(file: Path, to: Path) -> None:
    """Copy a node that nobody has open; its key stays, so that the copy gets its own."""
    shutil.copyfile(file, to)
