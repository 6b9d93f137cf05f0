"""Models and risk profiles that authorities hand each other: signed, versioned, with a card.

Whoever gets one believes nothing of it: it waits in quarantine, is tried on the own data, and comes
into force as what was made here does, by a second person.
"""

from quaywatch.alliance.packages import receipt, schema
from quaywatch.alliance.packages.package import (
    MOST_BYTES,
    BadPackage,
    Header,
    Signed,
    checked,
    sign,
)
from quaywatch.alliance.packages.quarantine import (
    Held,
    NoPackage,
    State,
    held,
    keep,
    known,
    lacking,
    step,
    waiting,
)
from quaywatch.alliance.packages.wire import DESK, Asked, Content, Fetch, Gone, Listed, Listing

__all__ = [
    "DESK",
    "MOST_BYTES",
    "Asked",
    "BadPackage",
    "Content",
    "Fetch",
    "Gone",
    "Header",
    "Held",
    "Listed",
    "Listing",
    "NoPackage",
    "Signed",
    "State",
    "checked",
    "held",
    "keep",
    "known",
    "lacking",
    "receipt",
    "schema",
    "sign",
    "step",
    "waiting",
]
