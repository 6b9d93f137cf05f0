"""What is put behind the doors is seen there, and only weights that were measured are used."""

import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from quaywatch.scans.comparing import compare, doors
from quaywatch.scans.comparing.alone import alone, newly
from quaywatch.scans.comparing.comparison import VERSION
from quaywatch.scans.comparing.doors import BEHIND, LEAF, behind
from quaywatch.scans.comparing.registering import Registered, registered
from quaywatch.scans.comparing.scoring import calibration
from quaywatch.scans.comparing.seeing import CHANNELS, LINES, End, end, seen
from quaywatch.scans.detection.features import CELL
from quaywatch.scans.detection.model import AlteredModelError
from quaywatch.scans.physics.arrays import Pixels
from quaywatch.scans.standard import Standard
from quaywatch.world.scanner.installation import PORTAL
from tests.scans.comparing.test_comparison import GOODS, scan


def brought_together(before: Standard, after: Standard) -> tuple[Registered, Pixels]:
    pair = registered(before, after)
    assert pair is not None
    return pair, newly(alone(before), alone(after))


@pytest.fixture(scope="module")
def seen_twice() -> tuple[Registered, Pixels]:
    return brought_together(scan(GOODS, PORTAL, 1), scan(GOODS, PORTAL, 2))


@pytest.fixture(scope="module")
def seen_with_more() -> tuple[Registered, Pixels]:
    return brought_together(scan(GOODS, PORTAL, 1), scan(GOODS, PORTAL, 2, kg=10.0))


@pytest.fixture(scope="module")
def honest(seen_twice: tuple[Registered, Pixels]) -> Registered:
    return seen_twice[0]


def test_the_net_sees_the_end_at_the_doors_cell_by_cell(honest: Registered) -> None:
    shown = seen(end(honest))
    rows = honest.later.shape[1]
    assert shown.shape[0] == LINES // CELL
    assert shown.shape[1] * CELL >= rows
    assert shown.shape[2] == CHANNELS
    assert np.isfinite(shown).all()


def test_every_cell_of_the_grid_keeps_its_place_in_what_the_net_sees(honest: Registered) -> None:
    told = end(honest)
    planes: Pixels = np.zeros_like(told.planes)
    planes[0, 41, 102] = 3.0
    shown = seen(End(planes, np.zeros_like(told.rows), told.sides))
    cell = shown[41 // CELL, 102 // CELL]
    at = ((41 % CELL) * CELL + 102 % CELL) * 4
    assert cell[at] == pytest.approx(1.0)
    assert np.count_nonzero(shown[:, :, : 4 * CELL * CELL]) == 1


def test_what_was_put_behind_the_doors_scores_above_an_honest_pair(
    seen_twice: tuple[Registered, Pixels], seen_with_more: tuple[Registered, Pixels]
) -> None:
    put, usual = next(behind(*seen_with_more)), next(behind(*seen_twice))
    assert put.score > 0 > usual.score
    first, last, low, high = put.box
    added, _ = seen_with_more
    assert LEAF - CELL <= first < last <= BEHIND + 40
    assert 0 <= low < high <= added.later.shape[1]
    assert added.rest[first:last, low:high].mean() > 0.1


def test_what_only_the_later_scan_shows_is_found_where_it_is(
    seen_twice: tuple[Registered, Pixels],
) -> None:
    pair, new = seen_twice
    loud = new.copy()
    loud[12, 30] += 80.0
    put, usual = next(behind(pair, loud)), next(behind(pair, new))
    assert put.score > usual.score + 10
    first, last, low, high = put.box
    assert first <= 12 * CELL < last
    assert low <= 30 * CELL < high


def test_what_was_removed_is_what_the_earlier_scan_alone_shows(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[tuple[float, float]] = []

    def noted(before: Pixels, after: Pixels) -> Pixels:
        asked.append((float(before[:22].max()), float(after[:22].max())))
        return newly(before, after)

    monkeypatch.setattr("quaywatch.scans.comparing.comparison.newly", noted)
    compare(scan(GOODS, PORTAL, 1), scan(GOODS, PORTAL, 2, kg=10.0))
    added, removed = asked
    assert added[1] > added[0]
    assert removed == added[::-1]


def test_what_both_scans_show_near_one_place_is_nothing_new() -> None:
    before: Pixels = np.full((48, 80), -8.0, dtype=np.float32)
    after = before.copy()
    before[10, 20], after[12, 22], after[30, 60] = 4.0, 4.0, 4.0
    new = newly(before, after)
    assert new[12, 22] == pytest.approx(0.0)
    assert new[30, 60] == pytest.approx(9.0)
    assert new.argmax() == np.ravel_multi_index((30, 60), new.shape)


def test_scans_of_other_heights_are_held_against_each_other_from_the_ground_up() -> None:
    low, high = np.zeros((48, 70), np.float32), np.zeros((48, 80), np.float32)
    assert newly(low, high)[:, :60].max() == 0.0
    assert newly(low, high)[:, 75:].min() == pytest.approx(5.0)
    assert newly(high, low).shape == low.shape


def test_a_scan_whose_doors_are_at_its_other_end_is_turned_before_it_is_looked_at() -> None:
    one = scan(GOODS, PORTAL, 2, kg=10.0)
    turned = replace(one, low=one.low[::-1].copy(), high=one.high[::-1].copy())
    assert (alone(turned, turned=True) == alone(one)).all()


def test_scores_are_calibrated_with_the_nets_that_ship() -> None:
    assert calibration().version == VERSION


@pytest.mark.parametrize("changed", [doors.WEIGHTS, doors.JOINING])
def test_weights_that_were_changed_are_refused(
    honest: Registered, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, changed: str
) -> None:
    shutil.copytree(str(doors.files("quaywatch.scans.comparing") / "data"), tmp_path / "data")
    (tmp_path / "data" / changed).write_bytes(b"another net")
    monkeypatch.setattr("quaywatch.scans.comparing.doors.files", Path)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "quaywatch.scans.comparing").symlink_to(tmp_path)
    doors.shipped.cache_clear()
    with pytest.raises(AlteredModelError, match=changed):
        next(behind(honest, np.zeros((LINES // CELL, 1), np.float32)))
    doors.shipped.cache_clear()
