"""What messages of both interfaces are composed of: instants, countries, parties by number."""

from datetime import UTC, datetime

from quaywatch.formats.ics2.element import Element, group, leaf


def stamp(at: datetime) -> str:
    """Write an instant in UTC to the second. Raises ValueError when it has no time zone."""
    if at.tzinfo is None:
        message = f"{at} does not say its time zone"
        raise ValueError(message)
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def moment(name: str, at: datetime | None) -> Element | None:
    """Return an element that holds an instant; None when there is none."""
    return None if at is None else group(name, leaf("DateTime", stamp(at)))


def country(name: str, code: str) -> Element:
    """Return an element that holds a country."""
    return group(name, leaf("country", code))


def person(name: str, eori: str | None) -> Element | None:
    """Return a party known by its EORI alone; None when there is none."""
    return None if eori is None else group(name, leaf("identificationNumber", eori))
