"""Proof that many elements were all multiplied by the one key that a public key stands for.

The batched proof of equal discrete logarithms of RFC 9497 §2.2; it tells nothing of the key.
"""

import os
from collections.abc import Sequence
from hashlib import sha512

from quaywatch.alliance.matching.prf import (
    ELEMENT,
    ORDER,
    BadElement,
    Random,
    Suite,
    base_times,
    framed,
    plus,
    read_scalar,
    times,
    written,
)

PROOF = 2 * ELEMENT
"""Bytes of a proof."""


class BadProof(ValueError):  # noqa: N818 - the auditor's word
    """Elements that were not all multiplied by the key."""


def prove(
    suite: Suite,
    key: int,
    before: Sequence[bytes],
    after: Sequence[bytes],
    random: Random = os.urandom,
) -> bytes:
    """Return the proof that each element of `after` is the one of `before` times the key."""
    public = base_times(key)
    one = _combined(suite, public, before, after)[0]
    other = times(key, one)
    nonce = int.from_bytes(random(2 * ELEMENT), "little") % (ORDER - 1) + 1
    seen = (base_times(nonce), times(nonce, one))
    challenge = _challenge(suite, public, one, other, seen)
    return written(challenge) + written((nonce - challenge * key) % ORDER)


def check(
    suite: Suite, public: bytes, before: Sequence[bytes], after: Sequence[bytes], proof: bytes
) -> None:
    """Check such a proof.

    Raises:
        BadProof: it does not hold, or something in it is no element or scalar.

    """
    if len(before) != len(after) or not before or len(proof) != PROOF:
        raise BadProof("it is not of these elements")
    try:
        one, other = _combined(suite, public, before, after)
        challenge, answer = read_scalar(proof[:ELEMENT]), read_scalar(proof[ELEMENT:])
        seen = (
            plus(base_times(answer), times(challenge, public)),
            plus(times(answer, one), times(challenge, other)),
        )
    except (BadElement, ValueError, TypeError, RuntimeError) as error:
        raise BadProof(str(error)) from error
    if _challenge(suite, public, one, other, seen) != challenge:
        raise BadProof("they were not all multiplied by the key")


def _combined(
    suite: Suite, public: bytes, before: Sequence[bytes], after: Sequence[bytes]
) -> tuple[bytes, bytes]:
    """Return one random sum of each row, the same for both (`ComputeComposites`)."""
    seed = sha512(framed((public, b"Seed-" + suite.context))).digest()
    one = other = bytes(ELEMENT)
    for at, (left, right) in enumerate(zip(before, after, strict=True)):
        said = framed((seed,)) + at.to_bytes(2, "big") + framed((left, right)) + b"Composite"
        weight = suite.scalar(said)
        one, other = plus(one, times(weight, left)), plus(other, times(weight, right))
    return one, other


def _challenge(
    suite: Suite, public: bytes, one: bytes, other: bytes, seen: tuple[bytes, bytes]
) -> int:
    return suite.scalar(framed((public, one, other, *seen)) + b"Challenge")
