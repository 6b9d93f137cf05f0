import pytest

from quaywatch.cargo import ConcealmentPlace
from quaywatch.scans.detection import find, score
from quaywatch.scans.reading import Reason, Sign
from quaywatch.scans.standard import Standard, standard
from quaywatch.world.scanner.delivering import radiograph
from quaywatch.world.scanner.expecting import expected
from quaywatch.world.scanner.exposing import expose
from quaywatch.world.scanner.installation import RELOCATABLE
from quaywatch.world.scanner.loads import Declared, load
from quaywatch.world.scanner.scene import Scene
from quaywatch.world.scanner.threats import hide

SEED = 1_000_000_003


def _seen(scene: Scene) -> Standard:
    picture = expose(expected(scene, RELOCATABLE), RELOCATABLE, SEED)
    found = standard(radiograph(picture, RELOCATABLE))
    assert not isinstance(found, Reason)
    return found


@pytest.fixture(scope="module")
def empty() -> Scene:
    return load(Declared("22G1", None, 0, 0.0), SEED)


@pytest.fixture(scope="module")
def bags(empty: Scene) -> Standard:
    return _seen(hide(empty, ConcealmentPlace.BEHIND_DOORS, 25.0, SEED))


def test_bags_behind_the_doors_are_told_with_region_place_mass_and_reasons(
    bags: Standard,
) -> None:
    first = find(bags)[0]
    assert first.sign is Sign.THREAT
    assert first.place is ConcealmentPlace.BEHIND_DOORS
    assert first.log_likelihood_ratio > 1
    assert first.false_alarm < 0.05
    assert first.mass_kg is not None
    assert first.mass_sd_kg is not None
    assert 5 < first.mass_kg < 100
    codes = [reason.code for reason in first.reasons]
    assert codes == ["threat_place", "threat_density", "threat_number", "threat_rare"]
    place, density, *_ = first.reasons
    assert place.figures["from_doors_m"] < 1.5
    assert density.figures["g_cm2"] > density.figures["around_g_cm2"]
    # Doors come last in this picture: the region lies in its last fifth.
    assert first.region is not None
    assert first.region.first_line > 0.8 * bags.lines.pixels


def test_a_threat_makes_a_container_likelier_to_hold_one(empty: Scene, bags: Standard) -> None:
    assert score(bags) > score(_seen(empty)) + 2


def test_the_same_picture_is_found_the_same(bags: Standard) -> None:
    assert find(bags) == find(bags)
    assert score(bags) == score(bags)
