"""The demo's model: trained by one simulated person, put in force by another."""

from quaywatch.node import Node
from quaywatch.risk.life import ModelKind, Refusal, Refused

SCIENTIST = "simulated-scientist"
SUPERVISOR = "simulated-supervisor"


def promote(node: Node) -> None:
    """Train a model on what was found and put it in force, each step by whose it is.

    In a world so small that nothing can be learned the declared weights stay in force.
    """
    models = node.models
    try:
        life = models.train(ModelKind.ADDITIVE, actor=SCIENTIST)
        for step in (models.shadow, models.backtest, models.propose):
            life = step(life.model_id, actor=SCIENTIST, seen=life.version)
    except Refused as refused:
        if refused.code is not Refusal.TOO_LITTLE:
            raise
    else:
        models.approve(life.model_id, actor=SUPERVISOR, seen=life.version)
