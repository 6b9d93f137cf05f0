"""Threats told by a trained net: a mass that belongs neither to the load nor to the container.

The net and what its scores mean ship with the package; `quaywatch.world.scanner.teaching` trains
them, on simulated scans alone. What they are good for stands in `docs/scan-model.md`.
"""

from quaywatch.scans.detection.detecting import find, score
from quaywatch.scans.detection.model import VERSION

__all__ = ["VERSION", "find", "score"]
