from datetime import UTC, datetime, timedelta

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quaywatch.cargo import (
    Consignment,
    Conveyance,
    Equipment,
    FilingHeader,
    GoodsItem,
    Party,
    PartyRole,
    Route,
    Seal,
    to_frames,
)
from quaywatch.cargo.columns import CONSIGNMENT_SCHEMA, EQUIPMENT_SCHEMA, GOODS_ITEM_SCHEMA

TEXT = st.one_of(st.none(), st.text(max_size=6))
INSTANTS = st.one_of(
    st.none(),
    st.timedeltas(timedelta(days=-30_000), timedelta(days=60_000)).map(
        lambda since: datetime(1990, 1, 1, tzinfo=UTC) + since
    ),
)
PARTIES = st.builds(
    Party, role=st.sampled_from(list(PartyRole)), name=st.text(max_size=5), city=TEXT, country=TEXT
)
GOODS = st.builds(
    GoodsItem,
    sequence=st.integers(1, 9),
    description=st.text(max_size=9),
    hs_code=TEXT,
    package_count=st.one_of(st.none(), st.integers(-1, 2**40)),
    gross_mass_kg=st.one_of(st.none(), st.floats(0, 1e9)),
)
BOXES = st.builds(
    Equipment,
    number=st.text(max_size=11),
    size_type=TEXT,
    seals=st.lists(st.builds(Seal, number=st.text(max_size=5)), max_size=3).map(tuple),
    temperature_c=st.one_of(st.none(), st.floats(-60, 60)),
)
CONSIGNMENTS = st.builds(
    Consignment,
    reference=st.text(max_size=6),
    master_reference=TEXT,
    parties=st.lists(PARTIES, max_size=4).map(tuple),
    goods_items=st.lists(GOODS, max_size=3).map(tuple),
    equipment=st.lists(BOXES, max_size=3).map(tuple),
    route=st.builds(
        Route,
        port_of_loading=TEXT,
        transhipment_ports=st.lists(st.text(max_size=5), max_size=3).map(tuple),
        countries=st.lists(st.text(max_size=2), max_size=3).map(tuple),
    ),
    conveyance=st.builds(Conveyance, voyage=TEXT, departure_at=INSTANTS, arrival_at=INSTANTS),
)
HEADER = FilingHeader(
    format="native",
    sender="SIM",
    received_at=datetime(2026, 1, 2, tzinfo=UTC),
    filing_type="F11",
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(CONSIGNMENTS, max_size=4))
def test_every_declared_value_stands_in_its_column(consignments: list[Consignment]) -> None:
    frames = to_frames((HEADER, consignment) for consignment in consignments)
    assert frames.consignments.schema == pl.Schema(CONSIGNMENT_SCHEMA)
    assert frames.goods_items.schema == pl.Schema(GOODS_ITEM_SCHEMA)
    assert frames.equipment.schema == pl.Schema(EQUIPMENT_SCHEMA)
    for row, consignment in enumerate(consignments):
        shown = frames.consignments.row(row, named=True)
        consignor = consignment.party(PartyRole.CONSIGNOR)
        assert shown["row"] == row
        assert shown["consignment_id"] == consignment.id
        assert shown["consignor_name"] == (None if consignor is None else consignor.name)
        buyer = consignment.party(PartyRole.BUYER)
        assert shown["buyer_name"] == (None if buyer is None else buyer.name)
        assert shown["routing_countries"] == list(consignment.route.countries)
        assert shown["filing_type"] == "F11"
        assert shown["transhipment_ports"] == list(consignment.route.transhipment_ports)
        assert shown["departure_at"] == consignment.conveyance.departure_at
        assert shown["filing_sender"] == "SIM"
        boxes = frames.equipment.filter(pl.col("row") == row).sort("index").rows(named=True)
        assert [box["number"] for box in boxes] == [box.number for box in consignment.equipment]
        assert [box["seals"] for box in boxes] == [
            [seal.number for seal in box.seals] for box in consignment.equipment
        ]
        goods = frames.goods_items.filter(pl.col("row") == row).sort("index").rows(named=True)
        assert [item["package_count"] for item in goods] == [
            item.package_count for item in consignment.goods_items
        ]


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(CONSIGNMENTS, min_size=1, max_size=5))
def test_a_long_batch_is_laid_out_as_its_pieces_are(consignments: list[Consignment]) -> None:
    pairs = [(HEADER, consignment) for consignment in consignments]
    piece, whole = to_frames(pairs), to_frames(pairs * 80)
    for name in ("consignments", "goods_items", "equipment"):
        expected, long = getattr(piece, name), getattr(whole, name)
        assert long.head(expected.height).equals(expected)
        again = long.tail(expected.height).drop("row")
        assert again.equals(expected.drop("row"))


@pytest.mark.parametrize("times", [1, 100])
def test_the_first_party_of_a_role_is_shown(times: int) -> None:
    parties = (
        Party(role=PartyRole.CONSIGNEE, name="first"),
        Party(role=PartyRole.CONSIGNEE, name="second"),
    )
    frames = to_frames([(HEADER, Consignment(reference="1", parties=parties))] * times)
    assert frames.consignments["consignee_name"].to_list() == ["first"] * times
    assert frames.consignments["consignor_name"].to_list() == [None] * times


def test_nothing_declared_gives_empty_frames_of_the_right_shape() -> None:
    frames = to_frames([])
    assert len(frames) == 0
    assert frames.equipment.schema == pl.Schema(EQUIPMENT_SCHEMA)
