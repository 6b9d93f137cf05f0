"""An assessment handed over: what it says (RFC 8785) is signed apart, so that a change shows.

The signature is of what the document says and not of how it is laid out: written anew with other
blanks it still holds, with another finding it does not.
"""

from collections.abc import Collection, Mapping
from typing import Any

import msgspec
import rfc8785

from quaywatch.ledger.signing import Key, is_signed
from quaywatch.norms.faults import Unreadable, read
from quaywatch.norms.package import Package

_CONTEXT = b"quaywatch assessment 1\n"
"""So that no signature of an assessment is one of anything else."""


class Signature(msgspec.Struct, frozen=True, kw_only=True):
    """What travels beside the document."""

    signer: str
    """Name of the node."""
    public: str
    """Its key, in hexadecimal…"""
    signature: str
    """…and what that signed, in hexadecimal (Ed25519)."""


class Tampered(ValueError):  # noqa: N818 - the coordinator's word
    """A document that is not what a known node signed."""


class UnknownSigner(Tampered):
    """It bears a signature by a key of which nobody has settled whose it is."""


def signed(package: Package, signer: str, key: Key) -> tuple[bytes, bytes]:
    """Return a document and the signature to travel beside it."""
    document = msgspec.json.format(msgspec.json.encode(package), indent=1)
    said = Signature(signer=signer, public=key.public, signature=key.sign(_canonical(document)))
    return document, msgspec.json.encode(said)


def opened(document: bytes, signature: bytes, known: Mapping[str, Collection[str]]) -> Package:
    """Return the assessment in a document that a known node has signed.

    Args:
        document: as it came.
        signature: what came beside it.
        known: public keys in hexadecimal by name of node.

    Raises:
        Unreadable: the document is none.
        UnknownSigner: it is signed by nobody who is known.
        Tampered: it says something else than was signed.

    """
    try:
        said = msgspec.json.decode(signature, type=Signature)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Tampered(f"its signature is none: {error}") from error
    if said.public not in known.get(said.signer, ()):
        raise UnknownSigner(f"the key {said.public[:16]} is none of {said.signer}'s")
    package = read(document)
    if not is_signed(said.public, said.signature, _canonical(document)):
        raise Tampered(f"{said.signer} signed something else")
    return package


def _canonical(document: bytes) -> bytes:
    try:
        content: Any = msgspec.json.decode(document)
        return _CONTEXT + rfc8785.dumps(content)
    except (msgspec.DecodeError, rfc8785.CanonicalizationError, UnicodeError) as error:
        raise Unreadable(f"it has no canonical form: {error}") from error
