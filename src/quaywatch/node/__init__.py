"""One node: a ledger, the tables derived from it, and the rooms that work on them."""

from quaywatch.node.allied.switchboard import At, LineHealth
from quaywatch.node.clock import Clock, running_from, system_clock
from quaywatch.node.dossier import Dossier
from quaywatch.node.errors import (
    NoAlliance,
    NodeError,
    NoScanLeft,
    NoSlot,
    NothingLeft,
    NotLetOut,
    Tampered,
    UnknownAccord,
    UnknownBox,
    UnknownDocument,
    UnknownDraw,
    UnknownFile,
    UnknownInquiry,
    UnknownModel,
    UnknownNotice,
    UnknownParty,
    UnknownProfile,
    UnknownRequest,
    UnknownResource,
    UnknownSubject,
    UnknownSum,
    UnknownTest,
)
from quaywatch.node.facts import Description
from quaywatch.node.node import Node
from quaywatch.node.orders import Wish
from quaywatch.node.parties import Listed, Parties
from quaywatch.node.party import Naming, PartyView
from quaywatch.node.progress import Progress
from quaywatch.node.query import Filters, Query, Sort
from quaywatch.node.receipts import Receipt
from quaywatch.node.requesting.conversation import Conversation, Received
from quaywatch.node.requesting.listing import Parcel, RequestPage, RequestQuery
from quaywatch.node.scorecards import last_sunday
from quaywatch.node.slots import Slot
from quaywatch.node.taking_over import Done
from quaywatch.node.views import Arrival, View
from quaywatch.node.worklist import Line, Page
from quaywatch.node.writer import Told

__all__ = [
    "Arrival",
    "At",
    "Clock",
    "Conversation",
    "Description",
    "Done",
    "Dossier",
    "Filters",
    "Line",
    "LineHealth",
    "Listed",
    "Naming",
    "NoAlliance",
    "NoScanLeft",
    "NoSlot",
    "Node",
    "NodeError",
    "NotLetOut",
    "NothingLeft",
    "Page",
    "Parcel",
    "Parties",
    "PartyView",
    "Progress",
    "Query",
    "Receipt",
    "Received",
    "RequestPage",
    "RequestQuery",
    "Slot",
    "Sort",
    "Tampered",
    "Told",
    "UnknownAccord",
    "UnknownBox",
    "UnknownDocument",
    "UnknownDraw",
    "UnknownFile",
    "UnknownInquiry",
    "UnknownModel",
    "UnknownNotice",
    "UnknownParty",
    "UnknownProfile",
    "UnknownRequest",
    "UnknownResource",
    "UnknownSubject",
    "UnknownSum",
    "UnknownTest",
    "View",
    "Wish",
    "last_sunday",
    "running_from",
    "system_clock",
]
