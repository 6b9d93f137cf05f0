"""Packages that came wait here until a person has tried them and taken them over, or has not."""

from collections.abc import Collection
from datetime import datetime
from enum import StrEnum

import msgspec
from sqlalchemy import ColumnElement, Connection, Row, insert, select, update

from quaywatch.alliance.packages import schema
from quaywatch.alliance.packages.package import BadPackage, Header, Signed, check_content

MOST_WAITING = 50
"""Packages of one origin that wait at the most."""


class NoPackage(ValueError):  # noqa: N818 - the officer's word
    """There is no such package, or it is not waiting for this."""


class State(StrEnum):
    """How far a package has come here."""

    WAITING = "waiting"
    TRIED = "tried"
    TAKEN = "taken"
    """Laid down among what is made here; it comes into force by a second person, if it does."""
    DISMISSED = "dismissed"
    WITHDRAWN = "withdrawn"
    """Its origin offers it no more, or its time is over."""


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """A package here."""

    header: Header
    came_at: datetime
    state: State
    officer: str
    note: str
    figures: bytes
    """What trying it told, as JSON; empty before."""
    content: bytes

    @property
    def id(self) -> str:
        """Its name among all packages here."""
        return f"{self.header.origin}/{self.header.name}/{self.header.version}"


def keep(connection: Connection, signed: Signed, header: Header, data: bytes, at: datetime) -> None:
    """Put a package that was fetched into quarantine.

    Raises:
        BadPackage: its bytes are not those signed, or too many of its origin wait.

    """
    check_content(header, data)
    others = [one for one in waiting(connection) if one.header.origin == header.origin]
    if len(others) >= MOST_WAITING:
        raise BadPackage(f"{len(others)} packages of {header.origin} wait already")
    row = {
        "origin": header.origin,
        "name": header.name,
        "version": header.version,
        "said": signed.said,
        "signature": signed.signature,
        "content": data,
        "came_at": at,
        "state": State.WAITING.value,
        "officer": "",
        "note": "",
        "figures": b"",
    }
    connection.execute(insert(schema.package).values(row))


def held(connection: Connection) -> list[Held]:
    """Return all packages that came, newest first."""
    made = schema.package.c
    query = select(schema.package).order_by(made.came_at.desc(), made.origin, made.name)
    return [_held(row) for row in connection.execute(query)]


def known(connection: Connection, origin: str, name: str, version: int) -> Held | None:
    """Return one package, None where it never came."""
    row = connection.execute(select(schema.package).where(*_one(origin, name, version))).first()
    return None if row is None else _held(row)


def step(
    connection: Connection,
    one: Held,
    state: State,
    at: datetime,
    *,
    officer: str,
    note: str = "",
    figures: bytes = b"",
) -> None:
    """Write down what became of a package; its bytes go: what was taken over stands elsewhere."""
    header = one.header
    values: dict[str, object] = {
        "state": state.value,
        "officer": officer,
        "note": note,
        "figures": figures or one.figures,
        "decided_at": at,
    }
    if state not in (State.WAITING, State.TRIED):
        values["content"] = b""
    where = _one(header.origin, header.name, header.version)
    connection.execute(update(schema.package).where(*where).values(values))


def waiting(connection: Connection) -> list[Held]:
    """Return the packages that nobody has decided on."""
    return [one for one in held(connection) if one.state in (State.WAITING, State.TRIED)]


def lacking(
    connection: Connection, origin: str, offered: Collection[tuple[str, int]]
) -> list[Held]:
    """Return the waiting packages of an origin that it offers no more."""
    return [
        one
        for one in waiting(connection)
        if one.header.origin == origin and (one.header.name, one.header.version) not in offered
    ]


def _one(origin: str, name: str, version: int) -> tuple[ColumnElement[bool], ...]:
    made = schema.package.c
    return made.origin == origin, made.name == name, made.version == version


def _held(row: Row[tuple[object, ...]]) -> Held:
    return Held(
        header=msgspec.msgpack.decode(row.said, type=Header),
        came_at=row.came_at,
        state=State(row.state),
        officer=row.officer,
        note=row.note,
        figures=row.figures,
        content=row.content,
    )
