"""The world's own values of the published figures."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from quaywatch.world.arrays import Bools, Floats, Ints
from quaywatch.world.config import Config
from quaywatch.world.enforcement import Inspections, inspect
from quaywatch.world.month import Month, make_month
from quaywatch.world.reference import table
from quaywatch.world.report.events import event_figures
from quaywatch.world.report.facts import FACTS, Comparison
from quaywatch.world.setting import Setting, make_setting


@dataclass(frozen=True, slots=True)
class Boxes:
    """Boxes of several months as numbers."""

    latam: Bools
    reefer: Bools
    origin: Ints
    goods: Ints
    scheme: Ints
    mass_kg: Floats
    chance: Floats
    selected: Bools
    found: Bools

    def __len__(self) -> int:
        return len(self.latam)


def gather_boxes(setting: Setting, months: range) -> Boxes:
    """Draw `months` of the world without writing a document."""
    parts: list[Boxes] = []
    for number in months:
        month = make_month(setting, number)
        parts.append(_boxes(setting, month, inspect(setting, month)))
    names = Boxes.__dataclass_fields__
    return Boxes(**{name: np.concatenate([getattr(p, name) for p in parts]) for name in names})


def _boxes(setting: Setting, month: Month, inspections: Inspections) -> Boxes:
    owner = month.shipments.box_consignment
    return Boxes(
        latam=month.shipments.box_latam,
        reefer=month.shipments.box_reefer,
        origin=month.legs.origin[owner],
        goods=setting.relations.goods[month.shipments.relation][owner],
        scheme=month.contraband.scheme,
        mass_kg=month.contraband.mass_kg,
        chance=inspections.chance,
        selected=inspections.selected,
        found=inspections.found,
    )


def compare(seed: int, latam: Boxes, latam_years: float, whole_months: int) -> list[Comparison]:
    """Return every fact with its value.

    `latam` are boxes of Latin American lanes only, as many as Antwerp receives in `latam_years`:
    finds are rare, so they are counted over many years' worth and divided.
    """
    setting = make_setting(Config(seed=seed, months=whole_months))
    whole = gather_boxes(setting, range(whole_months))
    years = whole_months / 12
    values = _traffic(whole, years) | _finds(latam, latam_years) | _trade(latam)
    values["inspections a year"] = whole.selected.sum() / years
    values |= event_figures(setting)
    return [Comparison(fact, float(values[fact.name])) for fact in FACTS]


def _traffic(whole: Boxes, years: float) -> dict[str, float]:
    return {
        "boxes into Antwerp a year": len(whole) / years,
        "Latin American boxes a year": whole.latam.sum() / years,
        "Latin American share of boxes": whole.latam.mean(),
        "inspected share of all boxes": whole.selected.mean(),
        "inspected share of Latin American boxes": whole.selected[whole.latam].mean(),
        "reefers, share of all boxes": whole.reefer.mean(),
    }


def _finds(boxes: Boxes, years: float) -> dict[str, float]:
    hides, found = boxes.scheme >= 0, boxes.found
    kilograms = boxes.mass_kg[found]
    country = table("ports")["locode"].str.slice(0, 2).to_numpy()[boxes.origin[found]]
    fruit = (table("goods")["family"] == "fruit").to_numpy()[boxes.goods[found]]
    a_year = max(int(found.sum() / years), 1)
    return {
        "contaminated share of Latin American boxes": hides.mean(),
        "interception, share of cases": found.sum() / hides.sum(),
        "interception, share of kilograms": kilograms.sum() / boxes.mass_kg.sum(),
        "lift of today's targeting, tips included": boxes.selected[hides].mean()
        / boxes.selected.mean(),
        "finds per inspection": found.sum() / years / 34_500,
        "finds a year": found.sum() / years,
        "tonnes found a year": kilograms.sum() / years / 1000,
        "mean kilograms a find": kilograms.mean(),
        "standard deviation of log kilograms": np.log(kilograms).std(),
        "largest find, tonnes": _largest(kilograms, a_year) / 1000,
        "fruit, share of kilograms found": kilograms[fruit].sum() / kilograms.sum(),
        "Ecuador, share of kilograms found": kilograms[country == "EC"].sum() / kilograms.sum(),
        "Brazil, share of kilograms found": kilograms[country == "BR"].sum() / kilograms.sum(),
        "rip-on, share of cases": np.isin(boxes.scheme[found], (0, 5)).mean(),
    }


def _largest(kilograms: Floats, a_year: int) -> float:
    """Return the median over ten-year stretches of the largest find."""
    stretch = min(10 * a_year, len(kilograms))
    parts = len(kilograms) // stretch
    return float(np.median(kilograms[: parts * stretch].reshape(parts, stretch).max(axis=1)))


def _trade(boxes: Boxes) -> dict[str, float]:
    frame = pl.DataFrame(
        {
            "country": table("ports")["locode"].str.slice(0, 2).gather(boxes.origin),
            "hs": table("goods")["hs_code"].gather(boxes.goods),
        }
    )

    def share(code: str, country: str, four: tuple[str, ...]) -> float:
        of = frame.filter(hs=code).filter(pl.col("country").is_in(four))["country"]
        return float(np.mean((of == country).to_numpy()))

    bananas, coffee = ("EC", "CO", "CR", "DO"), ("BR", "HN", "CO", "PE")
    return {
        "reefers, share of Latin American boxes": boxes.reefer.mean(),
        "Ecuador, share of bananas of four": share("080390", "EC", bananas),
        "Colombia, share of bananas of four": share("080390", "CO", bananas),
        "Costa Rica, share of bananas of four": share("080390", "CR", bananas),
        "Brazil, share of coffee of four": share("090111", "BR", coffee),
        "Honduras, share of coffee of four": share("090111", "HN", coffee),
    }
