"""The scan at the port of loading against the scan at arrival: what was added, removed or moved."""

from quaywatch.scans.comparing.comparison import VERSION, Comparison, compare

__all__ = ["VERSION", "Comparison", "compare"]
