"""Consignments of one simulated hand, spread over the ports.

What is found in `FOUND` at Rotterdam bears on the others by one thing each: the consignee written
another way, its telephone, a seal of the same hundred, the lane. New York is told neither firms nor
telephones, so that its box by the same consignee stays where it was, and the one by a neighbouring
seal moves.
"""

from datetime import datetime, timedelta
from typing import NamedTuple

from quaywatch.cargo import (
    Consignment,
    Conveyance,
    Equipment,
    GoodsItem,
    Party,
    PartyRole,
    Route,
)
from quaywatch.cargo.equipment import Seal
from quaywatch.cargo.identifiers import container_number
from quaywatch.cli.demonstration.alliance.cast import MORNING

FOUND = "SIMRING01"
"""Bill of the box that the tour has opened at Rotterdam."""

_FIRM, _TELEPHONE, _SEALS = "Delta Vers Fruit Import B.V.", "+31 10 555 0142", "MLEC00481"
_BANANAS, _COCOA = ("FRESH BANANAS IN CARTONS", "080390"), ("COCOA BEANS IN BAGS", "180100")


class _Bill(NamedTuple):
    number: int
    port: str
    consignee: str
    telephone: str
    seal: str
    goods: tuple[str, str] = _BANANAS


_BILLS = (
    _Bill(1, "NLRTM", _FIRM, _TELEPHONE, f"{_SEALS}23"),
    _Bill(2, "BEANR", "DELTA VERS FRUIT IMPORT", "", "SIM700211"),
    _Bill(3, "BEANR", "Scheldeoever Trading NV", _TELEPHONE, "SIM700212", _COCOA),
    _Bill(4, "BEANR", "Kempen Agro NV", "", f"{_SEALS}67", _COCOA),
    _Bill(5, "DEHAM", "Delta Vers Fruit Import BV", "", "SIM700311"),
    _Bill(6, "DEHAM", "Alsterkontor Import GmbH", _TELEPHONE, "SIM700312", _COCOA),
    _Bill(7, "USNYC", "Delta Vers Fruit Import", _TELEPHONE, "SIM700411", _COCOA),
    _Bill(8, "USNYC", "Hudson Produce LLC", "", f"{_SEALS}71", _COCOA),
)


def ring(port: str) -> list[Consignment]:
    """Return the consignments of the ring that a port sees: Guayaquil all, before they leave."""
    if port == "ECGYE":
        return [_consignment(bill, MORNING + timedelta(days=1)) for bill in _BILLS]
    left = MORNING - timedelta(days=16)
    return [_consignment(bill, left) for bill in _BILLS if bill.port == port]


def _consignment(bill: _Bill, left: datetime) -> Consignment:
    number = f"SIMU70040{bill.number}"
    description, heading = bill.goods
    return Consignment(
        reference=f"SIMRING{bill.number:02d}",
        parties=(
            Party(
                role=PartyRole.CONSIGNOR, name=f"Exportadora Costa {bill.number} SA", country="EC"
            ),
            Party(
                role=PartyRole.CONSIGNEE,
                name=bill.consignee,
                telephone=bill.telephone or None,
                country=bill.port[:2],
            ),
        ),
        goods_items=(
            GoodsItem(
                sequence=1,
                description=description,
                hs_code=heading,
                package_count=1080,
                package_type="CT",
                gross_mass_kg=21_400.0 + bill.number,
            ),
        ),
        equipment=(
            Equipment(
                number=f"{number}{container_number.expected_check_digit(number)}",
                size_type="45R1",
                seals=(Seal(number=bill.seal),),
            ),
        ),
        route=Route(port_of_loading="ECGYE", port_of_discharge=bill.port),
        conveyance=Conveyance(
            vessel_name=f"SIM ANDES {bill.number}",
            voyage=f"{bill.number}E",
            carrier_code="SIMU",
            departure_at=left,
            arrival_at=left + timedelta(days=17, hours=bill.number),
        ),
    )
