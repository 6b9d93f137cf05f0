"""Shapes of evaluations: what targeting was worth beside chance, and why it cannot be said."""

from datetime import date
from typing import Literal

from quaywatch.api.shape import Shape

PolicyName = Literal["live", "random", "model", "profiles"]
ReasonName = Literal[
    "no-inspections",
    "no-chance",
    "few-finds",
    "few-inspections",
    "small-chances",
    "unanswered",
    "left-out",
    "no-detection",
    "assumed-detection",
    "no-scores",
    "taught",
]


class FigureShape(Shape):
    """A figure with its 95 % interval; without a figure, limits that hold all the same."""

    value: float | None
    low: float
    high: float | None
    reasons: list[ReasonName]
    least: float | None
    """Limits that hold whatever hid in picks that nobody reported on; null where that changes
    nothing."""
    most: float | None


class UnansweredShape(Shape):
    """What was drawn by lot and never inspected."""

    drawn: int
    missing: int
    left_out: int
    """Skipped, cancelled or let go unseen by somebody."""
    risk: float | None
    """How many times as risky the missing are as what was reported on, by the model."""


class WorthShape(Shape):
    """What a way to choose is worth."""

    inspections: float
    hit_rate: FigureShape
    normalised: FigureShape
    robust: FigureShape | None
    uplift: FigureShape
    recall: FigureShape
    per_hour: FigureShape | None
    delay: FigureShape | None


class StratumShape(Shape):
    """How common finds are among the candidates of one stratum."""

    stratum: str
    candidates: float
    inspected: int
    found: int
    prevalence: FigureShape


class RankShape(Shape):
    """What the first candidates of each day hold, by a score."""

    looked: float
    inspections: float
    precision: FigureShape
    recall: FigureShape


class EvaluationBin(Shape):
    """Mean probability of some candidates beside the share in which something would be found."""

    predicted: float
    found: FigureShape
    candidates: float


class EvaluationShape(Shape):
    """`GET /api/evaluation`: a way to choose beside chance and beside what was really done."""

    policy: str
    days: int
    first: date | None
    last: date | None
    candidates: float
    picked: int
    inspected: int
    found: int
    missing: UnansweredShape
    prevalence: FigureShape
    present: FigureShape | None
    chosen: WorthShape
    live: WorthShape
    lot: WorthShape
    strata: list[StratumShape]
    ranking: list[RankShape]
    reliability: list[EvaluationBin]
    calibration: FigureShape | None
    reasons: list[ReasonName]


class EvaluationWays(Shape):
    """`GET /api/evaluation/ways`: what can be asked about, beside what was done and by lot."""

    models: list[str]
    """Trained here, last first."""
    profiles: list[str]
    """In force."""
    drafts: list[str]
    """Of which there is a text that does not count, or not yet."""
