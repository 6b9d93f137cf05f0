"""The record of one draw, folded from its stream in the ledger."""

from datetime import date, datetime, timedelta

import msgspec

from quaywatch.inspections.drawing.beacons import Beacon
from quaywatch.inspections.drawing.digests import Hex, name_of
from quaywatch.inspections.drawing.frozen import Freeze
from quaywatch.inspections.drawing.kinds import DrawEvent, Stage
from quaywatch.ledger import Event, Recorded
from quaywatch.ledger.acts import require_next

LEAD = timedelta(hours=12)
"""How long before the freeze the node binds itself."""
WAIT = timedelta(minutes=30)
"""How long after the freeze, or after the beacon's round, contributions are awaited…"""
WAIT_AGAIN = timedelta(minutes=10)
"""…and how long where the day's work goes on meanwhile."""


class Signature(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """By which of the node's keys a statement is signed (Ed25519), both in hexadecimal."""

    key: str
    value: str


class Commitment(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True
):
    """The statement by which the node binds itself."""

    name: str
    share: Hex
    """Digest of the secret, in hexadecimal."""
    beacon: Beacon | None = None
    lead_s: int = int(LEAD.total_seconds())
    """How long before the freeze this is to be out, seconds."""


class Drawn(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True
):
    """The statement that closes a draw."""

    name: str
    share: Hex
    """The secret itself, in hexadecimal."""
    seed: Hex
    """In hexadecimal."""
    drawn: tuple[tuple[int, int], ...]
    """Numbers of the boxes drawn, each with its slot's."""
    beacon: str = ""
    values: tuple[str, ...] = ()
    """The contributions that were opened, in the order of their seals."""


class Fact(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Payload of a draw's events; which fields are there follows from the kind."""

    committed: Commitment | None = None
    frozen: Freeze | None = None
    drawn: Drawn | None = None
    signature: Signature | None = None
    """Of the statement, where there is one."""
    seal: str = ""
    value: str = ""


class Contribution(msgspec.Struct, frozen=True, kw_only=True):
    """What one person puts in."""

    by: str
    seal: str
    at: datetime
    value: str = ""
    """Empty until it is opened."""


class Draw(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One draw as of `version`, the number of events in its stream."""

    day: date
    number: int = 1
    version: int = 0
    committed: Commitment | None = None
    committed_at: datetime | None = None
    contributions: tuple[Contribution, ...] = ()
    frozen: Freeze | None = None
    frozen_at: datetime | None = None
    frozen_by: str = ""
    beacon: str = ""
    drawn: Drawn | None = None
    drawn_at: datetime | None = None
    signatures: dict[str, Signature] = {}
    """By the stage that the statement led to."""

    @property
    def name(self) -> str:
        """How it is called."""
        return name_of(self.day, self.number)

    @property
    def stage(self) -> Stage:
        """Where it stands."""
        if self.drawn is not None:
            return Stage.DRAWN
        if self.frozen is not None:
            return Stage.FROZEN
        return Stage.NONE if self.committed is None else Stage.COMMITTED

    @property
    def values(self) -> tuple[str, ...]:
        """The contributions that were opened, in the order of their seals."""
        return tuple(each.value for each in self.contributions if each.value)

    @property
    def awaits(self) -> bool:
        """Whether something that was promised is still to come."""
        promised = self.frozen is not None and self.frozen.beacon is not None
        unopened = any(not each.value for each in self.contributions)
        return (promised and not self.beacon) or unopened

    @property
    def due_at(self) -> datetime | None:
        """When it is drawn at the latest, once it is frozen."""
        if self.frozen is None or self.frozen_at is None:
            return None
        beacon = self.frozen.beacon
        start = self.frozen_at if beacon is None else max(self.frozen_at, beacon.at)
        return start + (WAIT if self.frozen.again is None else WAIT_AGAIN)

    def apply(self, event: Event | Recorded) -> "Draw":
        """Return the draw after one more event of its stream.

        Raises:
            ValueError: the event is of another stream or not the next one.
        """
        require_next(event, stream(self.name), self.version)
        fact = msgspec.json.decode(event.payload, type=Fact)
        kind = DrawEvent(event.kind)
        changed: dict[str, object] = {"version": self.version + 1}
        if fact.signature is not None:
            changed["signatures"] = {**self.signatures, kind.value: fact.signature}
        match kind:
            case DrawEvent.COMMITTED:
                changed |= {"committed": fact.committed, "committed_at": event.known_at}
            case DrawEvent.SEALED:
                made = Contribution(by=event.actor, seal=fact.seal, at=event.known_at)
                changed["contributions"] = (*self.contributions, made)
            case DrawEvent.FROZEN:
                changed |= {"frozen": fact.frozen, "frozen_at": event.known_at}
                changed["frozen_by"] = event.actor
            case DrawEvent.OPENED:
                changed["contributions"] = tuple(
                    msgspec.structs.replace(each, value=fact.value)
                    if each.seal == fact.seal
                    else each
                    for each in self.contributions
                )
            case DrawEvent.BEACON:
                changed["beacon"] = fact.value
            case DrawEvent.DRAWN:
                changed |= {"drawn": fact.drawn, "drawn_at": event.known_at}
        return msgspec.structs.replace(self, **changed)


_STREAM = "draw/"


def stream(name: str) -> str:
    """Name of a draw's stream in the ledger."""
    return f"{_STREAM}{name}"


def draw_of(stream: str | None) -> Draw | None:
    """Return the draw that a stream is about, as before its first event; None for another's."""
    if not stream or not stream.startswith(_STREAM):
        return None
    day, _, number = stream.removeprefix(_STREAM).partition("/")
    return Draw(day=date.fromisoformat(day), number=int(number))
