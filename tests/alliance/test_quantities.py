"""Numbers no engine keeps, and instants nobody can compare, are refused where they come in."""

from typing import Any

import msgspec
import pytest

from quaywatch.alliance import Notice
from quaywatch.alliance.bodies import Indicator, Seen
from quaywatch.alliance.line.memory import Question
from quaywatch.alliance.matching.wire import Commitment
from quaywatch.alliance.packages import Fetch
from quaywatch.alliance.relaying.parcels import Ack, Parcel
from tests.alliance.making import NOW, notice

PARCEL = {"sender": "a.example", "recipient": "b.example", "number": 1, "sealed": b"x"}
ACK = {"sender": "a.example", "recipient": "b.example", "taken": 1}


@pytest.mark.parametrize(
    ("kind", "said", "field"),
    [
        (Fetch, {"type": "fetch", "name": "bananas", "version": 1}, "version"),
        (Parcel, PARCEL, "number"),
        (Ack, ACK, "taken"),
        (Question, {"after": 0}, "after"),
        (Commitment, {"type": "commitment", "root": bytes(32), "size": 1}, "size"),
    ],
)
@pytest.mark.parametrize("number", [-1, 2**63, 2**64 - 1])
def test_what_counts_beyond_every_engine_is_refused(
    kind: type, said: dict[str, Any], field: str, number: int
) -> None:
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(said), type=kind)
    with pytest.raises(msgspec.ValidationError, match=field):
        msgspec.msgpack.decode(msgspec.msgpack.encode(said | {field: number}), type=kind)


@pytest.mark.parametrize("days", [0, -1, 36_501, 2**31])
def test_a_half_life_that_nothing_can_be_weighed_by_is_refused(days: int) -> None:
    said = msgspec.to_builtins(Indicator(what=Seen.SEAL, value="A1")) | {"half_life_days": days}
    with pytest.raises(msgspec.ValidationError, match="half-life"):
        msgspec.convert(said, Indicator)


@pytest.mark.parametrize(
    "at",
    ["2026-03-02T09:30:15", "9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00+14:00"],
    ids=["without a zone", "after all days", "before all days"],
)
@pytest.mark.parametrize("field", ["created_at", "made_at", "valid_until", "found_at"])
def test_a_notice_with_an_instant_that_cannot_be_told_is_refused(field: str, at: str) -> None:
    said = msgspec.to_builtins(notice(valid_until=NOW))
    (said["body"] if field == "found_at" else said)[field] = at
    with pytest.raises(msgspec.ValidationError):
        msgspec.msgpack.decode(msgspec.msgpack.encode(said), type=Notice)
