"""A radiograph as a file of a format that is asked for by name."""

from enum import StrEnum

from quaywatch.scans.radiograph import Energy, Radiograph
from quaywatch.scans.writers.hdf import hdf
from quaywatch.scans.writers.picture import picture
from quaywatch.scans.writers.tiff import tiff


class FileFormat(StrEnum):
    """Open formats that readers read back without loss."""

    TIFF = "tiff"
    HDF5 = "hdf5"
    PNG = "png"
    """One energy of it; calibration lines do not fit in."""


ENDINGS = {
    ".tif": FileFormat.TIFF,
    ".tiff": FileFormat.TIFF,
    ".h5": FileFormat.HDF5,
    ".hdf5": FileFormat.HDF5,
    ".png": FileFormat.PNG,
}
"""What a file of each ending is; of several the first is the usual one."""


class NoSuchEnergyError(ValueError):
    """The radiograph has no picture of the energy that is asked for."""


def written(radiograph: Radiograph, form: FileFormat, energy: Energy | None = None) -> bytes:
    """Return a radiograph as a file; a PNG shows `energy`, by default the high one.

    Raises:
        NoSuchEnergyError: a PNG is asked for of an energy that it has not.

    """
    match form:
        case FileFormat.TIFF:
            return tiff(radiograph)
        case FileFormat.HDF5:
            return hdf(radiograph)
        case FileFormat.PNG:
            return picture(radiograph, _shown(radiograph, energy))


def _shown(radiograph: Radiograph, energy: Energy | None) -> Energy:
    has = [band.energy for band in radiograph.bands]
    usual = next((one for one in (Energy.HIGH, Energy.SINGLE) if one in has), has[0])
    wanted = energy or usual
    if wanted not in has:
        raise NoSuchEnergyError(f"this scan has no {wanted} energy; it has {', '.join(has)}")
    return wanted
