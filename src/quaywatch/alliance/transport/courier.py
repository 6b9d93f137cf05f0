"""Keeps the line moving: asks every peer for what is new, and hands over where nobody can ask."""

import logging
import random
import threading
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from quaywatch.alliance.exchange import BadBatch, Fault
from quaywatch.alliance.line import Line
from quaywatch.alliance.transport.client import Client, Refusal, Unreachable
from quaywatch.alliance.transport.framing import MOST_WAIT_S

_log = logging.getLogger(__name__)
_FIRST_S, _LONGEST_S = 0.5, 30.0
_LOOK_EVERY_S = 1.0

Errand = Callable[[Client], None]
"""What is done at a peer's desks whenever it can be reached; it decides itself what is due."""

TOGETHER = 10
"""Batches taken in one transaction: fewer wait for the disk more often, more hold others up."""


class _Ended(Exception):  # noqa: N818 - the operator's word
    """The courier was stopped meanwhile."""


class Courier:
    """One thread a peer with an address, each waiting longer after each failure.

    Once a day, and at the start, it deletes what has to be deleted by then.

    Args:
        line: whose peers are called.
        certificate: the node's own certificate (PEM file).
        key: its key.
        push: hand the own log over, too: for a node that its peers cannot call.
        wait_s: how long an answer is waited for when there is nothing new.
        errands: what is to be done at each peer beside that, in a thread of its own.

    """

    def __init__(
        self,
        line: Line,
        certificate: Path,
        key: Path,
        *,
        push: bool = False,
        wait_s: int = int(MOST_WAIT_S),
        seed: int | None = None,
        errands: Sequence[Errand] = (),
    ) -> None:
        self._line, self._certificate, self._key = line, certificate, key
        self._push, self._wait_s = push, wait_s
        self._errands = errands
        self._stop = threading.Event()
        self._turn = threading.Condition()
        self._writing = 0
        self._threads: dict[str, threading.Thread] = {}
        self._random = random.Random(seed)  # noqa: S311 - spreads calls, keeps no secret
        self.failing: dict[str, str] = {}
        """Why the last call of a peer failed, by name."""

    def pull(self, client: Client, *, wait_s: int = 0) -> int:
        """Ask a peer once for what is new and take it; return how many batches there were.

        Raises:
            BadBatch: what came is refused; it is in quarantine.
            Unreachable: try later.
            Refusal: the peer does not know this node, or does not speak with it.

        """
        peer = self._line.peers.get(client.peer.node)
        bodies = client.log(peer.taken, wait_s=wait_s, digest=peer.taken_digest)
        taken = 0
        for start in range(0, len(bodies), TOGETHER):
            some = bodies[start : start + TOGETHER]
            with self._at_work():
                told = self._line.receive(client.peer.node, some)
            taken += len(told)
            if len(told) < len(some):
                break  # one is refused: asked for again, it will say why
        return taken

    def push(self, client: Client) -> int:
        """Hand a peer what it has not acknowledged; return how many batches; raises as `pull`."""
        node = client.peer.node
        after = self._line.peers.get(node).acknowledged
        bodies = self._line.after(node, after)
        if not bodies:
            return 0
        self._require_known(client)
        try:
            taken = client.push(bodies)
            with self._at_work():
                self._line.acknowledged(node, taken)
        except Refusal as refusal:
            if refusal.fault != "gap":
                raise
            # It lacks an earlier one, since it lost some or was never told: begin where it stands.
            taken = int(client.state()["taken"])
            client.push(self._line.after(node, taken))
        return len(bodies)

    def _require_known(self, client: Client) -> None:
        """Hand nothing to a peer that took something which is not known here; raises Refusal."""
        said = client.state()
        digest = bytes.fromhex(str(said.get("taken_digest", "")))
        if digest and not self._line.memory.follows(client.peer.node, int(said["taken"]), digest):
            raise Refusal(409, Fault.BEHIND, f"{client.peer.node} took what is not known here")

    def start(self) -> None:
        """Call all peers with an address, those that are added later too, until `stop`."""
        keeper = threading.Thread(target=self._keep, name="quaywatch-courier", daemon=True)
        self._threads[""] = keeper
        keeper.start()

    def stop(self) -> None:
        """End; what was being taken is finished, and who only waits for a peer is left waiting."""
        with self._turn:
            self._stop.set()
            self._turn.wait_for(lambda: not self._writing)
        if "" in self._threads:
            self._threads[""].join()

    @contextmanager
    def _at_work(self) -> Generator[None]:
        """Let `stop` wait for what is written here; raises _Ended after it."""
        with self._turn:
            if self._stop.is_set():
                raise _Ended
            self._writing += 1
        try:
            yield
        finally:
            with self._turn:
                self._writing -= 1
                self._turn.notify_all()

    def _keep(self) -> None:
        ended_on: date | None = None
        while not self._stop.is_set():
            if ended_on != self._line.now().date():
                ended_on = self._line.now().date()
                self._end()
            for peer in self._line.peers.all():
                if peer.address:
                    self._begin(self._call, f"line {peer.node}", peer.node)
                    if self._errands:
                        self._begin(self._run, f"errands {peer.node}", peer.node)
            self._stop.wait(_LOOK_EVERY_S)

    def _begin(self, work: Callable[[str], None], name: str, node: str) -> None:
        if name not in self._threads:
            thread = threading.Thread(target=work, args=(node,), name=name, daemon=True)
            self._threads[name] = thread
            thread.start()

    def _run(self, node: str) -> None:
        """Go on errands to a peer, one after the other; one that fails holds up no other."""
        pause = _LOOK_EVERY_S
        while not self._stop.wait(pause):
            try:
                client = Client(self._line.peers.get(node), self._certificate, self._key)
                failed = self._all_errands(client)
            except _Ended:
                return
            except (OSError, ValueError) as error:
                failed = str(error)
            self._told(f"{node} desks", failed)
            pause = min(2 * pause, _LONGEST_S) if failed else _LOOK_EVERY_S

    def _all_errands(self, client: Client) -> str:
        """Go on each once; return why the last that failed did."""
        failed = ""
        try:
            for errand in self._errands:
                try:
                    with self._at_work():
                        errand(client)
                except _Ended:
                    raise
                except (Unreachable, Refusal) as error:
                    failed = str(error)
                except Exception as error:  # noqa: BLE001 - the next one is tried all the same
                    failed = str(error)
                    _log.exception("errand to %s", client.peer.node)
        finally:
            client.close()
        return failed

    def _told(self, what: str, failed: str) -> None:
        if not failed:
            self.failing.pop(what, None)
        elif self.failing.get(what) != failed:
            _log.warning("%s: %s", what, failed)
            self.failing[what] = failed

    def _end(self) -> None:
        """Delete what has to be deleted by today."""
        try:
            while self._line.end() and not self._stop.is_set():
                pass
        except DBAPIError:
            _log.exception("could not delete what is over; tried again tomorrow or at a new start")

    def _call(self, node: str) -> None:
        pause = _FIRST_S
        while not self._stop.is_set():
            try:
                peer = self._line.peers.get(node)
                client = Client(peer, self._certificate, self._key)
            except (OSError, ValueError, DBAPIError) as error:
                self._failed(node, error)
                self._stop.wait(_LONGEST_S)
                continue
            try:
                while not self._stop.is_set():
                    pushed = self.push(client) if self._push else 0
                    wait = 0 if pushed else 1 if self._push else self._wait_s
                    self.pull(client, wait_s=wait)
                    self.failing.pop(node, None)
                    pause = _FIRST_S
            except _Ended:
                return
            except (Unreachable, Refusal, BadBatch) as error:
                self._failed(node, error)
            except Exception as error:  # noqa: BLE001 - a full disk today must not end the line
                self._failed(node, error)
                _log.exception("line %s", node)
            finally:
                client.close()
            self._stop.wait(pause * self._random.uniform(0.5, 1.0))
            pause = min(2 * pause, _LONGEST_S)

    def _failed(self, node: str, error: Exception) -> None:
        if self.failing.get(node) != str(error):
            _log.warning("line %s: %s", node, error)
        self.failing[node] = str(error)
