"""Instants as whole microseconds since 1970 (UTC): both engines index and sort these alike."""

from datetime import UTC, datetime

from quaywatch.ledger.instant import from_microseconds, to_microseconds

NEVER = 2**62
"""Stands for an instant that is not known, so that it sorts after all that are."""


def stored(instant: datetime | None) -> int:
    """Return what a table keeps of `instant`; one without time zone is read as UTC."""
    if instant is None:
        return NEVER
    return to_microseconds(instant if instant.tzinfo else instant.replace(tzinfo=UTC))


def restored(microseconds: int) -> datetime | None:
    """Return the instant that a table kept."""
    return None if microseconds == NEVER else from_microseconds(microseconds)
