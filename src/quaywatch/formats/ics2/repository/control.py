"""Telling what a control decided and found (IE4S03)."""

from collections.abc import Sequence
from datetime import datetime

import msgspec

from quaywatch.formats.ics2.codes import NO_CODES, CodeLists
from quaywatch.formats.ics2.composing import moment
from quaywatch.formats.ics2.element import Element, group, leaf
from quaywatch.formats.ics2.message import Message, write
from quaywatch.formats.ics2.repository.envelope import Envelope, header
from quaywatch.formats.ics2.subject import Remark, Subject, remarks, subject


class ControlDecision(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Whether to control, and why."""

    code: str
    """CL712."""
    reason: str | None = None
    """In words, up to 512 characters."""
    reason_code: str | None = None
    """CL713."""
    triggers: tuple[str, ...] = ()
    """What led to it (CL715)."""


class ControlOutcome(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What one control found."""

    subject: Subject
    type: str
    """Documents, scan, opening … (CL716)."""
    ended_at: datetime
    code: str
    """What was found (CL714)."""
    description: str | None = None
    remarks: tuple[Remark, ...] = ()


def control_result(
    envelope: Envelope,
    *,
    function: str,
    reference: str,
    mrn: str,
    decision: ControlDecision,
    office: str,
    decided_at: datetime,
    outcomes: Sequence[ControlOutcome] = (),
    codes: CodeLists = NO_CODES,
) -> bytes:
    """Tell what a control decided and found (IE4S03).

    `office` is the customs office of control, eight characters. Raises InvalidMessageError when the
    message would break its structure or a configured code list.
    """
    told = group(
        "IE4S03",
        header(envelope),
        leaf("messageFunction", function),
        leaf("functionalReference", reference),
        moment("documentIssueDate", envelope.at),
        leaf("MRN", mrn),
        moment("controlResultDate", decided_at),
        group(
            "controlDecision",
            leaf("reasonText", decision.reason),
            leaf("reasonCode", decision.reason_code),
            leaf("controlDecision", decision.code),
            *(
                group("controlTrigger", leaf("controlTrigger", trigger))
                for trigger in decision.triggers
            ),
        ),
        group("customsOfficeOfControl", leaf("referenceNumber", office)),
        *(_outcome(one) for one in outcomes),
    )
    return write(Message(told), codes=codes)


def _outcome(said: ControlOutcome) -> Element:
    return group(
        "controlResults",
        subject(said.subject),
        *remarks(said.remarks),
        group(
            "controlResult",
            leaf("type", said.type),
            moment("controlEndDateAndTime", said.ended_at),
            leaf("code", said.code),
            leaf("description", said.description),
        ),
    )
