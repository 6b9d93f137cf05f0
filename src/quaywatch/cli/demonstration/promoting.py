"""The demo's models: trained by one simulated person, put in force by another."""

from quaywatch.node import Node
from quaywatch.risk.life import Life, ModelKind, Refusal, Refused

SCIENTIST = "simulated-scientist"
SUPERVISOR = "simulated-supervisor"


def promote(node: Node) -> None:
    """Train models on what was found and put the additive one in force, each step by whose it is.

    One of trees, where there is enough to teach it, stays in shadow: whoever tries the demo can
    try, propose and approve it. In a world so small that nothing can be learned the declared
    weights stay in force.
    """
    life = _shadowed(node, ModelKind.ADDITIVE)
    if life is not None:
        _put_in_force(node, life)
        _shadowed(node, ModelKind.LEARNED)


def _put_in_force(node: Node, life: Life) -> None:
    """Try a model and put it in force; where there is too little to try it on, it stays watched."""
    try:
        life = node.models.backtest(life.model_id, actor=SCIENTIST, seen=life.version)
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
