"""What is learnt of empties, and what is made of it."""

import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from bench._empties import Case, seen
from quaywatch.cli.empties import command
from quaywatch.scans.emptiness import ends, learning
from quaywatch.scans.emptiness.ends import End
from quaywatch.scans.emptiness.findings import false_alarm
from quaywatch.scans.emptiness.known import (
    InvalidReferenceError,
    Kind,
    Known,
    Seen,
    Tail,
    opened,
    read,
    shipped,
    write,
)
from quaywatch.scans.emptiness.residual import residual
from quaywatch.scans.emptiness.scores import peaks, surprise
from quaywatch.scans.standard import Standard
from quaywatch.world.scanner.installation import MOBILE

MACHINE = Kind("gate 1", reefer=True, tall=False)


def end(seed: int) -> End:
    rng = np.random.default_rng(seed)
    return ends.learn(rng.uniform(0.1, 2.0, (7, 6, 9)).astype(np.float32))


def known(ranked: list[float]) -> Known:
    return Known(
        {MACHINE: Seen(end(1), end(2), (0.1, 0.2))},
        {"1/0/3/0": Tail(4.0, 0.5)},
        np.sort(np.array(ranked))[::-1],
        np.array([30.0, 9.0]),
        "made up",
    )


def test_a_reference_comes_back_as_it_was_written(tmp_path: Path) -> None:
    before = known([3.0, 1.0])
    write(before, tmp_path / "reference")
    after = read((tmp_path / "reference").read_bytes())
    assert after.kinds[MACHINE].level == (0.1, 0.2)
    assert after.tails == before.tails
    assert after.note == before.note
    was, now = before.kinds[MACHINE].doors, after.kinds[MACHINE].doors
    assert np.allclose(was.mean, now.mean, rtol=1e-3)
    assert np.allclose(was.components, now.components, atol=0.01 * np.abs(was.components).max())


@pytest.mark.filterwarnings("ignore:invalid value")
@pytest.mark.parametrize("part", ["mean", "spread", "components"])
def test_a_reference_with_an_end_that_is_none_is_refused_by_its_kind(
    tmp_path: Path, part: str
) -> None:
    whole = known([3.0, 1.0])
    seen_by = whole.kinds[MACHINE]
    wrong = getattr(seen_by.front, part).copy()
    for broken in (wrong[..., :-1], np.where(wrong == wrong.max(), np.nan, wrong)):
        front = replace(seen_by.front, **{part: broken})
        kinds = {MACHINE: replace(seen_by, front=front)}
        write(replace(whole, kinds=kinds), tmp_path / "reference")
        with pytest.raises(InvalidReferenceError, match="reefer"):
            opened((tmp_path / "reference").read_bytes())


def test_the_same_reference_is_the_same_file(tmp_path: Path) -> None:
    for name in ("one", "other"):
        write(known([3.0, 1.0]), tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "other").read_bytes()


def test_what_ships_knows_all_kinds_before_all_simulated_scanners() -> None:
    kinds = set(shipped().kinds)
    scanners = {kind.scanner for kind in kinds}
    assert len(scanners) == 3
    assert kinds == {
        Kind(scanner, reefer, tall)
        for scanner in scanners
        for reefer in (False, True)
        for tall in (False, True)
    }


@given(st.floats(0, 60), st.floats(0, 60), st.lists(st.floats(0, 20), max_size=30))
def test_the_higher_a_score_the_fewer_empties_have_it(
    one: float, other: float, ranked: list[float]
) -> None:
    low, high = sorted((one, other))
    of = known(ranked)
    assert 0.0 <= false_alarm(high, of) <= false_alarm(low, of) <= 1.0


def test_a_tail_says_nothing_of_what_many_empties_have() -> None:
    tail = Tail(at=4.0, decay=2.0)
    assert tail.surprise(3.9) == 0.0
    assert tail.surprise(4.0) == pytest.approx(-math.log(0.2))
    assert tail.surprise(8.0) == pytest.approx(-math.log(0.2) + 2.0)


def test_what_is_hidden_at_an_end_is_not_explained_by_how_makers_differ() -> None:
    rng = np.random.default_rng(5)
    pattern = rng.uniform(0.0, 1.0, (30, 60)).astype(np.float32)
    shown = 1.0 + rng.normal(0.0, 0.3, (20, 1, 1)).astype(np.float32) * pattern
    learnt = ends.learn(shown.astype(np.float32))
    empty = (1.0 + 0.2 * pattern).astype(np.float32)
    brick = np.zeros_like(empty)
    brick[5:8, 20:34] = 0.8
    noise = np.full_like(empty, 0.01)
    left = empty + brick - ends.explained(empty + brick, learnt, noise)
    assert left[5:8, 20:34].mean() == pytest.approx(0.8, abs=0.05)
    assert np.abs(left[10:, :]).max() < 0.05


def shown(seed: int, content: str = "") -> Standard:
    found = seen(Case(seed, "22G1", MOBILE, content))
    assert found is not None
    return found


def test_a_port_learns_its_own_empties_and_tells_what_is_not_one() -> None:
    own = learning.seen(shown(seed) for seed in range(61, 69))
    assert [(kind.reefer, kind.tall) for kind in own] == [(False, False)]
    of = learning.calibrated(own, (shown(seed) for seed in range(71, 77)), (), "of the test")
    assert len(of.ranked) == 6
    found = residual(shown(81, "pallet"), of)
    assert found is not None
    assert max(surprise(peak, of.tails) for peak in peaks(found)) > of.ranked[0]


def test_too_few_empties_teach_nothing() -> None:
    assert learning.seen([shown(61)]) == {}


def test_a_folder_without_scans_is_refused_and_its_files_are_told(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("no scan")
    done = CliRunner().invoke(command, [str(tmp_path), str(tmp_path / "reference")])
    assert done.exit_code == 1
    assert "notes.txt" in done.output
    assert not (tmp_path / "reference").exists()
