"""The gate that everything from outside passes: bounded, measured, under its sender's name."""

import threading
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import BinaryIO

from quaywatch.conformance import LARGEST, Reply, judge
from quaywatch.intake.meter import Meter, Origin
from quaywatch.intake.senders import Sender
from quaywatch.node import Node, Receipt
from quaywatch.node.scanning import ScanRefused, Taken

AT_ONCE = 4
"""Messages that are read at the same time: reading is the processor's work."""
WAITING = 64
"""Messages that may wait for their turn; then senders are asked to come back."""


class Busy(Exception):  # noqa: N818 - nothing went wrong: there is no room
    """There is no room for another message now; nothing was taken in."""


class Foreign(Exception):  # noqa: N818 - it is refused; nothing went wrong
    """A sender speaks for somebody for whom it may not."""


class Gate:
    """Takes messages into a node; safe to use from many threads."""

    def __init__(self, node: Node, *, at_once: int = AT_ONCE, waiting: int = WAITING) -> None:
        self.meter = Meter(node.now)
        self._node = node
        self.room = at_once + waiting
        """How many messages may be inside."""
        self._places = threading.BoundedSemaphore(self.room)
        self._turns = threading.BoundedSemaphore(at_once)
        self._inside = 0
        self._counting = threading.Lock()

    @property
    def full(self) -> bool:
        """Whether another message would have to come back later."""
        return self._inside >= self.room

    @property
    def inside(self) -> int:
        """Messages that are being read or wait for it."""
        return self._inside

    def reply(self, data: bytes) -> Reply | None:
        """Return what answers a message in its sender's own format, where there is an answer.

        Of a message longer than `conformance.LARGEST` there is none: what is wrong with it stands
        in the receipt.
        """
        if len(data) > LARGEST:
            return None
        codes = self._node.description.code_lists
        return judge(data, at=self._node.now(), codes=codes).reply

    def take(
        self,
        source: Path | bytes | BinaryIO,
        sender: Sender,
        origin: Origin,
        *,
        size_bytes: int,
        waited_s: float = 0.0,
    ) -> Receipt:
        """Take a message in whole; when it returns, every byte is on disk.

        Sent again it changes nothing. `waited_s` is how long it lay there before, which counts
        as lag. What bears the name of somebody for whom `sender` may not file goes to quarantine.

        Raises:
            Busy: too many messages are waiting.
            OSError: a path cannot be read.

        """
        started = monotonic()
        receipt, refused = None, False
        try:
            with self._admitted():
                receipt = self._node.intake(
                    source, actor=sender.name, identifiers=sender.identifiers or None
                )
        except Busy:
            refused = True
            raise
        else:
            return receipt
        finally:
            self.meter.note(
                origin,
                sender.name,
                receipt,
                size_bytes=size_bytes if receipt is not None else 0,
                lag_s=waited_s + monotonic() - started,
                refused=refused,
            )

    def take_scan(
        self,
        data: bytes,
        sender: Sender,
        origin: Origin,
        *,
        equipment_number: str = "",
        node: str = "",
        waited_s: float = 0.0,
    ) -> Taken:
        """Take a radiograph in; when it returns, it is on disk. Sent again it is kept once.

        Args:
            data: the file.
            sender: who sends it.
            origin: by which way.
            equipment_number: the container it shows; where it is left out the file has to tell.
            node: the node of another port or authority that it comes from; empty for none.
            waited_s: how long it lay there before.

        Raises:
            Busy: too many messages are waiting.
            Foreign: `sender` may not speak for `node`.
            ScanRefused: it is no radiograph of a known container; it waits in quarantine.

        """
        if node and sender.identifiers and node not in sender.identifiers | {sender.name}:
            raise Foreign(f"{sender.name} may not send what {node} scanned")
        started, receipt, refused = monotonic(), None, False
        try:
            with self._admitted():
                taken = self._node.scans.take(
                    data, actor=sender.name, equipment_number=equipment_number, origin=node
                )
            receipt = Receipt(positions=(taken.scan.position,))
        except Busy:
            refused = True
            raise
        except ScanRefused:
            receipt = Receipt(quarantined=1)
            raise
        else:
            return taken
        finally:
            self.meter.note(
                origin,
                sender.name,
                receipt,
                size_bytes=len(data) if receipt is not None else 0,
                lag_s=waited_s + monotonic() - started,
                refused=refused,
            )

    @contextmanager
    def _admitted(self) -> Generator[None]:
        if not self._places.acquire(blocking=False):
            raise Busy("too many messages are waiting: send this one again later")
        self._count(1)
        try:
            with self._turns:
                yield
        finally:
            self._count(-1)
            self._places.release()

    def _count(self, change: int) -> None:
        with self._counting:
            self._inside += change
