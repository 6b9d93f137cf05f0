"""PNG of 16 bits: one energy, with the header as a text chunk."""

import io

import msgspec
import numpy as np
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from quaywatch.scans.header import Header, written
from quaywatch.scans.radiograph import Energy, Radiograph
from quaywatch.scans.readers.picture import HEADER_KEY
from quaywatch.scans.writers.raised import raised


def picture(radiograph: Radiograph, energy: Energy) -> bytes:
    """Return one band as PNG; raises KeyError where there is none of that energy."""
    band = radiograph.band(energy)
    if band is None:
        raise KeyError(energy.value)
    at = radiograph.bands.index(band)
    told = msgspec.structs.replace(
        radiograph.particulars,
        energies=(energy,),
        endpoints_mev=radiograph.particulars.endpoints_mev[at : at + 1],
    )
    chunk, out = PngInfo(), io.BytesIO()
    chunk.add_text(HEADER_KEY, written(Header(particulars=told)))
    Image.fromarray(np.ascontiguousarray(raised(band))).save(out, "PNG", pnginfo=chunk)
    return out.getvalue()
