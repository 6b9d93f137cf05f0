"""What authorities without a line of ours bring: the front door."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from quaywatch.alliance.line import Line
from quaywatch.alliance.line.bringing import Bringer
from quaywatch.alliance.line.brought import bringer
from quaywatch.ledger import Ledger
from quaywatch.node.allied.bringing.files import Files
from quaywatch.node.allied.bringing.polling import Polling
from quaywatch.node.allied.bringing.refused import Refusals
from quaywatch.node.allied.bringing.reissuing import Reissues
from quaywatch.node.allied.settling import Accords
from quaywatch.node.queue import Queue
from quaywatch.node.requesting.room import Reading


class Brought:
    """Notices that nobody signed, on their way in; safe to use from many threads."""

    def __init__(
        self,
        ledger: Ledger,
        queue: Queue,
        reads: Reading,
        line: Callable[[], Line],
        folder: Callable[[], Path],
        clock: Callable[[], datetime],
        accords: Accords,
    ) -> None:
        """`folder` holds what partners' servers are asked with."""
        self.files = Files(ledger, queue, reads, line, clock)
        """Files that officers bring."""
        self.polling = Polling(ledger, line, folder, clock)
        """Collections of partners that this node reads."""
        self.refusals = Refusals(queue, line, clock)
        """What the line refused, signed or not, for people to look at."""
        self.reissues = Reissues(accords, reads, line, clock)
        """Those of this authority's own that are made from what was brought."""
        self._reads = reads

    def by(self, name: str) -> Bringer | None:
        """Return who brought a notice that its originator did not sign; None for any other."""
        origin, _, notice_id = name.partition("/")
        with self._reads() as connection:
            return bringer(connection, origin, notice_id)
