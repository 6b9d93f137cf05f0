"""Rows of partners' scans and of what was made of them."""

from datetime import datetime

import msgspec
from sqlalchemy import Connection, delete, insert, select, update

from quaywatch.alliance.bodies import ScanImage
from quaywatch.cargo import Problem
from quaywatch.node.allied.elsewhere import schema
from quaywatch.node.among import AnyRow
from quaywatch.node.facts import ScanTaken
from quaywatch.node.scanning.scan import Scan
from quaywatch.scans.reading import Reading

_SCAN, _COMPARED, _WANTED = schema.scan.c, schema.compared.c, schema.wanted.c
_TAKEN = msgspec.json.Decoder(ScanTaken)
_READINGS = msgspec.json.Decoder(Reading)
_PROBLEMS = msgspec.json.Decoder(tuple[Problem, ...])


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """A partner's scan that came."""

    digest: str
    notice: str
    """Name of the notice it came with."""
    scan: Scan | None
    """None where it cannot be read."""
    problems: tuple[Problem, ...]
    reading: Reading | None


def want(connection: Connection, name: str, actor: str, at: datetime) -> None:
    """Note that somebody wants a scan; asked again, an earlier refusal is forgotten."""
    connection.execute(delete(schema.wanted).where(_WANTED.notice == name))
    row = {"notice": name, "actor": actor, "at": at, "refused": ""}
    connection.execute(insert(schema.wanted).values(row))


def wanted(connection: Connection, partner: str) -> list[str]:
    """Return the notices of a partner whose scans are still to be fetched."""
    query = select(_WANTED.notice).where(_WANTED.refused == "").order_by(_WANTED.notice)
    return [name for name in connection.scalars(query) if name.partition("/")[0] == partner]


def refused(connection: Connection, name: str) -> str | None:
    """Return why a wanted scan was refused, empty while it comes; None where nobody wants it."""
    return connection.scalar(select(_WANTED.refused).where(_WANTED.notice == name))


def refuse(connection: Connection, name: str, why: str) -> None:
    """Note why a partner does not hand a scan over."""
    connection.execute(update(schema.wanted).where(_WANTED.notice == name).values(refused=why))


def done(connection: Connection, name: str) -> None:
    """Note that a scan came."""
    connection.execute(delete(schema.wanted).where(_WANTED.notice == name))


def keep(
    connection: Connection,
    name: str,
    image: ScanImage,
    taken: ScanTaken | None,
    problems: tuple[Problem, ...],
    at: datetime,
) -> None:
    """Keep what a scan that came is; `taken` is None where it cannot be read, for the problems."""
    row = {
        "digest": image.digest,
        "notice": name,
        "container": image.number,
        "at": at,
        "taken": b"" if taken is None else msgspec.json.encode(taken),
        "problems": msgspec.json.encode(problems),
        "reading": b"",
    }
    connection.execute(delete(schema.scan).where(_SCAN.digest == image.digest))
    connection.execute(insert(schema.scan).values(row))


def kept(connection: Connection, digest: str) -> Kept | None:
    """Return a scan that came."""
    row = connection.execute(select(schema.scan).where(_SCAN.digest == digest)).first()
    return None if row is None else _kept(row)


def all_kept(connection: Connection, container: str | None = None) -> list[Kept]:
    """Return scans that came, of one container or of all, as they came."""
    query = select(schema.scan)
    if container is not None:
        query = query.where(_SCAN.container == container)
    return [_kept(row) for row in connection.execute(query.order_by(_SCAN.at, _SCAN.digest))]


def read(connection: Connection, digest: str, reading: Reading) -> None:
    """Keep what the machine saw in a scan, if it is still held."""
    said = msgspec.json.encode(reading, order="deterministic")
    connection.execute(update(schema.scan).where(_SCAN.digest == digest).values(reading=said))


def compare(connection: Connection, digest: str, earlier: str, reading: Reading) -> None:
    """Keep what came of holding an own scan against a partner's, if that is still held."""
    if kept(connection, earlier) is None:
        return
    mine = (_COMPARED.digest == digest) & (_COMPARED.earlier == earlier)
    connection.execute(delete(schema.compared).where(mine))
    said = msgspec.json.encode(reading, order="deterministic")
    row = {"digest": digest, "earlier": earlier, "reading": said}
    connection.execute(insert(schema.compared).values(row))


def comparisons(connection: Connection, digest: str) -> dict[str, Reading]:
    """Return what came of holding an own scan against partners', by digest of theirs."""
    query = select(_COMPARED.earlier, _COMPARED.reading).where(_COMPARED.digest == digest)
    return {row.earlier: _READINGS.decode(row.reading) for row in connection.execute(query)}


def of(connection: Connection, name: str) -> set[str]:
    """Return the digests of what was made of a notice's scans."""
    return set(connection.scalars(select(_SCAN.digest).where(_SCAN.notice == name)))


def pass_on(connection: Connection, digest: str, name: str) -> None:
    """Hold what was made of a scan by another notice that tells the same of it."""
    connection.execute(update(schema.scan).where(_SCAN.digest == digest).values(notice=name))


def forget(connection: Connection, name: str, *, but: str = "") -> list[str]:
    """Delete all that was made of a notice's scans, but for one; return the digests of those.

    What is wanted of a notice stays wanted while it tells of a scan.
    """
    of_it = (_SCAN.notice == name) & (_SCAN.digest != but)
    gone = list(connection.scalars(select(_SCAN.digest).where(of_it)))
    if gone and connection.dialect.name == "sqlite":
        # Else the bytes stay legible in pages that are free.
        connection.exec_driver_sql("PRAGMA secure_delete = ON")
    connection.execute(delete(schema.compared).where(_COMPARED.earlier.in_(gone)))
    connection.execute(delete(schema.scan).where(of_it))
    if not but:
        connection.execute(delete(schema.wanted).where(_WANTED.notice == name))
    return gone


def names(connection: Connection) -> set[str]:
    """Return the notices of which anything is kept or wanted."""
    found = set(connection.scalars(select(_SCAN.notice)))
    return found | set(connection.scalars(select(_WANTED.notice)))


def _kept(row: AnyRow) -> Kept:
    scan = None
    if row.taken:
        scan = Scan(position=0, kept_at=row.at, taken=_TAKEN.decode(row.taken), notice=row.notice)
    return Kept(
        digest=row.digest,
        notice=row.notice,
        scan=scan,
        problems=_PROBLEMS.decode(row.problems),
        reading=_READINGS.decode(row.reading) if row.reading else None,
    )
