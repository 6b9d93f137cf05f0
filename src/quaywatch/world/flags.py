"""Red flags drawn for every row alike: the rate depends on the filer's care and on what hides."""

from collections.abc import Mapping

import numpy as np

from quaywatch.world.arrays import Bools, Floats, Ints
from quaywatch.world.evidence import SCHEMES, Flag

Raised = Mapping[str, Bools]
"""By name of the flag: whether it shows, by consignment or by box."""


def draw_flags(
    flags: tuple[Flag, ...],
    quality: Floats,
    scheme: Ints,
    strength: float,
    rng: np.random.Generator,
) -> dict[str, Bools]:
    """Draw `flags` for rows of filer `quality` and `scheme` (-1: innocent)."""
    return {
        flag.name: rng.random(len(quality)) < _chance(flag, quality, scheme, strength)
        for flag in flags
    }


def _chance(flag: Flag, quality: Floats, scheme: Ints, strength: float) -> Floats:
    careful, careless = _logit(flag.careful), _logit(flag.careless)
    effect = np.array([flag.effects.get(name, 0.0) for name in SCHEMES] + [0.0]) * strength
    odds = careful + (careless - careful) * (1.0 - quality) + effect[scheme]
    return 1.0 / (1.0 + np.exp(-odds))


def _logit(rate: float) -> float:
    return float(np.log(rate / (1.0 - rate)))
