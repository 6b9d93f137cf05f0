"""What lets unsigned notices in, whichever way they come: the agreement, and nothing besides."""

from datetime import datetime

from sqlalchemy import Connection

from quaywatch.alliance import Notice
from quaywatch.alliance.accords import Agreement
from quaywatch.alliance.exchange import Fault
from quaywatch.alliance.line.admitting import for_node
from quaywatch.alliance.line.bringing import CHANGES, Bringer, Bringing, Fate
from quaywatch.alliance.taxii.posting import NotAllowed, NotTaken, Read
from quaywatch.alliance.unsigned import Brings, bound

_WHY = {
    Fate.GONE: "it was taken back before",
    Fate.SIGNED: "it is held with its originator's signature, which outweighs this",
}


class NothingAgreed(ValueError):  # noqa: N818 - the operator's word
    """No agreement in force lets this authority bring anything unsigned."""


class Door:
    """Takes in what one authority brings, within the caller's transaction, until `write`."""

    def __init__(
        self, connection: Connection, node: str, agreement: Agreement, bringer: Bringer,
        now: datetime, *, looking: bool = False,
    ) -> None:  # fmt: skip
        """Open it; `looking` says that it is only asked what would become of things."""
        self._brings = brings_of(agreement)
        self._bringing = Bringing(connection, node, bringer, now, looking=looking)
        self._admit, self._partner = for_node(node), agreement.node
        self._today = now.date()
        self.fates: list[Fate | None] = []
        """Of each notice, in its order; None where it is not allowed in."""
        self.refused = 0

    def take(self, notice: Notice) -> None:
        """Hold a notice as the agreement wants it; raises NotTaken or NotAllowed."""
        self.fates.append(None)
        if notice.origin != self._partner:
            raise NotAllowed(f"origin: nothing proves that {notice.origin} wrote it")
        held = bound(notice, self._brings, self._today)
        why = None if held.withdrawn else self._admit(held, self._partner, self._today)
        if why is not None:
            raise NotAllowed(f"handling: {why}")
        fate = self._bringing.take(held)
        self.fates[-1] = fate
        if fate in _WHY:
            raise NotTaken(_WHY[fate])

    def refuse(self, read: Read, fault: Fault) -> None:
        """Keep what could not be taken, byte for byte, for a person to look at."""
        self.refused += 1
        self._bringing.refuse(read.data, read.told.message, place=read.place, fault=fault)

    def require_room(self) -> None:
        """Raise BadBatch where too much of this authority waits for a person already."""
        self._bringing.require_room()

    def write(self) -> bool:
        """Write it all; say whether something that was on disk is deleted."""
        return self._bringing.write()

    @property
    def changed(self) -> int:
        """How many notices are held, replaced or taken back by it."""
        return sum(one in CHANGES for one in self.fates)


def brings_of(agreement: Agreement | None) -> Brings:
    """Return what may be brought under an agreement; raises NothingAgreed."""
    if agreement is None or agreement.brings is None:
        raise NothingAgreed("no agreement in force lets anything unsigned of it in")
    return agreement.brings
