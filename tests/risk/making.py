"""Consignments to assess, random ones and planted ones."""

from datetime import UTC, datetime

import polars as pl
from hypothesis import strategies as st

from quaywatch.cargo import (
    Consignment,
    Conveyance,
    Equipment,
    FilingHeader,
    Frames,
    FreightPayment,
    GoodsItem,
    PackedStatus,
    Party,
    PartyRole,
    Route,
    Seal,
    to_frames,
)

HEADER = FilingHeader(format="native", received_at=datetime(2026, 5, 4, tzinfo=UTC))

PORTS = ["ECGYE", "COCTG", "CNSHA", "USNYC", "", None]
NAMES = ["SIM Fruit NV", "SIM Agents BV", "TO ORDER", ""]

parties = st.builds(
    Party,
    role=st.sampled_from([PartyRole.CONSIGNOR, PartyRole.CONSIGNEE, PartyRole.NOTIFY_PARTY]),
    name=st.sampled_from(NAMES),
    country=st.sampled_from(["BE", "EC", None]),
)
goods = st.builds(
    GoodsItem,
    sequence=st.just(1),
    description=st.sampled_from(["BANANAS", "GENERAL CARGO", "STEEL", ""]),
    hs_code=st.sampled_from(["080390", "720851", "44", "9", None]),
    gross_mass_kg=st.sampled_from([0.1, 21000.0, None]),
)
boxes = st.builds(
    Equipment,
    number=st.sampled_from(["SIMU1234567", "SIMU0000001"]),
    size_type=st.sampled_from(["45R1", "22G1", None]),
    packed_status=st.sampled_from([*PackedStatus, None]),
    seals=st.sampled_from([(), (Seal(number="SL1"),)]),
)
consignments = st.builds(
    Consignment,
    reference=st.from_regex("SIM[0-9]{1,6}", fullmatch=True),
    parties=st.lists(parties, max_size=3).map(tuple),
    goods_items=st.lists(goods, max_size=3).map(tuple),
    equipment=st.lists(boxes, max_size=2).map(tuple),
    route=st.builds(Route, port_of_loading=st.sampled_from(PORTS)),
    conveyance=st.builds(Conveyance, carrier_code=st.sampled_from(["SIMA", "SIMB", None])),
    freight_payment=st.sampled_from([*FreightPayment, None]),
)


def frames(several: list[Consignment]) -> Frames:
    return to_frames((HEADER, each) for each in several)


def plain(number: int, port: str = "USNYC", hs_code: str = "950300") -> Consignment:
    return Consignment(
        reference=f"SIM{number}",
        route=Route(port_of_loading=port),
        goods_items=(GoodsItem(sequence=1, description="TOYS", hs_code=hs_code),),
    )


def outcomes(rows: list[tuple[int, bool, float]]) -> pl.DataFrame:
    schema = {"row": pl.UInt32(), "found": pl.Boolean(), "selection_probability": pl.Float64()}
    return pl.DataFrame(rows, schema=schema, orient="row")
