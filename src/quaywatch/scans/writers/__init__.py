"""Writers: a radiograph in open formats, which the readers read back without loss."""

from quaywatch.scans.writers.hdf import hdf
from quaywatch.scans.writers.picture import picture
from quaywatch.scans.writers.tiff import tiff

__all__ = ["hdf", "picture", "tiff"]
