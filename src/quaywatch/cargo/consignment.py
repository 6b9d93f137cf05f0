"""One bill of lading."""

from enum import StrEnum

import msgspec

from quaywatch.cargo.equipment import Equipment
from quaywatch.cargo.goods import GoodsItem
from quaywatch.cargo.party import Party, PartyRole
from quaywatch.cargo.route import Conveyance, Route


class BillLevel(StrEnum):
    """Whether the bill was issued by the carrier or by a forwarder beneath it."""

    MASTER = "master"
    HOUSE = "house"


class FreightPayment(StrEnum):
    """How the freight is paid (UN/EDIFACT code list 4215 in brackets)."""

    PREPAID = "prepaid"  # P
    COLLECT = "collect"  # C
    CASH = "cash"


class Consignment(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A master or house bill of lading as declared (WCO Data Model: Consignment)."""

    reference: str
    """Bill of lading number as written."""
    level: BillLevel = BillLevel.MASTER
    master_reference: str | None = None
    """The master bill that a house bill hangs under."""
    parties: tuple[Party, ...] = ()
    goods_items: tuple[GoodsItem, ...] = ()
    equipment: tuple[Equipment, ...] = ()
    route: Route = Route()
    conveyance: Conveyance = Conveyance()
    freight_payment: FreightPayment | None = None
    booking: str | None = None
    """Carrier's booking that the bill rests on."""

    @property
    def id(self) -> str:
        """Stable name of the consignment across amendments: carrier code and bill number."""
        return f"{self.conveyance.carrier_code or '-'}:{self.reference}"

    def party(self, role: PartyRole) -> Party | None:
        """Return the first party in `role`, or None."""
        return next((party for party in self.parties if party.role is role), None)
