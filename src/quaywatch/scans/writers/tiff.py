"""TIFF of 16 bits, deflated, a page for each energy; the header is the description."""

import io

import numpy as np
import tifffile

from quaywatch.scans.header import written
from quaywatch.scans.radiograph import Radiograph
from quaywatch.scans.writers.raised import header, raised


def tiff(radiograph: Radiograph) -> bytes:
    """Return a TIFF; the same radiograph gives the same bytes."""
    told, out = written(header(radiograph)), io.BytesIO()
    with tifffile.TiffWriter(out, bigtiff=False) as writer:
        for number, band in enumerate(radiograph.bands):
            writer.write(
                np.ascontiguousarray(raised(band)),
                photometric="minisblack",
                compression="adobe_deflate",
                predictor=True,
                rowsperstrip=64,
                description=told if number == 0 else band.energy.value,
                metadata=None,
                software=False,
            )
    return out.getvalue()
