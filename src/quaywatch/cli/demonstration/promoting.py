"""The demo's model: trained by one simulated person, put in force by another."""

from quaywatch.node import Node
from quaywatch.risk.life import Life, ModelKind, Refusal, Refused

SCIENTIST = "simulated-scientist"
SUPERVISOR = "simulated-supervisor"


def promote(node: Node) -> None:
    """Train models on what was found and put the best that there is in force, by whose step it is.

    The additive one stays in shadow where there is enough for trees. In a world so small that
    nothing can be learned the declared weights stay in force.
    """
    ready = [life for kind in ModelKind if (life := _shadowed(node, kind)) is not None]
    if not ready:
        return
    try:
        life = node.models.backtest(ready[-1].model_id, actor=SCIENTIST, seen=ready[-1].version)
        life = node.models.propose(life.model_id, actor=SCIENTIST, seen=life.version)
    except Refused as refused:
        if refused.code is not Refusal.TOO_LITTLE:
            raise
    else:
        node.models.approve(life.model_id, actor=SUPERVISOR, seen=life.version)


def _shadowed(node: Node, kind: ModelKind) -> Life | None:
    """Train a model and let it watch; None where nothing can teach one of its kind."""
    try:
        life = node.models.train(kind, actor=SCIENTIST)
        return node.models.shadow(life.model_id, actor=SCIENTIST, seen=life.version)
    except Refused as refused:
        if refused.code not in (Refusal.TOO_LITTLE, Refusal.NO_TREES):
            raise
        return None
