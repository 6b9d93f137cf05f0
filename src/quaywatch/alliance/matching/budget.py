"""How much a partner may ask: identifiers are few enough to try them all, so asking is rationed.

A container number has some 50 million plausible values. Whoever may ask 20,000 a day needs seven
years for them, and a question about what is on no manifest is caught by the openings long before.
"""

from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

import msgspec
from sqlalchemy import Connection, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from quaywatch.alliance.matching import schema


class Why(StrEnum):
    """Why a question is refused."""

    DAY = "day"
    """It would go beyond what may be asked in a day…"""
    HOUR = "hour"
    """…or in an hour."""
    SIZE = "size"
    """Its size gives away how much is asked, or is too large, or too small for a count."""
    EPOCH = "epoch"
    """There is no such table for the partner today."""
    SUSPENDED = "suspended"
    """The partner may not ask until somebody lifts it."""
    OVERDUE = "overdue"
    """An earlier question was not opened in time."""
    MANIFEST = "manifest"
    """The manifest was not committed to before, or there are too many of them today."""
    MALFORMED = "malformed"


class Refused(Exception):  # noqa: N818 - the officer's word
    """What was asked is refused, with the reason; nothing of it was answered."""

    def __init__(self, why: Why, message: str) -> None:
        super().__init__(message)
        self.why = why


class Quota(msgspec.Struct, frozen=True, kw_only=True):
    """What was agreed with a partner for one purpose; those that fill a question count too."""

    per_day: int = 20_000
    per_hour: int = 16_384
    per_question: int = 16_384
    count_least: int = 256
    """A count of fewer is not told: it would tell which. Nor may nearly all of it be fillers."""
    manifests_per_day: int = 8
    manifest_most: int = 100_000
    """Things on one: what a large port has at hand, and not all that there could be."""
    opened: int = 8
    """Places of a question that are opened: where a tenth of what is asked is on no manifest, eight
    show it with 57 %; where half is, with 99.6 %."""
    open_within_s: int = 86_400


class Budget(msgspec.Struct, frozen=True, kw_only=True):
    """What a partner has asked and may still ask, for the owner to see."""

    partner: str
    purpose: str
    asked_today: int
    left_today: int
    left_this_hour: int
    questions: int
    """Of all time."""
    to_open: int
    """Questions whose opening is awaited."""
    overdue: int
    suspended: str
    """Why, where it is."""


def budget(
    connection: Connection, partner: str, purpose: str, quota: Quota, at: datetime
) -> Budget:
    """Return what a partner may still ask for a purpose at an instant."""
    asked = schema.question.c
    of = asked.partner == partner, asked.purpose == purpose
    today = _sum(connection, *of, asked.day == _day(at))
    hour = _sum(connection, *of, asked.at > at - timedelta(hours=1))
    left = max(quota.per_day - today, 0)
    return Budget(
        partner=partner,
        purpose=purpose,
        asked_today=today,
        left_today=left,
        left_this_hour=min(max(quota.per_hour - hour, 0), left),
        questions=_count(connection, *of),
        to_open=_count(connection, asked.partner == partner, asked.opened == ""),
        overdue=_count(connection, asked.partner == partner, asked.opened == "", asked.due_at < at),
        suspended=suspension(connection, partner),
    )


def spend(
    connection: Connection, partner: str, purpose: str, quota: Quota, at: datetime, size: int
) -> None:
    """Refuse what goes beyond the budget; the caller writes the question down in this transaction.

    Raises:
        Refused: it may not be asked.

    """
    lock(connection, partner)
    found = budget(connection, partner, purpose, quota, at)
    if found.suspended:
        raise Refused(Why.SUSPENDED, found.suspended)
    if found.overdue:
        raise Refused(Why.OVERDUE, f"{found.overdue} earlier questions were not opened in time")
    if size > found.left_today:
        raise Refused(Why.DAY, f"{size} asked, and {found.left_today} left today")
    if size > found.left_this_hour:
        raise Refused(Why.HOUR, f"{size} asked, and {found.left_this_hour} left this hour")


def commit(
    connection: Connection, partner: str, root: bytes, size: int, quota: Quota, at: datetime
) -> None:
    """Write down a manifest that a partner commits itself to; raises Refused."""
    lock(connection, partner)
    made = schema.manifest.c
    mine = made.partner == partner
    if connection.scalar(select(made.size).where(mine, made.root == root)) is not None:
        return
    if not 0 < size <= quota.manifest_most:
        raise Refused(Why.MANIFEST, f"a manifest of {size} things is none")
    today = select(func.count()).where(mine, made.day == _day(at))
    if (connection.scalar(today) or 0) >= quota.manifests_per_day:
        raise Refused(Why.MANIFEST, f"{quota.manifests_per_day} manifests today already")
    values = {"partner": partner, "root": root, "size": size, "day": _day(at), "at": at}
    connection.execute(insert(schema.manifest).values(values))


def suspend(connection: Connection, partner: str, why: str, at: datetime) -> None:
    """Let a partner ask no more until somebody lifts it."""
    lock(connection, partner)
    where = schema.standing.c.partner == partner
    values = {"suspended": why, "since": at, "lifted_by": ""}
    connection.execute(update(schema.standing).where(where).values(values))


def lift(connection: Connection, partner: str, first: str, second: str) -> None:
    """Let a partner ask again; raises ValueError unless two people say so."""
    if not first or not second or first == second:
        raise ValueError("it takes two people to lift a suspension")
    where = schema.standing.c.partner == partner
    values = {"suspended": "", "lifted_by": f"{first}, {second}"}
    connection.execute(update(schema.standing).where(where).values(values))


def suspension(connection: Connection, partner: str) -> str:
    """Return why a partner may not ask; empty where it may."""
    query = select(schema.standing.c.suspended).where(schema.standing.c.partner == partner)
    return connection.scalar(query) or ""


def lock(connection: Connection, partner: str) -> None:
    """Let nobody else count this partner's budget until the transaction ends."""
    made = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    row = {"partner": partner, "suspended": "", "lifted_by": ""}
    connection.execute(made(schema.standing).values(row).on_conflict_do_nothing())
    where = schema.standing.c.partner == partner
    connection.execute(select(schema.standing.c.partner).where(where).with_for_update())


def _day(at: datetime) -> date:
    return at.date()


def _sum(connection: Connection, *where: Any) -> int:
    return int(connection.scalar(select(func.sum(schema.question.c.size)).where(*where)) or 0)


def _count(connection: Connection, *where: Any) -> int:
    return connection.scalar(select(func.count(schema.question.c.digest)).where(*where)) or 0
