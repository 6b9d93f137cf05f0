"""What both energies say of a thing between the walls: steel like a repair, or something else."""

import math
from dataclasses import replace
from functools import cache

import pytest

from bench._empties import Case, scene
from quaywatch.scans.emptiness import verify
from quaywatch.scans.emptiness.known import shipped
from quaywatch.scans.emptiness.residual import residual
from quaywatch.scans.standard import GRID, UNDERSIDE, Standard, standard
from quaywatch.world.scanner.building import builder_of
from quaywatch.world.scanner.delivering import radiograph
from quaywatch.world.scanner.expecting import expected
from quaywatch.world.scanner.exposing import expose
from quaywatch.world.scanner.installation import MOBILE, PORTAL, RELOCATABLE, Installation
from quaywatch.world.scanner.scene import Role
from quaywatch.world.scanner.trailer import on_trailer

SCANNERS = (PORTAL, RELOCATABLE, MOBILE)
AT, HIGH = (2.73, 3.33), (0.5, 0.9)
"""Where a thing stands, metres along and up: midway between the ends of a van of twenty feet."""
SHEET, BOX = ("steel", 7.86, 0.0016), ("cotton", 0.045, 0.3)
"""Substance, g/cm³ and metres across; the box weighs 3.2 kg."""


@cache
def with_(thing: tuple[str, float, float], scanner: Installation, *, trailer: bool) -> Standard:
    van = scene(Case(1234, "22G1", scanner))
    builder = builder_of(van, Role.GOODS)
    builder.add(AT, (0.004, 0.004 + thing[2]), HIGH, thing[0], thing[1])
    whole = builder.scene(van.box, van.seed)
    if trailer:
        whole = on_trailer(whole, scanner.base)
    picture = expose(expected(whole, scanner), scanner, 1234)
    found = standard(radiograph(picture, scanner))
    assert isinstance(found, Standard)
    return found


def shown(picture: Standard) -> tuple[float, float]:
    """Return how much the thing attenuates, and what both energies say of that beyond steel, as a
    share of what an organic one would show."""
    found = residual(picture, shipped())
    assert found is not None
    assert found.substance is not None
    lines, rows = _middle()
    more = float(found.beyond[lines, rows].mean())
    return more, float(found.substance.beyond[lines, rows].mean()) / found.substance.contrast / more


def _middle() -> tuple[slice, slice]:
    # What stands at a wall is seen higher or lower than it is.
    (first, last), (low, high) = ([round(one / GRID) for one in span] for span in (AT, HIGH))
    return slice(first + 8, last - 8), slice(low + UNDERSIDE + 8, high + UNDERSIDE - 8)


@pytest.mark.parametrize("trailer", [False, True])
@pytest.mark.parametrize("scanner", SCANNERS, ids=lambda one: one.name)
def test_a_box_is_told_from_a_sheet_of_steel(scanner: Installation, trailer: bool) -> None:
    box, sheet = (shown(with_(thing, scanner, trailer=trailer)) for thing in (BOX, SHEET))
    assert box[0] == pytest.approx(sheet[0], abs=0.03)
    # What is faint against the noise is in part taken for how its lines were exposed.
    assert (0.1 if scanner is MOBILE else 0.65) < box[1] < 1.35
    assert sheet[1] == pytest.approx(0.0, abs=0.35)
    assert box[1] > sheet[1] + 0.1


def test_a_light_box_is_told_and_the_reason_given_and_a_sheet_is_not() -> None:
    told = verify(with_(BOX, PORTAL, trailer=False))
    assert "beyond_empty_organic" in {reason.code for reason in told[0].reasons}
    assert verify(with_(SHEET, PORTAL, trailer=False)) == ()


def test_no_box_is_so_plain_that_its_chance_cannot_be_told() -> None:
    load = ("cotton", 0.9, 1.5)
    told = verify(with_(load, PORTAL, trailer=False))[0]
    assert 0.0 < told.false_alarm < 1e-5
    assert math.isfinite(told.log_likelihood_ratio)


def test_one_energy_says_nothing_of_the_substance() -> None:
    picture = with_(BOX, PORTAL, trailer=False)
    found = residual(replace(picture, low=picture.high, single=True), shipped())
    assert found is not None
    assert found.substance is None


def test_a_reference_that_knows_of_no_substances_goes_by_attenuation_alone() -> None:
    known = shipped()
    older = replace(known, tails={name: tail for name, tail in known.tails.items()
                                  if not name.startswith("~")})  # fmt: skip
    picture = with_(BOX, PORTAL, trailer=False)
    assert not any(
        reason.code == "beyond_empty_organic"
        for finding in verify(picture, older)
        for reason in finding.reasons
    )
