"""Loads held against what is declared, on simulated scans that taught nothing.

Whole pictures of all three scanners, of every line of the simulated trade's goods. `mass` is the
error where hardly anything is opaque; `told` how often the declared heading is the likeliest, or
among the five likeliest; `misdeclared` the share of loads declared as another heading (each of all
others in turn) that is told at 1 and 5 % false alarms; `untaught` the same for goods packed in
ways that a model has never seen, declared as goods that it has.
"""

from dataclasses import replace

import numpy as np

from bench.result import Result
from quaywatch.scans.goods import shipped
from quaywatch.scans.goods.judging import OPAQUE
from quaywatch.scans.goods.model import HEADING, Model, score
from quaywatch.scans.physics.arrays import Floats
from quaywatch.world.scanner.held import HELD_STYLES
from quaywatch.world.scanner.loading.recipes import recipe
from quaywatch.world.scanner.teaching_goods.__main__ import lots
from quaywatch.world.scanner.teaching_goods.fitting import scored
from quaywatch.world.scanner.teaching_goods.lots import Lot

TITLE = "declared goods against the picture: mass, headings, misdeclared loads"
_UNSEEN = 500
"""Lots from here on teach nothing."""
_ALARMS = (0.01, 0.05)


def run(quick: bool) -> Result:
    """Judge lots with the model that ships, and with one that lacks some ways of packing."""
    made = list(lots(1 if quick else 3, _UNSEEN, whole=True))
    model = shipped()
    true, false = scored(model, made)
    untaught = [lot for lot in made if recipe(lot.code).style in HELD_STYLES]
    taught = without(model)
    _, strange = scored(taught, untaught)
    kept = [lot for lot in made if recipe(lot.code).style not in HELD_STYLES]
    usual, _ = scored(taught, kept)
    figures: dict[str, object] = {
        "lots": len(made),
        "mass": _mass(made),
        "told": _told(model, made),
        "misdeclared": _above(false, true),
        "untaught": {"lots": len(untaught), **_above(strange, usual)},
        "alarms_said_and_measured": _calibration(model, true),
    }
    return Result("goods", figures)


def without(model: Model) -> Model:
    """Return the model without goods of the ways of packing that are held back."""
    chosen = np.array([recipe(line).style not in HELD_STYLES for line in model.lines])
    return replace(
        model,
        lines=model.lines[chosen],
        centre=model.centre[chosen],
        cold=model.cold[chosen],
        bulk=model.bulk[chosen],
    )


def _mass(made: list[Lot]) -> dict[str, float]:
    clear = [lot for lot in made if lot.opaque <= OPAQUE]
    apart = np.array([lot.found_kg / lot.mass_kg - 1.0 for lot in clear])
    over = np.array([(lot.found_kg - lot.mass_kg) / lot.found_sd_kg for lot in clear])
    return {
        "clear_share": round(len(clear) / len(made), 3),
        "median_error": round(float(np.median(apart)), 4),
        "median_absolute_error": round(float(np.median(np.abs(apart))), 4),
        "rms_error": round(float(np.sqrt((apart**2).mean())), 4),
        "within_two_sd": round(float((np.abs(over) < 2).mean()), 3),
    }


def _told(model: Model, made: list[Lot]) -> dict[str, float]:
    ranks: list[int] = []
    surprise: list[float] = []
    for lot in made:
        if lot.shape is None:
            continue
        likely = model.headings(lot.shape, lot.reefer)
        own = likely[lot.code[:HEADING]]
        ranks.append(sum(share > own for share in likely.values()))
        surprise.append(score(likely, (lot.code[:HEADING],)))
    rank = np.array(ranks)
    return {
        "first": round(float((rank == 0).mean()), 3),
        "among_five": round(float((rank < 5).mean()), 3),
        "mean_log_loss": round(float(np.mean(surprise)), 3),
    }


def _above(false: Floats, true: Floats) -> dict[str, float]:
    return {
        f"at_{share:.0%}": round(float((false > np.quantile(true, 1 - share)).mean()), 3)
        for share in _ALARMS
    }


def _calibration(model: Model, true: Floats) -> dict[str, float]:
    alarms = np.array([model.worth(one)[1] for one in true])
    return {f"{share:.0%}": round(float((alarms <= share).mean()), 3) for share in (*_ALARMS, 0.2)}
