"""Small radiographs, and files of them that other software might have written."""

import io
from datetime import UTC, datetime

import h5py
import numpy as np
from numpy.typing import NDArray
from PIL import Image
from pydicom.dataset import FileDataset, FileMetaDataset
from pydicom.uid import UID, ExplicitVRLittleEndian

from quaywatch.scans.physics.geometry import Fan
from quaywatch.scans.physics.normalising import Calibration
from quaywatch.scans.radiograph import Band, Energy, Leading, Particulars, Radiograph, Scale

LINES, ROWS = 40, 24
FAN = Fan(
    source_height=1.0,
    detector_distance=9.0,
    pitch=0.004,
    rows=ROWS,
    lowest=0.2,
    line_spacing=0.005,
)


def grey(seed: int = 1, *, high: int = 65536) -> NDArray[np.uint16]:
    """Return a picture by height and width."""
    return np.random.default_rng(seed).integers(0, high, (ROWS, LINES)).astype(np.uint16)


def radiograph(*, scale: Scale = Scale.COUNTS, calibrated: bool = True) -> Radiograph:
    """Return a dual-energy radiograph with all that can be told of one."""
    bands = tuple(
        Band(
            energy,
            np.ascontiguousarray(grey(seed)[::-1].T),
            _calibration(seed) if calibrated else None,
        )
        for seed, energy in enumerate((Energy.HIGH, Energy.LOW))
    )
    told = Particulars(
        scanner="Simulated 1",
        site="BEANR Quay 1",
        taken_at=datetime(2026, 3, 1, 12, 30, tzinfo=UTC),
        equipment_number="TSTU0000014",
        leading=Leading.DOORS,
        scale=scale,
        energies=(Energy.HIGH, Energy.LOW),
        endpoints_mev=(6.0, 4.0),
        fan=FAN,
        load_distance=7.5,
        note="simulated",
    )
    return Radiograph(bands, scale, told)


def _calibration(seed: int) -> Calibration:
    dice = np.random.default_rng(seed)
    return Calibration(
        dice.normal(100, 3, ROWS).astype(np.float32),
        dice.normal(60_000, 300, ROWS).astype(np.float32),
    )


def png(pixels: NDArray[np.generic]) -> bytes:
    """Return a PNG without a header."""
    out = io.BytesIO()
    Image.fromarray(pixels).save(out, "PNG")
    return out.getvalue()


def jpeg(pixels: NDArray[np.generic]) -> bytes:
    """Return a JPEG."""
    out = io.BytesIO()
    Image.fromarray(pixels).save(out, "JPEG", quality=95)
    return out.getvalue()


def hdf5(**sets: NDArray[np.generic]) -> bytes:
    """Return an HDF5 file of these data sets."""
    out = io.BytesIO()
    with h5py.File(out, "w") as file:
        for name, pixels in sets.items():
            file[name] = pixels
    return out.getvalue()


def dicom(*frames: NDArray[np.uint16], **told: object) -> bytes:
    """Return a DICOS digital X-ray object of these frames."""
    meta = FileMetaDataset()
    meta.MediaStorageSOPClassUID = UID("1.2.840.10008.5.1.4.1.1.501.2.2")
    meta.MediaStorageSOPInstanceUID = UID("2.25.1")
    meta.TransferSyntaxUID = ExplicitVRLittleEndian
    found = FileDataset("", {}, file_meta=meta, preamble=b"\0" * 128)
    found.SOPClassUID = meta.MediaStorageSOPClassUID
    found.SOPInstanceUID = meta.MediaStorageSOPInstanceUID
    found.Rows, found.Columns, found.NumberOfFrames = ROWS, LINES, len(frames)
    found.SamplesPerPixel, found.PixelRepresentation = 1, 0
    found.PhotometricInterpretation = "MONOCHROME2"
    found.BitsAllocated, found.BitsStored, found.HighBit = 16, 16, 15
    found.PixelData = np.stack(frames).astype("<u2").tobytes()
    for name, value in told.items():
        setattr(found, name, value)
    out = io.BytesIO()
    found.save_as(out, enforce_file_format=True)
    return out.getvalue()
