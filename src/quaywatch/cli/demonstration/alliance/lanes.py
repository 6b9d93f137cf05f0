"""Invented consignments of a few lanes, for ports of which the simulated world knows nothing."""

from datetime import datetime, timedelta
from random import Random

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

_GOODS = (
    ("FRESH BANANAS", "080390"),
    ("PINEAPPLES", "080430"),
    ("COFFEE NOT ROASTED", "090111"),
    ("FROZEN SHRIMPS", "030617"),
    ("COCOA BEANS", "180100"),
    ("CUT FLOWERS", "060311"),
    ("SAWN WOOD", "440799"),
)
_LOADED = ("ECGYE", "ECPSJ", "COCTG", "PECLL", "CRLIO")
_NAMES = ("Harbor", "Union", "North", "Central", "Coast", "River", "Garden", "Valley", "Bay")


def lane(port: str, number: int, rng: Random, now: datetime) -> Consignment:
    """Return a consignment that is at sea at an instant, or soon leaves Guayaquil."""
    description, heading = rng.choice(_GOODS)
    out = port == "ECGYE"
    loaded = "ECGYE" if out else rng.choice(_LOADED)
    discharged = rng.choice(("NLRTM", "BEANR", "DEHAM", "USNYC")) if out else port
    box = f"SIMU{600_000 + number + (100_000 if out else 0)}"
    ship = rng.randrange(8)
    left = now + timedelta(days=1 + ship % 3) - timedelta(days=0 if out else 14)
    firm = f"{rng.choice(_NAMES)} {rng.choice(_NAMES)}"
    return Consignment(
        reference=f"SIM{port[2:]}{number:05d}",
        parties=(
            Party(role=PartyRole.CONSIGNOR, name=f"Exportadora {firm} SA", country=loaded[:2]),
            Party(
                role=PartyRole.CONSIGNEE,
                name=f"{rng.choice(_NAMES)} {rng.choice(_NAMES)} Imports",
                country=discharged[:2],
            ),
        ),
        goods_items=(
            GoodsItem(
                sequence=1,
                description=description,
                hs_code=heading,
                package_count=rng.randrange(400, 1400),
                package_type="CT",
                gross_mass_kg=float(rng.randrange(14_000, 25_000)),
            ),
        ),
        equipment=(
            Equipment(
                number=f"{box}{container_number.expected_check_digit(box)}",
                size_type="45R1" if heading[:2] in ("08", "03", "06") else "42G1",
                seals=(Seal(number=f"SIM{rng.randrange(10**6):06d}"),),
            ),
        ),
        route=Route(port_of_loading=loaded, port_of_discharge=discharged),
        conveyance=Conveyance(
            vessel_name=f"SIM {port[2:]} {ship}",
            voyage=f"{ship}N",
            carrier_code="SIMU",
            departure_at=left,
            arrival_at=left + timedelta(days=15),
        ),
    )
