"""Scorecards as they cross the HTTP border."""

from quaywatch import checks
from quaywatch.api.schemas import Language
from quaywatch.api.scorecard_shapes import (
    ExampleFinding,
    ExampleShape,
    FaultShape,
    MeasureShape,
    ReportShape,
    ScorecardPage,
    ScorecardShape,
    TrendShape,
    WeekShape,
)
from quaywatch.scorecards import (
    Example,
    Fault,
    Period,
    Report,
    Scorecard,
    SubjectKind,
    dimension_of,
)
from quaywatch.scorecards.letter.content import lane_title


def page(kind: SubjectKind, period: Period, cards: list[Scorecard]) -> ScorecardPage:
    """Return all subjects of a kind."""
    return ScorecardPage(
        kind=kind.value,
        first_day=period.first_day,
        last_day=period.last_day,
        weeks=period.weeks,
        cards=[card_shape(card, card.name) for card in cards],
    )


def report_shape(report: Report, language: Language) -> ReportShape:
    """Return what one subject is shown of itself."""
    return ReportShape(
        kind=report.kind.value,
        first_day=report.period.first_day,
        last_day=report.period.last_day,
        weeks_counted=report.period.weeks,
        card=card_shape(report.card, report.card.name),
        weeks=[
            WeekShape(monday=week.monday, card=card_shape(week.card, week.card.name))
            for week in report.weeks
        ],
        lanes=[card_shape(lane, lane_title(lane.name)) for lane in report.lanes],
        faults=[shape for fault in report.faults if (shape := _fault(fault, language))],
        worst=[_example(example, language) for example in report.worst],
    )


def card_shape(card: Scorecard, title: str) -> ScorecardShape:
    """Return one scorecard under the name that people know."""
    return ScorecardShape(
        name=card.name,
        title=title,
        consignments=card.consignments,
        score=card.score,
        low=card.low,
        high=card.high,
        measures=[
            MeasureShape(
                dimension=dimension.value,
                value=measure.value,
                low=measure.low,
                high=measure.high,
                right=measure.right,
                judged=measure.judged,
            )
            for dimension, measure in card.measures.items()
        ],
        percentile=card.percentile,
        trend=card.trend
        and TrendShape(
            change=card.trend.change,
            low=card.trend.low,
            high=card.trend.high,
            direction=card.trend.direction.value,
        ),
    )


def _fault(fault: Fault, language: Language) -> FaultShape | None:
    dimension = dimension_of(fault.code)
    if dimension is None:
        return None
    return FaultShape(
        code=fault.code,
        dimension=dimension.value,
        text=checks.text(fault.finding, language),
        reference=fault.reference,
        consignments=fault.consignments,
    )


def _example(example: Example, language: Language) -> ExampleShape:
    return ExampleShape(
        reference=example.reference,
        message=example.message,
        lane=lane_title(example.lane),
        received_at=example.received_at,
        findings=[
            ExampleFinding(
                code=finding.code,
                severity=finding.severity.value,
                text=checks.text(finding, language),
            )
            for finding in example.findings
        ],
    )
