"""What a node remembers of parties, routes, goods and boxes, and how parties hang together.

It follows the ledger. A batch that is being worked out reads it without leaving a trace; what the
batch says is taken in once it is on disk.
"""

import threading
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import takewhile
from typing import TYPE_CHECKING

import numpy as np
import polars as pl
from sqlalchemy import Connection, select

from quaywatch.cargo import Consignment, FilingHeader, Party, PartyRole
from quaywatch.ledger import Ledger
from quaywatch.links import COLUMNS
from quaywatch.links.columns import packed_row
from quaywatch.node import schema
from quaywatch.node.acquaintance import Acquaintance
from quaywatch.node.among import rows_among
from quaywatch.node.deeds import JUDGED, among, chronological, filings, looks, outcomes
from quaywatch.node.facts import FILING, Fact, fact

if TYPE_CHECKING:
    from quaywatch.history import History
    from quaywatch.history.events import Events
    from quaywatch.links import Standing

_NAME = "history"
_READ_AT_ONCE = 500
_WORTH_KEEPING = 2000
"""Events and deeds, such as consignments filed, after which a snapshot saves more than it costs."""
_VERDICTS = select(schema.verdict)


class Memory:
    """The past as of the event at `position` of the ledger; one thread at a time uses it."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self.who = Acquaintance(ledger)
        """Who is who, and how they hang together; its lock comes before the memory's own."""
        self._turn = threading.RLock()
        self.position = 0
        self.clock = 0
        """When the event at `position` counts as known: microseconds since 1970."""
        self._unkept = 0

    @cached_property
    def _history(self) -> "History":
        from quaywatch.history import History

        return History()

    @property
    def names(self) -> tuple[str, ...]:
        """Names of what is kept of each consignment, in order: features, then its standing."""
        return (*self._history.compiled.names, *(column.name for column in COLUMNS))

    def recall(self, connection: Connection, position: int) -> None:
        """Come to stand at the event at `position`, to which the tables have been brought."""
        with self._turn:
            if self.position > position:
                self.forget()
            if self.position == 0 and position:
                self._load(position)
            while self.position < position:
                facts = self._facts(position)
                known_at = chronological(facts, self.clock)
                self.take(_deeds(connection, facts, known_at), facts)

    def warm(self, connection: Connection, position: int) -> None:
        """Be ready: stand at the event at `position`, with everything compiled."""
        self.who.follow(position)
        nobody = Consignment(reference="", parties=(Party(role=PartyRole.CONSIGNEE, name="?"),))
        stood = self.who.look(nobody)
        with self._turn:
            self.recall(connection, position)
            asked = looks([((FilingHeader(format=""), nobody), self.clock)])
            self.read(asked, [stood])

    def forget(self) -> None:
        """Start as before the first event."""
        self.__dict__.pop("_history", None)
        self.position = self.clock = self._unkept = 0

    def read(self, deeds: "Events", stood: "Sequence[Standing]") -> list[bytes]:
        """Return what the past says at the first of some deeds, and how the parties of each stood.

        The others happen meanwhile, each at its instant; nothing is taken in.
        """
        rows = self._rows(deeds, len(stood))
        return [row + packed_row(one) for row, one in zip(rows, stood, strict=True)]

    def ask(self, deeds: "Events") -> pl.DataFrame:
        """Return what the past says now at some deeds; from whatever thread."""
        with self._turn:
            return self._framed(self._history.compiled.names, self._rows(deeds, len(deeds.at)))

    def take(self, deeds: "Events | None", facts: Sequence[Fact]) -> None:
        """Take in what happened by the next facts; those that it does not stand before it reads
        from the ledger when it is asked next."""
        with self._turn:
            if not facts or facts[0].position != self.position + 1:
                return
            if deeds is not None:
                self._history.run(deeds, 0)
            self.position = facts[-1].position
            self._unkept += len(facts) + (0 if deeds is None else len(deeds.at))
            self.clock = chronological(facts, self.clock)[self.position]

    def keep(self) -> None:
        """Keep snapshots, from which the next start goes on."""
        self.who.keep()
        with self._turn:
            if self._unkept >= _WORTH_KEEPING:
                history = self._history
                version = history.compiled.version
                self._ledger.save_snapshot(_NAME, self.position, version, history.dump())
                self._unkept = 0

    def frame(self, pasts: list[bytes]) -> pl.DataFrame:
        """Return what was read of some consignments as columns; null where nothing can be said."""
        return self._framed(self.names, pasts)

    def _rows(self, deeds: "Events", looks: int) -> list[bytes]:
        values = self._history.apart(deeds).run(deeds, looks).values
        rows = np.ascontiguousarray(values).astype("<f8")
        return [row.tobytes() for row in rows]

    @staticmethod
    def _framed(names: tuple[str, ...], pasts: list[bytes]) -> pl.DataFrame:
        from quaywatch.history.values import framed

        unknown = np.full(len(names), np.nan, dtype="<f8").tobytes()
        rows = np.frombuffer(b"".join(past or unknown for past in pasts), dtype="<f8")
        return framed(names, rows.reshape(-1, len(names)).astype(np.float64))

    def _load(self, position: int) -> None:
        from quaywatch.history import History

        kept = self._ledger.load_snapshot(_NAME, self._history.compiled.version)
        if kept is not None and kept.position <= position:
            self._history = History.load(kept.data)
            self.position = kept.position
            self.clock = self._ledger.known_until(kept.position)

    def _facts(self, position: int) -> list[Fact]:
        """Return the next facts up to `position`, all there are."""
        recorded = self._ledger.read(self.position, _READ_AT_ONCE)
        return [fact(r, r.position) for r in takewhile(lambda r: r.position <= position, recorded)]


def _deeds(
    connection: Connection, facts: list[Fact], known_at: Mapping[int, int]
) -> "Events | None":
    """Return what happened, outcomes under the keys that the tables keep of them."""
    judged = [f.position for f in facts if f.kind in JUDGED]
    verdicts = rows_among(connection, _VERDICTS, schema.verdict.c.position, judged)
    filed = filings([f for f in facts if f.kind == FILING], known_at)
    found = [(row.position, bool(row.found), bytes(row.keys)) for row in verdicts]
    return among([filed, outcomes(found, known_at)])
