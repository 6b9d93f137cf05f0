"""A block of hundreds of kilograms stands out of a load of one kind, and of no other."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quaywatch.cargo import ConcealmentPlace
from quaywatch.scans.detection import find
from quaywatch.scans.detection.blocks import block, measured
from quaywatch.scans.physics.arrays import Floats
from quaywatch.scans.standard import Standard, standard
from quaywatch.world.scanner.delivering import radiograph
from quaywatch.world.scanner.expecting import expected
from quaywatch.world.scanner.exposing import expose
from quaywatch.world.scanner.installation import RELOCATABLE
from quaywatch.world.scanner.loads import declared, load
from quaywatch.world.scanner.threats import hide

LINES, ROWS = 1219, 370
ALONG, UP = LINES // 4, ROWS // 4


def even(seed: int = 0) -> Floats:
    """A load that is the same everywhere but for its grain."""
    return np.random.default_rng(seed).normal(3.0, 0.1, (ALONG, UP))


def shown(kg: float) -> Standard:
    scene = load(declared("080390"), seed=11)
    if kg:
        scene = hide(scene, ConcealmentPlace.AMONG_GOODS, kg, seed=11)
    found = standard(radiograph(expose(expected(scene, RELOCATABLE), RELOCATABLE, 11), RELOCATABLE))
    assert isinstance(found, Standard)
    return found


@given(st.integers(10, 240), st.integers(20, 50))
def test_a_block_is_marked_where_it_lies(along: int, up: int) -> None:
    picture = even()
    picture[along : along + 16, up : up + 12] += 2.0
    seen = block(picture, LINES, ROWS)
    assert seen is not None
    assert measured().false_alarm(seen.score) == pytest.approx(1 / 309)
    assert seen.bounds == (along, along + 16, up, up + 12)


def test_an_even_load_and_one_of_unlike_things_show_no_block() -> None:
    plain = block(even(), LINES, ROWS)
    assert plain is not None
    assert measured().false_alarm(plain.score) > 0.2
    lumpy = even()
    for place in range(10, ALONG - 20, 24):
        lumpy[place : place + 12, 20:60] += 2.0 + place / ALONG
    seen = block(lumpy, LINES, ROWS)
    assert seen is not None
    assert measured().false_alarm(seen.score) > 0.02


def test_where_hardly_anything_is_loaded_nothing_is_a_block() -> None:
    picture = np.full((ALONG, UP), 0.1)
    picture[20:60, 20:60] = 4.0
    seen = block(picture, LINES, ROWS)
    assert seen is not None
    assert seen.score == 0.0


@given(st.floats(0, 50), st.floats(0, 50))
def test_the_higher_a_score_the_rarer_it_is_in_honest_loads(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert measured().false_alarm(high) <= measured().false_alarm(low)


def test_bricks_by_the_hundred_kilograms_among_bananas_are_told() -> None:
    told = [one for one in find(shown(450.0)) if one.reasons[1].code == "threat_block"]
    (found,) = told
    assert found.false_alarm <= 0.02
    figures = found.reasons[1].figures
    assert figures["g_cm2"] > figures["around_g_cm2"]
    assert 40 < figures["kg"] < 600
    assert found.region is not None


def test_nothing_is_told_of_bananas_alone() -> None:
    assert not [one for one in find(shown(0.0)) if one.reasons[1].code == "threat_block"]
