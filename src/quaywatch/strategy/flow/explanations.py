"""What a fall in seizures can come from, and how a fall is split between the four."""

from enum import StrEnum


class Explanation(StrEnum):
    """Why less was seized at a port than its past and the common trend lead one to expect."""

    DETERRENCE = "deterrence"
    """Less is sent at all."""
    DISPLACEMENT = "displacement"
    """As much is sent, to other ports."""
    UPSTREAM = "upstream"
    """As much is sent, and more is stopped before it arrives."""
    EVASION = "evasion"
    """As much arrives, and less of it is found."""


EXPLANATIONS = tuple(Explanation)
"""In the order of every array over explanations."""
