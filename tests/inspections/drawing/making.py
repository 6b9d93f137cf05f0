"""A small day that goes through a draw, made by hand."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from quaywatch.inspections import Lottery, drawing
from quaywatch.inspections.drawing import Beacon, Document, Draw, Label
from quaywatch.inspections.rounding import Piece
from quaywatch.inspections.windows import ONE
from quaywatch.ledger import Event
from quaywatch.ledger.acts import Act
from quaywatch.ledger.signing import Key

DAY = date(2026, 3, 2)
EVE = datetime(2026, 3, 1, 12, tzinfo=UTC)
MORNING = datetime(2026, 3, 2, 4, tzinfo=UTC)
KEY = Key(Ed25519PrivateKey.from_private_bytes(bytes(32)))
OTHER_KEY = Key(Ed25519PrivateKey.from_private_bytes(bytes(31) + b"\1"))
SHARE = b"s" * 32
VALUES = {"ann": "sixteen letters and more", "bob": "another text, long enough"}


def document(boxes: int = 8, name: str = "2026-03-02/1") -> Document:
    """Some boxes with half a chance each, over two slots of one terminal."""
    pieces = [Piece(box, box % 2, ONE // 2) for box in range(boxes)]
    rows: list[dict[str, Any]] = [
        {"box_id": f"box-{box:02}", "probability": box / 100, "stratum": "CO"}
        for box in range(boxes)
    ]
    return Document(
        name=name,
        salt="5a" * 32,
        audit_share=0.1,
        version="1",
        candidates=tuple(rows),
        capacity=(),
        labels=tuple(
            Label(terminal="K1", kinds=("scan",), at=MORNING + timedelta(hours=h)) for h in (2, 3)
        ),
        lottery=Lottery(slots=(2, 2), strata=(0,) * boxes, pieces=tuple(pieces)),
    )


def act(draw: Draw, actor: str, at: datetime) -> Act:
    """Somebody who sees the draw as it is."""
    return Act(actor=actor, at=at, seen=draw.version)


def stepped(draw: Draw, event: Event) -> Draw:
    """The draw after a step, as a ledger keeps it."""
    kept = msgspec.json.decode(msgspec.json.encode(draw.apply(event)), type=Draw)
    assert kept == draw.apply(event)
    return kept


def committed(beacon: Beacon | None = None) -> Draw:
    """A draw to which the node has bound itself the day before."""
    draw = Draw(day=DAY)
    return stepped(draw, drawing.commit(draw, SHARE, beacon, act(draw, "planner", EVE), KEY))


def sealed(draw: Draw, *names: str) -> Draw:
    """The draw with seals of these persons."""
    for name in names:
        given = drawing.sealed(draw.name, VALUES[name])
        draw = stepped(draw, drawing.seal(draw, given, act(draw, name, EVE)))
    return draw


def frozen(draw: Draw) -> Draw:
    """The draw with its candidates frozen."""
    return stepped(draw, drawing.freeze(draw, document(), act(draw, "planner", MORNING), KEY))


def opened(draw: Draw, *names: str) -> Draw:
    """The draw with the contributions of these persons open."""
    for name in names:
        step = drawing.reveal(draw, VALUES[name], act(draw, name, MORNING))
        draw = stepped(draw, step)
    return draw


def closed(draw: Draw, at: datetime = MORNING) -> Draw:
    """The draw, drawn."""
    step = drawing.close(draw, document(), SHARE, act(draw, "planner", at), KEY)
    return stepped(draw, step)


def drawn() -> Draw:
    """A draw to which two persons contributed."""
    return closed(opened(frozen(sealed(committed(), "ann", "bob")), "ann", "bob"))
