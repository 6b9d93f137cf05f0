"""Assessments at a node to test with; ports and persons are invented."""

from datetime import date, timedelta

from quaywatch.node import Node
from quaywatch.node.norms import Shown, Speaker, Wish
from quaywatch.norms import EvidenceKind, Level
from quaywatch.norms.answer import Answer, Applies, Maturity
from quaywatch.norms.evidence import Figure
from quaywatch.norms.life import Assessment
from tests.node.making import DAY

TODAY = DAY.date()
ANN = Speaker(actor="ann", port="BEANR")
BOB = Speaker(actor="bob", port="BEANR")
EVA = Speaker(actor="eva", port="NLRTM")
KIM = Speaker(actor="kim", port="alliance")
LEE = Speaker(actor="lee", port="alliance")
SCAN = "SCN-06"
"""Asks for 95 % of results within 36 hours."""


def planned(node: Node, speaker: Speaker = ANN, since: date = TODAY) -> Assessment:
    """An assessment that is planned and nothing more."""
    wish = Wish(
        port=speaker.port,
        level=Level.TARGET,
        assessors=("ann", "bob"),
        from_on=since,
        until_on=since + timedelta(days=30),
    )
    return node.norms.desk.plan(wish, speaker)


def figure(value: float = 0.97, *, days: int = 300) -> Shown:
    """A figure of ten days ago that holds for some days more."""
    return Shown(
        kind=EvidenceKind.FIGURE,
        observed_on=TODAY - timedelta(days=10),
        valid_until=TODAY + timedelta(days=days),
        figure=Figure(value=value, of=1000),
    )


def answered(
    node: Node, name: str, said: Maturity | Applies = Maturity.DONE, speaker: Speaker = ANN
) -> Assessment:
    """The assessment with `SCAN` answered on a figure."""
    shown = node.norms.desk.add(name, figure(), speaker)
    one = Answer(requirement=SCAN, said=said, evidence=(shown.id,), note="so it is")
    seen = node.norms.desk.read(name).version_of(SCAN)
    return node.norms.desk.answer(name, one, speaker, seen)


def seen(node: Node, name: str, requirement: str = SCAN) -> int:
    return node.norms.desk.read(name).version_of(requirement)
