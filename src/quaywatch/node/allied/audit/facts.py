"""Payloads of the node's events about witnessed logs."""

import msgspec

AUDIT_ALARM = "audit.alarm"
"""An ally's log told two stories, or an ally says that of an own one."""
AUDIT_SHOWN = "audit.shown"
"""Somebody took the proof of a decision."""


class AuditAlarm(msgspec.Struct, frozen=True, kw_only=True):
    """Payload of `AUDIT_ALARM`."""

    log: str
    by: str
    """The node that noticed."""
    why: str


class AuditShown(msgspec.Struct, frozen=True, kw_only=True):
    """Payload of `AUDIT_SHOWN`."""

    log: str
    number: int
