"""Some of a month's consignments, so that only they need to be written out."""

import numpy as np

from quaywatch.world.arrays import Ints
from quaywatch.world.contraband import Contraband
from quaywatch.world.filing_times import FilingTimes
from quaywatch.world.month import Month
from quaywatch.world.shipments import Legs, Shipments


def subset(month: Month, rows: Ints) -> tuple[Month, Ints]:
    """Return the month reduced to consignments `rows` (rising), and the boxes that were kept."""
    kept = np.zeros(len(month.shipments), dtype=np.bool_)
    kept[rows] = True
    boxes = np.flatnonzero(kept[month.shipments.box_consignment])
    return (
        Month(
            number=month.number,
            shipments=_shipments(month.shipments, rows, boxes),
            legs=_legs(month.legs, rows),
            filing=FilingTimes(
                manifest=month.filing.manifest[rows], received=month.filing.received[rows]
            ),
            flags={name: raised[rows] for name, raised in month.flags.items()},
            box_flags={name: raised[boxes] for name, raised in month.box_flags.items()},
            contraband=Contraband(
                scheme=month.contraband.scheme[boxes],
                mass_kg=month.contraband.mass_kg[boxes],
                consignment_scheme=month.contraband.consignment_scheme[rows],
            ),
            size_type=month.size_type[boxes],
            prefix=month.prefix[boxes],
        ),
        boxes,
    )


def _shipments(shipments: Shipments, rows: Ints, boxes: Ints) -> Shipments:
    return Shipments(
        relation=shipments.relation[rows],
        week=shipments.week[rows],
        boxes=shipments.boxes[rows],
        quality=shipments.quality[rows],
        consignee_age=shipments.consignee_age[rows],
        box_consignment=np.searchsorted(rows, shipments.box_consignment[boxes]),
        box_latam=shipments.box_latam[boxes],
        box_reefer=shipments.box_reefer[boxes],
    )


def _legs(legs: Legs, rows: Ints) -> Legs:
    return Legs(
        carrier=legs.carrier[rows],
        region=legs.region[rows],
        origin=legs.origin[rows],
        week=legs.week[rows],
        hub=legs.hub[rows],
        departure=legs.departure[rows],
        hub_arrival=legs.hub_arrival[rows],
        hub_departure=legs.hub_departure[rows],
        estimated_arrival=legs.estimated_arrival[rows],
        arrival=legs.arrival[rows],
    )
