"""The other boxes of a node: of the simulated world where it knows the port, else a few lanes."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

import msgspec

from quaywatch.cargo import (
    Consignment,
    Conveyance,
    Equipment,
    Filing,
    FilingFunction,
    FilingHeader,
    GoodsItem,
    Party,
    PartyRole,
    Route,
)
from quaywatch.cargo.equipment import Seal
from quaywatch.cargo.identifiers import container_number
from quaywatch.cli.demonstration.alliance import scanned
from quaywatch.cli.demonstration.alliance.cast import MORNING, Authority
from quaywatch.cli.demonstration.alliance.ring import ring
from quaywatch.cli.demonstration.arrivals import arrivals
from quaywatch.formats import native
from quaywatch.node import Arrival
from quaywatch.world import DEMO, demo_days, simulate

_KNOWN = {"BEANR", "NLRTM", "DEHAM"}
"""Ports of discharge of which the simulated world has figures."""
_FILED = MORNING - timedelta(hours=12)
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


def trade(authority: Authority, scale: float) -> Iterator[Arrival]:
    """Yield what was filed with an authority up to the morning, oldest first."""
    if authority.port in _KNOWN:
        yield from _world(authority.port, scale)
    else:
        yield _filed("SIMLINES", _lanes(authority.port, round(scale * 50_000)))
    yield _filed("SIMRING", ring(authority.port))
    if authority.port in (scanned.LOADED, scanned.DISCHARGED):
        yield _filed("SIMSCAN", [scanned.consignment()])


def _world(port: str, scale: float) -> Iterator[Arrival]:
    config = msgspec.structs.replace(DEMO, port=port, start=date(2026, 5, 1), months=2, scale=scale)
    for day in demo_days(simulate(config)):
        yield from arrivals(day, MORNING)


def _filed(sender: str, consignments: list[Consignment]) -> Arrival:
    header = FilingHeader(
        format="native", sender=sender, reference="1", function=FilingFunction.ORIGINAL
    )
    made = Filing(header=header, consignments=tuple(consignments))
    return Arrival(data=native.write([made]), at=_FILED, actor=sender)


def _lanes(port: str, count: int) -> list[Consignment]:
    rng = Random(f"lanes of {port}")  # noqa: S311 - invented trade, not a secret
    return [_one(port, number, rng) for number in range(count)]


def _one(port: str, number: int, rng: Random) -> Consignment:
    description, heading = rng.choice(_GOODS)
    out = port == "ECGYE"
    loaded = "ECGYE" if out else rng.choice(_LOADED)
    discharged = rng.choice(("NLRTM", "BEANR", "DEHAM", "USNYC")) if out else port
    box = f"SIMU{600_000 + number + (100_000 if out else 0)}"
    ship = rng.randrange(8)
    left = MORNING + timedelta(days=1 + ship % 3) - timedelta(days=0 if out else 14)
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
