"""Distances by sea are near enough to tell a detour from a route."""

import numpy as np
import pytest

from quaywatch.story import encoding
from quaywatch.story.geography import apart, by_sea, world
from quaywatch.world.reference import table

DISTANCES = table("sea_distances")


def miles(one: str, other: str) -> float:
    return by_sea(world(), encoding.place(one), encoding.place(other))


@pytest.mark.parametrize("port", DISTANCES.columns[1:])
def test_ways_by_sea_are_those_that_ships_sail(port: str) -> None:
    ratios = [miles(row["origin"], port) / row[port] for row in DISTANCES.iter_rows(named=True)]
    assert 0.97 < float(np.median(ratios)) < 1.05
    assert min(ratios) > 0.75
    assert max(ratios) < 1.35


def test_a_way_by_sea_is_never_shorter_than_the_straight_line_and_the_same_both_ways() -> None:
    assert miles("CNSHA", "BEANR") == pytest.approx(miles("BEANR", "CNSHA"))
    assert miles("CNSHA", "BEANR") > 9_500


def test_quays_of_one_estuary_are_one_port() -> None:
    antwerp, kallo = encoding.place("BEANR"), encoding.place("BEKAL")
    assert not apart(world(), antwerp, kallo)
    assert apart(world(), antwerp, encoding.place("FRLEH"))


def test_nothing_is_apart_from_an_unknown_place() -> None:
    assert not apart(world(), encoding.place("ZZZZZ"), encoding.place("BEANR"))
