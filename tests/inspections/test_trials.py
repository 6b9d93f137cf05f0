"""Which looks teach what looks find: those that an opening judges whatever they say."""

from datetime import UTC, datetime

import polars as pl
import pytest

from quaywatch.cargo import (
    Concealment,
    ConcealmentPlace,
    InspectionKind,
    Order,
    Outcome,
    OutcomeResult,
    SelectionBasis,
)
from quaywatch.inspections import Act, Record, order, record_outcome
from quaywatch.inspections.following import calls, follow
from quaywatch.inspections.treatments import Treatments
from quaywatch.inspections.trials import Trial, trial, with_lots

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
NOTHING = Outcome(result=OutcomeResult.NOTHING)
ALARM = Outcome(result=OutcomeResult.IRREGULARITY)
FOUND = Outcome(result=OutcomeResult.FOUND, place=ConcealmentPlace.BEHIND_DOORS)


def asked(kind: InspectionKind, *, verified: bool = False) -> Order:
    return Order(
        consignment_id="C1",
        equipment_number="TSTU1000000",
        kind=kind,
        basis=SelectionBasis.TARGETED,
        selection_probability=0.5,
        terminal="K1",
        verified=verified,
    )


def act(record: Record) -> Act:
    return Act(actor="ann", at=NOW, seen=record.version)


def done(record: Record, order_: Order, outcome: Outcome) -> Record:
    record = record.apply(order(record, order_, act(record)))
    return record.apply(record_outcome(record, outcome, act(record)))


def scanned(outcome: Outcome, *, verified: bool = True) -> Record:
    return done(Record(box_id="b"), asked(InspectionKind.SCAN, verified=verified), outcome)


def opened(record: Record, outcome: Outcome) -> Record:
    then = asked(InspectionKind.OPEN)
    record = record.apply(follow(record, then, act(record)))
    return done(record, then, outcome)


@pytest.mark.parametrize(
    ("scan", "opening", "told"),
    [
        (NOTHING, NOTHING, {"alarmed": False, "clean": True}),
        (NOTHING, FOUND, {"alarmed": False, "concealment": Concealment.RIP_ON}),
        (ALARM, NOTHING, {"alarmed": True, "clean": True}),
        (ALARM, FOUND, {"alarmed": True, "concealment": Concealment.RIP_ON}),
        (ALARM, ALARM, {"alarmed": True}),
    ],
)
def test_an_opening_judges_a_scan_that_the_lot_chose(
    scan: Outcome, opening: Outcome, told: dict[str, object]
) -> None:
    record = scanned(scan)
    assert trial(record) == Trial(kind=InspectionKind.SCAN, alarmed=scan is ALARM, judged=False)
    assert calls(record)
    assert record.detention is not None
    made = Trial(kind=InspectionKind.SCAN, judged=True, **told)  # pyright: ignore[reportArgumentType]
    assert trial(opened(record, opening)) == made


def test_a_scan_that_finds_is_a_trial_that_judged_itself() -> None:
    told = trial(scanned(FOUND))
    assert told is not None
    assert told.judged
    assert told.alarmed
    assert told.concealment is Concealment.RIP_ON


def test_an_opening_because_the_scan_spoke_up_is_no_trial() -> None:
    assert trial(opened(scanned(ALARM, verified=False), FOUND)) is None


def test_a_clean_scan_without_a_lot_lets_the_box_go() -> None:
    record = scanned(NOTHING, verified=False)
    assert record.detention is None
    assert not calls(record)


def test_a_clean_opening_after_a_clean_scan_lets_the_box_go() -> None:
    assert opened(scanned(NOTHING), NOTHING).detention is None


def test_the_lot_falls_by_the_seed_on_the_share_that_is_declared() -> None:
    declared = Treatments.load()
    boxes = [f"box-{i}" for i in range(40_000)]
    picked = pl.DataFrame({"box_id": boxes, "kind": ["scan"] * len(boxes)})
    one = with_lots(picked, declared, b"one")["verified"]
    other = with_lots(picked, declared, b"other")["verified"]
    assert one.sum() == pytest.approx(400, abs=80)
    assert (one & other).sum() < 20
    assert with_lots(picked, declared, b"one")["verified"].equals(one)


def test_neither_papers_nor_openings_are_judged_by_an_opening() -> None:
    boxes = [f"box-{i}" for i in range(2_000)]
    for kind in ("documents", "open"):
        picked = pl.DataFrame({"box_id": boxes, "kind": [kind] * len(boxes)})
        assert not with_lots(picked, Treatments.load(), b"one")["verified"].any()
