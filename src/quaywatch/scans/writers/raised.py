"""Pictures and headers as files want them: topmost row first."""

from quaywatch.scans.header import Header
from quaywatch.scans.physics.arrays import Counts, Pixels
from quaywatch.scans.radiograph import Band, Radiograph


def raised(band: Band) -> Counts:
    """Return a band by height and width."""
    return band.pixels.T[::-1]


def header(radiograph: Radiograph) -> Header:
    """Return what is told beside the pixels."""
    means = [band.calibration for band in radiograph.bands]
    known = [one for one in means if one is not None]
    if len(known) < len(means):
        return Header(particulars=radiograph.particulars)
    return Header(
        particulars=radiograph.particulars,
        dark=tuple(_line(one.dark) for one in known),
        air=tuple(_line(one.air) for one in known),
    )


def _line(means: Pixels) -> tuple[float, ...]:
    return tuple(means[::-1].tolist())
