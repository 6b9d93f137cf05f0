"""The exported ledger, assessed on Spark, says what one process says of the same filings."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from sqlalchemy import select

from quaywatch.cargo import InspectionKind, Outcome, OutcomeResult, OverrideReason
from quaywatch.cargo.nested import framed
from quaywatch.history import features
from quaywatch.links import COLUMNS
from quaywatch.node import Arrival, Node, Wish, schema
from quaywatch.node.archive.filings import PLACES, filed
from quaywatch.risk import Model, assess
from quaywatch.risk.told import told
from quaywatch.rules import load
from tests.node.making import DAY, NUMBERS, consignment, filing


def exported(node: Node, folder: Path) -> Path:
    node.ledger.export(datetime(2020, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC), folder)
    return folder


def arrive(node: Node, day: int, *references: str, filing_type: str = "") -> list[str]:
    said = [
        consignment(reference, (NUMBERS[n],), voyage=f"60{day}N")
        for n, reference in enumerate(references)
    ]
    data = filing(*said, reference="+".join(references), filing_type=filing_type)
    arrival = Arrival(data=data, at=DAY + timedelta(days=day), actor="TSTL")
    return list(node.replay([arrival]).boxes)


def inspect(node: Node, box: str, *results: OutcomeResult) -> None:
    record = node.order(
        box, Wish(kind=InspectionKind.DOCUMENTS, override=OverrideReason.OTHER), actor="ann", seen=0
    )
    first, *corrections = results
    record = node.outcome(box, Outcome(result=first), actor="ann", seen=record.version)
    for result in corrections:
        record = node.correct(
            box, Outcome(result=result), reason="typed wrongly", actor="bob", seen=record.version
        )


def said(archive: Path, kind: str = "filing.received") -> pl.DataFrame:
    return pl.read_parquet(archive / "**" / f"kind={kind}" / "*.parquet").sort("position")


def numbers(rows: pl.DataFrame) -> Sequence[tuple[int, int]]:
    return [(number // PLACES, number % PLACES) for number in rows["filing"]]


def test_exported_filings_are_numbered_by_their_place_in_the_ledger(
    small_node: Node, tmp_path: Path
) -> None:
    arrive(small_node, -9, "BL1", "BL2")
    arrive(small_node, -8, "BL3")
    events = said(exported(small_node, tmp_path / "archive"))
    rows = filed(events)
    first, second = events["position"]
    assert numbers(rows) == [(first, 0), (first, 1), (second, 0)]
    assert rows["reference"].to_list() == ["BL1", "BL2", "BL3"]
    assert rows["at"][2] - rows["at"][0] == timedelta(days=1) / timedelta(microseconds=1)


def test_an_addition_to_anothers_bill_is_no_filing_of_its_own(
    small_node: Node, tmp_path: Path
) -> None:
    arrive(small_node, -9, "BL1")
    arrive(small_node, -8, "BL1", filing_type="F16")
    assert filed(said(exported(small_node, tmp_path / "archive"))).height == 1


def test_an_exported_ledger_is_assessed_on_spark_as_in_one_process(
    spark: Any, small_node: Node, tmp_path: Path
) -> None:
    from quaywatch.node.archive import assessments_of, filings_of, outcomes_of
    from quaywatch.risk.spark import Shipped

    boxes = arrive(small_node, -9, "BL1", "BL2", "BL3")
    inspect(small_node, boxes[0], OutcomeResult.NOTHING, OutcomeResult.FOUND)
    inspect(small_node, boxes[1], OutcomeResult.NOTHING, OutcomeResult.NOTHING)
    arrive(small_node, 3, "BL4", "BL1")
    archive = exported(small_node, tmp_path / "archive")
    events = spark.read.parquet(str(archive))
    rows = filed(said(archive))
    known = pl.DataFrame(outcomes_of(events, filings_of(events)).toArrow())
    of = rows["filing"].to_list()
    assert sorted(known.select("filing", "found").rows()) == [
        (of[0], False),
        (of[0], True),
        (of[1], False),
    ]
    outcomes = known.select(
        pl.col("filing").replace_strict(of, range(len(of)), return_dtype=pl.UInt32).alias("row"),
        "found",
        pl.col("known_at").dt.convert_time_zone("UTC"),
    )
    frames = framed(rows)
    past = features(frames, outcomes, at=rows["at"].to_numpy())
    expected = told(assess(frames, model=Model.default(), rulebook=load(), past=past))
    shipped = Shipped.of(load(), Model.default().dump(), Model.read)
    answer = assessments_of(events, shipped, parts=3).orderBy("filing").toArrow()
    found = pl.DataFrame(answer)
    assert found["filing"].to_list() == of
    assert found.drop("filing").equals(expected)


def test_how_parties_stood_is_told_of_an_exported_ledger_as_the_node_kept_it(
    spark: Any, small_node: Node, tmp_path: Path
) -> None:
    from quaywatch.node.archive import STANDINGS_SCHEMA, standings_of

    kept: list[tuple[float | None, ...]] = []
    for day, reference in enumerate(("BL1", "BL2", "BL3", "BL4")):
        (box,) = arrive(small_node, day - 9, reference)
        with small_node.ledger.engine.connect() as connection:
            query = select(schema.consignment.c.past).where(
                schema.consignment.c.consignment_id == f"TSTL:{reference}"
            )
            past = bytes(connection.scalar(query) or b"")
        numbers_of = np.frombuffer(past, dtype="<f8")[-len(COLUMNS) :].tolist()
        kept.append(tuple(None if value != value else value for value in numbers_of))
        if day == 1:
            inspect(small_node, box, OutcomeResult.FOUND)
    events = spark.read.parquet(str(exported(small_node, tmp_path / "archive")))
    found = pl.DataFrame(standings_of(events).orderBy("filing").toArrow())
    assert found.schema == STANDINGS_SCHEMA
    assert found.drop("filing").rows() == kept
    assert found["parties_finds"].to_list() == [0.0, 0.0, 1.0, 1.0]
