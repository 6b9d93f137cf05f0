"""What partners' notices say, as the line holds it: gone there, it is gone."""

from collections.abc import Collection

from sqlalchemy import Connection

from quaywatch.alliance import Notice
from quaywatch.alliance.line.holding import arrivals


def contents(connection: Connection, numbers: Collection[int]) -> dict[int, Notice]:
    """Return the notices that came, by number of arrival; what is held no more is not among them.

    `numbers` come in a row, as one event names them.
    """
    if not numbers:
        return {}
    first = min(numbers)
    found = arrivals(connection, first - 1, max(numbers) - first + 1)
    return {one.number: one.notice for one in found if one.notice is not None}
