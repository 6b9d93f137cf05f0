"""Goods lines: GID with description, packages, mass, marks, commodity code and dangerous goods."""

from functools import lru_cache

from quaywatch.cargo.goods import GoodsItem
from quaywatch.formats.edifact.elements import count, element, joined
from quaywatch.formats.edifact.syntax import text


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
            description=" ".join(self.description),
            hs_code=self.hs_code,
            package_count=self.count,
            package_type=self.type,
            gross_mass_kg=self.parts_mass if self.mass is None else self.mass,
            marks=" ".join(self.marks) or None,
            undg=self.undg,
            equipment_numbers=tuple(self.boxes),
        )

    @property
    def empty(self) -> bool:
        """Whether nothing was said at all."""
        given = (self.count, self.type, self.hs_code, self.undg, self.mass, self.parts_mass)
        return not (self.description or self.marks or self.boxes) and given == (None,) * 6


@lru_cache(maxsize=8192)
def packages(composite: str) -> tuple[str, int | None, str | None]:
    """Return a package composite's number, as written and as a number, and its type."""
    parts = [*map(text, composite.split(":")), "", "", "", "", ""]
    written = parts[0]
    return written, count(written) if written else None, parts[1] or parts[4] or None


@lru_cache(maxsize=4096)
def free_text(segment: str) -> tuple[str, str]:
    """Return a FTX segment's qualifier and literal text, lines joined by one blank."""
    elements = segment.split("+")
    return elements[1] if len(elements) > 1 else "", joined(elements[4]) if len(
        elements
    ) > 4 else ""


@lru_cache(maxsize=4096)
def commodity(segment: str) -> str | None:
    """Return the first customs code of a CST, or the HS number of a PIA, as written."""
    if segment.startswith("CST"):
        return element(segment, 2) or None
    return element(segment, 2) if element(segment, 2, 1) in {"HS", "TSN", "HG"} else None
