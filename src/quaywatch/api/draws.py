"""Draws as the page shows them."""

from quaywatch.api.draw_shapes import BeaconShape, ContributionShape, DrawShape, PlanMadeShape
from quaywatch.inspections import drawing
from quaywatch.inspections.drawing import Contribution, Draw
from quaywatch.ledger.acts import same_person
from quaywatch.node.drawing import Audits
from quaywatch.node.facts import Plan


def shape(draw: Draw, audits: Audits, reader: str) -> DrawShape:
    """Return a draw as `reader` may see it; no value before the lots have fallen."""
    frozen, drawn = draw.frozen, draw.drawn
    return DrawShape(
        day=draw.day,
        name=draw.name,
        number=draw.number,
        version=draw.version,
        stage=draw.stage.value,
        committed_at=draw.committed_at,
        commitment=draw.committed.share if draw.committed else "",
        contributions=[_contribution(draw, each, reader) for each in draw.contributions],
        beacon=_beacon(draw),
        frozen_at=draw.frozen_at,
        frozen_by=draw.frozen_by,
        root=frozen.root if frozen else "",
        boxes=frozen.boxes if frozen else 0,
        due_at=draw.due_at if drawn is None and draw.awaits else None,
        drawn_at=draw.drawn_at,
        seed=drawn.seed if drawn else "",
        drawn=len(drawn.drawn) if drawn else 0,
        audits=audits.drawn,
        audits_inspected=audits.inspected,
        strength=drawing.strength(draw).value,
        weaknesses=[weakness.value for weakness in drawing.weaknesses(draw)],
    )


def made_shape(draw: Draw, plan: Plan) -> PlanMadeShape:
    """Return a plan of a day with what it was made for."""
    cause, again = plan.cause, draw.frozen.again if draw.frozen else None
    return PlanMadeShape(
        number=draw.number,
        made_at=draw.drawn_at,
        strength=drawing.strength(draw).value,
        change=cause.change.value if cause else None,
        what=cause.what if cause else "",
        changed_at=cause.at if cause else None,
        terminals=list(again.terminals) if again else [],
        drawn=len(plan.picked),
        withdrawn=len(plan.withdrawn),
        kept=len(plan.kept),
    )


def _contribution(draw: Draw, made: Contribution, reader: str) -> ContributionShape:
    return ContributionShape(
        by=made.by,
        at=made.at,
        seal=made.seal,
        opened=bool(made.value),
        mine=same_person(made.by, reader),
        counts=not same_person(made.by, draw.frozen_by),
    )


def _beacon(draw: Draw) -> BeaconShape | None:
    beacon = draw.committed.beacon if draw.committed else None
    if beacon is None:
        return None
    return BeaconShape(
        source=beacon.source,
        round=beacon.round,
        at=beacon.at,
        value=draw.beacon,
        record=beacon.record,
    )
