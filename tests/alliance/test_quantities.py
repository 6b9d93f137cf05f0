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
from tests.alliance.making import NOW, SEIZURE, notice

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
    "made",
    [
        notice(msgspec.structs.replace(SEIZURE, found_at=NOW.replace(tzinfo=None))),
        msgspec.structs.replace(notice(), valid_until=NOW.replace(tzinfo=None)),
    ],
    ids=["found_at", "valid_until"],
)
def test_a_notice_whose_instants_have_no_time_zone_is_refused(
    made: Notice, request: pytest.FixtureRequest
) -> None:
    with pytest.raises(msgspec.ValidationError, match=request.node.callspec.id):
        msgspec.msgpack.decode(msgspec.msgpack.encode(made), type=Notice)
