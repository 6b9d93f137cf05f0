"""Today's targeting: who is looked at, with what chance, and what the look shows.

Officers know the lanes that made the news and the red flags on paper, and have hunches. Each
box is drawn on its own with its stored chance (Poisson sampling), so outcomes can be weighted.
A tip leads to a box whatever its chance; such a look is marked `officer`.
"""

from dataclasses import dataclass

import numpy as np
import polars as pl

from quaywatch.cargo.columns import INSTANT
from quaywatch.world.arrays import Bools, Floats, Ints
from quaywatch.world.contraband import concealments
from quaywatch.world.instants import instants
from quaywatch.world.month import Month
from quaywatch.world.pickup import Pickup
from quaywatch.world.reference import table
from quaywatch.world.setting import Setting
from quaywatch.world.streams import stream
from quaywatch.world.targeting import Targeting

KNOWN_ORIGINS: dict[str, float] = {
    "EC": 0.9, "CO": 0.7, "BR": 0.5, "PA": 0.6, "PE": 0.3, "CR": 0.4, "DO": 0.3, "PY": 0.5,
}  # fmt: skip
KNOWN_FAMILIES: dict[str, float] = {"fruit": 0.4, "beans": 0.2}
FLAG_WEIGHTS: dict[str, float] = {
    "vague_text": 0.7,
    "party_details_missing": 0.4,
    "hs_contradicts": 0.5,
    "late_filing": 0.6,
    "mass_implausible": 0.5,
    "notify_changed": 0.3,
    "contact_changed": 0.3,
    "to_order": 0.3,
    "no_notify_party": 0.3,
    "cash_freight": 0.8,
    "route_detour": 0.4,
}
YOUNG_CONSIGNEE = 0.6

SCAN_DETECTION = np.array([0.80, 0.70, 0.52, 0.55, 0.75, 0.80, 0.52])
"""Chance that a scan shows what is there, by scheme (assumption: 0.52-0.86 by way of hiding)."""

OUTCOME_SCHEMA: dict[str, pl.DataType] = {
    "row": pl.UInt32(),
    "index": pl.UInt32(),
    "consignment_id": pl.String(),
    "equipment_number": pl.String(),
    "at": INSTANT,
    "kind": pl.String(),
    "basis": pl.String(),
    "selection_probability": pl.Float64(),
    "terminal": pl.String(),
    "result": pl.String(),
    "substance": pl.String(),
    "mass_kg": pl.Float64(),
    "concealment": pl.String(),
}


@dataclass(frozen=True, slots=True)
class Inspections:
    """What happened to every box; `chance` is that of the policy, without tips."""

    score: Floats
    """What the officers think of the box, hunch included."""
    chance: Floats
    blind: Floats
    """The part of `chance` that has nothing to do with the box."""
    selected: Bools
    tipped: Bools
    opened: Bools
    found: Bools
    irregular: Bools


def inspect(setting: Setting, month: Month) -> Inspections:
    """Draw the month's inspections and their results."""
    policy = setting.config.targeting
    rng = stream(setting.config.seed, "enforcement", month.number)
    scheme = month.contraband.scheme
    n = len(scheme)
    score = policy.sharpness * known_risk(setting, month) + policy.noise * rng.normal(size=n)
    latam = month.shipments.box_latam
    blind = np.where(latam, policy.coverage_latam, policy.coverage_other) * policy.random_share
    chance = selection_chance(policy, score, latam)
    tipped = (scheme >= 0) & (rng.random(n) < policy.tips)
    selected = (rng.random(n) < chance) | tipped
    opened = tipped | (rng.random(n) >= policy.scan_share)
    detection = np.where(opened, policy.open_detection, SCAN_DETECTION[scheme])
    found = selected & (scheme >= 0) & (rng.random(n) < detection)
    alarm = rng.random(n) < policy.false_alarm
    return Inspections(
        score=score,
        chance=chance,
        blind=blind,
        selected=selected,
        tipped=tipped,
        opened=selected & (opened | found | alarm),
        found=found,
        irregular=selected & ~found & (rng.random(n) < policy.irregularity),
    )


def known_risk(setting: Setting, month: Month) -> Floats:
    """Return what an officer can read off the papers of each box, before any hunch."""
    shipments = month.shipments
    ports, goods = table("ports"), table("goods")
    origin = np.array([KNOWN_ORIGINS.get(c[:2], 0.0) for c in ports["locode"]])
    family = np.array([KNOWN_FAMILIES.get(f, 0.0) for f in goods["family"]])
    risk = origin[month.legs.origin] + family[setting.relations.goods[shipments.relation]]
    for name, weight in FLAG_WEIGHTS.items():
        risk += weight * month.flags[name]
    risk += YOUNG_CONSIGNEE * (shipments.consignee_age < 6)
    return risk[shipments.box_consignment]


def selection_chance(policy: Targeting, score: Floats, latam: Bools) -> Floats:
    """Return each box's chance: a blind part, and one that grows with the score."""
    chance = np.zeros(len(score))
    for group, coverage in ((latam, policy.coverage_latam), (~latam, policy.coverage_other)):
        blind = coverage * policy.random_share
        appeal = np.exp(score[group])
        if len(appeal):
            chance[group] = blind + _scaled(appeal, coverage - blind)
    return np.minimum(chance, 1.0)


def _scaled(appeal: Floats, mean: float) -> Floats:
    """Scale `appeal` to the wanted mean with no value above 0.95 (six rounds suffice)."""
    factor = 1.0
    for _ in range(6):
        factor *= mean / float(np.minimum(appeal * factor, 0.95).mean())
    return np.minimum(appeal * factor, 0.95)


def outcomes_frame(
    setting: Setting,
    month: Month,
    inspections: Inspections,
    pickup: Pickup,
    consignments: pl.DataFrame,
    equipment: pl.DataFrame,
) -> pl.DataFrame:
    """Write what the officers recorded: inspected boxes only."""
    rng = stream(setting.config.seed, "outcomes", month.number)
    boxes = np.flatnonzero(inspections.selected)
    owner = month.shipments.box_consignment[boxes]
    found = inspections.found[boxes]
    result = np.where(found, 2, np.where(inspections.irregular[boxes], 1, 0))
    wait = rng.uniform(0.1, 0.9, len(boxes))
    discharged = pickup.discharged[boxes]
    at = discharged + wait * (pickup.planned[boxes] - discharged)
    frame = pl.DataFrame(
        {
            "row": owner,
            "index": equipment["index"].gather(boxes),
            "consignment_id": consignments["consignment_id"].gather(owner),
            "equipment_number": equipment["number"].gather(boxes),
            "at": instants(at),
            "kind": pl.Series(["scan", "open"]).gather(inspections.opened[boxes].astype(np.int64)),
            "basis": _basis(inspections, boxes, rng),
            "selection_probability": inspections.chance[boxes],
            "terminal": pickup.terminal.gather(boxes),
            "result": pl.Series(["nothing", "irregularity", "found"]).gather(result),
            "found": found,
            "mass_kg": month.contraband.mass_kg[boxes],
            "concealment": concealments(month.contraband.scheme[boxes]),
        }
    )
    only_found = [
        pl.when("found").then(value).alias(name)
        for name, value in (
            ("substance", pl.lit("cocaine")),
            ("mass_kg", pl.col("mass_kg")),
            ("concealment", pl.col("concealment")),
        )
    ]
    return (
        frame.with_columns(only_found)
        .select(pl.col(name).cast(dtype) for name, dtype in OUTCOME_SCHEMA.items())
        .sort("at", "equipment_number")
    )


def _basis(inspections: Inspections, boxes: Ints, rng: np.random.Generator) -> pl.Series:
    """Say why: a tip, the blind part of the chance, or the score."""
    share = inspections.blind[boxes] / np.maximum(inspections.chance[boxes], 1e-12)
    blind = rng.random(len(boxes)) < share
    number = np.where(inspections.tipped[boxes], 2, np.where(blind, 1, 0))
    return pl.Series(["targeted", "random_audit", "officer"]).gather(number)
