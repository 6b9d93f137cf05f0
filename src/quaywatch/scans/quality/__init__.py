"""How good a port's own scanner is, measured in its own picture of a test object."""

from quaywatch.scans.quality.figures import Figures, StepSeen, Unmeasurable, figures
from quaywatch.scans.quality.layout import Area, Edge, Layout, Step, Thin, Wire, load

__all__ = [
    "Area",
    "Edge",
    "Figures",
    "Layout",
    "Step",
    "StepSeen",
    "Thin",
    "Unmeasurable",
    "Wire",
    "figures",
    "load",
]
