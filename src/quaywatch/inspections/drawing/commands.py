"""What can be done with a draw: each command checks it and gives the event to append.

The order is the protection. The node binds itself to a secret; others seal values that the node
does not know; candidates and chances are frozen; only then are the values opened, the beacon's
comes out, and the seed can be known. Whoever changes candidates knows no seed, and whoever knows
the seed changes no candidates any more.
"""

import re
from collections.abc import Mapping
from enum import StrEnum

import msgspec

from quaywatch.inspections.drawing.beacons import Beacon
from quaywatch.inspections.drawing.digests import committed, digest, said, sealed, seed_of
from quaywatch.inspections.drawing.frozen import Document, Freeze
from quaywatch.inspections.drawing.kinds import DrawEvent, Stage
from quaywatch.inspections.drawing.record import Commitment, Draw, Drawn, Fact, stream
from quaywatch.inspections.drawing.signing import Signer, signed
from quaywatch.ledger import Event, acts
from quaywatch.ledger.acts import Act, same_person

_HEX = re.compile(r"[0-9a-f]{64}")
_BEACON = re.compile(r"[0-9a-f]{64,192}")
SHORTEST, LONGEST = 16, 200
"""Characters of a contribution: a shorter one could be guessed from its seal."""


class Refusal(StrEnum):
    """Why a command is refused."""

    STALE_VERSION = "stale-version"
    WRONG_STAGE = "wrong-stage"
    FORM = "form"
    TWICE = "twice"
    NOT_YOURS = "not-yours"
    TOO_SOON = "too-soon"
    SHARE = "share"


class Refused(acts.Refused[Refusal]):
    """A command that the state of the draw does not allow."""


def commit(draw: Draw, share: bytes, beacon: Beacon | None, act: Act, key: Signer) -> Event:
    """Bind the node to its secret, and to a beacon's round if one is named."""
    _require(draw, act, Stage.NONE)
    if beacon is not None and beacon.at <= act.at:
        raise Refused(Refusal.TOO_SOON, f"Round {beacon.round} of the beacon is out already.")
    statement = Commitment(name=draw.name, share=committed(share), beacon=beacon)
    return _event(
        draw,
        act,
        DrawEvent.COMMITTED,
        committed=statement,
        signature=signed(DrawEvent.COMMITTED, statement, key),
    )


def seal(draw: Draw, given: str, act: Act) -> Event:
    """Hand in the seal of a value; one a person, and no seal twice."""
    _require(draw, act, Stage.COMMITTED)
    if not _HEX.fullmatch(given):
        raise Refused(Refusal.FORM, "A seal is 64 hexadecimal digits.")
    for each in draw.contributions:
        if same_person(each.by, act.actor):
            raise Refused(Refusal.TWICE, "This person has sealed a contribution already.")
        if each.seal == given:
            raise Refused(Refusal.TWICE, "Somebody else handed in this very seal.")
    return _event(draw, act, DrawEvent.SEALED, seal=given)


def freeze(draw: Draw, document: Document, act: Act, key: Signer) -> Event:
    """Fix candidates, chances and slots, and which contributions count."""
    _require(draw, act, Stage.COMMITTED)
    assert draw.committed is not None  # noqa: S101 - by its stage
    if document.name != draw.name:
        raise Refused(Refusal.FORM, f"These are the candidates of {document.name}.")
    seals = tuple(each.seal for each in draw.contributions)
    statement = document.freeze(seals, draw.committed.beacon)
    return _event(
        draw,
        act,
        DrawEvent.FROZEN,
        original=msgspec.json.encode(document, order="sorted"),
        frozen=statement,
        signature=signed(DrawEvent.FROZEN, statement, key),
    )


def reveal(draw: Draw, value: str, act: Act) -> Event:
    """Open one's own contribution."""
    _require(draw, act, Stage.FROZEN)
    if not SHORTEST <= len(value) <= LONGEST or not value.isprintable():
        raise Refused(Refusal.FORM, f"A contribution has {SHORTEST} to {LONGEST} characters.")
    given = sealed(draw.name, value)
    own = [each for each in draw.contributions if same_person(each.by, act.actor)]
    if not own or own[0].seal != given:
        raise Refused(Refusal.NOT_YOURS, "This is not the value that this person sealed.")
    if own[0].value:
        raise Refused(Refusal.TWICE, "This contribution is open already.")
    return _event(draw, act, DrawEvent.OPENED, seal=given, value=value)


def take_beacon(draw: Draw, value: str, act: Act) -> Event:
    """Take the beacon's value in; whether it is its own the public record tells."""
    _require(draw, act, Stage.FROZEN)
    beacon = draw.frozen.beacon if draw.frozen else None
    if beacon is None or draw.beacon:
        raise Refused(Refusal.WRONG_STAGE, "No beacon's value is awaited.")
    if act.at < beacon.at:
        raise Refused(Refusal.TOO_SOON, f"Round {beacon.round} of the beacon is not out yet.")
    if not _BEACON.fullmatch(value):
        raise Refused(Refusal.FORM, "A beacon's value is 64 or more hexadecimal digits.")
    return _event(draw, act, DrawEvent.BEACON, value=value)


def close(draw: Draw, document: Document, share: bytes, act: Act, key: Signer) -> Event:
    """Open the node's secret and draw; what was promised and has not come is waited for."""
    _require(draw, act, Stage.FROZEN)
    committed_to, frozen = draw.committed, draw.frozen
    assert committed_to is not None  # noqa: S101 - by its stage
    assert frozen is not None  # noqa: S101 - by its stage
    if draw.awaits and draw.due_at is not None and act.at < draw.due_at:
        raise Refused(Refusal.TOO_SOON, f"Contributions are awaited until {draw.due_at}.")
    if committed(share) != committed_to.share:
        raise Refused(Refusal.SHARE, "The node's secret is not the one it bound itself to.")
    if document.freeze(frozen.seals, frozen.beacon) != frozen:
        raise Refused(Refusal.FORM, "The candidates are not those that were frozen.")
    seed = seed_for(draw, share, frozen)
    statement = Drawn(
        name=draw.name,
        share=share.hex(),
        seed=seed.hex(),
        drawn=in_order(document.lottery.draw(seed)),
        beacon=draw.beacon,
        values=draw.values,
    )
    return _event(
        draw,
        act,
        DrawEvent.DRAWN,
        drawn=statement,
        signature=signed(DrawEvent.DRAWN, statement, key),
    )


def seed_for(draw: Draw, share: bytes, frozen: Freeze) -> bytes:
    """The seed that a draw comes to with what has been opened."""
    return seed_of(draw.name, share, frozen_digest(frozen), draw.beacon, draw.values)


def frozen_digest(frozen: Freeze) -> bytes:
    """Digest of the statement by which a day was frozen."""
    return digest(b"quaywatch frozen", said(frozen))


def in_order(drawn: Mapping[int, int]) -> tuple[tuple[int, int], ...]:
    """Drawn boxes with their slots, by number."""
    return tuple(sorted(drawn.items()))


def _require(draw: Draw, act: Act, stage: Stage) -> None:
    if act.seen != draw.version:
        raise Refused(Refusal.STALE_VERSION, "Somebody else moved this draw on in the meantime.")
    if draw.stage is not stage:
        raise Refused(Refusal.WRONG_STAGE, f"The draw is {draw.stage}.")


def _event(
    draw: Draw, act: Act, kind: DrawEvent, original: bytes | None = None, **fact: object
) -> Event:
    payload = msgspec.json.encode(msgspec.convert(fact, Fact), order="sorted")
    return acts.next_event(
        stream(draw.name), draw.version + 1, act, kind, payload, original=original
    )
