"""The side that asks: commits to its manifest, asks, looks answers up, and opens what it must."""

import os
from collections.abc import Iterable, Sequence
from datetime import datetime

import msgspec
import numpy as np
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import Connection, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from quaywatch.alliance.matching import hits, schema, store
from quaywatch.alliance.matching.blinding import Blinded
from quaywatch.alliance.matching.items import Item, Sort
from quaywatch.alliance.matching.manifest import Manifest
from quaywatch.alliance.matching.messages import Answer, Epoch, Opening, Question, Segment, Telling
from quaywatch.alliance.matching.prf import Random
from quaywatch.alliance.matching.table import Fingerprints, false_match, held

_WORD = 8


class Matched(msgspec.Struct, frozen=True, kw_only=True):
    """What an answer, or a further piece of a table, comes to."""

    asked: int
    count: int
    """How many of them are held by the other side."""
    items: tuple[Item, ...]
    """Which; none where only the count is told."""
    false_match: float
    """How likely at most one that is not held was counted."""


class Asker:
    """A node that asks its partners."""

    def __init__(self, kept: store.Store, node: str, random: Random = os.urandom) -> None:
        """Take where it is kept, and where chance comes from."""
        self.store, self.node = kept, node
        self._random = random
        self._open = dict[bytes, Blinded]()
        self._tables = dict[str, tuple[bytes, Fingerprints]]()

    def take(self, segment: Segment, owner: Ed25519PublicKey, at: datetime) -> Matched:
        """Keep a piece of a partner's table, and look in it for what was asked before.

        Raises:
            BadSegment: see `store.take`.

        """
        with self.store.writing() as connection:
            epoch = store.take(connection, segment, owner, self.node)
            known = self._outputs(connection, epoch.id)
            return self._matched(connection, epoch, [*known], [*known.values()], at)

    def manifest(self, items: Iterable[Item], at: datetime) -> Manifest:
        """Lay down the manifest that questions will be about; tell partners its root and size."""
        made = Manifest(items, self._random(32))
        row = {
            "root": made.root,
            "secret": made.secret,
            "items": msgspec.msgpack.encode(made.items),
            "at": at,
        }
        with self.store.writing() as connection:
            connection.execute(insert(schema.own_manifest).values(row))
        return made

    def ask(
        self, epoch: Epoch, items: Iterable[Item], manifest: Manifest, at: datetime
    ) -> Question | None:
        """Return the question about items of a manifest that were not asked in this epoch before.

        None where all of them were: their answers hold for the whole epoch. Counts are asked anew
        each time.

        Raises:
            KeyError: an item is not on the manifest, or no piece of the table was ever taken.

        """
        with self.store.writing() as connection:
            if store.epoch_of(connection, epoch.id) is None:
                raise KeyError(f"no table of epoch {epoch.number} was taken from {epoch.owner}")
            known = self._outputs(connection, epoch.id)
            new = [item for item in items if item not in known]
            if not new:
                return None
            seed = self._random(32)
            blinded = Blinded(epoch, new, manifest, seed)
            row = {
                "digest": blinded.question.digest,
                "epoch": epoch.id,
                "seed": seed,
                "items": msgspec.msgpack.encode((manifest.root, blinded.items)),
                "said": msgspec.msgpack.encode(blinded.question),
                "at": at,
                "answered": False,
            }
            connection.execute(insert(schema.asked).values(row))
        self._open[blinded.question.digest] = blinded
        return blinded.question

    def unanswered(self) -> list[Question]:
        """Return the questions that were asked and not answered: to be sent again as they are."""
        query = select(schema.asked.c.said).where(schema.asked.c.answered.is_(False))
        with self.store.reading() as connection:
            found = connection.scalars(query.order_by(schema.asked.c.at)).all()
        return [msgspec.msgpack.decode(said, type=Question) for said in found]

    def answered(self, answer: Answer, at: datetime) -> Matched:
        """Look an answer up in the table; what matches waits for an officer.

        Raises:
            KeyError: nothing of the kind was asked.
            BadProof, BadElement: it is no answer under the epoch's key; nothing is kept of it.

        """
        with self.store.writing() as connection:
            blinded = self._asked(connection, answer.question)
            outputs = blinded.outputs(answer)
            where = schema.asked.c.digest == answer.question
            connection.execute(update(schema.asked).where(where).values(answered=True))
            if blinded.epoch.telling is Telling.ITEMS:
                self._keep(connection, blinded.epoch.id, blinded.items, outputs)
            return self._matched(connection, blinded.epoch, blinded.items, outputs, at)

    def opening(self, answer: Answer) -> Opening:
        """Open what an answer asks to be opened; raises KeyError, or IndexError as `Blinded`."""
        with self.store.reading() as connection:
            made = self._asked(connection, answer.question).opening(answer.open)
        self._open.pop(answer.question, None)
        return made

    def _matched(
        self,
        connection: Connection,
        epoch: Epoch,
        items: Sequence[Item],
        outputs: Fingerprints | Sequence[int],
        at: datetime,
    ) -> Matched:
        table = self._table(connection, epoch.id)
        found = held(table, np.asarray(outputs, dtype=np.uint64))
        which = tuple[Item, ...]()
        if epoch.telling is Telling.ITEMS:
            which = tuple(item for item, said in zip(items, found, strict=True) if said)
            hits.found(connection, epoch, which, at)
        return Matched(
            asked=len(items),
            count=int(found.sum()),
            items=which,
            false_match=min(1.0, len(items) * false_match(len(table))),
        )

    def _table(self, connection: Connection, epoch: str) -> Fingerprints:
        """Return an epoch's table as it is now; it is read again only when it has changed."""
        root = store.last_segment(connection, epoch)[1]
        known = self._tables.get(epoch)
        if known is None or known[0] != root:
            known = root, store.table_of(store.segments(connection, epoch))
            self._tables[epoch] = known
        return known[1]

    def _asked(self, connection: Connection, digest: bytes) -> Blinded:
        """Return a question that is waiting, made again from its seed after a restart."""
        if digest in self._open:
            return self._open[digest]
        asked, own = schema.asked, schema.own_manifest
        row = connection.execute(select(asked).where(asked.c.digest == digest)).first()
        if row is None:
            raise KeyError("nothing of the kind was asked")
        root, items = msgspec.msgpack.decode(row.items, type=tuple[bytes, list[Item]])
        said = connection.execute(select(own).where(own.c.root == root)).one()
        manifest = Manifest(msgspec.msgpack.decode(said.items, type=list[Item]), said.secret)
        epoch = store.epoch_of(connection, row.epoch)
        if epoch is None:
            raise KeyError("its epoch is not known any more")
        return Blinded(epoch, items, manifest, row.seed)

    def _keep(
        self, connection: Connection, epoch: str, items: Sequence[Item], outputs: Fingerprints
    ) -> None:
        made = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
        rows = [
            {
                "epoch": epoch,
                "sort": item.sort.value,
                "value": item.value,
                "fingerprint": int(one).to_bytes(_WORD, "big"),
            }
            for item, one in zip(items, outputs, strict=True)
        ]
        if rows:
            connection.execute(made(schema.output).on_conflict_do_nothing(), rows)

    def _outputs(self, connection: Connection, epoch: str) -> dict[Item, int]:
        made = schema.output.c
        query = select(made.sort, made.value, made.fingerprint).where(made.epoch == epoch)
        return {
            Item(Sort(row.sort), row.value): int.from_bytes(row.fingerprint, "big")
            for row in connection.execute(query)
        }
