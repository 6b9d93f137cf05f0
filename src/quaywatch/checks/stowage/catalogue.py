"""Oddities of a container's place aboard: all of them."""

from quaywatch.checks.check import Check
from quaywatch.checks.stowage import (
    restowed_within_reach,
    stowed_out_of_place,
    stowed_within_reach,
)

CHECKS: tuple[Check, ...] = (
    restowed_within_reach.CHECK,
    stowed_out_of_place.CHECK,
    stowed_within_reach.CHECK,
)
