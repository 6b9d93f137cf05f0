"""A port measures its own scanner in a picture of a test object."""

import msgspec
import numpy as np
import pytest

from quaywatch.scans.physics.quality import SEEN
from quaywatch.scans.quality import Edge, Layout, Step, Unmeasurable, figures
from quaywatch.scans.radiograph import Energy, Scale
from tests.scans.quality.objects import (
    EDGE_SPREAD,
    INDICATOR_MM,
    LAYOUT,
    NOISE,
    PER_MM,
    STEEL_MM,
    WIRE_DEFICIT,
    beside,
    detectability,
    scan,
    target,
)


def test_what_is_seen_behind_each_wall_comes_to_what_was_drawn() -> None:
    found = figures(scan(), LAYOUT)
    assert found.energy is Energy.SINGLE
    assert [one.steel_mm for one in found.steps] == list(STEEL_MM)
    for number, one in enumerate(found.steps):
        assert one.signal_to_noise == pytest.approx(detectability(number), rel=0.1, abs=1.0)
        assert one.seen == (one.signal_to_noise >= SEEN)
    assert [one.seen for one in found.steps] == [True, True, True, True]
    assert found.beyond
    assert found.penetration_mm == STEEL_MM[-1]


def test_penetration_lies_between_the_last_wall_seen_through_and_the_first_that_is_not() -> None:
    faint = msgspec.structs.replace(
        LAYOUT,
        step=(
            *LAYOUT.step[:2],
            # The same wall on both sides: there is nothing to see.
            Step(steel_mm=200.0, target=beside(2)[0], beside=beside(2)[1:]),
        ),
    )
    found = figures(scan(), faint)
    assert [one.seen for one in found.steps] == [True, True, False]
    assert found.penetration_mm is not None
    assert 150 < found.penetration_mm < 200
    assert not found.beyond


def test_contrast_edge_and_wire_come_to_what_was_drawn() -> None:
    found = figures(scan(), LAYOUT)
    wall = np.exp(-PER_MM * STEEL_MM[0])
    seen = wall * (1 - np.exp(-PER_MM * INDICATOR_MM)) / NOISE * np.sqrt(200)
    assert found.contrast_sensitivity == pytest.approx(
        INDICATOR_MM / STEEL_MM[0] * SEEN / seen, rel=0.15
    )
    # A blur of s lines leaves exp(-2 (pi s f)^2) of a pattern of f pairs of lines.
    finest = np.sqrt(np.log(5) / 2) / (np.pi * EDGE_SPREAD)
    assert found.resolution_mm == pytest.approx(0.5 / finest * 4.0, rel=0.1)
    assert found.wire == pytest.approx(3 * WIRE_DEFICIT / (NOISE * np.sqrt(3 / 100)), rel=0.3)


def test_what_the_object_has_not_is_not_measured() -> None:
    found = figures(scan(), Layout(edge=LAYOUT.edge))
    assert (found.steps, found.penetration_mm, found.contrast_sensitivity, found.wire) == (
        (), None, None, None,
    )  # fmt: skip
    assert found.resolution_mm is not None


@pytest.mark.parametrize(
    ("layout", "said"),
    [
        (
            Layout(step=(Step(steel_mm=100, target=(510, 0, 530, 20), beside=beside(0)),)),
            "step 1: target: [510, 0, 530, 20] is no part of a picture of 520 x 120 pixels",
        ),
        (
            Layout(step=(Step(steel_mm=100, target=target(0), beside=(target(0),)),)),
            "step 1: the target overlaps what is beside it",
        ),
        (
            Layout(step=(Step(steel_mm=100, target=(40, 40, 42, 42), beside=beside(0)),)),
            "step 1: target: fewer than 16 pixels have a signal",
        ),
        (
            Layout(edge=Edge(area=(5, 40, 35, 60), pitch_mm=4.0)),
            "edge: both sides are alike",
        ),
        (Layout(edge=Edge(area=(420, 10, 480, 30))), "edge: neither the file nor the layout"),
    ],
)  # fmt: skip
def test_a_part_that_is_not_where_the_layout_says_is_named(layout: Layout, said: str) -> None:
    with pytest.raises(Unmeasurable) as refused:
        figures(scan(), layout)
    assert said in str(refused.value)


def test_in_a_picture_for_the_eye_or_of_another_energy_nothing_is_measured() -> None:
    with pytest.raises(Unmeasurable, match="for the eye"):
        figures(scan(scale=Scale.DISPLAY), LAYOUT)
    with pytest.raises(Unmeasurable, match="no calibration"):
        figures(scan(scale=Scale.COUNTS), LAYOUT)
    with pytest.raises(Unmeasurable, match="no high energy; it has single"):
        figures(scan(), LAYOUT, Energy.HIGH)
