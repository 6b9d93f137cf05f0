"""A partner who is a release ahead says more than is understood here; none of it is lost."""

from itertools import count
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import select

from quaywatch.alliance.exchange import Batch, Published, encoded, sealed
from quaywatch.alliance.exchange.batch import NOTHING, unsigned_header
from quaywatch.alliance.line import Line
from quaywatch.alliance.line.packing import unpacked
from quaywatch.ledger.line import line_taken
from tests.alliance.line.lines import HAMBURG, KEYS, ONWARD, alive, allowed, catch_up, lines
from tests.alliance.making import ANTWERP, NOW, ROTTERDAM, notice

_CONTEXT = b"quaywatch batch 1\n"


def with_more(data: bytes, **more: Any) -> bytes:
    """What a later release writes: fields that this one does not know."""
    return msgspec.msgpack.encode(msgspec.msgpack.decode(data) | more)


def from_the_next_release() -> Batch:
    one = with_more(msgspec.msgpack.encode(notice(handling=ONWARD)), hull="painted red")
    made = sealed(
        [encoded(Published(notice=one))],
        KEYS[ROTTERDAM],
        sender=ROTTERDAM,
        recipient=HAMBURG,
        number=1,
        previous=NOTHING,
        made_at=NOW,
    )
    header = with_more(made.header, schema=2)
    signature = KEYS[ROTTERDAM].sign(_CONTEXT + header)
    return msgspec.structs.replace(made, header=header, signature=signature)


def stored(line: Line) -> bytes:
    with line.engine.connect() as connection:
        bodies = connection.execute(select(line_taken.c.body)).scalars()
        return b"".join(b"".join(unpacked(body).payloads) for body in bodies)


def test_fields_of_the_next_release_are_kept_and_passed_on(tmp_path: Path) -> None:
    numbers = count()
    antwerp, hamburg = lines(
        lambda: f"sqlite:///{tmp_path}/{next(numbers)}.sqlite", ANTWERP, HAMBURG
    )
    batch = from_the_next_release()
    assert unsigned_header(batch.header).number == 1
    assert hamburg.take(batch).notices == 1
    assert b"painted red" in stored(hamburg)
    with hamburg.transaction() as connection:
        hamburg.publish(connection, [allowed(notice(handling=ONWARD), ANTWERP)])
    (taken,) = catch_up(hamburg, antwerp)
    assert (taken.notices, taken.refused) == (1, [])
    assert b"painted red" in stored(antwerp)
    assert list(alive(antwerp).values()) == [notice(handling=ONWARD)]


def test_a_kind_of_item_that_is_not_known_yet_waits_for_the_release_that_does(
    tmp_path: Path,
) -> None:
    (hamburg,) = lines(lambda: f"sqlite:///{tmp_path}/h.sqlite", HAMBURG)
    later = msgspec.msgpack.encode({"item": "hologram", "of": "a container"})
    batch = sealed(
        [later, encoded(Published(notice=msgspec.msgpack.encode(notice())))],
        KEYS[ROTTERDAM],
        sender=ROTTERDAM,
        recipient=HAMBURG,
        number=1,
        previous=NOTHING,
        made_at=NOW,
    )
    assert hamburg.take(batch).notices == 1
    (waiting,) = hamburg.quarantined()
    assert (waiting.place, waiting.data) == (0, later)
    assert "hologram" in waiting.reason
