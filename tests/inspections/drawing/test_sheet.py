"""What a node says of a draw, anybody can draw again; a changed bit shows."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quaywatch.inspections import drawing
from quaywatch.inspections.drawing import Difference, Sheet, Stage, Strength, Weakness
from quaywatch.inspections.drawing.sheet import bytes_of
from quaywatch.inspections.drawing.signing import signed
from tests.inspections.drawing import making
from tests.inspections.drawing.making import KEY, MORNING, OTHER_KEY, VALUES

CHAIN = "cd" * 32


@pytest.fixture(scope="module")
def sheet() -> Sheet:
    return drawing.sheet_of(making.drawn(), making.document(), CHAIN, KEY)


def whole(sheet: Sheet) -> Sheet:
    """The sheet as somebody with the node's key would sign it anew."""
    said = drawing.sheet.statements(sheet)
    again = msgspec.structs.replace(
        sheet, signatures={kind.value: signed(kind, one, KEY) for kind, one in said.items()}
    )
    value = KEY.sign(bytes_of(again))
    return msgspec.structs.replace(again, signature=drawing.record.Signature(KEY.public, value))


def told(sheet: Sheet, key: str | None = KEY.public) -> set[Difference]:
    return {each.what for each in drawing.verify(drawing.written(sheet), key)}


def test_a_sheet_as_the_node_wrote_it_holds_and_names_the_boxes_drawn_and_no_other(
    sheet: Sheet,
) -> None:
    data = drawing.written(sheet)
    assert drawing.verify(data, KEY.public) == []
    drawn = {place for place, _ in sheet.drawn.drawn}
    for place, row in enumerate(making.document().candidates):
        assert (row["box_id"].encode() in data) == (place in drawn)
    assert b"probability" not in data
    assert not any(name.encode() in data for name in VALUES)


def test_another_key_than_the_one_known_is_told(sheet: Sheet) -> None:
    assert told(sheet, OTHER_KEY.public) == {Difference.KEY}


@given(st.data())
@settings(max_examples=300, deadline=None)
def test_any_changed_bit_is_told(data: st.DataObject) -> None:
    written = drawing.written(drawing.sheet_of(making.drawn(), making.document(), CHAIN, KEY))
    place = data.draw(st.integers(0, len(written) - 1))
    bit = 1 << data.draw(st.integers(0, 7))
    changed = written[:place] + bytes([written[place] ^ bit]) + written[place + 1 :]
    assert drawing.verify(changed, KEY.public)


def other(sheet: Sheet) -> Iterator[tuple[Sheet, Difference]]:
    """What whoever holds the node's key could hand out instead, and what tells it."""
    lottery, replace = sheet.table.lottery, msgspec.structs.replace
    first = lottery.pieces[0]
    chances = (first._replace(amount=first.amount // 2), *lottery.pieces[1:])
    table = replace(sheet.table, lottery=replace(lottery, pieces=chances))
    leaves = ("00" * 32, *sheet.table.leaves[1:])
    drawn, one, two = sheet.drawn, *sheet.contributions
    away = next(box for box in range(lottery.boxes) if box not in dict(drawn.drawn))
    swapped = tuple(sorted([(away, 0), *drawn.drawn[1:]]))
    early = sheet.frozen_at - timedelta(days=2)
    yield replace(sheet, table=table), Difference.CHANCES
    yield replace(sheet, table=replace(sheet.table, leaves=leaves)), Difference.CANDIDATES
    yield replace(sheet, drawn=replace(drawn, drawn=swapped)), Difference.DRAWN
    yield replace(sheet, drawn=replace(drawn, share="00" * 32)), Difference.SHARE
    yield replace(sheet, drawn=replace(drawn, seed="00" * 32)), Difference.SEED
    yield replace(sheet, drawn=replace(drawn, values=())), Difference.CONTRIBUTION
    yield replace(sheet, drawn=replace(drawn, beacon="ab" * 32)), Difference.BEACON
    yield replace(sheet, contributions=(one,)), Difference.SEALS
    yield replace(sheet, contributions=(two, one)), Difference.SEALS
    changed = replace(one, value="something else, quite long")
    yield replace(sheet, contributions=(changed, two)), Difference.CONTRIBUTION
    yield replace(sheet, name="2026-03-02/2"), Difference.NAME
    yield replace(sheet, name="no day"), Difference.NAME
    yield replace(sheet, frozen_at=early), Difference.ORDER
    yield replace(sheet, strength=Strength.BEACON), Difference.CLAIM
    yield replace(sheet, weaknesses=(Weakness.REPEATED,)), Difference.CLAIM
    late = sheet.frozen_at - timedelta(hours=1)
    moved = tuple(replace(each, at=late) for each in sheet.contributions)
    yield replace(sheet, committed_at=late, contributions=moved), Difference.CLAIM
    yield replace(sheet, shown=sheet.shown[1:]), Difference.SHOWN
    yield (
        replace(sheet, shown=(replace(sheet.shown[0], box_id="x"), *sheet.shown[1:])),
        (Difference.SHOWN),
    )


def test_even_who_holds_the_nodes_key_cannot_hand_out_another_draw(sheet: Sheet) -> None:
    for forged, tell in other(sheet):
        assert tell in told(whole(forged)), tell


def test_a_box_is_shown_and_proven_on_request_and_a_changed_one_is_not(sheet: Sheet) -> None:
    document = making.document(boxes=7)
    frozen = document.freeze((), None)
    for place in range(7):
        shown = document.shown(place, inputs=True, path=True)
        assert drawing.proves(shown, frozen.root, frozen.boxes)
        row: dict[str, Any] = {**document.candidates[place], "probability": 0.9}
        for changed in (
            msgspec.structs.replace(shown, candidate=row),
            msgspec.structs.replace(shown, box_id="other"),
            msgspec.structs.replace(shown, place=(place + 1) % 7),
            msgspec.structs.replace(shown, path=shown.path[1:]),
        ):
            assert not drawing.proves(changed, frozen.root, frozen.boxes)


def test_before_the_lots_have_fallen_there_is_no_sheet() -> None:
    with pytest.raises(ValueError, match="is frozen"):
        drawing.sheet_of(making.frozen(making.committed()), making.document(), CHAIN, KEY)


def later(at: datetime) -> datetime:
    return at + drawing.record.WAIT


@pytest.mark.parametrize(
    ("names", "open_names", "strength"),
    [
        (("ann", "bob"), ("ann", "bob"), Strength.PERSONS),
        (("ann", "bob"), ("ann",), Strength.PERSON),
        ((), (), Strength.OWN),
    ],
)
def test_a_draw_says_who_would_have_had_to_act_together(
    names: tuple[str, ...], open_names: tuple[str, ...], strength: Strength
) -> None:
    draw = making.opened(making.frozen(making.sealed(making.committed(), *names)), *open_names)
    draw = making.closed(draw, later(MORNING))
    assert draw.stage is Stage.DRAWN
    assert drawing.strength(draw) is strength
    withheld = {Weakness.WITHHELD} if names != open_names else set()
    assert set(drawing.weaknesses(draw)) == withheld


def test_a_beacon_that_comes_out_after_the_freeze_defends_by_itself() -> None:
    beacon = drawing.round_at("drand", MORNING + timedelta(minutes=5))
    draw = making.frozen(making.committed(beacon))
    with pytest.raises(drawing.Refused) as early:
        drawing.take_beacon(draw, "ab" * 32, making.act(draw, "ann", MORNING))
    assert early.value.code is drawing.Refusal.TOO_SOON
    out = making.act(draw, "ann", beacon.at)
    draw = making.stepped(draw, drawing.take_beacon(draw, "ab" * 32, out))
    draw = making.closed(draw, beacon.at)
    assert drawing.strength(draw) is Strength.BEACON
    sheet = drawing.sheet_of(draw, making.document(), CHAIN, KEY)
    assert told(sheet) == set()
    assert beacon.round in beacon.record


def test_a_beacon_that_is_not_fetched_or_was_known_at_the_freeze_is_told() -> None:
    beacon = drawing.round_at("nist", MORNING)
    draw = making.closed(making.frozen(making.committed(beacon)), later(MORNING))
    assert drawing.strength(draw) is Strength.OWN
    told = {Weakness.BEACON_KNOWN, Weakness.BEACON_MISSING}
    assert set(drawing.weaknesses(draw)) == told
