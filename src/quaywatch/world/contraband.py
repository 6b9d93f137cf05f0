"""Which boxes hide cocaine: a designation of boxes that innocent trade already made.

Nothing is added to the world: every abused consignment was drawn, named, numbered and routed by
the same code as all others before it was chosen. What is published (UNODC, EUDA, Europol, press)
sets where and how; the rest is assumption.
"""

from dataclasses import dataclass

import numpy as np
import polars as pl

from quaywatch.world.arrays import Floats, Ints
from quaywatch.world.config import Config
from quaywatch.world.evidence import SCHEMES
from quaywatch.world.reference import Lanes, table
from quaywatch.world.relations import Relations
from quaywatch.world.shipments import Shipments
from quaywatch.world.streams import stream

SHARES = np.array([0.45, 0.19, 0.05, 0.16, 0.09, 0.06, 0.0])
"""Rip-on/rip-off was 70 % of container seizures in 2012, the cooling unit the most frequent
place in the Netherlands in 2023; consignees of seized boxes are typically unaware. In the order
of `SCHEMES`."""

CONCEALMENT: tuple[str, ...] = (
    "rip_on",
    "in_load",
    "structure",
    "reefer_unit",
    "in_load",
    "rip_on",
    "in_load",
)
"""Where it lies in the box, by scheme."""

MEDIAN_KG = np.array([115.0, 240.0, 45.0, 38.0, 300.0, 220.0, 180.0])
SIGMA = np.array([1.0, 1.35, 0.8, 0.8, 1.25, 1.1, 1.1])
MOST_KG = 13_500.0
LANE_NOISE = 0.5
"""Standard deviation of the log of each lane's own attraction."""
NOT_ABUSED = -1
BLENDED = SCHEMES.index("blended")
BLENDABLE: tuple[str, ...] = (
    "440290", "390120", "390210", "170114", "230400", "200919", "220421",
)  # fmt: skip
"""Goods that blended cocaine is brought in: charcoal, plastics in pellets, sugar, oilcake, juice
and wine (UNODC and EUDA tell of each); lines that hardly attract any other way."""


@dataclass(frozen=True, slots=True)
class Contraband:
    """Hidden truth of one month's boxes."""

    scheme: Ints
    """Number of the scheme by box, -1 for innocent."""
    mass_kg: Floats
    consignment_scheme: Ints
    """Scheme of the first abused box by consignment, -1 for innocent."""


def attraction(config: Config, lanes: Lanes, carriers: int) -> Floats:
    """Return how much each [lane, carrier] attracts hiding, beside its volume."""
    rng = stream(config.seed, "attraction")
    noise = rng.lognormal(0.0, LANE_NOISE, len(lanes.boxes))
    line = rng.lognormal(0.0, 0.3, carriers)
    if config.placebo:
        return np.where(lanes.latam, 1.0, 0.0)[:, None] * np.ones(carriers)
    lane = np.where(lanes.latam, published_pull(lanes), 0.0) * noise
    return lane[:, None] * line[None, :]


def published_pull(lanes: Lanes) -> Floats:
    """Return how much each lane attracts beside its volume, as shares of seizures tell.

    Lanes from outside Latin America are detours: a region's factor stands for all of its ports.
    """
    factor = {(kind, key): value for kind, key, value in table("attraction").iter_rows()}
    ports, goods = table("ports"), table("goods")
    by_origin = np.array(
        [
            factor.get(("origin", code), factor.get(("region", region), 0.0))
            for code, region in ports.select("locode", "region").iter_rows()
        ]
    )
    by_goods = np.array(
        [
            factor.get(("family", family), 1.0) * factor.get(("goods", code), 1.0)
            for code, family in goods.select("hs_code", "family").iter_rows()
        ]
    )
    return by_origin[lanes.origin] * by_goods[lanes.goods]


def contaminate(
    config: Config,
    month: int,
    shipments: Shipments,
    relations: Relations,
    pull: Floats,
    shares: Floats,
) -> Contraband:
    """Choose the month's abused boxes.

    `pull` is the attraction by [lane, carrier], `shares` are those of the schemes.
    """
    rng = stream(config.seed, "contraband", month)
    relation = shipments.relation[shipments.box_consignment]
    level = pull[relations.lane[relation], relations.carrier[relation]] * relations.tie[relation]
    at_port = table("destinations").filter(port=config.port)["contamination"].item()
    expected = config.contamination * at_port * float(shipments.box_latam.sum())
    scheme = np.full(len(relation), NOT_ABUSED, dtype=np.int64)
    for number, weight in enumerate(_eligible(shipments)):
        attracted = level * weight[shipments.box_consignment]
        if SCHEMES[number] == "reefer_unit":
            attracted = attracted * shipments.box_reefer
        if number == BLENDED:
            if not shares[BLENDED]:
                continue
            attracted = _blended(relations, relation)
        total = attracted.sum()
        chance = attracted * (expected * shares[number] / total if total > 0 else 0.0)
        chosen = rng.random(len(relation)) < np.minimum(chance, 0.5)
        scheme = np.where(chosen & (scheme == NOT_ABUSED), number, scheme)
    return Contraband(
        scheme=scheme,
        mass_kg=_masses(scheme, rng),
        consignment_scheme=_by_consignment(shipments, scheme),
    )


def _eligible(shipments: Shipments) -> list[Floats]:
    """Return, by scheme, which consignments it can use: fronts are young, hijacked firms old."""
    anyone = np.ones(len(shipments))
    established = (shipments.consignee_age > 24).astype(np.float64)
    young = (shipments.consignee_age < 9).astype(np.float64)
    return [anyone, anyone, anyone, anyone, young, established, anyone]


def _blended(relations: Relations, relation: Ints) -> Floats:
    """Return how much each box attracts blending: by its goods and its relation alone."""
    fits = table("goods")["hs_code"].is_in(BLENDABLE).to_numpy()[relations.goods]
    return (fits * relations.latam * relations.tie)[relation]


def shares_in(config: Config, month: int, shares: Floats) -> Floats:
    """Return the shares of the schemes in `month`: blending, once begun, takes its part of all."""
    if config.blended_from is None or month < config.blended_from:
        return shares
    blended = np.zeros(len(shares))
    blended[BLENDED] = config.blended_share
    return shares * (1 - config.blended_share) + blended


def _masses(scheme: Ints, rng: np.random.Generator) -> Floats:
    drawn = rng.normal(size=len(scheme))
    kilograms = MEDIAN_KG[scheme] * np.exp(SIGMA[scheme] * drawn)
    return np.where(scheme >= 0, np.clip(kilograms, 1.0, MOST_KG).round(1), 0.0)


def _by_consignment(shipments: Shipments, scheme: Ints) -> Ints:
    abused = np.flatnonzero(scheme >= 0)[::-1]
    result = np.full(len(shipments), NOT_ABUSED, dtype=np.int64)
    result[shipments.box_consignment[abused]] = scheme[abused]
    return result


def scheme_names(scheme: Ints) -> pl.Series:
    """Return the names of scheme numbers, null for innocent."""
    return _named(SCHEMES, scheme)


def concealments(scheme: Ints) -> pl.Series:
    """Return where each scheme hides, null for innocent."""
    return _named(CONCEALMENT, scheme)


def _named(names: tuple[str, ...], scheme: Ints) -> pl.Series:
    return pl.Series([*names, None], dtype=pl.String).gather(
        np.where(scheme >= 0, scheme, len(names))
    )
