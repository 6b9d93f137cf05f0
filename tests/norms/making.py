"""Small assessments to test with; ports and persons are invented."""

from datetime import UTC, date, datetime, timedelta

from quaywatch.ledger.acts import Act
from quaywatch.norms import Catalogue, Evidence, EvidenceKind, Level
from quaywatch.norms.answer import Answer, Maturity
from quaywatch.norms.evidence import Figure
from quaywatch.norms.life import Assessment, Plan, add_evidence, answer, plan

CATALOGUE = Catalogue.load()
PORT, PEER = "BEANR", "ECGYE"
DAY = date(2026, 3, 2)
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def act(assessment: Assessment, actor: str) -> Act:
    at = NOW + timedelta(minutes=assessment.version)
    return Act(actor=actor, at=at, seen=assessment.version)


def planned(level: Level = Level.TARGET) -> Assessment:
    """An assessment that is planned and nothing more."""
    made = Assessment(id=f"{PORT}-2026")
    said = Plan(
        port=PORT,
        catalogue=CATALOGUE.version,
        level=level,
        assessors=("ann", "bob"),
        from_on=DAY,
        until_on=DAY + timedelta(days=30),
    )
    return made.apply(plan(made, said, CATALOGUE, act(made, "ann")))


def evidence(name: str = "E1", **more: object) -> Evidence:
    said = {
        "id": name,
        "kind": EvidenceKind.FIGURE,
        "observed_on": DAY - timedelta(days=10),
        "valid_until": DAY + timedelta(days=300),
        "uploaded_at": NOW,
        "author": "ann",
        "figure": Figure(value=0.97, of=1000, low=0.955, high=0.98),
    }
    return Evidence(**(said | more))


def answered(requirement: str = "SCN-06", said: Maturity = Maturity.DONE) -> Assessment:
    """An assessment in which one requirement is answered by ann, on one figure."""
    made = planned()
    made = made.apply(add_evidence(made, evidence(), act(made, "ann"), PORT))
    one = Answer(requirement=requirement, said=said, evidence=("E1",))
    return made.apply(answer(made, one, CATALOGUE, act(made, "ann"), PORT))
