"""Curves of a generic installation tell classes of material and masses of simulated ones."""

import numpy as np
import pytest

from quaywatch.scans.materials import generic, material_table, materials, told
from quaywatch.scans.physics.dual import MaterialClass, invert, material_class
from quaywatch.scans.physics.geometry import Fan
from quaywatch.scans.physics.materials import material
from quaywatch.scans.radiograph import Particulars
from quaywatch.scans.standard import OVER, UNDERSIDE, Axis, Standard
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


def blank(low: float, high: float, *, single: bool = False) -> Standard:
    """A picture of one attenuation throughout."""
    shape = (8, UNDERSIDE + OVER + 4)
    fan = Fan(
        source_height=2.0,
        detector_distance=9.0,
        pitch=0.005,
        rows=800,
        lowest=0.0,
        line_spacing=0.005,
    )
    return Standard(
        low=np.full(shape, low, np.float32),
        high=np.full(shape, high, np.float32),
        single=single,
        length=0.08,
        height=0.04,
        open_below=True,
        doors_told=True,
        fan=fan,
        distance=7.5,
        particulars=Particulars(endpoints_mev=(4.0, 6.0)),
        lines=Axis(np.arange(9) * 2.0, 16),
        rows=Axis(100.0 + np.arange(shape[1] + 1) * 2.4, 800),
        quanta=(1e-4, 1e-4),
    )


@pytest.mark.parametrize(("name", "number"), [("aluminium", 13.0), ("steel", 25.9)])
def test_a_plate_shows_its_number_and_weight_in_every_cell(name: str, number: float) -> None:
    beams = generic((4.0, 6.0))
    picture = blank(*(one.transmission({name: 40.0}) for one in (beams.low, beams.high)))
    read = materials(picture)
    assert np.allclose(read.areal_density, 40.0, rtol=5e-3)
    assert np.allclose(read.number, number, atol=0.2)
    assert (read.number_sd > 0).all()
    assert (read.areal_density_sd > 0).all()


def test_one_energy_weighs_as_wood_and_tells_no_number() -> None:
    share = generic((4.0, 6.0)).high.transmission({"wood": 40.0})
    read = materials(blank(share, share, single=True))
    assert np.allclose(read.areal_density, 40.0, rtol=5e-3)
    assert np.isnan(read.number).all()
