"""What `/api/alliance/matching` answers: terms, what each side learns, matches and requests."""

from datetime import date, datetime
from typing import Literal

from pydantic import Field

from quaywatch.api.alliance_shapes import AccordShape, AccordStep, PurposeName
from quaywatch.api.shape import Shape

ItemSortName = Literal["container", "seal", "telephone", "identifier", "name", "name_pair"]
HitStateName = Literal["found", "dismissed", "requested", "released", "refused"]
MatchEventName = Literal["asked", "answered", "refused", "alarm"]
AskedStateName = Literal["waiting", "agreed", "released", "refused", "trap"]


class MatchTermsShape(Shape):
    """What is agreed with a partner about matching without showing."""

    node: str = Field(min_length=1, max_length=200)
    they_ask: list[PurposeName] = Field(default_factory=list[PurposeName])
    we_ask: list[PurposeName] = Field(default_factory=list[PurposeName])
    counts_only: bool = False
    per_day: int = Field(20_000, ge=256, le=100_000)
    until: date


class MatchBudget(Shape):
    """What a partner has asked for a purpose, and may still ask."""

    purpose: PurposeName
    asked_today: int
    left_today: int
    left_this_hour: int
    questions: int
    to_open: int
    """Questions whose opening is awaited."""
    overdue: int
    suspended: str
    """Why it may ask no more; empty where it may."""


class MatchTermsLine(Shape):
    """Terms with one partner: how they stand, and how much was asked under them."""

    accord: AccordShape
    in_force: MatchTermsShape | None
    proposed: MatchTermsShape | None
    budgets: list[MatchBudget]


class MatchTold(Shape):
    """What each side learns, by the codes of sentences."""

    asker: list[str]
    owner: list[str]
    never: list[str]


class MatchQuota(Shape):
    """What is the same in all terms."""

    opened: int
    """Places of each question that are shown to the other side afterwards."""
    count_least: int
    """Places that a question about a count has at least."""
    manifests_per_day: int


class MatchHit(Shape):
    """A thing that the other side holds as well, at who asked."""

    id: str
    owner: str
    sort: ItemSortName
    value: str
    found_at: datetime
    state: HitStateName
    officer: str
    note: str
    notices: list[str]
    """References of the notices that were told."""


class MatchNotice(Shape):
    """A notice that could be told."""

    reference: str
    title: str


class MatchRequest(Shape):
    """A partner asks to be told about a thing that it holds, too."""

    id: str
    partner: str
    sort: ItemSortName
    value: str
    reason: str
    asked_at: datetime
    state: AskedStateName
    first_officer: str
    second_officer: str
    notices: list[MatchNotice]
    """That could be told: those that hold the thing and that the policy would send…"""
    chosen: list[str]
    """…and those that a first person agreed to."""


class MatchEvent(Shape):
    """One question, own or a partner's, or an alarm."""

    at: datetime
    kind: MatchEventName
    partner: str
    purpose: str
    counts_only: bool
    size: int
    """Things asked, or places of a partner's question."""
    matched: int
    """Of an own question."""
    why: str
    """Why it was refused, or what the alarm is about."""


class MatchingPage(Shape):
    """Matching without showing at this node."""

    terms: list[MatchTermsLine]
    items: MatchTold
    """What each side learns where it is told which things match…"""
    counts: MatchTold
    """…and where only their number is."""
    quota: MatchQuota
    held: int
    """Own notices that go to nobody before a match."""
    hits: list[MatchHit]
    requests: list[MatchRequest]
    events: list[MatchEvent]


class MatchTermsDraft(AccordStep):
    """Body of `POST /api/alliance/matching/terms`."""

    terms: MatchTermsShape


class MatchReason(Shape):
    """Body of a step that says why."""

    reason: str = Field(min_length=1, max_length=1000)


class MatchAgreed(Shape):
    """Body of `POST /api/alliance/matching/requests/{id}/agree`: what is told."""

    notices: list[str] = Field(min_length=1, max_length=100)
