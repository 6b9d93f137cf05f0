"""What `/api/alliance/packages` answers: models and profiles that partners hand each other."""

from datetime import date, datetime
from typing import Literal

from pydantic import Field

from quaywatch.api.alliance_shapes import AccordShape, HandlingShape, PurposeName
from quaywatch.api.shape import Shape

PackageKindName = Literal["model", "profile", "sum"]
PackageStateName = Literal["waiting", "tried", "taken", "dismissed", "withdrawn"]


class PackageShape(Shape):
    """A model, a profile or what a sum came to, which partners may fetch."""

    version: int
    kind: PackageKindName
    of: str
    """Its name here."""
    title: str
    card: str
    handling: HandlingShape
    made_at: datetime
    digest: str
    size: int


class PackageGone(Shape):
    """A receipt: a partner that was handed a package has deleted it."""

    node: str
    version: int
    at: datetime


class PackageLine(Shape):
    """A package that is offered, is to be, or was."""

    accord: AccordShape
    in_force: PackageShape | None
    proposed: PackageShape | None
    gone: list[PackageGone]


class IntervalShape(Shape):
    """A figure with its 95 % interval."""

    value: float
    low: float
    high: float


class PackageModelTried(Shape):
    """How a partner's model does on the own outcomes."""

    rows: int
    found: int
    auc: IntervalShape
    average_precision: IntervalShape
    better: IntervalShape
    """Its area under the curve less that of the model in force."""
    same_inputs: bool


class PackageLearned(Shape):
    """How what ports learned together came about, as its origin says."""

    sum: str
    """Origin and session."""
    title: str
    trees: bool
    asked: int
    """Ports that began…"""
    ports: int
    """…and that were in it to the end."""
    rows: int
    """Of all ports."""
    fewest_rows: int
    """That each port brought, at the least."""
    sums: int
    """How often a sum over all ports was opened; exact, so that no privacy budget bounds it."""


class PackageProfileTried(Shape):
    """How a partner's profile does here."""

    tests: int
    failed: list[str]
    remarks: int
    candidates: int
    met: int
    inspected: int
    found: int


class HeldPackage(Shape):
    """A package of a partner."""

    id: str
    origin: str
    name: str
    version: int
    kind: PackageKindName
    title: str
    card: str
    made_at: datetime
    came_at: datetime
    digest: str
    size: int
    purposes: list[PurposeName]
    retain_until: date
    state: PackageStateName
    officer: str
    note: str
    """Why it was dismissed, or its name here once it was taken over."""
    learned: PackageLearned | None
    """Of a sum, while its content is here."""
    model: PackageModelTried | None
    profile: PackageProfileTried | None


class PackagesPage(Shape):
    """What is offered, and what came."""

    offered: list[PackageLine]
    held: list[HeldPackage]


class PackageDraft(Shape):
    """Body of `POST /api/alliance/packages`."""

    name: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)
    kind: PackageKindName
    of: str = Field(min_length=1, max_length=200)
    title: str = Field(min_length=1, max_length=200)
    card: str = Field(min_length=1, max_length=8000)
    handling: HandlingShape


class PackageReason(Shape):
    """Body of a dismissal."""

    reason: str = Field(min_length=1, max_length=1000)
