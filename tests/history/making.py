"""Small trades: filings and outcomes of a handful of parties, at instants that often coincide."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import polars as pl

from quaywatch.cargo import (
    Consignment,
    Conveyance,
    Equipment,
    FilingFunction,
    FilingHeader,
    Frames,
    GoodsItem,
    Party,
    PartyRole,
    Route,
    to_frames,
)
from quaywatch.history.encoding import OUTCOMES

START = datetime(2026, 3, 1, tzinfo=UTC)
Outcome = tuple[int, bool, float]
"""Row of the consignment, whether something was found, and the day on which that was known."""


def day(number: float) -> datetime:
    return START + timedelta(days=number)


def bill(
    consignee: str = "Kaai Fruit NV",
    consignor: str = "Frutas Sim SA",
    *,
    container: str = "CSQU3054383",
    loading: str = "ECGYE",
    hs_code: str | None = "080390",
    mass: float | None = 20_000.0,
    packages: int | None = 1_000,
    telephone: str | None = "+32 3 123 45 67",
    address: str | None = "Kaai 12",
    reference: str = "B1",
    via: tuple[str, ...] = (),
    receipt: str | None = None,
) -> Consignment:
    return Consignment(
        reference=reference,
        parties=(
            Party(role=PartyRole.CONSIGNOR, name=consignor, country="EC"),
            Party(
                role=PartyRole.CONSIGNEE,
                name=consignee,
                telephone=telephone,
                address=address,
                city="Antwerpen",
            ),
            Party(role=PartyRole.NOTIFY_PARTY, name="Sim Forwarding BV"),
        ),
        goods_items=(
            GoodsItem(sequence=1, hs_code=hs_code, gross_mass_kg=mass, package_count=packages),
        ),
        equipment=(Equipment(number=container),),
        route=Route(
            place_of_receipt=receipt,
            port_of_loading=loading,
            transhipment_ports=via,
            port_of_discharge="BEANR",
        ),
        conveyance=Conveyance(vessel_name="SIM VESSEL", imo_number="9074729", carrier_code="SIMA"),
    )


def header(number: float, function: FilingFunction = FilingFunction.ORIGINAL) -> FilingHeader:
    return FilingHeader(format="native", received_at=day(number), function=function)


def filed(*said: tuple[float, Consignment]) -> Frames:
    return to_frames((header(number), consignment) for number, consignment in said)


def outcomes(*known: Outcome) -> pl.DataFrame:
    rows = [(row, found, day(number)) for row, found, number in known]
    return pl.DataFrame(rows, schema=OUTCOMES, orient="row")


def one(values: pl.DataFrame, name: str, row: int = -1) -> float | None:
    return values[name][row]


def rows_of(frames: Frames, places: Sequence[int]) -> Frames:
    """The consignments at `places`, in that order."""
    new = {old: number for number, old in enumerate(places)}

    def kept(frame: pl.DataFrame) -> pl.DataFrame:
        mine = frame.filter(pl.col("row").is_in(list(new)))
        renumbered = pl.col("row").replace_strict(new, return_dtype=pl.UInt32)
        return mine.with_columns(renumbered).sort("row", maintain_order=True)

    return Frames(kept(frames.consignments), kept(frames.goods_items), kept(frames.equipment))
