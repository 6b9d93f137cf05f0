"""The picture without any noise: what a known load shows on a known scanner."""

import math
from dataclasses import dataclass

import numpy as np

from quaywatch.cargo.compiled import compiled
from quaywatch.scans.physics.arrays import Floats, Pixels
from quaywatch.scans.physics.scatter import kernel
from quaywatch.world.scanner.installation import Installation
from quaywatch.world.scanner.projecting import project
from quaywatch.world.scanner.response import LEAST, STEP, response
from quaywatch.world.scanner.scene import Scene

_COARSE = 8
"""Rows between those at which scatter, which is smooth, is computed."""


@dataclass(frozen=True, slots=True)
class Expected:
    """Signal as a share of the open beam, scatter included, by line and row."""

    low: Pixels
    high: Pixels


def expected(scene: Scene, installation: Installation) -> Expected:
    """Return the mean picture of a scene: air 1, no drift of pulses or beam, no noise."""
    return shown(project(scene, installation), installation)


def shown(areal_densities: Pixels, installation: Installation) -> Expected:
    """Return the mean picture of areal densities, g/cm² by line, row and basis.

    The array is used up: it holds transmissions afterwards.
    """
    scatter = installation.scatter
    weights = kernel(scatter.spread / _COARSE) * scatter.strength
    _transmit(areal_densities, response(installation).table, weights)
    low = np.empty(areal_densities.shape[:2], dtype=np.float32)
    high = np.empty_like(low)
    _blur(areal_densities, low, high, *installation.blur)
    return Expected(low, high)


@compiled
def _transmit(picture: Pixels, table: Pixels, weights: Floats) -> None:
    """Turn areal densities into transmission and scatter of the low and the high energy."""
    lines, rows, _ = picture.shape
    last_a, last_b = table.shape[0] - 2, table.shape[1] - 2
    coarse = (rows + _COARSE - 1) // _COARSE
    reach = len(weights) // 2
    source = np.zeros((coarse + 1, 2), dtype=np.float32)
    spread = np.zeros((coarse + 1, 2), dtype=np.float32)
    scale, least_a, least_b = np.float32(1.0 / STEP), np.float32(LEAST[0]), np.float32(LEAST[1])
    for i in range(lines):
        for r in range(rows):
            a = max((picture[i, r, 0] - least_a) * scale, np.float32(0.0))
            b = max((picture[i, r, 1] - least_b) * scale, np.float32(0.0))
            at_a, at_b = min(int(a), last_a), min(int(b), last_b)
            part_a = min(a - np.float32(at_a), np.float32(1.0))
            part_b = min(b - np.float32(at_b), np.float32(1.0))
            for e in range(2):
                left = table[at_a, at_b, e]
                left += part_b * (table[at_a, at_b + 1, e] - left)
                right = table[at_a + 1, at_b, e]
                right += part_b * (table[at_a + 1, at_b + 1, e] - right)
                depth = left + part_a * (right - left)
                share = np.float32(math.exp(-depth))
                picture[i, r, e] = share
                if r % _COARSE == 0:
                    source[r // _COARSE, e] = max(depth, np.float32(0.0)) * share
        for c in range(coarse):
            for e in range(2):
                total = 0.0
                for k in range(max(c - reach, 0), min(c + reach + 1, coarse)):
                    total += weights[k - c + reach] * source[k, e]
                spread[c, e] = total
        spread[coarse] = spread[coarse - 1]
        for r in range(rows):
            c, part = r // _COARSE, np.float32(r % _COARSE) * np.float32(1.0 / _COARSE)
            for e in range(2):
                picture[i, r, e] += spread[c, e] + part * (spread[c + 1, e] - spread[c, e])


@compiled
def _blur(picture: Pixels, low: Pixels, high: Pixels, along: float, between: float) -> None:
    """Give the neighbours of each pixel their share; beyond the border it stays."""
    lines, rows, _ = picture.shape
    side, beside = np.float32(along), np.float32(between)
    middle = np.float32(1.0 - 2.0 * between)
    centre = np.float32(1.0 - 2.0 * along)
    mixed = np.zeros((rows, 2), dtype=np.float32)
    for i in range(lines):
        before, after = max(i - 1, 0), min(i + 1, lines - 1)
        for r in range(rows):
            for e in range(2):
                mixed[r, e] = middle * picture[i, r, e] + beside * (
                    picture[before, r, e] + picture[after, r, e]
                )
        for r in range(rows):
            under, over = max(r - 1, 0), min(r + 1, rows - 1)
            low[i, r] = centre * mixed[r, 0] + side * (mixed[under, 0] + mixed[over, 0])
            high[i, r] = centre * mixed[r, 1] + side * (mixed[under, 1] + mixed[over, 1])
