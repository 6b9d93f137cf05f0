"""What goes into the ledger and what comes out of it."""

from datetime import datetime
from enum import StrEnum

import msgspec


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """One fact that the node learned or decided, ready to be appended."""

    kind: str
    """Dotted name, such as `filing.received`."""
    payload: bytes
    """The fact as canonical JSON (UTF-8)."""
    known_at: datetime
    """When the node knew it (time-zone aware; kept to the microsecond)."""
    key: str
    """Content key: a second event with the same key is the same event."""
    actor: str = ""
    """Who caused it: an account, a sender, a machine."""
    stream: str | None = None
    """The thing whose history this is, such as `box/0f3a…`; goes with `version`."""
    version: int | None = None
    """Place in the stream; two different events never share one."""
    original: bytes | None = None
    """The bytes as received, when there are any."""


class Recorded(msgspec.Struct, frozen=True, kw_only=True):
    """One event as it stands in the ledger; see `Event` for the facts it carries."""

    position: int
    """Place in the ledger, from 1 without gaps."""
    kind: str
    payload: bytes
    known_at: datetime
    key: str
    actor: str
    stream: str | None
    version: int | None
    original_digest: bytes | None
    """SHA-256 of the original bytes, when there are any."""
    hash: bytes
    """Link of the hash chain: SHA-256 over the link before and all facts of this event."""


class Receipt(msgspec.Struct, frozen=True):
    """Where an appended event stands."""

    position: int
    duplicate: bool
    """True when an event with the same key stood there already."""


class Head(msgspec.Struct, frozen=True):
    """The last event of a ledger; position 0 and 32 zero bytes for an empty one."""

    position: int
    hash: bytes


class Snapshot(msgspec.Struct, frozen=True):
    """Derived state as it was after the event at `position`."""

    position: int
    data: bytes


class Breach(StrEnum):
    """How a ledger can be broken."""

    ALTERED = "altered"
    """The facts of the row, its hash, or the hash before it are not what was appended."""
    MISSING = "missing"
    """The row was removed."""
    ORIGINAL = "original"
    """The original bytes were altered or removed."""
    HEAD = "head"
    """The row is sound, but it is not the one that was remembered at this position."""


class Broken(msgspec.Struct, frozen=True):
    """The first broken row of a ledger, and why."""

    position: int
    breach: Breach
    message: str
    """In plain English."""
