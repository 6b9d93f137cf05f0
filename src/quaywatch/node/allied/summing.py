"""Secure sums over the line: two people open a session here, and the ports learn together."""

import secrets
from collections.abc import Callable
from hashlib import sha256
from threading import Lock
from typing import TYPE_CHECKING

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from quaywatch.alliance.learning.boosted import Boosted
from quaywatch.alliance.learning.logistic import Logistic
from quaywatch.alliance.learning.masks import Floats
from quaywatch.alliance.learning.rounds import Refused
from quaywatch.alliance.learning.sitting import Given, Plan, Sitting
from quaywatch.alliance.line import Line
from quaywatch.alliance.transport.desks import TurnedAway
from quaywatch.ledger.acts import same_person
from quaywatch.node.drafts import draft
from quaywatch.node.queue import Queue

if TYPE_CHECKING:
    from quaywatch.alliance.transport import Client

DESK = "sums"
SUM_PROPOSED, SUM_OPENED, SUM_ENDED = "sum.proposed", "sum.opened", "sum.ended"
_GIVEN = msgspec.msgpack.Decoder(Given)


class SumPlanned(msgspec.Struct, frozen=True, kw_only=True):
    """Payload of `SUM_PROPOSED` and `SUM_OPENED`; the actor is who did."""

    plan: Plan


class SumEnded(msgspec.Struct, frozen=True, kw_only=True):
    """Payload of `SUM_ENDED`: what a session came to, and who took part to its end."""

    session: str
    parties: tuple[str, ...]
    out: tuple[str, ...]
    """Who stayed away from a step."""
    rows: int
    """Of all ports together; 0 without a model."""
    model: str
    """SHA-256 of the model, in hexadecimal: the same at every port; empty without one."""
    why_not: str


class Summing:
    """Sessions of one node; they end with the process, as their keys do."""

    def __init__(self, queue: Queue, line: Line, signing: Callable[[], Ed25519PrivateKey]) -> None:
        self._queue, self._line, self._signing = queue, line, signing
        self._proposed: dict[str, tuple[Plan, str]] = {}
        self._sittings: dict[str, Sitting] = {}
        self._told: set[str] = set()
        self._turn = Lock()

    def propose(self, plan: Plan, *, actor: str) -> None:
        """Put a plan forward; nothing leaves before another person opens it.

        Raises ValueError where a session of that name was opened, or a party is no ally.
        """
        known = {one.node for one in self._line.peers.all() if not one.closed}
        strangers = set(plan.parties) - known - {self._line.node}
        if plan.session in self._sittings or strangers or self._line.node not in plan.parties:
            raise ValueError("a session is opened once, by a party, with allies alone")
        self._proposed[plan.session] = plan, actor
        self._note(SUM_PROPOSED, SumPlanned(plan=plan), actor)

    def open(self, session: str, rows: Floats, found: Floats, *, actor: str) -> None:
        """Take part in what somebody else put forward, with the own rows and outcomes.

        Raises:
            ValueError: nothing was put forward, this is the same person, or there are too few
                rows, or of one outcome alone.

        """
        if session not in self._proposed:
            raise ValueError(f"nobody put {session!r} forward")
        plan, first = self._proposed[session]
        if same_person(actor, first):
            raise ValueError("another person than who put it forward opens it")
        keys = {node: self._public(node) for node in plan.parties if node != self._line.node}
        now = self._line.now()
        sitting = Sitting(plan, self._line.node, self._signing(), keys, rows, found, now)
        self._note(SUM_OPENED, SumPlanned(plan=plan), actor)
        with self._turn:
            del self._proposed[session]
            self._sittings[session] = sitting

    def model(self, session: str) -> Logistic | Boosted | None:
        """Return what a session came to; None while it runs, or where it came to nothing."""
        return self._sittings[session].model if session in self._sittings else None

    def desk(self, partner: str, body: bytes) -> bytes:
        """Give a party what this port has given of a session; raises TurnedAway."""
        session = body.decode("utf-8", "replace")
        with self._turn:
            sitting = self._sittings.get(session)
            if sitting is None or partner not in sitting.plan.parties:
                raise TurnedAway(404, DESK, "no such session is open here")
            return msgspec.msgpack.encode(sitting.given)

    def errand(self, client: "Client") -> None:
        """Ask a party what it has given of each session; raises as `Client.ask`."""
        from quaywatch.alliance.transport import Refusal, Unreachable

        node = client.peer.node
        for session, sitting in list(self._sittings.items()):
            if node not in sitting.plan.parties or session in self._told:
                continue
            try:
                said = _GIVEN.decode(client.ask(DESK, session.encode()))
                with self._turn:
                    sitting.hear(node, said)
            except (msgspec.DecodeError, Refused, Refusal, Unreachable):
                pass  # who gives nothing that counts is late, and left out
            self.go_on(session)

    def go_on(self, session: str) -> None:
        """Do what can be done, and record what a session came to."""
        sitting = self._sittings[session]
        with self._turn:
            sitting.advance(self._line.now())
            over = sitting.model is not None or bool(sitting.why_not)
            if not over or session in self._told:
                return
            self._told.add(session)
        self._note(SUM_ENDED, _ended(sitting), self._line.node)

    def _public(self, node: str) -> Ed25519PublicKey:
        keys = [one for one in self._line.peers.keys(node) if one.revoked_at is None]
        running = [one.public for one in keys if one.until_batch is None]
        if not running:
            raise ValueError(f"no key of {node} is believed")
        return Ed25519PublicKey.from_public_bytes(running[0])

    def _note(self, kind: str, said: msgspec.Struct, actor: str) -> None:
        key = f"{kind}/{secrets.token_hex(16)}"
        made = draft(kind, said, key=key, actor=actor, known_at=self._line.now())
        self._queue.append([made]).result()


def _ended(sitting: Sitting) -> SumEnded:
    model = sitting.model
    said = b"" if model is None else msgspec.json.encode(model, order="deterministic")
    return SumEnded(
        session=sitting.plan.session,
        parties=sitting.company,
        out=tuple(sorted(set(sitting.plan.parties) - set(sitting.company))),
        rows=0 if model is None else model.rows,
        model=sha256(said).hexdigest() if said else "",
        why_not=sitting.why_not,
    )
