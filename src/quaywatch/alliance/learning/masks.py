"""Numbers that hide behind masks which cancel in the sum (Bonawitz et al. 2017, §4).

Each pair of parties agrees on a secret (X25519); one adds what follows from it, the other takes it
away. What one party sends is evenly distributed for whoever misses one of its secrets.
"""

import hmac
from collections.abc import Collection, Iterable
from hashlib import sha256, shake_256

import numpy as np
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from numpy.typing import NDArray

Numbers = NDArray[np.uint64]
Floats = NDArray[np.float64]

SCALE = 2.0**24
"""Sums are exact in steps of this part of one."""
MOST = 2.0**31
"""A number of one party is smaller in size than this."""
MOST_PARTIES = 64
"""Their sums stay below 2^62 in such steps."""


def encoded(values: Floats) -> Numbers:
    """Return numbers as whole steps, modulo 2^64; raises ValueError on one that is too large."""
    if not np.isfinite(values).all() or (np.abs(values) >= MOST).any():
        raise ValueError(f"a number to be summed is finite and below {MOST:.0f} in size")
    return np.rint(values * SCALE).astype(np.int64).view(np.uint64)


def decoded(numbers: Numbers) -> Floats:
    """Return the numbers that whole steps stand for."""
    return numbers.view(np.int64).astype(np.float64) / SCALE


def pair_secret(own: X25519PrivateKey, other: bytes, session: str, pair: Collection[str]) -> bytes:
    """Return what two parties share for a session; raises ValueError on bytes that are no key."""
    shared = own.exchange(X25519PublicKey.from_public_bytes(other))
    said = "\n".join(("quaywatch sum 1", session, *sorted(pair))).encode()
    return hmac.digest(shared, said, sha256)


def mask(secret: bytes, step: int, parties: Collection[str], count: int) -> Numbers:
    """Return what a pair hides behind in one step of these parties: never the same twice."""
    said = f"{step}\n" + "\n".join(sorted(parties))
    stream = shake_256(secret + said.encode()).digest(8 * count)
    return np.frombuffer(stream, dtype="<u8").astype(np.uint64)


def masked(
    values: Numbers,
    node: str,
    secrets: Iterable[tuple[str, bytes]],
    step: int,
    parties: Collection[str],
) -> Numbers:
    """Return numbers behind the masks of all pairs that a party is in."""
    found = values.copy()
    for other, secret in secrets:
        one = mask(secret, step, parties, len(values))
        found = found + one if node < other else found - one
    return found


def total(parts: Iterable[Numbers]) -> Numbers:
    """Return the sum modulo 2^64: of all parties of a step the masks are gone from it."""
    return np.asarray(np.sum([*parts], axis=0, dtype=np.uint64), dtype=np.uint64)
