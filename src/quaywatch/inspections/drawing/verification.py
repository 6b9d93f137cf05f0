"""Whether a sheet holds: everything on it is made again, and what differs is named."""

from collections.abc import Iterator
from enum import StrEnum

import msgspec

from quaywatch.inspections.drawing import digests
from quaywatch.inspections.drawing.commands import frozen_digest, in_order
from quaywatch.inspections.drawing.kinds import Strength
from quaywatch.inspections.drawing.record import Contribution, Draw, Signature, draw_of, stream
from quaywatch.inspections.drawing.sheet import FORM, Sheet, bytes_of, statements, written
from quaywatch.inspections.drawing.signing import is_true
from quaywatch.inspections.drawing.strength import strength, weaknesses
from quaywatch.ledger.signing import is_signed


class Difference(StrEnum):
    """What can differ on a sheet."""

    FORM = "form"
    KEY = "key"
    SIGNATURE = "signature"
    NAME = "name"
    ORDER = "order"
    SHARE = "share"
    BEACON = "beacon"
    SEALS = "seals"
    CONTRIBUTION = "contribution"
    CANDIDATES = "candidates"
    CHANCES = "chances"
    SEED = "seed"
    DRAWN = "drawn"
    SHOWN = "shown"
    CLAIM = "claim"


class Differs(msgspec.Struct, frozen=True):
    """One thing that is not what it should be, in plain English."""

    what: Difference
    said: str


def verify(data: bytes, key: str | None = None) -> list[Differs]:
    """Make the draw of a sheet's file again and return what differs; nothing when it holds.

    `key` is the node's public key as it was learned elsewhere, in hexadecimal. Without it the
    sheet is held against the key that it names itself: then it hangs together, but whose it is
    remains open.
    """
    try:
        sheet = msgspec.json.decode(data, type=Sheet)
    except (msgspec.DecodeError, ValueError) as error:
        return [Differs(Difference.FORM, f"it cannot be read: {error}")]
    return [
        *_form(sheet, data),
        *_signatures(sheet, key),
        *_order(sheet),
        *_contributions(sheet),
        *_frozen(sheet),
        *_drawn(sheet),
        *_claims(sheet),
    ]


def _form(sheet: Sheet, data: bytes) -> Iterator[Differs]:
    if sheet.form != FORM:
        yield Differs(Difference.FORM, f"it says it is {sheet.form!r}, not {FORM!r}")
    if written(sheet) != data:
        yield Differs(Difference.FORM, "it says the same in other bytes than the node wrote")


def _signatures(sheet: Sheet, key: str | None) -> Iterator[Differs]:
    whole = sheet.signature or Signature("", "")
    if not is_signed(whole.key, whole.value, bytes_of(sheet)):
        yield Differs(Difference.SIGNATURE, "the signature of the sheet is not true")
    if key is not None and key != whole.key:
        yield Differs(Difference.KEY, f"it is signed by {whole.key}, not by {key}")
    for kind, statement in statements(sheet).items():
        given = sheet.signatures.get(kind.value, Signature("", ""))
        if not is_true(kind, statement, given):
            yield Differs(Difference.SIGNATURE, f"the signature of {kind} is not true")
        if given.key != whole.key:
            yield Differs(Difference.KEY, f"{kind} was signed by another key, {given.key}")
        if getattr(statement, "name", "") != sheet.name:
            yield Differs(Difference.NAME, f"{kind} is of another draw than {sheet.name}")


def _order(sheet: Sheet) -> Iterator[Differs]:
    """Check that each step came after those that it must not have known."""
    last = max((each.at for each in sheet.contributions), default=sheet.committed_at)
    first = min((each.at for each in sheet.contributions), default=sheet.committed_at)
    if not sheet.committed_at <= first <= last <= sheet.frozen_at <= sheet.drawn_at:
        yield Differs(Difference.ORDER, "the steps did not come in their order")
    beacon = sheet.committed.beacon
    if sheet.frozen.beacon != beacon:
        yield Differs(Difference.BEACON, "another round was frozen than the node bound itself to")
    if sheet.drawn.beacon and (beacon is None or sheet.drawn_at < beacon.at):
        yield Differs(Difference.BEACON, "a value was used that no beacon had given by then")


def _contributions(sheet: Sheet) -> Iterator[Differs]:
    if tuple(each.seal for each in sheet.contributions) != sheet.frozen.seals:
        yield Differs(Difference.SEALS, "the seals are not those that were frozen")
    if len(set(sheet.frozen.seals)) < len(sheet.frozen.seals):
        yield Differs(Difference.SEALS, "one seal stands twice")
    for place, each in enumerate(sheet.contributions, start=1):
        if each.value and digests.sealed(sheet.name, each.value) != each.seal:
            yield Differs(Difference.CONTRIBUTION, f"contribution {place} is not what was sealed")
    if tuple(each.value for each in sheet.contributions if each.value) != sheet.drawn.values:
        yield Differs(Difference.CONTRIBUTION, "other contributions were used than were opened")


def _frozen(sheet: Sheet) -> Iterator[Differs]:
    table, frozen = sheet.table, sheet.frozen
    counted = (table.lottery.boxes, len(table.lottery.pieces))
    if table.root != frozen.root or len(table.leaves) != frozen.boxes:
        yield Differs(Difference.CANDIDATES, "the candidates are not those that were frozen")
    if table.digest != frozen.lottery or counted != (frozen.boxes, frozen.pieces):
        yield Differs(Difference.CHANCES, "chances or slots are not those that were frozen")
    drawn = [box for box, _ in sheet.drawn.drawn]
    if [each.place for each in sheet.shown] != drawn:
        yield Differs(Difference.SHOWN, "the boxes shown are not those drawn")
    for each in sheet.shown:
        leaf = table.leaves[each.place] if 0 <= each.place < len(table.leaves) else ""
        if each.leaf.hex() != leaf or not each.true_inputs:
            yield Differs(Difference.SHOWN, f"box {each.box_id} is not number {each.place}")


def _drawn(sheet: Sheet) -> Iterator[Differs]:
    said = sheet.drawn
    share, given = bytes.fromhex(said.share), bytes.fromhex(said.seed)
    if digests.committed(share) != sheet.committed.share:
        yield Differs(Difference.SHARE, "the node's secret is not the one it bound itself to")
    frozen = frozen_digest(sheet.frozen)
    if digests.seed_of(sheet.name, share, frozen, said.beacon, said.values) != given:
        yield Differs(Difference.SEED, "the seed is not what its parts come to")
    again = in_order(sheet.table.lottery.draw(given))
    if again != said.drawn:
        other = sorted({box for box, _ in set(again) ^ set(said.drawn)})
        yield Differs(
            Difference.DRAWN, f"the lots draw otherwise: boxes {', '.join(map(str, other))}"
        )


def _claims(sheet: Sheet) -> Iterator[Differs]:
    """Check what the node says of its own draw, as far as a sheet without names tells."""
    draw = _retold(sheet)
    if draw is None:
        yield Differs(Difference.NAME, f"{sheet.name!r} names no draw")
        return
    if weaknesses(draw) != sheet.weaknesses:
        yield Differs(Difference.CLAIM, f"to be known is: {', '.join(weaknesses(draw)) or 'none'}")
    most = strength(draw)
    ranks = list(Strength)
    if ranks.index(sheet.strength) < ranks.index(most):
        yield Differs(Difference.CLAIM, f"it is defended by {most} at most, not {sheet.strength}")


def _retold(sheet: Sheet) -> Draw | None:
    """The draw as a sheet tells it: contributors are several persons, none of them the planner."""
    try:
        begun = draw_of(stream(sheet.name))
    except ValueError:
        return None
    return begun and msgspec.structs.replace(
        begun,
        committed=sheet.committed,
        committed_at=sheet.committed_at,
        contributions=tuple(
            Contribution(by=f"person {place}", seal=each.seal, at=each.at, value=each.value)
            for place, each in enumerate(sheet.contributions, start=1)
        ),
        frozen=sheet.frozen,
        frozen_at=sheet.frozen_at,
        beacon=sheet.drawn.beacon,
        drawn=sheet.drawn,
        drawn_at=sheet.drawn_at,
    )
