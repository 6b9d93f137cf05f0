"""Events come as an array, as a page, as lines or alone; damage stays where it is."""

import json
import random
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quaywatch.formats import Format, detect, read
from quaywatch.formats.dcsa.scan import ends
from tests.formats.dcsa.saying import Json, equipment, read_told, transport
from tests.formats.dcsa.test_bills import BILL, schedule
from tests.formats.making import codes, understood

EVENTS = [equipment(1), transport(), equipment(2)]
PAGE = {"pagination": {"next": "[{"}, "events": EVENTS, "callbackUrl": "https://carrier.example/"}
SCHEDULE = schedule()
SHAPES = {
    "array": json.dumps(EVENTS),
    "indented": json.dumps(EVENTS, indent=4),
    "page": json.dumps(PAGE),
    "indented page": json.dumps(PAGE, indent=2),
    "page under another name": json.dumps({"subscription": {"id": "1"}, "notices": EVENTS}),
    "lines": "\n".join(map(json.dumps, EVENTS)) + "\n",
    "pages in lines": "\n".join(json.dumps({"events": [event]}) for event in EVENTS),
    "arrays in lines": "\n".join(json.dumps([event]) for event in EVENTS),
    "indented one after another": "\n".join(json.dumps(event, indent=1) for event in EVENTS),
    "byte order mark": "\ufeff" + json.dumps(EVENTS),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_says_the_same(shape: str) -> None:
    data = SHAPES[shape].encode()
    assert detect(data) is Format.DCSA
    parts, movements, calls = read_told(data)
    assert [m.equipment_number for m in movements] == ["TSTU0000001", "TSTU0000002"]
    assert len(calls) == 1
    assert codes(parts) == set()


def test_one_object_is_read_alone() -> None:
    _, movements, _ = read_told(json.dumps(EVENTS[0]).encode())
    assert len(movements) == 1


def test_native_lines_are_not_taken_for_events() -> None:
    assert detect(b'{"reference": "B1", "goods_items": []}') is Format.NATIVE
    assert detect(b'{"equipment_number": "X", "note": "\\"eventType\\": 1"}') is Format.NATIVE


def test_a_list_longer_than_a_block_is_read_in_bounded_parts() -> None:
    many = [equipment(number) for number in range(4000)]
    data = json.dumps({"events": many}, indent=2).encode()
    assert len(data) > 4 << 20
    parts, movements, _ = read_told(data)
    assert [m.equipment_number for m in movements] == [e["equipmentReference"] for e in many]
    assert codes(parts) == set()
    assert max(len(part.data) for part in parts) < 2 << 20
    assert list(read(BytesIO(data))) == parts


def test_text_that_is_no_json_ends_where_the_next_event_begins() -> None:
    events = [json.dumps(equipment(number)) for number in range(5)]
    events[2] = events[2].replace('"eventClassifierCode": "ACT"', '"eventClassifierCode" "ACT')
    parts, movements, _ = read_told(f"[{', '.join(events)}]".encode())
    assert [m.equipment_number[-1] for m in movements] == ["0", "1", "3", "4"]
    assert codes(parts) == {"dcsa.json"}


def test_a_list_that_ends_in_the_middle_keeps_what_came_before() -> None:
    data = json.dumps(EVENTS).encode()
    parts, movements, calls = read_told(data[:-40])
    assert (len(movements), len(calls)) == (1, 1)
    assert parts[-1].quarantined


DEPTHS = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False) | st.text('ab"\\{}[],: \n'),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text('a"\\{'), inner, max_size=4)
    ),
    max_leaves=12,
)


@settings(deadline=None)
@given(st.lists(st.dictionaries(st.text('a"\\]'), DEPTHS, max_size=4), max_size=5), st.booleans())
def test_values_are_cut_where_they_end(values: list[dict[str, object]], indented: bool) -> None:
    texts = [json.dumps(value, indent=1 if indented else None).encode() for value in values]
    data = b", ".join(texts)
    found, close = ends(data + b"]")
    expected = [len(b", ".join(texts[: number + 1])) for number in range(len(texts))]
    assert (found, close) == (expected, len(data))


SEEDS = [text.encode() for text in SHAPES.values()]
SPLICES = (
    b'"',
    b"\\",
    b"{",
    b"}",
    b"[",
    b"]",
    b",",
    b"\n{",
    b'{"eventID":',
    b"\xff",
    b"\0",
    b"null",
)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**64))
def test_damaged_texts_lose_no_byte(seed: int) -> None:
    dice = random.Random(seed)
    for _ in range(20):
        data = bytearray(dice.choice(SEEDS))
        for _ in range(dice.randrange(1, 5)):
            at = dice.randrange(len(data) + 1)
            match dice.randrange(4):
                case 0:
                    data[at:at] = dice.choice(SPLICES)
                case 1:
                    del data[at : at + dice.randrange(60)]
                case 2:
                    del data[at + 1 :]
                case _:
                    data[at:at] = data[at : at + dice.randrange(300)]
        list(understood(bytes(data)))


def test_depth_without_end_is_no_stack_without_end() -> None:
    for data in (b"[" * 100_000, b'{"events": ' * 20_000, b'[{"eventType":' * 50_000):
        parts, _ = understood(data)
        assert any(part.quarantined for part in parts)


def test_a_name_that_is_no_text_still_holds_a_list() -> None:
    data = json.dumps(PAGE).encode().replace(b'"events"', b'"e\xb4s"')
    _, movements, _ = read_told(data)
    assert len(movements) == 2


VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=5),
    st.just({}),
    st.just([]),
)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from([EVENTS[0], EVENTS[1], BILL, SCHEDULE]), st.randoms(), VALUES)
def test_any_value_may_be_of_any_type(said: Json, dice: random.Random, value: object) -> None:
    changed = json.loads(json.dumps(said))
    here = changed
    while True:
        key = dice.choice(list(here) if isinstance(here, dict) else range(len(here)))
        below = here[key]
        if not isinstance(below, dict | list) or not below or dice.random() < 0.2:
            here[key] = value
            break
        here = below
    parts, _ = understood(json.dumps([changed, equipment(7)]).encode())
    kept = [m for part in parts if part.filing for m in part.filing.movements]
    assert kept[-1].equipment_number == "TSTU0000007"
