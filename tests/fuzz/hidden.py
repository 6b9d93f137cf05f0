"""What holds of what partners send to match, to be witnessed or to show a log: any bytes."""

from collections.abc import Sequence
from functools import cache

import msgspec
import numpy as np
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import create_engine

from quaywatch.alliance.matching.messages import (
    Answer,
    Opening,
    Question,
    ReleaseRequest,
    Segment,
    decoded,
    encoded,
)
from quaywatch.alliance.matching.table import BadTable, coded
from quaywatch.alliance.matching.table import decoded as table_in
from quaywatch.alliance.witness import Log, Publisher, Refused, Witnessing, bundled, create, verify
from quaywatch.ledger.tree import Key
from tests.alliance.making import NOW

_KEY = Ed25519PrivateKey.from_private_bytes(b"k" * 32)
_NAME = "rotterdam.customs.example/sharing"
_MESSAGES = (Answer, Opening, Question, ReleaseRequest, Segment)


def messages(data: bytes) -> None:
    """A message is none, or the very message that its own bytes say again."""
    for kind in _MESSAGES:
        try:
            one = decoded(data, kind)
        except (msgspec.DecodeError, UnicodeDecodeError):
            continue
        assert decoded(encoded(one), kind) == one
    try:
        found = table_in(data)
    except BadTable:
        return
    assert coded(found) == data


def logs(data: bytes) -> None:
    """A file of a log that was changed does not hold, and a request that was is not cosigned."""
    file, request = shown()
    assert verify(data, _KEY.public_key().public_bytes_raw().hex()).wrong or data == file
    engine = create_engine("sqlite://")
    create(engine)
    with engine.begin() as connection:
        witness = Witnessing("antwerp", _KEY, {_NAME: Key(_NAME, _KEY.public_key())})
        if data == request:
            assert witness.add(connection, data, NOW)
        else:
            with pytest.raises(Refused):
                witness.add(connection, data, NOW)
    engine.dispose()


def asked() -> Sequence[bytes]:
    """Return a message and a table."""
    question = Question(epoch="0" * 64, manifest=bytes(32), elements=bytes(64))
    return encoded(question), coded(np.arange(5, dtype=np.uint64) << np.uint64(50))


@cache
def shown() -> tuple[bytes, bytes]:
    """Return the file of a small log, and what a witness is asked of it."""
    engine = create_engine("sqlite://")
    create(engine)
    with engine.begin() as connection:
        publisher = Publisher(Log(_NAME, b"s" * 32), _KEY, [])
        publisher.log.append(connection, [b"allowed", b"denied", b"allowed"])
        publisher.checkpoint(connection, NOW)
        said = bundled(connection, publisher), publisher.request(connection, 0) or b""
    engine.dispose()
    return said
