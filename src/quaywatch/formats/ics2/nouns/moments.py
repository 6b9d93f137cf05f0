"""Instants of a declaration."""

from datetime import UTC, datetime

from quaywatch.formats.ics2.element import Element


def moment(holder: Element | None, name: str) -> datetime | None:
    """Return the instant under `name`, in UTC; None when there is none or it is not one."""
    written = None if holder is None else holder.said(f"{name}/DateTime")
    if written is None:
        return None
    try:
        at = datetime.fromisoformat(written)
        return at.astimezone(UTC) if at.tzinfo else None
    except (ValueError, OverflowError):
        return None


def first_of(holder: Element | None, *names: str) -> datetime | None:
    """Return the first instant that is given among `names`."""
    return next((at for name in names if (at := moment(holder, name)) is not None), None)
