"""Curves of readers whose skill is known."""

import numpy as np
import pytest

from quaywatch.cargo import Concealment
from quaywatch.inspections.readers.curves import curves
from quaywatch.inspections.readers.feeding import LEAST, measured
from quaywatch.inspections.readers.looks import Look, Sort, section
from quaywatch.inspections.readers.rates import Count, Group, rates
from quaywatch.inspections.treatments import Curve
from tests.inspections.readers.synthetic import looks


def test_intervals_hold_the_true_rates_of_most_readers() -> None:
    rng = np.random.default_rng(1)
    held: list[bool] = []
    for _ in range(40):
        true = rng.beta(7, 3, 6)
        counts = tuple(Count(int(rng.binomial(30, share)), 30) for share in true)
        (told,) = rates([Group(counts, 0.65)])
        held += [one.low <= share <= one.high for one, share in zip(told, true, strict=True)]
    assert np.mean(held) > 0.92


def test_who_was_seen_little_is_drawn_towards_the_others() -> None:
    many = tuple(Count(90, 100) for _ in range(5))
    (told,) = rates([Group((*many, Count(1, 4)), 0.65)])
    assert 0.25 < told[-1].mean < 0.9
    assert told[0].mean == pytest.approx(0.9, abs=0.02)
    assert told[-1].high - told[-1].low > told[0].high - told[0].low


def test_of_whom_nothing_was_seen_what_is_declared_is_told_with_a_wide_interval() -> None:
    ((told,),) = rates([Group((Count(0, 0),), 0.65)])
    assert 0.5 < told.mean < 0.8
    assert told.high - told.low > 0.7


def test_the_better_of_two_readers_has_the_higher_sensitivity() -> None:
    rng = np.random.default_rng(2)
    seen = [
        *looks(rng, 200, reader="ada", skill=3.0, clean=5),
        *looks(rng, 200, reader="bo", skill=0.5, clean=5),
    ]
    better, worse = curves(seen)
    assert (better.reader, worse.reader) == ("ada", "bo")
    assert better.sensitivity.low > worse.sensitivity.high
    assert better.places[Concealment.RIP_ON].mean > better.places[Concealment.STRUCTURE].mean
    assert better.reliability == pytest.approx(200 / 243)
    assert better.seconds == 20.0


def test_a_weaker_word_finds_more_and_cries_wolf_more() -> None:
    (curve,) = curves(list(looks(np.random.default_rng(3), 200, clean=5)))
    sure, weak = curve.points
    assert (sure.score, weak.score) == (2.0, 1.0)
    assert sure.hits.mean < weak.hits.mean
    assert sure.alarms.mean < weak.alarms.mean
    assert weak.hits.times == curve.hits.times


def test_machines_are_measured_apart_from_analysts() -> None:
    rng = np.random.default_rng(4)
    seen = list(looks(rng, 50))
    machine = [
        Look(reader="net", sort=Sort.MACHINE, at=k.at, concealment=k.concealment, score=4.0,
             alarmed=True)
        for k in seen
    ]  # fmt: skip
    alone, both = curves(seen), curves([*seen, *machine])
    assert both[0] == alone[0]
    assert both[1].sort is Sort.MACHINE
    assert both[1].hits.times == both[1].hits.of == 50


def test_the_same_looks_give_the_same_curves() -> None:
    seen = list(looks(np.random.default_rng(5), 60, clean=2))
    assert curves(seen) == curves(seen)


def test_goods_are_grouped_by_section() -> None:
    assert [section(code) for code in ("080390", "0901", "98", "", "8471", "00")] == [
        "II", "II", "", "", "XVI", "",
    ]  # fmt: skip


def test_plans_are_fed_with_places_of_which_enough_was_inserted() -> None:
    seen = list(looks(np.random.default_rng(6), 150, clean=4))
    rare = Look(reader="ada", at=seen[0].at, concealment=Concealment.OTHER, score=2, alarmed=True)
    made = measured([*seen, rare], "the readers of a port")
    assert {one.concealment for one in made} == {
        Concealment.RIP_ON, Concealment.IN_LOAD, Concealment.STRUCTURE,
    }  # fmt: skip
    for one in made:
        assert isinstance(one, Curve)
        assert one.looks >= LEAST
        assert one.source == "the readers of a port"
    by_place = {one.concealment: one.at(0.02) for one in made}
    assert by_place[Concealment.RIP_ON] > by_place[Concealment.STRUCTURE]
