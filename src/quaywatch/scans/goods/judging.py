"""A load held against what was declared: goods, mass and fill, each with its reasons."""

import math
from dataclasses import dataclass

import numpy as np

from quaywatch.scans.framing.bounds import WIDTH
from quaywatch.scans.goods.features import NAMES, features
from quaywatch.scans.goods.load import Load
from quaywatch.scans.goods.model import HEADING, Model, score
from quaywatch.scans.physics.arrays import Floats
from quaywatch.scans.reading import Finding, Reason, Sign

SPEAKS = 0.05
"""False-alarm share above which nothing is said."""
OPAQUE = 0.02
"""Share of a load that hardly any signal passes, from which its mass is a lower bound."""
DECLARED_SD = 0.02
"""Relative standard deviation of honestly declared gross masses about the true ones (assumed)."""
_TELLING = ("areal_density", "number", "metal", "height", "grain_along_1", "grain_up_8")
"""Features that have a sentence."""
_ODD = 2.5
"""Standard deviations from which a feature is told as a reason."""
_BELIEVED = 4.0
"""Standard deviations beyond which normal tails are not believed."""
_MOST_KG = 30_000.0
_MOST_DENSE = math.log(100.0)
"""Spread of the logarithm of bulk density over all goods: 0.02 to 2 g/cm³."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a load says to its declaration."""

    findings: tuple[Finding, ...]
    unread: tuple[Reason, ...]
    """What could not be judged."""


def judged(load: Load, codes: tuple[str, ...], mass_kg: float | None, model: Model) -> Judgement:
    """Hold a load against declared tariff codes, together, and their gross mass."""
    shape = features(load)
    if shape is None:
        return Judgement(_one(_mass(load, mass_kg)), (Reason(code="goods_none"),))
    known = model.known(codes)
    unread: list[Reason] = []
    if codes and not known:
        unread.append(Reason(code="goods_unknown", words={"declared": codes[0][:HEADING]}))
    if load.opaque > OPAQUE:
        unread.append(Reason(code="goods_opaque", figures={"share": round(load.opaque, 3)}))
    told = [_mass(load, mass_kg)]
    if known:
        told += [_goods(load, shape, known, model), _fill(load, known, mass_kg, model)]
    return Judgement(tuple(one for one in told if one is not None), tuple(unread))


def _one(finding: Finding | None) -> tuple[Finding, ...]:
    return () if finding is None else (finding,)


def _goods(load: Load, shape: Floats, known: tuple[str, ...], model: Model) -> Finding | None:
    if not np.isfinite(load.number).any():
        return None
    likely = model.headings(shape, load.reefer)
    ratio, false_alarm = model.worth(score(likely, known))
    if false_alarm > SPEAKS:
        return None
    likeliest = max(likely, key=lambda heading: likely[heading])
    reasons = [
        Reason(
            code="goods_unlike",
            figures={
                "share": round(sum(likely[heading] for heading in known), 4),
                "likeliest_share": round(likely[likeliest], 4),
            },
            words={"declared": " ".join(known), "likeliest": likeliest},
        ),
        *_odd(shape, known, model),
    ]
    return Finding(
        sign=Sign.GOODS,
        region=None,
        log_likelihood_ratio=ratio,
        false_alarm=false_alarm,
        reasons=tuple(reasons),
    )


def _odd(shape: Floats, known: tuple[str, ...], model: Model) -> list[Reason]:
    """Return the features that lie farthest from what such goods have, at most two."""
    lines = np.isin([line[:HEADING] for line in model.lines], known)
    spread = np.sqrt((np.linalg.inv(model.whitening) ** 2).sum(axis=0))
    found: list[tuple[float, Reason]] = []
    for name in _TELLING:
        at = NAMES.index(name)
        centres = model.centre[lines, at]
        usual = float(centres[np.argmin(np.abs(centres - shape[at]))])
        apart = float((shape[at] - usual) / spread[at])
        if abs(apart) < _ODD:
            continue
        code, figures = _plain(name, float(shape[at]), usual)
        figures["deviations"] = round(apart, 1)
        found.append((abs(apart), Reason(code=code, figures=figures)))
    found.sort(key=lambda one: -one[0])
    return [reason for _, reason in found[:2]]


def _plain(name: str, found: float, usual: float) -> tuple[str, dict[str, float]]:
    """Return code and figures of a feature as people say it."""
    if name == "areal_density":
        grams = [round(math.exp(value) / (100.0 * (WIDTH - 0.1)), 3) for value in (found, usual)]
        return "goods_density", {"found_g_cm3": grams[0], "usual_g_cm3": grams[1]}
    if name in ("metal", "height"):
        shares = {"found_share": round(found, 3), "usual_share": round(usual, 3)}
        return f"goods_{name}", shares
    if name == "number":
        return "goods_number", {
            "found": round(math.exp(found), 2),
            "usual": round(math.exp(usual), 2),
        }
    return f"goods_{name.rpartition('_')[0]}", {"times": round(math.exp(found - usual), 2)}


def _mass(load: Load, mass_kg: float | None) -> Finding | None:
    if not mass_kg:
        return None
    apart = load.mass.kg - mass_kg
    if load.opaque > OPAQUE and apart < 0:
        # What no signal passes may well weigh what is missing.
        return None
    sd = math.hypot(load.mass.sd_kg, DECLARED_SD * mass_kg)
    reason = Reason(
        code="mass_more" if apart > 0 else "mass_less",
        figures={
            "declared_kg": round(mass_kg),
            "found_kg": round(load.mass.kg),
            "sd_kg": round(sd),
        },
    )
    return _normal(Sign.MASS, apart / sd, math.log(_MOST_KG / sd), reason, load)


def _fill(
    load: Load, known: tuple[str, ...], mass_kg: float | None, model: Model
) -> Finding | None:
    if not mass_kg or load.fill <= 0:
        return None
    bulk = math.log(mass_kg / (load.fill * load.volume))
    lines = np.isin([line[:HEADING] for line in model.lines], known)
    usual, sds = model.bulk[lines].T
    apart = (usual - bulk) / np.hypot(sds, DECLARED_SD)
    nearest = int(np.argmin(np.abs(apart)))
    expected = mass_kg / (math.exp(float(usual[nearest])) * load.volume)
    reason = Reason(
        code="fill_more" if apart[nearest] > 0 else "fill_less",
        figures={"found_share": round(load.fill, 3), "usual_share": round(expected, 3)},
    )
    broad = math.log(_MOST_DENSE / float(sds[nearest]))
    return _normal(Sign.FILL, float(apart[nearest]), broad, reason, load)


def _normal(sign: Sign, apart: float, broad: float, reason: Reason, load: Load) -> Finding | None:
    """Return the finding of something `apart` standard deviations from what was declared.

    Otherwise it could be anything evenly, over e^`broad` standard deviations.
    """
    apart = min(abs(apart), _BELIEVED)
    false_alarm = math.erfc(apart / math.sqrt(2.0))
    if false_alarm > SPEAKS:
        return None
    return Finding(
        sign=sign,
        region=None,
        log_likelihood_ratio=apart**2 / 2 + math.log(2 * math.pi) / 2 - broad,
        false_alarm=false_alarm,
        reasons=(reason,),
        mass_kg=round(load.mass.kg, 1) if sign is Sign.MASS else None,
        mass_sd_kg=round(load.mass.sd_kg, 1) if sign is Sign.MASS else None,
    )
