"""Goods lines: GID with description, packages, mass, marks, commodity code and dangerous goods."""

from functools import lru_cache

from quaywatch.cargo.goods import GoodsItem
from quaywatch.formats.edifact.elements import count
from quaywatch.formats.edifact.syntax import text

HS_LISTS = frozenset({"HS", "TSN", "HG"})
"""Item number types (data element 7143) of customs codes."""


class Goods:
    """One goods line on its way."""

    __slots__ = (
        "boxes",
        "count",
        "description",
        "hs_code",
        "marks",
        "mass",
        "parts_mass",
        "type",
        "undg",
    )

    def __init__(self) -> None:
        self.description: list[str] = []
        self.marks: list[str] = []
        self.boxes: list[str] = []
        self.count: int | None = None
        self.type: str | None = None
        self.hs_code: str | None = None
        self.undg: str | None = None
        self.mass: float | None = None
        self.parts_mass: float | None = None
        """Sum of the masses given per container, when the line itself has none."""

    def item(self, sequence: int) -> GoodsItem:
        """Return the finished line."""
        return GoodsItem(
            sequence=sequence,
            description=_text(self.description),
            hs_code=self.hs_code,
            package_count=self.count,
            package_type=self.type,
            gross_mass_kg=self.parts_mass if self.mass is None else self.mass,
            marks=_text(self.marks) or None,
            undg=self.undg,
            equipment_numbers=tuple(self.boxes),
        )

    @property
    def empty(self) -> bool:
        """Whether nothing was said at all."""
        given = (self.count, self.type, self.hs_code, self.undg, self.mass, self.parts_mass)
        return not (self.description or self.marks or self.boxes) and given == (None,) * 6


def _text(lines: list[str]) -> str:
    return lines[0] if len(lines) == 1 else " ".join(lines)


def packages(composite: str) -> tuple[str, int | None, str | None]:
    """Return a package composite's number, as written and as a number, and its type."""
    return _packages(composite) if len(composite) < 40 else _packages.__wrapped__(composite)


@lru_cache(maxsize=8192)
def _packages(composite: str) -> tuple[str, int | None, str | None]:
    written, *parts = composite.split(":")
    written, kind = text(written), parts[0] if parts else ""
    if not kind and len(parts) > 3:
        kind = parts[3]
    return written, count(written) if written else None, text(kind) or None


def free_text(segment: str) -> str:
    """Return the literal text (C108) of a goods description (FTX AAA), else nothing."""
    elements = segment.split("+", 5)
    return elements[4] if len(elements) > 4 and elements[1] == "AAA" else ""
