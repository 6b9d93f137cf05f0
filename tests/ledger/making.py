"""Events as the tests want them."""

from datetime import UTC, datetime, timedelta

import msgspec

from quaywatch.ledger import Event

START = datetime(2026, 3, 1, 6, tzinfo=UTC)


def an_event(
    number: int,
    *,
    kind: str = "filing.received",
    stream: str | None = None,
    version: int | None = None,
    original: bytes | None = None,
) -> Event:
    """Event `number`, one minute after the one before; equal numbers make equal keys."""
    return Event(
        kind=kind,
        payload=msgspec.json.encode({"number": number}),
        known_at=START + timedelta(minutes=number),
        key=f"key-{number}",
        actor="carrier:MAEU",
        stream=stream,
        version=version,
        original=original,
    )
