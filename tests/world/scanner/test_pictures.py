from dataclasses import replace

import numpy as np
import pytest

from quaywatch.cargo import ConcealmentPlace
from quaywatch.scans.physics.dual import calibrate, invert
from quaywatch.scans.physics.materials import material
from quaywatch.scans.physics.normalising import levelled, transmission
from quaywatch.scans.physics.weighing import weigh
from quaywatch.scans.radiograph import Energy, Leading, Scale
from quaywatch.world.scanner.basis import parts
from quaywatch.world.scanner.building import Builder
from quaywatch.world.scanner.delivering import radiograph
from quaywatch.world.scanner.expecting import expected
from quaywatch.world.scanner.exposing import drift, expose
from quaywatch.world.scanner.injecting import inject
from quaywatch.world.scanner.installation import RELOCATABLE, Installation, beams, mirrored
from quaywatch.world.scanner.loads import declared, load
from quaywatch.world.scanner.projecting import project
from quaywatch.world.scanner.rescanning import scanned_twice
from quaywatch.world.scanner.scene import Box, Role, Scene, Shape
from quaywatch.world.scanner.streaming import one, simulated
from quaywatch.world.scanner.threats import hide
from quaywatch.world.scanner.trailer import on_trailer
from quaywatch.world.scanner.truth import of_material, of_role, truth

ROOM = Box("test", 2.0, 2.438, 2.591, (0.0, 2.0, 0.0, 2.438, 0.0, 2.591), 0.0)


def block(name: str, shape: Shape = Shape.BOX, density: float = 1.0) -> Scene:
    """One solid of 0.8 x 0.5 x 0.8 m in the middle of nothing."""
    builder = Builder(Role.GOODS)
    builder.add((0.6, 1.4), (0.97, 1.47), (0.9, 1.7), name, density, shape)
    return builder.scene(ROOM, 1)


def plain(installation: Installation) -> Installation:
    """The scanner without blur and scatter."""
    return replace(
        installation, blur=(0.0, 0.0), scatter=replace(installation.scatter, strength=0.0)
    )


def test_the_middle_of_a_block_shows_what_its_depth_lets_pass() -> None:
    picture = expected(block("water"), plain(RELOCATABLE))
    fan = RELOCATABLE.fan
    line = round((RELOCATABLE.margin + 1.0) / fan.line_spacing)
    row = round(fan.row(RELOCATABLE.base + 1.3, RELOCATABLE.near + 1.22))
    depth = 50.0 * fan.obliquity[row]
    both = beams(RELOCATABLE)
    assert picture.low[line, row] == pytest.approx(
        both.low.transmission({"water": depth}), rel=3e-3
    )
    assert picture.high[line, row] == pytest.approx(
        both.high.transmission({"water": depth}), rel=3e-3
    )
    assert picture.high[0, 0] == pytest.approx(1.0, abs=1e-4)


@pytest.mark.parametrize("shape", list(Shape))
@pytest.mark.parametrize("name", ["water", "steel", "cocaine_hydrochloride"])
def test_a_noise_free_picture_weighs_what_the_scene_does(name: str, shape: Shape) -> None:
    scene = block(name, shape)
    density = of_material(scene, RELOCATABLE, name).astype(np.float64)
    distance = RELOCATABLE.near + 1.22
    assert weigh(density, RELOCATABLE.fan, distance).kg == pytest.approx(scene.mass_kg(), rel=0.01)


@pytest.mark.parametrize("name", ["wood", "steel", "aluminium"])
def test_mass_read_from_both_energies_is_the_mass_of_the_scene(name: str) -> None:
    scene = block(name, density=0.6)
    picture = expected(scene, plain(RELOCATABLE))
    low, high = (-np.log(np.asarray(share, np.float64)) for share in (picture.low, picture.high))
    reading = invert(calibrate(beams(RELOCATABLE)), low, high)
    mass = weigh(reading.areal_density, RELOCATABLE.fan, RELOCATABLE.near + 1.22)
    assert mass.kg == pytest.approx(scene.mass_kg(), rel=0.02)


def test_areal_densities_of_two_lots_add_up(small: Installation) -> None:
    scene = load(declared("040900"), 2)
    both = project(scene, small)
    apart = project(scene.of(Role.GOODS), small) + project(scene.of(Role.STRUCTURE), small)
    assert np.allclose(both, apart, rtol=1e-4, atol=2e-3)


def test_grain_hides_no_mass(small: Installation, bananas: Scene) -> None:
    smooth = bananas.having(replace(bananas.solids, grain=np.zeros_like(bananas.solids.grain)))
    grainy = project(bananas, small).sum(dtype=np.float64)
    assert grainy == pytest.approx(project(smooth, small).sum(dtype=np.float64), rel=0.01)


@pytest.mark.parametrize("name", ["water", "aluminium", "glass", "copper", "cocaine_base", "pvc"])
def test_every_substance_is_so_much_plastic_and_steel(name: str) -> None:
    plastic, steel = parts(name)
    high = beams(RELOCATABLE).high
    for grams in (5.0, 100.0):
        mixed = high.weights @ np.exp(
            -grams * plastic * material("polyethylene").attenuation(high.energies)
            - grams * steel * material("steel").attenuation(high.energies)
        )
        assert np.log(mixed) == pytest.approx(np.log(high.transmission({name: grams})), rel=3e-3)


def test_the_same_seed_gives_the_same_bytes(small: Installation, bananas: Scene) -> None:
    first, again = (expose(expected(bananas, small), small, 9) for _ in range(2))
    assert first.low.tobytes() == again.low.tobytes()
    assert first.high.tobytes() == again.high.tobytes()
    other = expose(expected(bananas, small), small, 10)
    assert first.high.tobytes() != other.high.tobytes()


def test_a_scan_of_a_stream_can_be_made_again_alone(small: Installation) -> None:
    third = list(simulated(3, 4, small, threats=1.0))[2]
    alone = one(third.seed, small, threats=1.0)
    assert alone.picture.high.tobytes() == third.picture.high.tobytes()
    assert alone.place == third.place


def test_half_of_a_stream_hides_something_when_asked_to(small: Installation) -> None:
    scans = list(simulated(12, 1, small, threats=0.5))
    hidden = [scan for scan in scans if scan.place is not None]
    assert 0 < len(hidden) < 12
    for scan in scans:
        assert (truth(scan.scene, small).threat_kg > 0) == (scan.place is not None)


def test_noise_is_that_of_its_photons(small: Installation, empty: Scene) -> None:
    quiet = replace(small, noise=replace(small.noise, pulse=0.0, nod=0.0))
    picture = expose(expected(empty, quiet), quiet, 3)
    share = transmission(picture.high, picture.high_calibration)
    air = share[:20, -10:]
    quanta = quiet.noise.quanta * quiet.profile[-10:] / beams(quiet).high.swank
    assert air.mean() == pytest.approx(1.0, abs=0.01)
    assert air.std() == pytest.approx(np.mean(quanta) ** -0.5, rel=0.2)


def test_levelling_takes_the_drift_out(small: Installation, empty: Scene) -> None:
    picture = expose(expected(empty, small), small, 3)
    share = transmission(picture.high, picture.high_calibration)
    rows = np.r_[0:6, small.fan.rows - 8 : small.fan.rows]
    line_means = share[:30].mean(axis=1)
    assert levelled(share, rows)[:30].mean(axis=1).std() < 0.5 * line_means.std()


def test_truth_lies_where_the_picture_differs(small: Installation, bananas: Scene) -> None:
    scene = hide(bananas, ConcealmentPlace.REFRIGERATION_UNIT, 20.0, 2)
    told = truth(scene, small)
    with_threat = expected(scene, plain(small)).high
    without = expected(bananas, plain(small)).high
    assert np.array_equal(told.areal_density > 0.01, np.abs(with_threat - without) > 1e-5)
    assert told.mask.sum() > 50


def test_a_picture_holds_nothing_of_the_truth(small: Installation) -> None:
    picture = one(1, small, threats=1.0).picture
    assert set(type(picture).__slots__) == {
        "installation",
        "low",
        "high",
        "low_calibration",
        "high_calibration",
        "fan",
    }


def test_a_mirrored_scanner_sees_the_same_mass_the_other_way_round(
    small: Installation, bananas: Scene
) -> None:
    ahead = of_role(bananas, small, Role.GOODS).astype(np.float64)
    other = mirrored(small)
    back = of_role(bananas, other, Role.GOODS).astype(np.float64)
    middle = small.near + bananas.box.width / 2
    assert weigh(back, small.fan, middle).kg == pytest.approx(
        weigh(ahead, small.fan, middle).kg, rel=0.02
    )
    profile, turned = ahead.sum(axis=1), back.sum(axis=1)[::-1]
    assert np.corrcoef(profile, turned)[0, 1] > 0.95


def test_a_projected_threat_looks_as_if_it_had_been_there(small: Installation) -> None:
    small = plain(small)
    clean = load(declared("940360"), 3)
    builder = Builder(Role.THREAT, {name: n for n, name in enumerate(clean.materials)})
    builder.lots.append(clean.solids)
    builder.add((4.0, 4.6), (1.0, 1.3), (0.9, 1.3), "cocaine_hydrochloride", 1.1)
    both = builder.scene(clean.box, clean.seed)
    real = expose(expected(both, small), small, 5)
    threat = project(both.of(Role.THREAT), small)
    injected = inject(expose(expected(clean, small), small, 5), threat, small, 6)
    inside = threat[:, :, 0] > 0.9 * threat[:, :, 0].max()
    for one_, other in ((injected.low, real.low), (injected.high, real.high)):
        seen, wanted = one_[inside].astype(float), other[inside].astype(float)
        assert seen.mean() == pytest.approx(wanted.mean(), rel=0.02)
        assert seen.std() == pytest.approx(wanted.std(), rel=0.2)
    outside = threat.max(axis=2) == 0
    assert np.array_equal(
        injected.high[outside], expose(expected(clean, small), small, 5).high[outside]
    )


def test_two_scanners_see_one_container_each_its_way(small: Installation, bananas: Scene) -> None:
    other = mirrored(replace(small, name="other", fan=replace(small.fan, line_spacing=0.02)))
    arrival = hide(bananas, ConcealmentPlace.BEHIND_DOORS, 25.0, 1)
    pair = scanned_twice(bananas, arrival, (small, other), 3)
    assert pair.first.high.shape != pair.second.high.shape
    assert pair.truth.threat_kg > 20
    assert pair.truth.mask.shape == pair.second.high.shape


def test_drift_is_drawn_anew_for_each_scan(small: Installation) -> None:
    first, again, other = (drift(200, small, seed) for seed in (1, 1, 2))
    assert np.array_equal(first.pulse, again.pulse)
    assert not np.array_equal(first.pulse, other.pulse)
    assert first.pulse.std() == pytest.approx(small.noise.pulse, rel=0.2)


def test_a_delivered_picture_says_that_it_is_simulated(small: Installation) -> None:
    picture = one(2, small).picture
    given = radiograph(picture, mirrored(small), equipment_number="QXAU1234560")
    assert given.scale is Scale.COUNTS
    assert "simulated" in given.particulars.scanner
    assert given.particulars.note == "simulated"
    assert given.particulars.leading is Leading.DOORS
    high = given.band(Energy.HIGH)
    assert high is not None
    assert np.array_equal(high.pixels, picture.high)


def test_a_trailer_stands_under_the_container_and_on_the_ground(
    small: Installation, bananas: Scene
) -> None:
    carried = on_trailer(bananas, small.base)
    assert 2000 < carried.mass_kg() - bananas.mass_kg() < 6000
    assert carried.solids.bounds[:, 4].min() == pytest.approx(-small.base)
    without, beneath = expected(bananas, plain(small)).high, expected(carried, plain(small)).high
    top = round(small.fan.row(small.base + bananas.box.height * 0.7, small.near))
    assert np.array_equal(without[:, top:], beneath[:, top:])
    assert (beneath[:, :40] <= without[:, :40] + 1e-6).all()
