"""What partners that had a match ask to be told, at the owner: two people agree, or one refuses."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum

import msgspec
from sqlalchemy import Connection, Row, insert, select, update

from quaywatch.alliance.matching import schema
from quaywatch.alliance.matching.budget import suspend
from quaywatch.alliance.matching.canaries import is_canary
from quaywatch.alliance.matching.hits import NotNow
from quaywatch.alliance.matching.items import Item, Sort, read_item
from quaywatch.alliance.matching.messages import Epoch, Release, ReleaseRequest
from quaywatch.alliance.matching.table import fingerprints
from quaywatch.ledger.acts import same_person


class Asked(StrEnum):
    """How far a request has come, at the owner."""

    WAITING = "waiting"
    AGREED = "agreed"
    """One person has agreed; a second one has to."""
    RELEASED = "released"
    REFUSED = "refused"
    TRAP = "trap"
    """It names what is nobody's: the partner has guessed."""


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """A partner's request, at the owner."""

    id: str
    partner: str
    item: Item
    reason: str
    asked_at: datetime
    state: Asked
    first_officer: str
    second_officer: str
    notices: tuple[str, ...]


def asked(
    connection: Connection,
    epoch: Epoch,
    request: ReleaseRequest,
    output: bytes,
    at: datetime,
) -> Asked:
    """Write a partner's request down, for people to decide; one that comes again changes nothing.

    `output` is what the item comes to under the epoch's key. Whether the item is held does not
    show in what the partner is told: a request is no way round the budget.

    Raises:
        NotNow: the partner has never asked about this item within its budget, or it is none.

    """
    item = _item(request)
    if int.from_bytes(request.fingerprint, "big") != int(fingerprints([output])[0]):
        raise NotNow("this was never asked: the fingerprint is not that of the item")
    made = schema.release
    there = connection.execute(select(made).where(made.c.id == request.id)).first()
    if there is not None:
        if (there.partner, there.epoch, there.value) != (epoch.partner, epoch.id, item.value):
            raise NotNow("another request has this name")
        return Asked(there.state)
    state = Asked.TRAP if is_canary(connection, item) else Asked.WAITING
    row = {
        "id": request.id,
        "partner": epoch.partner,
        "epoch": epoch.id,
        "sort": item.sort.value,
        "value": item.value,
        "reason": request.reason,
        "asked_at": at,
        "state": state.value,
        "first_officer": "",
        "second_officer": "",
        "note": "",
        "notices": msgspec.msgpack.encode(()),
    }
    connection.execute(insert(made).values(row))
    if state is Asked.TRAP:
        suspend(connection, epoch.partner, f"it claims to have met {item.value}: nobody has", at)
    return state


def requests(connection: Connection, state: Asked | None = None) -> list[Request]:
    """Return the requests, or those in a state, oldest first."""
    query = select(schema.release).order_by(schema.release.c.asked_at, schema.release.c.id)
    if state is not None:
        query = query.where(schema.release.c.state == state.value)
    return [_request(row) for row in connection.execute(query)]


def decided(connection: Connection, partner: str, names: Sequence[str]) -> list[Release]:
    """Return what became of a partner's requests; of those that still wait, nothing."""
    wanted = set(names)
    return [
        Release(id=one.id, agreed=one.state is Asked.RELEASED, notices=one.notices)
        for one in requests(connection)
        if one.partner == partner
        and one.id in wanted
        and one.state in (Asked.RELEASED, Asked.REFUSED)
    ]


def released(connection: Connection, notice: str) -> set[str]:
    """Return the partners that two people have agreed to tell about a notice."""
    found = requests(connection, Asked.RELEASED)
    return {one.partner for one in found if notice in one.notices}


def agree(
    connection: Connection, name: str, officer: str, notices: Sequence[str], at: datetime
) -> Release | None:
    """Have a person agree that notices are told; the second, another one, releases them.

    Returns what goes to the partner; None while a second person is awaited, who has to name the
    same notices. What of them goes is still for the policy to say.

    Raises:
        NotNow: it is decided, nobody is named, or the second person is the first.

    """
    row = _waiting(connection, name, officer)
    said = msgspec.msgpack.encode((*notices,))
    if row.state == Asked.WAITING:
        values = {"state": Asked.AGREED.value, "first_officer": officer, "notices": said}
        _change(connection, row, values)
        return None
    if same_person(row.first_officer, officer):
        raise NotNow("the second person is another one")
    if row.notices != said:
        raise NotNow("the first person agreed to other notices")
    values = {"state": Asked.RELEASED.value, "second_officer": officer, "decided_at": at}
    _change(connection, row, values)
    return Release(id=name, agreed=True, notices=(*notices,))


def refuse(connection: Connection, name: str, officer: str, note: str, at: datetime) -> Release:
    """Have a person refuse; return what goes to the partner, without the reason.

    Raises:
        NotNow: it is decided, or nobody is named.

    """
    row = _waiting(connection, name, officer)
    values = {"state": Asked.REFUSED.value, "second_officer": officer}
    _change(connection, row, values | {"note": note, "decided_at": at})
    return Release(id=name, agreed=False)


def _item(request: ReleaseRequest) -> Item:
    try:
        return read_item(request.said)
    except ValueError as error:
        raise NotNow(f"that is no item: {error}") from error


def _waiting(connection: Connection, name: str, officer: str) -> Row[tuple[object, ...]]:
    query = select(schema.release).where(schema.release.c.id == name).with_for_update()
    row = connection.execute(query).first()
    if row is None or row.state not in (Asked.WAITING, Asked.AGREED):
        raise NotNow("nobody waits for a decision about that")
    if not officer:
        raise NotNow("somebody has to answer for it by name")
    return row


def _change(
    connection: Connection, row: Row[tuple[object, ...]], values: Mapping[str, object]
) -> None:
    made = schema.release
    connection.execute(update(made).where(made.c.id == row.id).values(values))


def _request(row: Row[tuple[object, ...]]) -> Request:
    return Request(
        id=row.id,
        partner=row.partner,
        item=Item(Sort(row.sort), row.value),
        reason=row.reason,
        asked_at=row.asked_at,
        state=Asked(row.state),
        first_officer=row.first_officer,
        second_officer=row.second_officer,
        notices=msgspec.msgpack.decode(row.notices, type=tuple[str, ...]),
    )
