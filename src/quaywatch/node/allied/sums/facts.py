"""Payload of the node's events about steps of sums."""

import msgspec

SUM_ROUND = "sum.round"
"""A step of a sum is over at this port."""
SUM_READ = "sum.read"
"""Somebody looked at what a sum came to."""


class SumRound(msgspec.Struct, frozen=True, kw_only=True):
    """Payload of `SUM_ROUND`: digests alone, of which nobody finds the numbers again."""

    name: str
    """Origin and session of the sum."""
    step: int
    parties: tuple[str, ...]
    """Whose numbers are in it."""
    total: str
    """SHA-256 of the sum over these ports, in hexadecimal: the same at each of them."""
    gave: str
    """SHA-256 of what this port gave to it, behind its masks and signed."""


class SumLook(msgspec.Struct, frozen=True, kw_only=True):
    """Payload of `SUM_READ`."""

    name: str
    digest: str
