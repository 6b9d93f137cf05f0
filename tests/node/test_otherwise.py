"""What would have to be otherwise for a box not to be selected, and what its reasons rest on."""

from datetime import timedelta
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray
from sqlalchemy import select

from quaywatch.cargo import InspectionKind, MovementKind, Outcome, OutcomeResult, OverrideReason
from quaywatch.ledger.schema import event
from quaywatch.node import Node, Wish
from quaywatch.node.facts import CHANGES_READ
from quaywatch.risk import Known, exact, text
from tests.node.making import DAY, NUMBERS, consignment, filing, movement


def file(node: Node, *references: str, first: int = 0, **said: object) -> list[str]:
    """File bills of one box each that can be inspected today; return the boxes."""
    boxes: list[str] = []
    for number, reference in enumerate(references, first):
        bill = consignment(
            reference, (NUMBERS[number],), voyage=f"60{number}N", arrival=DAY, **said
        )
        leaving = movement(
            NUMBERS[number], MovementKind.GATE_OUT, DAY + timedelta(days=2), "planned"
        )
        data = filing(bill, movements=(leaving,), reference=reference)
        boxes += node.intake(data).boxes
    return boxes


def test_the_line_is_that_of_the_days_plan(node: Node) -> None:
    boxes = file(node, *(f"BL{number}" for number in range(12)))
    node.plan_day()
    found = node.otherwise(boxes[0], "ann")
    lowest = min(line.probability for line in node.lines(tuple(boxes)) if line.basis == "targeted")
    assert (found.planned, found.line) == (True, lowest)


def test_without_a_plan_the_line_is_that_of_the_days_capacity(node: Node) -> None:
    boxes = file(node, "BL1", "BL2")
    found = node.otherwise(boxes[0], "ann")
    lowest = min(line.probability for line in node.lines(tuple(boxes)))
    assert not found.planned
    assert found.line in (0.0, lowest)


def test_a_box_is_assessed_there_as_on_the_list(node: Node) -> None:
    (box,) = file(node, "BL1", description="GENERAL CARGO")
    found = node.otherwise(box, "ann")
    (line,) = node.lines((box,))
    assert found.probability == line.probability


def test_better_described_goods_would_lower_a_box_that_stands_out(node: Node) -> None:
    low, high = "FRESH BANANAS", "GENERAL CARGO"
    boxes = file(node, "BL1", description=high)
    boxes += file(node, *(f"BL{n}" for n in range(2, 12)), first=1, description=low)
    node.plan_day()
    found = node.otherwise(boxes[0], "ann")
    assert found.probability >= found.line
    told = [*found.below, *([found.nearest] if found.nearest else [])]
    assert told
    codes = {change.code for each in told for change in each.otherwise.changes}
    assert "goods-described" in codes
    assert all(each.probability < found.probability for each in told)
    assert all(each.probability < found.line for each in found.below)


def test_who_asked_is_on_the_ledger(node: Node) -> None:
    (box,) = file(node, "BL1")
    node.otherwise(box, "ann")
    with node.ledger.engine.connect() as connection:
        query = select(event.c.actor).where(event.c.kind == CHANGES_READ)
        assert connection.scalars(query).all() == ["ann"]


class Remembering:
    """A model that looks at what inspections of the consignee's boxes found."""

    version, base = "remembering", -3.0

    asks_the_past = True

    def log_odds(self, known: Known) -> NDArray[np.float64]:
        return self.base + exact.added(exact.on_grid(self.contributions(known)), len(known.frames))

    def contributions(self, known: Known) -> pl.DataFrame:
        assert known.past is not None
        rows = known.frames.consignments["row"]
        return pl.DataFrame(
            {
                "row": rows,
                "kind": ["learned"] * len(rows),
                "code": ["consignee_hit_rate"] * len(rows),
                "contribution": known.past["consignee_hit_rate"].fill_null(0.0),
            }
        )

    def bases(self, known: Known) -> list[dict[str, dict[str, str]]]:
        assert known.past is not None
        return [
            {"learned consignee_hit_rate": {"value": f"{rate or 0.0:.6g}"}}
            for rate in known.past["consignee_hit_rate"]
        ]

    def fields(self, code: str) -> tuple[str, ...]:
        return ("consignment.consignee_name",)


class Acquainted(Remembering):
    """A model that looks at how near the parties stand to past finds."""

    version = "acquainted"

    def contributions(self, known: Known) -> pl.DataFrame:
        assert known.past is not None
        rows = known.frames.consignments["row"]
        return pl.DataFrame(
            {
                "row": rows,
                "kind": ["learned"] * len(rows),
                "code": ["parties_nearness"] * len(rows),
                "contribution": known.past["parties_nearness"].fill_null(0.0),
            }
        )

    def bases(self, known: Known) -> list[dict[str, dict[str, str]]]:
        assert known.past is not None
        return [
            {"learned parties_nearness": {"value": f"{value or 0.0:.6g}"}}
            for value in known.past["parties_nearness"]
        ]


def test_nearness_to_finds_is_told_with_the_finds_behind_it(tmp_path: Path) -> None:
    where = str(tmp_path / "node.sqlite")
    with Node.open(where, model=Acquainted(), clock=lambda: DAY) as node:  # type: ignore[arg-type]
        boxes = file(node, "BL1", consignee="VULVAREL NV")
        boxes += file(node, "BL2", first=1, consignee="ZALMORA BV")
        wish = Wish(kind=InspectionKind.DOCUMENTS, override=OverrideReason.OTHER)
        ordered = node.order(boxes[0], wish, actor="ann", seen=0)
        found = Outcome(result=OutcomeResult.FOUND)
        node.outcome(boxes[0], found, actor="ann", seen=ordered.version)
        dossier = node.dossier(boxes[1], "ann").dossier
        reason = dossier.reasons[-1]
        assert text(reason, "en").startswith("One party named here shares something with parties")
        (behind,) = dossier.precedents["parties_nearness"]
        assert (behind.box_id, behind.found) == (boxes[0], True)
        assert reason.events == (behind.position,)
        own = node.dossier(boxes[0], "ann").dossier
        assert "parties_nearness" not in own.precedents


def test_a_share_of_finds_is_told_with_the_inspections_behind_it(ledger_url: str) -> None:
    with Node.open(ledger_url, model=Remembering(), clock=lambda: DAY) as node:  # type: ignore[arg-type]
        boxes = file(node, "BL1", "BL2", "BL3")
        for box, result in zip(boxes, (OutcomeResult.NOTHING, OutcomeResult.FOUND), strict=False):
            ordered = node.order(
                box,
                Wish(kind=InspectionKind.DOCUMENTS, override=OverrideReason.OTHER),
                actor="ann",
                seen=0,
            )
            node.outcome(box, Outcome(result=result), actor="ann", seen=ordered.version)
        dossier = node.dossier(boxes[2], "ann").dossier
        reason = dossier.reasons[-1]
        assert text(reason, "en").startswith(
            "Inspections of consignments with this consignee: 2, of which 1 found something"
        )
        behind = dossier.precedents["consignee_hit_rate"]
        assert [(p.box_id, p.found) for p in behind] == [(boxes[1], True), (boxes[0], False)]
        assert reason.events == tuple(sorted(p.position for p in behind))
        own = node.dossier(boxes[1], "ann").dossier.reasons[-1]
        assert (own.values["inspected"], own.values["found"]) == ("1", "0")


def test_changed_parties_are_asked_of_the_past_anew(ledger_url: str) -> None:
    with Node.open(ledger_url, model=Remembering(), clock=lambda: DAY) as node:  # type: ignore[arg-type]
        boxes = file(node, "BL1", "BL2", consignee="")
        assert node.otherwise(boxes[0], "ann").probability == node.lines((boxes[0],))[0].probability
