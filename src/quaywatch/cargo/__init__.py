"""The nouns of the trade, named by the WCO Data Model, UN/CEFACT and DCSA. No I/O."""

from importlib import import_module
from typing import TYPE_CHECKING

from quaywatch.cargo.assessment import Assessment, Finding, Reason, ReasonKind, Subject
from quaywatch.cargo.consignment import BillLevel, Consignment, FreightPayment
from quaywatch.cargo.control import Control, RiskFinding
from quaywatch.cargo.equipment import Equipment, PackedStatus, Seal, SealIssuer
from quaywatch.cargo.filing import Filing, FilingFunction, FilingHeader
from quaywatch.cargo.goods import GoodsItem
from quaywatch.cargo.inspection import (
    Alarm,
    Concealment,
    ConcealmentPlace,
    InspectionKind,
    Order,
    Outcome,
    OutcomeResult,
    OverrideReason,
    SelectionBasis,
)
from quaywatch.cargo.movement import Classifier, Movement, MovementKind
from quaywatch.cargo.party import Party, PartyRole
from quaywatch.cargo.problem import Problem, Severity
from quaywatch.cargo.route import Conveyance, Route
from quaywatch.cargo.transport_call import CallKind, TransportCall

if TYPE_CHECKING:
    from quaywatch.cargo.columns import Frames, to_frames

__all__ = [
    "Alarm",
    "Assessment",
    "BillLevel",
    "CallKind",
    "Classifier",
    "Concealment",
    "ConcealmentPlace",
    "Consignment",
    "Control",
    "Conveyance",
    "Equipment",
    "Filing",
    "FilingFunction",
    "FilingHeader",
    "Finding",
    "Frames",
    "FreightPayment",
    "GoodsItem",
    "InspectionKind",
    "Movement",
    "MovementKind",
    "Order",
    "Outcome",
    "OutcomeResult",
    "OverrideReason",
    "PackedStatus",
    "Party",
    "PartyRole",
    "Problem",
    "Reason",
    "ReasonKind",
    "RiskFinding",
    "Route",
    "Seal",
    "SealIssuer",
    "SelectionBasis",
    "Severity",
    "Subject",
    "TransportCall",
    "to_frames",
]


def __getattr__(name: str) -> object:
    # The data-frame library takes half a second to load; readers of messages do without it.
    if name in {"Frames", "to_frames"}:
        return getattr(import_module("quaywatch.cargo.columns"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
