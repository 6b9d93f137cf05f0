"""What every part of the conversations shares: the tables, the clock, the way into the ledger."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import datetime

from sqlalchemy import Connection

from quaywatch.formats.ics2 import CodeLists
from quaywatch.ledger import Event, Ledger
from quaywatch.node.drafts import Draft as Appended
from quaywatch.node.errors import UnknownRequest
from quaywatch.node.queue import Queue
from quaywatch.node.requesting.composing import Composer
from quaywatch.node.requesting.conversation import Conversation
from quaywatch.node.requesting.folding import standing
from quaywatch.node.requesting.matter import matter_of
from quaywatch.node.state import State
from quaywatch.requests import Request, commands

Reading = Callable[[], AbstractContextManager[Connection]]
Decide = Callable[[Connection, Request], Sequence[Event]]


class Room:
    """Reads conversations and carries them on; safe to use from many threads."""

    def __init__(
        self,
        ledger: Ledger,
        queue: Queue,
        reading: Reading,
        state: State,
        clock: Callable[[], datetime],
    ) -> None:
        self.ledger, self.queue, self.reading, self.now = ledger, queue, reading, clock
        self._state = state

    @property
    def composer(self) -> Composer:
        """Writes in the name of this node."""
        return Composer(self._state.description, self.ledger)

    @property
    def code_lists(self) -> CodeLists:
        """The code lists of the ICS2 partner, as far as they are configured."""
        return self._state.description.code_lists or CodeLists()

    @property
    def confidential(self) -> list[str]:
        """What the rule book calls things; none of it is a filer's business."""
        book = self._state.scorer.rulebook
        titles = [
            book.title(profile.code, language)
            for profile in book.profiles
            for language in ("en", "fr", "nl", "es")
        ]
        return [*(profile.code for profile in book.profiles), *titles, *book.entries]

    def decide(self, request_id: str, decide: Decide) -> Conversation:
        """Append what a decision on a request as it stands comes to; raises UnknownRequest."""

        def make(connection: Connection) -> list[Appended]:
            request = self.named(connection, request_id)
            return [Appended(event=event) for event in decide(connection, request)]

        self.queue.commit(make)
        return self.conversation(request_id)

    def conversation(self, request_id: str) -> Conversation:
        """Return a conversation; raises UnknownRequest."""
        with self.reading() as connection:
            request = self.named(connection, request_id)
            matter = matter_of(connection, commands.drafted(request))
        return Conversation(
            request=request, matter=matter, letters=self.composer.letters(request, matter)
        )

    @staticmethod
    def named(connection: Connection, request_id: str) -> Request:
        """Return a request; raises UnknownRequest."""
        found = standing(connection, {request_id}).get(request_id)
        if found is None:
            raise UnknownRequest(f"there is no request {request_id!r}")
        return found
