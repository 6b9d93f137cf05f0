"""Radiographs at a node: taken in, kept, found again by container, and looked at."""

from quaywatch.node.scanning.gallery import Gallery, ScanRefused, Taken
from quaywatch.node.scanning.scan import Scan

__all__ = ["Gallery", "Scan", "ScanRefused", "Taken"]
