"""What looks at a box make of its place on the list, and how that is told."""

import math
from collections.abc import Sequence
from functools import cache

import msgspec

from quaywatch.cargo import Reason, ReasonKind
from quaywatch.cargo.identifiers import size_type
from quaywatch.inspections import Record
from quaywatch.inspections.pictured import SCANS
from quaywatch.inspections.treatments import Treatments
from quaywatch.inspections.updating import Belief, Said, looks, updated
from quaywatch.node.changes import Row

_REASONS = msgspec.json.Decoder(list[Reason])
MACHINE = "machine"
"""Code of what a machine saw in a radiograph."""
_KINDS = frozenset({ReasonKind.LOOK, ReasonKind.NOTICE})
"""Kinds of reason that are of one box and not of its consignment."""
_OF_BOXES = tuple(f'"{kind.value}"'.encode() for kind in sorted(_KINDS))
_ENCODER = msgspec.json.Encoder(order="deterministic")


@cache
def declared() -> Treatments:
    """Return what looks are declared to do."""
    return Treatments.load()


def belief(record: Record, prior: float, code: str) -> Belief:
    """Return what is thought of a box of a size and type after all looks at it."""
    return updated(declared(), looks(record), prior, reefer=size_type.parse(code).is_reefer)


def told(
    record: Record | None,
    prior: float,
    code: str,
    machine: float = 0.0,
    noticed: Sequence[Reason] = (),
) -> list[Reason]:
    """Return what each look at a box contributes to its risk, the last one first; then notices.

    `machine` is what a machine's reading of its radiograph adds to the log-odds. Once the box was
    scanned by order that counts no more: the analyst knew of it. `noticed` is what allies' notices
    say of the box.
    """
    had = () if record is None else looks(record)
    reefer = size_type.parse(code).is_reefer
    seen = _by_machine(had, machine)
    first = _raised(prior, seen + _sum(noticed))
    odds = [
        _log_odds(updated(declared(), had[:count], first, reefer=reefer).probability)
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
    ] + [*([_machine(seen)] if seen else []), *noticed]


def columns(
    record: Record | None,
    prior: float,
    code: str,
    strongest: bytes,
    machine: float = 0.0,
    noticed: Sequence[Reason] = (),
) -> Row:
    """Return the columns of a box that looks at it decide, given its reasons as they stand.

    `machine` and `noticed` are as in `told`.
    """
    had = told(record, prior, code, machine, noticed)
    standing = bytes(strongest)
    if had or any(kind in standing for kind in _OF_BOXES):
        others = [r for r in _REASONS.decode(standing) if r.kind not in _KINDS]
        standing = _ENCODER.encode([*had, *others])
    seen = _by_machine(() if record is None else looks(record), machine)
    first = _raised(prior, seen + _sum(noticed))
    risk = first if record is None else belief(record, first, code).probability
    return {"probability": risk, "reasons": standing}


def _sum(reasons: Sequence[Reason]) -> float:
    return sum(reason.contribution for reason in reasons)


def _by_machine(had: Sequence[Said], machine: float) -> float:
    return 0.0 if any(look.kind in SCANS for look in had) else machine


def _machine(seen: float) -> Reason:
    return Reason(
        kind=ReasonKind.LOOK,
        code=MACHINE,
        contribution=seen,
        values={"spoke_up": "1", "log_likelihood_ratio": f"{seen:.4f}"},
    )


def _raised(probability: float, log_odds: float) -> float:
    """Return a probability whose log-odds are raised."""
    if not log_odds:
        return probability
    return 1 / (1 + math.exp(-_log_odds(probability) - log_odds))


def _log_odds(probability: float) -> float:
    """Return log-odds, of what is certain as of what is all but certain: JSON has no infinity."""
    inside = min(max(probability, _SURE), 1 - _SURE)
    return math.log(inside / (1 - inside))


_SURE = 1e-12
