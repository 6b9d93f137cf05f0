"""Threats in pictures that a scanner delivered."""

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from quaywatch.cargo import ConcealmentPlace
from quaywatch.scans.inserting import Frame, feasible, hidden, insert, insertable
from quaywatch.scans.inserting.bricks import cast
from quaywatch.scans.inserting.inserting import seen
from quaywatch.scans.materials import generic
from quaywatch.scans.physics.bricks import BRICK_KG, SUBSTANCE
from quaywatch.scans.physics.normalising import Calibration
from quaywatch.scans.radiograph import Band, Energy, Particulars, Radiograph, Scale
from quaywatch.scans.reading import Region

LINES, ROWS, MARGIN = 660, 170, 24
DARK, AIR, QUANTUM = 300.0, 40_000.0, 2.0
FRAME = Frame(
    Region(first_line=MARGIN, last_line=LINES - MARGIN, first_row=20, last_row=150),
    doors_first=True,
    length=12.192,
    height=2.591,
)


def picture(load: float = 0.4, seed: int = 1) -> Radiograph:
    """A container whose hold is filled evenly up to 1.5 m, as two energies count it."""
    rng = np.random.default_rng(seed)
    share = np.ones((LINES, ROWS))
    share[MARGIN : LINES - MARGIN, 20:150] = 0.9
    share[MARGIN + 60 : LINES - MARGIN - 10, 29:95] = load
    calibration = Calibration(
        np.full(ROWS, DARK, dtype=np.float32), np.full(ROWS, DARK + AIR, dtype=np.float32)
    )

    def counted() -> NDArray[np.uint16]:
        signal = QUANTUM * rng.poisson(share * AIR / QUANTUM)
        return np.rint(signal + DARK).astype(np.uint16)

    bands = tuple(Band(energy, counted(), calibration) for energy in (Energy.LOW, Energy.HIGH))
    return Radiograph(bands, Scale.COUNTS, Particulars(endpoints_mev=(4.0, 6.0)))


@pytest.fixture(scope="module")
def loaded() -> Radiograph:
    return picture()


def test_a_threat_weighs_in_the_picture_what_its_bricks_weigh(loaded: Radiograph) -> None:
    share = seen(loaded.bands[1], loaded.scale, FRAME)
    for place in feasible(FRAME, share):
        threat = hidden(FRAME, share, place, np.random.default_rng(4))
        depths = cast(threat.bricks, FRAME)
        pixel = (FRAME.length / depths.shape[0]) * (FRAME.height / depths.shape[1])
        assert float(depths.sum()) * pixel * 10 == pytest.approx(threat.kg, rel=1e-5)


def test_behind_a_load_less_is_seen_by_what_the_threat_stops(loaded: Radiograph) -> None:
    bricks = np.array([[5.0, 6.0, 0.6, 1.2, 0.2]])
    share = seen(loaded.bands[1], loaded.scale, FRAME)
    threat = hidden(FRAME, share, ConcealmentPlace.AMONG_GOODS, np.random.default_rng(1))
    made = insert(loaded, FRAME, replace(threat, bricks=bricks), np.random.default_rng(2))
    depth = 0.2 * 100 * 1.1
    both = generic((4.0, 6.0))
    beams = (both.low, both.high)
    for band, before, beam in zip(made.radiograph.bands, loaded.bands, beams, strict=True):
        inner = slice(made.region.first_line + 3, made.region.last_line - 3), slice(65, 75)
        signal, was = (one.pixels[inner] - DARK for one in (band, before))
        open_ = beam.transmission({SUBSTANCE: depth})
        # The load has hardened the beam, so that more passes than of the open beam.
        passed = signal.mean() / was.mean()
        assert open_ < passed < open_ * 1.12
        assert signal.std() == pytest.approx(np.sqrt(QUANTUM * signal.mean()), rel=0.15)


def test_outside_the_threat_nothing_changes(loaded: Radiograph) -> None:
    share = seen(loaded.bands[1], loaded.scale, FRAME)
    threat = hidden(FRAME, share, ConcealmentPlace.BEHIND_DOORS, np.random.default_rng(1))
    made = insert(loaded, FRAME, threat, np.random.default_rng(2))
    changed = made.radiograph.bands[0].pixels != loaded.bands[0].pixels
    changed[
        made.region.first_line : made.region.last_line, made.region.first_row : made.region.last_row
    ] = False
    assert not changed.any()
    assert made.detectability > 10


def test_bricks_behind_the_doors_lie_on_the_load_at_the_end_where_the_doors_are(
    loaded: Radiograph,
) -> None:
    for doors_first in (True, False):
        frame = replace(FRAME, doors_first=doors_first)
        share = seen(loaded.bands[1], loaded.scale, frame)
        threat = hidden(frame, share, ConcealmentPlace.BEHIND_DOORS, np.random.default_rng(3))
        region = insert(loaded, frame, threat, np.random.default_rng(3)).region
        near = region.last_line < LINES / 4 if doors_first else region.first_line > LINES * 3 / 4
        assert near
        assert region.first_row >= 20


def test_only_a_refrigerated_container_has_an_evaporator(loaded: Radiograph) -> None:
    share = seen(loaded.bands[1], loaded.scale, FRAME)
    assert ConcealmentPlace.EVAPORATOR not in feasible(FRAME, share)
    assert ConcealmentPlace.EVAPORATOR in feasible(replace(FRAME, reefer=True), share)


def test_an_empty_container_has_no_goods_to_hide_among() -> None:
    empty = picture(load=0.9)
    assert ConcealmentPlace.AMONG_GOODS not in feasible(
        FRAME, seen(empty.bands[1], empty.scale, FRAME)
    )


def test_deeper_loads_leave_less_to_be_seen() -> None:
    made: list[float] = []
    for load in (0.5, 0.1, 0.02):
        scan = picture(load)
        share = seen(scan.bands[1], scan.scale, FRAME)
        threat = hidden(FRAME, share, ConcealmentPlace.AMONG_GOODS, np.random.default_rng(1))
        made.append(insert(scan, FRAME, threat, np.random.default_rng(1)).detectability)
    assert made == sorted(made, reverse=True)


def test_a_picture_for_the_eye_takes_no_threat(loaded: Radiograph) -> None:
    drawn = replace(loaded, scale=Scale.DISPLAY)
    assert not insertable(drawn)
    share = seen(loaded.bands[1], loaded.scale, FRAME)
    threat = hidden(FRAME, share, ConcealmentPlace.ROOF, np.random.default_rng(1))
    with pytest.raises(ValueError, match="for the eye"):
        insert(drawn, FRAME, threat, np.random.default_rng(1))


def test_the_same_lots_give_the_same_picture(loaded: Radiograph) -> None:
    share = seen(loaded.bands[1], loaded.scale, FRAME)

    def made() -> Radiograph:
        rng = np.random.default_rng(9)
        threat = hidden(FRAME, share, ConcealmentPlace.FLOOR, rng)
        assert threat.kg % BRICK_KG == pytest.approx(0, abs=1e-6) or threat.kg > BRICK_KG
        return insert(loaded, FRAME, threat, rng).radiograph

    assert np.array_equal(made().bands[1].pixels, made().bands[1].pixels)
