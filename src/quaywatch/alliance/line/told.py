"""What the line tells those above it, and what they tell it."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from enum import StrEnum

import msgspec

from quaywatch.alliance.exchange import Fault, Receipt
from quaywatch.alliance.notice import Notice
from quaywatch.alliance.policy import Shared

Admit = Callable[[Notice, str, date], str | None]
"""Says why a notice from a sender may not be held on a day, or None."""


class Gone(StrEnum):
    """Why a notice that was held is held no more."""

    WITHDRAWN = "withdrawn"
    """By its originator, for everybody and for ever."""
    RECALLED = "recalled"
    """For this node alone: its originator, and nobody else, may send it again."""
    ENDED = "ended"
    """Its retention is over; a further version that runs longer may follow."""


class What(StrEnum):
    """What an arrival is."""

    NOTICE = "notice"
    WITHDRAWN = "withdrawn"
    RECALLED = "recalled"
    ENDED = "ended"


class Going(StrEnum):
    """How something goes to a partner; on record with the decision that lets it."""

    LINE = "line"
    TAXII = "taxii"
    MISP = "misp"
    """A file that the partner's MISP reads here."""
    PACKAGE = "package"
    """A model or profiles, fetched."""
    SCAN = "scan"
    """A picture, fetched."""
    SUM = "sum"
    """This node's part of a sum over ports."""


class Arrival(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that happened to a notice here."""

    number: int
    """Strictly increasing, and never a time: fold what came since the last one that you folded."""
    what: What
    origin: str
    id: str
    version: int
    """Of the notice that came, or of the last one that was held; 0 where none ever was."""
    sender: str
    """Who sent it, or the node itself for what ended here."""
    arrived_at: datetime
    notice: Notice | None
    """None for what is gone, or has been replaced by a further version, since."""


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """A notice at the last version that came, or its tombstone."""

    version: int
    arrival: int
    gone: Gone | None
    notice: Notice | None


class Refused(msgspec.Struct, frozen=True, kw_only=True):
    """One payload that was not taken; it waits for a person, and what came with it goes on."""

    place: int
    payload: bytes
    reason: str
    fault: Fault = Fault.UNREADABLE


class Taken(msgspec.Struct, kw_only=True):
    """What one batch came to."""

    again: bool = False
    """It had been taken before: nothing changed."""
    number: int = 0
    """Of the batch."""
    notices: int = 0
    """New ones, and further versions."""
    gone: list[Receipt] = []
    """What was deleted; these receipts are on their way."""
    receipts: list[Receipt] = []
    """What others have deleted."""
    refused: list[Refused] = []


class Quarantined(msgspec.Struct, frozen=True, kw_only=True):
    """Something refused, as it came."""

    number: int
    sender: str
    batch: int
    """0 where not even that could be read."""
    place: int
    """Of the payload; -1 for the batch as a whole."""
    fault: str
    reason: str
    data: bytes
    arrived_at: datetime


class Offer(msgspec.Struct, frozen=True, kw_only=True):
    """A notice, and what the policy said of it for each partner a moment ago."""

    notice: Notice
    shared: Sequence[Shared]


class Sent(msgspec.Struct, kw_only=True):
    """Where offers went."""

    batches: dict[str, list[int]] = {}
    """Numbers of the batches, by recipient."""
    withheld: list[tuple[str, str, str]] = []
    """Partner, reference of the notice and reason, for what was allowed and did not go."""


class Egress(msgspec.Struct, frozen=True, kw_only=True):
    """One decision on what may go to whom, as it was made."""

    number: int
    at: datetime
    partner: str
    origin: str
    id: str
    version: int
    allowed: bool
    way: str
    """How it went: `line`, another name, or nothing."""
    policy: str
    decisions: bytes
    """JSON: category, purpose, whether, and the rules that decided."""
    batch: int
    place: int


class Peer(msgspec.Struct, frozen=True, kw_only=True):
    """A node at the other end."""

    node: str
    address: str
    """Where its line answers, such as `https://host:8443`; empty where it only calls."""
    certificate: str
    """What it shows on connections (PEM); empty where it has none."""
    seals_to: bytes | None
    closed: bool
    sent: int
    acknowledged: int
    taken: int
    taken_digest: bytes
    """Of the last batch that was taken."""
    epoch: int = 1
    """How often it went on from a backup."""


class PeerKey(msgspec.Struct, frozen=True, kw_only=True):
    """A public key (Ed25519) of a peer, and for which of its batches it holds."""

    node: str
    public: bytes
    since_batch: int
    until_batch: int | None
    revoked_at: datetime | None
