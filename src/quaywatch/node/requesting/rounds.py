"""What the node does by itself about conversations: link, assess, remind, escalate."""

from quaywatch.node.requesting.following import Mail, chased, followed
from quaywatch.node.requesting.room import Room


class Rounds:
    """Goes through the open conversations; what is done stays done, also after a restart."""

    def __init__(self, room: Room) -> None:
        self._room = room

    def follow(self) -> None:
        """Link answers that came as messages, and assess what was answered."""
        now = self._room.now()
        mail = Mail(self._room.ledger.original, self._room.code_lists)
        with self._room.reading() as connection:
            if not followed(connection, now, mail):
                return
        self._room.queue.commit(lambda connection: followed(connection, now, mail))

    def chase(self) -> int:
        """Remind and escalate what is due, each once; return the number of events."""
        self.follow()
        now = self._room.now()
        with self._room.reading() as connection:
            if not chased(connection, now):
                return 0
        return len(self._room.queue.commit(lambda connection: chased(connection, now)))
