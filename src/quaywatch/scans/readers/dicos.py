"""DICOS and DICOM: pictures of digital X-ray objects whose pixels are not packed.

DICOS (NEMA IIC 1) is DICOM's file format with modules for security; a frame for each energy.
"""

import io
from collections.abc import Iterable
from datetime import datetime
from typing import cast

import numpy as np
from numpy.typing import NDArray
from pydicom import Dataset, dcmread  # pyright: ignore[reportUnknownVariableType]
from pydicom.multival import MultiValue
from pydicom.uid import (
    ExplicitVRBigEndian,
    ExplicitVRLittleEndian,
    ImplicitVRLittleEndian,
)

from quaywatch.scans.radiograph import Particulars, Scale
from quaywatch.scans.readers.draft import Draft
from quaywatch.scans.readers.limits import check_shape
from quaywatch.scans.readers.result import refused
from quaywatch.scans.readers.told import drafted

PRIVATE_GROUP, CREATOR, HEADER_ELEMENT = 0x4011, "QUAYWATCH", 0x01
"""Where the header lies that other software need not know (PS3.5, 7.8.1)."""

_PLAIN = {ImplicitVRLittleEndian, ExplicitVRLittleEndian, ExplicitVRBigEndian}
_PREAMBLE = 128
_INVERTED = "MONOCHROME1"
_LINEAR = "LIN"


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
        pixels = _pixels(found, height, width, frames)
        header = _header(found)
        if not header:
            pixels = _widened(pixels, _stored(found))
        return drafted(tuple(pixels), header, otherwise=_particulars(found, frames))


def _pixels(found: Dataset, height: int, width: int, frames: int) -> NDArray[np.generic]:
    """Return frames by height and width, much signal for large numbers; raises RefusedError."""
    depth, stored = int(found.get("BitsAllocated", 0)), _stored(found)
    if depth not in (8, 16) or found.get("PixelRepresentation", 0) or _samples(found) != 1:
        raise refused("pixels", f"{depth} bits by {_samples(found)}, or signed: cannot be read")
    if not 1 < stored <= depth or int(found.get("HighBit", stored - 1)) != stored - 1:
        raise refused("pixels", f"{stored} of {depth} bits, not the lowest ones: cannot be read")
    raw = bytes(found.get("PixelData", b""))
    size = height * width * frames * depth // 8
    if len(raw) < size:
        raise refused("truncated", f"{len(raw)} bytes of pixels where {size} are told of")
    order = ">" if found.file_meta.TransferSyntaxUID == ExplicitVRBigEndian else "<"
    pixels = np.frombuffer(raw[:size], dtype=f"{order}u{depth // 8}")
    pixels = pixels.astype(pixels.dtype.newbyteorder("=")).reshape(frames, height, width)
    most = pixels.dtype.type((1 << stored) - 1)
    # Above the bits that are stored old files keep overlays.
    pixels &= most
    return most - pixels if _inverted(found) else pixels


def _widened(pixels: NDArray[np.generic], stored: int) -> NDArray[np.generic]:
    """Return pixels of fewer bits so that the brightest that can be stored stays the brightest."""
    full = (1 << 8 * pixels.dtype.itemsize) - 1
    most = (1 << stored) - 1
    if most == full:
        return pixels
    return (pixels.astype(np.uint32) * full // most).astype(pixels.dtype)


def _stored(found: Dataset) -> int:
    return int(found.get("BitsStored", found.get("BitsAllocated", 0)))


def _inverted(found: Dataset) -> bool:
    """Say whether small numbers stand for much signal (PS3.3, C.8.11.3.1.2), else for white."""
    sign = found.get("PixelIntensityRelationshipSign")
    if sign is not None:
        return int(sign) < 0
    return found.get("PhotometricInterpretation") == _INVERTED


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
    relation = str(found.get("PixelIntensityRelationship", _LINEAR))
    return Particulars(
        scanner=" ".join(name for name in names if name),
        taken_at=_instant(found),
        # Logarithms and what was made for the eye are no shares of the beam (PS3.3, C.8.11.3.1.2).
        scale=None if relation == _LINEAR else Scale.DISPLAY,
        endpoints_mev=_peaks(found, frames),
        # In DICOS this element names the object of inspection.
        equipment_number=str(found.get("PatientID", "")).strip(),
    )


def _peaks(found: Dataset, frames: int) -> tuple[float, ...]:
    """Return the end point of each frame, MeV; nothing unless as many are told as there are."""
    told = cast("object", found.get("KVP"))
    several = cast("Iterable[object]", told) if isinstance(told, MultiValue) else (told or "",)
    peaks = [str(one) for one in several]
    if len(peaks) != frames or "" in peaks:
        return ()
    return tuple(float(peak) / 1000 for peak in peaks)


def _instant(found: Dataset) -> datetime | None:
    """Return when the picture was taken, where the file also says in what zone."""
    zone = str(found.get("TimezoneOffsetFromUTC", "")).strip()
    day, hour = str(found.get("AcquisitionDate", "")), str(found.get("AcquisitionTime", ""))[:6]
    try:
        return datetime.strptime(f"{day}{hour}{zone}", "%Y%m%d%H%M%S%z")
    except ValueError:
        return None
