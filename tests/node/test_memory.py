"""What a node remembers: the past of each consignment as it was known when it was heard of."""

from collections.abc import Callable
from datetime import timedelta

import numpy as np
import polars as pl
import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from quaywatch import history
from quaywatch.cargo import (
    InspectionKind,
    Order,
    Outcome,
    OutcomeResult,
    OverrideReason,
    SelectionBasis,
)
from quaywatch.links import COLUMNS
from quaywatch.node import Arrival, Done, Node, Wish, schema
from quaywatch.node.memory import Memory
from tests.node.making import DAY, NUMBERS, consignment, filing
from tests.node.tables import contents


def past(node: Node, reference: str) -> dict[str, float]:
    """Return what the past said of a consignment when it was last heard of."""
    with node.ledger.engine.connect() as connection:
        kept = connection.scalar(
            select(schema.consignment.c.past).where(
                schema.consignment.c.consignment_id == f"TSTL:{reference}"
            )
        )
    assert kept
    names = (*history.History().compiled.names, *(column.name for column in COLUMNS))
    return dict(zip(names, np.frombuffer(kept, dtype="<f8").tolist(), strict=True))


def file_day_by_day(node: Node, *references: str) -> list[str]:
    """File one consignment a day; return the boxes."""
    arrivals = [
        Arrival(
            data=filing(
                consignment(reference, (NUMBERS[number],), voyage=f"60{number}N"),
                reference=reference,
            ),
            at=DAY - timedelta(days=20 - number),
            actor="TSTL",
        )
        for number, reference in enumerate(references)
    ]
    return [box for arrival in arrivals for box in node.replay([arrival]).boxes]


def inspect(node: Node, box: str, result: OutcomeResult) -> None:
    ordered = node.order(
        box, Wish(kind=InspectionKind.DOCUMENTS, override=OverrideReason.OTHER), actor="ann", seen=0
    )
    node.outcome(box, Outcome(result=result), actor="ann", seen=ordered.version)


def test_a_second_filing_knows_of_the_first(node: Node) -> None:
    file_day_by_day(node, "BL1", "BL2")
    assert past(node, "BL1")["consignee_new"] == 1.0
    assert past(node, "BL2")["consignee_new"] == 0.0
    assert past(node, "BL2")["consignee_since_last"] == 1.0


def test_what_is_remembered_is_what_a_batch_over_the_year_gives(node: Node) -> None:
    file_day_by_day(node, "BL1", "BL2", "BL3")
    with node.ledger.engine.connect() as connection:
        from quaywatch.cargo import to_frames
        from quaywatch.node import known

        entries = known.entries(connection, {"TSTL:BL1", "TSTL:BL2", "TSTL:BL3"})
    frames = to_frames((entries[n].header, entries[n].consignment) for n in sorted(entries))
    instants = [DAY - timedelta(days=20 - number) for number in range(3)]
    at = pl.Series(instants).dt.epoch("us").to_numpy()
    batch = history.History().read(frames, at).values
    names = history.History().compiled.names
    for number, reference in enumerate(("BL1", "BL2", "BL3")):
        kept = past(node, reference)
        assert np.array([kept[n] for n in names]).tobytes() == batch[number].tobytes()


def test_a_find_is_known_at_once_of_all_that_share_its_consignee(node: Node) -> None:
    boxes = file_day_by_day(node, "BL1", "BL2", "BL3")
    before = past(node, "BL3")["consignee_hit_rate"]
    inspect(node, boxes[0], OutcomeResult.FOUND)
    assert past(node, "BL3")["consignee_hit_rate"] > before
    assert past(node, "BL2")["consignee_hit_rate"] > before


def test_a_box_in_which_nothing_was_found_moves_no_other(node: Node) -> None:
    boxes = file_day_by_day(node, "BL1", "BL2")
    before = contents(node)["consignment"]
    inspect(node, boxes[0], OutcomeResult.NOTHING)
    assert contents(node)["consignment"] == before


def test_a_lesson_is_what_was_known_when_the_box_was_chosen(node: Node) -> None:
    boxes = file_day_by_day(node, "BL1", "BL2", "BL3")
    node.order(
        boxes[2],
        Wish(kind=InspectionKind.DOCUMENTS, override=OverrideReason.OTHER),
        actor="ann",
        seen=0,
    )
    lesson = contents(node)["lesson"]
    inspect(node, boxes[0], OutcomeResult.FOUND)
    assert lesson[0] in contents(node)["lesson"]


def test_a_node_opened_again_remembers_the_same(
    open_node: Callable[[str], Node], tmp_path_factory
) -> None:
    folder = tmp_path_factory.mktemp("memory")

    def work(reopen: bool) -> dict[str, object]:
        where = str(folder / f"{reopen}.sqlite")
        node = open_node(where)
        for number, reference in enumerate(("BL1", "BL2", "BL3", "BL4")):
            data = filing(consignment(reference, (NUMBERS[number],)), reference=reference)
            at = DAY - timedelta(days=20 - number)
            box = node.replay([Arrival(data=data, at=at)]).boxes[0]
            if number == 1:
                inspect(node, box, OutcomeResult.FOUND)
            if reopen:
                node.close()
                node = open_node(where)
        return {name: rows for name, rows in contents(node).items() if name == "consignment"}

    assert work(reopen=True) == work(reopen=False)


def taken_over(result: OutcomeResult, basis: SelectionBasis) -> Done:
    return Done(
        order=Order(
            consignment_id="TSTL:BL1",
            equipment_number=NUMBERS[0],
            kind=InspectionKind.OPEN,
            basis=basis,
            selection_probability=0.25,
            terminal="Quay 1",
        ),
        outcome=Outcome(result=result),
        at=DAY,
        actor="past",
    )


def test_inspections_taken_over_teach_like_those_made_here(node: Node) -> None:
    file_day_by_day(node, "BL1", "BL2")
    assert node.take_over([taken_over(OutcomeResult.FOUND, SelectionBasis.RANDOM_AUDIT)]) == 2
    taught = node.lessons()
    assert taught.outcomes.select("consignment_id", "found", "selection_probability").rows() == [
        ("TSTL:BL1", True, 0.25)
    ]
    assert taught.known.past is not None
    assert taught.known.past["consignee_new"].to_list() == [0.0]
    assert past(node, "BL2")["consignee_hit_rate"] > 0.02


def test_what_an_officer_chose_is_no_lesson(node: Node) -> None:
    file_day_by_day(node, "BL1")
    node.take_over([taken_over(OutcomeResult.FOUND, SelectionBasis.OFFICER)])
    assert len(node.lessons().outcomes) == 0


def test_a_node_closes_though_its_snapshot_cannot_be_kept(
    node: Node, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OperationalError("insert", {}, Exception("disk full"))

    file_day_by_day(node, "BL1")
    monkeypatch.setattr(Memory, "keep", refuse)
    node.close()
    assert node.ledger.engine.pool.checkedout() == 0


def test_a_message_sent_again_is_no_second_filing(node: Node) -> None:
    first, second = (
        filing(consignment(name, (number,), voyage="600N"), reference=name)
        for name, number in zip(("BL1", "BL2"), NUMBERS, strict=False)
    )
    for days, data in ((20, first), (19, first), (18, second)):
        node.replay([Arrival(data=data, at=DAY - timedelta(days=days), actor="TSTL")])
    assert past(node, "BL2")["consignee_since_last"] == 2.0
