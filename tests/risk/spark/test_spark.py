"""Dealt out to any number of machines, consignments are judged as they are in one process."""

import pickle
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quaywatch.cargo import Consignment, Conveyance, Equipment, Frames, Seal
from quaywatch.cargo.nested import nested
from quaywatch.history import features
from quaywatch.risk import Model, assess
from quaywatch.risk.learned import Learned
from quaywatch.risk.spark.assessing import assess_part, parts_of
from quaywatch.risk.spark.shipped import Shipped
from quaywatch.risk.told import told
from tests.history.making import outcomes
from tests.risk.lessons import book, filed, learned
from tests.risk.making import consignments, frames

pytest.importorskip("pyarrow")

SHIPS = st.builds(
    Conveyance,
    vessel_name=st.sampled_from(["SIM ONE", "SIM TWO", None]),
    voyage=st.sampled_from(["1N", "2N", " ", None]),
)
BOXES = st.builds(
    Equipment,
    number=st.sampled_from(["CSQU3054383", "SIMU1234567", "SIMU0000001", "SIMU0000022"]),
    seals=st.just((Seal(number="EC4471023"),)),
)
BATCHES = st.lists(
    st.builds(
        lambda consignment, ship, boxes: msgspec.structs.replace(
            consignment, conveyance=ship, equipment=tuple(boxes)
        ),
        consignments,
        SHIPS,
        st.lists(BOXES, max_size=4),
    ),
    min_size=1,
    max_size=12,
)


@cache
def declared() -> Shipped:
    return Shipped.of(book(), Model.default().dump(), Model.read)


def numbered(batch: Frames) -> pl.DataFrame:
    return nested(batch).insert_column(0, pl.Series("filing", range(len(batch)), dtype=pl.Int64))


def dealt(rows: pl.DataFrame, shipped: Shipped, parts: int) -> pl.DataFrame:
    """What the parts say, each judged by itself."""
    part = parts_of(rows, parts)
    told_by = [
        pl.DataFrame(assess_part(shipped, rows.filter(part == number).to_arrow()))
        for number in part.unique()
    ]
    return pl.concat(told_by).sort("filing").drop("filing")


@settings(max_examples=40)
@given(BATCHES, st.integers(1, 9))
def test_voyages_dealt_to_any_number_of_parts_are_judged_alike(
    several: list[Consignment], parts: int
) -> None:
    batch = frames(several)
    whole = told(assess(batch, model=Model.default(), rulebook=book()))
    assert dealt(numbered(batch), declared(), parts).equals(whole)


def test_a_container_under_two_bills_of_a_voyage_is_seen_wherever_the_bills_were_filed() -> None:
    ship = Conveyance(vessel_name="SIM ONE", voyage="1N")
    twice = [
        Consignment(reference=f"SIM{n}", conveyance=ship, equipment=(Equipment(number=number),))
        for n, number in enumerate(["CSQU3054383", "SIMU1234567", "CSQU3054383"])
    ]
    found = dealt(numbered(frames(twice)), declared(), 64)
    codes = [{each["code"] for each in row} for row in found["findings"]]
    assert ["container-duplicate" in row for row in codes] == [True, False, True]


def test_what_is_shipped_arrives_as_it_was_and_is_made_once() -> None:
    shipped = Shipped.of(book(), learned().dump(), Learned.load)
    arrived = pickle.loads(pickle.dumps(shipped))
    model, rulebook = arrived.unpacked()
    assert (model.version, rulebook.version) == (learned().version, book().version)
    assert arrived.unpacked()[0] is model


def test_a_machine_with_other_checks_refuses_to_judge() -> None:
    other = Shipped(book().dump(), Model.default().dump(), Model.read, checks="0" * 16)
    with pytest.raises(RuntimeError, match="same version of quaywatch"):
        other.unpacked()


def test_from_filings_in_files_to_assessments_spark_says_what_one_process_says(
    spark: Any, tmp_path: Path
) -> None:
    from quaywatch.history.spark import events_on_spark, features_on_spark
    from quaywatch.risk.spark import assess_on_spark

    batch = filed(150, seed=4)
    known = outcomes(*((row, row % 3 == 0, row / 48 - 50) for row in range(0, 150, 5)))
    numbered(batch).write_parquet(tmp_path / "filings.parquet")
    known.rename({"row": "filing"}).cast({"filing": pl.Int64}).write_parquet(
        tmp_path / "outcomes.parquet"
    )
    filings, learned_of = (
        spark.read.parquet(str(tmp_path / f"{name}.parquet")) for name in ("filings", "outcomes")
    )
    past = features_on_spark(events_on_spark(filings, learned_of), parts=2)
    shipped = Shipped.of(book(), learned().dump(), Learned.load)
    answer = assess_on_spark(filings, shipped, parts=3, past=past).orderBy("filing").toArrow()
    expected = told(assess(batch, model=learned(), rulebook=book(), past=features(batch, known)))
    found = pl.DataFrame(answer)
    assert found["filing"].to_list() == list(range(150))
    assert found.drop("filing").equals(expected)
