"""The story of a box on the wire."""

from datetime import datetime
from typing import Literal

from quaywatch.api.shape import Shape

Severe = Literal["info", "warning", "error"]


class SaidShape(Shape):
    """One thing that an event says of the box."""

    field: str
    value: str


class ContradictionShape(Shape):
    """Two events or declarations of one trip that do not agree."""

    code: str
    severity: Severe
    text: str
    source: str


class TripEventShape(Shape):
    """One event of a trip, or a declaration at its turn, with who said it."""

    at: datetime
    kind: str
    certainty: Literal["planned", "estimated", "actual", "declared"]
    location: str | None
    location_name: str | None
    facility: str | None
    vessel: str | None
    said: list[SaidShape]
    format: str
    sender: str
    position: int
    """Position in the ledger; its bytes: `GET /api/documents/{position}`."""
    contradictions: list[int]
    """Which contradictions of the trip rest on it, from 0."""


class NeighbourShape(Shape):
    """A box of the same bay."""

    row: int
    tier: int
    reefer: bool
    empty: bool


class BerthShape(Shape):
    """Where the box stands aboard (ISO 9711-1), and how many of the like are as easy to reach."""

    cell: str
    """Bay, row and tier as written."""
    bay: int
    row: int
    tier: int
    on_deck: bool
    reach: Literal["under_deck", "high_on_deck", "low_on_deck", "at_hand"]
    planned: str
    """Where the plan before sailing had it, if elsewhere."""
    sailed: bool
    """Whether the ship sailed so; else it is planned so."""
    aboard: int
    others: int
    as_reachable: int
    position: int
    """Of the message that tells so, in the ledger."""
    neighbours: list[NeighbourShape]


class TripShape(Shape):
    """One use of the container."""

    mine: bool
    """Whether the box of the dossier is on it."""
    events: list[TripEventShape]
    contradictions: list[ContradictionShape]
    berth: BerthShape | None


class FilingPartShape(Shape):
    """What one party filed of a bill."""

    position: int
    sender: str
    format: str
    filing_type: str
    mrn: str
    function: str
    known_at: datetime | None
    in_force: bool
    gives: list[str]
    """Parts of the declaration that it holds: parties' roles, goods_items, equipment, route …"""


class JoinedBillShape(Shape):
    """One bill with all that was filed of it."""

    reference: str
    level: Literal["master", "house"]
    cancelled: bool
    parts: list[FilingPartShape]


class MissingShape(Shape):
    """What is awaited before the consignment is complete."""

    what: Literal["master", "houses", "house-of-container", "consignee"]
    of: str


class ChangeShape(Shape):
    """One field that an amendment changed."""

    field: str
    before: str
    after: str


class AmendmentShape(Shape):
    """One version after the first, and what it changed."""

    position: int
    reference: str
    sender: str
    function: str
    known_at: datetime | None
    changes: list[ChangeShape]


class StoryShape(Shape):
    """All that was said of a box, joined."""

    trips: list[TripShape]
    """Latest first."""
    bills: list[JoinedBillShape]
    """The master bill first."""
    missing: list[MissingShape]
    amendments: list[AmendmentShape]
    """Latest first."""
