"""One simulated container that Guayaquil and Antwerp both scanned; a load was put in between.

Guayaquil's scan goes to its allies as a notice; its bytes come when somebody at Antwerp fetches
them, and are then held against the scan made there.
"""

from dataclasses import replace
from datetime import date, timedelta

from quaywatch.alliance import Handling, Purpose, Source, Tlp, known_by
from quaywatch.alliance.accords import Topic
from quaywatch.alliance.bodies import ScanImage
from quaywatch.alliance.handling import Accuracy, Reliability
from quaywatch.cargo import (
    ConcealmentPlace,
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
from quaywatch.cli.demonstration.scanning import ACTOR, picture
from quaywatch.node import Node
from quaywatch.world.scanner.installation import MOBILE, RELOCATABLE, mirrored
from quaywatch.world.scanner.loads import declared, load
from quaywatch.world.scanner.rescanning import shifted
from quaywatch.world.scanner.threats import hide

BILL = "SIMSCAN01"
LOADED, DISCHARGED = "ECGYE", "BEANR"
_NUMBER = "SIMU700501"
_LEFT = MORNING - timedelta(days=18)
_SEED, _KG, _SHIFT = 1907, 45.0, 0.02
_HEADING, _SIZE_TYPE, _MASS_KG = "080390", "45R1", 21_400.0


def consignment() -> Consignment:
    """Return the bill, as both ports know it: its ship came in yesterday."""
    return Consignment(
        reference=BILL,
        parties=(
            Party(role=PartyRole.CONSIGNOR, name="Exportadora Manglar SA", country="EC"),
            Party(role=PartyRole.CONSIGNEE, name="Polder Fruit NV", country="BE"),
        ),
        goods_items=(
            GoodsItem(
                sequence=1,
                description="FRESH BANANAS IN CARTONS",
                hs_code=_HEADING,
                package_count=1080,
                package_type="CT",
                gross_mass_kg=_MASS_KG,
            ),
        ),
        equipment=(
            Equipment(number=number(), size_type=_SIZE_TYPE, seals=(Seal(number="SIM700501"),)),
        ),
        route=Route(port_of_loading=LOADED, port_of_discharge=DISCHARGED),
        conveyance=Conveyance(
            vessel_name="SIM ANDES 9",
            voyage="9E",
            carrier_code="SIMU",
            departure_at=_LEFT,
            arrival_at=_LEFT + timedelta(days=17),
        ),
    )


def number() -> str:
    """Return the container, with its check digit."""
    return f"{_NUMBER}{container_number.expected_check_digit(_NUMBER)}"


def scan(node: Node, port: str) -> None:
    """Bring the scan that a port took of it, if it took one."""
    honest = load(replace(declared(_HEADING, _SIZE_TYPE), mass_kg=_MASS_KG), _SEED)
    if port == LOADED:
        at = _LEFT - timedelta(hours=20)
        data = picture(honest, mirrored(MOBILE), _SEED, number(), LOADED, at)
    elif port == DISCHARGED:
        loaded = hide(honest, ConcealmentPlace.BEHIND_DOORS, _KG, _SEED)
        moved = shifted(loaded, _SEED, _SHIFT)
        at = MORNING - timedelta(minutes=20)
        data = picture(moved, RELOCATABLE, _SEED + 1, number(), DISCHARGED, at)
    else:
        return
    node.scans.take(data, actor=ACTOR)


def share(node: Node, proposes: str, confirms: str) -> None:
    """Have two people tell allies of Guayaquil's scan, once."""
    accords, reference = node.allied.accords, f"scan/{BILL}"
    known = known_by(node.allied.node, reference)
    if any(life.name == known for life in accords.all(Topic.NOTICE)):
        return
    (taken,) = node.scans.of_container(number())
    body = ScanImage(
        container=taken.taken.container,
        taken_at=taken.at,
        at=LOADED,
        format=taken.taken.format,
        size=taken.taken.size,
        digest=taken.taken.digest,
    )
    life = node.allied.publish(reference, body, _handling(), _SOURCE, actor=proposes)
    accords.confirm(Topic.NOTICE, life.name, actor=confirms, seen=life.version)


_SOURCE = Source(reliability=Reliability.ALWAYS, accuracy=Accuracy.CERTAIN)


def _handling() -> Handling:
    return Handling(
        tlp=Tlp.AMBER,
        purposes=frozenset({Purpose.RISK_ANALYSIS, Purpose.INSPECTION}),
        legal_basis="agreement of the allied ports (simulated), art. 4",
        retain_until=date(2027, 5, 31),
    )
