"""Proof that an originator sent something, for whoever holds it at third hand.

An originator signs whole batches. A payload with its way to the signed root shows, together with
the header, that it was in one: nobody in between has to be believed.
"""

from collections.abc import Sequence

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from quaywatch.alliance.exchange.batch import BadBatch, Fault, Header, signed_header
from quaywatch.ledger.tree import BadProof, Tree, check_inclusion, leaf_hash


class OriginProof(msgspec.Struct, frozen=True, kw_only=True):
    """Header, signature, and the way of one payload to the root: some 32 bytes a doubling."""

    header: bytes
    signature: bytes
    place: int
    path: tuple[bytes, ...]


def origin_proof(
    header: bytes, signature: bytes, leaves: Sequence[bytes], place: int
) -> OriginProof:
    """Return the proof of one payload of a batch; raises ValueError where there is none such."""
    path = Tree(leaves).inclusion(place)
    return OriginProof(header=header, signature=signature, place=place, path=tuple(path))


def check_origin(payload: bytes, proof: OriginProof, key: Ed25519PublicKey) -> Header:
    """Return the header of the batch in which the key's holder sent a payload.

    Raises:
        BadBatch: the key did not sign it, or the payload was not in it.

    """
    header = signed_header(proof.header, proof.signature, key)
    try:
        check_inclusion(
            leaf_hash(payload), proof.place, header.count, header.root, list(proof.path)
        )
    except BadProof as error:
        raise BadBatch(Fault.ROOT, f"it was not in the batch: {error}") from error
    return header
