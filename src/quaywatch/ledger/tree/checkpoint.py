"""What a log's owner signs of it, and its witnesses after them: checkpoints as signed notes.

Formats of C2SP: signed-note, tlog-checkpoint and tlog-cosignature, so that tools of others read
them.
"""

from base64 import b64decode, b64encode
from binascii import Error
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

_ED25519, _COSIGNATURE = b"\x01", b"\x04"
_DASH = "\N{EM DASH} "
_HASH = 32
_ID = 4
_MOST_BYTES = 64 * 1024


class BadNote(ValueError):  # noqa: N818 - the auditor's word
    """Text that is no checkpoint, or none that the keys at hand have signed."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A log at one moment."""

    origin: str
    """Name of the log."""
    size: int
    root: bytes

    @property
    def text(self) -> str:
        """What is signed."""
        return f"{self.origin}\n{self.size}\n{b64encode(self.root).decode()}\n"


@dataclass(frozen=True, slots=True)
class Key:
    """The public key of a log, by name."""

    name: str
    public: Ed25519PublicKey

    @property
    def id(self) -> bytes:
        """Four bytes by which a signature names it."""
        return _key_id(self.name, _ED25519, self.public)


@dataclass(frozen=True, slots=True)
class Witness:
    """The public key of somebody who cosigns, by name."""

    name: str
    public: Ed25519PublicKey

    @property
    def id(self) -> bytes:
        """Four bytes by which a cosignature names it."""
        return _key_id(self.name, _COSIGNATURE, self.public)


@dataclass(frozen=True, slots=True)
class Note:
    """A checkpoint whose owner's signature holds, with the witnesses whose do."""

    checkpoint: Checkpoint
    witnessed: dict[str, datetime]
    """When each witness saw it, by name."""


def signed(checkpoint: Checkpoint, name: str, key: Ed25519PrivateKey) -> str:
    """Return a checkpoint with its owner's signature, as text."""
    signature = key.sign(checkpoint.text.encode())
    return f"{checkpoint.text}\n{_line(name, Key(name, key.public_key()).id + signature)}"


def cosigned(note: str, name: str, key: Ed25519PrivateKey, at: datetime) -> str:
    """Return a note with one more cosignature.

    Whoever cosigns has checked that the log has kept all that it had when they last did.
    """
    body = _parted(note)[0]
    seconds = int(at.timestamp())
    signature = key.sign(_witnessed(body, seconds))
    witness = Witness(name, key.public_key())
    return note + _line(name, witness.id + seconds.to_bytes(8, "big") + signature)


def opened(note: str, key: Key, witnesses: Collection[Witness] = ()) -> Note:
    """Return the checkpoint in a note that the log's key has signed, and who has witnessed it.

    Signatures of keys that are not at hand are passed over.

    Raises:
        BadNote: it is no checkpoint, the log's key has not signed it, or a signature that bears
            the name of a key at hand is not that key's.

    """
    body, lines = _parted(note)
    found = _checkpoint(body)
    if found.origin != key.name:
        raise BadNote(f"it is of the log {found.origin!r}, not of {key.name!r}")
    signatures = [_signature(line) for line in lines]
    own = [said for name, said in signatures if (name, said[:_ID]) == (key.name, key.id)]
    if not own:
        raise BadNote(f"{key.name} has not signed it")
    for said in own:
        _check(key.public, said[_ID:], body.encode(), key.name)
    return Note(found, _witnesses(body, signatures, witnesses))


def _witnesses(
    body: str, signatures: Iterable[tuple[str, bytes]], witnesses: Collection[Witness]
) -> dict[str, datetime]:
    known = {(one.name, one.id): one for one in witnesses}
    seen: dict[str, datetime] = {}
    for name, said in signatures:
        witness = known.get((name, said[:_ID]))
        if witness is None:
            continue
        seconds = int.from_bytes(said[_ID : _ID + 8], "big")
        _check(witness.public, said[_ID + 8 :], _witnessed(body, seconds), name)
        seen[name] = _instant(seconds, name)
    return seen


def _instant(seconds: int, name: str) -> datetime:
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, ValueError, OSError) as error:
        raise BadNote(f"{name} saw it at no time that there is") from error


def _parted(note: str) -> tuple[str, list[str]]:
    if len(note) > _MOST_BYTES:
        raise BadNote("it is longer than any checkpoint")
    body, blank, rest = note.rpartition("\n\n")
    if not blank or not rest.endswith("\n"):
        raise BadNote("no signatures follow a blank line")
    return body + "\n", rest.removesuffix("\n").split("\n")


def _checkpoint(body: str) -> Checkpoint:
    lines = body.split("\n")
    if len(lines) < 4 or lines[-1] or not lines[0]:
        raise BadNote("a checkpoint has a name, a size and a root")
    if not (lines[1].isascii() and lines[1].isdigit()) or str(int(lines[1])) != lines[1]:
        raise BadNote(f"{lines[1]!r} is no size")
    root = _decoded(lines[2])
    if len(root) != _HASH:
        raise BadNote("its root is no SHA-256 hash")
    return Checkpoint(lines[0], int(lines[1]), root)


def _signature(line: str) -> tuple[str, bytes]:
    name, blank, said = line.removeprefix(_DASH).rpartition(" ")
    if not line.startswith(_DASH) or not blank or not name:
        raise BadNote(f"{line[:60]!r} is no signature")
    return name, _decoded(said)


def _decoded(text: str) -> bytes:
    try:
        data = b64decode(text, validate=True)
    except (Error, ValueError) as error:
        raise BadNote(f"{text[:60]!r} is no base64") from error
    if b64encode(data).decode() != text:
        raise BadNote(f"{text[:60]!r} is no base64 as everybody writes it")
    return data


def _check(public: Ed25519PublicKey, signature: bytes, data: bytes, name: str) -> None:
    try:
        public.verify(signature, data)
    except InvalidSignature as error:
        raise BadNote(f"the signature of {name} is not that of its key") from error


def _witnessed(body: str, seconds: int) -> bytes:
    return f"cosignature/v1\ntime {seconds}\n{body}".encode()


def _line(name: str, said: bytes) -> str:
    return f"{_DASH}{name} {b64encode(said).decode()}\n"


def _key_id(name: str, kind: bytes, public: Ed25519PublicKey) -> bytes:
    return sha256(name.encode() + b"\n" + kind + public.public_bytes_raw()).digest()[:_ID]
