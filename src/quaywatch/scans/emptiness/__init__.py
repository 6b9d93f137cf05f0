"""Whether a container that should be empty is empty, and what an empty one would show.

`verify` tells what does not belong; `reference` is the picture to lay beside it.
"""

from dataclasses import replace

import numpy as np

from quaywatch.scans.emptiness.findings import FALSE_ALARM, findings, unlike
from quaywatch.scans.emptiness.known import Known, shipped
from quaywatch.scans.emptiness.residual import Residual, residual
from quaywatch.scans.emptiness.zones import Zone
from quaywatch.scans.physics.arrays import Pixels
from quaywatch.scans.reading import Finding, Reason
from quaywatch.scans.standard import LEAST, Standard

VERSION = "3"
"""Of what is found; raised with it."""

__all__ = ["FALSE_ALARM", "VERSION", "comparable", "reference", "told", "verify"]


REASONS = ("empty_unlike_doors", "empty_unlike_front", "empty_unlike_sill")
"""Parts of which a container is built otherwise than those that are known."""
_CODES: dict[Zone, str] = dict(zip((Zone.DOORS, Zone.FRONT, Zone.SILL), REASONS, strict=True))


def told(
    standard: Standard, known: Known | None = None
) -> tuple[tuple[Finding, ...], tuple[Reason, ...]]:
    """Return what `verify` does, and which ends could not be told from their build.

    A part of a maker that nothing was learnt from lacks what known ones have.
    """
    known = known or shipped()
    found = residual(standard, known)
    if found is None:
        return (), ()
    doubted = unlike(found, known)
    reasons = tuple(Reason(code=_CODES[one]) for one in doubted)
    return findings(standard, found, known, doubted), reasons


def verify(standard: Standard, known: Known | None = None) -> tuple[Finding, ...]:
    """Return what is in a container beyond an empty one, the gravest first.

    `known` are the empties of a port; those that ship are simulated. Nothing is found in a
    container of a height of which no empties are known.
    """
    return told(standard, known)[0]


def comparable(standard: Standard, known: Known | None = None) -> bool:
    """Tell whether empties are known that a container can be held against."""
    return residual(standard, known or shipped()) is not None


def reference(standard: Standard, known: Known | None = None) -> Standard | None:
    """Return the same container on the same grid, were it empty; None where that is not known.

    It has no noise; a trailer that hides the container's underside stays as it is.
    """
    found = residual(standard, known or shipped())
    if found is None:
        return None
    low, high = (_as_empty(found, one) for one in standard.attenuation())
    return replace(standard, low=low, high=high)


def _as_empty(found: Residual, attenuation: Pixels) -> Pixels:
    """Return transmission of one energy, in the relation to both that walls have here."""
    walls = found.zone == Zone.HOLD
    relation = float(np.median(attenuation[walls]) / np.median(found.shown[walls]))
    empty = np.where(found.hidden, attenuation, found.expected * np.float32(relation))
    return np.clip(np.exp(-empty), LEAST, 1.0).astype(np.float32)
