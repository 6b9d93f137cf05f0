"""Where in a picture the parts of a test object lie, as a port writes it down."""

from itertools import pairwise
from pathlib import Path
from typing import Annotated

import msgspec

Pixel = Annotated[int, msgspec.Meta(ge=0)]
Area = tuple[Pixel, Pixel, Pixel, Pixel]
"""Left, top, right, bottom in whole pixels of the picture as it is looked at, from its upper left
corner; right and bottom are the first that do not belong to it."""
Millimetres = Annotated[float, msgspec.Meta(gt=0)]
Areas = Annotated[tuple[Area, ...], msgspec.Meta(min_length=1)]


class Step(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A wall of steel with a target before or behind it."""

    steel_mm: Millimetres
    target: Area
    beside: Areas
    """Of the same wall, without the target."""


class Thin(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A thin piece of steel on a wall of steel."""

    wall_mm: Millimetres
    indicator_mm: Millimetres
    target: Area
    beside: Areas


class Edge(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A sharp, upright edge, crossed from left to right."""

    area: Area
    pitch_mm: Millimetres | None = None
    """From one line of the picture to the next, at the object; where the file does not tell."""


class Wire(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A level wire that runs along the middle of an area, in air or before a wall."""

    diameter_mm: Millimetres
    area: Area


class Layout(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A test object; what it has not is not measured."""

    step: tuple[Step, ...] = ()
    """Thinnest first."""
    contrast: Thin | None = None
    edge: Edge | None = None
    wire: Wire | None = None

    def __post_init__(self) -> None:
        """Refuse an object of nothing, and steps that do not rise; raises ValueError."""
        if not (self.step or self.contrast or self.edge or self.wire):
            raise ValueError("a test object has a step, contrast, edge or wire")
        steel = [one.steel_mm for one in self.step]
        if any(later <= earlier for earlier, later in pairwise(steel)):
            raise ValueError("steps come thinnest first, each thicker than the one before")


def load(path: Path) -> Layout:
    """Read a layout from TOML.

    Raises:
        msgspec.DecodeError: it is no TOML, or a field is missing or wrong, which is named.
        OSError: it cannot be read.

    """
    return msgspec.toml.decode(path.read_bytes(), type=Layout)
