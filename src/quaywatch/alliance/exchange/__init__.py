"""Notices on their way: signed batches in an unbroken chain from one node to another.

A sender numbers its batches to each recipient; a recipient takes them in that order, once, and
knows from the chain whether one is missing or two tell different stories. Cursors are numbers,
never times. `alliance.line` keeps them.
"""

from quaywatch.alliance.exchange.batch import (
    BadBatch,
    Batch,
    Fault,
    Header,
    opened,
    sealed,
)
from quaywatch.alliance.exchange.items import (
    Item,
    KeyChange,
    Published,
    Recall,
    Receipt,
    encoded,
)
from quaywatch.alliance.exchange.origin import OriginProof, check_origin, origin_proof

__all__ = [
    "BadBatch",
    "Batch",
    "Fault",
    "Header",
    "Item",
    "KeyChange",
    "OriginProof",
    "Published",
    "Recall",
    "Receipt",
    "check_origin",
    "encoded",
    "opened",
    "origin_proof",
    "sealed",
]
