"""What a machine makes of a radiograph: engines, each by itself, and the reading they come to."""

from quaywatch.scans.machine.asking import Asked, Reader

__all__ = ["Asked", "Reader"]
