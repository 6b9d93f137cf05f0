"""What `/api/alliance/packages` answers: models and profiles that partners hand each other."""

from datetime import date, datetime
from typing import Literal

from pydantic import Field

from quaywatch.api.alliance_shapes import AccordShape, HandlingShape, PurposeName
from quaywatch.api.shape import Shape

PackageKindName = Literal["model", "profile"]
PackageStateName = Literal["waiting", "tried", "taken", "dismissed", "withdrawn"]


class PackageShape(Shape):
    """A model or a profile of this node's own that partners may fetch."""

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


class PackageLine(Shape):
    """A package that is offered, or is to be."""

    accord: AccordShape
    in_force: PackageShape | None
    proposed: PackageShape | None


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
