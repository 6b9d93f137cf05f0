"""Shapes of radiographs, without their pixels."""

from datetime import datetime
from typing import Literal

from quaywatch.api.shape import Shape
from quaywatch.node.scanning import Likeness

EnergyName = Literal["low", "high", "single", "red", "green", "blue"]


class DoubtShape(Shape):
    """What is doubtful of a radiograph, such as what its pixels mean."""

    code: str
    message: str


class ScanShape(Shape):
    """One radiograph."""

    digest: str
    equipment_number: str
    at: datetime
    """When it was taken; where the file does not tell, when it came in."""
    taken_at: datetime | None
    kept_at: datetime
    origin: str
    """Node of another port or authority that it came from; empty for what was scanned here."""
    notice: str
    """Of a partner's scan, which goes when its owner takes it back: the notice it came with."""
    scanner: str
    site: str
    format: str
    scale: Literal["counts", "transmission", "display"]
    energies: list[EnergyName]
    endpoints_mev: list[float]
    leading: Literal["doors", "front_wall"] | None
    width: int
    """Pixels along the container: lines."""
    height: int
    """Pixels from the ground up: rows."""
    line_spacing_mm: float | None
    """Way of the load between two lines."""
    row_height_mm: float | None
    """What one row covers at the load."""
    doubts: list[DoubtShape]


class PapersGoodsShape(Shape):
    """One line of goods."""

    hs_code: str | None
    description: str
    package_count: int | None
    package_type: str | None
    gross_mass_kg: float | None


class PapersShape(Shape):
    """What one bill says is in the container."""

    reference: str
    empty: bool
    """It is declared empty."""
    gross_mass_kg: float | None
    """Of the goods in this container."""
    goods: list[PapersGoodsShape]


class AlikeShape(Shape):
    """Another container's radiograph to hold one against, and why."""

    likeness: Likeness
    scan: ScanShape


class ScanViewShape(Shape):
    """`GET /api/scans/{digest}`: a radiograph, and all of the same container, oldest first."""

    scan: ScanShape
    all: list[ScanShape]
    box_id: str | None
    """The newest box on the work list that is this container."""
    declared: list[PapersShape]
    """By the papers of the journey on which it was taken."""
