"""Readers that become worse, and those that do not."""

import numpy as np
import pytest

from quaywatch.inspections.readers.drift import HITS_APART, REFERENCE, of_alarms, of_hits
from quaywatch.inspections.readers.pacing import paces
from quaywatch.inspections.readers.sessions import Paced, paced
from tests.inspections.readers.synthetic import START, looks


def test_a_steady_reader_is_signalled_no_oftener_than_stated() -> None:
    rng = np.random.default_rng(1)
    watched = signals = 0
    for _ in range(20):
        told = of_hits(list(looks(rng, 540)))
        watched, signals = watched + told.watched, signals + len(told.signals)
    assert watched == 20 * (540 - REFERENCE)
    assert signals <= 2 * watched / HITS_APART


def test_who_gets_worse_is_signalled_and_since_when() -> None:
    rng = np.random.default_rng(2)
    delays: list[int] = []
    for _ in range(15):
        told = of_hits(list(looks(rng, 400, worse_from=100, worse=1 / 3)))
        late = [one for one in told.signals if (one.at - START).total_seconds() >= 100 * 3600]
        assert late
        first = late[0]
        assert first.after < first.before
        assert first.since <= first.at
        delays.append(round((first.at - START).total_seconds() / 3600) - 100)
    assert np.median(delays) < 60


def test_nothing_is_said_before_a_reader_is_known() -> None:
    told = of_hits(list(looks(np.random.default_rng(3), 30)))
    assert (told.watched, told.wanting, told.signals) == (0, REFERENCE - 30, ())


def test_crying_wolf_oftener_is_signalled_too() -> None:
    rng = np.random.default_rng(4)
    quiet = list(looks(rng, 100, clean=10, alarms=0.03))
    loud = list(looks(rng, 100, clean=10, alarms=0.12))
    assert of_alarms(quiet).signals == ()
    assert len(of_alarms([*quiet, *loud]).signals) >= 1


def test_tired_readers_are_advised_a_break_and_fresh_ones_none() -> None:
    rng = np.random.default_rng(5)
    tired = paces(list(looks(rng, 800, fatigue=1.8)))
    fresh = paces(list(looks(rng, 800, fatigue=1.0)))
    assert fresh.everybody.break_after is None
    assert tired.everybody.break_after is not None
    assert 20 <= tired.everybody.break_after <= 60


def test_who_was_measured_little_is_told_what_holds_of_all() -> None:
    rng = np.random.default_rng(6)
    told = paces([*looks(rng, 600, fatigue=1.8), *looks(rng, 3, reader="bo")])

    # Pictures and minutes go together here; their product is what is known.
    def together(reader: str) -> float:
        one = told.of[reader]
        return one.half_hour.times * one.twenty.times ** (15 / 20)

    assert together("bo") == pytest.approx(together("ada"), rel=0.25)


def test_a_break_begins_the_count_anew() -> None:
    at = [0, 60, 120, 120 + 700]
    given = [(START.replace(minute=s // 60, second=s % 60), 30.0) for s in at]
    told = list(paced(given))
    assert [one.since_break for one in told] == [0, 1, 2, 0]
    assert told[0] == Paced(on_task_minutes=0.0, since_break=0)
    assert told[2].on_task_minutes == pytest.approx(2.0)
