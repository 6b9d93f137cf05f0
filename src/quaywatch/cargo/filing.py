"""What a declarant sends."""

from datetime import datetime
from enum import StrEnum

import msgspec

from quaywatch.cargo.consignment import Consignment
from quaywatch.cargo.control import Control, RiskFinding
from quaywatch.cargo.movement import Movement
from quaywatch.cargo.transport_call import TransportCall


class FilingFunction(StrEnum):
    """What the message does to what was filed before (UN/EDIFACT code list 1225 in brackets)."""

    ORIGINAL = "original"  # 9
    AMENDMENT = "amendment"  # 4, 5
    CANCELLATION = "cancellation"  # 1


class FilingHeader(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is said once for all consignments of a message."""

    format: str
    """Format it came in: `table`, `native`, or the message's own name, such as `cuscar`."""
    sender: str = ""
    """Who sent it, as identified in the message."""
    reference: str = ""
    """The sender's own number of the message."""
    function: FilingFunction = FilingFunction.ORIGINAL
    received_at: datetime | None = None
    """When this node, or the one that first received it, took it in (time-zone aware)."""
    issued_at: datetime | None = None
    """When the sender wrote it, as the message says (time-zone aware)."""
    filing_type: str = ""
    """Type of an entry summary declaration (UCC-DA Annex B, column F10 to F45), such as `F11`."""
    mrn: str = ""
    """Movement reference number that customs gave the filing, when it has one."""


class Filing(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag="filing", tag_field="type"
):
    """One message, or one bounded piece of a very long one, as understood."""

    header: FilingHeader
    consignments: tuple[Consignment, ...] = ()
    movements: tuple[Movement, ...] = ()
    calls: tuple[TransportCall, ...] = ()
    findings: tuple[RiskFinding, ...] = ()
    """What other authorities, or this one before, found in analysing its risk."""
    controls: tuple[Control, ...] = ()
    answers: tuple[str, ...] = ()
    """Numbers of the questions of customs that the message answers, in its order; empty where an
    answer names none."""
