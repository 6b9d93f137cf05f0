"""One collection as one partner sees it: a list that follows what the gate lets through."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Protocol

import msgspec

from quaywatch.alliance.notice import Notice
from quaywatch.alliance.stix import Object, objects, tombstone
from quaywatch.alliance.taxii.asking import Asked
from quaywatch.alliance.taxii.book import NOBODY, Book, Key, Line, Mark

Copy = Callable[[Notice], Notice | None]
"""What of a notice may go to whom this is for, decided at this moment; None for nothing."""
_COMMON = frozenset({"marking-definition", "identity"})
_AT_ONCE = 500
_STEP = timedelta(microseconds=1)


class Feed(Protocol):
    """Notices, each at its last version, in the order in which they came to that version."""

    def after(self, sequence: int, limit: int) -> Sequence[tuple[int, Notice]]:
        """Return the first notices after a number, each with its own, which never changes."""
        ...

    def notice(self, key: Key) -> Notice | None:
        """Return one at its last version."""
        ...


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """A line with what it tells."""

    line: Line
    object: Object


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """Part of a collection."""

    found: list[Found]
    more: bool


class Shelf:
    """Keeps one list up with its feed, and reads it through the gate.

    A list that is behind shows less than there is, and nothing that may be seen no more.
    """

    def __init__(
        self,
        book: Book,
        feed: Feed,
        copy: Copy,
        terms: str,
        told: Callable[[Key], None] = lambda _: None,
    ) -> None:
        """Take the list, what it is made of, and the gate.

        Args:
            book: Where the list lies.
            feed: What there is.
            copy: The gate.
            terms: Names all that the gate decides by beside the notice (policy, agreement, day):
                as long as it is the same, the same is let through.
            told: Called for each notice of which a page tells something, before it goes.

        """
        self._book, self._feed, self._copy, self._terms = book, feed, copy, terms
        self._tell = told

    @property
    def behind(self) -> bool:
        """Whether there is something to list."""
        mark = self._book.mark()
        return mark.terms != self._terms or bool(self._feed.after(mark.sequence, 1))

    def refresh(self, now: datetime, most: int = _AT_ONCE) -> bool:
        """List what is new, what changed, and what may be seen no more; say whether that is all.

        At most `most` notices at a time, so that others get their turn. After other terms
        everything is asked anew: what an agreement lets through from now on is added now, and
        nobody's cursor has gone past it.
        """
        mark = self._book.mark()
        at = mark.sequence if mark.terms == self._terms else 0
        come = self._feed.after(at, most)
        for _, notice in come:
            self._follow(notice, now)
        reached = Mark(terms=self._terms, sequence=come[-1][0] if come else at)
        if reached != mark:
            self._book.append((), reached)
        return len(come) < most

    def page(self, asked: Asked) -> Page:
        """Return what is asked for; nothing that the gate would not let through now."""
        found: list[Found] = []
        while len(found) <= asked.limit:
            wanted = asked.limit + 1 - len(found)
            lines = self._book.read(asked, wanted)
            found += self._told(lines)
            if len(lines) < wanted:
                break
            asked = msgspec.structs.replace(asked, after_place=lines[-1].place)
        page = Page(found=found[: asked.limit], more=len(found) > asked.limit)
        for key in {one.line.notice: None for one in page.found if not one.line.said}:
            self._tell(key)
        return page

    def _told(self, lines: Sequence[Line]) -> Iterator[Found]:
        copies: dict[Key, dict[str, Object]] = {}
        for line in lines:
            if line.said:
                yield Found(line=line, object=msgspec.json.decode(line.said))
                continue
            if line.notice not in copies:
                notice = self._feed.notice(line.notice)
                copy = None if notice is None else self._copy(notice)
                told = () if copy is None else objects(copy)
                copies[line.notice] = {one["id"]: one for one in told}
            one = copies[line.notice].get(line.object)
            if one is not None and _digest(one) == line.digest:
                yield Found(line=line, object=one)

    def _follow(self, notice: Notice, now: datetime) -> None:
        key = notice.origin, notice.id
        before = {line.object: line for line in self._book.latest(key)}
        copy = self._copy(notice)
        if not before and (copy is None or copy.withdrawn):
            return
        mark = self._book.mark()
        told = [] if copy is None else objects(copy)
        common = {line.object for line in self._book.latest(NOBODY)}
        new = [one for one in told if one["type"] in _COMMON and one["id"] not in common]
        own = {one["id"]: one for one in told if one["type"] not in _COMMON}
        changed = [
            one
            for name, one in own.items()
            if name not in before or before[name].dropped or before[name].digest != _digest(one)
        ]
        gone = [
            line
            for name, line in before.items()
            if name not in own and not (line.dropped or line.said)
        ]
        lines = [
            *(_Draft(one, NOBODY, said=True) for one in new),
            *(_Draft(one, key) for one in changed),
            *(_Draft(_end(notice, line, now), key, said=True, line=line) for line in gone),
        ]
        self._book.append(self._numbered(lines, now), mark)

    def _numbered(self, drafts: Sequence["_Draft"], now: datetime) -> Iterator[Line]:
        last = self._book.last()
        place, at = (last.place, last.added_at) if last else (0, now - _STEP)
        for draft in drafts:
            place, at = place + 1, max(now.astimezone(UTC), at + _STEP)
            yield draft.line_at(place, at)


class _Draft:
    """A line before it has its place."""

    def __init__(
        self, one: Object | None, notice: Key, *, said: bool = False, line: Line | None = None
    ) -> None:
        self._one, self._notice, self._said, self._line = one, notice, said, line

    def line_at(self, place: int, at: datetime) -> Line:
        if self._one is None:
            assert self._line is not None  # noqa: S101 - only what was listed is dropped
            return msgspec.structs.replace(self._line, place=place, added_at=at, dropped=True)
        one = self._one
        return Line(
            place=place,
            added_at=at,
            object=one["id"],
            version=one.get("modified") or one.get("created") or stamp(at),
            notice=self._notice,
            digest=_digest(one),
            said=msgspec.json.encode(one) if self._said else b"",
        )


def stamp(at: datetime) -> str:
    """Return an instant as TAXII writes it: to the microsecond."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _end(notice: Notice, line: Line, now: datetime) -> Object | None:
    """Return what tells that an object may be seen no more; None where STIX has no form for it.

    Cyber-observables cannot be revoked: they go without a word.
    """
    if not line.object.endswith(notice.id):
        return None
    return tombstone(notice, line.object, now)


def _digest(one: Object) -> bytes:
    return sha256(msgspec.json.encode(one, order="deterministic")).digest()
