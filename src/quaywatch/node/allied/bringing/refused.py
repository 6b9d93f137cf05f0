"""What the line refused, signed or not, for people: looked at, and settled when somebody has."""

import secrets
from collections.abc import Callable
from datetime import datetime
from hashlib import sha256
from typing import Literal

from quaywatch.alliance.line import Line, Quarantined
from quaywatch.node.allied.facts import IMPORT, Import
from quaywatch.node.drafts import draft
from quaywatch.node.errors import UnknownFile
from quaywatch.node.queue import Queue

SHOWN = 200


class Refusals:
    """Shows what was refused; safe to use from many threads. Raises UnknownFile."""

    def __init__(
        self, queue: Queue, line: Callable[[], Line], clock: Callable[[], datetime]
    ) -> None:
        self._queue, self._line, self._now = queue, line, clock

    def waiting(self) -> list[Quarantined]:
        """Return what waits, the first first."""
        return self._line().quarantined(limit=SHOWN)

    def opened(self, number: int, *, actor: str) -> bytes:
        """Return the bytes of one; that somebody looked is on the ledger before."""
        one = self._one(number)
        self._tell("opened", one, actor)
        return one.data

    def settle(self, number: int, *, actor: str) -> None:
        """Delete what somebody has looked at; that they did is on the ledger before."""
        self._tell("settled", self._one(number), actor)
        self._line().settle(number)

    def _one(self, number: int) -> Quarantined:
        found = self._line().quarantined(after=number - 1, limit=1)
        if not found or found[0].number != number:
            raise UnknownFile(f"nothing waits under {number}")
        return found[0]

    def _tell(self, step: Literal["opened", "settled"], one: Quarantined, actor: str) -> None:
        digest = sha256(one.data).hexdigest()
        said = Import(step=step, partner=one.sender, digest=digest, taken=0, refused=1)
        key = f"{IMPORT}/{secrets.token_hex(16)}"
        made = draft(IMPORT, said, key=key, actor=actor, known_at=self._now())
        self._queue.append([made]).result()
