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
    ScanQueueShape,
    ScanVerdictRequest,
    ScanVerdictsShape,
    TakenScanShape,
)
from quaywatch.node import Node
from quaywatch.scans.verdicts import Analysis

router = APIRouter(prefix="/api/scans", tags=["scans"])

Analyst = Annotated[OpenSession, Depends(requires(Permission.VERDICT))]


@router.get("/waiting")
def read_queue(reader: Reader, held: Held) -> ScanQueueShape:
    """Return the radiographs that somebody is to look at, the most urgent first."""
    node = held.node
    return shapes.queue_shape(node.verdicts.waiting(), reader.user.username, node.now())


@router.post("/next")
def take_next(analyst: Analyst, held: Held, sent: SentKey) -> TakenScanShape:
    """Take the most urgent radiograph in hand: no two people get the same."""
    made = held.node.verdicts.take_next(actor=analyst.user.username, sent=sent)
    return TakenScanShape(digest=made.digest, claimed_until=made.claimed_until or held.node.now())


@router.get("/{digest}/reading")
def read_reading(digest: str, reader: Reader, held: Held) -> ReadingShape:
    """Return what machines saw; that it is shown is written to the ledger."""
    node = held.node
    rows = node.scans.scan(digest).taken.rows
    made = node.verdicts.shown(digest, actor=reader.user.username)
    if made is None:
        return WITHHELD
    return WAITING if made.reading is None else reading_shape(made.reading, rows)


@router.get("/{digest}/verdicts")
def read_verdicts(digest: str, reader: Reader, held: Held) -> ScanVerdictsShape:
    """Return what analysts said, and whether a word of whoever asks is wanted."""
    return _shape(held.node, held.node.verdicts.of(digest), reader.user.username)


@router.post("/{digest}/verdicts")
def give_verdict(
    digest: str, body: ScanVerdictRequest, analyst: Analyst, held: Held, sent: SentKey
) -> ScanVerdictsShape:
    """Say what a radiograph shows: clear, open the box, or let somebody else look."""
    node, actor = held.node, analyst.user.username
    taken = node.scans.scan(digest).taken
    verdict = shapes.verdict_of(body, taken.lines, taken.rows)
    return _shape(node, node.verdicts.give(digest, verdict, actor=actor, sent=sent), actor)


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


def _shape(node: Node, made: Analysis, actor: str) -> ScanVerdictsShape:
    rows = node.scans.scan(made.digest).taken.rows
    return shapes.verdicts_shape(made, rows, actor, node.now())
