"""Made-up lessons: consignments as they stood when selected, what was found, and by what chance."""

from datetime import UTC, datetime, timedelta
from functools import cache

import numpy as np
import polars as pl

from quaywatch import checks
from quaywatch.cargo import (
    Consignment,
    Conveyance,
    Equipment,
    FilingHeader,
    Frames,
    GoodsItem,
    Party,
    PartyRole,
    Route,
    Seal,
    to_frames,
)
from quaywatch.history import History
from quaywatch.risk import Known, Model
from quaywatch.risk.inputs import inputs
from quaywatch.risk.learned import Learned, learn
from quaywatch.rules import RuleBook, load

START = datetime(2026, 1, 5, tzinfo=UTC)
_PORTS = ("ECGYE", "BRSSZ", "CLSAI")


@cache
def book() -> RuleBook:
    return load()


def filed(size: int, seed: int = 1) -> Frames:
    """Return consignments half an hour apart, of three ports and two lines of goods."""
    random = np.random.default_rng(seed)
    return to_frames(
        (
            FilingHeader(format="native", received_at=START + timedelta(minutes=30 * number)),
            _consignment(number, random),
        )
        for number in range(size)
    )


def _consignment(number: int, random: np.random.Generator) -> Consignment:
    bananas, mass = random.random() < 0.5, round(float(random.normal(21_000, 800)))
    sealed = random.random() < 0.8
    parties = (
        Party(role=PartyRole.CONSIGNEE, name=f"SIM Import {random.integers(40)} NV", country="BE"),
        Party(role=PartyRole.CONSIGNOR, name=f"SIM Export {random.integers(40)} SA", country="EC"),
    )
    return Consignment(
        reference=f"SIM{number}",
        parties=parties,
        goods_items=(
            GoodsItem(
                sequence=1,
                description="BANANAS" if bananas else "COPPER CATHODES",
                hs_code="080390" if bananas else "740311",
                package_count=1080 if bananas else 11,
                gross_mass_kg=float(mass),
            ),
        ),
        equipment=(
            Equipment(
                number=f"SIMU{number:07}",
                size_type="45R1" if bananas else "22G1",
                seals=(Seal(number=f"SL{number:06}"),) if sealed else (),
                gross_mass_kg=float(mass),
                verified_gross_mass_kg=mass + 4500.0 if random.random() < 0.8 else None,
            ),
        ),
        route=Route(port_of_loading=str(random.choice(_PORTS)), port_of_discharge="BEANR"),
        conveyance=Conveyance(
            vessel_name=f"SIM STAR {random.integers(3)}",
            carrier_code="SIMA",
            departure_at=START + timedelta(days=2),
            arrival_at=START + timedelta(days=2 + int(random.integers(10, 20))),
        ),
    )


def known(frames: Frames) -> Known:
    found = checks.run(frames)
    past = History().read(frames).frame()
    return Known(frames, found, book().match(frames, found), past)


def lessons(size: int = 1200, seed: int = 1) -> pl.DataFrame:
    """Return lessons in which Chilean copper hides far more than was declared."""
    everything = known(filed(size, seed))
    table = inputs(everything, Model.default())
    odd = (table["port_of_loading"] == "CLSAI") & (table["hs_heading"] == "7403")
    rate = odd.cast(pl.Float64).to_numpy() * 0.25 + 0.03
    random = np.random.default_rng(seed + 100)
    chance = random.choice([1.0, 0.05], size)
    return table.with_columns(
        pl.Series("found", random.random(size) < rate),
        pl.Series("chance", chance),
        everything.frames.consignments["received_at"].alias("time"),
        everything.frames.consignments["consignment_id"].alias("group"),
    )


@cache
def learned() -> Learned:
    return learn(lessons())
