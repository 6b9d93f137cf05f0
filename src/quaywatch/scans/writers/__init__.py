"""Writers: a radiograph in open formats, which the readers read back without loss."""

from quaywatch.scans.writers.files import ENDINGS, FileFormat, NoSuchEnergyError, written
from quaywatch.scans.writers.hdf import hdf
from quaywatch.scans.writers.picture import picture
from quaywatch.scans.writers.tiff import tiff

__all__ = ["ENDINGS", "FileFormat", "NoSuchEnergyError", "hdf", "picture", "tiff", "written"]
