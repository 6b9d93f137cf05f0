"""Shapes of the verdict on why seizures fell, and of what it hangs on."""

from typing import Literal

from pydantic import Field

from quaywatch.api.shape import Shape
from quaywatch.api.strategy.allocation_shapes import StrategyAssumption
from quaywatch.strategy.flow.assumptions import RANGES, Assumptions

FlowExplanation = Literal["deterrence", "displacement", "upstream", "evasion"]
FlowWithheld = Literal["undecided", "chains_disagree", "too_few_draws", "diverged"]
FlowKind = Literal["sizes", "audits", "tests", "upstream"]
FlowLacking = Literal[
    "audits_before",
    "audits_after",
    "tests",
    "tests_refreshed",
    "controls",
    "numbers",
    "upstream",
]
_USUAL = Assumptions()


class FlowAssumptions(Shape):
    """What may be assumed otherwise, within the ranges over which it can be argued."""

    detection: float = Field(
        default=_USUAL.detection, ge=RANGES["detection"].low, le=RANGES["detection"].high
    )
    noise: float = Field(default=_USUAL.noise, ge=RANGES["noise"].low, le=RANGES["noise"].high)
    lot_spread: float = Field(
        default=_USUAL.lot_spread, ge=RANGES["lot_spread"].low, le=RANGES["lot_spread"].high
    )
    purity: float = Field(default=_USUAL.purity, ge=RANGES["purity"].low, le=RANGES["purity"].high)
    upstream: float = Field(
        default=_USUAL.upstream, ge=RANGES["upstream"].low, le=RANGES["upstream"].high
    )
    recorded: float = Field(
        default=_USUAL.recorded, ge=RANGES["recorded"].low, le=RANGES["recorded"].high
    )
    lang: str = Field(default="", exclude=True)
    """Of the page, which says it to every route; it makes no difference here."""


class FlowEstimate(Shape):
    """Median and central 90 in a hundred, with the evidence and without it."""

    median: float
    low: float
    high: float
    prior_median: float
    prior_low: float
    prior_high: float


class FlowVerdict(Shape):
    """How probable each explanation is, and whether that is enough to say one."""

    target: str
    name: str
    changed: int
    """The first year of after."""
    enough: float
    """No explanation is called the right one below this."""
    probability: dict[FlowExplanation, float]
    prior: dict[FlowExplanation, float]
    error: float
    explanation: FlowExplanation | None
    withheld: list[FlowWithheld]
    traffic: FlowEstimate
    seen: FlowEstimate
    lacking: list[FlowLacking]
    assumptions: list[StrategyAssumption]
    figures: list[int]
    """Lines of the figures that it rests on."""
    r_hat: float
    effective: float
    diverged: int
    draws: int


class FlowOwn(Shape):
    """What this node's own lots and tests say of one port in one year."""

    port: str
    year: int
    boxes: int
    audited: int
    """Even draws that the boxes opened by lot are worth."""
    hits: int
    mass_kg: float
    tests: int
    tests_found: int
    stale: int
    used: bool
    """Whether the verdict rests on it: not on a simulated node, nor for other ports and years."""


class FlowAnswer(Shape):
    """The verdict; null while it is being computed."""

    verdict: FlowVerdict | None
    own: list[FlowOwn]


class FlowSwing(Shape):
    """The answer at both ends of the range of one assumption."""

    name: str
    low: float
    high: float
    at_low: dict[FlowExplanation, float]
    at_high: dict[FlowExplanation, float]


class FlowWithoutPort(Shape):
    """The answer with nothing known of one port."""

    port: str
    name: str
    probability: dict[FlowExplanation, float]


class FlowWeighed(Shape):
    """What the answer hangs on, the most telling first."""

    swings: list[FlowSwing]
    without_port: list[FlowWithoutPort]
    without_kind: dict[FlowKind, dict[FlowExplanation, float]]


class FlowReasons(Shape):
    """The same; null while it is being computed."""

    weighed: FlowWeighed | None
