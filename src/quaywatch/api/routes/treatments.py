"""`/api/treatments`: what looks are taken to find, declared and learned."""

from fastapi import APIRouter

from quaywatch.api.access import guard
from quaywatch.api.permissions import Permission
from quaywatch.api.services import Held
from quaywatch.api.treatment_shapes import AlarmRateShape, TreatmentShape, TreatmentsShape
from quaywatch.node.treating import Told

router = APIRouter(prefix="/api", tags=["plan"])


@router.get("/treatments", dependencies=guard(Permission.READ))
def read_treatments(held: Held) -> TreatmentsShape:
    """Return how often each kind of look speaks up, as plans reckon with it."""
    taught = held.node.taught()
    return TreatmentsShape(
        verified=taught.verified,
        treatments=[
            TreatmentShape(
                kind=kind.value,
                figures=[_shape(told) for told in taught.figures if told.figure.kind is kind],
                unjudged=unjudged,
            )
            for kind, unjudged in taught.unjudged.items()
        ],
    )


def _shape(told: Told) -> AlarmRateShape:
    figure = told.figure
    return AlarmRateShape(
        concealment=figure.concealment.value if figure.concealment else None,
        declared=figure.declared,
        source=figure.source,
        weight=figure.weight,
        learned=told.learned,
        low=told.low,
        high=told.high,
        looks=figure.looks,
        alarms=figure.alarms,
    )
