"""Takes in what comes over the line as it comes, in a thread of its own."""

import logging
from collections.abc import Callable
from threading import Event, Thread

from sqlalchemy import Engine, select
from sqlalchemy.exc import SQLAlchemyError

from quaywatch.ledger import LedgerError
from quaywatch.ledger.line import line_head

_EVERY_S = 0.1
"""How often the one row that tells of arrivals is read."""
_log = logging.getLogger(__name__)


class Listener:
    """Calls `follow` whenever something came, until `stop`."""

    def __init__(self, engine: Engine, follow: Callable[[], object]) -> None:
        self._engine, self._follow = engine, follow
        self._thread: Thread | None = None
        self._ending = Event()

    def start(self) -> None:
        """Begin, once."""
        if self._thread is None:
            self._thread = Thread(target=self._listen, name="quaywatch-allied", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """End; what was being taken in is finished."""
        self._ending.set()
        if self._thread is not None:
            self._thread.join()

    def _listen(self) -> None:
        seen = -1
        while not self._ending.is_set():
            try:
                with self._engine.connect() as connection:
                    now = connection.scalar(select(line_head.c.arrivals)) or 0
                if now != seen:
                    self._follow()
                    seen = now
            except (LedgerError, SQLAlchemyError):
                _log.exception("what came over the line is taken in again")
            self._ending.wait(_EVERY_S)
