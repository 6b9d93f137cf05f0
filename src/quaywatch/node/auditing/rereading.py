"""Cleared pictures of an order, drawn by a day's public seed, and what allies read in them.

An ally is sent what an `image` notice tells, which is neither what was said of the picture nor what
came of the box, and answers with feedback.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

import msgspec
from sqlalchemy import Connection, select

from quaywatch.alliance import Notice, known_by
from quaywatch.alliance.accords import AuditOrder, Life, Topic, stream
from quaywatch.alliance.bodies import Feedback, ScanImage, Verdict
from quaywatch.node import draws, schema
from quaywatch.node.scanning.scan import Scan, scan_named
from quaywatch.scans.verdicts import Analysis, Says
from quaywatch.strategy.audits import Agreement, Picture, agreement, chosen

_ANALYSES = msgspec.json.Decoder(Analysis)
_NOTICES = msgspec.json.Decoder(Notice)
_SAYS = {Verdict.FOUND: True, Verdict.IRREGULARITY: True, Verdict.NOTHING: False}
"""What feedback says of a picture; other verdicts are no reading."""


class Reread(msgspec.Struct, frozen=True, kw_only=True):
    """The pictures that an order has drawn, and what was read in them."""

    seed: str
    """In hexadecimal; empty until a day is drawn after the order came into force."""
    draw: str
    """The draw whose public seed it is, such as `2026-03-02/1`."""
    pictures: tuple[str, ...]
    """Digests."""
    unsent: tuple[str, ...]
    """Of these, what was never put forward to be shared."""
    agreement: Agreement


def reread(connection: Connection, life: Life, order: AuditOrder, node: str, today: date) -> Reread:
    """Return what became of an order's pictures; nothing is drawn before it is in force."""
    seed, draw = ("", "") if not order.images else _seed(connection, life, today)
    pictures: tuple[str, ...] = ()
    if seed and life.since is not None:
        cleared = _cleared(connection, life.since)
        pictures = chosen(cleared, order.images, bytes.fromhex(seed))
    known = _put_forward(connection, node, pictures)
    return Reread(
        seed=seed,
        draw=draw,
        pictures=pictures,
        unsent=tuple(each for each in pictures if each not in known),
        agreement=agreement(
            pictures,
            [each for each, sent in known.items() if sent],
            _read(connection, node, pictures),
        ),
    )


def reference(digest: str) -> str:
    """Return by what this authority knows the notice of a picture."""
    return f"scan/{digest}"


def told(connection: Connection, digest: str, port: str) -> ScanImage | None:
    """Return what an ally is told of a picture; None where it is kept here no more.

    Args:
        connection: to the tables.
        digest: of the picture.
        port: UN/LOCODE where it was taken, unless its file says so.
    """
    scan = scan_named(connection, digest)
    if scan is None:
        return None
    return ScanImage(
        container=scan.taken.container,
        taken_at=scan.at,
        at=_site(scan) or port,
        format=scan.taken.format,
        size=scan.taken.size,
        digest=digest,
    )


def _site(scan: Scan) -> str:
    return scan.taken.particulars.site.partition(" ")[0]


def _seed(connection: Connection, life: Life, today: date) -> tuple[str, str]:
    """Return the seed of the first draw whose candidates froze after the order came into force."""
    if life.in_force is None or life.since is None:
        return "", ""
    day = life.since.date()
    while day <= today:
        for draw in draws.drawn(connection, day):
            frozen = draw.frozen_at
            if draw.drawn is not None and frozen is not None and frozen > life.since:
                return draw.drawn.seed, draw.name
        day += timedelta(days=1)
    return "", ""


def _cleared(connection: Connection, before: datetime) -> list[Picture]:
    """Return the own pictures that had been cleared by an instant, whatever was said later."""
    analysis, scan, box = schema.analysis.c, schema.scan.c, schema.box.c
    query = (
        select(analysis.record, box.port_of_loading)
        .join(schema.scan, scan.digest == analysis.digest)
        .outerjoin(schema.box, box.equipment_number == scan.container)
        .order_by(analysis.digest, box.box_id)
    )
    found: dict[str, Picture] = {}
    for row in connection.execute(query):
        made = _ANALYSES.decode(row.record)
        said = [each.verdict.says for each in made.given if each.at < before]
        if said and said[-1] is Says.CLEAR and Says.OPEN not in said:
            country = (row.port_of_loading or "")[:2]
            found.setdefault(made.digest, Picture(digest=made.digest, stratum=country))
    return list(found.values())


def _put_forward(connection: Connection, node: str, digests: Sequence[str]) -> dict[str, bool]:
    """Return the pictures put forward to be shared, and whether two people let them out."""
    table = schema.accord.c
    names = {stream(Topic.NOTICE, known_by(node, reference(each))): each for each in digests}
    query = select(table.name, table.record).where(table.name.in_(list(names)))
    return {
        names[row.name]: msgspec.json.decode(row.record, type=Life).last_in_force is not None
        for row in connection.execute(query)
    }


def _read(connection: Connection, node: str, digests: Sequence[str]) -> dict[str, bool]:
    """Return whether any ally saw something, by picture, of those that one read."""
    table = schema.ally_notice.c
    about = {f"image/{known_by(node, reference(each))}": each for each in digests}
    query = select(table.about, table.notice).where(
        table.kind == "feedback",
        table.own == 0,
        table.gone == "",
        table.about.in_(list(about)),
    )
    found: dict[str, bool] = {}
    for row in connection.execute(query):
        body = _NOTICES.decode(row.notice).body
        saw = _SAYS.get(body.verdict) if isinstance(body, Feedback) else None
        if saw is not None:
            found[about[row.about]] = saw or found.get(about[row.about], False)
    return found
