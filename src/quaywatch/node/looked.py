"""What looks at a box make of its place on the list, and how that is told."""

import math
from functools import cache

import msgspec

from quaywatch.cargo import Reason, ReasonKind
from quaywatch.cargo.identifiers import size_type
from quaywatch.inspections import Record
from quaywatch.inspections.treatments import Treatments
from quaywatch.inspections.updating import Belief, looks, updated
from quaywatch.node.changes import Row

_REASONS = msgspec.json.Decoder(list[Reason])
_ENCODER = msgspec.json.Encoder(order="deterministic")


@cache
def declared() -> Treatments:
    """Return what looks are declared to do."""
    return Treatments.load()


def belief(record: Record, prior: float, code: str) -> Belief:
    """Return what is thought of a box of a size and type after all looks at it."""
    return updated(declared(), looks(record), prior, reefer=size_type.parse(code).is_reefer)


def told(record: Record | None, prior: float, code: str) -> list[Reason]:
    """Return what each look at a box contributes to its risk, the last one first."""
    had = () if record is None else looks(record)
    reefer = size_type.parse(code).is_reefer
    odds = [
        _log_odds(updated(declared(), had[:count], prior, reefer=reefer).probability)
        for count in range(len(had) + 1)
    ]
    return [
        Reason(
            kind=ReasonKind.LOOK,
            code=had[place].kind.value,
            contribution=odds[place + 1] - odds[place],
            values={"spoke_up": str(int(had[place].spoke_up))},
        )
        for place in reversed(range(len(had)))
    ]


def columns(record: Record | None, prior: float, code: str, strongest: bytes) -> Row:
    """Return the columns of a box that looks at it decide, given its reasons as they stand."""
    had = told(record, prior, code)
    standing = bytes(strongest)
    if had or b'"look"' in standing:
        others = [r for r in _REASONS.decode(standing) if r.kind is not ReasonKind.LOOK]
        standing = _ENCODER.encode([*had, *others])
    risk = prior if record is None else belief(record, prior, code).probability
    return {"probability": risk, "reasons": standing}


def _log_odds(probability: float) -> float:
    """Return log-odds, of what is certain as of what is all but certain: JSON has no infinity."""
    inside = min(max(probability, _SURE), 1 - _SURE)
    return math.log(inside / (1 - inside))


_SURE = 1e-12
