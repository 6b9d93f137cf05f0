"""Something was found: the notice that others learn most from."""

import msgspec

from quaywatch.alliance.bodies.text import Amount, Location, Name, Text
from quaywatch.alliance.quantities import Instant
from quaywatch.cargo import Concealment, ConcealmentPlace


class Seizure(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="kind", tag="seizure"
):
    """One find, at the level at which a colleague elsewhere can look for the next one."""

    found_at: Instant
    at: Location
    substance: Name
    mass_kg: Amount | None = None
    """Gross, with its wrapping; None where it is not weighed yet."""
    terminal: str = ""
    containers: tuple[Name, ...] = ()
    """Container numbers, as canonical as they can be made."""
    seals: tuple[Name, ...] = ()
    """As found on the doors."""
    consignment: str = ""
    """Reference of the bill of lading."""
    consignor: str = ""
    consignee: str = ""
    notify_party: str = ""
    telephones: tuple[Name, ...] = ()
    carrier: str = ""
    """Carrier code as declared."""
    vessel_imo: str = ""
    voyage: str = ""
    route: tuple[Location, ...] = ()
    """Ports from that of loading to that of discharge."""
    heading: str = ""
    """HS heading of the cover load."""
    concealment: Concealment | None = None
    place: ConcealmentPlace | None = None
    note: Text = ""
