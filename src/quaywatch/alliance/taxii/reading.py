"""Others' collections, read on from where they were left, whatever their server makes of cursors.

Servers give many objects one `date_added`, write it down before they commit, and forget their
cursors. So each reading begins a while before where the last one ended, knows again what it has
had, and begins anew by instant when a cursor is dead.
"""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

import msgspec

from quaywatch.alliance.notice import Notice
from quaywatch.alliance.taxii.asking import moment
from quaywatch.alliance.taxii.foreign import Terms
from quaywatch.alliance.taxii.posting import Read, read_envelope
from quaywatch.alliance.taxii.shapes import Refusal
from quaywatch.alliance.taxii.shelf import stamp

OVERLAP = timedelta(minutes=10)
"""How far back each reading begins: longer than a server takes from an instant to a commit."""
_MOST_PAGES = 1000
_PAGE = "500"
_LAST = "x-taxii-date-added-last"
_OK = 200
_GONE = frozenset({400, 404, 410, 416, 422})
"""What servers say to a cursor that they have forgotten."""

Named = tuple[str, str]
"""Id and version of an object."""


class Fetched(msgspec.Struct, frozen=True, kw_only=True):
    """What a server answered."""

    status: int
    headers: Mapping[str, str]
    """By their names in small letters."""
    body: bytes


Fetch = Callable[[Mapping[str, str]], Fetched]
"""Asks a collection for its objects with a query; raises OSError when nothing comes back."""


class Unreadable(ValueError):  # noqa: N818 - the operator's word
    """A server's answer that cannot be used; what was read before it stays read."""


class Recent(msgspec.Struct, frozen=True, kw_only=True):
    """What one page held, for as long as a reading may meet it again."""

    until: datetime
    names: frozenset[Named]


class Point(msgspec.Struct, frozen=True, kw_only=True):
    """Where a collection was left; kept in the transaction in which its notices are."""

    reached: datetime | None = None
    """The last `date_added` that was told."""
    recent: tuple[Recent, ...] = ()


class Come(msgspec.Struct, frozen=True, kw_only=True):
    """What one reading brought."""

    reads: list[Read]
    """What says something, in its order, and what could not be read, with its bytes."""
    point: Point
    more: bool = False
    """There was more than is read at once: read again."""
    stopped: str = ""
    """Why it ended early; what came before is here."""

    @property
    def notices(self) -> list[Notice]:
        """What was read as a notice."""
        return [one.notice for one in self.reads if one.notice is not None]

    @property
    def refused(self) -> list[Read]:
        """What could not be, for a person to look at."""
        return [one for one in self.reads if one.failed]


class _Envelope(msgspec.Struct, frozen=True):
    more: bool = False
    next: str | int | None = None


_ENVELOPES = msgspec.json.Decoder(_Envelope)


def read(fetch: Fetch, point: Point, terms: Terms, now: datetime) -> Come:
    """Read a collection on from a point.

    Args:
        fetch: Asks the server.
        point: Where the last reading ended.
        terms: Whom its notices are taken from, and how what bears no handling may be used.
        now: The instant of the reading, for what has to be deleted some day.

    Raises:
        OSError: the server does not answer.

    """
    reading = _Reading(point, terms, now)
    query = reading.begin()
    for _ in range(_MOST_PAGES):
        answer = fetch(query)
        if "next" in query and answer.status in _GONE and reading.moved():
            query = reading.begin()
            continue
        try:
            following = reading.page(query, answer)
        except (Unreadable, Refusal, msgspec.DecodeError, RecursionError) as error:
            return reading.come(stopped=str(error))
        if following is None:
            return reading.come()
        query = following
    return reading.come(more=True)


class _Reading:
    def __init__(self, point: Point, terms: Terms, now: datetime) -> None:
        self._reached, self._recent = point.reached, list(point.recent)
        self._terms, self._now = terms, now
        self._seen = {name for page in point.recent for name in page.names}
        self._reads: list[Read] = []
        self._last_start = -1

    def begin(self) -> dict[str, str]:
        """Return a query by instant."""
        said = {"limit": _PAGE}
        if self._reached is not None:
            said["added_after"] = stamp(self._reached - OVERLAP)
        return said

    def moved(self) -> bool:
        """Say whether anything was new since this was last asked: else it would go on for ever."""
        before, self._last_start = self._last_start, len(self._seen)
        return before != self._last_start

    def page(self, query: Mapping[str, str], answer: Fetched) -> dict[str, str] | None:
        """Take a page in and return what to ask for next, or None at the end."""
        if answer.status != _OK:
            raise Unreadable(f"the server answered {answer.status}")
        envelope = _ENVELOPES.decode(answer.body)
        new = self._take(answer)
        if not envelope.more:
            return None
        if envelope.next not in (None, ""):
            return {**query, "next": str(envelope.next)}
        if not new:
            raise Unreadable("the server says that there is more, and not how to ask for it")
        return self.begin()

    def come(self, *, more: bool = False, stopped: str = "") -> Come:
        """Return what was read, and where the next reading begins."""
        kept = self._recent
        if self._reached is not None:
            kept = [page for page in kept if page.until >= self._reached - OVERLAP]
        return Come(
            reads=self._reads,
            point=Point(reached=self._reached, recent=tuple(kept)),
            more=more,
            stopped=stopped,
        )

    def _take(self, answer: Fetched) -> bool:
        names: set[Named] = set()
        for one in read_envelope(answer.body, self._terms, self._now):
            name = one.told.id, one.told.version
            if all(name) and name in self._seen:
                continue
            names.add(name)
            if one.notice is not None or one.failed:
                self._reads.append(one)
        self._seen |= names
        last = moment(answer.headers.get(_LAST, ""))
        if last is not None:
            self._reached = last if self._reached is None else max(last, self._reached)
            self._recent.append(Recent(until=last, names=frozenset(names)))
        return bool(names)
