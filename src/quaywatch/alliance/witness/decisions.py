"""What is written into the log of sharing: every decision, allowed or not, and what went."""

from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256

import msgspec

from quaywatch.alliance.handling import Node
from quaywatch.alliance.notice import Notice
from quaywatch.alliance.policy import Shared


class Decided(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One notice and one partner: what the policy said, by which rules, and what went."""

    at: datetime
    partner: Node
    origin: Node
    notice: str
    """Reference of the notice."""
    version: int
    policy: str
    """Digest of the policy that decided."""
    allowed: tuple[str, ...]
    """`category/purpose rule…` of each decision that allowed…"""
    denied: tuple[str, ...]
    """…and of each that did not."""
    sent: bytes = b""
    """Digest of the copy that went; empty where nothing did."""
    officer: str = ""
    """Who released it; empty where a standing rule did."""
    case: str = ""


def decided(
    notice: Notice, shared: Shared, at: datetime, officer: str = "", case: str = ""
) -> Decided:
    """Return the entry of what a policy said of a notice and a partner."""
    copy = shared.notice
    return Decided(
        at=at,
        partner=shared.node,
        origin=notice.origin,
        notice=notice.reference,
        version=notice.version,
        policy=shared.policy,
        allowed=_said(shared, allowed=True),
        denied=_said(shared, allowed=False),
        sent=b"" if copy is None else sha256(msgspec.msgpack.encode(copy)).digest(),
        officer=officer,
        case=case,
    )


def encoded(entries: Iterable[Decided]) -> list[bytes]:
    """Return entries as they are logged."""
    return [msgspec.msgpack.encode(one) for one in entries]


def decoded(data: bytes) -> Decided:
    """Return the entry in some bytes; raises msgspec.DecodeError."""
    return msgspec.msgpack.decode(data, type=Decided)


def _said(shared: Shared, *, allowed: bool) -> tuple[str, ...]:
    return tuple(
        f"{one.category}/{one.purpose} {' '.join(one.rules)}"
        for one in shared.decisions
        if one.allowed is allowed
    )
