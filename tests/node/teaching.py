"""Inspections that teach a model something, and a model that they taught."""

from datetime import timedelta

from quaywatch.cargo import InspectionKind, Order, Outcome, OutcomeResult, SelectionBasis
from quaywatch.node import Done, Node
from quaywatch.risk.life import Life, ModelKind
from tests.node.making import DAY, NUMBERS, consignment, filing

_RESULTS = (OutcomeResult.FOUND, OutcomeResult.NOTHING)


def inspected(
    node: Node,
    basis: SelectionBasis = SelectionBasis.RANDOM_AUDIT,
    *,
    first: int = 0,
    surprises: int = 0,
) -> list[Done]:
    """Sixty boxes of two ports, forty of them inspected; all finds came from Guayaquil.

    All but `surprises`: every so manieth is the other way round.
    """
    made = [
        consignment(
            f"BL{i}",
            NUMBERS[i : i + 1],
            port=("ECGYE", "CNSHA")[i % 2],
            description="FRESH " * (1 + i % surprises if surprises else 1) + "BANANAS",
            arrival=DAY,
        )
        for i in range(first, first + 60)
    ]
    node.intake(filing(*made))
    return [
        Done(
            order=Order(
                consignment_id=c.id,
                equipment_number=c.equipment[0].number,
                kind=InspectionKind.OPEN,
                basis=basis,
                selection_probability=0.5,
                terminal="MSC PSA European Terminal",
            ),
            outcome=Outcome(result=_RESULTS[(i + bool(surprises and i % surprises == 0)) % 2]),
            at=DAY - timedelta(days=40 - i),
            actor="past",
        )
        for i, c in enumerate(made[:40])
    ]


def taught(node: Node, *, first: int = 0, surprises: int = 0) -> Node:
    """Let the node have some inspections behind it."""
    node.take_over(inspected(node, first=first, surprises=surprises))
    return node


def trained(node: Node, actor: str = "ann", kind: ModelKind = ModelKind.ADDITIVE) -> Life:
    return node.models.train(kind, actor=actor)


def proposed(node: Node, actor: str = "ann", kind: ModelKind = ModelKind.ADDITIVE) -> Life:
    """Train a model and bring it before a second person."""
    life = trained(node, actor, kind)
    for step in (node.models.shadow, node.models.backtest, node.models.propose):
        life = step(life.model_id, actor=actor, seen=life.version)
    return life


def promoted(node: Node, kind: ModelKind = ModelKind.ADDITIVE) -> Life:
    """Train a model and have somebody else put it in force."""
    life = proposed(node, kind=kind)
    return node.models.approve(life.model_id, actor="bob", seen=life.version)
