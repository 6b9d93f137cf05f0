"""Readers: the files that scanners and terminals deliver, as radiographs."""

from quaywatch.scans.readers.apart import read_apart
from quaywatch.scans.readers.draft import Draft
from quaywatch.scans.readers.known import read
from quaywatch.scans.readers.limits import LARGEST_SCAN
from quaywatch.scans.readers.result import Read, RefusedError, refused
from quaywatch.scans.readers.seam import GROUP, Reader

__all__ = [
    "GROUP",
    "LARGEST_SCAN",
    "Draft",
    "Read",
    "Reader",
    "RefusedError",
    "read",
    "read_apart",
    "refused",
]
