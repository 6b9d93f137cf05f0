from dataclasses import replace
from functools import cache

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quaywatch.scans.radiograph import Band, Energy, Leading, Particulars, Radiograph, Scale
from quaywatch.scans.reading import Reason
from quaywatch.scans.standard import GRID, OVER, UNDERSIDE, Standard, standard
from quaywatch.world.scanner.boxes import box
from quaywatch.world.scanner.delivering import radiograph
from quaywatch.world.scanner.expecting import expected
from quaywatch.world.scanner.exposing import expose
from quaywatch.world.scanner.installation import MOBILE, PORTAL, RELOCATABLE, Installation, mirrored
from quaywatch.world.scanner.loads import Declared, declared, load
from quaywatch.world.scanner.scene import Scene
from quaywatch.world.scanner.trailer import on_trailer


@cache
def scene(hs_code: str | None, size_type: str) -> Scene:
    if hs_code is None:
        return load(Declared(size_type, None, 0, 0.0), 1)
    return load(declared(hs_code, size_type), 1)


def picture(what: Scene, installation: Installation) -> Radiograph:
    return radiograph(expose(expected(what, installation), installation, 1), installation)


@cache
def bananas() -> Radiograph:
    return picture(scene("080390", "22R1"), RELOCATABLE)


def brought(given: Radiograph) -> Standard:
    found = standard(given)
    assert isinstance(found, Standard), found
    return found


@pytest.mark.parametrize(
    ("hs_code", "size_type", "installation", "trailer"),
    [
        (None, "22G1", RELOCATABLE, False),
        (None, "22G1", PORTAL, True),
        ("080390", "45R1", RELOCATABLE, True),
        ("080390", "45R1", mirrored(MOBILE), False),
        ("690721", "45G1", mirrored(MOBILE), True),
    ],
)
def test_a_container_is_as_long_and_high_whatever_scanner_sees_it_on_whatever_it_stands(
    hs_code: str | None, size_type: str, installation: Installation, trailer: bool
) -> None:
    what = scene(hs_code, size_type)
    found = brought(picture(on_trailer(what, installation.base) if trailer else what, installation))
    measures = box(size_type)
    assert found.length == pytest.approx(measures.length, abs=0.02)
    assert found.height == pytest.approx(measures.height, abs=0.02)
    assert found.open_below is not trailer
    assert found.size == (20 if size_type[0] == "2" else 40)
    assert found.low.shape == (
        round(measures.length / GRID),
        round(measures.height / GRID) + UNDERSIDE + OVER,
    )


def test_equal_containers_look_alike_in_pictures_turned_round() -> None:
    what = scene("080390", "22R1")
    ahead, turned = (
        brought(picture(what, one)).attenuation()[1]
        for one in (RELOCATABLE, replace(RELOCATABLE, doors_first=True))
    )
    assert ahead.shape == turned.shape
    smooth = [one[:600, :330].reshape(60, 10, 33, 10).mean(axis=(1, 3)) for one in (ahead, turned)]
    assert np.abs(smooth[0] - smooth[1]).mean() < 0.05
    assert np.corrcoef(smooth[0].ravel(), smooth[1][::-1].ravel())[0, 1] < 0.95


def test_a_picture_read_backwards_is_the_same_standard() -> None:
    given = bananas()
    back = Radiograph(
        tuple(replace(band, pixels=band.pixels[::-1]) for band in given.bands),
        given.scale,
        Particulars(
            leading=Leading.DOORS,
            fan=given.particulars.fan,
            load_distance=given.particulars.load_distance,
        ),
    )
    ahead, turned = brought(given), brought(back)
    assert np.allclose(ahead.low, turned.low, atol=1e-5)


@settings(max_examples=50)
@given(st.data())
def test_cells_come_back_as_the_pixels_that_they_were_averaged_from(data: st.DataObject) -> None:
    found = brought(bananas())
    lines, rows = found.low.shape
    line, row = (data.draw(st.integers(0, size - 2)) for size in (lines, rows))
    long, high = (data.draw(st.integers(1, size - at)) for size, at in ((lines, line), (rows, row)))
    region = found.region(line, line + long, row, row + high)
    spacing = found.fan.line_spacing
    # From the doors on, which are at the last lines here.
    outer, inner = ((found.lines.edges[0] - at) * spacing for at in
                    (region.last_line, region.first_line))  # fmt: skip
    assert outer <= line * GRID + 1e-6
    assert inner >= (line + long) * GRID - 1e-6
    assert inner - outer <= long * GRID + 2 * spacing + 1e-6
    edges = np.array([region.first_row, region.last_row]) - 0.5
    low, high_edge = found.fan.height(edges, found.distance)
    middle = found.heights
    assert low <= middle[row]
    assert high_edge >= middle[row + high - 1]
    assert high_edge - low <= high * GRID + 2 * found.fan.row_height(found.distance) + 1e-6


def test_noise_is_what_neighbouring_cells_of_an_even_wall_differ_by() -> None:
    what = scene(None, "22G1")
    once, again = (
        brought(radiograph(expose(expected(what, PORTAL), PORTAL, seed), PORTAL)) for seed in (1, 2)
    )
    # Where nothing but the walls is seen, which are even from row to row.
    inside = (slice(30, -30), slice(UNDERSIDE + 110, UNDERSIDE + 150))
    for one in (once, again):
        depth, sd = one.attenuation()[1][inside], one.noise()[1][inside]
        apart = np.diff(depth, axis=1)
        # By the median, which dents and patches do not reach.
        spread = np.median(np.abs(apart)) / 0.6745 / np.sqrt(2)
        assert spread == pytest.approx(float(sd.mean()), rel=0.2)


def test_air_around_the_container_is_open_beam() -> None:
    found = brought(picture(scene(None, "22G1"), RELOCATABLE))
    assert found.low[:, -5:].mean() == pytest.approx(1.0, abs=2e-3)
    assert found.low[:, :3].mean() == pytest.approx(1.0, abs=2e-3)


def test_one_energy_stands_for_both() -> None:
    given = bananas()
    band = replace(given.bands[1], energy=Energy.SINGLE)
    found = brought(Radiograph((band,), given.scale, given.particulars))
    assert found.single
    assert found.low is found.high


def test_dead_detectors_leave_no_hole() -> None:
    given = bananas()
    bands = []
    for band in given.bands:
        assert band.calibration is not None
        air = band.calibration.air.copy()
        air[300:303] = band.calibration.dark[300:303]
        bands.append(replace(band, calibration=replace(band.calibration, air=air)))
    found = brought(Radiograph(tuple(bands), given.scale, given.particulars))
    assert np.isfinite(found.low).all()
    assert np.isfinite(np.concatenate(found.noise())).all()


def _drawn_out(spacing: float) -> Radiograph:
    """Return a picture that says its lines are so many metres apart."""
    fan = replace(RELOCATABLE.fan, line_spacing=spacing)
    told = msgspec.structs.replace(bananas().particulars, fan=fan)
    return replace(bananas(), particulars=told)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (lambda: Radiograph(bananas().bands, Scale.DISPLAY, bananas().particulars), "for_the_eye"),
        (
            lambda: Radiograph(
                tuple(Band(band.energy, band.pixels) for band in bananas().bands),
                Scale.COUNTS,
                bananas().particulars,
            ),
            "no_calibration",
        ),
        (lambda: Radiograph(bananas().bands, Scale.COUNTS, Particulars()), "no_geometry"),
        (lambda: _drawn_out(0.2), "no_container"),
        (lambda: _drawn_out(0.0001), "no_container"),
        (
            lambda: Radiograph(
                tuple(replace(band, pixels=band.pixels[:60]) for band in bananas().bands),
                Scale.COUNTS,
                bananas().particulars,
            ),
            "no_container",
        ),
    ],
)
def test_what_cannot_be_brought_onto_the_grid_says_why(given, code: str) -> None:  # type: ignore[no-untyped-def]
    assert standard(given()) == Reason(code=code)


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 2**32 - 1), st.sampled_from([0, 1, 500, 65535]))
def test_no_pixels_whatever_bring_it_down(seed: int, floor: int) -> None:
    rng = np.random.default_rng(seed)
    given = bananas()
    bands = tuple(
        replace(
            band,
            pixels=rng.integers(floor, 65536, band.pixels.shape).astype(np.uint16),
        )
        for band in given.bands
    )
    found = standard(Radiograph(bands, given.scale, given.particulars))
    assert isinstance(found, Reason) or np.isfinite(found.low).all()
