"""Quaywatch: targeting, inspecting and sharing against cocaine hidden in sea containers.

The front door: `read` a file of any format, lay it out with `to_frames`, `assess` it under a
`RuleBook` and a `Model`, `select` what to look at, keep it all in a `Ledger`, or let a `Node` do
the whole round. Everything else is reached by package.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from quaywatch.cargo import Consignment, Filing, to_frames
    from quaywatch.formats import read
    from quaywatch.inspections.plan.day import select
    from quaywatch.ledger import Ledger
    from quaywatch.node import Node
    from quaywatch.risk import Model, assess
    from quaywatch.rules import RuleBook

__all__ = [
    "Consignment",
    "Filing",
    "Ledger",
    "Model",
    "Node",
    "RuleBook",
    "assess",
    "read",
    "select",
    "to_frames",
]

_HOME = {
    "Consignment": "cargo",
    "Filing": "cargo",
    "Ledger": "ledger",
    "Model": "risk",
    "Node": "node",
    "RuleBook": "rules",
    "assess": "risk",
    "read": "formats",
    "select": "inspections.plan.day",
    "to_frames": "cargo",
}


def __getattr__(name: str) -> Any:
    # Rooms load when first asked for, so that one command never pays for another's imports.
    if name not in _HOME:
        raise AttributeError(f"module 'quaywatch' has no attribute {name!r}")
    return getattr(import_module(f"quaywatch.{_HOME[name]}"), name)
