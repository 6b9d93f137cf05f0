"""Shapes of the alliance: notices, partners, the sharing policy, and what went to whom and why."""

from datetime import date, datetime
from typing import Literal

from pydantic import Field, JsonValue

from quaywatch.api.shape import Shape

TlpName = Literal["red", "amber+strict", "amber", "green", "clear"]
HandlingCodeName = Literal["H0", "H1", "H2", "H3"]
PurposeName = Literal["risk_analysis", "inspection", "investigation", "prosecution", "statistics"]
CategoryName = Literal["core", "cargo", "party", "person", "scan", "case"]
NoticeKindName = Literal[
    "seizure",
    "indicator",
    "modus",
    "risk",
    "request",
    "answer",
    "image",
    "sighting",
    "feedback",
    "month",
]
RegionName = Literal[
    "european_union", "europe", "north_america", "latin_america", "africa", "asia", "oceania"
]
TopicName = Literal[
    "partner", "policy", "standing", "notice", "matching", "coverage", "package", "audit"
]
AccordStageName = Literal["proposed", "returned", "in_force", "suspended", "ended"]
AccordEventName = Literal["proposed", "confirmed", "returned", "suspended", "ended"]
AccordStepName = Literal["propose", "confirm", "return", "suspend", "end"]
OutcomeName = Literal["nothing", "irregularity", "found"]
_Node = Field(pattern=r"^[a-z0-9][a-z0-9.-]{0,62}$")
_Reason = Field(min_length=1, max_length=1000)


class HandlingShape(Shape):
    """How what is shared may be used; nothing else is allowed."""

    tlp: TlpName
    purposes: list[PurposeName] = Field(min_length=1)
    legal_basis: str = Field(min_length=1, max_length=200)
    retain_until: date
    code: HandlingCodeName = "H0"
    conditions: str = Field("", max_length=1000)
    audience: list[str] | None = None
    """Nodes that it is meant for; null leaves it to the agreements in force."""
    onward: bool = False


class SourceShape(Shape):
    """Where it comes from, by the four-by-four code."""

    reliability: Literal["A", "B", "C", "X"] = "X"
    accuracy: Literal["1", "2", "3", "4"] = "4"


class AlliedNoticeShape(Shape):
    """A notice in one of its versions."""

    origin: str
    id: str
    version: int
    created_at: datetime
    made_at: datetime
    handling: HandlingShape
    source: SourceShape
    valid_until: datetime | None
    correction: str
    """What was wrong before, or a code where that may not be told, or nobody said."""
    kind: str
    body: dict[str, JsonValue]
    """Its fields, by the names of `quaywatch.alliance.bodies`; `kind` says which."""


class NoticeLine(Shape):
    """A notice in a list; of one for the persons addressed alone, only that there is one."""

    name: str
    """Origin and id; empty where it is kept from whoever asks."""
    kind: str
    sender: str
    brought: Literal["", "taxii", "poll", "misp"]
    """How, where its originator did not sign it: nothing proves who wrote it."""
    own: bool
    gone: Literal["", "withdrawn", "recalled", "ended"]
    came_at: datetime
    until_at: datetime | None
    """When it is history."""
    strength: float
    """What it is still worth, from 0 to 1."""
    ranks: bool
    """Whether it raises boxes now."""
    title: str
    notice: AlliedNoticeShape | None


class NoticeList(Shape):
    """Notices, newest first."""

    total: int
    lines: list[NoticeLine]


class RaisedBox(Shape):
    """A box that a notice raises."""

    box_id: str
    equipment_number: str
    probability: float
    prior: float
    """Its risk by what is filed, without looks and notices."""


class NoticeLook(Shape):
    """Somebody opened a notice."""

    actor: str
    at: datetime


class DecisionShape(Shape):
    """One answer of the policy: one sort of data, one purpose."""

    category: CategoryName
    purpose: PurposeName
    allowed: bool
    rules: list[str]
    """Ids of the rules that decided; `default-deny` where none speaks."""


class EgressShape(Shape):
    """One decision on whether something goes to a partner, with what decided it."""

    number: int
    at: datetime
    notice: str
    partner: str
    version: int
    allowed: bool
    way: str
    policy: str
    decisions: list[DecisionShape]
    deleted_at: datetime | None
    """When the partner says to have deleted it."""


class EgressList(Shape):
    """Decisions, the last first; those before the last one: `?before=NUMBER`."""

    lines: list[EgressShape]


class ReissueShape(Shape):
    """A notice of this authority's own that is made from what another one brought unsigned."""

    name: str
    """Origin and id of the own one…"""
    title: str
    stage: AccordStageName
    of: str
    """…and of the one that it is made from, in the version that was checked."""
    version: int
    state: Literal["held", "later", "withdrawn", "over"]
    """How that one stands now."""
    why: str
    """How it was checked."""
    leave: str
    """Who there allowed it; empty where its marking does."""
    named: bool
    """Whether partners are told whose it was."""
    by: str
    confirmed_by: str
    mine: bool
    """Whether whoever asks put it forward."""


class ReissueRequest(Shape):
    """Body of `POST /api/alliance/notices/{origin}/{id}/reissue`: what was checked, and how."""

    version: int = Field(ge=1, le=2**31 - 1)
    why: str = Field(min_length=1, max_length=1000)
    leave: str = Field("", max_length=1000)
    named: bool = False
    handling: HandlingShape
    source: SourceShape = SourceShape()
    correction: str = Field("", max_length=1000)
    """What was wrong, where it was issued before."""


class NoticePage(Shape):
    """A notice with who saw it, where it went and what it raises."""

    line: NoticeLine
    brought_by: str
    """Whose word it is that it comes from there, where nobody signed it…"""
    confirmed_by: str
    """…and who agreed to take it."""
    scan: Literal["", "away", "coming", "refused", "here"]
    """Whether the radiograph that it tells of was fetched; empty where it tells of none."""
    scan_refused: str
    """Why its owner did not hand it over, in the owner's words."""
    reissuing: Literal["", "free", "asked", "never"]
    """Whether it may be issued as an own one: only after its source allowed it, or not at all;
    empty for what its originator signed."""
    reissued: ReissueShape | None
    """The own one that was made from it."""
    boxes: list[RaisedBox]
    looks: list[NoticeLook]
    egress: list[EgressShape]


class AudienceShape(Shape):
    """What one partner would get of a notice now."""

    partner: str
    goes: bool
    fields: list[str]
    """Fields of the body that would go."""
    withheld: list[str]
    """Fields that would not."""
    purposes: list[PurposeName]
    decisions: list[DecisionShape]
    policy: str


class FindRequest(Shape):
    """Body of `POST /api/alliance/finds/{box}`: share what was found in it."""

    handling: HandlingShape
    photos: list[str] = Field(default_factory=list[str], max_length=50)
    note: str = Field("", max_length=8000)
    correction: str = Field("", max_length=1000)
    """What was wrong, where it was shared before."""


class NoticeRequest(Shape):
    """Body of `POST /api/alliance/notices`: an indicator, a sighting, feedback, a risk."""

    reference: str = Field(min_length=1, max_length=200)
    """The authority's own; the same one is the same notice."""
    match_only: bool = False
    """It goes to nobody until a partner that holds the thing, too, asks to be told."""
    body: dict[str, JsonValue]
    handling: HandlingShape
    source: SourceShape = SourceShape()
    valid_until: datetime | None = None
    correction: str = Field("", max_length=1000)


class BasisShape(Shape):
    """One ground on which data may go to a partner."""

    text: str = Field(min_length=1, max_length=200)
    purposes: list[PurposeName] = Field(min_length=1)


class BringsShape(Shape):
    """What an authority may bring that nobody signed, and how that is held."""

    categories: list[CategoryName] = Field(min_length=1)
    purposes: list[PurposeName] = Field(min_length=1)
    legal_basis: str = Field(min_length=1, max_length=200)
    keep_days: int = Field(ge=1, le=3660)
    tlp: TlpName = "amber+strict"
    """Of what bears no marking."""
    collection: str = Field("", max_length=300)
    """URL of a collection of its own that this node reads; empty for none."""


class AgreementShape(Shape):
    """What is agreed with the authority of another node."""

    node: str = _Node
    title: str = Field(min_length=1, max_length=200)
    region: RegionName
    member: bool
    until: date
    categories: list[CategoryName]
    bases: list[BasisShape] = Field(min_length=1, max_length=20)
    address: str = Field("", max_length=300)
    contact: str = Field("", max_length=300)
    keys: list[str] = Field(default_factory=list[str], max_length=20)
    certificate: str = Field("", max_length=20_000)
    relay: str = Field("", pattern=r"^([a-z0-9][a-z0-9.-]{0,62})?$")
    """The node through which batches go there, sealed; empty for none."""
    seals_to: str = Field("", pattern=r"^([0-9a-f]{2432})?$")
    carries: bool = False
    """Whether this node carries for it what it cannot read."""
    brings: BringsShape | None = None
    """What it may bring that nobody signed; none for nothing."""


class StandingShape(Shape):
    """What one officer may share at once, since two people agreed to it before."""

    name: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)
    title: str = Field(min_length=1, max_length=200)
    kinds: list[NoticeKindName] = Field(min_length=1)
    audience: list[str] = Field(min_length=1)
    widest: TlpName
    purposes: list[PurposeName] = Field(min_length=1)
    results: list[OutcomeName]
    until: date


class PolicyTextShape(Shape):
    """A sharing policy, in Cedar, with its tests in it."""

    text: str = Field(min_length=1, max_length=200_000)
    why: str = Field("", max_length=8000)


class PublicationShape(Shape):
    """A notice of this authority's own, and what it was made from."""

    notice: AlliedNoticeShape
    box_id: str
    result: OutcomeName | None
    photos: list[str]
    match_only: bool
    """Whether it goes to nobody before a match."""


class AccordEntry(Shape):
    """One step in the life of what is settled."""

    version: int
    kind: AccordEventName
    at: datetime
    actor: str
    reason: str
    under: str
    """The standing order by which the proposer alone was enough."""


class AccordShape(Shape):
    """What is settled, or is to be: how it stands, and who did what."""

    topic: TopicName
    name: str
    version: int
    stage: AccordStageName
    waits: bool
    """Whether a proposal awaits a second person."""
    proposed_by: str
    confirmed_by: str
    since: datetime | None
    steps: list[AccordStepName]
    """What this reader may do next."""
    history: list[AccordEntry]


class PartnerShape(Shape):
    """A partner: what is agreed, and what is proposed."""

    accord: AccordShape
    in_force: AgreementShape | None
    proposed: AgreementShape | None


class StandingOrderShape(Shape):
    """A standing order."""

    accord: AccordShape
    in_force: StandingShape | None
    proposed: StandingShape | None


class PublicationPage(Shape):
    """Something that this authority published, or is about to."""

    accord: AccordShape
    in_force: PublicationShape | None
    proposed: PublicationShape | None
    reissues: ReissueShape | None
    """What it is made from, where another authority brought that unsigned."""
    audience: list[AudienceShape]
    """What each partner would get now."""


class PolicyTrial(Shape):
    """One test that a policy carries in itself."""

    line: int
    name: str
    wanted: bool
    allowed: bool
    rules: list[str]
    passed: bool


class PolicyPage(Shape):
    """The policy in force."""

    text: str
    digest: str
    model: str
    """What a policy may speak of (Cedar schema)."""
    trials: list[PolicyTrial]
    accord: AccordShape | None
    """Null while the policy is the one that every node starts with."""
    proposed: PolicyTextShape | None


class PolicyLookRequest(Shape):
    """Body of `POST /api/alliance/policy/look`: try a text; nothing is kept."""

    text: str = Field(min_length=1, max_length=200_000)


class PolicyChange(Shape):
    """Something published that would go to a partner and does not now, or the other way round."""

    notice: str
    partner: str
    went: bool
    goes: bool
    rules: list[str]


class PolicyLook(Shape):
    """What a text would do."""

    problem: str
    """Why it is no policy; empty where it is one."""
    digest: str
    trials: list[PolicyTrial]
    asked: int
    """Pairs of notice and partner that both policies were asked about."""
    changes: list[PolicyChange]


class AccordStep(Shape):
    """Body of a step; 409 when it is not the version seen."""

    version: int


class AccordReason(AccordStep):
    """Body of a step that says why."""

    reason: str = _Reason


class PartnerDraft(AccordStep):
    """Body of `POST /api/alliance/partners`."""

    agreement: AgreementShape


class StandingDraft(AccordStep):
    """Body of `POST /api/alliance/standing`."""

    order: StandingShape


class PolicyDraft(AccordStep):
    """Body of `POST /api/alliance/policy`."""

    policy: PolicyTextShape


class PeerShape(Shape):
    """The line to one node, as a map of the alliance shows it."""

    node: str
    title: str
    region: RegionName | None
    member: bool
    stage: AccordStageName
    address: str
    closed: bool
    sent: int
    acknowledged: int
    taken: int
    lag: int
    """Batches that it is not known to have taken."""
    last_at: datetime | None
    """When something last came from there."""
    failing: str
    """Why it could not be called just now; empty where it could."""


class OwnLine(Shape):
    """How this node is on the line."""

    serving: bool
    """Whether the process that answers this keeps the line, too."""
    listens: str
    """Host and port; empty while nobody can call."""
    trouble: str
    """Why nobody can."""
    certificate_until: datetime | None


class CardShape(Shape):
    """What to hand over to a partner, by a way that both trust."""

    node: str
    key: str
    certificate: str
    address: str
    seals_to: str


class AlliancePage(Shape):
    """The alliance as this node sees it."""

    node: str
    """Its own name; empty where it has none."""
    line: OwnLine
    peers: list[PeerShape]
    waiting: dict[TopicName, int]
    """Proposals that await a second person, by sort."""
    sums_waiting: int
    """Sums in which what this port brings awaits a second person."""
    sums_asked: int
    """Sums to which an ally asks this port, and nobody here has answered."""
    held: int
    """Notices of others."""
    published: int
