"""Shapes of what turns two energies into material and mass."""

from quaywatch.api.shape import Shape


class RaysShape(Shape):
    """How rays cross the load: the slope of each row is `lowest` and `step` times its number."""

    lowest: float
    step: float
    pixel_kg: float
    """Mass of 1 g/cm² over one pixel at the middle of the load, where a ray lies level."""


class MaterialsShape(Shape):
    """`GET /api/scans/{digest}/materials`: calibration curves to read its two energies by."""

    endpoints_mev: list[float]
    assumed: bool
    """The file does not tell the end points."""
    grid: list[float]
    """-ln of the high energy's transmission, rising."""
    numbers: list[float]
    """Effective atomic number of each step wedge, rising."""
    low: list[list[float]]
    """-ln of the low energy's transmission, by wedge and grid."""
    areal_density: list[list[float]]
    """g/cm², by wedge and grid."""
    rays: RaysShape | None
    """None where the scan does not tell its geometry: nothing can be weighed."""
