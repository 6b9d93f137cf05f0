"""Assessments of which it is known what they show: of ports of loading, and of the port itself."""

from datetime import date, datetime, timedelta
from hashlib import sha256

from bench._known_port.drawing import AS_OF, HERE
from quaywatch.ledger.acts import Act
from quaywatch.norms import Catalogue, Evidence, EvidenceKind, Level, life
from quaywatch.norms.answer import Answer, Maturity
from quaywatch.norms.life import Assessment, Plan

FRESH = frozenset({"ECGYE", "BRSSZ"})
"""Ports of loading assessed within a year; one of Cartagena is older."""
SHOWN = ("GOV-01", "GOV-02", "ACC-01", "VET-01")
"""Requirements for which the port has a document in date; one more ran out."""
_RAN_OUT = "GOV-03"
_DOCUMENT = b"simulated plan"


def assessed(catalogue: Catalogue) -> list[Assessment]:
    """Return all assessments that the node knows."""
    recent, old = AS_OF - timedelta(days=90), AS_OF - timedelta(days=500)
    made = [_closed(port, recent, catalogue, ()) for port in sorted(FRESH)]
    made.append(_closed("COCTG", old, catalogue, ()))
    made.append(_closed(HERE, recent, catalogue, (*SHOWN, _RAN_OUT)))
    return made


def _closed(port: str, at: datetime, catalogue: Catalogue, answered: tuple[str, ...]) -> Assessment:
    made = Assessment(id=f"{port}-{at:%Y}")
    plan = Plan(
        port=port,
        catalogue=catalogue.version,
        level=Level.ENHANCED,
        assessors=("ann",),
        from_on=at.date() - timedelta(days=30),
        until_on=at.date(),
    )
    made = made.apply(life.plan(made, plan, catalogue, _act(made, "ann", at)))
    for name in answered:
        ends = AS_OF.date() + timedelta(days=-10 if name == _RAN_OUT else 100)
        shown = _evidence(name, at, ends)
        event = life.add_evidence(made, shown, _act(made, "ann", at), port, _DOCUMENT)
        made = made.apply(event)
        said = Answer(requirement=name, said=Maturity.DONE, evidence=(name,))
        made = made.apply(life.answer(made, said, catalogue, _act(made, "ann", at), port))
    return made.apply(life.close(made, _act(made, "bob", at), port))


def _act(made: Assessment, actor: str, at: datetime) -> Act:
    return Act(actor=actor, at=at, seen=made.version)


def _evidence(name: str, at: datetime, ends: date) -> Evidence:
    return Evidence(
        id=name,
        kind=EvidenceKind.DOCUMENT,
        observed_on=at.date(),
        valid_until=ends,
        uploaded_at=at,
        author="ann",
        digest=sha256(_DOCUMENT).hexdigest(),
        name="plan.pdf",
    )
