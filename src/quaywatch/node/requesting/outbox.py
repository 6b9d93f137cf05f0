"""What waits to be handed to filers and terminals, for whoever carries it."""

from collections.abc import Collection

from sqlalchemy import Connection

from quaywatch.node.drafts import Draft
from quaywatch.node.errors import UnknownRequest
from quaywatch.node.requesting import notices
from quaywatch.node.requesting.listing import Parcel, parcel, parcels
from quaywatch.node.requesting.room import Room
from quaywatch.requests import chasing


class Outbox:
    """Gives out what is to be delivered and takes note that it was, once."""

    def __init__(self, room: Room) -> None:
        self._room = room

    def waiting(self, limit: int = 100, filers: Collection[str] | None = None) -> list[Parcel]:
        """Return what is to be handed to filers (all of them, or those named), oldest first."""
        with self._room.reading() as connection:
            waiting = parcels(connection, limit, filers)
            waiting += notices.waiting(connection, limit, filers)
        return sorted(waiting, key=lambda one: one.position)[:limit]

    def read(self, position: int) -> tuple[Parcel, bytes]:
        """Return something sent or to be sent, with its bytes; raises UnknownRequest."""
        with self._room.reading() as connection:
            found = parcel(connection, position) or notices.notice(connection, position)
        if found is None:
            raise UnknownRequest(f"nothing was sent at position {position}")
        return found, self._room.ledger.original(found.message) or b""

    def delivered(self, position: int, *, actor: str) -> None:
        """Note that a parcel was handed over; said again it changes nothing."""
        found, _ = self.read(position)
        if not found.request_id:
            made = notices.delivered(position, self._room.now(), actor)
            self._room.queue.append([made]).result()
            return

        def make(connection: Connection) -> list[Draft]:
            request = self._room.named(connection, found.request_id)
            event = chasing.deliver(request, position, self._room.now(), actor)
            return [] if event is None else [Draft(event=event)]

        self._room.queue.commit(make)
