"""What moves in one month: consignments and their boxes as numbers, before any document."""

from dataclasses import dataclass

import numpy as np

from quaywatch.world.arrays import Bools, Floats, Ints
from quaywatch.world.reference import table
from quaywatch.world.relations import Relations
from quaywatch.world.schedule import Network, Schedule
from quaywatch.world.streams import stream

MOST_BOXES = 20

SEASONS: dict[str, tuple[float, ...]] = {
    # Factor by calendar month; peaks of the southern harvest (grapes, apples) and of Christmas.
    "080610": (1.9, 2.0, 1.9, 1.5, 0.8, 0.3, 0.2, 0.2, 0.4, 0.6, 0.9, 1.3),
    "080810": (0.3, 0.6, 1.3, 1.9, 2.0, 1.8, 1.5, 1.0, 0.6, 0.4, 0.3, 0.3),
    "081050": (0.2, 0.2, 0.5, 1.5, 1.9, 1.8, 1.6, 1.4, 1.2, 0.9, 0.5, 0.3),
    "080719": (1.6, 1.5, 1.3, 0.9, 0.4, 0.2, 0.2, 0.5, 1.2, 1.4, 1.4, 1.4),
    "950300": (0.7, 0.6, 0.7, 0.8, 0.9, 1.0, 1.1, 1.4, 1.5, 1.4, 1.0, 0.9),
}


@dataclass(frozen=True, slots=True)
class Shipments:
    """The consignments of one month of arrivals; `box_*` have one row a box."""

    relation: Ints
    week: Ints
    """Position of the call within the month's weeks."""
    boxes: Ints
    quality: Floats
    """Care of those who filed, 0 to 1."""
    consignee_age: Floats
    """Months since the consignee first bought anything."""
    box_consignment: Ints
    """Consignment of each box, rising."""
    box_latam: Bools
    box_reefer: Bools

    def __len__(self) -> int:
        return len(self.relation)


def make_shipments(
    seed: int, month: int, calendar_month: int, relations: Relations, weeks: int, quality: Floats
) -> Shipments:
    """Draw the month's consignments; `quality` is that of each relation's filers."""
    rng = stream(seed, "shipments", month)
    alive = (relations.birth <= month + 1) & (relations.death >= month) & ~relations.one_off
    once = relations.one_off & (np.floor(relations.birth) == month)
    season = _season(calendar_month)[relations.goods]
    expected = np.where(alive, relations.rate * season * (weeks / 4.345), 0.0)
    count = rng.poisson(expected) + once
    relation = np.repeat(np.arange(len(relations)), count)
    n = len(relation)
    boxes = 1 + rng.poisson(relations.extra_boxes[relation])
    boxes = np.minimum(boxes, MOST_BOXES)
    owner = np.repeat(np.arange(n), boxes)
    reefer = table("goods")["equipment"].str.contains("R").to_numpy()
    born = relations.consignee_birth[relations.consignee[relation]]
    noise = rng.normal(0.0, 0.08, n)
    return Shipments(
        relation=relation,
        week=rng.integers(0, weeks, n),
        boxes=boxes,
        quality=np.clip(quality[relation] + noise, 0.0, 1.0),
        consignee_age=np.maximum(month + rng.random(n) - born, 0.0),
        box_consignment=owner,
        box_latam=relations.latam[relation][owner],
        box_reefer=reefer[relations.goods[relation]][owner],
    )


def _season(calendar_month: int) -> Floats:
    codes = table("goods")["hs_code"]
    return np.array([SEASONS[c][calendar_month - 1] if c in SEASONS else 1.0 for c in codes])


def reorder(shipments: Shipments, order: Ints) -> tuple[Shipments, Ints]:
    """Put consignments into `order`; return them and the order of the boxes."""
    position = np.empty(len(order), dtype=np.int64)
    position[order] = np.arange(len(order))
    owner = position[shipments.box_consignment]
    box_order = np.argsort(owner, kind="stable")
    return (
        Shipments(
            relation=shipments.relation[order],
            week=shipments.week[order],
            boxes=shipments.boxes[order],
            quality=shipments.quality[order],
            consignee_age=shipments.consignee_age[order],
            box_consignment=owner[box_order],
            box_latam=shipments.box_latam[box_order],
            box_reefer=shipments.box_reefer[box_order],
        ),
        box_order,
    )


@dataclass(frozen=True, slots=True)
class Legs:
    """The call of each consignment; days since 1970."""

    carrier: Ints
    region: Ints
    origin: Ints
    week: Ints
    hub: Ints
    departure: Floats
    hub_arrival: Floats
    hub_departure: Floats
    estimated_arrival: Floats
    arrival: Floats


def legs(shipments: Shipments, relations: Relations, network: Network, schedule: Schedule) -> Legs:
    """Look up each consignment's call."""
    carrier = relations.carrier[shipments.relation]
    origin = relations.origin[shipments.relation]
    region = network.region_of_port[origin]
    week = shipments.week
    return Legs(
        carrier=carrier,
        region=region,
        origin=origin,
        week=schedule.weeks[week],
        hub=network.hub[carrier, origin],
        departure=schedule.departure[carrier, origin, week],
        hub_arrival=schedule.hub_arrival[carrier, origin, week],
        hub_departure=schedule.hub_departure[carrier, origin, week],
        estimated_arrival=schedule.estimated_arrival[carrier, region, week],
        arrival=schedule.arrival[carrier, region, week],
    )
