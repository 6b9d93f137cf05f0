"""What looks find at a node that is no node."""

from quaywatch.api.treatment_shapes import AlarmRateShape, TreatmentShape, TreatmentsShape
from quaywatch.cargo import Concealment


def treatments() -> TreatmentsShape:
    """Return dogs as declared, and scans that were measured and learned less of behind doors."""
    scans = [_assumed(None, 0.02), *(_assumed(way, 0.6) for way in Concealment)]
    scans[1] = AlarmRateShape(
        concealment="rip_on",
        declared=0.9,
        source="Trial of the maker, 2026",
        weight=20,
        learned=0.634,
        low=0.51,
        high=0.75,
        looks=40,
        alarms=20,
    )
    dogs = [_assumed(None, 0.04), *(_assumed(way, 0.4) for way in Concealment)]
    return TreatmentsShape(
        verified=0.01,
        treatments=[
            TreatmentShape(kind="dogs", figures=dogs, unjudged=0),
            TreatmentShape(kind="scan", figures=scans, unjudged=2),
        ],
    )


def _assumed(way: Concealment | None, share: float) -> AlarmRateShape:
    return AlarmRateShape(
        concealment=way.value if way else None,
        declared=share,
        source="",
        weight=20,
        learned=share,
        low=share / 2,
        high=(1 + share) / 2,
        looks=0,
        alarms=0,
    )
