"""What is carried."""

import msgspec


class GoodsItem(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """One line of goods of a consignment."""

    sequence: int
    """Number of the line within its consignment, from 1."""
    description: str = ""
    """Free text as declared, lines joined by one space."""
    hs_code: str | None = None
    """Harmonized System or Combined Nomenclature code as written, 2 to 10 digits."""
    package_count: int | None = None
    package_type: str | None = None
    """UN/ECE Recommendation 21 code, such as CT for carton."""
    gross_mass_kg: float | None = None
    marks: str | None = None
    """Shipping marks."""
    undg: str | None = None
    """UN dangerous goods number."""
    equipment_numbers: tuple[str, ...] = ()
    """Containers that hold this line; empty when the declaration does not say."""
