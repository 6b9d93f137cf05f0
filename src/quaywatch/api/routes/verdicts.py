"""`/api/scans/…`: what machines and analysts make of radiographs, and the queue of those to read.

Whoever may look second is told neither what the machine found nor what others said.
"""

from typing import Annotated

from fastapi import APIRouter, Depends

from quaywatch.api import verdicts as shapes
from quaywatch.api.access import Reader, requires
from quaywatch.api.permissions import Permission
from quaywatch.api.reading_shapes import WAITING, WITHHELD, ReadingShape, reading_shape
from quaywatch.api.sending import SentKey
from quaywatch.api.services import Held
from quaywatch.api.sessions import OpenSession
from quaywatch.api.verdict_shapes import (
    ELSEWHERE,
    ScanQueueShape,
    ScanVerdictRequest,
    ScanVerdictsShape,
    TakenScanShape,
)
from quaywatch.node import Node
from quaywatch.node.allied.elsewhere.telling import beside
from quaywatch.node.scanning.insertions import Shown
from quaywatch.scans.verdicts import Analysis, withheld

router = APIRouter(prefix="/api/scans", tags=["scans"])

Analyst = Annotated[OpenSession, Depends(requires(Permission.VERDICT))]


@router.get("/waiting")
def read_queue(reader: Reader, held: Held) -> ScanQueueShape:
    """Return the radiographs that somebody is to look at, the most urgent first.

    Whoever tires, as inserted threats have shown, is told when a break would pay.
    """
    node, actor = held.node, reader.user.username
    due = node.readers.due(actor)
    return shapes.queue_shape(node.verdicts.waiting(), actor, node.now(), due)


@router.post("/next")
def take_next(analyst: Analyst, held: Held, sent: SentKey) -> TakenScanShape:
    """Take the most urgent radiograph in hand: no two people get the same."""
    node, actor = held.node, analyst.user.username
    made = node.verdicts.take_next(actor=actor, sent=sent)
    node.inserting.taken(made.digest, actor=actor)
    node.inserting.get_ready(actor)
    return TakenScanShape(digest=made.digest, claimed_until=made.claimed_until or node.now())


@router.get("/{digest}/reading")
def read_reading(digest: str, reader: Reader, held: Held) -> ReadingShape:
    """Return what machines saw; that it is shown is written to the ledger."""
    node, actor = held.node, reader.user.username
    scan = node.scans.scan(digest)
    rows, elsewhere = scan.taken.rows, node.allied.elsewhere
    if scan.notice:
        reading = None if elsewhere is None else elsewhere.reading(digest)
        return WAITING if reading is None else reading_shape(reading, rows)
    threat = node.inserting.open(digest, actor)
    if threat is not None and not withheld(node.verdicts.of(digest), actor):
        return WAITING if threat.reading is None else reading_shape(threat.reading, rows)
    made = node.verdicts.shown(digest, actor=actor)
    if made is None:
        return WITHHELD
    if made.reading is None:
        return WAITING
    reading = made.reading
    if elsewhere is not None:
        reading = beside(reading, elsewhere.comparisons(digest), elsewhere.waits(digest))
    return reading_shape(reading, rows)


@router.post("/{digest}/reading", status_code=202)
def read_again(digest: str, _: Analyst, held: Held) -> None:
    """Have the engines of today read a radiograph again; see `GET` for what they say."""
    held.node.machine.again(digest)


@router.get("/{digest}/verdicts")
def read_verdicts(digest: str, reader: Reader, held: Held) -> ScanVerdictsShape:
    """Return what analysts said, and whether a word of whoever asks is wanted."""
    if held.node.scans.scan(digest).notice:
        return ELSEWHERE
    return _shape(held.node, held.node.verdicts.of(digest), reader.user.username)


@router.post("/{digest}/verdicts")
def give_verdict(
    digest: str, body: ScanVerdictRequest, analyst: Analyst, held: Held, sent: SentKey
) -> ScanVerdictsShape:
    """Say what a radiograph shows: clear, open the box, or let somebody else look.

    A verdict on a picture into which a threat was put is of that threat alone: it is told at once,
    and the picture as it is comes next.
    """
    node, actor = held.node, analyst.user.username
    taken = node.scans.scan(digest).taken
    verdict = shapes.verdict_of(body, taken.lines, taken.rows)
    judged = node.inserting.judge(digest, verdict, actor=actor)
    if judged is not None:
        return _shape(node, node.verdicts.of(digest), actor, judged)
    made = node.verdicts.give(digest, verdict, actor=actor, sent=sent)
    node.inserting.get_ready(actor)
    return _shape(node, made, actor)


@router.post("/{digest}/claim")
def claim(digest: str, analyst: Analyst, held: Held, sent: SentKey) -> ScanVerdictsShape:
    """Take a radiograph in hand, or keep it for longer."""
    node, actor = held.node, analyst.user.username
    return _shape(node, node.verdicts.claim(digest, actor=actor, sent=sent), actor)


@router.post("/{digest}/give-back")
def give_back(digest: str, analyst: Analyst, held: Held, sent: SentKey) -> ScanVerdictsShape:
    """Give a radiograph back unjudged."""
    node, actor = held.node, analyst.user.username
    return _shape(node, node.verdicts.give_back(digest, actor=actor, sent=sent), actor)


def _shape(
    node: Node, made: Analysis, actor: str, judged: Shown | None = None
) -> ScanVerdictsShape:
    rows = node.scans.scan(made.digest).taken.rows
    return shapes.verdicts_shape(made, rows, actor, node.now(), judged)
