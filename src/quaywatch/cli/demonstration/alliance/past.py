"""What each authority inspected before the demo begins: few invented boxes, some with a find.

Each port alone has too little to learn much from, and enough to take part in a sum: finds are more
frequent where a box bore no seal and where the goods were few, the same everywhere.
"""

from datetime import datetime, timedelta
from random import Random

import msgspec

from quaywatch.cargo import (
    Consignment,
    Filing,
    FilingFunction,
    FilingHeader,
    InspectionKind,
    Order,
    Outcome,
    OutcomeResult,
    SelectionBasis,
)
from quaywatch.cargo.identifiers import container_number
from quaywatch.cli.demonstration.alliance.cast import CAST, MORNING, Authority
from quaywatch.cli.demonstration.alliance.lanes import lane
from quaywatch.formats import native
from quaywatch.node import Arrival, Done, Node

BOXES = 120
"""A sum asks for ten a number that is fitted, and fifty at the least."""
_FILED = timedelta(days=100)
_LAST = timedelta(days=20)
_CHANCE = 0.4
"""With which each was picked: all were drawn by lot."""
_FINDS = {(True, True): 0.02, (True, False): 0.08, (False, True): 0.15, (False, False): 0.45}
"""Chance of a find by whether it was sealed and whether the goods were many."""
_MANY = 800
_ACTOR = "simulated-officer"


def remember(node: Node, authority: Authority) -> None:
    """Give a node its past: boxes filed, and all of them inspected."""
    rng = Random(f"past of {authority.port}")  # noqa: S311 - invented trade, not a secret
    first = CAST.index(authority) * 1000
    boxes = [_past(authority.port, first + number, rng) for number in range(BOXES)]
    header = FilingHeader(
        format="native", sender="SIMPAST", reference="1", function=FilingFunction.ORIGINAL
    )
    filed = Filing(header=header, consignments=tuple(boxes))
    node.replay([Arrival(data=native.write([filed]), at=MORNING - _FILED, actor="SIMPAST")])
    node.take_over([_done(box, number, rng) for number, box in enumerate(boxes)])


def _past(port: str, number: int, rng: Random) -> Consignment:
    """Return a consignment as of the lanes, of some months ago; a third bore no seal."""
    box = lane(port, number, rng, MORNING - _FILED)
    (load,) = box.equipment
    code = f"SIMU{300_000 + number}"
    seals = load.seals if rng.random() < 2 / 3 else ()
    load = msgspec.structs.replace(
        load, number=f"{code}{container_number.expected_check_digit(code)}", seals=seals
    )
    return msgspec.structs.replace(box, reference=f"SIMPAST{number:04d}", equipment=(load,))


def _done(box: Consignment, number: int, rng: Random) -> Done:
    (load,), (goods,) = box.equipment, box.goods_items
    found = rng.random() < _FINDS[bool(load.seals), (goods.package_count or 0) >= _MANY]
    order = Order(
        consignment_id=box.id,
        equipment_number=load.number,
        kind=InspectionKind.OPEN,
        basis=SelectionBasis.RANDOM_AUDIT,
        selection_probability=_CHANCE,
        terminal="",
    )
    result = OutcomeResult.FOUND if found else OutcomeResult.NOTHING
    return Done(order=order, outcome=Outcome(result=result), at=_at(number), actor=_ACTOR)


def _at(number: int) -> datetime:
    return MORNING - _FILED + (_FILED - _LAST) * (number + 1) / BOXES
