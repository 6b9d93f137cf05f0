"""Containers declared empty: what is told of those that are, and of those that are not."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from bench._empties import Case, scene, seen
from quaywatch.cargo import ConcealmentPlace, Consignment, Equipment, PackedStatus
from quaywatch.scans.emptiness import REASONS, comparable, reference, told, verify
from quaywatch.scans.emptiness.findings import FALSE_ALARM
from quaywatch.scans.machine.engine import Question
from quaywatch.scans.machine.engines import ENGINES
from quaywatch.scans.reading import Sign
from quaywatch.scans.standard import UNDERSIDE, Standard
from quaywatch.world.scanner.delivering import radiograph
from quaywatch.world.scanner.expecting import expected
from quaywatch.world.scanner.exposing import expose
from quaywatch.world.scanner.installation import MOBILE, PORTAL, RELOCATABLE, Installation
from quaywatch.world.scanner.makes import MAKES, make

PALLET = Case(41, "22G1", RELOCATABLE, "pallet")


@cache
def shown(
    size_type: str, installation: Installation, seed: int, content: str = "", kg: float = 0.0
) -> Standard:
    found = seen(Case(seed, size_type, installation, content, kg))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("size_type", "installation", "seed"),
    [("22G1", RELOCATABLE, 11), ("45R1", PORTAL, 12), ("22R1", MOBILE, 15), ("42G1", PORTAL, 14)],
)
def test_nothing_is_told_of_an_empty_container(
    size_type: str, installation: Installation, seed: int
) -> None:
    assert verify(shown(size_type, installation, seed)) == ()


def test_a_carton_in_an_empty_container_is_found_and_weighed() -> None:
    first = verify(shown("22G1", RELOCATABLE, 21, "carton"))[0]
    assert first.sign is Sign.NOT_EMPTY
    assert first.false_alarm <= FALSE_ALARM
    assert first.log_likelihood_ratio > 2.0
    assert first.mass_kg is not None
    assert 1.0 < first.mass_kg < 25.0
    assert {reason.code for reason in first.reasons} >= {"beyond_empty", "threat_place"}


@pytest.mark.parametrize(
    "place", [ConcealmentPlace.EVAPORATOR, ConcealmentPlace.ROOF, ConcealmentPlace.FRONT_WALL]
)
def test_what_is_hidden_in_a_reefer_is_told_by_its_place(place: ConcealmentPlace) -> None:
    found = verify(shown("22R1", PORTAL, 31, place, 10.0))
    assert found[0].place is place
    assert found[0].sign is Sign.THREAT
    mass, sd = found[0].mass_kg, found[0].mass_sd_kg
    assert mass is not None
    assert sd is not None
    assert abs(mass - 10.0) < 3 * sd


def test_a_finding_points_at_pixels_of_the_picture_itself() -> None:
    standard = shown("22R1", PORTAL, 31, ConcealmentPlace.ROOF, 10.0)
    region = verify(standard)[0].region
    assert region is not None
    assert 0 <= region.first_line < region.last_line <= standard.lines.pixels
    assert 0 <= region.first_row < region.last_row <= standard.rows.pixels


def test_the_reference_is_the_container_without_what_is_in_it() -> None:
    loaded = shown("22G1", RELOCATABLE, 41, "pallet")
    empty = reference(loaded)
    assert empty is not None
    assert empty.high.shape == loaded.high.shape
    region = verify(loaded)[0]
    assert region.mass_kg is not None
    hold = np.s_[40:-40, UNDERSIDE + 60 : UNDERSIDE + 200]
    # Two walls let nine tenths pass wherever the pallet stands.
    assert (empty.high[hold] > 0.8).all()
    assert loaded.high[hold].min() < 0.8


def test_the_reference_of_an_empty_container_is_its_own_picture_without_noise() -> None:
    picture = shown("22G1", RELOCATABLE, 11)
    empty = reference(picture)
    assert empty is not None
    apart = np.abs(np.log(picture.high) - np.log(empty.high))[40:-40, UNDERSIDE + 60 : -60]
    assert float(np.median(apart)) < 0.01


def test_the_machine_looks_for_emptiness_only_where_papers_say_empty() -> None:
    engine = next(one for one in ENGINES if one.name == "emptiness")
    scan = radiograph(expose(expected(scene(PALLET), RELOCATABLE), RELOCATABLE, 1), RELOCATABLE)
    standard = shown("22G1", RELOCATABLE, 41, "pallet")
    for status, speaks in ((PackedStatus.EMPTY, True), (PackedStatus.FULL, False), (None, False)):
        papers = Consignment(
            reference="B1", equipment=(Equipment(number="TSTU0000014", packed_status=status),)
        )
        told = engine.look(Question(scan, standard, (papers,)))
        assert (told is not None and bool(told.findings)) is speaks


def test_a_container_of_a_maker_that_nobody_has_met_is_no_load() -> None:
    for number, (kind, scanner) in enumerate(
        (("22G1", PORTAL), ("45G1", MOBILE), ("45R1", PORTAL))
    ):
        picture = seen(Case(311 + number, kind, scanner, make=make(MAKES + 3 + number)))
        assert picture is not None
        assert verify(picture) == ()


def test_what_a_part_of_an_unknown_build_hides_is_said_to_be_untold() -> None:
    picture = shown("22G1", PORTAL, 14)
    doors = picture.high.copy(), picture.low.copy()
    for share in doors:
        # As much as stands in the doors is moved down, as another maker might build them.
        share[:20] = np.roll(share[:20], 25, axis=1)
    findings, reasons = told(replace(picture, high=doors[0], low=doors[1]))
    assert {reason.code for reason in reasons} <= set(REASONS)
    assert "empty_unlike_doors" in {reason.code for reason in reasons}
    assert verify(replace(picture, high=doors[0], low=doors[1])) == findings
    assert told(picture) == ((), ())


def test_a_container_of_unknown_height_is_told_to_be_beyond_comparison() -> None:
    low = replace(shown("22G1", RELOCATABLE, 11), height=2.9)
    assert not comparable(low)
    assert verify(low) == ()
    assert reference(low) is None


def test_the_same_picture_is_read_the_same_again() -> None:
    picture = shown("22R1", PORTAL, 31, ConcealmentPlace.EVAPORATOR, 10.0)
    assert verify(picture) == verify(picture)
