"""What a node measures of a known port, held against what was drawn."""

from pathlib import Path

from sqlalchemy import select

from bench._known_port.assessing import SHOWN, assessed
from bench._known_port.drawing import AS_OF, HERE, START, UNTIL, drawn
from bench._known_port.telling import told
from bench._known_port.truth import Counts, truth
from quaywatch.node import Node, schema
from quaywatch.node.measuring import Gathered, gathered
from quaywatch.norms import Catalogue, Level
from quaywatch.norms.measures import Period, Terms

LEVEL = Level.ENHANCED
PERIOD = Period(since=START, until=UNTIL, as_of=AS_OF)


def held(where: str | Path, seed: int, count: int) -> tuple[Gathered, dict[str, Counts]]:
    """Return what a node at a place makes of a drawn month, and what it should."""
    port, catalogue = drawn(seed, count), Catalogue.load()
    told(port, where)
    with Node.open(where) as node, node.ledger.engine.connect() as connection:
        found = gathered(connection, PERIOD, assessed(catalogue), HERE, LEVEL, catalogue)
        box = schema.box.c
        prior = connection.execute(select(box.box_id, box.prior)).all()
    high = frozenset(str(row.box_id) for row in prior if row.prior >= Terms().high_risk)
    true = truth(port, high)
    true["evidence_in_date"] = _evidence(catalogue, found)
    return found, true


def _evidence(catalogue: Catalogue, found: Gathered) -> Counts:
    """What the port showed, and what its measures say enough of."""
    asked = [one for one in catalogue.requirements if LEVEL.includes(one.level)]
    said = {
        name
        for name, one in found.measured.items()
        if one.judged >= one.least and one.value is not None and name != "evidence_in_date"
    }
    return sum(one.id in SHOWN or one.measure in said for one in asked), len(asked)
