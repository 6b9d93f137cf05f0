"""One month of the world, still as numbers: what documents, events and officers are made from."""

from dataclasses import dataclass

import numpy as np

from quaywatch.world.arrays import Ints
from quaywatch.world.containers import PREFIXES, SIZE_TYPES, pick_size_types
from quaywatch.world.contraband import Contraband, contaminate, shares_in
from quaywatch.world.filing_times import FilingTimes, filing_times
from quaywatch.world.flags import Raised, draw_flags
from quaywatch.world.reference import table
from quaywatch.world.schedule import make_schedule, month_start
from quaywatch.world.setting import Setting
from quaywatch.world.shipments import Legs, Shipments, legs, make_shipments, reorder
from quaywatch.world.streams import stream


@dataclass(frozen=True, slots=True)
class Month:
    """Consignments in the order in which they were received, with their boxes in that order."""

    number: int
    shipments: Shipments
    legs: Legs
    filing: FilingTimes
    flags: Raised
    box_flags: Raised
    contraband: Contraband
    size_type: Ints
    prefix: Ints
    """Container owner of each box."""


def make_month(setting: Setting, number: int) -> Month:
    """Draw month `number` (0 is the first); months do not depend on one another."""
    config, relations = setting.config, setting.relations
    schedule = make_schedule(config.seed, config.start, number, setting.network)
    drawn = make_shipments(
        config.seed,
        number,
        month_start(config.start, number).month,
        relations,
        len(schedule.weeks),
        setting.filer_quality,
    )
    shares = shares_in(config, number, setting.shares)
    hidden = contaminate(config, number, drawn, relations, setting.pull, shares)
    rng = stream(config.seed, "flags", number)
    scheme = hidden.consignment_scheme
    strength = 0.0 if config.placebo else config.evidence
    flags = draw_flags(config.consignment_flags, drawn.quality, scheme, strength, rng)
    box_quality = drawn.quality[drawn.box_consignment]
    box_flags = draw_flags(config.box_flags, box_quality, hidden.scheme, strength, rng)
    call = legs(drawn, relations, setting.network, schedule)
    carriers = setting.filers.carrier_quality
    ports = len(setting.network.region_of_port)
    late = flags["late_filing"]
    filing = filing_times(config.seed, number, drawn, call, late, ports, carriers)
    order = np.lexsort((rng.random(len(drawn)), filing.manifest, filing.received))
    shipments, box_order = reorder(drawn, order)
    goods_type = _goods_size_type()[relations.goods[shipments.relation]]
    size_type = pick_size_types(goods_type[shipments.box_consignment], rng)
    return Month(
        number=number,
        shipments=shipments,
        legs=legs(shipments, relations, setting.network, schedule),
        filing=FilingTimes(manifest=filing.manifest[order], received=filing.received[order]),
        flags={name: raised[order] for name, raised in flags.items()},
        box_flags={name: raised[box_order] for name, raised in box_flags.items()},
        contraband=Contraband(
            scheme=hidden.scheme[box_order],
            mass_kg=hidden.mass_kg[box_order],
            consignment_scheme=scheme[order],
        ),
        size_type=size_type,
        prefix=_owners(setting, shipments, rng),
    )


def _goods_size_type() -> Ints:
    return np.array([SIZE_TYPES.index(code) for code in table("goods")["equipment"]])


def _owners(setting: Setting, shipments: Shipments, rng: np.random.Generator) -> Ints:
    """Return the owner of each box: its carrier, or one of the lessors."""
    carrier = setting.relations.carrier[shipments.relation][shipments.box_consignment]
    carriers = setting.filers.carriers.height
    lessor = rng.integers(carriers, PREFIXES, len(carrier))
    return np.where(rng.random(len(carrier)) < 0.35, lessor, carrier)
