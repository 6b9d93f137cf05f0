"""Pictures of any format laid out in one way: by line and row, 16 bits, energies named."""

from collections.abc import Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from quaywatch.cargo.problem import Problem
from quaywatch.scans.physics.arrays import Counts, Pixels
from quaywatch.scans.physics.normalising import FULL_SCALE, Calibration
from quaywatch.scans.radiograph import Band, Energy, Radiograph, Scale
from quaywatch.scans.readers.believing import believed
from quaywatch.scans.readers.draft import Draft
from quaywatch.scans.readers.limits import check_agree, check_shape
from quaywatch.scans.readers.result import Read, doubt, refused

_DEPTHS = {"u1", "u2"}
_COLOURS = (Energy.RED, Energy.GREEN, Energy.BLUE)


def lay(name: str, draft: Draft) -> Read:
    """Make a radiograph of what a reader got; raises RefusedError."""
    _check(draft)
    problems: list[Problem] = []
    deep = draft.pictures[0].dtype.itemsize == 2
    scale = _scale(draft, deep=deep, problems=problems)
    pixels = [_laid(picture) for picture in draft.pictures]
    energies = _energies(draft, scale, pixels, problems)
    calibrations = _calibrations(draft, scale, pixels, problems)
    bands = tuple(
        Band(energy, picture, means)
        for energy, picture, means in zip(energies, pixels, calibrations, strict=True)
    )
    told = believed(draft.particulars, len(bands), bands[0].pixels.shape[1], problems)
    told = msgspec.structs.replace(told, scale=scale, energies=energies)
    return Read(name, Radiograph(bands, scale, told), tuple(problems))


def _check(draft: Draft) -> None:
    check_agree([picture.shape for picture in draft.pictures])
    for picture in draft.pictures:
        if picture.ndim != 2 or picture.dtype.str[1:] not in _DEPTHS:
            raise refused("pixels", f"pixels of {picture.dtype} in {picture.ndim} dimensions")
    if len({picture.dtype for picture in draft.pictures}) > 1:
        raise refused("bands-differ", "the pictures of one scan have one depth")
    height, width = draft.pictures[0].shape if draft.pictures else (0, 0)
    check_shape(height, width, len(draft.pictures))


def _laid(picture: NDArray[np.generic]) -> Counts:
    """Turn a picture round, and widen 8 bits so that white stays white."""
    turned = np.ascontiguousarray(picture[::-1].T).astype(np.uint16)
    return turned * np.uint16(257) if picture.dtype == np.uint8 else turned


def _scale(draft: Draft, *, deep: bool, problems: list[Problem]) -> Scale:
    told = draft.particulars.scale
    if draft.colour or (told is None and not deep):
        return Scale.DISPLAY
    if told is not None:
        return told
    if draft.air:
        return Scale.COUNTS
    problems.append(
        doubt(
            "scale-unstated",
            f"nothing says what a pixel means; {FULL_SCALE:,} is taken for the open beam",
            field="scale",
        )
    )
    return Scale.TRANSMISSION


def _energies(
    draft: Draft, scale: Scale, pixels: Sequence[Counts], problems: list[Problem]
) -> tuple[Energy, ...]:
    told, count = draft.particulars.energies, len(pixels)
    if draft.colour:
        return _COLOURS
    if len(told) == count and len(set(told)) == count:
        return told
    if told:
        raise refused("energies", f"{len(told)} energies are named for {count} pictures")
    if count == 1:
        return (Energy.SINGLE,)
    if count > 2 or scale is Scale.DISPLAY:
        raise refused("energies", f"nothing says which energies these {count} pictures are")
    problems.append(
        doubt(
            "energies-unstated",
            "nothing says which picture is of which energy; what is brighter is taken for the "
            "high one",
            field="energies",
        )
    )
    first, second = (float(picture.mean()) for picture in pixels)
    return (Energy.HIGH, Energy.LOW) if first > second else (Energy.LOW, Energy.HIGH)


def _calibrations(
    draft: Draft, scale: Scale, pixels: Sequence[Counts], problems: list[Problem]
) -> list[Calibration | None]:
    none: list[Calibration | None] = [None] * len(pixels)
    if not draft.air and not draft.dark:
        if scale is Scale.COUNTS:
            problems.append(
                doubt("calibration-missing", "counts without air and dark cannot be normalised")
            )
        return none
    lines = [*draft.air, *draft.dark]
    rows = pixels[0].shape[1]
    fits = len(draft.air) == len(draft.dark) == len(pixels)
    if not fits or any(line.shape != (rows,) for line in lines):
        problems.append(
            doubt(
                "calibration-unfit",
                f"air and dark do not fit {len(pixels)} pictures of {rows} rows; left out",
            )
        )
        return none
    return [
        Calibration(_means(dark), _means(air))
        for dark, air in zip(draft.dark, draft.air, strict=True)
    ]


def _means(line: NDArray[np.generic]) -> Pixels:
    return np.ascontiguousarray(line[::-1]).astype(np.float32)
