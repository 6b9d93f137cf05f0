"""What is put behind the doors is seen there, and only weights that were measured are used."""

from pathlib import Path

import numpy as np
import pytest

from quaywatch.scans.comparing import doors
from quaywatch.scans.comparing.doors import BEHIND, LEAF, behind
from quaywatch.scans.comparing.registering import Registered, registered
from quaywatch.scans.comparing.seeing import CHANNELS, LINES, End, end, seen
from quaywatch.scans.detection.features import CELL
from quaywatch.scans.detection.model import AlteredModelError
from quaywatch.scans.physics.arrays import Pixels
from quaywatch.world.scanner.installation import PORTAL
from tests.scans.comparing.test_comparison import GOODS, scan


@pytest.fixture(scope="module")
def honest() -> Registered:
    pair = registered(scan(GOODS, PORTAL, 1), scan(GOODS, PORTAL, 2))
    assert pair is not None
    return pair


@pytest.fixture(scope="module")
def added() -> Registered:
    pair = registered(scan(GOODS, PORTAL, 1), scan(GOODS, PORTAL, 2, kg=10.0))
    assert pair is not None
    return pair


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
    honest: Registered, added: Registered
) -> None:
    put, usual = next(behind(added)), next(behind(honest))
    assert put.score > 0 > usual.score
    first, last, low, high = put.box
    assert LEAF - CELL <= first < last <= BEHIND + 40
    assert 0 <= low < high <= added.later.shape[1]
    assert added.rest[first:last, low:high].mean() > 0.1


def test_weights_that_were_changed_are_refused(
    honest: Registered, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / doors.WEIGHTS).write_bytes(b"another net")
    monkeypatch.setattr("quaywatch.scans.comparing.doors.files", Path)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "quaywatch.scans.comparing").symlink_to(tmp_path)
    doors.shipped.cache_clear()
    with pytest.raises(AlteredModelError, match=r"doors\.onnx"):
        next(behind(honest))
    doors.shipped.cache_clear()
