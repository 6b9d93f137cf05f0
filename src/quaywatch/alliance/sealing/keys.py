"""Keys to which content is sealed: hybrid, so that neither a broken lattice nor a quantum computer
alone opens what was recorded on the line (HPKE, RFC 9180; KEM MLKEM768-X25519).
"""

from hashlib import sha256
from typing import Self

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey, MLKEM768PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import (
    AEAD,
    KDF,
    KEM,
    MLKEM768X25519PrivateKey,
    MLKEM768X25519PublicKey,
    Suite,
)

_SUITE = Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
_SEED, _LATTICE, _CURVE = 64, 1184, 32


class BadKey(ValueError):  # noqa: N818 - the operator's word
    """Bytes that are no key, or a wrapped key that this one does not open."""


class PublicKey:
    """A partner's key that content keys are wrapped for."""

    def __init__(self, raw: bytes) -> None:
        """Read the lattice key (1,184 bytes) and the curve's (32) behind it; raises BadKey."""
        if len(raw) != _LATTICE + _CURVE:
            raise BadKey(f"{len(raw)} bytes are no key to seal to")
        try:
            lattice = MLKEM768PublicKey.from_public_bytes(raw[:_LATTICE])
            curve = X25519PublicKey.from_public_bytes(raw[_LATTICE:])
        except ValueError as error:
            raise BadKey(str(error)) from error
        self.raw = raw
        self._key = MLKEM768X25519PublicKey(lattice, curve)

    @property
    def id(self) -> bytes:
        """Names it: the first bytes of its digest."""
        return sha256(self.raw).digest()[:8]

    def wrap(self, secret: bytes, info: bytes) -> bytes:
        """Return a secret that only the other half opens, and only for the same `info`."""
        return _SUITE.encrypt(secret, self._key, info=info)


class PrivateKey:
    """The own key that content keys are opened with."""

    def __init__(self, seed: bytes) -> None:
        """Make it from 96 secret bytes: the lattice's seed and the curve's scalar."""
        if len(seed) != _SEED + _CURVE:
            raise BadKey(f"{len(seed)} bytes make no key")
        lattice = MLKEM768PrivateKey.from_seed_bytes(seed[:_SEED])
        curve = X25519PrivateKey.from_private_bytes(seed[_SEED:])
        self._key = MLKEM768X25519PrivateKey(lattice, curve)
        self.public = PublicKey(
            lattice.public_key().public_bytes_raw() + curve.public_key().public_bytes_raw()
        )

    @classmethod
    def derived(cls, secret: bytes, use: bytes) -> Self:
        """Return the key that follows from a node's secret for a use, always the same."""
        parts = (sha256(secret + use + bytes([number])).digest() for number in range(3))
        return cls(b"".join(parts))

    def unwrap(self, wrapped: bytes, info: bytes) -> bytes:
        """Return the secret in what was wrapped; raises BadKey."""
        try:
            return _SUITE.decrypt(wrapped, self._key, info=info)
        except (InvalidTag, ValueError) as error:
            raise BadKey(
                "this key does not open it, or it was wrapped for something else"
            ) from error


class Wrapped(msgspec.Struct, frozen=True, kw_only=True):
    """A content key on its way to one recipient."""

    recipient: str
    """Node."""
    key_id: bytes
    """Which of the recipient's keys opens it."""
    secret: bytes
