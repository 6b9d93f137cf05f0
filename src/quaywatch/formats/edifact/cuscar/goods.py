"""Goods lines: GID with description, packages, mass, marks, commodity code and dangerous goods."""

from functools import lru_cache

from quaywatch.cargo.goods import GoodsItem
from quaywatch.formats.edifact.elements import count, element, joined
from quaywatch.formats.edifact.syntax import text


class Goods:
    """One goods line on its way; what is not said stays as it is here."""

    description: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    boxes: tuple[str, ...] = ()
    count: int | None = None
    type: str | None = None
    hs_code: str | None = None
    undg: str | None = None
    mass: float | None = None
    parts_mass: float | None = None
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
            equipment_numbers=self.boxes,
        )

    @property
    def empty(self) -> bool:
        """Whether nothing was said at all."""
        return not vars(self)


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


def free_text(segment: str) -> tuple[str, str]:
    """Return a FTX segment's qualifier and literal text, lines joined by one blank."""
    elements = segment.split("+", 5)
    return elements[1] if len(elements) > 1 else "", joined(elements[4]) if len(
        elements
    ) > 4 else ""


def commodity(segment: str) -> str | None:
    """Return the first customs code of a CST, or the HS number of a PIA, as written."""
    if segment[:3] == "CST" or element(segment, 2, 1) in {"HS", "TSN", "HG"}:
        return element(segment, 2) or None
    return None
