"""Keeps the line of a served node going; whatever fails there stays there, and is told."""

import logging
import threading
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from quaywatch.alliance.line import Line

if TYPE_CHECKING:
    from quaywatch.alliance.transport import Card, Courier, Desks, Errand, LineServer

_log = logging.getLogger(__name__)
_LOOK_EVERY_S = 2.0
_AGAIN_S = 10.0


class At(msgspec.Struct, frozen=True, kw_only=True):
    """Where and how a node is on the line."""

    host: str = "127.0.0.1"
    port: int = 8443
    """0 for any free one."""
    push: bool = False
    """Hand the own log over, too: for a node that its peers cannot call."""


class LineHealth(msgspec.Struct, frozen=True, kw_only=True):
    """How the line of this node is right now."""

    serving: bool = False
    """Whether this process answers and calls partners."""
    listens: str = ""
    """Host and port; empty while nobody can call."""
    trouble: str = ""
    """Why nobody can, or nobody is called."""
    certificate_until: datetime | None = None
    failing: dict[str, str] = {}
    """Why the last call of a peer failed, by name."""


class Switchboard:
    """Answers peers and calls them, in threads of its own, until `stop`.

    Args:
        line: makes the line at the start; raises LedgerError or ValueError where it cannot, as do
            the other two.
        folder: of the line's keys, and of its certificate, made there at first use.
        at: where it listens.
        desks: what is answered beside the line.
        errands: what is done at peers beside that.

    """

    def __init__(
        self,
        line: Callable[[], Line],
        folder: Path,
        at: At,
        *,
        desks: "Callable[[], Desks]",
        errands: "Callable[[], Sequence[Errand]]",
    ) -> None:
        self._line, self._folder, self._at = line, folder, at
        self._desks, self._errands = desks, errands
        self._ending = threading.Event()
        self._thread: threading.Thread | None = None
        self._server: LineServer | None = None
        self._courier: Courier | None = None
        self._until: datetime | None = None
        self._trouble = ""

    @property
    def health(self) -> LineHealth:
        """How it is."""
        server, courier = self._server, self._courier
        return LineHealth(
            serving=True,
            listens=f"{self._at.host}:{server.port}" if server is not None else "",
            trouble=self._trouble,
            certificate_until=self._until,
            failing=dict(courier.failing) if courier is not None else {},
        )

    def start(self) -> None:
        """Return at once; what cannot begin now is tried again."""
        self._thread = threading.Thread(target=self._keep, name="quaywatch-line", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Finish what is being answered or taken, and end."""
        self._ending.set()
        if self._thread is not None:
            self._thread.join()

    def _keep(self) -> None:
        while not self._ending.is_set():
            try:
                server = self._connect()
                self._server, self._trouble = server, ""
                while server.alive and not self._ending.wait(_LOOK_EVERY_S):
                    pass
                self._server = None
                server.stop()
            except Exception as error:  # noqa: BLE001 - the page goes on whatever the line does
                self._failed(error)
            if not self._ending.is_set():
                self._ending.wait(_AGAIN_S)
        if self._courier is not None:
            self._courier.stop()

    def _connect(self) -> "LineServer":
        # Servers and clients are loaded where there is a line, not with every command.
        from quaywatch.alliance.transport import Courier, LineServer, certificate_at

        line = self._line()
        certificate, key, self._until = certificate_at(line.node, self._folder)
        # Who cannot be called can still call.
        if self._courier is None:
            self._courier = Courier(
                line, certificate, key, push=self._at.push, errands=self._errands()
            )
            self._courier.start()
        at = self._at
        server = LineServer(line, certificate, key, host=at.host, port=at.port, desks=self._desks())
        server.start()
        return server

    def _failed(self, error: Exception) -> None:
        said = str(error) or type(error).__name__
        if said != self._trouble:
            _log.warning("the line: %s", said)
        self._trouble = said


def card(line: Line, key: str, folder: Path, address: str, seals_to: str) -> "Card":
    """Return what the node hands over to a partner; raises ValueError on a bad address."""
    from quaywatch.alliance.transport import Card, certificate_at

    certificate, _, _ = certificate_at(line.node, folder)
    made = Card(
        node=line.node,
        key=key,
        certificate=certificate.read_text(),
        address=address,
        seals_to=seals_to,
    )
    made.check()
    return made
