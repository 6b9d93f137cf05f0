"""The line between nodes: what was sent to whom, what came from whom, and what is held of it.

`Line` is the front door. It lives in the node's database, so that a send, the decision that allowed
it and what the node records of it stand in one transaction.
"""

from quaywatch.alliance.line.line import Line
from quaywatch.alliance.line.memory import NotAnew, Question, Remembered
from quaywatch.alliance.line.peers import Peers, UnknownPeer
from quaywatch.alliance.line.publishing import Withdrawn
from quaywatch.alliance.line.recollecting import Recollection, Told
from quaywatch.alliance.line.restoring import Recovered
from quaywatch.alliance.line.ring import NoKey, Ring
from quaywatch.alliance.line.rows import Behind
from quaywatch.alliance.line.told import (
    Arrival,
    Egress,
    Going,
    Gone,
    Held,
    Offer,
    Peer,
    PeerKey,
    Quarantined,
    Refused,
    Sent,
    Taken,
    What,
)

__all__ = [
    "Arrival",
    "Behind",
    "Egress",
    "Going",
    "Gone",
    "Held",
    "Line",
    "NoKey",
    "NotAnew",
    "Offer",
    "Peer",
    "PeerKey",
    "Peers",
    "Quarantined",
    "Question",
    "Recollection",
    "Recovered",
    "Refused",
    "Remembered",
    "Ring",
    "Sent",
    "Taken",
    "Told",
    "UnknownPeer",
    "What",
    "Withdrawn",
]
