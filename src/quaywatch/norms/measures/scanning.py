"""Measures of what was scanned, and of what became of the pictures."""

from collections.abc import Iterator
from datetime import datetime

from quaywatch.norms.measures.facts import SCANS, THOROUGH, Box, Examined, Facts
from quaywatch.norms.measures.measure import Case, CaseKind, Measure, Method


def high_risk_scanned(known: Facts) -> Iterator[Case]:
    """Of high-risk boxes that left in the period, those scanned before they did."""
    for box in _left(known):
        if known.is_risky(box):
            yield Case(box.box_id, known.scanned(box.box_id, box.left_at))


def risk_route_scanned(known: Facts) -> Iterator[Case]:
    """Of boxes on risk routes that left in the period, those scanned before they did."""
    for box in _left(known):
        if known.on_risk_route(box):
            yield Case(box.box_id, known.scanned(box.box_id, box.left_at))


def empties_checked(known: Facts) -> Iterator[Case]:
    """Of empties from risk routes that came in the period, those that a look was recorded of."""
    for box in known.boxes:
        if box.empty and known.on_risk_route(box) and known.period.holds(box.arrived_at):
            looked = known.scanned(box.box_id) or any(
                one.recorded_at is not None for one in known.examined_of.get(box.box_id, ())
            )
            yield Case(box.box_id, looked)


def risk_reefers_inspected(known: Facts) -> Iterator[Case]:
    """Of reefers on risk routes that left in the period, those scanned or opened before."""
    for box in _left(known):
        if box.reefer and known.on_risk_route(box):
            looked = known.scanned(box.box_id, box.left_at)
            yield Case(box.box_id, looked or known.done(box.box_id, THOROUGH, box.left_at))


def earlier_scan(known: Facts) -> Iterator[Case]:
    """Of high-risk boxes that came in the period, those with another port's picture before."""
    for box in known.boxes:
        if known.is_risky(box) and known.period.holds(box.arrived_at):
            came = box.arrived_at
            pictures = known.pictures_of.get(box.box_id, ())
            yield Case(
                box.box_id,
                any(one.origin and came is not None and one.kept_at <= came for one in pictures),
            )


def pictures_with_verdicts(known: Facts) -> Iterator[Case]:
    """Of pictures taken here in the period, those with a machine's and an analyst's verdict."""
    for one in known.pictures:
        if not one.origin and known.period.holds(one.taken_at):
            yield Case(one.digest, one.machine and bool(one.reads))


def result_in_36_hours(known: Facts) -> Iterator[Case]:
    """Hours from discharge to the scan's result, of boxes discharged in the period and ordered."""
    for box, order in _ordered_scans(known):
        yield _timed(known, box.box_id, box.discharged_at, order.recorded_at)


def hours_to_scan(known: Facts) -> Iterator[Case]:
    """Hours from discharge to the picture (without one, the result) of the same boxes."""
    for box, order in _ordered_scans(known):
        taken = [
            one.taken_at
            for one in known.pictures_of.get(box.box_id, ())
            if not one.origin and box.discharged_at and one.taken_at >= box.discharged_at
        ]
        yield _timed(known, box.box_id, box.discharged_at, min(taken, default=order.recorded_at))


def _left(known: Facts) -> Iterator[Box]:
    return (box for box in known.boxes if known.period.holds(box.left_at))


def _ordered_scans(known: Facts) -> Iterator[tuple[Box, Examined]]:
    """Yield boxes discharged in the period with the first scan ordered that was not taken back."""
    for box in known.boxes:
        if not known.period.holds(box.discharged_at):
            continue
        orders = known.examined_of.get(box.box_id, ())
        scans = (one for one in orders if one.kind in SCANS and not one.taken_back)
        for first in scans:
            yield box, first
            break


def _timed(known: Facts, name: str, since: datetime | None, until: datetime | None) -> Case:
    over = known.period.known(until)
    end = until if over and until is not None else known.period.as_of
    assert since is not None  # noqa: S101 - only boxes that were discharged are timed
    return Case(name, over, max((end - since).total_seconds() / 3600, 0.0))


MEASURES = (
    Measure(name="high_risk_scanned", cases=high_risk_scanned, kind=CaseKind.BOX),
    Measure(name="risk_route_scanned", cases=risk_route_scanned, kind=CaseKind.BOX),
    Measure(name="empties_checked", cases=empties_checked, kind=CaseKind.BOX),
    Measure(name="risk_reefers_inspected", cases=risk_reefers_inspected, kind=CaseKind.BOX),
    Measure(name="earlier_scan", cases=earlier_scan, kind=CaseKind.BOX),
    Measure(name="pictures_with_verdicts", cases=pictures_with_verdicts, kind=CaseKind.PICTURE),
    Measure(
        name="result_in_36_hours",
        cases=result_in_36_hours,
        kind=CaseKind.BOX,
        method=Method.WITHIN,
        within="result",
    ),
    Measure(name="hours_to_scan", cases=hours_to_scan, kind=CaseKind.BOX, method=Method.MEDIAN),
)
