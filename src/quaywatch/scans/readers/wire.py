"""A read radiograph as bytes, between the process that reads and the one that asked."""

import msgspec
import numpy as np

from quaywatch.cargo.problem import Problem
from quaywatch.scans.physics.normalising import Calibration
from quaywatch.scans.radiograph import Band, Energy, Particulars, Radiograph, Scale
from quaywatch.scans.readers.result import Read


class _Band(msgspec.Struct, frozen=True, kw_only=True):
    energy: Energy
    shape: tuple[int, int]
    pixels: bytes
    dark: bytes
    air: bytes


class _Read(msgspec.Struct, frozen=True, kw_only=True):
    format: str
    problems: tuple[Problem, ...]
    scale: Scale | None
    particulars: Particulars
    bands: tuple[_Band, ...]


_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(_Read)


def encode(read: Read) -> bytes:
    """Lay out what was read."""
    picture = read.radiograph
    return _ENCODER.encode(
        _Read(
            format=read.format,
            problems=read.problems,
            scale=picture.scale if picture else None,
            particulars=picture.particulars if picture else Particulars(),
            bands=tuple(_banded(band) for band in picture.bands) if picture else (),
        )
    )


def decode(data: bytes) -> Read:
    """Return what was laid out; raises ValueError."""
    found = _DECODER.decode(data)
    if found.scale is None:
        return Read(found.format, None, found.problems)
    bands = tuple(_band(one) for one in found.bands)
    return Read(found.format, Radiograph(bands, found.scale, found.particulars), found.problems)


def _banded(band: Band) -> _Band:
    means = band.calibration
    return _Band(
        energy=band.energy,
        shape=(band.pixels.shape[0], band.pixels.shape[1]),
        pixels=band.pixels.tobytes(),
        dark=means.dark.tobytes() if means else b"",
        air=means.air.tobytes() if means else b"",
    )


def _band(one: _Band) -> Band:
    pixels = np.frombuffer(one.pixels, dtype=np.uint16).reshape(one.shape)
    if not one.air:
        return Band(one.energy, pixels)
    lines = (np.frombuffer(line, dtype=np.float32) for line in (one.dark, one.air))
    return Band(one.energy, pixels, Calibration(*lines))
