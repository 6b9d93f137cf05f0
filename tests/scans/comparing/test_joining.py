"""What a small net makes of what both others say: what it sees, and how it is taught."""

from pathlib import Path

import numpy as np
import pytest

from bench._two_scan import joining as teaching
from bench._two_scan.joining_lessons import TAUGHT, write_all
from quaywatch.scans.comparing.doors import BEHIND, LEAF, shipped
from quaywatch.scans.comparing.joining import ALONG, CHANNELS, UP, more, seen
from quaywatch.scans.comparing.seeing import LINES, End
from quaywatch.scans.detection.features import CELL
from quaywatch.scans.detection.model import session
from quaywatch.scans.physics.arrays import Pixels
from quaywatch.world.scanner.teaching.varying import Load

ROWS = 300
AT = (10, 20)
"""A cell behind the doors."""


def end_of(planes: Pixels) -> End:
    return End(planes, np.zeros((3, ROWS), np.float32), (1.0, 1.0, 1.0, 0.0, 1.2))


def nothing() -> tuple[Pixels, Pixels, Pixels]:
    """Return empty planes, and what both nets say of them: nothing."""
    cells = LINES // CELL, ROWS // CELL
    quiet = np.full(cells, -6.0, np.float32)
    return np.zeros((7, LINES, ROWS), np.float32), quiet, np.zeros(cells, np.float32)


def test_every_cell_keeps_its_place_and_beyond_the_picture_there_is_nothing() -> None:
    planes, logit, new = nothing()
    planes[5, AT[0] * CELL + 1, AT[1] * CELL + 2] = 1.0
    logit[AT], new[AT] = 4.0, 8.0
    shown, plain = seen(end_of(planes), logit, new), seen(end_of(nothing()[0]), *nothing()[1:])
    assert shown.shape == (ALONG, UP, CHANNELS)
    assert {(int(a), int(b)) for a, b, _ in np.argwhere(shown != plain)} == {AT}
    assert not shown[:, ROWS // CELL :, :-5].any()
    assert BEHIND <= ALONG * CELL < LINES


def test_the_same_is_said_whatever_is_beyond_what_the_net_sees() -> None:
    planes, logit, new = nothing()
    net = shipped().joining
    said = more(net, end_of(planes), logit, new)
    planes[:, ALONG * CELL :] = 3.0
    logit[ALONG:] = 9.0
    assert (more(net, end_of(planes), logit, new) == said).all()
    assert said.shape == (ALONG, ROWS // CELL)
    assert np.isfinite(said).all()


def lesson(seed: int, *, added: bool) -> tuple[Pixels, Pixels, Pixels]:
    """Return a lesson in which bricks show in the picture, though neither net says so."""
    rng = np.random.default_rng(seed)
    planes, logit, new = nothing()
    planes[5] = rng.normal(0.0, 0.02, planes[5].shape).astype(np.float32)
    shows = np.zeros((ALONG, UP), np.float32)
    if added:
        along, up = int(rng.integers(5, 15)), int(rng.integers(10, 60))
        shows[along : along + 4, up : up + 4] = 1.0
        planes[5, along * CELL : (along + 4) * CELL, up * CELL : (up + 4) * CELL] += 0.3
    base = np.full((ALONG, UP), -3.0, np.float32)
    return seen(end_of(planes), logit, new), base, shows


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    for extra in ("torch", "onnx"):
        pytest.importorskip(extra, reason="training is an extra: pip install quaywatch[train]")
    made = tmp_path_factory.mktemp("lessons")
    for number in range(20):
        one = [lesson(2 * number + added, added=bool(added)) for added in (0, 1)]
        x, base, shows = (np.stack(part) for part in zip(*one, strict=True))
        np.savez(made / f"{number}.npz", seen=x.astype(np.float16), base=base, shows=shows)
    # Of some voyages no two scans could be brought together.
    np.savez(made / "99.npz")
    return made


def test_it_learns_what_neither_of_both_says_and_the_file_says_the_same(folder: Path) -> None:
    weights = teaching.taught(folder)
    net = session(teaching.onnx_bytes(weights))
    zone = slice(LEAF // CELL, BEHIND // CELL)
    scores: dict[bool, list[float]] = {False: [], True: []}
    for added in (False, True):
        for seed in range(100, 110):
            x, base, _ = lesson(seed, added=added)
            (said,) = net.run(["more"], {"seen": x})
            scores[added].append(float((base + said)[zone].max()))
    assert min(scores[True]) > max(scores[False])


def test_the_same_lessons_make_the_same_file(folder: Path) -> None:
    one, other = (teaching.onnx_bytes([teaching.taught_from(folder, 0)]) for _ in range(2))
    assert one == other


def test_voyages_that_teach_it_are_none_that_calibrate_or_measure() -> None:
    seeds = {seed + n for seed, count in TAUGHT.values() for n in range(4 * count)}
    assert not seeds & set(range(100_000, 320_000))


def test_a_voyage_teaches_there_and_back_and_with_bricks(tmp_path: Path) -> None:
    write_all(tmp_path, shipped().pairs, {Load.STRANGE: (420_000, 1)})
    (path,) = tmp_path.iterdir()
    with np.load(path) as kept:
        assert kept["seen"].shape == (3, ALONG, UP, CHANNELS)
        assert [bool(shows.any()) for shows in kept["shows"]] == [False, False, True]
        assert kept["base"][2][kept["shows"][2] > 0].max() > kept["base"][0].max()
