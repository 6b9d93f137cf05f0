"""The line through a node between: it carries what it cannot read.

Two nodes that cannot call each other have the batches between them carried by a third that both
can. Each is sealed to its recipient (HPKE, as scans are): who carries sees between whom, which
number and how many bytes, and nothing of what is said. The batches themselves are those of any
line, signed and chained from one end to the other, so that nothing has to be believed of who
carries; what it holds back shows as a number that does not come.
"""

from quaywatch.alliance.relaying import carrying
from quaywatch.alliance.relaying.parcels import (
    Ack,
    Collect,
    Hand,
    Held,
    NotCarried,
    Parcel,
    Waiting,
    opened,
    sealed,
)

__all__ = [
    "Ack",
    "Collect",
    "Hand",
    "Held",
    "NotCarried",
    "Parcel",
    "Waiting",
    "carrying",
    "opened",
    "sealed",
]
