"""Matching without showing: which containers, seals, telephones and firms two nodes both hold.

An oblivious pseudorandom function (RFC 9497) under a key for each pair, purpose and epoch. The
owner's table is made once an epoch and added to; only questions are computed while somebody waits.
Identifiers are few enough to guess, so the mathematics alone protects nothing: questions are
rationed, committed to a manifest beforehand, opened at random afterwards, and nothing is told of a
match until people of both sides have looked at it.
"""

from quaywatch.alliance.matching import canaries, hits, releases, schema, wire
from quaywatch.alliance.matching.asker import Asker, Matched
from quaywatch.alliance.matching.budget import Budget, Quota, Refused, Why, lift
from quaywatch.alliance.matching.hits import Hit, NotNow
from quaywatch.alliance.matching.holder import Holder
from quaywatch.alliance.matching.items import Item, Sort, of, of_consignments, of_notices
from quaywatch.alliance.matching.manifest import Manifest
from quaywatch.alliance.matching.messages import (
    Answer,
    Epoch,
    Opening,
    Question,
    Release,
    ReleaseRequest,
    Segment,
    Telling,
)
from quaywatch.alliance.matching.openings import NotOpened
from quaywatch.alliance.matching.store import BadSegment, Fork, Store
from quaywatch.alliance.matching.telling import Learned, Told, told

__all__ = [
    "Answer",
    "Asker",
    "BadSegment",
    "Budget",
    "Epoch",
    "Fork",
    "Hit",
    "Holder",
    "Item",
    "Learned",
    "Manifest",
    "Matched",
    "NotNow",
    "NotOpened",
    "Opening",
    "Question",
    "Quota",
    "Refused",
    "Release",
    "ReleaseRequest",
    "Segment",
    "Sort",
    "Store",
    "Telling",
    "Told",
    "Why",
    "canaries",
    "hits",
    "lift",
    "of",
    "of_consignments",
    "of_notices",
    "releases",
    "schema",
    "told",
    "wire",
]
