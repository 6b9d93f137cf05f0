"""What the net behind the doors is taught on: honest voyages, and the same with blocks put in."""

import numpy as np
import pytest

from bench._two_scan import drawing
from bench._two_scan.drawing import UP, denser, lot, put_in, put_in_both
from bench._two_scan.lessons import Shelf, View, shelf, taught_codes, write
from bench._two_scan.pairs import Part, part, seeds
from quaywatch.scans.comparing.doors import BEHIND
from quaywatch.scans.comparing.seeing import CHANNELS, LINES
from quaywatch.scans.comparing.spectra import DEEPEST
from quaywatch.scans.detection.features import CELL
from quaywatch.world.reference import table
from quaywatch.world.scanner.held import HELD_STYLES, held
from quaywatch.world.scanner.loading.recipes import recipe
from quaywatch.world.scanner.loads import declared, drawn
from quaywatch.world.scanner.teaching.varying import Load, varied


@pytest.fixture(scope="module")
def lessons(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    folder = tmp_path_factory.mktemp("lessons")
    write(next(seeds(7, {Part.TAUGHT})), folder, 1.0)
    return shelf(folder)


@pytest.fixture(scope="module")
def views(lessons: Shelf) -> list[View]:
    (seed,) = lessons.told
    return [lessons.view(seed, number) for number in range(len(lessons.told[seed]))]


def test_nothing_that_is_measured_was_taught_or_calibrated_on() -> None:
    codes = table("goods")["hs_code"].to_list()
    parts = {code: part(declared(code)) for code in codes}
    assert {one for code, one in parts.items() if held(declared(code))} == {Part.MEASURED}
    for wanted, least in ((Part.TAUGHT, 40), (Part.CALIBRATED, 8), (Part.MEASURED, 20)):
        assert sum(one is wanted for one in parts.values()) >= least
    first = next(seeds(300_000, {Part.MEASURED}))
    assert part(drawn(first)) is Part.MEASURED


def test_a_voyage_is_seen_there_and_back_and_only_there_is_something_new(
    views: list[View],
) -> None:
    honest = [view for view in views if view.kg == 0]
    assert [view.back for view in honest] == [False, True]
    assert not any(view.threat.any() for view in honest)
    there, back = (view for view in views if view.kg != 0)
    assert there.kg > 0 > back.kg
    assert there.threat.any()
    assert not back.threat.any()
    shown = there.threat > 5
    if shown.any():
        assert there.end.planes[5][shown].mean() > honest[0].end.planes[5][:LINES].mean()


def test_a_block_that_is_put_in_darkens_the_later_scan_alone(views: list[View]) -> None:
    plain = views[0]
    for seed in range(5):
        made = put_in(plain, np.random.default_rng(seed))
        there = made.threat > 0
        assert there.any()
        lines = np.flatnonzero(there.any(axis=1))
        assert lines.min() >= 8
        assert lines.max() < BEHIND + 10 + 90
        change = made.end.planes - plain.end.planes
        assert change[0][there].mean() > 0.1
        assert change[5][there].mean() == pytest.approx(change[0][there].mean(), rel=1e-3)
        assert not change[2:5].any()
        assert (change[6][there] >= -1e-6).all()
        assert not change[:, ~there].any()


def test_what_is_put_into_both_scans_counts_as_nothing_added(views: list[View]) -> None:
    plain = views[0]
    for seed in range(5):
        made = put_in_both(plain, np.random.default_rng(seed))
        change = made.end.planes - plain.end.planes
        assert np.array_equal(made.threat, plain.threat)
        assert np.array_equal(change[2] > 0, change[3] > 0)
        # Both show as much of it, but for what energies make of it and where all is opaque.
        later, earlier = change[0].sum(), change[3].sum()
        assert earlier > 1
        assert 0.4 < later / earlier < 2.5
        left = change[5] - (change[0] - change[3])
        assert np.abs(left).max() < 1e-5


def test_lots_hold_pairs_without_and_with_something_by_turns(lessons: Shelf) -> None:
    shown, grams = lot(lessons, np.random.default_rng(3))
    assert shown.shape == (8, LINES // CELL, UP, CHANNELS)
    assert grams.shape == (8, LINES // CELL, UP)
    assert not grams[0::2].any()
    assert np.isfinite(shown).all()
    again, _ = lot(lessons, np.random.default_rng(3))
    assert np.array_equal(shown, again)


def test_half_of_the_voyages_of_lots_hold_things_that_stand_in_both_scans(
    lessons: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    put: list[View] = []

    def counted(view: View, rng: np.random.Generator) -> View:
        put.append(view)
        return put_in_both(view, rng)

    monkeypatch.setattr(drawing, "put_in_both", counted)
    for seed in range(5):
        lot(lessons, np.random.default_rng(seed))
    assert 4 <= len(put) <= 16, "of twenty"


def test_strange_loads_are_packed_in_no_way_that_is_held_back_for_measuring() -> None:
    taught = {
        recipe(code).style
        for code in table("goods")["hs_code"]
        if part(declared(code)) is Part.TAUGHT
    }
    loads = [varied(seed, Load.STRANGE, taught_codes()) for seed in range(200)]
    styles = [load[1].style for load in loads if load]
    assert set(styles) <= taught | {"assorted"}
    assert not set(styles) & HELD_STYLES
    assert 60 < styles.count("assorted") < 140


def test_heavy_loads_are_bodies_of_metal_or_stone_that_a_container_may_carry() -> None:
    loads = [varied(seed, Load.HEAVY, taught_codes()) for seed in range(60)]
    assert {load[1].style for load in loads if load} == {"assorted"}
    assert {"steel", "copper"} < {load[1].material for load in loads if load}
    assert all(load and load[0].mass_kg <= 26_000.0 for load in loads)


def test_a_pair_taken_denser_shows_more_of_everything_and_no_more_than_can_be_seen(
    lessons: Shelf,
) -> None:
    view = next(
        lessons.view(seed, n) for seed, told in lessons.told.items() for n, _ in enumerate(told)
    )
    same, more = denser(view, 1.0), denser(view, 1.3)
    assert np.array_equal(same.end.planes, view.end.planes)
    assert (more.end.planes[0] <= np.maximum(DEEPEST, view.end.planes[0])).all()
    clear = (view.end.planes[0] > 0.1) & (view.end.planes[0] < 1.0)
    assert np.allclose(more.end.planes[0][clear], 1.3 * view.end.planes[0][clear], rtol=1e-5)
    assert (more.end.planes[6][clear] >= view.end.planes[6][clear]).all()
    assert np.allclose(more.threat, 1.3 * view.threat)
