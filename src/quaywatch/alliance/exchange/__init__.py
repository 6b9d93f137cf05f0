"""Notices on their way: signed batches in an unbroken chain from one node to another.

A sender numbers its batches to each recipient; a recipient takes them in that order, once, and
knows from the chain whether one is missing or two tell different stories. Cursors are numbers,
never times. Pure state: the node keeps it in the transaction in which it keeps the notices.
"""

from quaywatch.alliance.exchange.batch import (
    BadBatch,
    Batch,
    Fault,
    Header,
    opened,
    sealed,
)
from quaywatch.alliance.exchange.inbox import Held, Inbox, Taken
from quaywatch.alliance.exchange.items import Item, KeyChange, Published, Recall, Receipt
from quaywatch.alliance.exchange.origin import OriginProof, check_origin, origin_proof
from quaywatch.alliance.exchange.outbox import Outbox

__all__ = [
    "BadBatch",
    "Batch",
    "Fault",
    "Header",
    "Held",
    "Inbox",
    "Item",
    "KeyChange",
    "OriginProof",
    "Outbox",
    "Published",
    "Recall",
    "Receipt",
    "Taken",
    "check_origin",
    "opened",
    "origin_proof",
    "sealed",
]
