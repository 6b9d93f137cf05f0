"""The hash chain: each event's hash covers all its facts and the hash before it."""

import hashlib

GENESIS = bytes(32)
"""The link before the first event."""

_ABSENT = b"\xff" * 8


def digest(data: bytes) -> bytes:
    """SHA-256 (FIPS 180-4) of original bytes."""
    return hashlib.sha256(data).digest()


def link(
    before: bytes,
    *,
    position: int,
    kind: str,
    known_at: int,
    key: str,
    actor: str,
    stream: str | None,
    version: int | None,
    original_digest: bytes | None,
    payload: bytes,
) -> bytes:
    """Hash one event onto the chain.

    The hash is SHA-256 over the link before it (32 bytes) and the facts in the order of the
    parameters. Each fact is written as its length in bytes (8 bytes, big-endian) and its bytes:
    text as UTF-8, whole numbers in decimal digits, `known_at` in microseconds since 1970 (UTC).
    An absent fact is eight 0xFF bytes.
    """
    facts = (
        b"%d" % position,
        kind.encode(),
        b"%d" % known_at,
        key.encode(),
        actor.encode(),
        None if stream is None else stream.encode(),
        None if version is None else b"%d" % version,
        original_digest,
        payload,
    )
    framed = [_ABSENT if fact is None else len(fact).to_bytes(8) + fact for fact in facts]
    return hashlib.sha256(before + b"".join(framed)).digest()
