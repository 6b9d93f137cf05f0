"""Batches through a node between: what this node carries for others, and has carried."""

from collections.abc import Callable
from hashlib import sha256
from typing import TYPE_CHECKING

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection

from quaywatch.alliance.accords import Agreement
from quaywatch.alliance.exchange import BadBatch, Fault
from quaywatch.alliance.line import Line
from quaywatch.alliance.line.rows import writing
from quaywatch.alliance.relaying import (
    Ack,
    Collect,
    Hand,
    Held,
    NotCarried,
    Parcel,
    Waiting,
    carrying,
    opened,
    sealed,
)
from quaywatch.alliance.sealing import BadKey, PrivateKey, PublicKey
from quaywatch.alliance.transport.desks import TurnedAway
from quaywatch.ledger import Ledger
from quaywatch.node.allied import settled

if TYPE_CHECKING:
    from quaywatch.alliance.transport import Client

DESK = "relay"
_MOST_BYTES = 8 * 2**20
_ASKED: msgspec.msgpack.Decoder[Hand | Collect] = msgspec.msgpack.Decoder(Hand | Collect)
_HELD = msgspec.msgpack.Decoder(Held)
_WAITING = msgspec.msgpack.Decoder(Waiting)


class Relaying:
    """One node among others that carry for it, or for which it carries."""

    def __init__(
        self, ledger: Ledger, line: Line, key: PrivateKey, signing: Callable[[], Ed25519PrivateKey]
    ) -> None:
        """Take the key that parcels for this node are sealed to, and what signs for the node."""
        self._ledger, self._line, self._key, self._signing = ledger, line, key, signing
        self._left: dict[tuple[str, int], bytes] = {}
        carrying.create(ledger.engine)

    @property
    def seals_to(self) -> str:
        """The public half of the key, in hexadecimal: for this node's card."""
        return self._key.public.raw.hex()

    def desk(self, partner: str, body: bytes) -> bytes:
        """Keep or give out what is carried, where both agreements say so; raises TurnedAway."""
        try:
            asked = _ASKED.decode(body)
            with writing(self._ledger.engine) as connection:
                if isinstance(asked, Hand):
                    return msgspec.msgpack.encode(self._kept(connection, partner, asked))
                return msgspec.msgpack.encode(self._given(connection, partner, asked))
        except msgspec.DecodeError as error:
            raise TurnedAway(400, "malformed", f"that is no parcel: {error}") from error
        except NotCarried as why:
            raise TurnedAway(403, DESK, str(why)) from why

    def errand(self, client: "Client") -> None:
        """Leave with an ally what it carries from here, and fetch what it has; as `Client.ask`."""
        with self._ledger.engine.connect() as connection:
            agreed = settled.agreements(connection).values()
        through = [one for one in agreed if one.relay == client.peer.node]
        for one in through:
            self._leave(client, one)
        if through:
            self._fetch(client, {one.node for one in through})

    def _kept(self, connection: Connection, partner: str, asked: Hand) -> Held:
        self._require_carried(connection, partner, asked.recipient)
        if any((one.sender, one.recipient) != (partner, asked.recipient) for one in asked.parcels):
            raise NotCarried("a parcel is from who leaves it, for whom it is left")
        carrying.leave(connection, asked.recipient, asked.parcels)
        return Held(ack=carrying.acknowledged(connection, partner, asked.recipient))

    def _given(self, connection: Connection, partner: str, asked: Collect) -> Waiting:
        self._require_carried(connection, partner)
        if any(one.recipient != partner for one in asked.acks):
            raise NotCarried("an acknowledgement is of who gives it")
        return Waiting(parcels=carrying.fetch(connection, partner, asked.acks))

    def _require_carried(self, connection: Connection, *nodes: str) -> None:
        agreed = settled.agreements(connection)
        for node in nodes:
            if node not in agreed or not agreed[node].carries:
                raise NotCarried(f"no agreement lets this node carry for {node}")

    def _leave(self, client: "Client", agreed: Agreement) -> None:
        """Leave what the recipient lacks; what changed since, as by a withdrawal, once more."""
        node, line = agreed.node, self._line
        held = self._asked(client, Hand(recipient=node, parcels=[]))
        if held.ack is not None and self._signed(held.ack, node):
            line.acknowledged(node, held.ack.taken)
        key = PublicKey(bytes.fromhex(agreed.seals_to))
        first = line.peers.get(node).acknowledged
        parcels: list[Parcel] = []
        size = 0
        for number, body in enumerate(line.after(node, first, limit=4000), first + 1):
            digest = sha256(body).digest()
            if self._left.get((node, number)) == digest:
                continue
            parcels.append(sealed(body, line.node, node, number, key))
            self._left[node, number] = digest
            size += len(body)
            if size > _MOST_BYTES:
                break
        if parcels:
            try:
                self._asked(client, Hand(recipient=node, parcels=parcels))
            except BaseException:
                for one in parcels:
                    self._left.pop((node, one.number), None)
                raise
        for left in [one for one in self._left if one[0] == node and one[1] <= first]:
            del self._left[left]

    def _fetch(self, client: "Client", senders: set[str]) -> None:
        """Take what waits, and say what was taken; of others than those agreed on nothing."""
        waiting = self._collected(client, senders)
        while waiting:
            taken = 0
            for one in waiting:
                if one.sender in senders and one.recipient == self._line.node:
                    taken += self._taken(one)
            waiting = self._collected(client, senders) if taken else []

    def _taken(self, parcel: Parcel) -> int:
        if parcel.number <= self._line.peers.get(parcel.sender).taken:
            return 0
        try:
            body = opened(parcel, self._key)
            told = self._line.receive(parcel.sender, [body])
        except BadKey:
            return 0
        except BadBatch as error:
            if error.fault is Fault.GAP:
                return 0  # one before it comes first
            raise
        return len(told)

    def _collected(self, client: "Client", senders: set[str]) -> list[Parcel]:
        key = self._signing()
        acks = [
            Ack(
                sender=one, recipient=self._line.node, taken=self._line.peers.get(one).taken
            ).signed(key)
            for one in sorted(senders)
        ]
        answer = client.ask(DESK, msgspec.msgpack.encode(Collect(acks=acks)))
        return _WAITING.decode(answer).parcels

    def _asked(self, client: "Client", said: Hand) -> Held:
        return _HELD.decode(client.ask(DESK, msgspec.msgpack.encode(said)))

    def _signed(self, said: Ack, node: str) -> bool:
        if (said.sender, said.recipient) != (self._line.node, node):
            return False
        keys = self._line.peers.keys(node)
        return any(said.is_signed(one.public) for one in keys if one.revoked_at is None)
