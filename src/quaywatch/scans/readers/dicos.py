"""DICOS and DICOM: pictures of digital X-ray objects whose pixels are not packed.

DICOS (NEMA IIC 1) is DICOM's file format with modules for security; a frame for each energy.
"""

import io
from datetime import datetime

import numpy as np
from pydicom import Dataset, dcmread  # pyright: ignore[reportUnknownVariableType]
from pydicom.uid import (
    ExplicitVRBigEndian,
    ExplicitVRLittleEndian,
    ImplicitVRLittleEndian,
)

from quaywatch.scans.radiograph import Particulars
from quaywatch.scans.readers.draft import Draft
from quaywatch.scans.readers.limits import check_shape
from quaywatch.scans.readers.result import refused
from quaywatch.scans.readers.told import drafted

PRIVATE_GROUP, CREATOR, HEADER_ELEMENT = 0x4011, "QUAYWATCH", 0x01
"""Where the header lies that other software need not know (PS3.5, 7.8.1)."""

_PLAIN = {ImplicitVRLittleEndian, ExplicitVRLittleEndian, ExplicitVRBigEndian}
_PREAMBLE = 128
_INVERTED = "MONOCHROME1"


class DicosReader:
    """Reads DICOS and DICOM."""

    name = "dicos"

    def recognises(self, head: bytes) -> bool:
        """Tell by the four letters behind the preamble (PS3.10, 7.1)."""
        return head.startswith(b"DICM", _PREAMBLE)

    def read(self, data: bytes) -> Draft:
        """Read the frames."""
        found = dcmread(io.BytesIO(data))
        syntax = found.file_meta.TransferSyntaxUID
        if syntax not in _PLAIN:
            raise refused("compression", f"pixels packed by {syntax.name} cannot be read")
        height, width = int(found.get("Rows", 0)), int(found.get("Columns", 0))
        frames = int(found.get("NumberOfFrames", 1) or 1)
        check_shape(height, width, frames)
        depth = int(found.get("BitsAllocated", 0))
        if depth not in (8, 16) or found.get("PixelRepresentation", 0) or _samples(found) != 1:
            raise refused("pixels", f"{depth} bits by {_samples(found)}, or signed: cannot be read")
        raw = bytes(found.get("PixelData", b""))
        size = height * width * frames * depth // 8
        if len(raw) < size:
            raise refused("truncated", f"{len(raw)} bytes of pixels where {size} are told of")
        order = ">" if syntax == ExplicitVRBigEndian else "<"
        pixels = np.frombuffer(raw[:size], dtype=f"{order}u{depth // 8}")
        pixels = pixels.astype(pixels.dtype.newbyteorder("=")).reshape(frames, height, width)
        if found.get("PhotometricInterpretation") == _INVERTED:
            pixels = np.iinfo(pixels.dtype).max - pixels
        return drafted(tuple(pixels), _header(found), otherwise=_particulars(found, frames))


def _header(found: Dataset) -> str:
    try:
        block = found.private_block(PRIVATE_GROUP, CREATOR)
        return str(block[HEADER_ELEMENT].value)
    except KeyError:
        return ""


def _samples(found: Dataset) -> int:
    return int(found.get("SamplesPerPixel", 1))


def _particulars(found: Dataset, frames: int) -> Particulars:
    names = [str(found.get(name, "")).strip() for name in ("Manufacturer", "StationName")]
    peak = found.get("KVP")
    return Particulars(
        scanner=" ".join(name for name in names if name),
        taken_at=_instant(found),
        endpoints_mev=(float(peak) / 1000,) if peak and frames == 1 else (),
        # In DICOS this element names the object of inspection.
        equipment_number=str(found.get("PatientID", "")).strip(),
    )


def _instant(found: Dataset) -> datetime | None:
    """Return when the picture was taken, where the file also says in what zone."""
    zone = str(found.get("TimezoneOffsetFromUTC", "")).strip()
    day, hour = str(found.get("AcquisitionDate", "")), str(found.get("AcquisitionTime", ""))[:6]
    try:
        return datetime.strptime(f"{day}{hour}{zone}", "%Y%m%d%H%M%S%z")
    except ValueError:
        return None
