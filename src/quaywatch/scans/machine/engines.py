"""The engines that read every picture, in order; whoever adds one adds a line here."""

from quaywatch.cargo import PackedStatus
from quaywatch.scans import comparing, detection, emptiness, goods
from quaywatch.scans.goods.engine import look
from quaywatch.scans.machine.engine import Engine, Question, Seen
from quaywatch.scans.reading import Reason


def _threats(question: Question) -> Seen:
    return Seen(detection.find(question.standard))


def _emptiness(question: Question) -> Seen | None:
    declared = {
        equipment.packed_status
        for consignment in question.declared
        for equipment in consignment.equipment
    }
    if PackedStatus.EMPTY not in declared:
        return None
    if not emptiness.comparable(question.standard):
        return Seen(unread=(Reason(code="no_empties"),))
    return Seen(emptiness.verify(question.standard))


def _two_scans(question: Question) -> Seen | None:
    if question.earlier is None:
        return None
    told = comparing.compare(question.earlier, question.standard)
    return Seen(unread=(told,)) if isinstance(told, Reason) else Seen(told.findings)


ENGINES: tuple[Engine, ...] = (
    Engine("threats", detection.VERSION, _threats),
    Engine("goods", goods.VERSION, look),
    Engine("emptiness", emptiness.VERSION, _emptiness),
    Engine("two_scans", comparing.VERSION, _two_scans),
)
