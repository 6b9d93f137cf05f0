"""The engines that read every picture, in order; whoever adds one adds a line here."""

from quaywatch.scans import detection, goods
from quaywatch.scans.goods.engine import look
from quaywatch.scans.machine.engine import Engine, Question, Seen


def _threats(question: Question) -> Seen:
    return Seen(detection.find(question.standard))


ENGINES: tuple[Engine, ...] = (
    Engine("threats", detection.VERSION, _threats),
    Engine("goods", goods.VERSION, look),
)
