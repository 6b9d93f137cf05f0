"""What the net's scores mean, measured on lessons that it was never given."""

from typing import Any

import numpy as np

from quaywatch.scans.detection.detecting import mass, peaks
from quaywatch.scans.detection.model import Maps, Net, cut, run
from quaywatch.scans.detection.regions import spots
from quaywatch.scans.detection.zones import Zone, zones
from quaywatch.scans.physics.arrays import Floats
from quaywatch.world.scanner.teaching.drawing import Shelf

_SHARES = (0.9, 0.5, 0.3, 0.2, 0.1, 0.05, 0.03, 0.02, 0.01, 0.005, 0.003)


def calibrate(net: Net, lessons: Shelf) -> dict[str, Any]:
    """Return the file that `scans.detection.calibration` reads."""
    honest: dict[Zone, list[float]] = {zone: [] for zone in Zone}
    threatened: dict[Zone, list[float]] = {zone: [] for zone in Zone}
    ratios: list[float] = []
    for name in lessons.names:
        told = lessons.told[name]
        usual: dict[Zone, float] = {}
        for number, places in enumerate(told["places"]):
            shape = told["shapes"][number]
            made = cut(run(net, lessons.view(name, number)[0].astype(np.float32)), *shape)
            if number == 0:
                usual = peaks(made, *shape)
                for zone, peak in usual.items():
                    honest[zone].append(peak)
            for place in places:
                zone, peak, share = of_place(made, shape, place)
                threatened[zone].append(max(peak, usual[zone]))
                if share is not None:
                    ratios.append(share)
    return {
        "honest": len(lessons.names),
        "zones": {zone: _scale(honest[zone], threatened[zone]) for zone in Zone},
        "amount": _spread(ratios),
    }


def of_place(
    made: Maps, shape: tuple[int, int], place: dict[str, Any]
) -> tuple[Zone, float, float | None]:
    """Return the zone of a threat, its peak, and its mass over that read, where it stands out."""
    first, first_up, last, last_up = place["cells"]
    box = np.zeros(made.logit.shape, dtype=np.bool_)
    box[first:last, first_up:last_up] = True
    of = zones(*shape)
    zone = max(Zone, key=lambda one: int((of[one] & box).sum()))
    spot = next(spots(made.logit, box & of[zone]), None)
    if spot is None:
        return zone, float(made.logit.min()), None
    read = mass(made, spot.cells)
    return zone, spot.peak, place["kg"] / read if spot.peak > 0 and read > 0 else None


def _scale(honest: list[float], threatened: list[float]) -> dict[str, Any]:
    peaks, ratios = np.zeros(1), np.zeros(1)
    if threatened:
        peaks, ratios = rising(np.array(honest), np.array(threatened))
    return {
        "peaks": [round(float(one), 4) for one in peaks],
        "ratios": [round(float(one), 4) for one in ratios],
        **_survival(np.array(honest)),
    }


def _survival(honest: Floats) -> dict[str, Any]:
    """Return peaks and the share of honest containers that reach them.

    Beyond the highest it falls as over the upper half, down to a tenth of one container.
    """
    shares = [share for share in _SHARES if share * len(honest) >= 2] or [_SHARES[0]]
    scores = [float(np.quantile(honest, 1.0 - share)) for share in shares]
    highest = max(float(honest.max()), scores[-1] + 1e-3)
    scale = (highest - float(np.median(honest)) + 1e-3) / float(np.log(len(honest) / 2 + 1))
    last = 1.0 / (len(honest) + 1)
    lowest = min(float(honest.min()), scores[0] - 1e-3)
    scores = [lowest, *scores, highest, highest + scale * float(np.log(10.0))]
    shares = [1.0, *shares, last, last / 10]
    apart = np.maximum.accumulate(np.array(scores) + np.arange(len(scores)) * 1e-6)
    return {
        "scores": [round(float(one), 5) for one in apart],
        "shares": [round(one, 6) for one in shares],
    }


def rising(honest: Floats, threatened: Floats) -> tuple[Floats, Floats]:
    """Return peaks and ln of the likelihood ratio, the best fit that never falls.

    Pools adjacent violators (Ayer and others, 1955). Half a container more of each sort in every
    pool keeps ratios within what so many can prove.
    """
    peaks = np.concatenate([honest, threatened])
    order = np.argsort(peaks, kind="stable")
    is_threat = (np.arange(len(peaks)) >= len(honest))[order]
    pools: list[list[float]] = []
    for peak, threat in zip(peaks[order].tolist(), is_threat.tolist(), strict=True):
        pools.append([peak, peak, float(not threat), float(threat)])
        while len(pools) > 1 and _ratio(pools[-2]) >= _ratio(pools[-1]):
            last = pools.pop()
            pools[-1] = [
                pools[-1][0],
                last[1],
                *(a + b for a, b in zip(pools[-1][2:], last[2:], strict=True)),
            ]
    even = float(np.log(len(honest) / len(threatened)))
    at = [(pool[0] + pool[1]) / 2 for pool in pools]
    ratios = [float(np.log((pool[3] + 0.5) / (pool[2] + 0.5))) + even for pool in pools]
    return np.array(at), np.maximum.accumulate(np.array(ratios))


def _ratio(pool: list[float]) -> float:
    return pool[3] / (pool[2] + pool[3])


def _spread(ratios: list[float]) -> list[float]:
    if len(ratios) < 2:
        return [1.0, 1.0]
    logs = np.log(ratios)
    middle = float(np.median(logs))
    wide = float(np.median(np.abs(logs - middle))) * 1.4826
    return [round(float(np.exp(middle)), 4), round(wide, 4)]
