"""Payloads of the node's events about the alliance.

They name notices and hold nothing of what others wrote: what a partner withdraws must be gone, and
nothing in the ledger ever goes.
"""

from typing import Literal

import msgspec

CAME = "ally.came"
"""Something came over the line, or went."""
WEIGHED = "ally.weighed"
"""Notices were weighed anew, since they fade."""
ALLY_READ = "ally.read"
"""Somebody opened a notice."""

IMPORT = "ally.import"
"""Somebody did something about a file that an officer brought, or about something refused."""


class Came(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that happened to a notice here; its content stands with the line."""

    arrival: int
    """Number of the line's arrival."""
    what: str
    """`notice`, `withdrawn`, `recalled` or `ended`."""
    origin: str
    id: str
    version: int
    sender: str


class AllCame(msgspec.Struct, frozen=True, kw_only=True):
    """Payload of `CAME`: arrivals that were folded together, in their order."""

    arrivals: tuple[Came, ...]


class Weighed(msgspec.Struct, frozen=True, kw_only=True):
    """Payload of `WEIGHED`: what those notices are worth now that moved, by name."""

    strengths: dict[str, float]


class AllyLook(msgspec.Struct, frozen=True, kw_only=True):
    """Payload of `ALLY_READ`."""

    name: str
    """Origin and id."""
    version: int


def name_of(origin: str, notice_id: str) -> str:
    """Return under which name tables keep a notice."""
    return f"{origin}/{notice_id}"


class Import(msgspec.Struct, frozen=True, kw_only=True):
    """Payload of `IMPORT`."""

    step: Literal["put", "looked", "taken", "dropped", "opened", "settled"]
    """The last two of something refused."""
    partner: str
    digest: str
    """SHA-256 of the file, or of what was refused."""
    taken: int
    refused: int
