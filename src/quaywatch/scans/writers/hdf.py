"""HDF5: a data set for each energy at the root, and the header as its attribute."""

import io

import h5py

from quaywatch.scans.header import written
from quaywatch.scans.radiograph import Radiograph
from quaywatch.scans.readers.hdf import HEADER_KEY
from quaywatch.scans.writers.raised import header, raised


def hdf(radiograph: Radiograph) -> bytes:
    """Return an HDF5 file; no times are kept in it, so the same radiograph gives the same bytes."""
    out = io.BytesIO()
    with h5py.File(out, "w", track_order=True) as file:
        file.attrs[HEADER_KEY] = written(header(radiograph))
        for band in radiograph.bands:
            file.create_dataset(  # pyright: ignore[reportUnknownMemberType]
                band.energy.value,
                data=raised(band),
                compression="gzip",
                shuffle=True,
                track_times=False,
            )
    return out.getvalue()
