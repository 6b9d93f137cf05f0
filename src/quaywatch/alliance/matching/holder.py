"""The side that holds: makes the table of an epoch, adds to it, and answers within the budget."""

import os
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from hashlib import blake2b, sha256
from itertools import pairwise

import msgspec
import numpy as np
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from numpy.typing import NDArray
from sqlalchemy import Connection, func, insert, select

from quaywatch.alliance.handling import Purpose
from quaywatch.alliance.matching import prf, releases, schema, store
from quaywatch.alliance.matching.blinding import counted, picked, sampled
from quaywatch.alliance.matching.budget import (
    Budget,
    Quota,
    Refused,
    Why,
    budget,
    commit,
    spend,
)
from quaywatch.alliance.matching.hits import NotNow
from quaywatch.alliance.matching.items import Item
from quaywatch.alliance.matching.messages import (
    MOST_ELEMENTS,
    Answer,
    Epoch,
    Opening,
    Question,
    ReleaseRequest,
    Segment,
    SegmentHeader,
    Telling,
)
from quaywatch.alliance.matching.openings import NotOpened, check_opening
from quaywatch.alliance.matching.prf import VERIFIABLE, BadElement, Random
from quaywatch.alliance.matching.proof import prove
from quaywatch.alliance.matching.table import Fingerprints, coded, filled, fingerprints, padded

_LEAST = 64
"""Entries that a piece of a table has at least."""
_SLICE = 2000


class Holder:
    """A node that lets partners ask."""

    def __init__(
        self,
        kept: store.Store,
        node: str,
        seed: bytes,
        key: Ed25519PrivateKey,
        quota: Quota | None = None,
        random: Random = os.urandom,
    ) -> None:
        """Take 32 secret bytes that all keys follow from, and the key that signs tables."""
        self.store, self.node = kept, node
        self.quota = quota or Quota()
        self._seed, self._key, self._random = seed, key, random

    def begin(
        self, partner: str, purpose: Purpose, telling: Telling, from_on: date, until_on: date
    ) -> Epoch:
        """Open the next epoch for a partner: a new key, and a table that is still empty."""
        with self.store.writing() as connection:
            made = schema.epoch.c
            query = select(func.max(made.number)).where(
                made.owner == self.node,
                made.partner == partner,
                made.purpose == purpose.value,
                made.telling == telling.value,
            )
            epoch = Epoch(
                owner=self.node,
                partner=partner,
                purpose=purpose,
                telling=telling,
                number=(connection.scalar(query) or 0) + 1,
                from_on=from_on,
                until_on=until_on,
                public=prf.base_times(1),
            )
            public = prf.base_times(self._secret(epoch))
            epoch = msgspec.structs.replace(epoch, public=public)
            store.keep_epoch(connection, epoch)
        return epoch

    def hold(self, epoch: Epoch, items: Iterable[Item], workers: int = 1) -> list[Segment]:
        """Make an epoch's table that of some items; return the pieces that this adds to it.

        The first piece is there even for no items: with it the owner signs the epoch's key. Only
        what is new is computed, some 70 microseconds of a processor each. What is held no more
        is taken out by a piece of its own: who keeps the former one could still look it up, as who
        was told cannot forget. A new epoch ends that.
        """
        wanted = {_digest(item): item for item in items}
        with self.store.reading() as connection:
            number, _ = store.last_segment(connection, epoch.id)
            there = self._known(connection, epoch.id)
        new = {digest: item for digest, item in wanted.items() if digest not in there}
        added = self.outputs(epoch, [*new.values()], workers)
        pairs = dict(zip(new, added.tolist(), strict=True))
        gone = {one: there[one] for one in there.keys() - wanted.keys()}
        with self.store.writing() as connection:
            if store.last_segment(connection, epoch.id)[0] != number:
                raise RuntimeError(f"somebody else adds to epoch {epoch.number}: try again")
            return [
                self._append(connection, epoch, known, removes=removes)
                for known, removes in ((pairs, False), (gone, True))
                if known or not (number or removes)
            ]

    def outputs(self, epoch: Epoch, items: Iterable[Item], workers: int = 1) -> Fingerprints:
        """Return what items come to under an epoch's key, in their order."""
        said = [item.said for item in items]
        key, count = self._secret(epoch), epoch.telling is Telling.COUNT
        parts = [said[at : at + _SLICE] for at in range(0, len(said), _SLICE)]

        def evaluated(part: list[bytes]) -> list[bytes]:
            multiplied = prf.all_times(key, map(VERIFIABLE.element, part))
            if count:
                return [counted(one) for one in multiplied]
            return [prf.finalized(*pair) for pair in zip(part, multiplied, strict=True)]

        # The library lets go of the interpreter while it computes.
        with ThreadPoolExecutor(workers) as pool:
            return fingerprints(one for part in pool.map(evaluated, parts) for one in part)

    def segments(self, epoch: str, after: int = 0) -> list[Segment]:
        """Return the pieces of a table behind a number: what a partner asks for to catch up."""
        with self.store.reading() as connection:
            return store.segments(connection, epoch, after)

    def commit(self, partner: str, root: bytes, size: int, at: datetime) -> None:
        """Write down the manifest that a partner will ask about; raises Refused."""
        with self.store.writing() as connection:
            commit(connection, partner, root, size, self.quota, at)

    def budget(self, partner: str, purpose: Purpose, at: datetime) -> Budget:
        """Return what a partner may still ask."""
        with self.store.reading() as connection:
            return budget(connection, partner, purpose.value, self.quota, at)

    def answer(self, partner: str, question: Question, at: datetime) -> Answer:
        """Answer a partner's question, if it is within its budget.

        The budget is spent before anything is computed. A question that comes again, because its
        answer was lost, is answered again and costs nothing.

        Raises:
            Refused: it is not answered; nothing of it was computed.

        """
        elements = _elements(question)
        with self.store.writing() as connection:
            epoch = self._epoch(connection, partner, question, at)
            places = self._spend(connection, epoch, question, elements, at)
        try:
            found = prf.all_times(self._secret(epoch), elements)
        except BadElement as error:
            raise Refused(Why.MALFORMED, str(error)) from error
        proof = b""
        if epoch.telling is Telling.COUNT:
            found.sort()
        else:
            sample = sampled(question.digest, b"".join(found), len(found))
            before, after = [elements[at] for at in sample], [found[at] for at in sample]
            proof = prove(VERIFIABLE, self._secret(epoch), before, after, self._random)
        return Answer(
            question=question.digest, elements=b"".join(found), proof=proof, open=tuple(places)
        )

    def opened(self, partner: str, opening: Opening, at: datetime) -> list[str]:
        """Check what a partner opened; return what it showed, for the auditor.

        Raises:
            NotOpened: it does not hold; the partner may ask no more until two people lift it.
            KeyError: it asked nothing of the kind.

        """
        with self.store.writing() as connection:
            shown, wrong = check_opening(connection, partner, opening, at)
        if wrong:
            raise NotOpened(wrong)
        return shown

    def requested(self, partner: str, request: ReleaseRequest, at: datetime) -> None:
        """Write down what a partner wants to be told about a match; raises NotNow."""
        with self.store.writing() as connection:
            epoch = store.epoch_of(connection, request.epoch)
            if epoch is None or (epoch.owner, epoch.partner) != (self.node, partner):
                raise NotNow("there is no such table for this partner")
            if epoch.telling is not Telling.ITEMS:
                raise NotNow("a count says of nothing that it matched")
            output = VERIFIABLE.evaluated(self._secret(epoch), request.said)
            releases.asked(connection, epoch, request, output, at)

    def _spend(
        self,
        connection: Connection,
        epoch: Epoch,
        question: Question,
        elements: list[bytes],
        at: datetime,
    ) -> list[int]:
        """Write the question down, or find that it is; return the places to be opened."""
        asked = schema.question
        where = asked.c.digest == question.digest
        there = connection.scalar(select(asked.c.challenged).where(where))
        if there is not None:
            return sorted(place for place, _ in msgspec.msgpack.decode(there))
        spend(connection, epoch.partner, epoch.purpose.value, self.quota, at, len(elements))
        places = picked(self._random(32), len(elements), self.quota.opened)
        challenged = [(place, elements[place]) for place in places]
        row = {
            "digest": question.digest,
            "partner": epoch.partner,
            "purpose": epoch.purpose.value,
            "epoch": epoch.id,
            "size": len(elements),
            "day": at.date(),
            "at": at,
            "manifest": question.manifest,
            "challenged": msgspec.msgpack.encode((*challenged,)),
            "due_at": at + timedelta(seconds=self.quota.open_within_s),
            "opened": "",
            "blinding": question.blinding or b"",
        }
        connection.execute(insert(asked).values(row))
        return places

    def _epoch(
        self, connection: Connection, partner: str, question: Question, at: datetime
    ) -> Epoch:
        epoch = store.epoch_of(connection, question.epoch)
        if epoch is None or (epoch.owner, epoch.partner) != (self.node, partner):
            raise Refused(Why.EPOCH, "there is no such table for this partner")
        if not epoch.from_on <= at.date() <= epoch.until_on:
            raise Refused(Why.EPOCH, f"it is answered from {epoch.from_on} to {epoch.until_on}")
        count = len(question.elements) // prf.ELEMENT
        least = self.quota.count_least if epoch.telling is Telling.COUNT else 1
        if padded(count) != count or not least <= count <= self.quota.per_question:
            raise Refused(Why.SIZE, f"{count} is no size that a question may have")
        if (question.blinding is not None) != (epoch.telling is Telling.COUNT):
            raise Refused(Why.MALFORMED, "one blind is for counts, and for counts alone")
        made = schema.manifest.c
        committed = select(made.at).where(made.partner == partner, made.root == question.manifest)
        if connection.scalar(committed) is None:
            raise Refused(Why.MANIFEST, "its manifest was not committed to before")
        return epoch

    def _append(
        self, connection: Connection, epoch: Epoch, known: dict[int, int], *, removes: bool
    ) -> Segment:
        number, previous = store.last_segment(connection, epoch.id)
        filling = prf.framed((self._seed, b"filling", epoch.said, number.to_bytes(8, "big")))
        found = np.array([*known.values()], dtype=np.uint64)
        size = padded(len(known), _LEAST)
        table = coded(filled(found, size, sha256(filling).digest()))
        header = SegmentHeader(
            epoch=epoch,
            number=number + 1,
            previous=previous,
            removes=removes,
            table=sha256(table).digest(),
        )
        signed = msgspec.msgpack.encode(header)
        signature = self._key.sign(store.CONTEXT + signed)
        made = Segment(said=signed, signature=signature, table=table)
        store.keep_segment(connection, epoch.id, number + 1, made, _packed(known))
        return made

    def _known(self, connection: Connection, epoch: str) -> dict[int, int]:
        """Return what is in an epoch's table now: fingerprints by digest of item."""
        made = schema.segment.c
        query = select(made.known, made.said).where(made.epoch == epoch).order_by(made.number)
        there = dict[int, int]()
        for known, said in connection.execute(query):
            pairs = _unpacked(known)
            if msgspec.msgpack.decode(said, type=SegmentHeader).removes:
                for one in pairs:
                    there.pop(one, None)
            else:
                there.update(pairs)
        return there

    def _secret(self, epoch: Epoch) -> int:
        """Return the function's key of an epoch: it follows from the seed, and is kept nowhere."""
        nobody = msgspec.structs.replace(epoch, public=bytes(prf.ELEMENT))
        return VERIFIABLE.derived(self._seed, sha256(nobody.said).digest())


def _elements(question: Question) -> list[bytes]:
    try:
        elements = prf.split(question.elements)
    except BadElement as error:
        raise Refused(Why.MALFORMED, str(error)) from error
    if not 0 < len(elements) <= MOST_ELEMENTS:
        raise Refused(Why.SIZE, f"{len(elements)} is no size that a question may have")
    if any(one >= other for one, other in pairwise(elements)):
        raise Refused(Why.MALFORMED, "they are not in order, or one of them is there twice")
    return elements


def _digest(item: Item) -> int:
    """Return what an item is known by at its owner's."""
    return int.from_bytes(blake2b(item.said, digest_size=8).digest(), "big")


def _packed(pairs: dict[int, int]) -> bytes:
    return np.array([*pairs.keys(), *pairs.values()], dtype=">u8").tobytes()


def _unpacked(data: bytes) -> dict[int, int]:
    numbers: NDArray[np.uint64] = np.frombuffer(data, dtype=">u8")
    half = len(numbers) // 2
    return dict(zip(numbers[:half].tolist(), numbers[half:].tolist(), strict=True))
