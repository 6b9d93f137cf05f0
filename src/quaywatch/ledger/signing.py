"""A node's own key: what it signs, and whether a signature is true (Ed25519, RFC 8032)."""

import hashlib
import hmac
import os
from pathlib import Path
from typing import Self

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from quaywatch.ledger.engine import locate
from quaywatch.ledger.errors import LedgerError

KEY_FILE = "QUAYWATCH_KEY"
"""Environment variable that names another key file."""

_OTHERS = 0o077


class Key:
    """A private key that lies in a file of its own, readable by its owner alone."""

    def __init__(self, private: Ed25519PrivateKey) -> None:
        self._private = private

    @classmethod
    def at(cls, path: Path) -> Self:
        """Read the key at `path`, made there at first use.

        Raises:
            LedgerError: it is no Ed25519 key, or others than its owner may read it.

        """
        return cls(private_key(path))

    @property
    def public(self) -> str:
        """The public half, in hexadecimal."""
        return self._private.public_key().public_bytes_raw().hex()

    def sign(self, said: bytes) -> str:
        """Return the signature, in hexadecimal; the same of the same bytes."""
        return self._private.sign(said).hex()

    def secret(self, use: bytes) -> bytes:
        """Return 32 bytes for a use, always the same, that nobody without the key can know."""
        return hmac.digest(self._private.private_bytes_raw(), use, hashlib.sha256)


def private_key(path: Path) -> Ed25519PrivateKey:
    """Read the private key at `path`, made there at first use.

    Raises:
        LedgerError: it is no Ed25519 key, or others than its owner may read it.

    """
    if not path.exists():
        _make(path)
    if path.stat().st_mode & _OTHERS:
        raise LedgerError(f"the key {path} may be read by others: chmod 600 it")
    try:
        found = load_pem_private_key(path.read_bytes(), password=None)
    except (ValueError, TypeError) as error:
        raise LedgerError(f"the key {path} cannot be read: {error}") from error
    if not isinstance(found, Ed25519PrivateKey):
        raise LedgerError(f"the key {path} is no Ed25519 key")
    return found


def is_signed(public: str, signature: str, said: bytes) -> bool:
    """Say whether whoever holds the other half of `public` signed these bytes."""
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public))
        key.verify(bytes.fromhex(signature), said)
    except (InvalidSignature, ValueError):
        return False
    return True


def key_path(where: str | Path) -> Path:
    """Return where the key of the node at `where` lies.

    Beside a SQLite file; of a database elsewhere, in the home of who runs the node. The variable
    `QUAYWATCH_KEY` comes before both.
    """
    if named := os.environ.get(KEY_FILE):
        return Path(named)
    url = locate(where)
    if url.get_backend_name() == "sqlite":
        return Path(f"{url.database}.key")
    name = hashlib.sha256(f"{url.host}:{url.port}/{url.database}".encode()).hexdigest()[:16]
    return Path.home() / ".quaywatch" / f"{name}.key"


def _make(path: Path) -> None:
    """Write a new key; somebody who is quicker keeps his."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    made = Ed25519PrivateKey.generate()
    text = made.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(handle, "wb") as file:
        file.write(text)
