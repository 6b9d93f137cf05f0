"""A log, or some entries of it, in a file that anybody can verify without the node."""

from collections.abc import Mapping, Sequence

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import Connection

from quaywatch.alliance.witness.log import Log, salted
from quaywatch.alliance.witness.publisher import Publisher
from quaywatch.ledger.tree import (
    BadNote,
    BadProof,
    Key,
    Witness,
    check_consistency,
    check_inclusion,
    opened,
    root_over,
)

_FORMAT = "quaywatch audit 1"


class NotYet(ValueError):  # noqa: N818 - the auditor's word
    """No checkpoint covers it yet, or there is no such entry."""


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """One entry with its salt and its way to the root; no way where the whole log is there."""

    place: int
    data: bytes
    salt: bytes
    path: tuple[bytes, ...] = ()


class Earlier(msgspec.Struct, frozen=True, kw_only=True):
    """An earlier checkpoint, and the proof that the log has kept what it had then."""

    note: str
    proof: tuple[bytes, ...]


class Bundle(msgspec.Struct, frozen=True, kw_only=True):
    """What is in such a file."""

    format: str
    key: bytes
    """Of the log; believe it only if it is the one that you know from elsewhere."""
    witnesses: tuple[tuple[str, bytes], ...]
    """Each of them has cosigned."""
    note: str
    whole: bool
    """Whether all entries are there."""
    entries: tuple[Shown, ...]
    earlier: tuple[Earlier, ...] = ()


class Wrong(msgspec.Struct, frozen=True):
    """Something in a file that does not hold."""

    where: str
    message: str


class Verified(msgspec.Struct, frozen=True, kw_only=True):
    """What a file comes to."""

    origin: str
    size: int
    shown: int
    """Entries that were shown to be in the log."""
    witnesses: tuple[str, ...]
    key: str
    """That signed it, in hexadecimal."""
    wrong: tuple[Wrong, ...]
    """Nothing, where it holds."""


def bundled(
    connection: Connection,
    publisher: Publisher,
    places: Sequence[int] | None = None,
    *,
    entries: Mapping[int, bytes] | None = None,
    earlier: Sequence[str] = (),
    least: int = 0,
) -> bytes:
    """Return the file that shows entries of a log under its last checkpoint, or all of them.

    `entries` are those that the log itself does not keep. `least` allies have cosigned.

    Raises:
        ValueError: there is no such checkpoint, or no such entry.

    """
    log, note = publisher.log, publisher.latest(connection, least)
    if note is None:
        raise ValueError(f"no checkpoint of {log.name} has {least} cosignatures")
    read = opened(note, publisher.key, publisher.witnesses)
    size, tree = read.checkpoint.size, log.tree(connection)
    wanted = range(size) if places is None else places
    data = entries if entries is not None else _kept(connection, log, wanted)
    made = Bundle(
        format=_FORMAT,
        key=publisher.key.public.public_bytes_raw(),
        witnesses=tuple(
            (one.name, one.public.public_bytes_raw())
            for one in publisher.witnesses
            if one.name in read.witnessed
        ),
        note=note,
        whole=places is None,
        entries=tuple(
            Shown(
                place=place,
                data=_entry(data, place),
                salt=log.salt(place),
                path=() if places is None else tuple(tree.inclusion(place, size)),
            )
            for place in wanted
        ),
        earlier=tuple(
            Earlier(note=one, proof=tuple(tree.consistency(_size(one, publisher), size)))
            for one in earlier
        ),
    )
    return msgspec.msgpack.encode(made)


def verify(data: bytes, key: str | None = None) -> Verified:
    """Check everything in a file; what does not hold is told, each with its place.

    `key` is the log's, in hexadecimal, as it was learned elsewhere: without it a file says only
    that it agrees with itself.
    """
    try:
        bundle = msgspec.msgpack.decode(data, type=Bundle)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        return _nothing(f"it is no such file: {error}")
    if bundle.format != _FORMAT or msgspec.msgpack.encode(bundle) != data:
        return _nothing("it is not written as such files are")
    if key is not None and bundle.key.hex() != key.lower():
        return _nothing(f"it is signed by {bundle.key.hex()}, not by the key that is expected")
    return _verified(bundle)


def _verified(bundle: Bundle) -> Verified:
    wrong = list[Wrong]()
    origin = bundle.note.split("\n", 1)[0]
    try:
        own = Key(origin, Ed25519PublicKey.from_public_bytes(bundle.key))
        allies = [
            Witness(name, Ed25519PublicKey.from_public_bytes(public))
            for name, public in bundle.witnesses
        ]
        note = opened(bundle.note, own, allies)
    except (BadNote, ValueError) as error:
        return _nothing(f"its checkpoint does not hold: {error}")
    wrong += [
        Wrong("checkpoint", f"{one.name} has not cosigned it")
        for one in allies
        if one.name not in note.witnessed
    ]
    if bundle.note.count("\N{EM DASH} ") != 1 + len(allies):
        wrong.append(Wrong("checkpoint", "it bears signatures of nobody who is named"))
    size, root = note.checkpoint.size, note.checkpoint.root
    wrong += _whole(bundle, size, root) if bundle.whole else _some(bundle, size, root)
    for number, one in enumerate(bundle.earlier):
        wrong += _earlier(one, number, own, size, root)
    return Verified(
        origin=origin,
        size=size,
        shown=len(bundle.entries),
        witnesses=tuple(sorted(note.witnessed)),
        key=bundle.key.hex(),
        wrong=tuple(wrong),
    )


def _whole(bundle: Bundle, size: int, root: bytes) -> list[Wrong]:
    places = [one.place for one in bundle.entries]
    if places != list(range(size)) or any(one.path for one in bundle.entries):
        return [Wrong("entries", f"they are not those from 0 to {size - 1}")]
    if root_over([salted(one.data, one.salt) for one in bundle.entries]) != root:
        return [Wrong("entries", "one of them is not what was signed")]
    return []


def _some(bundle: Bundle, size: int, root: bytes) -> list[Wrong]:
    wrong = list[Wrong]()
    for one in bundle.entries:
        try:
            check_inclusion(salted(one.data, one.salt), one.place, size, root, one.path)
        except BadProof as error:
            wrong.append(Wrong(f"entry {one.place}", str(error)))
    return wrong


def _earlier(one: Earlier, number: int, own: Key, size: int, root: bytes) -> list[Wrong]:
    try:
        before = opened(one.note, own).checkpoint
        check_consistency(before.size, before.root, size, root, one.proof)
    except (BadNote, BadProof) as error:
        return [Wrong(f"earlier checkpoint {number + 1}", str(error))]
    return []


def _nothing(message: str) -> Verified:
    wrong = (Wrong("file", message),)
    return Verified(origin="", size=0, shown=0, witnesses=(), key="", wrong=wrong)


def _kept(connection: Connection, log: Log, wanted: Sequence[int]) -> dict[int, bytes]:
    if not wanted:
        return {}
    first = min(wanted)
    return dict(enumerate(log.entries(connection, first, max(wanted) + 1), first))


def _entry(data: Mapping[int, bytes], place: int) -> bytes:
    if place not in data:
        raise ValueError(f"there is no entry {place}")
    return data[place]


def _size(note: str, publisher: Publisher) -> int:
    return opened(note, publisher.key).checkpoint.size
