"""Shapes of what machines send and fetch, and of how much comes in."""

from datetime import datetime
from typing import Literal

from quaywatch.api.schemas import Shape


class MachineReply(Shape):
    """What answers a message in its sender's own format."""

    format: str
    media_type: str
    data: str
    """Base64."""


class MachineReceipt(Shape):
    """Answer of `POST /api/intake` (raw body, any readable format): durable when sent."""

    positions: list[int]
    """Where it stands in the ledger, up to 1,000."""
    consignments: int
    movements: int
    quarantined: int
    """Pieces that could not be read, or bear the name of another sender."""
    duplicates: int
    """Pieces that stood there already: sending again changes nothing."""
    problems: list[str]
    reply: MachineReply | None = None
    """Where it was asked for, and the format knows an answer."""


class TrafficShape(Shape):
    """What one sender sent by one way within the last hour."""

    origin: Literal["http", "folder", "as4"]
    sender: str
    messages: int
    size_bytes: int
    consignments: int
    movements: int
    quarantined: int
    duplicates: int
    refused: int
    """Times that there was no room; the sender comes back."""
    failed: int
    lag_p50_s: float
    """Seconds from arrival to the durable receipt, for half of the messages."""
    lag_p99_s: float
    last_at: datetime


class TrafficPage(Shape):
    """`GET /api/traffic`: what comes in, and whether there is room."""

    inside: int
    """Messages that are being read or wait for it."""
    room: int
    """How many may be inside; beyond it senders are asked to come back."""
    traffic: list[TrafficShape]
