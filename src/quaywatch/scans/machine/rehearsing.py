"""A plain box for a reading process to read before it is asked: whatever is loaded or compiled at
first use is there then, and no fork pays for it again.
"""

import numpy as np

from quaywatch.scans import writers
from quaywatch.scans.physics.geometry import Fan
from quaywatch.scans.radiograph import Band, Energy, Leading, Particulars, Radiograph, Scale

_FAN = Fan(
    source_height=2.0,
    detector_distance=9.4,
    pitch=0.011,
    rows=450,
    lowest=0.0,
    line_spacing=0.01,
)
_DISTANCE, _UNDERSIDE, _TOP = 7.5, 0.9, 3.49
_LENGTH, _MARGIN = 606, 60
"""Lines of a 20-foot container, and before and behind it."""


def rehearsal() -> bytes:
    """Return a picture of a container that is the same everywhere, as a file."""
    low, high = (round(_FAN.row(height, _DISTANCE)) for height in (_UNDERSIDE, _TOP))
    shape = (_LENGTH + 2 * _MARGIN, _FAN.rows)
    bands: list[Band] = []
    for energy, share in ((Energy.LOW, 0.3), (Energy.HIGH, 0.4)):
        pixels = np.full(shape, 65_000, np.uint16)
        pixels[_MARGIN : _MARGIN + _LENGTH, low:high] = round(65_000 * share)
        pixels += (np.arange(pixels.size, dtype=np.uint32) * 7919 % 101).astype("u2").reshape(shape)
        bands.append(Band(energy, pixels))
    told = Particulars(
        scanner="Rehearsal",
        scale=Scale.TRANSMISSION,
        leading=Leading.DOORS,
        energies=(Energy.LOW, Energy.HIGH),
        endpoints_mev=(3.5, 6.0),
        fan=_FAN,
        load_distance=_DISTANCE,
    )
    return writers.tiff(Radiograph(tuple(bands), Scale.TRANSMISSION, told))
