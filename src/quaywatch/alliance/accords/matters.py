"""What can be settled: agreements, policy, standing orders, what is published and looked at."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Literal

import msgspec

from quaywatch.alliance.bodies.text import UUID_PATTERN, Digest, Name, Text
from quaywatch.alliance.handling import Handling, Node, Purpose, Tlp
from quaywatch.alliance.notice import Notice
from quaywatch.alliance.policy import Category, Partner
from quaywatch.alliance.unsigned import Brings
from quaywatch.cargo import OutcomeResult


class Topic(StrEnum):
    """Sorts of what is settled."""

    PARTNER = "partner"
    POLICY = "policy"
    STANDING = "standing"
    NOTICE = "notice"
    MATCHING = "matching"
    COVERAGE = "coverage"
    PACKAGE = "package"
    AUDIT = "audit"
    """What is drawn by lot, hidden and read again to answer a question."""


class Region(StrEnum):
    """Where a partner is, as far as data law minds."""

    EUROPEAN_UNION = "european_union"
    """Inside the Union's data rules for law enforcement (Directive (EU) 2016/680)."""
    EUROPE = "europe"
    NORTH_AMERICA = "north_america"
    LATIN_AMERICA = "latin_america"
    AFRICA = "africa"
    ASIA = "asia"
    OCEANIA = "oceania"


class Basis(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One ground on which data may go to a partner."""

    text: Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
    """Treaty, act or agreement, and its article."""
    purposes: Annotated[frozenset[Purpose], msgspec.Meta(min_length=1)]
    """For which it is one."""


class Agreement(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="topic", tag="partner"
):
    """What is agreed with the authority of another node."""

    node: Node
    title: Name
    """Name of the authority."""
    region: Region
    member: bool
    """Of the alliance; else a partner of it."""
    until: date
    """Last day on which it is in force."""
    categories: frozenset[Category]
    """Sorts of data that may go there."""
    bases: Annotated[tuple[Basis, ...], msgspec.Meta(min_length=1, max_length=20)]
    address: Annotated[str, msgspec.Meta(max_length=300)] = ""
    """URL of its node; empty while there is no line to it."""
    contact: Annotated[str, msgspec.Meta(max_length=300)] = ""
    """Duty desk: how a person is reached there."""
    keys: tuple[Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{64}$")], ...] = ()
    """Ed25519 keys handed over by other means, in hexadecimal, the one in force first."""
    certificate: Annotated[str, msgspec.Meta(max_length=20_000)] = ""
    """What its node shows at the other end of the line (PEM), handed over in the same way."""
    relay: Annotated[str, msgspec.Meta(pattern=r"^([a-z0-9][a-z0-9.-]{0,62})?$")] = ""
    """The node through which batches go there and come from there, sealed; empty for none."""
    seals_to: Annotated[str, msgspec.Meta(pattern=r"^([0-9a-f]{2432})?$")] = ""
    """Key to which they are sealed, in hexadecimal, handed over by other means."""
    carries: bool = False
    """Whether this node carries for it what others seal to it, and the other way round."""
    brings: Brings | None = None
    """What it may bring that nobody signed; None for nothing."""

    def __post_init__(self) -> None:
        """Refuse a way through another node without a key that this one cannot open."""
        if self.relay and not self.seals_to:
            raise ValueError("what goes through another node has to be sealed: its key is missing")

    @property
    def purposes(self) -> frozenset[Purpose]:
        """All purposes that have a ground."""
        return frozenset(one for basis in self.bases for one in basis.purposes)

    @property
    def partner(self) -> Partner:
        """As the policy sees it."""
        return Partner(
            node=self.node,
            member=self.member,
            third_country=self.region is not Region.EUROPEAN_UNION,
            agreement_until=self.until,
            categories=self.categories,
            purposes=self.purposes,
            relayed=bool(self.relay),
        )


class PolicyText(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="topic", tag="policy"
):
    """A sharing policy, with its tests in it."""

    text: Annotated[str, msgspec.Meta(min_length=1, max_length=200_000)]
    why: Text = ""
    """What it changes, for whoever confirms it."""


class StandingOrder(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="topic", tag="standing"
):
    """What one officer may share at once, since two people agreed to it before."""

    name: Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
    title: Name
    kinds: Annotated[frozenset[str], msgspec.Meta(min_length=1)]
    """Kinds of notice."""
    audience: Annotated[frozenset[Node], msgspec.Meta(min_length=1)]
    """Nodes that it may go to at the most."""
    widest: Tlp
    """The furthest that it may be marked to go."""
    purposes: Annotated[frozenset[Purpose], msgspec.Meta(min_length=1)]
    results: frozenset[OutcomeResult] = frozenset({OutcomeResult.FOUND})
    """Outcomes of the box that a notice must rest on; empty where it need rest on none."""
    until: date

    def covers(self, publication: "Publication", today: date) -> bool:
        """Say whether something may be shared under it, now.

        What somebody brought unsigned no order made beforehand lets one person issue.
        """
        handling = publication.notice.handling
        return (
            today <= self.until
            and publication.reissues is None
            and publication.notice.kind in self.kinds
            and handling.audience is not None
            and handling.audience <= self.audience
            and handling.tlp.at_most(self.widest)
            and handling.purposes <= self.purposes
            and not handling.onward
            and not publication.match_only
            and (not self.results or publication.result in self.results)
        )


class Reissue(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What makes a notice that another authority brought unsigned one of this authority's own."""

    of: Annotated[str, msgspec.Meta(pattern=f"^[a-z0-9][a-z0-9.-]{{0,62}}/{UUID_PATTERN}$")]
    """Origin and id of that notice…"""
    version: Annotated[int, msgspec.Meta(ge=1)]
    """…and the version that was checked."""
    why: Annotated[str, msgspec.Meta(min_length=1, max_length=1000)]
    """How it was checked, for whoever confirms it."""
    leave: Annotated[str, msgspec.Meta(max_length=1000)] = ""
    """Who there allowed it, and when; empty where its marking does."""
    named: bool = False
    """Whether partners are told whose it was."""


class Publication(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="topic", tag="notice"
):
    """A notice of this authority's own, and what it was made from."""

    notice: Notice
    box_id: str = ""
    """The box whose outcome it tells; empty for what rests on none."""
    result: OutcomeResult | None = None
    """What that outcome was."""
    photos: tuple[Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{64}$")], ...] = ()
    """Pictures that may be fetched with it, by SHA-256."""
    match_only: bool = False
    """It goes to nobody until a partner that holds one of its things asks to be told, and two
    people agree."""
    reissues: Reissue | None = None
    """What somebody brought unsigned that it is made from."""

    @property
    def handling(self) -> Handling:
        """How it may be used."""
        return self.notice.handling


class Terms(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="topic", tag="matching"
):
    """What is agreed with a partner about matching without showing."""

    node: Node
    they_ask: frozenset[Purpose] = frozenset()
    """For which the partner may ask about what is held here…"""
    we_ask: frozenset[Purpose] = frozenset()
    """…and this node asks about what the partner holds."""
    counts_only: bool = False
    """Whether only numbers are told, and never which."""
    per_day: Annotated[int, msgspec.Meta(ge=256, le=100_000)] = 20_000
    """Places of questions that the partner may ask in a day, for each purpose."""
    until: date
    """Last day on which they are in force."""


class CoverageCell(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What share of some route's containers with some goods is to be looked at, at least."""

    name: Annotated[str, msgspec.Meta(pattern=r"^[^/\s]+/[^/\s]+$", max_length=60)]
    """Route and goods, such as EC/08."""
    countries: frozenset[Annotated[str, msgspec.Meta(pattern=r"^[A-Z]{2}$")]] = frozenset()
    """Of loading; empty for all."""
    chapters: frozenset[Annotated[str, msgspec.Meta(pattern=r"^[0-9]{2}$")]] = frozenset()
    """Of the Harmonized System; empty for all."""
    share: Annotated[float, msgspec.Meta(ge=0, le=1)]
    why: Annotated[str, msgspec.Meta(max_length=300)] = ""


class Coverage(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="topic", tag="coverage"
):
    """What the alliance asks this port to look at, so that moving gains a trafficker nothing."""

    port: Annotated[str, msgspec.Meta(pattern=r"^[A-Z]{2}[A-Z2-9]{3}$")]
    """UN/LOCODE."""
    cells: Annotated[tuple[CoverageCell, ...], msgspec.Meta(min_length=1, max_length=2000)]
    """The first that a container is of counts for it."""
    until: date
    """Last day on which it is asked."""
    why: Text = ""
    """What it rests on, for whoever confirms it."""

    def __post_init__(self) -> None:
        """Each cell has a name of its own; raises ValueError."""
        names = [cell.name for cell in self.cells]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise ValueError(f"{twice[0]!r} is there twice")


class Package(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="topic", tag="package"
):
    """A model or a risk profile of this node's own that partners may fetch."""

    name: Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
    version: Annotated[int, msgspec.Meta(ge=1)]
    kind: Literal["model", "profile", "sum"]
    of: Name
    """The model's, the profile's or the sum's name here."""
    title: Name
    card: Text
    """What it is for, made from, how it did, and what it is not good for."""
    handling: Handling
    made_at: datetime
    digest: Digest
    size: Annotated[int, msgspec.Meta(ge=1)]
    content: bytes = b""
    """Of a profile; that of a model or a sum is made of what is kept of it, always the same."""
    inputs: str = ""
    """Of a sum: digest of how inputs were declared here when it was offered."""


class AuditStratum(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Containers of which a number is to be drawn by lot."""

    name: Annotated[str, msgspec.Meta(pattern=r"^[^/\s]+(/[^/\s]+)*$", max_length=60)]
    """Such as BEANR/EC/08."""
    ports: frozenset[Annotated[str, msgspec.Meta(pattern=r"^[A-Z]{2}[A-Z2-9]{3}$")]] = frozenset()
    """Of discharge, as UN/LOCODE; empty for all."""
    countries: frozenset[Annotated[str, msgspec.Meta(pattern=r"^[A-Z]{2}$")]] = frozenset()
    """Of loading; empty for all."""
    chapters: frozenset[Annotated[str, msgspec.Meta(pattern=r"^[0-9]{2}$")]] = frozenset()
    """Of the Harmonized System; empty for all."""
    looks: Annotated[int, msgspec.Meta(ge=1, le=1_000_000)]
    """How many are drawn and looked at…"""
    openings: Annotated[int, msgspec.Meta(ge=0, le=1_000_000)] = 0
    """…and how many of them are opened."""

    def __post_init__(self) -> None:
        """Refuse more openings than looks; raises ValueError."""
        if self.openings > self.looks:
            raise ValueError(f"{self.name}: more are opened than looked at")

    def holds(self, port: str, port_of_loading: str, hs_code: str) -> bool:
        """Say whether a container is of it."""
        return (
            (not self.ports or port in self.ports)
            and (not self.countries or port_of_loading[:2] in self.countries)
            and (not self.chapters or hs_code[:2] in self.chapters)
        )


class AuditOrder(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="topic", tag="audit"
):
    """What is looked at by lot, hidden and read again, so that a question gets its answer."""

    name: Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
    title: Name
    question: Annotated[str, msgspec.Meta(pattern=r"^[a-z-]+$", max_length=40)]
    way: Annotated[str, msgspec.Meta(pattern=r"^[a-z-]+$", max_length=40)]
    """Codes of the planner's answer that it follows."""
    power: Annotated[float, msgspec.Meta(ge=0.1, le=0.99)]
    """How often a change that is there would be seen."""
    since: date
    until: date
    """Its first and last day."""
    strata: Annotated[tuple[AuditStratum, ...], msgspec.Meta(max_length=200)] = ()
    """The first that a container is of counts for it."""
    tests: Annotated[int, msgspec.Meta(ge=0, le=100_000)] = 0
    images: Annotated[int, msgspec.Meta(ge=0, le=1_000_000)] = 0
    """Stored pictures that are read again."""
    why: Text = ""

    def __post_init__(self) -> None:
        """Refuse what asks for nothing, ends before it begins or names a stratum twice."""
        if self.until < self.since:
            raise ValueError("an order ends on its first day at the earliest")
        if not (self.strata or self.tests or self.images):
            raise ValueError("nothing is ordered")
        names = [one.name for one in self.strata]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise ValueError(f"{twice[0]!r} is there twice")

    def stratum(self, port: str, port_of_loading: str, hs_code: str) -> AuditStratum | None:
        """Return the stratum that a container is of, if it is of one."""
        held = (one for one in self.strata if one.holds(port, port_of_loading, hs_code))
        return next(held, None)


Matter = (
    Agreement | PolicyText | StandingOrder | Publication | Terms | Coverage | Package | AuditOrder
)


def topic_of(matter: Matter) -> tuple[Topic, str]:
    """Return what sort a matter is of and its name within that."""
    match matter:
        case Agreement():
            return Topic.PARTNER, matter.node
        case PolicyText():
            return Topic.POLICY, "sharing"
        case StandingOrder():
            return Topic.STANDING, matter.name
        case Publication():
            return Topic.NOTICE, matter.notice.id
        case Terms():
            return Topic.MATCHING, matter.node
        case Coverage():
            return Topic.COVERAGE, "scanning"
        case Package():
            return Topic.PACKAGE, matter.name
        case AuditOrder():
            return Topic.AUDIT, matter.name
