"""What holds of everything that partners send, whatever the bytes: envelopes, events and files."""

import json
from collections.abc import Sequence
from functools import cache
from hashlib import sha256

import msgspec
import pyrage

from quaywatch.alliance import Notice, known_by
from quaywatch.alliance.bodies import Indicator, Seen
from quaywatch.alliance.exchange import BadBatch, Published, encoded, sealed
from quaywatch.alliance.exchange.batch import NOTHING
from quaywatch.alliance.line.sending import packed, unpacked
from quaywatch.alliance.misp import exported, imported
from quaywatch.alliance.misp.reading import BadEvent
from quaywatch.alliance.offline import BadFile, new_identity, public
from quaywatch.alliance.offline.sheet import MAGIC, Cover, Sheet, opened
from quaywatch.alliance.stix import bundle, notices
from quaywatch.alliance.taxii.posting import Read, read_envelope
from quaywatch.alliance.taxii.shapes import Refusal
from tests.alliance.line.lines import KEYS
from tests.alliance.making import ANTWERP, NOW, ROTTERDAM, notice
from tests.alliance.misp.test_misp import TERMS
from tests.alliance.taxii.test_posting import FOREIGN

_SECRET = new_identity()
_TO = pyrage.x25519.Recipient.from_str(public(_SECRET))
_LOOK = notice(
    Indicator(what=Seen.HEADING, value="0803", together=((Seen.ROUTE, "ECGYE>*>BEANR"),)),
    id=known_by(ROTTERDAM, "fuzz"),
)


def posts(data: bytes) -> None:
    """Each object of an envelope is a notice that can go on, or has its place and the reason."""
    refusal: Refusal | None = None
    found: list[Read] = []
    try:
        found = list(read_envelope(data, TERMS, NOW))
    except Refusal as refused:
        refusal = refused
    assert refusal is None or 400 <= refusal.status < 500
    for place, one in enumerate(found):
        assert one.failed == one.told.message.startswith(f"objects[{place}]: ")
        assert one.data in data
        if one.notice is not None:
            assert one.notice.origin == TERMS.origin
            _goes_on(one.notice)


def events(data: bytes) -> None:
    """An event is notices that can go on, or refused as a whole."""
    try:
        told = imported(data, TERMS, NOW)
    except BadEvent:
        return
    for one in told.notices:
        assert one.origin == TERMS.origin
        _goes_on(one)


def files(data: bytes) -> None:
    """A file that is none is refused, sealed or not, and so is each batch of one that is."""
    for said in (data, pyrage.encrypt(data, [_TO])):
        try:
            sheet = opened(said, _SECRET)
            sheet.read_cover()
        except BadFile:
            continue
        for body in sheet.bodies:
            try:
                unpacked(body)
            except BadBatch:
                continue


def _goes_on(one: Notice) -> None:
    """What was taken can be kept, and is told to others as it is."""
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(one), type=Notice) == one
    assert [each for each, _ in notices(json.loads(msgspec.json.encode(bundle([one]))))] == [one]


@cache
def envelopes() -> Sequence[bytes]:
    """Bundles of ours, and an indicator of others."""
    made = bundle([notice(), _LOOK])
    return msgspec.json.encode(made), json.dumps({"objects": [FOREIGN]}).encode()


@cache
def written() -> Sequence[bytes]:
    """Events of ours."""
    return exported(notice()).data, exported(_LOOK).data


@cache
def sheets() -> Sequence[bytes]:
    """What is in a file, before it is sealed."""
    payload = encoded(Published(notice=msgspec.msgpack.encode(notice())))
    batch = sealed(
        [payload],
        KEYS[ROTTERDAM],
        sender=ROTTERDAM,
        recipient=ANTWERP,
        number=1,
        previous=NOTHING,
        made_at=NOW,
    )
    body = packed(batch)
    cover = Cover(
        sender=ROTTERDAM,
        recipient=ANTWERP,
        taken=0,
        bodies=sha256(sha256(body).digest()).digest(),
        made_at=NOW,
    )
    sheet = Sheet(cover=msgspec.msgpack.encode(cover), signature=bytes(64), bodies=(body,))
    return (MAGIC + msgspec.msgpack.encode(sheet),)
