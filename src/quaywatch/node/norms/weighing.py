"""What ports' standings count for in the risk of their containers, put in force once a day."""

import secrets
from collections.abc import Callable
from datetime import date, datetime

import msgspec

from quaywatch.node.drafts import Draft, draft
from quaywatch.node.norms.standings import PortView, Standings
from quaywatch.node.origins import ORIGINS, Weighed
from quaywatch.node.queue import Queue
from quaywatch.norms import Catalogue
from quaywatch.norms.origin import OriginShift, origin_shift
from quaywatch.risk.origins import Origin

_DECIMALS = 2
"""A shift of the odds below a hundredth moves nothing: it would only have boxes assessed anew."""


class Origins:
    """Weighs standings; safe to use from many threads.

    What counts is an event of the ledger: so a score can be had again to the bit, and it can be
    told from when on a standing counted.
    """

    def __init__(
        self,
        queue: Queue,
        standings: Standings,
        in_force: Callable[[], tuple[Origin, ...]],
        clock: Callable[[], datetime],
    ) -> None:
        self._queue, self._standings, self._in_force = queue, standings, in_force
        self._now = clock
        self._weighed_on: date | None = None

    def daily(self, day: date) -> None:
        """Weigh once a day."""
        if self._weighed_on != day:
            self.weigh(day)
            self._weighed_on = day

    def weigh(self, day: date) -> tuple[Origin, ...]:
        """Put in force what ports come to on a day, if that is anything new; return it."""
        matrix = self._standings.matrix(day)
        found = (origin(view, matrix.catalogue) for view in matrix.ports)
        origins = tuple(each for each in found if each.shift)
        if origins != self._in_force():
            said = Weighed(catalogue=matrix.catalogue.version, origins=origins)
            now = self._now()
            key = f"{ORIGINS}/{secrets.token_hex(16)}"
            made = draft(ORIGINS, said, key=key, actor="node", known_at=now)
            self._queue.commit(lambda _: [Draft(event=made.event)])
        return origins


def shift_of(view: PortView, catalogue: Catalogue) -> OriginShift:
    """Return what a port's standing shifts."""
    return origin_shift(view.port, catalogue, (each.standing for each in view.places))


def origin(view: PortView, catalogue: Catalogue) -> Origin:
    """Return what a port's standing counts for, rounded as it is put in force."""
    found = shift_of(view, catalogue)
    rounded = {
        name: round(value, _DECIMALS) + 0.0
        for name, value in msgspec.structs.asdict(found).items()
        if name != "port"
    }
    return Origin(port=view.port, **rounded)
