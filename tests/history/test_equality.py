"""One definition: live, in bulk, after a restart and in any order of equal times, to the bit."""

import os

import numpy as np
import polars as pl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quaywatch.cargo import Frames
from quaywatch.history import History, features
from quaywatch.history.values import Floats
from tests.history.making import Outcome, bill, filed, outcomes, rows_of

CASES = int(os.environ.get("QUAYWATCH_HISTORY_CASES", "40"))
"""How many histories are drawn; the benchmark `folds` draws ten thousand and more."""

# Few instants, a second, some days and a year apart, so that most events share theirs.
TIMES = st.sampled_from([0.0, 0.0, 1e-5, 1.0, 1.0, 7.5, 180.0, 365.0, 400.0, 1500.0])
FILINGS = st.lists(
    st.tuples(
        TIMES,
        st.sampled_from(["Ax", "Bx", "Cx", ""]),
        st.sampled_from(["Px", "Qx"]),
        st.sampled_from([None, 10.0, 25_000.0, 1e-3]),
        st.sampled_from(["ECGYE", "COCTG"]),
    ),
    min_size=1,
    max_size=12,
)
KNOWN = st.lists(st.tuples(st.integers(0, 11), st.booleans(), TIMES), max_size=8)
Said = list[tuple[float, str, str, float | None, str]]


def trade(said: Said) -> Frames:
    return filed(
        *(
            (at, bill(consignee, consignor, mass=mass, loading=port))
            for at, consignee, consignor, mass, port in said
        )
    )


def live(
    frames: Frames,
    known: list[Outcome],
    order: list[int],
    *,
    restart: int | None = None,
) -> tuple[Floats, bytes]:
    """Events one by one in their order of time, those of one instant as `order` has them."""
    history = History()
    times = frames.consignments["received_at"].to_list()
    learned = outcomes(*known)["known_at"].to_list()
    events = [(at, "read", row) for row, at in enumerate(times)]
    events += [(at, "learn", n) for n, at in enumerate(learned)]
    events = [events[n] for n in order]
    events.sort(key=lambda event: event[0])
    values = np.full((len(frames), len(history.compiled.names)), np.nan)
    for step, (_, kind, place) in enumerate(events):
        if step == restart:
            history = History.load(history.dump())
        if kind == "read":
            values[place] = history.read(frames.alone(place)).values[0]
        else:
            row, found, at = known[place]
            history.learn(frames.alone(row), outcomes((0, found, at)))
    return values, history.dump()


@settings(max_examples=CASES, suppress_health_check=[HealthCheck.too_slow])
@given(FILINGS, KNOWN, st.randoms(use_true_random=False), st.integers(0, 20))
def test_live_bulk_and_restarted_agree_in_any_order_of_equal_times(
    said: Said, known: list[Outcome], random: np.random.Generator, restart: int
) -> None:
    frames = trade(said)
    known = [(row % len(said), found, at) for row, found, at in known]
    order = list(range(len(said) + len(known)))
    bulk = features(frames, outcomes(*known))
    first, state = live(frames, known, order)
    random.shuffle(order)
    again, other = live(frames, known, order, restart=restart)
    assert first.tobytes() == again.tobytes()
    assert state == other
    assert bulk.equals(
        pl.DataFrame([pl.Series(n, first[:, i]).fill_nan(None) for i, n in enumerate(bulk.columns)])
    )


@settings(max_examples=CASES, suppress_health_check=[HealthCheck.too_slow])
@given(FILINGS, KNOWN, st.randoms(use_true_random=False))
def test_rows_in_another_order_and_a_year_in_pieces_give_the_same_state(
    said: Said, known: list[Outcome], random: np.random.Generator
) -> None:
    frames = trade(said)
    known = [(row % len(said), found, at) for row, found, at in known]
    whole = History()
    values = whole.through(frames, outcomes(*known)).values
    places = list(range(len(said)))
    random.shuffle(places)
    moved = [(places.index(row), found, at) for row, found, at in known]
    shuffled = History()
    mixed = shuffled.through(rows_of(frames, places), outcomes(*moved)).values
    assert values[places].tobytes() == mixed.tobytes()
    assert whole.dump() == shuffled.dump()
