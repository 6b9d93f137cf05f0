"""Shapes that cross the HTTP border, one to one with the page's types.

Texts (`text`, `title`) come in the language of the request (`?lang=en|fr|nl|es`, else the
session's, else Accept-Language). Instants are ISO 8601 in UTC. A *box* is one container of one
consignment: the thing an officer holds, orders an inspection of and records an outcome for.
"""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from quaywatch.api.shape import Shape as Shape
from quaywatch.api.story_shapes import StoryShape
from quaywatch.api.why_shapes import InspectionWhyShape

type_of_role = Literal[
    "officer",
    "supervisor",
    "analyst",
    "administrator",
    "filer",
    "assessor",
    "coordinator",
    "liaison",
]
Language = Literal["en", "fr", "nl", "es"]
Place = Literal[
    "behind_doors",
    "among_goods",
    "in_goods",
    "dissolved",
    "packaging",
    "pallets",
    "floor",
    "roof",
    "walls",
    "doors",
    "front_wall",
    "frame",
    "evaporator",
    "refrigeration_unit",
    "outside",
]
Override = Literal[
    "information", "documents", "seal", "scan_image", "appearance", "resources", "other"
]
SealNumber = Annotated[str, Field(min_length=1, max_length=35)]
Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
BoxStatus = Literal["open", "ordered", "held", "done"]
Basis = Literal["targeted", "random_audit", "officer"]


class User(Shape):
    """Who is signed in."""

    username: str
    display_name: str
    role: type_of_role
    language: Language
    subject: str = ""
    """Whom a filer's account speaks for, as `carrier/CODE` or `filer/IDENTIFIER`; an assessor's
    port, as `port/BEANR`."""


class DemoAccount(Shape):
    """An account of the simulated node, shown on the sign-in page of a demo only."""

    username: str
    password: str
    role: type_of_role


class Session(Shape):
    """State of the browser's session; `GET /api/session` is open to everyone."""

    user: User | None
    csrf_token: str
    """Send it back as `X-CSRF-Token` with every POST and DELETE."""
    simulated: bool
    """True on a node that holds a simulated world: every page says so."""
    node_name: str
    now: datetime
    """The node's clock (a demo's clock runs on from its simulated live day)."""
    version: str
    demo_accounts: list[DemoAccount] = Field(default_factory=list[DemoAccount])


class SignIn(Shape):
    """Body of `POST /api/session`."""

    username: str = Field(max_length=64)
    password: str = Field(max_length=256)


class WorkRow(Shape):
    """One line of the work list."""

    box_id: str
    rank: int
    """1 is the highest risk among all boxes that match the filters."""
    probability: float
    equipment_number: str
    size_type: str | None
    consignment_id: str
    reference: str
    level: Literal["master", "house"]
    consignor: str | None
    consignee: str | None
    description: str
    hs_code: str | None
    gross_mass_kg: float | None
    carrier_code: str | None
    port_of_loading: str | None
    port_of_discharge: str | None
    vessel_name: str | None
    voyage: str | None
    terminal: str | None
    arrival_at: datetime | None
    deadline_at: datetime | None
    """Planned pick-up: after it the box is gone."""
    finding_count: int
    top_reasons: list[str]
    """Up to three reason titles, strongest first, in the language asked for."""
    basis: Basis | None
    """Why the day's plan picked it; null when it did not."""
    status: BoxStatus
    held_by: str | None
    version: int
    """Version of the box's inspection record, sent back with each change."""


class WorkPage(Shape):
    """A window of the work list: `GET /api/worklist`.

    Query: `offset`, `limit` (≤ 500), `sort` (a WorkRow field: probability, arrival_at,
    deadline_at, equipment_number, consignee, port_of_loading, vessel_name, finding_count,
    status …), `order` (asc|desc), and the filters `q` (text over number, bill, parties, goods),
    `status`, `basis`, `port_of_loading`, `terminal`, `carrier_code`, `hs` (prefix), `finding`
    (check code), `arriving_before` (instant).
    """

    total: int
    offset: int
    rows: list[WorkRow]
    as_of: datetime


class FilterOption(Shape):
    """One value that a filter can take, with the number of boxes that carry it."""

    value: str
    label: str
    count: int


class FilterOptions(Shape):
    """`GET /api/worklist/options`: values for the drop-downs, most frequent first."""

    status: list[FilterOption]
    basis: list[FilterOption]
    port_of_loading: list[FilterOption]
    terminal: list[FilterOption]
    carrier_code: list[FilterOption]
    finding: list[FilterOption]


class PartyShape(Shape):
    """A party as declared."""

    role: str
    name: str
    identifier: str | None = None
    address: str | None = None
    city: str | None = None
    postcode: str | None = None
    country: str | None = None
    telephone: str | None = None
    email: str | None = None


class GoodsItemShape(Shape):
    """A line of goods as declared."""

    sequence: int
    description: str
    hs_code: str | None = None
    hs_title: str | None = None
    package_count: int | None = None
    package_type: str | None = None
    gross_mass_kg: float | None = None
    marks: str | None = None
    undg: str | None = None


class EquipmentShape(Shape):
    """A container as declared."""

    number: str
    size_type: str | None = None
    packed_status: str | None = None
    seals: list[str] = Field(default_factory=list[str])
    gross_mass_kg: float | None = None
    verified_gross_mass_kg: float | None = None
    temperature_c: float | None = None


class JourneyStop(Shape):
    """One step of the journey strip, in order of time; a gap is a stop with `gap` true."""

    at: datetime | None
    kind: str
    """A movement kind, or `declared` for a place named only by the declaration."""
    classifier: Literal["planned", "estimated", "actual"] | None
    location: str | None
    location_name: str | None
    facility: str | None = None
    gap: bool = False


class PrecedentShape(Shape):
    """The outcome of another box that counts for a reason."""

    position: int
    """Of the outcome in the ledger."""
    box_id: str
    at: datetime
    found: bool


class UnlikeShape(Shape):
    """How unlike all that was ever inspected a box is."""

    text: str
    never_seen: bool
    """Whether nothing like it was inspected before."""


class ReasonShape(Shape):
    """One signed contribution to the box's risk."""

    kind: Literal["base", "prior", "finding", "profile", "watch_list", "learned", "look", "notice"]
    code: str
    text: str
    contribution: float
    fields: list[str]
    values: dict[str, str]
    precedents: list[PrecedentShape] = Field(default_factory=list[PrecedentShape])
    """Some of the inspections that it rests on: finds first, then the latest."""


class FindingShape(Shape):
    """A documentary check that spoke up."""

    code: str
    severity: Literal["info", "warning", "error"]
    text: str
    source: str
    subject: Literal["consignment", "goods_item", "equipment"]
    index: int
    fields: list[str]
    values: dict[str, str]


class DocumentShape(Shape):
    """A message that speaks of this consignment, as received."""

    position: int
    """Position in the ledger; its bytes: `GET /api/documents/{position}`."""
    format: str
    sender: str
    reference: str
    function: str
    received_at: datetime | None
    size_bytes: int


class PastOutcome(Shape):
    """An earlier inspection that shares something with this box."""

    box_id: str
    equipment_number: str
    at: datetime
    kind: str
    basis: str
    result: Literal["nothing", "irregularity", "found"]
    substance: str | None = None
    mass_kg: float | None = None
    shared: list[str]
    """What it shares: `consignee`, `consignor`, `notify_party`, `equipment`."""


class HistoryEntry(Shape):
    """One thing that was done with this box."""

    at: datetime
    actor: str
    kind: Literal[
        "selected",
        "ordered",
        "skipped",
        "held",
        "released",
        "outcome",
        "lapsed",
        "detained",
        "lifted",
        "viewed",
        "filed",
    ]
    text: str


class OrderShape(Shape):
    """The inspection in force for this box."""

    kind: Literal["documents", "dogs", "scan", "second_scan", "open"]
    basis: Basis
    selection_probability: float
    terminal: str
    slot_at: datetime | None
    deadline_at: datetime | None
    ordered_by: str
    note: str | None = None


class OutcomeShape(Shape):
    """What an inspection showed."""

    result: Literal["nothing", "irregularity", "found"]
    substance: str | None = Field(default=None, max_length=80)
    mass_kg: float | None = Field(default=None, ge=0, le=100_000)
    concealment: Literal["rip_on", "in_load", "structure", "reefer_unit", "other"] | None = None
    place: Place | None = None
    """Where exactly; `concealment` follows from it."""
    seals_before: list[SealNumber] = Field(default_factory=list[str], max_length=8)
    """Numbers on the doors as found…"""
    seals_after: list[SealNumber] = Field(default_factory=list[str], max_length=8)
    """…and as left."""
    photos: list[Digest] = Field(default_factory=list[str], max_length=24)
    """Pictures of `POST /api/boxes/{box_id}/photos`, by digest."""
    note: str | None = Field(default=None, max_length=4000)


class Dossier(Shape):
    """Container 360: `GET /api/boxes/{box_id}`; each look is written to the ledger."""

    row: WorkRow
    parties: list[PartyShape]
    goods_items: list[GoodsItemShape]
    equipment: list[EquipmentShape]
    freight_payment: str | None
    journey: list[JourneyStop]
    story: StoryShape
    log_odds: float
    unlike: UnlikeShape | None
    """Null where the model has seen nothing to compare with."""
    reasons: list[ReasonShape]
    findings: list[FindingShape]
    versions: dict[str, str]
    documents: list[DocumentShape]
    past_outcomes: list[PastOutcome]
    order: OrderShape | None
    why: InspectionWhyShape | None
    """Why an inspection is asked for; null where no plan and no officer gave a reason."""
    outcome: OutcomeShape | None
    history: list[HistoryEntry]
    next_box_id: str | None
    """The box below this one in the list as last filtered, for J."""
    previous_box_id: str | None


class VersionRequest(Shape):
    """Body of every step with a box; 409 when `version` is no longer the box's."""

    version: int


class OrderRequest(VersionRequest):
    """Body of `POST /api/boxes/{box_id}/order`."""

    kind: Literal["documents", "dogs", "scan", "second_scan", "open"]
    slot_at: datetime | None = None
    """A slot of `GET /api/slots`; null takes the first free one before the deadline."""
    override: Override | None = None
    """Why, where no plan asks for the box or for more than that; 422 when it is missing."""
    note: str | None = Field(default=None, max_length=4000)


class OutcomeRequest(VersionRequest):
    """Body of `POST /api/boxes/{box_id}/outcome`."""

    outcome: OutcomeShape


class CorrectionRequest(VersionRequest):
    """Body of `POST /api/boxes/{box_id}/correction`: a second officer replaces an outcome."""

    outcome: OutcomeShape
    reason: str = Field(min_length=1, max_length=4000)


class Slot(Shape):
    """Room at one scanner in one hour: `GET /api/slots?terminal=&kind=`."""

    terminal: str
    kind: Literal["documents", "dogs", "scan", "second_scan", "open"]
    slot_at: datetime
    capacity: int
    taken: int
    """Inspections ordered in it."""
    planned: int
    """Inspections that the plan proposes for it and nobody has ordered."""


class PlanSummary(Shape):
    """`GET /api/plan`: what the day's selection holds and what it expects."""

    day: datetime
    made: bool
    """False until somebody has the day planned: all figures are then zero."""
    capacity: int
    targeted: int
    random_audit: int
    ordered: int
    done: int
    found: int
    expected_finds: float
    expected_finds_random: float
    draw: int
    """Number of the day's draw that it came from: 2 or more where the day was planned again."""
    gap: float
    """Share by which another plan of the targeted boxes could be worth more, at the very most."""
    """What the same number of boxes drawn at random would be expected to find."""


class QuarantineEntry(Shape):
    """Bytes that could not be read: `GET /api/quarantine`, newest first."""

    position: int
    received_at: datetime
    sender: str
    size_bytes: int
    reasons: list[str]
    excerpt: str


class IntakeReceipt(Shape):
    """Answer of `POST /api/filings` (raw body, any readable format): durable when sent."""

    positions: list[int]
    consignments: int
    movements: int
    quarantined: int
    duplicates: int
    problems: list[str]
    boxes: list[WorkRow]
    """The boxes of this filing with the rank they took, up to 50."""


class ErrorShape(Shape):
    """Every error body; `code` is stable, `message` is for people."""

    code: str
    message: str
