"""Where a partner writes over TAXII, for the length of one request."""

from datetime import datetime, timedelta

import msgspec
from sqlalchemy import Connection, delete, insert, select

from quaywatch.alliance import Notice
from quaywatch.alliance.accords import Agreement
from quaywatch.alliance.bodies import Withdrawal
from quaywatch.alliance.exchange import BadBatch, Fault
from quaywatch.alliance.line.bringing import Bringer, Way
from quaywatch.alliance.line.brought import OVER, Written
from quaywatch.alliance.taxii.foreign import Terms
from quaywatch.alliance.taxii.posting import Read
from quaywatch.alliance.taxii.shapes import INBOX, Refusal, Status
from quaywatch.alliance.taxii.shelf import Shelf
from quaywatch.alliance.taxii.shelved import Shelved
from quaywatch.ledger.brought import brought_status
from quaywatch.node.allied.bringing.door import Door, brings_of

_STATUS_KEPT = timedelta(days=30)
_HERE = brought_status.c
_STATUSES = msgspec.json.Decoder(Status)


class Desk:
    """One partner's inbox: what it wrote here, and what became of it."""

    def __init__(
        self, connection: Connection, node: str, agreement: Agreement, now: datetime
    ) -> None:
        self._connection, self._node, self._agreement, self._now = connection, node, agreement, now
        self._name = agreement.node
        self._written = Written(connection, node, self._name, Way.TAXII)
        self._opened: Door | None = None

    @property
    def terms(self) -> Terms:
        """How what it writes may be used."""
        return brings_of(self._agreement).terms(self._name)

    def take(self, notice: Notice) -> None:
        """Keep a notice; raises NotTaken or NotAllowed."""
        self._door.take(notice)

    def refuse(self, read: Read, fault: Fault) -> None:
        """Keep what could not be taken, for a person to look at."""
        self._door.refuse(read, fault)

    def own(self, name: str) -> Notice | None:
        """Return a notice that this partner wrote, by its id."""
        found = self._written.notice((self._name, name))
        return None if found is None or found.body == OVER else found

    def withdraw(self, notice: Notice) -> None:
        """Let what it wrote be gone for ever."""
        body = Withdrawal(of=notice.kind, reason="deleted by its author")
        made = max(self._now, notice.made_at)
        version = min(notice.version + 1, 2**31 - 1)
        self._door.take(
            msgspec.structs.replace(notice, body=body, version=version, made_at=made, correction="")
        )

    def keep(self, status: Status) -> None:
        """Keep what became of a post, for a month."""
        old = _HERE.at < self._now - _STATUS_KEPT
        same = (_HERE.partner == self._name) & (_HERE.id == status.id)
        self._connection.execute(delete(brought_status).where(old | same))
        self._connection.execute(
            insert(brought_status).values(
                partner=self._name, id=status.id, at=self._now, said=msgspec.json.encode(status)
            )
        )

    def status(self, name: str) -> Status | None:
        """Return what became of a post of this partner."""
        query = select(_HERE.said).where(_HERE.partner == self._name, _HERE.id == name)
        said = self._connection.scalar(query)
        return None if said is None else _STATUSES.decode(said)

    def shelf(self) -> Shelf:
        """Return what it wrote here."""
        book = Shelved(self._connection, self._name, INBOX)
        return Shelf(book, self._written, _copy, "own")

    def write(self) -> bool:
        """Write it all; say whether something that was on disk is deleted."""
        return self._opened is not None and self._opened.write()

    @property
    def _door(self) -> Door:
        if self._opened is None:
            bringer = Bringer(partner=self._name, way=Way.TAXII, by=f"key of {self._name}")
            self._opened = Door(self._connection, self._node, self._agreement, bringer, self._now)
            try:
                self._opened.require_room()
            except BadBatch as error:
                raise Refusal(503, f"{error}") from error
        return self._opened


def _copy(notice: Notice) -> Notice | None:
    return None if notice.body == OVER else notice
