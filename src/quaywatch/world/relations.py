"""Trade relations and their lives: who sends what to whom, how much and from when to when.

A relation is one shipper, one consignee, one lane, one carrier, one forwarder. Three kinds of
life: established (Pareto volumes, slow deaths), newcomers (start small) and one-offs.
"""

from dataclasses import dataclass

import numpy as np

from quaywatch.world.arrays import Bools, Floats, Ints
from quaywatch.world.config import Config
from quaywatch.world.filers import Filers
from quaywatch.world.reference import Lanes, table
from quaywatch.world.streams import stream

BOXES_PER_CONSIGNMENT = 1.6
NEWCOMER_SHARE = 0.16
"""Share of the volume of relations younger than the horizon (calibrated: 14 % of boxes have a
consignee younger than six months)."""
ONE_OFF_SHARE = 0.07
MONTHS_BEFORE = 6
"""Newcomers and one-offs start this long before the first month."""


@dataclass(frozen=True, slots=True)
class Relations:
    """All relations of the world, one row each; months count from the first one."""

    lane: Ints
    origin: Ints
    goods: Ints
    latam: Bools
    shipper: Ints
    consignee: Ints
    carrier: Ints
    forwarder: Ints
    rate: Floats
    """Consignments a month while alive."""
    birth: Floats
    death: Floats
    one_off: Bools
    extra_boxes: Floats
    """Mean number of boxes beyond the first."""
    house: Bools
    broker: Ints
    """Forwarder named as notify party, or -1 when the consignee is."""
    prepaid: Bools
    tie: Floats
    """How far the relation is infiltrated: factor on its chance to be abused."""
    shippers: int
    consignees: int
    consignee_family: Ints
    """Goods row that a consignee's name speaks of, by consignee."""
    shipper_lane: Ints
    """Lane of each shipper."""
    consignee_birth: Floats

    def __len__(self) -> int:
        return len(self.lane)


def make_relations(config: Config, lanes: Lanes, filers: Filers) -> Relations:
    """Draw all relations that are alive at some time of the world."""
    rng = stream(config.seed, "relations")
    lane, kind = _lanes_and_kinds(config, lanes, rng)
    n = len(lane)
    goods = lanes.goods[lane]
    birth, death = _lives(config, kind, rng)
    fresh = (kind > 0) & (rng.random(n) < 0.6)
    consignee, consignees, family = _consignees(goods, fresh, rng)
    shipper, shippers, shipper_lane = _shippers(lane, rng)
    consignee_birth = np.full(consignees, np.inf)
    np.minimum.at(consignee_birth, consignee, birth)
    extra = rng.gamma(0.5, 2 * (BOXES_PER_CONSIGNMENT - 1), n)
    carrier = rng.choice(len(filers.carrier_share), n, p=filers.carrier_share)
    forwarder = rng.choice(len(filers.forwarder_share), n, p=filers.forwarder_share)
    broker = rng.choice(len(filers.forwarder_share), n, p=filers.forwarder_share)
    return Relations(
        lane=lane,
        origin=lanes.origin[lane],
        goods=goods,
        latam=lanes.latam[lane],
        shipper=shipper,
        consignee=consignee,
        carrier=carrier,
        forwarder=forwarder,
        rate=_rates(lanes, lane, kind, extra, rng),
        birth=birth,
        death=death,
        one_off=kind == 2,
        extra_boxes=np.where(kind == 0, extra, np.minimum(extra, 1.0)),
        house=rng.random(n) < 0.3,
        broker=np.where(rng.random(n) < 0.4, broker, -1),
        prepaid=rng.random(n) < 0.7,
        tie=rng.lognormal(0.0, 0.0 if config.placebo else 0.8, n),
        shippers=shippers,
        consignees=consignees,
        consignee_family=family,
        shipper_lane=shipper_lane,
        consignee_birth=consignee_birth,
    )


def _lanes_and_kinds(config: Config, lanes: Lanes, rng: np.random.Generator) -> tuple[Ints, Ints]:
    """Return lane and kind (0 established, 1 newcomer, 2 one-off) of every relation."""
    consignments = lanes.boxes / BOXES_PER_CONSIGNMENT
    months = config.months + MONTHS_BEFORE
    counts = (
        np.ceil(consignments * 1.3),
        rng.poisson(consignments * NEWCOMER_SHARE * 0.35 * months),
        rng.poisson(consignments * ONE_OFF_SHARE * months),
    )
    lane = np.concatenate([np.repeat(np.arange(len(c)), c.astype(np.int64)) for c in counts])
    kind = np.repeat(np.arange(3), [int(c.sum()) for c in counts])
    return lane, kind


def _lives(config: Config, kind: Ints, rng: np.random.Generator) -> tuple[Floats, Floats]:
    n = len(kind)
    young = rng.uniform(-MONTHS_BEFORE, config.months, n)
    birth = np.where(kind == 0, -rng.uniform(6, 120, n), young)
    death = np.where(kind == 0, rng.exponential(80, n), birth + rng.exponential(9, n))
    return birth, np.where(kind == 2, birth, death)


def _rates(lanes: Lanes, lane: Ints, kind: Ints, extra: Floats, rng: np.random.Generator) -> Floats:
    """Return consignments a month such that each lane carries its volume."""
    pareto = np.minimum((1 - rng.random(len(lane))) ** (-1 / 1.15), 400.0)
    pareto = np.where(kind == 0, pareto, 0.0)
    boxes = pareto * (1 + extra)
    total = np.bincount(lane, boxes, len(lanes.boxes))
    share = 1 - NEWCOMER_SHARE - ONE_OFF_SHARE
    established = pareto * (lanes.boxes * share / np.maximum(total, 1e-9))[lane]
    newcomer = rng.gamma(0.7, 0.9, len(lane))
    return np.where(kind == 0, established, np.where(kind == 1, newcomer, 1.0))


def _shippers(lane: Ints, rng: np.random.Generator) -> tuple[Ints, int, Ints]:
    """Return the shipper of each relation, their number, and each shipper's lane."""
    per_lane = np.maximum(np.bincount(lane) * 0.45, 1).astype(np.int64)
    first = np.concatenate([[0], np.cumsum(per_lane)])
    within = (per_lane[lane] * rng.random(len(lane)) ** 1.6).astype(np.int64)
    return first[lane] + within, int(first[-1]), np.repeat(np.arange(len(per_lane)), per_lane)


def _consignees(goods: Ints, fresh: Bools, rng: np.random.Generator) -> tuple[Ints, int, Ints]:
    """Return the consignee of each relation, their number, and the goods row each deals in.

    Established consignees buy within one family of goods; a fresh one is a firm of its own.
    """
    family = table("goods")["family"].rank("dense").to_numpy().astype(np.int64)[goods] - 1
    per_family = np.maximum(np.bincount(family) * 0.3, 1).astype(np.int64)
    first = np.concatenate([[0], np.cumsum(per_family)])
    within = (per_family[family] * rng.random(len(goods)) ** 1.6).astype(np.int64)
    consignee = first[family] + within
    total = int(first[-1])
    consignee[fresh] = total + np.arange(int(fresh.sum()))
    deals_in = np.zeros(total + int(fresh.sum()), dtype=np.int64)
    deals_in[consignee] = goods
    return consignee, len(deals_in), deals_in
