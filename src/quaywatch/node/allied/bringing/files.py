"""Files that an officer brings for an authority: looked at first, and taken when another agrees.

Nobody but the officer says whose a file is, and an officer can be bribed: so one puts it forward
and another one takes it. Until then it waits, and what it would change is worked out anew at each
look.
"""

import secrets
from collections.abc import Callable
from datetime import datetime
from hashlib import sha256
from typing import Literal

import msgspec
from sqlalchemy import Connection, delete, func, insert, select

from quaywatch.alliance import Notice
from quaywatch.alliance.accords import Agreement, Refusal, Refused
from quaywatch.alliance.line import Line
from quaywatch.alliance.line.bringing import Bringer, Fate, Way
from quaywatch.alliance.line.rows import locked
from quaywatch.alliance.misp import Imported, imported
from quaywatch.alliance.taxii.posting import take_in
from quaywatch.ledger import Ledger
from quaywatch.ledger.acts import same_person
from quaywatch.ledger.brought import brought_file
from quaywatch.node.allied import settled
from quaywatch.node.allied.bringing.door import Door, brings_of
from quaywatch.node.allied.facts import IMPORT, Import
from quaywatch.node.among import AnyRow
from quaywatch.node.drafts import Draft, draft
from quaywatch.node.errors import UnknownFile
from quaywatch.node.queue import Queue
from quaywatch.node.requesting.room import Reading

MOST_WAITING = 50
"""Files that wait at once."""
_HERE = brought_file.c
_SHOWN = 200
_ALL = select(
    *(column for column in _HERE if column.name != "data"),
    func.length(_HERE.data).label("size"),
)


class Waiting(msgspec.Struct, frozen=True, kw_only=True):
    """A file on which somebody has to decide."""

    number: int
    partner: str
    name: str
    size: int
    digest: str
    """SHA-256."""
    brought_by: str
    brought_at: datetime


class Weighed(msgspec.Struct, frozen=True, kw_only=True):
    """What would become of one thing in it."""

    place: int
    fate: Fate | None
    """None where it is refused."""
    reason: str
    notice: Notice | None


class Preview(msgspec.Struct, frozen=True, kw_only=True):
    """What taking a file would come to, now."""

    file: Waiting
    lines: list[Weighed]
    """The first of them."""
    taken: int
    """How many would be held, replaced or taken back."""
    refused: int
    lost: tuple[str, ...]
    """What of it is not read at all."""


class Files:
    """Brings files in; safe to use from many threads.

    Raises UnknownFile where there is none of that number, NothingAgreed where no agreement in force
    lets the authority bring anything, and BadEvent on what is no event.
    """

    def __init__(
        self,
        ledger: Ledger,
        queue: Queue,
        reads: Reading,
        line: Callable[[], Line],
        clock: Callable[[], datetime],
    ) -> None:
        self._ledger, self._queue, self._reads, self._line = ledger, queue, reads, line
        self._now = clock

    def waiting(self) -> list[Waiting]:
        """Return what waits, the first first."""
        with self._reads() as connection:
            return [_waiting(row) for row in connection.execute(_ALL.order_by(_HERE.number))]

    def put(self, partner: str, name: str, data: bytes, *, actor: str) -> Preview:
        """Put a file forward as what an authority gave; once, however often it is brought.

        Raises ValueError where too many wait already.
        """
        digest = sha256(data).digest()
        numbers: list[int] = []

        def make(connection: Connection) -> list[Draft]:
            self._read(connection, partner, data)
            same = (_HERE.digest == digest) & (_HERE.partner == partner)
            known = connection.scalar(select(_HERE.number).where(same))
            if known is not None:
                numbers.append(known)
                return []
            locked(connection)
            waiting = connection.scalar(select(func.count()).select_from(brought_file)) or 0
            if waiting >= MOST_WAITING:
                raise ValueError(f"{waiting} files wait already: settle them first")
            number = (connection.scalar(select(func.max(_HERE.number))) or 0) + 1
            numbers.append(number)
            connection.execute(
                insert(brought_file).values(
                    number=number,
                    partner=partner,
                    name=name[:200],
                    digest=digest,
                    data=data,
                    brought_by=actor,
                    brought_at=self._now(),
                )
            )
            return [self._told("put", partner, digest, actor)]

        self._do(make)
        return self.look(numbers[0], actor=actor)

    def look(self, number: int, *, actor: str) -> Preview:
        """Return what taking a file would come to; that somebody looked is on the ledger before."""
        with self._reads() as connection:
            file, _ = _file(connection, number)
        told = self._told("looked", file.partner, bytes.fromhex(file.digest), actor)
        self._queue.append([told]).result()
        with self._reads() as connection:
            file, data = _file(connection, number)
            said, agreement = self._read(connection, file.partner, data)
            bringer = Bringer(partner=file.partner, way=Way.MISP, by=file.brought_by)
            door = self._door(connection, agreement, bringer, looking=True)
            return _preview(file, said, door)

    def take(self, number: int, *, actor: str) -> Preview:
        """Take a file in that another person put forward; raises Refused."""
        line = self._line()
        made: list[Preview] = []
        emptied: list[bool] = []

        def make(connection: Connection) -> list[Draft]:
            file, data = _file(connection, number)
            if same_person(file.brought_by, actor):
                raise Refused(Refusal.FOUR_EYES, "Somebody else than who brought it must take it.")
            said, agreement = self._read(connection, file.partner, data)
            bringer = Bringer(
                partner=file.partner, way=Way.MISP, by=file.brought_by, confirmed_by=actor
            )
            door = self._door(connection, agreement, bringer)
            door.require_room()
            preview = _preview(file, said, door)
            emptied.append(door.write())
            connection.execute(delete(brought_file).where(_HERE.number == number))
            made.append(preview)
            digest = bytes.fromhex(file.digest)
            return [
                self._told("taken", file.partner, digest, actor, preview.taken, preview.refused)
            ]

        self._do(make)
        if any(emptied):
            line.scrub()
        return made[0]

    def drop(self, number: int, *, actor: str) -> None:
        """Delete a file that is not to be taken; whoever brought it may, too."""

        def make(connection: Connection) -> list[Draft]:
            file, _ = _file(connection, number)
            connection.execute(delete(brought_file).where(_HERE.number == number))
            return [self._told("dropped", file.partner, bytes.fromhex(file.digest), actor)]

        self._do(make)

    def _do(self, make: Callable[[Connection], list[Draft]]) -> None:
        """Do something and tell the ledger of it, both or neither."""
        with self._ledger.transaction() as transaction:
            made = make(transaction.connection)
            transaction.append([one.event for one in made])

    def _read(
        self, connection: Connection, partner: str, data: bytes
    ) -> tuple[Imported, Agreement]:
        agreement = settled.agreements(connection).get(partner)
        terms = brings_of(agreement).terms(partner)
        assert agreement is not None  # noqa: S101 - it brings something
        return imported(data, terms, self._now()), agreement

    def _door(
        self, connection: Connection, agreement: Agreement, bringer: Bringer, *,
        looking: bool = False,
    ) -> Door:  # fmt: skip
        node = self._line().node
        return Door(connection, node, agreement, bringer, self._now(), looking=looking)

    def _told(
        self, step: Literal["put", "looked", "taken", "dropped"], partner: str, digest: bytes,
        actor: str, taken: int = 0, refused: int = 0,
    ) -> Draft:  # fmt: skip
        said = Import(step=step, partner=partner, digest=digest.hex(), taken=taken, refused=refused)
        key = f"{IMPORT}/{secrets.token_hex(16)}"
        return draft(IMPORT, said, key=key, actor=actor, known_at=self._now())


def _preview(file: Waiting, said: Imported, door: Door) -> Preview:
    lines: list[Weighed] = []
    for read in take_in(said.reads, door):
        fate = None if read.notice is None else door.fates[-1]
        reason = read.told.message if read.failed else ""
        lines.append(Weighed(place=read.place, fate=fate, reason=reason, notice=read.notice))
    return Preview(
        file=file,
        lines=lines[:_SHOWN],
        taken=door.changed,
        refused=sum(one.fate is None for one in lines),
        lost=said.lost,
    )


def _file(connection: Connection, number: int) -> tuple[Waiting, bytes]:
    mine = _HERE.number == number
    row = connection.execute(_ALL.where(mine)).first()
    if row is None:
        raise UnknownFile(f"no file {number} waits")
    return _waiting(row), connection.execute(select(_HERE.data).where(mine)).scalar_one()


def _waiting(row: AnyRow) -> Waiting:
    return Waiting(
        number=row.number,
        partner=row.partner,
        name=row.name,
        size=row.size,
        digest=row.digest.hex(),
        brought_by=row.brought_by,
        brought_at=row.brought_at,
    )
