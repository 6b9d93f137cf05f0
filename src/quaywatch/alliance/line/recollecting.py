"""What nodes remember of each other: the front door for one that was restored from a backup."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import Engine, select

from quaywatch.alliance.line import memory, restoring, sending
from quaywatch.alliance.line.memory import Anew, Remembered
from quaywatch.alliance.line.restoring import Recovered
from quaywatch.alliance.line.ring import Ring
from quaywatch.alliance.line.rows import writing
from quaywatch.ledger.line import line_head, line_key

Told = tuple[int, Sequence[bytes]]
"""A number, and the own batches behind it as a peer took them."""


class Recollection:
    """One node's memory of its peers, and theirs of it; safe to use from many threads."""

    def __init__(
        self, engine: Engine, node: str, ring: Ring, clock: Callable[[], datetime]
    ) -> None:
        self._engine, self._node, self._ring, self._now = engine, node, ring, clock

    @property
    def behind(self) -> str:
        """Why nothing is taken or sent, after a backup was put back; empty while all is well."""
        with self._engine.connect() as connection:
            return connection.scalar(select(line_head.c.behind)) or ""

    @property
    def epoch(self) -> int:
        """How often this node went on from a backup, and once."""
        with self._engine.connect() as connection:
            return connection.scalar(select(line_head.c.epoch)) or 1

    def follows(self, recipient: str, number: int, digest: bytes) -> bool:
        """Say whether what a peer took last is what was sent to it under that number."""
        with self._engine.connect() as connection:
            return restoring.follows(connection, recipient, number, digest)

    def of(self, sender: str, after: int) -> Remembered:
        """Return what is known here of a peer's batches behind a number; raises UnknownPeer."""
        with self._engine.connect() as connection:
            return memory.remembered(connection, sender, after)

    def begin(self, sender: str, anew: Anew) -> None:
        """Take nothing more that a peer made before an epoch; raises NotAnew."""
        with writing(self._engine) as connection:
            memory.begin(connection, self._node, sender, anew)

    def announcement(self, to: str, epoch: int) -> Anew:
        """Return what tells a peer that an epoch begins."""
        with writing(self._engine) as connection:
            key = self._ring.in_force(connection, self._now())
        return Anew(node=self._node, to=to, epoch=epoch).signed(key)

    def compare(self, peer: str, told: Remembered) -> str:
        """Stop where a peer shows a batch that was signed here and is not known; return why."""
        keys = self._keys()
        with self._engine.connect() as connection:
            why = restoring.behind(connection, self._node, peer, told.bodies, keys)
        if why:
            self.stop(why)
        return why

    def stop(self, why: str) -> None:
        """Take and send nothing until `restored`; the first reason stays."""
        with writing(self._engine) as connection:
            restoring.stop(connection, why)

    def restored(self, told: Mapping[str, Told], epoch: int) -> dict[str, Recovered]:
        """Put back what peers have of this node, and go on in an epoch that they know of.

        What was made here since the backup, and was taken by nobody, follows. On disk when it
        returns; where it raises, nothing has changed.

        Raises:
            BadBatch: what a peer gave back is not one chain that this node signed, or the key was
                changed here meanwhile.
            ValueError: a key that peers were told of is not in the ring.

        """
        keys, now = self._keys(), self._now()
        with writing(self._engine) as connection:
            recovered, local = restoring.restored(connection, self._node, told, keys, epoch, now)
            key = self._ring.in_force(connection, now)
            for peer, waiting in local.items():
                going = restoring.alive(connection, waiting)
                slips = [one.slip for one in going]
                stands = sending.append(connection, self._node, peer, slips, key, now)
                restoring.moved_to(connection, going, stands)
                recovered[peer].again = len(going)
        return recovered

    def _keys(self) -> list[bytes]:
        with self._engine.connect() as connection:
            signed = connection.scalars(select(line_key.c.public)).all()
        return sorted({*signed, *self._ring.public()})
