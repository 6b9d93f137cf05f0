"""What a node has taken from the others: each batch once and in order, each notice at its last."""

from collections.abc import Callable, Mapping
from datetime import datetime
from enum import StrEnum

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from quaywatch.alliance.exchange.batch import (
    NOTHING,
    BadBatch,
    Batch,
    Fault,
    Header,
    opened,
    unsigned_header,
)
from quaywatch.alliance.exchange.items import (
    KeyChange,
    Published,
    Recall,
    Receipt,
    decoded,
    encoded,
    notice_in,
)
from quaywatch.alliance.exchange.origin import OriginProof, check_origin, origin_proof
from quaywatch.alliance.notice import Notice

Key = tuple[str, str]
"""Origin and id of a notice."""
OriginKeys = Callable[[str, OriginProof], Ed25519PublicKey | None]
"""The key that an origin signed with at the batch of a proof; None where it is not known."""


class Chain(msgspec.Struct, kw_only=True):
    """Where the batches of one sender stand."""

    key: bytes
    """Ed25519, of the next batch."""
    taken: int = 0
    """Number of the last one."""
    digests: list[bytes] = []
    """Of all that were taken, in order: one that comes again must be the same."""


class Gone(StrEnum):
    """Why a notice that was held is held no more."""

    WITHDRAWN = "withdrawn"
    """By its originator, for everybody and for ever."""
    RECALLED = "recalled"
    """For this node alone: its originator, and nobody else, may send it again."""


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """A notice at the last version that came, or a tombstone, so that no copy comes to life."""

    version: int
    notice: Notice | None
    gone: Gone | None = None
    proof: OriginProof | None = None
    """For passing it on."""


class Refused(msgspec.Struct, frozen=True, kw_only=True):
    """One payload that was not taken; it waits for a person, and what came with it goes on."""

    place: int
    payload: bytes
    reason: str


class Taken(msgspec.Struct, kw_only=True):
    """What one batch came to."""

    again: bool = False
    """It had been taken before: nothing changed."""
    notices: list[Notice] = []
    """New ones, and further versions."""
    gone: list[Receipt] = []
    """What was deleted, as receipts to send back."""
    receipts: list[Receipt] = []
    """What the sender has deleted."""
    refused: list[Refused] = []


class Inbox(msgspec.Struct, kw_only=True):
    """All that came to one node."""

    node: str
    chains: dict[str, Chain] = {}
    held: dict[Key, Held] = {}

    def trust(self, sender: str, key: bytes) -> None:
        """Take batches of a sender, whose key was handed over by other means."""
        self.chains[sender] = Chain(key=key)

    def take(self, batch: Batch, at: datetime, origins: OriginKeys) -> Taken:
        """Take a batch in, whole or not at all.

        Raises:
            BadBatch: it is not for here, not signed, not the next one, or tells another story.

        """
        said = unsigned_header(batch.header)
        chain = self.chains.get(said.sender)
        if chain is None:
            raise BadBatch(Fault.SENDER, f"nobody called {said.sender} sends here")
        if said.recipient != self.node:
            raise BadBatch(Fault.RECIPIENT, f"it is for {said.recipient}")
        if said.number <= chain.taken:
            if chain.digests[said.number - 1] != batch.digest:
                _signed(batch, chain)
                raise BadBatch(Fault.FORK, f"another batch {said.number} was taken before")
            return Taken(again=True)
        header = _signed(batch, chain)
        if header.number != chain.taken + 1:
            raise BadBatch(Fault.GAP, f"batch {chain.taken + 1} is missing before {header.number}")
        if header.previous != (chain.digests[-1] if chain.digests else NOTHING):
            raise BadBatch(Fault.CHAIN, f"batch {header.number} does not follow the one taken")
        taken = Taken()
        for place, payload in enumerate(batch.payloads):
            self._payload(batch, header, place, payload, at, origins, taken)
        chain.taken = header.number
        chain.digests.append(batch.digest)
        return taken

    def notices(self) -> Mapping[Key, Notice]:
        """Return what is held and alive."""
        return {key: one.notice for key, one in self.held.items() if one.notice is not None}

    def _payload(
        self,
        batch: Batch,
        header: Header,
        place: int,
        payload: bytes,
        at: datetime,
        origins: OriginKeys,
        taken: Taken,
    ) -> None:
        try:
            item = decoded(payload)
            if isinstance(item, Published):
                self._published(batch, header, place, item, at, origins, taken)
            else:
                self._other(header, item, at, taken)
        except (msgspec.DecodeError, ValueError) as error:
            taken.refused.append(Refused(place=place, payload=payload, reason=str(error)))

    def _published(
        self,
        batch: Batch,
        header: Header,
        place: int,
        item: Published,
        at: datetime,
        origins: OriginKeys,
        taken: Taken,
    ) -> None:
        notice, proof = notice_in(item), item.proof
        if notice.origin == header.sender:
            proof = origin_proof(batch, place)
        else:
            _at_third_hand(notice, item, origins)
        key = notice.origin, notice.id
        before = self.held.get(key)
        version = before.version if before else 0
        if notice.withdrawn:
            self.held[key] = Held(version=version, notice=None, gone=Gone.WITHDRAWN)
            taken.gone.append(_receipt(key, version, at))
        elif before is None or _follows(before, notice, by_origin=notice.origin == header.sender):
            self.held[key] = Held(version=notice.version, notice=notice, proof=proof)
            taken.notices.append(notice)

    def _other(
        self, header: Header, item: Recall | Receipt | KeyChange, at: datetime, taken: Taken
    ) -> None:
        match item:
            case KeyChange():
                Ed25519PublicKey.from_public_bytes(item.public)
                self.chains[header.sender].key = item.public
            case Receipt():
                taken.receipts.append(item)
            case Recall():
                if item.origin != header.sender:
                    raise ValueError(f"{header.sender} cannot recall what {item.origin} wrote")
                key = item.origin, item.id
                before = self.held.get(key)
                version = before.version if before else 0
                if before is None or before.gone is not Gone.WITHDRAWN:
                    self.held[key] = Held(version=version, notice=None, gone=Gone.RECALLED)
                taken.gone.append(_receipt(key, version, at))


def _follows(before: Held, notice: Notice, *, by_origin: bool) -> bool:
    """Say whether what came takes the place of what is held."""
    if before.gone is Gone.RECALLED:
        return by_origin and notice.version >= before.version
    return before.gone is None and notice.version > before.version


def _signed(batch: Batch, chain: Chain) -> Header:
    return opened(batch, Ed25519PublicKey.from_public_bytes(chain.key))


def _at_third_hand(notice: Notice, item: Published, origins: OriginKeys) -> None:
    """Check what came from somebody else than its originator; raises ValueError."""
    if item.proof is None:
        raise ValueError(f"nothing proves that {notice.origin} wrote it")
    key = origins(notice.origin, item.proof)
    if key is None:
        raise ValueError(f"no key of {notice.origin} is known")
    first = msgspec.structs.replace(item, proof=None)
    header = check_origin(encoded(first), item.proof, key)
    if header.sender != notice.origin:
        raise ValueError(f"it was sent by {header.sender}, not by {notice.origin}")
    if not notice.withdrawn and not notice.handling.onward:
        raise ValueError(f"{notice.origin} did not allow it to be passed on")


def _receipt(key: Key, version: int, at: datetime) -> Receipt:
    return Receipt(origin=key[0], id=key[1], version=version, deleted_at=at)
