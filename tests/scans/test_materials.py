"""Curves of a generic installation tell classes of material and masses of simulated ones."""

import numpy as np
import pytest

from quaywatch.scans.materials import material_table, told
from quaywatch.scans.physics.dual import MaterialClass, invert, material_class
from quaywatch.scans.physics.materials import material
from quaywatch.world.scanner.installation import MOBILE, PORTAL, RELOCATABLE, Installation, beams

KNOWN = [
    ("wood", 30.0, MaterialClass.ORGANIC),
    ("cocaine_hydrochloride", 60.0, MaterialClass.ORGANIC),
    ("aluminium", 50.0, MaterialClass.MIXED),
    ("steel", 30.0, MaterialClass.METAL),
    ("steel", 120.0, MaterialClass.METAL),
    ("lead", 40.0, MaterialClass.DENSE_METAL),
]


@pytest.mark.parametrize("installation", [MOBILE, PORTAL, RELOCATABLE], ids=lambda one: one.name)
@pytest.mark.parametrize(("name", "depth", "expected"), KNOWN)
def test_a_substance_is_of_its_class_whatever_the_installation(
    installation: Installation, name: str, depth: float, expected: MaterialClass
) -> None:
    both, substance = beams(installation), material(name)
    low, high = (one.log_signal(substance, np.array([depth])) for one in (both.low, both.high))
    read = invert(material_table(installation.endpoints), low, high)
    assert material_class(float(read.number[0])) is expected
    if expected is not MaterialClass.DENSE_METAL:
        assert read.areal_density[0] == pytest.approx(depth, rel=0.08)


def test_two_end_points_are_told_in_any_order_and_one_is_not_enough() -> None:
    assert told((6.0, 4.0)) == told((4.0, 6.0)) == (4.0, 6.0)
    assert told((6.0,)) is told((6.0, 6.0)) is told(()) is None
