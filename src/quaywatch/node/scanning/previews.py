"""The small pictures that a viewer draws first, kept beside the ledger so that they come at once.

What is kept is made of the original and can be made again: losing it costs a second.
"""

import struct

import numpy as np

from quaywatch.ledger import Ledger
from quaywatch.node.scanning.scan import Scan
from quaywatch.scans.physics.arrays import Counts
from quaywatch.scans.planes import plane, preview_step, shrunk
from quaywatch.scans.radiograph import Energy, Radiograph

_VERSION = "1"
"""Raise it with every change of how a picture is drawn."""
_SIDES = struct.Struct("<II")


def keep(ledger: Ledger, scan: Scan, radiograph: Radiograph) -> None:
    """Keep the small pictures of a radiograph."""
    step = preview_step(scan.taken.lines, scan.taken.rows)
    for band in radiograph.bands:
        drawn = shrunk(plane(band, radiograph.scale), step)
        data = _SIDES.pack(*drawn.shape) + drawn.astype("<u2").tobytes()
        ledger.save_snapshot(_name(scan, band.energy), scan.position, _VERSION, data)


def kept(ledger: Ledger, scan: Scan, energy: Energy) -> Counts | None:
    """Return the small picture of one energy, where it is kept."""
    found = ledger.load_snapshot(_name(scan, energy), _VERSION)
    if found is None:
        return None
    height, width = _SIDES.unpack_from(found.data)
    pixels = np.frombuffer(found.data, "<u2", offset=_SIDES.size)
    return pixels.reshape(height, width).astype(np.uint16)


def _name(scan: Scan, energy: Energy) -> str:
    return f"scan/{scan.taken.digest}/{energy.value}"
