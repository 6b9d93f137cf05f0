"""What became of a container between the port of loading and arrival is told."""

from functools import cache

import numpy as np
import pytest

from quaywatch.cargo import ConcealmentPlace
from quaywatch.scans.comparing import Comparison, compare
from quaywatch.scans.radiograph import Radiograph
from quaywatch.scans.reading import Finding, Reason, Sign
from quaywatch.scans.standard import Standard, standard
from quaywatch.world.scanner.delivering import radiograph
from quaywatch.world.scanner.expecting import expected
from quaywatch.world.scanner.exposing import expose
from quaywatch.world.scanner.installation import MOBILE, PORTAL, Installation, mirrored
from quaywatch.world.scanner.loads import declared, load
from quaywatch.world.scanner.rescanning import shifted
from quaywatch.world.scanner.threats import hide

ALARM = 0.01
GOODS, TIMBER = "401110", "440729"


@cache
def scan(
    goods: str, installation: Installation, seed: int, kg: float = 0.0, shift: float = 0.0
) -> Standard:
    scene = load(declared(goods, "22G1"), 5)
    if kg:
        scene = hide(scene, ConcealmentPlace.BEHIND_DOORS, kg, 5)
    if shift:
        scene = shifted(scene, 5, shift)
    picture = expose(expected(scene, installation), installation, seed)
    made = standard(radiograph(picture, installation))
    assert isinstance(made, Standard)
    return made


def told(earlier: Standard, later: Standard) -> Comparison:
    made = compare(earlier, later)
    assert isinstance(made, Comparison)
    return made


def alarms(made: Comparison) -> list[Finding]:
    return [each for each in made.findings if each.false_alarm <= ALARM]


def test_the_same_container_twice_says_nothing() -> None:
    assert alarms(told(scan(GOODS, PORTAL, 1), scan(GOODS, PORTAL, 2))) == []


def test_another_scanner_and_a_load_that_shifted_say_nothing() -> None:
    later = scan(GOODS, mirrored(MOBILE), 2, shift=0.02)
    assert alarms(told(scan(GOODS, PORTAL, 1), later)) == []


def test_bricks_added_behind_the_doors_are_told_with_place_and_mass() -> None:
    later = scan(GOODS, mirrored(PORTAL), 2, kg=10.0)
    first = told(scan(GOODS, mirrored(PORTAL), 1), later).findings[0]
    assert first.false_alarm <= ALARM
    assert first.sign is Sign.ADDED
    assert first.place is ConcealmentPlace.BEHIND_DOORS
    assert first.log_likelihood_ratio > 0
    assert first.mass_kg is not None
    assert first.mass_kg == pytest.approx(10.0, rel=0.5)
    assert first.region is not None
    # Doors lead in the mirrored scan: what lies behind them is at its first lines.
    assert first.region.last_line < 250
    assert {reason.code for reason in first.reasons} == {
        "scan_differs",
        "scan_differs_at",
        "scan_compared_with",
    }


def test_what_was_added_one_way_was_removed_the_other() -> None:
    with_, without = scan(GOODS, PORTAL, 2, kg=10.0), scan(GOODS, PORTAL, 1)
    there, back = told(without, with_).findings[0], told(with_, without).findings[0]
    assert (there.sign, back.sign) == (Sign.ADDED, Sign.REMOVED)


def test_an_earlier_scan_whose_ends_are_unknown_is_turned_if_need_be() -> None:
    earlier, later = scan(GOODS, PORTAL, 1), scan(GOODS, mirrored(PORTAL), 2)
    blind = Standard(
        **{
            name: getattr(earlier, name)
            for name in Standard.__dataclass_fields__
            if name not in ("low", "high", "doors_told")
        },
        low=earlier.low[::-1],
        high=earlier.high[::-1],
        doors_told=False,
    )
    assert told(blind, later).turned
    assert not told(earlier, later).turned


def test_a_container_of_another_length_cannot_be_the_same() -> None:
    short = scan(GOODS, PORTAL, 1)
    long = standard(_long())
    assert isinstance(long, Standard)
    unlike = compare(short, long)
    assert isinstance(unlike, Reason)
    assert unlike.code == "scans_unlike"


def _long() -> Radiograph:
    scene = load(declared(TIMBER, "42G1"), 5)
    return radiograph(expose(expected(scene, PORTAL), PORTAL, 1), PORTAL)


def test_the_earlier_scan_lies_on_the_later_ones_grid() -> None:
    earlier, later = scan(GOODS, PORTAL, 1), scan(GOODS, MOBILE, 2)
    made = told(earlier, later)
    assert made.earlier.shape == made.foretold.shape == later.high.shape
    clear = later.high > 0.05
    assert np.median(np.abs(made.foretold - later.high)[clear]) < 0.01


def test_the_same_two_scans_always_say_the_same() -> None:
    earlier, later = scan(GOODS, PORTAL, 1), scan(GOODS, PORTAL, 2, kg=10.0)
    assert told(earlier, later).findings == told(earlier, later).findings
