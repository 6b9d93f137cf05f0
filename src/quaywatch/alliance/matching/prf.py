"""The oblivious pseudorandom function: OPRF and VOPRF over ristretto255 and SHA-512 (RFC 9497).

Who asks blinds an input, who holds the key evaluates it blindly, who asked takes the blind away:
the holder sees nothing of the input, the asker nothing of the key.
"""

from collections.abc import Callable, Iterable, Sequence
from enum import IntEnum
from hashlib import sha512
from typing import Any

import rbcl as rbcl_untyped

_rbcl: Any = rbcl_untyped  # it has no types
ELEMENT = 32
"""Bytes of an element, and of a scalar."""
ORDER = 2**252 + 27742317777372353535851937790883648493
"""Of the group (RFC 9496 §4)."""
_BLOCK = bytes(128)


class BadElement(ValueError):  # noqa: N818 - the auditor's word
    """Bytes that are no element of the group, or the one that stands for nothing."""


class Mode(IntEnum):
    """Variants of the protocol (RFC 9497 §3.1); each has hashes of its own."""

    OPRF = 0
    VOPRF = 1


class Suite:
    """The hashes of one variant."""

    def __init__(self, mode: Mode) -> None:
        self.context = b"OPRFV1-" + bytes([mode]) + b"-ristretto255-SHA512"
        self._to_group = b"HashToGroup-" + self.context
        self._to_scalar = b"HashToScalar-" + self.context

    def element(self, said: bytes) -> bytes:
        """Return the element that an input stands for."""
        return bytes(_rbcl.crypto_core_ristretto255_from_hash(_expanded(said, self._to_group)))

    def scalar(self, said: bytes) -> int:
        """Return the scalar that an input stands for."""
        return int.from_bytes(_expanded(said, self._to_scalar), "little") % ORDER

    def derived(self, seed: bytes, info: bytes) -> int:
        """Return the private key for a seed of 32 bytes and what it is for (§3.2.1)."""
        into = b"DeriveKeyPair" + self.context
        for counter in range(256):
            said = seed + _framed(info) + bytes([counter])
            key = int.from_bytes(_expanded(said, into), "little") % ORDER
            if key:
                return key
        raise ValueError("no key follows from this seed")  # one chance in 2^64512

    def evaluated(self, key: int, said: bytes) -> bytes:
        """Return the output for an input, as only who holds the key can alone."""
        return finalized(said, times(key, self.element(said)))


VERIFIABLE = Suite(Mode.VOPRF)
"""The variant that nodes use."""


def times(scalar: int, element: bytes) -> bytes:
    """Return a multiple of an element; raises BadElement on bytes that are none."""
    try:
        return bytes(_rbcl.crypto_scalarmult_ristretto255(written(scalar), element))
    except (ValueError, TypeError, RuntimeError) as error:
        raise BadElement("that is no element of the group") from error


def base_times(scalar: int) -> bytes:
    """Return a multiple of the group's base."""
    return bytes(_rbcl.crypto_scalarmult_ristretto255_base(written(scalar)))


def plus(one: bytes, other: bytes) -> bytes:
    """Return the sum of two elements."""
    return bytes(_rbcl.crypto_core_ristretto255_add(one, other))


def finalized(said: bytes, unblinded: bytes) -> bytes:
    """Return the output for an input and its element under the key (`Finalize`, §3.3.1)."""
    return sha512(_framed(said) + _framed(unblinded) + b"Finalize").digest()


def written(scalar: int) -> bytes:
    """Return a scalar as it travels."""
    return scalar.to_bytes(ELEMENT, "little")


def read_scalar(data: bytes) -> int:
    """Return a scalar that came; raises BadElement where it is none."""
    scalar = int.from_bytes(data, "little")
    if len(data) != ELEMENT or not 0 < scalar < ORDER:
        raise BadElement("that is no scalar of the group")
    return scalar


def inverses(scalars: Sequence[int]) -> list[int]:
    """Return the inverse of each scalar, none of them 0; one inversion for all (Montgomery)."""
    before, running = list[int](), 1
    for one in scalars:
        before.append(running)
        running = running * one % ORDER
    back, found = pow(running, -1, ORDER), [0] * len(scalars)
    for at in range(len(scalars) - 1, -1, -1):
        found[at] = back * before[at] % ORDER
        back = back * scalars[at] % ORDER
    return found


def drawn(seed: bytes, use: bytes, number: int) -> int:
    """Return scalar `number` of those that follow from a seed for a use; never 0."""
    said = sha512(_framed(use) + seed + number.to_bytes(8, "big")).digest()
    return int.from_bytes(said, "little") % (ORDER - 1) + 1


def split(elements: bytes) -> list[bytes]:
    """Return elements that travel as one run of bytes; raises BadElement on a broken one."""
    if len(elements) % ELEMENT:
        raise BadElement("the last element is cut off")
    return [elements[at : at + ELEMENT] for at in range(0, len(elements), ELEMENT)]


def framed(parts: Iterable[bytes]) -> bytes:
    """Return parts one after the other, each behind its length in two bytes."""
    return b"".join(map(_framed, parts))


def all_times(scalar: int, elements: Iterable[bytes]) -> list[bytes]:
    """Return the same multiple of many elements; raises BadElement."""
    said, multiplied = written(scalar), _rbcl.crypto_scalarmult_ristretto255
    try:
        return [bytes(multiplied(said, one)) for one in elements]
    except (ValueError, TypeError, RuntimeError) as error:
        raise BadElement("one of them is no element of the group") from error


Random = Callable[[int], bytes]
"""So many random bytes."""


def _framed(part: bytes) -> bytes:
    return len(part).to_bytes(2, "big") + part


def _expanded(said: bytes, use: bytes) -> bytes:
    """Return 64 uniform bytes (expand_message_xmd, RFC 9380 §5.3.1: one block of SHA-512)."""
    ending = use + bytes([len(use)])
    first = sha512(_BLOCK + said + b"\x00\x40\x00" + ending).digest()
    return sha512(first + b"\x01" + ending).digest()
