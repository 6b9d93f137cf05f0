"""The engines that read every picture, in order; whoever adds one adds a line here."""

from collections.abc import Iterable
from dataclasses import replace

from quaywatch.cargo import Consignment, PackedStatus
from quaywatch.scans import comparing, detection, emptiness, goods
from quaywatch.scans.emptiness.known import read
from quaywatch.scans.goods.engine import look
from quaywatch.scans.machine.engine import Engine, Question, Seen
from quaywatch.scans.reading import Reason

TWO_SCANS = "two_scans"
"""Name of the engine that holds a picture against an earlier one of the same container."""


def _threats(question: Question) -> Seen:
    return Seen(detection.find(question.standard))


def declared_empty(papers: Iterable[Consignment]) -> bool:
    """Say whether a container is empty by one of its papers."""
    return any(
        equipment.packed_status is PackedStatus.EMPTY
        for consignment in papers
        for equipment in consignment.equipment
    )


def _emptiness(question: Question) -> Seen | None:
    if not declared_empty(question.declared):
        return None
    known = read(question.empties) if question.empties else None
    if not emptiness.comparable(question.standard, known):
        return Seen(unread=(Reason(code="no_empties"),))
    return Seen(*emptiness.told(question.standard, known))


def _two_scans(question: Question) -> Seen | None:
    if question.earlier is None:
        return None
    told = comparing.compare(question.earlier, question.standard)
    return Seen(unread=(told,)) if isinstance(told, Reason) else Seen(told.findings)


def against(empties: str) -> tuple[Engine, ...]:
    """Return the engines as they read beside a port's own reference of empties of some version."""
    return tuple(
        replace(one, version=f"{one.version}/{empties}")
        if empties and one.look is _emptiness
        else one
        for one in ENGINES
    )


ENGINES: tuple[Engine, ...] = (
    Engine("threats", detection.VERSION, _threats),
    Engine("goods", goods.VERSION, look),
    Engine("emptiness", emptiness.VERSION, _emptiness),
    Engine(TWO_SCANS, comparing.VERSION, _two_scans),
)
