"""The boxes that hold the goods, and the seals that close them."""

from enum import StrEnum

import msgspec


class PackedStatus(StrEnum):
    """How full the container is (UN/EDIFACT code list 8169 in brackets)."""

    EMPTY = "empty"  # 4
    FULL = "full"  # 5, 8, 7


class SealIssuer(StrEnum):
    """Who closed the container (UN/EDIFACT code list 9303 in brackets)."""

    CARRIER = "carrier"  # CA
    SHIPPER = "shipper"  # SH
    CUSTOMS = "customs"  # CU
    TERMINAL = "terminal"  # TO
    UNKNOWN = "unknown"


class Seal(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """One seal as declared."""

    number: str
    issuer: SealIssuer = SealIssuer.UNKNOWN


class Equipment(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """One container of a consignment."""

    number: str
    """Container number as written (ISO 6346 when it is right)."""
    size_type: str | None = None
    """ISO 6346 size-type code as written, such as 45R1."""
    packed_status: PackedStatus | None = None
    seals: tuple[Seal, ...] = ()
    gross_mass_kg: float | None = None
    """Declared gross mass of the goods in the container, in kilograms."""
    verified_gross_mass_kg: float | None = None
    """Verified gross mass with the container itself (SOLAS VI/2), in kilograms."""
    temperature_c: float | None = None
    """Set temperature of a refrigerated container, in degrees Celsius."""
