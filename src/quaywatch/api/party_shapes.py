"""Shapes of parties: who is who, what it filed, what it shares with whom, and why so."""

from datetime import datetime
from typing import Literal

from quaywatch.api.schemas import Shape

TieName = Literal["telephone", "mailbox", "domain", "address", "deals"]
NodeKind = Literal["party", "telephone", "mailbox", "domain", "address"]


class SpellingShape(Shape):
    """One value that filings gave of a party, with how many of them and when."""

    value: str
    mentions: int
    first_seen: datetime
    last_seen: datetime


class PartyLine(Shape):
    """A party in a list."""

    party_id: str
    name: str
    names: int
    """Spellings."""
    roles: list[str]
    """Roles in which it was named, as in the WCO Data Model, most often first."""
    mentions: int
    """Times that a consignment named it."""
    finds: int
    """Consignments of its own in which something was found."""
    last_seen: datetime


class PartyPage(Shape):
    """Parties whose names are like the one asked for, the most alike first."""

    parties: list[PartyLine]
    more: bool
    """Whether there are more than are shown."""


class EvidenceShape(Shape):
    """One thing that speaks for two mentions being one party, or against it."""

    kind: str
    text: str
    """What it is, in the reader's language."""
    log_odds: float
    """Positive speaks for it."""
    ours: str
    """What this mention says, empty where no one value is at stake."""
    theirs: str
    """What the earlier one says."""


class WhyShape(Shape):
    """Why a mention is held to be of a party already known."""

    mention_id: str
    other_id: str
    """The earlier mention that it joined."""
    probability: float
    evidence: list[EvidenceShape]
    """Strongest first."""


class MentionShape(Shape):
    """One consignment naming the party."""

    mention_id: str
    consignment_id: str
    box_id: str | None
    """A box of the consignment on the node, for its dossier."""
    role: str
    name: str
    at: datetime
    found: bool | None
    """Whether something was found in the consignment; null where nobody looked."""
    joined: bool
    """Whether there is a reason to ask for: the first mention of a party joined nothing."""


class NearShape(Shape):
    """One tie of the party to others that stood in finds."""

    tie: TieName
    value: str
    """What they share; for `deals` the other party's name."""
    found: int
    """Parties behind it that stood in finds …"""
    others: int
    """… of so many that share it."""
    weight: float
    """What it adds to the nearness to finds: found over others."""
    party_ids: list[str]


class FrontSignShape(Shape):
    """A sign that the party may be a front: a reason to look, no proof."""

    code: Literal["new-in-crowd", "one-roof", "at-mover", "not-its-trade", "new-goods"]
    text: str
    """The sentence in the reader's language, with what it rests on."""


class PartyEntity(Shape):
    """All that the node knows of one party."""

    party_id: str
    name: str
    names: list[SpellingShape]
    identifiers: list[SpellingShape]
    addresses: list[SpellingShape]
    telephones: list[SpellingShape]
    emails: list[SpellingShape]
    roles: list[SpellingShape]
    mentions: int
    first_seen: datetime
    last_seen: datetime
    finds: int
    nearness: float
    """Sum of the weights of its ties to finds."""
    near: list[NearShape]
    """Strongest first."""
    signs: list[FrontSignShape]
    """Of its latest consignment."""
    latest: list[MentionShape]
    """Its latest mentions, newest first."""


class GraphNodeShape(Shape):
    """A party, or something that parties share."""

    node_id: str
    kind: NodeKind
    label: str
    depth: int
    """Steps from the party asked for."""
    degree: int
    """How many parties it is tied to in all, drawn or not."""
    finds: int


class GraphEdgeShape(Shape):
    """A tie between two nodes."""

    source: str
    target: str
    tie: TieName
    since: datetime
    weight: float
    """What a find at its other end counts here, 0 … 1."""


class GraphShape(Shape):
    """What lies around a party, nodes and edges in the order in which they were reached."""

    party_id: str
    nodes: list[GraphNodeShape]
    edges: list[GraphEdgeShape]
    left_off: int
    """Nodes that were too many or lie behind a hub."""


class BoxParty(Shape):
    """A party of a box's consignment, for the links of its dossier."""

    role: str
    name: str
    party_id: str
