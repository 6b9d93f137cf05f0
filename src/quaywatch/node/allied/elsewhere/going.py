"""Which scans of partners go with a notice, and which another notice goes on to tell of."""

from collections.abc import Iterator
from datetime import date, datetime

import msgspec
from sqlalchemy import Connection, select

from quaywatch.alliance import Notice
from quaywatch.alliance.bodies import ScanImage
from quaywatch.alliance.line.holding import arrivals, held
from quaywatch.alliance.sealing import Recipient
from quaywatch.node import schema
from quaywatch.node.allied.elsewhere import keeping
from quaywatch.node.allied.elsewhere.told import shown
from quaywatch.node.allied.facts import name_of
from quaywatch.node.allied.following import folded

_TABLE = schema.ally_notice.c
_NOTICES = msgspec.json.Decoder(Notice)
_TOGETHER = 1000


def image_of(connection: Connection, name: str) -> ScanImage | None:
    """Return the scan that a notice tells of by what the line holds; None where it holds none."""
    notice = _held(connection, name)
    return notice.body if notice is not None and isinstance(notice.body, ScanImage) else None


def forget(connection: Connection, recipient: Recipient, today: date) -> list[str]:
    """Delete scans of which no notice held here tells any more; return their digests.

    A scan that another live notice of its owner tells of is held by that one from now on: an owner
    sends no notice of a scan to whom it would not hand the scan. What was made of it for dossiers
    stays if they may show it by that notice, which says the same of it; else it goes, and where
    they may show it is made anew.
    """
    others = _Others(connection, today)
    for name in recipient.notices(connection):
        but = _digest(connection, name)
        for digest in sorted(recipient.of(connection, name) - {but}):
            other = next(others.of(name, digest), None)
            if other is not None:
                recipient.pass_on(connection, digest, other.name)
        recipient.forget(connection, name, but=but)
    gone: list[str] = []
    for name in sorted(keeping.names(connection)):
        but = _digest(connection, name)
        for digest in sorted(keeping.of(connection, name) - {but}):
            alike = (one for one in others.of(name, digest) if others.shows_as(name, one))
            other = next(alike, None)
            if other is not None:
                keeping.pass_on(connection, digest, other.name)
        gone += keeping.forget(connection, name, but=but)
    return gone


class _Telling(msgspec.Struct, frozen=True):
    """A live notice of a scan."""

    name: str
    notice: Notice
    image: ScanImage


class _Others:
    """Live notices of partners' scans; looked up once, and only where something is about to go."""

    def __init__(self, connection: Connection, today: date) -> None:
        self._connection, self._today = connection, today
        self._known: list[_Telling] | None = None

    def of(self, name: str, digest: str) -> Iterator[_Telling]:
        """Yield the other notices by which the owner of one tells of the same scan, by name."""
        if self._known is None:
            self._known = list(self._look())
        owner = name.partition("/")[0]
        for one in self._known:
            if (one.name != name) and (one.notice.origin, one.image.digest) == (owner, digest):
                yield one

    def shows_as(self, name: str, other: _Telling) -> bool:
        """Say whether dossiers may show a scan by another notice, which says the same of it."""
        before = self._connection.scalar(select(_TABLE.notice).where(_TABLE.name == name))
        if not before or not shown(other.notice, self._today):
            return False
        body = _NOTICES.decode(before).body
        return isinstance(body, ScanImage) and _said(body) == _said(other.image)

    def _look(self) -> Iterator[_Telling]:
        for name in sorted(self._names()):
            notice = _held(self._connection, name)
            if notice is None or not isinstance(notice.body, ScanImage):
                continue
            if notice.handling.retain_until >= self._today:
                yield _Telling(name, notice, notice.body)

    def _names(self) -> set[str]:
        """Return the notices of scans that the tables know of, and those that only just came."""
        images = select(_TABLE.name).where(
            _TABLE.kind == "image", _TABLE.own == 0, _TABLE.gone == ""
        )
        names = set(self._connection.scalars(images))
        after = folded(self._connection)
        while came := arrivals(self._connection, after, _TOGETHER):
            new = (one.notice for one in came if one.notice is not None)
            names |= {name_of(one.origin, one.id) for one in new if one.kind == "image"}
            after = came[-1].number
        return names


def _said(image: ScanImage) -> tuple[str, datetime, str]:
    """Return what a scan's notice tells that its file may not."""
    return image.number, image.taken_at, image.at


def _digest(connection: Connection, name: str) -> str:
    image = image_of(connection, name)
    return image.digest if image else ""


def _held(connection: Connection, name: str) -> Notice | None:
    origin, _, id_ = name.partition("/")
    found = held(connection, origin, id_)
    return None if found is None else found.notice
