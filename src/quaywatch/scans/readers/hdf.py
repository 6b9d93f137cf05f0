"""HDF5: two-dimensional data sets of unsigned numbers, one for each energy.

As written here the data sets `low` and `high`, or `single`, lie at the root beside the attribute
`header`. Of other files every such data set that lies in the file itself is taken, by name.
"""

import io
from dataclasses import replace
from math import prod
from typing import Any, cast

import h5py
import msgspec
import numpy as np

from quaywatch.scans.radiograph import Energy, Particulars
from quaywatch.scans.readers.draft import Draft
from quaywatch.scans.readers.limits import MOST_BANDS, check_shape
from quaywatch.scans.readers.result import refused
from quaywatch.scans.readers.told import drafted

HEADER_KEY = "header"
_MAGIC = b"\x89HDF\r\n\x1a\n"
_DEEPEST = 8
_MOST_NAMES = 1000


class HdfReader:
    """Reads HDF5."""

    name = "hdf5"

    def recognises(self, head: bytes) -> bool:
        """Tell by the signature, which may follow a block of the user's own."""
        return any(head.startswith(_MAGIC, at) for at in (0, 512, 1024, 2048))

    def read(self, data: bytes) -> Draft:
        """Read the data sets that are pictures."""
        with h5py.File(io.BytesIO(data), "r") as file:
            sets = _sets(file, _DEEPEST, [_MOST_NAMES])
            if not sets:
                raise refused("empty", "no two-dimensional data set of unsigned numbers")
            if len(sets) > MOST_BANDS:
                raise refused("bands", f"{len(sets)} pictures; {MOST_BANDS} at most can be read")
            for found in sets:
                _check(found, len(sets))
            named = {_energy(found): found for found in sets}
            header = drafted((), _header(file), otherwise=Particulars())
            energies = header.particulars.energies
            if set(energies) != set(named):
                energies = tuple(one for one in named if one is not None)
            if len(energies) == len(sets):
                sets = [named[energy] for energy in energies]
            told = msgspec.structs.replace(header.particulars, energies=energies)
            pictures = tuple(np.asarray(found[()]) for found in sets)
            return replace(header, pictures=pictures, particulars=told)


def _energy(found: Any) -> Energy | None:
    name = str(found.name).rsplit("/", 1)[-1].lower()
    return Energy(name) if name in set(Energy) else None


def _sets(group: Any, deepest: int, left: list[int]) -> list[Any]:
    found: list[Any] = []
    for name in group:
        left[0] -= 1
        if left[0] < 0 or deepest == 0:
            raise refused("too-large", "more names, or deeper, than a file of pictures has")
        # Soft and external links lead round in circles, or out of the file.
        if not isinstance(group.get(name, getlink=True), h5py.HardLink):
            continue
        member = group[name]
        if isinstance(member, h5py.Group):
            found += _sets(member, deepest - 1, left)
        elif isinstance(member, h5py.Dataset) and _is_picture(member):
            found.append(member)
    return found


def _is_picture(member: Any) -> bool:
    return member.ndim == 2 and member.dtype.kind == "u" and member.dtype.itemsize <= 2


def _check(found: Any, count: int) -> None:
    height, width = found.shape
    check_shape(height, width, count)
    if found.external or found.is_virtual:
        raise refused("outside", f"the pixels of {found.name} lie outside the file")
    # What was never written would be read as black.
    if _missing(found):
        raise refused("truncated", f"{found.name} has fewer pixels than it says")


def _missing(found: Any) -> bool:
    """Say whether pixels that a data set tells of are not in the file."""
    if found.chunks is None:
        return bool(found.id.get_storage_size() < found.size * found.dtype.itemsize)
    told = prod(-(-side // chunk) for side, chunk in zip(found.shape, found.chunks, strict=True))
    return bool(found.id.get_num_chunks() < told)


def _header(file: Any) -> str | bytes:
    told = cast("object", file.attrs.get(HEADER_KEY, ""))
    return told if isinstance(told, str | bytes) else ""
