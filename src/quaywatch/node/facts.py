"""Events as the projection sees them: about to be appended, or read back from the ledger."""

from datetime import date, datetime
from enum import StrEnum

import msgspec

from quaywatch.alliance.accords import AccordEvent
from quaywatch.cargo import Filing, Problem
from quaywatch.formats.ics2 import CodeLists
from quaywatch.inspections import Capacity, Covered, Outage, Posting
from quaywatch.inspections.calendar import CalendarEvent
from quaywatch.inspections.drawing import ChangeKind
from quaywatch.inspections.exploring import Explored
from quaywatch.inspections.readers.scheduling import Rule
from quaywatch.inspections.treatments import Treatments
from quaywatch.ledger import Event, Recorded
from quaywatch.node.allied.facts import ALLY_READ as ALLY_READ
from quaywatch.node.allied.facts import CAME, WEIGHED
from quaywatch.node.origins import ORIGINS
from quaywatch.risk.life import ModelEvent
from quaywatch.rules.life import ProfileEvent
from quaywatch.scans.radiograph import Particulars, Scale
from quaywatch.scans.reading import Region

FILING = "filing.received"
SERVICE = "filing.service"
QUARANTINED = "filing.quarantined"
DOSSIER_READ = "dossier.read"
CHANGES_READ = "dossier.questioned"
DOCUMENT_READ = "document.read"
SCORECARD_READ = "scorecard.read"
REQUEST_READ = "conversation.read"
PARTY_READ = "party.read"
DESCRIBED = "node.described"
PLANNED = "plan.made"
OUTAGE = "resource.outage"
RESTORED = "resource.restored"
KEY = "node.key"
NOTICE = "notice.made"
"""Carrier or terminal is told that a box is kept, or may go."""
NOTICE_DELIVERED = "notice.delivered"
PHOTO = "photo.taken"
PHOTO_SEEN = "photo.seen"
SCAN = "scan.taken"
SCAN_SEEN = "scan.seen"
SCAN_NOTED = "scan.noted"
"""Somebody wrote on a region of a radiograph."""

BARRIERS = frozenset(
    {DESCRIBED, *ProfileEvent, *ModelEvent, *CalendarEvent, *AccordEvent, CAME, WEIGHED, ORIGINS}
)
"""Kinds that change how what comes after them is read: they end a batch."""


class Fact(msgspec.Struct, frozen=True, kw_only=True):
    """One event at its place in the ledger."""

    position: int
    kind: str
    payload: bytes
    known_at: datetime
    actor: str
    stream: str | None
    version: int | None
    filing: Filing | None = None


class Quarantined(msgspec.Struct, frozen=True, kw_only=True):
    """Payload of `QUARANTINED`; the bytes are the event's original."""

    sender: str
    problems: tuple[Problem, ...]


class Look(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Payload of `DOSSIER_READ` and `CHANGES_READ`."""

    box_id: str
    order_version: int | None = None
    """Version of the inspection record that the look was part of, when there was an order."""


class DocumentLook(msgspec.Struct, frozen=True, kw_only=True):
    """Payload of `DOCUMENT_READ`."""

    position: int


class ScorecardLook(msgspec.Struct, frozen=True, kw_only=True):
    """Payload of `SCORECARD_READ`."""

    kind: str
    name: str


class PartyLook(msgspec.Struct, frozen=True, kw_only=True):
    """Payload of `PARTY_READ`."""

    party_id: str
    """The party, or the mention of it, that was asked about."""


class RequestLook(msgspec.Struct, frozen=True, kw_only=True):
    """Payload of `REQUEST_READ`."""

    request_id: str


class Told(StrEnum):
    """What a notice says."""

    HOLD = "hold"
    RELEASE = "release"


class Notice(msgspec.Struct, frozen=True, kw_only=True):
    """Payload of `NOTICE`; the bytes are the event's original."""

    box_id: str
    told: Told
    recipient: str
    """Identification of the carrier's or filer's system, or the name of the terminal."""
    format: str
    media_type: str
    name: str


class Delivered(msgspec.Struct, frozen=True, kw_only=True):
    """Payload of `NOTICE_DELIVERED`."""

    position: int
    """Of the notice."""


class PhotoTaken(msgspec.Struct, frozen=True, kw_only=True):
    """Payload of `PHOTO`; the bytes are the event's original."""

    box_id: str
    digest: str
    """SHA-256 of the bytes, in hexadecimal."""
    media_type: str
    size: int
    """Bytes."""


class PhotoLook(msgspec.Struct, frozen=True, kw_only=True):
    """Payload of `PHOTO_SEEN`."""

    box_id: str
    digest: str


class ScanTaken(msgspec.Struct, frozen=True, kw_only=True):
    """Payload of `SCAN`; the bytes are the event's original."""

    container: str
    """Container number, as canonical as it can be made."""
    digest: str
    """SHA-256 of the bytes, in hexadecimal."""
    format: str
    size: int
    """Bytes."""
    scale: Scale
    lines: int
    rows: int
    particulars: Particulars
    problems: tuple[Problem, ...] = ()
    origin: str = ""
    """Node of another port or authority that it came from; empty for what was scanned here."""


class ScanLook(msgspec.Struct, frozen=True, kw_only=True):
    """Payload of `SCAN_SEEN`."""

    container: str
    digest: str


class NoteKind(StrEnum):
    """What a note on a radiograph says of its region."""

    DOUBT = "doubt"
    """It does not belong there, as far as can be seen."""
    EXPLAINED = "explained"
    """It looks odd, and is harmless."""
    DEFECT = "defect"
    """The picture is at fault there, not the load."""
    QUESTION = "question"


class ScanNoted(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Payload of `SCAN_NOTED`."""

    digest: str
    region: Region
    kind: NoteKind
    text: str
    corrects: int | None = None
    """Position of the note in whose place it stands from now on."""
    inserted: bool = False
    """It was written on a picture into which a threat was put, and says nothing of the picture as
    it is."""


class SlotPrice(msgspec.Struct, frozen=True, kw_only=True):
    """What one slot more would have been worth when a day was planned."""

    terminal: str
    kind: str
    slot_at: datetime
    price: float
    """In expected finds."""


class Cause(msgspec.Struct, frozen=True, kw_only=True):
    """For what a day was planned again."""

    change: ChangeKind
    what: str
    """The box, resource or message that it is about; empty where it is about none."""
    position: int
    """On the ledger; where several changes came together, of the first of the gravest kind."""
    at: datetime


class Plan(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Payload of `PLANNED`: the selection of one day and what it was drawn from.

    A day can be planned again: then figures are of all that is asked for from then on, but chances,
    bound and worth of what was planned anew.
    """

    day: date
    seed: str
    """Hexadecimal; with it the draw can be repeated."""
    audit_share: float
    capacity: int
    targeted: int
    random_audit: int
    expected_finds: float
    expected_finds_random: float
    picked: tuple[str, ...]
    """Boxes that were drawn."""
    chances: dict[str, float]
    """Chance of every candidate that could have been picked, by box."""
    draw: int = 0
    """Number of the day's draw whose seed this is; 0 for plans made before draws were kept."""
    roster: tuple[Posting, ...] = ()
    """Where mobile resources work that day."""
    prices: tuple[SlotPrice, ...] = ()
    """Of every cell with room, where one slot more was worth anything."""
    bound: float = 0.0
    """Expected finds less costs of the targeted boxes: no plan could have had more than this,"""
    worth: float = 0.0
    """and this one has so much."""
    explored: dict[str, Explored] = {}
    """What picks are to teach that the ranking had left out, by box."""
    assessed: dict[str, str] = {}
    """Digest of the assessment by which each picked box stood where it did (see `Assessed`)."""
    covered: tuple[Covered, ...] = ()
    """What was asked of strata and what they got."""
    kept: tuple[str, ...] = ()
    """Boxes that earlier draws of the day picked and that stand, sorted."""
    withdrawn: tuple[str, ...] = ()
    """Boxes that were certain, and of which this plan asks nothing more, sorted."""
    cause: Cause | None = None
    """For what the day was planned again; None of its first plan."""

    @property
    def asked(self) -> tuple[str, ...]:
        """All boxes that the plan asks for."""
        return (*self.kept, *self.picked)


class Reported(msgspec.Struct, frozen=True, kw_only=True):
    """Payload of `OUTAGE`: a resource does not work; a later report takes the place of this one."""

    outage: Outage


class Restored(msgspec.Struct, frozen=True, kw_only=True):
    """Payload of `RESTORED`: the outage of a resource is lifted."""

    resource: str


class Description(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Payload of `DESCRIBED`: what a node is."""

    name: str
    simulated: bool = False
    live_from: datetime | None = None
    """Where the clock of a simulated node starts."""
    capacity: Capacity | None = None
    """The port's inspection calendar; without one the assumed one of Antwerp's quays."""
    code_lists: CodeLists | None = None
    """Code lists of the ICS2 partner; without them no code is checked."""
    treatments: Treatments | None = None
    """What the port declares of its looks, or had measured; without it what this house assumes."""
    inserting: Rule | None = None
    """How often threats are inserted into pictures; without it none are."""
    empties: int | None = None
    """Position of the event whose reference of empties holds; without it the one that ships."""
    node: str = ""
    """Name among allied nodes, such as `antwerp.customs.example`; empty for one that has none."""
    port: str = ""
    """UN/LOCODE of where it looks; without it, the port of discharge of what it looks at."""


class OwnKey(msgspec.Struct, frozen=True, kw_only=True):
    """Payload of `KEY`: by which key this node signs from here on."""

    public: str
    """In hexadecimal."""


KEYS = "node/key"
"""Stream of the keys of a node."""

_FILINGS = msgspec.json.Decoder(Filing)


def fact(event: Event | Recorded, position: int, filing: Filing | None = None) -> Fact:
    """Return `event` as it stands at `position`; a filing is decoded unless it is at hand."""
    if event.kind == FILING and filing is None:
        filing = _FILINGS.decode(event.payload)
    return Fact(
        position=position,
        kind=event.kind,
        payload=event.payload,
        known_at=event.known_at,
        actor=event.actor,
        stream=event.stream,
        version=event.version,
        filing=filing,
    )


def event_of(fact: Fact) -> Event:
    """Return a fact of a stream as its folds take it."""
    return Event(
        kind=fact.kind,
        payload=fact.payload,
        known_at=fact.known_at,
        key="-",
        actor=fact.actor,
        stream=fact.stream,
        version=fact.version,
    )
