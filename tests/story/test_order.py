"""The story does not depend on how its events came."""

from typing import Any

import numpy as np
import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from quaywatch.cargo import Movement
from quaywatch.story import Stories, Told, encoding, tell
from quaywatch.story.columns import SCHEMA, frame_rows
from quaywatch.story.events import Rows
from tests.story.making import BOX, bill, moved

PLACES = st.sampled_from(["ECGYE", "PABLB", "BEANR", "NLRTM", "SGSIN", "ZZZZZ", None])
NUMBERS = st.sampled_from([BOX, "TSTU1000000", "TSTU1000015", "odd box"])
DAYS = st.sampled_from([0.0, 1.0, 1.25, 2.0, 9.0, 30.0, 31.0, 200.0])
KINDS = st.sampled_from(
    [
        "gate_in",
        "loaded",
        "stowed",
        "discharged",
        "gate_out",
        "stripped",
        "dropped_off",
        "inspected",
    ]
)
SEALS = st.lists(
    st.sampled_from(["EC100", "ec-100", "EC200", "N/A", "É1", "A", "B", "C"]), max_size=6
)
MASSES = st.sampled_from([None, 0.0, 4000.0, 21_600.0, 26_400.0, 9e9])

MOVEMENTS = st.builds(
    moved,
    KINDS,
    DAYS,
    PLACES,
    number=NUMBERS,
    certainty=st.sampled_from(["actual", "planned"]),
    seals=SEALS,
    packed=st.sampled_from([None, True, False]),
    vessel_name=st.sampled_from([None, "SIM STAR", "Sim-Moon"]),
    imo_number=st.sampled_from([None, "9074729", "IMO 9074729", "x"]),
    size_type=st.sampled_from([None, "45R1", "22G1", "??"]),
    gross_mass_kg=MASSES,
    verified_gross_mass_kg=MASSES,
)
BILLS = st.builds(
    bill, DAYS, via=st.lists(st.sampled_from(["PABLB", "ZZOPT"]), max_size=2), seals=SEALS
)


@st.composite
def histories(draw: st.DrawFn) -> Rows:
    moves = draw(st.lists(MOVEMENTS, max_size=24))
    bills = draw(st.lists(st.tuples(NUMBERS, BILLS), max_size=3))
    said = [(i, "SIMTERM", m) for i, m in enumerate(moves)]
    declared = [(100 + i, "SIMLINE", number, b) for i, (number, b) in enumerate(bills)]
    made: Rows = np.concatenate([encoding.movement_rows(said), encoding.declared_rows(declared)])
    return made


def same(one: Told, other: Told) -> bool:
    return all(a.tobytes() == b.tobytes() for a, b in zip(one, other, strict=True))


@settings(max_examples=1000)
@given(histories(), st.randoms(use_true_random=False))
def test_any_order_and_repetition_tell_the_same_story(history: Rows, random: Any) -> None:
    places = [i for i in range(len(history)) for _ in range(random.choice([1, 1, 2]))]
    random.shuffle(places)
    again = history[places]
    later = again.copy()
    later["known"] += 1000  # the same message, received once more
    assert same(tell(np.concatenate([again, later])), tell(history))


@settings(max_examples=1000)
@given(histories(), st.randoms(use_true_random=False))
def test_following_events_as_they_come_equals_telling_all_at_once(
    history: Rows, random: Any
) -> None:
    places = [i for i in range(len(history)) for _ in range(random.choice([1, 1, 2]))]
    random.shuffle(places)
    stories = Stories()
    while places:
        some, places = places[: (n := random.randint(1, 4))], places[n:]
        stories.add(history[some])
    assert same(stories.told(), tell(history))


@settings(max_examples=300)
@given(st.lists(MOVEMENTS, max_size=12))
def test_columns_and_single_movements_are_laid_out_alike(moves: list[Movement]) -> None:
    one_by_one = encoding.movement_rows((i, "SIMTERM", m) for i, m in enumerate(moves))
    columns: dict[str, list[object]] = {
        name: [getattr(m, name, None) for m in moves] for name in SCHEMA
    }
    columns["known"] = list(range(len(moves)))
    columns["source"] = ["SIMTERM"] * len(moves)
    columns["seals"] = [[seal.number for seal in m.seals] for m in moves]
    frame = pl.DataFrame(columns, schema=SCHEMA, strict=False)
    assert frame_rows(frame).tobytes() == one_by_one.tobytes()


def test_what_is_told_of_a_box_rests_on_its_own_events() -> None:
    mine = encoding.movement_rows([(1, "A", moved("loaded", 1, "ECGYE"))])
    others = encoding.movement_rows([(2, "A", moved("loaded", 1, "ECGYE", number="TSTU1000000"))])
    alone, among = tell(mine), tell(np.concatenate([others, mine]))
    container = encoding.container(BOX)
    assert among.events[among.events["container"] == container].tobytes() == alone.events.tobytes()
