"""The world as a whole: the same seed gives the same bytes, and batches keep their contracts."""

import msgspec
import polars as pl
import pytest

from quaywatch.cargo import to_frames
from quaywatch.cargo.columns import CONSIGNMENT_SCHEMA, EQUIPMENT_SCHEMA, GOODS_ITEM_SCHEMA
from quaywatch.world import Batch, Config, World, demo_days, live_day, simulate, to_filings
from quaywatch.world.enforcement import OUTCOME_SCHEMA
from quaywatch.world.movements import MOVEMENT_SCHEMA
from quaywatch.world.worlds import TRUTH_SCHEMA


def _tables(batch: Batch) -> dict[str, pl.DataFrame]:
    return {
        "consignments": batch.frames.consignments,
        "goods_items": batch.frames.goods_items,
        "equipment": batch.frames.equipment,
        "movements": batch.movements,
        "outcomes": batch.outcomes,
        "truth": batch.truth,
    }


def test_the_same_configuration_gives_the_same_world(world: World) -> None:
    again = _tables(simulate(world.config).month(1))
    for name, table in _tables(world.month(1)).items():
        assert table.equals(again[name]), name


def test_months_do_not_depend_on_the_order_in_which_they_are_made(world: World) -> None:
    backwards = [world.month(n) for n in reversed(range(world.config.months))]
    for one, other in zip(world, reversed(backwards), strict=True):
        assert one.month == other.month
        for name, table in _tables(one).items():
            assert table.equals(_tables(other)[name]), name


def test_another_seed_gives_another_world(world: World) -> None:
    other = simulate(msgspec.structs.replace(world.config, seed=6)).month(0)
    assert not other.frames.consignments.equals(world.month(0).frames.consignments)


def test_columns_are_those_of_the_cargo_frames(batch: Batch) -> None:
    schemas = (
        CONSIGNMENT_SCHEMA,
        GOODS_ITEM_SCHEMA,
        EQUIPMENT_SCHEMA,
        MOVEMENT_SCHEMA,
        OUTCOME_SCHEMA,
        TRUTH_SCHEMA,
    )
    for schema, table in zip(schemas, _tables(batch).values(), strict=True):
        assert dict(table.schema) == schema


def test_every_consignment_has_goods_and_containers(batch: Batch) -> None:
    rows = batch.frames.consignments["row"]
    assert rows.to_list() == list(range(len(rows)))
    for items in (batch.frames.goods_items, batch.frames.equipment):
        assert items["row"].unique().sort().equals(rows.rename("row"))
        counted = items.group_by("row").agg(
            first=pl.col("index").min(), last=pl.col("index").max(), count=pl.len()
        )
        assert counted.filter(
            (pl.col("first") != 0) | (pl.col("last") + 1 != pl.col("count"))
        ).is_empty()


def test_bills_and_manifests_are_named_once(batch: Batch) -> None:
    papers = batch.frames.consignments
    assert papers["consignment_id"].is_unique().all()
    of_manifest = ["filing_sender", "received_at", "voyage", "vessel_name", "port_of_loading"]
    spread = papers.group_by("filing_reference").agg(pl.col(of_manifest).n_unique())
    assert spread.select(pl.max_horizontal(of_manifest).max()).item() == 1


def test_filings_give_the_same_frames_back(world: World) -> None:
    frames = world.month(0).frames
    filings = list(to_filings(frames))
    back = to_frames((f.header, c) for f in filings for c in f.consignments)

    def by_consignment(table: pl.DataFrame, papers: pl.DataFrame) -> pl.DataFrame:
        named = table.join(papers.select("row", "consignment_id"), on="row")
        return named.drop("row").sort("consignment_id", "index")

    one, other = (f.consignments.drop("row").sort("consignment_id") for f in (frames, back))
    assert one.equals(other)
    for name in ("goods_items", "equipment"):
        assert by_consignment(getattr(frames, name), frames.consignments).equals(
            by_consignment(getattr(back, name), back.consignments)
        )


def test_everything_filed_is_marked_as_simulated(batch: Batch) -> None:
    papers = batch.frames.consignments
    assert papers["filing_sender"].str.starts_with("SIM").all()
    assert papers["filing_reference"].str.starts_with("SIM").all()


def test_days_hold_what_was_known_and_nothing_later(world: World, batch: Batch) -> None:
    days = list(demo_days(world))
    assert days[-1].day == live_day(world.config)
    for day in days:
        for table, column in (
            (day.frames.consignments, "received_at"),
            (day.movements, "known_at"),
            (day.outcomes, "at"),
        ):
            assert (table[column].dt.date() == day.day).all()
    by_then = batch.frames.consignments.filter(pl.col("received_at").dt.date() <= days[-1].day)
    assert sum(len(day.frames) for day in days) == by_then.height


def test_a_port_without_trade_is_refused() -> None:
    with pytest.raises(ValueError, match="XXXXX"):
        simulate(Config(port="XXXXX"))
