"""What a load looks like, as some thirty numbers that do not depend on the scanner or the box."""

import numpy as np

from quaywatch.scans.goods.load import CELL, OPAQUE, THERE, Load, smooth
from quaywatch.scans.physics.arrays import Bools, Floats

LEAST_FILL = 0.02
"""Share of the hold below which there is nothing to describe."""
_REACHES = (1, 2, 4, 8, 16, 32)
"""Cells over which a load is averaged to tell what is finer from what is coarser."""
_QUANTILES = (0.1, 0.25, 0.5, 0.75, 0.9)
_LAGS: tuple[float, ...] = (0.11, 0.16, 0.22, 0.30, 0.40, 0.50, 0.60, 0.80, 1.0, 1.2)
"""Metres at which a load is compared with itself."""
_BLOCK = 5
"""Cells a side over which atomic numbers are averaged: of single ones they are noise."""

NAMES: tuple[str, ...] = (
    "areal_density",
    "loaded_length",
    "height",
    "height_sd",
    *(f"areal_density_{round(100 * share)}" for share in _QUANTILES),
    *(f"grain_along_{reach}" for reach in _REACHES),
    *(f"grain_up_{reach}" for reach in _REACHES),
    *(f"alike_along_{round(100 * lag)}" for lag in _LAGS),
    *(f"alike_up_{round(100 * lag)}" for lag in _LAGS[:-1]),
    *(f"number_{round(100 * share)}" for share in _QUANTILES),
    "number",
    "metal",
    "opaque",
)
"""Of the features, in their order."""


def features(load: Load) -> Floats | None:
    """Return the features of a load; None where there is hardly any."""
    if load.fill < LEAST_FILL:
        return None
    net = load.areal_density
    there = smooth(net, 2) > THERE
    column = there.mean(axis=1)
    loaded = column > 0.1
    mean = float(net[there].mean())
    found: list[float] = [
        float(np.log(mean)),
        float(loaded.mean()),
        float(column[loaded].mean()) if loaded.any() else 0.0,
        float(column[loaded].std()) if loaded.any() else 0.0,
        *(np.log(np.maximum(np.quantile(net[there], _QUANTILES), 0.5)) - np.log(mean)).tolist(),
        *_grain(net, there, mean, 0),
        *_grain(net, there, mean, 1),
        *_alike(np.where(there, net, 0.0)[loaded].mean(axis=1), _LAGS),
        *_alike(np.where(there, net, 0.0)[loaded].mean(axis=0), _LAGS[:-1]),
        *_numbers(load, there),
        float((load.depth[there] > OPAQUE).mean()),
    ]
    return np.array(found)


def _grain(net: Floats, there: Bools, mean: float, axis: int) -> list[float]:
    """Return how much a load varies along one axis between one reach of averaging and the next."""
    finer = net
    found: list[float] = []
    for reach in _REACHES:
        coarser = _averaged(net, reach, axis)
        # Neighbours cancel what a roof's edge or an end of the load would put in.
        apart = np.abs(finer - coarser)[there]
        found.append(float(np.log(apart.mean() / mean + 1e-4)))
        finer = coarser
    return found


def _averaged(values: Floats, reach: int, axis: int) -> Floats:
    size = 2 * reach + 1
    padded = np.pad(
        values, [(reach + 1, reach) if one == axis else (0, 0) for one in (0, 1)], mode="edge"
    )
    sums = padded.cumsum(axis=axis)
    last = sums.shape[axis]
    upper, lower = (np.take(sums, range(*ends), axis) for ends in ((size, last), (0, last - size)))
    return (upper - lower) / size


def _alike(profile: Floats, lags: tuple[float, ...]) -> list[float]:
    """Return the correlation of a profile with itself at some distances, trends taken off."""
    if len(profile) < 2 * round(lags[0] / CELL):
        return [0.0] * len(lags)
    reach = min(40, len(profile) // 2 - 1)
    flat = profile - _averaged(profile[:, None], reach, 0)[:, 0]
    flat -= flat.mean()
    total = float(flat @ flat) + 1e-9
    found: list[float] = []
    for lag in lags:
        step = round(lag / CELL)
        kept = len(flat) - step
        found.append(float(flat[:-step] @ flat[step:]) / total if kept > 0 else 0.0)
    return found


def _numbers(load: Load, there: Bools) -> list[float]:
    """Return quantiles of atomic number, its mean by mass, and the share of metal by mass."""
    known = there & np.isfinite(load.number) & (load.depth > 0.15) & (load.depth < OPAQUE)
    weight = _blocks(np.where(known, load.areal_density, 0.0))
    total = _blocks(np.where(known, np.nan_to_num(load.number) * load.areal_density, 0.0))
    heavy = weight > _BLOCK**2 * THERE / 2
    if not heavy.any():
        return [0.0] * (len(_QUANTILES) + 2)
    number = total[heavy] / weight[heavy]
    return [
        *np.log(np.quantile(number, _QUANTILES)).tolist(),
        float(np.log(total[heavy].sum() / weight[heavy].sum())),
        float(weight[heavy][number > 13.0].sum() / weight[heavy].sum()),
    ]


def _blocks(values: Floats) -> Floats:
    lines, rows = (size // _BLOCK for size in values.shape)
    whole = values[: lines * _BLOCK, : rows * _BLOCK]
    return whole.reshape(lines, _BLOCK, rows, _BLOCK).sum(axis=(1, 3))
