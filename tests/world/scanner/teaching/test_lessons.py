from pathlib import Path

import numpy as np
import pytest

from quaywatch.scans.detection.features import CHANNELS
from quaywatch.world.scanner.held import held
from quaywatch.world.scanner.loading.recipes import Recipe
from quaywatch.world.scanner.loads import Declared
from quaywatch.world.scanner.streaming import seed_of
from quaywatch.world.scanner.teaching.drawing import ALONG, UP, lot, shelf
from quaywatch.world.scanner.teaching.lessons import Lesson, any_of, papers_of, write, write_all


def test_a_lesson_shows_one_container_without_and_with_threats(coffee: Lesson) -> None:
    honest, *threatened = coffee.views
    assert not honest.threat.any()
    assert not honest.places
    for view in threatened:
        assert view.places
        for place in view.places:
            first, first_up, last, last_up = place["cells"]
            assert view.threat[first:last, first_up:last_up].max() >= 0.5
            assert 0.5 < place["kg"] < 31


def test_a_threat_darkens_the_cells_that_it_is_told_of(coffee: Lesson) -> None:
    honest, *threatened = coffee.views
    for view in threatened:
        along, up = (
            min(a, b) for a, b in zip(view.seen.shape[:2], honest.seen.shape[:2], strict=True)
        )
        more = (view.seen - honest.seen[:along, :up])[:, :, :48:3].mean(axis=2)
        much = view.threat[:along, :up] >= 20
        if much.any():
            assert more[much].mean() > more[view.threat[:along, :up] == 0].mean()


def test_cut_outs_come_in_pairs_of_the_same_place(coffee: Lesson, tmp_path: Path) -> None:
    write(coffee, tmp_path, "one")
    seen, threat = lot(shelf(tmp_path), 3, np.random.default_rng(5))
    assert seen.shape == (6, ALONG, UP, CHANNELS)
    assert threat.shape == (6, ALONG, UP)
    assert not threat[0::2].any()
    assert (seen[0::2, :, :, -4:] == seen[1::2, :, :, -4:]).all()


def test_lessons_that_are_there_are_not_made_again(
    coffee: Lesson, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(coffee, tmp_path, "0007-0000")
    asked: list[int] = []

    def made(papers: Declared, seed: int, how: Recipe | None) -> None:
        asked.append(seed)

    monkeypatch.setattr("quaywatch.world.scanner.teaching.lessons.lesson", made)
    write_all(tmp_path, 7, 12, kept=lambda papers: not held(papers))
    wanted = [seed_of(7, n) for n in range(1, 12) if not held(papers_of(seed_of(7, n)))]
    assert asked == wanted
    assert len(wanted) < 11


def _anything(papers: Declared) -> bool:
    return True


def test_two_processes_make_the_lessons_that_one_makes(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    write_all(one, 7, 2, kept=_anything, strange=True)
    write_all(two, 7, 2, kept=_anything, strange=True, processes=2)
    names = sorted(path.name for path in one.iterdir())
    assert names == sorted(path.name for path in two.iterdir())
    assert len(names) >= 7
    for name in names:
        assert (one / name).read_bytes() == (two / name).read_bytes()


def test_loads_that_no_trade_packs_are_taught_beside_those_of_the_trade() -> None:
    seeds = [seed_of(3, place) for place in range(400)]
    loads = [any_of(seed) for seed in seeds]
    of_trade = [how is None for _, how in loads]
    assert 0.4 < sum(of_trade) / len(loads) < 0.6
    for seed, (papers, how) in zip(seeds, loads, strict=True):
        assert how is not None or papers == papers_of(seed)
        assert how is None or not held(papers)
