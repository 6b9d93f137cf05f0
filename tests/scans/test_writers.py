"""A radiograph goes out in open formats, and comes back as it was."""

from collections.abc import Callable

import numpy as np
import pytest

from quaywatch.scans import writers
from quaywatch.scans.radiograph import Energy, Radiograph, Scale
from quaywatch.scans.readers import read
from tests.scans.pictures import radiograph

_WHOLE = {"tiff": writers.tiff, "hdf5": writers.hdf}


@pytest.mark.parametrize("name", _WHOLE)
@pytest.mark.parametrize("calibrated", [True, False])
def test_what_is_written_is_read_back_whole(name: str, calibrated: bool) -> None:
    sent = radiograph(calibrated=calibrated)
    got = read(_WHOLE[name](sent))
    assert got.format == name
    assert got.radiograph is not None
    assert got.radiograph.particulars == sent.particulars
    assert got.radiograph.scale is sent.scale
    for band, before in zip(got.radiograph.bands, sent.bands, strict=True):
        assert band.energy is before.energy
        assert np.array_equal(band.pixels, before.pixels)
        assert (band.calibration is None) is (before.calibration is None)
        if band.calibration is not None and before.calibration is not None:
            assert np.array_equal(band.calibration.air, before.calibration.air)
            assert np.array_equal(band.calibration.dark, before.calibration.dark)


@pytest.mark.parametrize("write", _WHOLE.values())
def test_the_same_radiograph_is_written_as_the_same_bytes(
    write: Callable[[Radiograph], bytes],
) -> None:
    assert write(radiograph()) == write(radiograph())


def test_one_energy_goes_out_as_a_picture_with_what_is_told_of_it() -> None:
    sent = radiograph(scale=Scale.TRANSMISSION)
    got = read(writers.picture(sent, Energy.LOW))
    assert got.problems == ()
    assert got.radiograph is not None
    assert np.array_equal(got.radiograph.bands[0].pixels, sent.bands[1].pixels)
    assert got.radiograph.particulars.endpoints_mev == (4.0,)
    assert got.radiograph.particulars.fan == sent.particulars.fan
