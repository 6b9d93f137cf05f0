"""Which scans of partners may be shown and used here, and how far each has come."""

from datetime import UTC, date, datetime
from enum import StrEnum

import msgspec
from sqlalchemy import Connection, select

from quaywatch.alliance import Notice, Tlp
from quaywatch.alliance.bodies import ScanImage
from quaywatch.alliance.handling import Purpose
from quaywatch.cargo import Problem
from quaywatch.node import schema
from quaywatch.node.allied.elsewhere import keeping
from quaywatch.node.allied.elsewhere.keeping import Kept
from quaywatch.node.among import AnyRow
from quaywatch.node.scanning.scan import Scan

_TABLE = schema.ally_notice
_IMAGES = select(_TABLE.c.name, _TABLE.c.notice).where(
    _TABLE.c.kind == "image", _TABLE.c.own == 0, _TABLE.c.gone == ""
)
_NOTICES = msgspec.json.Decoder(Notice)
_USES = frozenset({Purpose.RISK_ANALYSIS, Purpose.INSPECTION})
"""For one of these the owner has to have shared it."""


class State(StrEnum):
    """How far a partner's scan has come."""

    AWAY = "away"
    """It lies with its owner."""
    COMING = "coming"
    """Somebody asked for it."""
    REFUSED = "refused"
    """Its owner did not hand it over."""
    UNREADABLE = "unreadable"
    """It came, and is no scan that can be read."""
    HERE = "here"


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """A partner's scan of a container, as the dossier tells of it."""

    name: str
    """Origin and id of the notice."""
    notice: Notice
    image: ScanImage
    state: State
    why: str = ""
    """Why its owner refused, in the owner's words."""
    problems: tuple[Problem, ...] = ()
    """Why it cannot be read."""
    scan: Scan | None = None
    """Once it is here."""


class Usable(msgspec.Struct, frozen=True, kw_only=True):
    """An `image` notice by which a dossier may be looked at."""

    name: str
    notice: Notice
    image: ScanImage


def usable(connection: Connection, container: str, today: date) -> list[Usable]:
    """Return the partners' scans that are told of a container, the earliest taken first.

    None that is for the persons addressed alone (TLP:RED), that is for other purposes than to
    choose and inspect boxes, or whose time is over.
    """
    rows = connection.execute(_IMAGES.where(_TABLE.c.about == container))
    found = [one for row in rows if (one := _usable(row, today)) is not None]
    return sorted(found, key=lambda one: (one.image.taken_at, one.name))


def named(connection: Connection, name: str, today: date) -> Usable | None:
    """Return one of them by its notice."""
    row = connection.execute(_IMAGES.where(_TABLE.c.name == name)).first()
    return None if row is None else _usable(row, today)


def told(connection: Connection, one: Usable) -> Told:
    """Say how far a scan has come."""
    kept = keeping.kept(connection, one.image.digest)
    if kept is not None:
        return _here(one, kept)
    refused = keeping.refused(connection, one.name)
    state = State.AWAY if refused is None else State.REFUSED if refused else State.COMING
    return Told(name=one.name, notice=one.notice, image=one.image, state=state, why=refused or "")


def _here(one: Usable, kept: Kept) -> Told:
    return Told(
        name=one.name,
        notice=one.notice,
        image=one.image,
        state=State.UNREADABLE if kept.scan is None else State.HERE,
        problems=kept.problems,
        scan=kept.scan,
    )


def _usable(row: AnyRow, today: date) -> Usable | None:
    notice = _NOTICES.decode(row.notice)
    if not isinstance(notice.body, ScanImage) or not shown(notice, today):
        return None
    return Usable(name=row.name, notice=notice, image=notice.body)


def shown(notice: Notice, today: date) -> bool:
    """Say whether a dossier may show the scan that a notice tells of."""
    handling = notice.handling
    allowed = handling.tlp is not Tlp.RED and handling.purposes & _USES
    return bool(allowed) and handling.retain_until >= today


def utc_day(now: datetime) -> date:
    """Return the day by which retention is reckoned."""
    return now.astimezone(UTC).date()
