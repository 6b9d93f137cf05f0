"""What a watch list holds."""

from datetime import date
from enum import StrEnum
from typing import Annotated

import msgspec


class Target(StrEnum):
    """What an entry names, and so where it is looked for."""

    CONTAINER = "container"
    PARTY = "party"
    TELEPHONE = "telephone"
    ADDRESS = "address"
    SEAL = "seal"
    VESSEL = "vessel"


FIELDS: dict[Target, tuple[str, ...]] = {
    Target.CONTAINER: ("equipment.number",),
    Target.PARTY: ("consignor.name", "consignee.name", "notify_party.name"),
    Target.TELEPHONE: ("consignor.telephone", "consignee.telephone", "notify_party.telephone"),
    Target.ADDRESS: ("consignor.address", "consignee.address", "notify_party.address"),
    Target.SEAL: ("equipment.seals",),
    Target.VESSEL: ("conveyance.imo_number", "conveyance.vessel_name"),
}
"""The fields in which each target is looked for, as expressions name them."""


class Entry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One line of a watch list."""

    id: str
    """Stable name of the entry within its list."""
    target: Target
    value: str
    """As known; compared after normalisation. For a seal: a regular expression of all of it."""
    weight: float
    """Log-odds added to a consignment that meets the entry."""
    reason: str
    """Why it is listed, as the officer reads it."""
    expires: date | None = None
    """First day (UTC) on which the entry no longer counts."""
    aliases: str = ""
    """Other values that count as this one, with semicolons between."""
    alike: Annotated[float, msgspec.Meta(ge=0.5, le=1.0)] | None = None
    """Of a party: also met by names at least so like it (0.5 … 1, see `links.Names.find`)."""

    @property
    def values(self) -> tuple[str, ...]:
        """The value and its aliases; of a seal, whose value may hold a semicolon, the value."""
        if self.target is Target.SEAL:
            return (self.value,)
        aliases = (alias.strip() for alias in self.aliases.split(";"))
        return (self.value, *(alias for alias in aliases if alias))


class WatchList(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Entries kept by one desk, under one name."""

    code: str
    title: str
    entries: tuple[Entry, ...]

    def code_of(self, entry: Entry) -> str:
        """Return the name under which a hit of `entry` is reported."""
        return f"{self.code}/{entry.id}"
