"""What is made of radiographs, as the page gets it: never more than whoever asks may know."""

from datetime import datetime
from typing import Literal

from quaywatch.api.errors import ApiError
from quaywatch.api.reading_shapes import region_of, region_shape
from quaywatch.api.scans import scan_shape
from quaywatch.api.verdict_shapes import (
    InsertedShape,
    MarkedShape,
    ScanBreakShape,
    ScanQueueShape,
    ScanVerdictRequest,
    ScanVerdictShape,
    ScanVerdictsShape,
    Turn,
    WaitingScanShape,
)
from quaywatch.ledger.acts import Act, same_person
from quaywatch.node.scanning import Waiting
from quaywatch.node.scanning.insertions import Shown
from quaywatch.node.scanning.measuring import Due
from quaywatch.scans.verdicts import (
    Analysis,
    Given,
    Marked,
    Says,
    Standing,
    Verdict,
    alarms,
    has_turn,
    withheld,
)

_RESULTS: dict[Standing, Literal["clear", "open"]] = {
    Standing.CLEAR: "clear",
    Standing.OPEN: "open",
}


def verdicts_shape(
    made: Analysis, rows: int, actor: str, now: datetime, judged: Shown | None = None
) -> ScanVerdictsShape:
    """Return what was said of a radiograph of so many rows, as far as `actor` may know.

    `judged` is the inserted threat that they just judged.
    """
    hidden = withheld(made, actor)
    return ScanVerdictsShape(
        turn=turn(made, actor, now),
        verdicts=[] if hidden else [_given(each, rows) for each in made.given],
        result=_RESULTS.get(made.standing),
        claimed_by=made.claimant(now),
        claimed_until=made.claimed_until if made.claimant(now) else None,
        inserted=None if judged is None else _inserted(judged, rows),
    )


def _inserted(one: Shown, rows: int) -> InsertedShape:
    return InsertedShape(
        found=one.judged is not None and one.judged.found,
        place=one.insertion.place,
        kg=one.insertion.kg,
        region=region_shape(one.insertion.region, rows),
    )


def turn(made: Analysis, actor: str, now: datetime) -> Turn:
    """Return whose word is asked, as `actor` is told."""
    if made.standing.settled:
        return "done"
    if withheld(made, actor):
        return "second"
    claimant = made.claimant(now)
    others = claimant is not None and not same_person(claimant, actor)
    if made.standing is Standing.MACHINE or not (
        others or has_turn(made, Act(actor=actor, at=now, seen=made.version))
    ):
        return "waits"
    return "again" if made.has_said(actor) else "first"


def verdict_of(body: ScanVerdictRequest, lines: int, rows: int) -> Verdict:
    """Return the verdict that was sent on a picture of so many pixels; raises ApiError."""
    for each in body.regions:
        if not (0 <= each.left < each.right <= lines and 0 <= each.top < each.bottom <= rows):
            raise ApiError(422, "scan.region", "A region lies outside of the picture.")
    return Verdict(
        says=Says(body.verdict),
        seconds=body.seconds,
        regions=tuple(
            Marked(region=region_of(each, rows), note=each.note) for each in body.regions
        ),
        comment=body.comment,
    )


def queue_shape(
    waiting: list[Waiting], actor: str, now: datetime, due: Due | None
) -> ScanQueueShape:
    """Return the queue as `actor` sees it, with the break that would pay them."""
    return ScanQueueShape(
        waiting=[_waiting(each, actor, now) for each in waiting],
        break_due=due and ScanBreakShape(minutes=due.minutes, after=due.after),
    )


def _waiting(one: Waiting, actor: str, now: datetime) -> WaitingScanShape:
    made = one.analysis
    second = made.standing is Standing.SECOND
    return WaitingScanShape(
        scan=scan_shape(one.scan),
        box_id=one.box_id,
        terminal=one.terminal,
        vessel_name=one.vessel_name,
        due_at=one.due_at,
        second=second,
        alarmed=None if second or made.reading is None else alarms(made.reading),
        turn=turn(made, actor, now),
        claimed_by=made.claimant(now),
        claimed_until=made.claimed_until if made.claimant(now) else None,
    )


def _given(one: Given, rows: int) -> ScanVerdictShape:
    return ScanVerdictShape(
        verdict=one.verdict.says.value,
        by=one.by,
        at=one.at,
        seconds=one.verdict.seconds,
        regions=[
            MarkedShape(**region_shape(each.region, rows).model_dump(), note=each.note)
            for each in one.verdict.regions
        ],
        comment=one.verdict.comment,
        machine_shown=one.machine_shown,
        blind=one.blind,
    )
