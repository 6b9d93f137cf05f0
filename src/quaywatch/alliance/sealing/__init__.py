"""Scans for partners: sealed, granted one by one, fetched when somebody looks, and taken back.

An `image` notice tells that there is one. Its bytes come apart, in pieces that are named by their
digests; whoever carries them sees nothing. Each partner gets the content's key wrapped for itself,
after the policy allowed it, so adding one seals nothing anew and taking one out changes the key.
"""

from quaywatch.alliance.sealing.content import (
    PIECE,
    BadPiece,
    Content,
    Label,
    announced,
    check_piece,
    sealed,
    unsealed,
    wrap,
)
from quaywatch.alliance.sealing.keys import BadKey, PrivateKey, PublicKey, Wrapped
from quaywatch.alliance.sealing.owner import NotGranted, Owner
from quaywatch.alliance.sealing.recipient import NotHere, Recipient
from quaywatch.alliance.sealing.schema import create

__all__ = [
    "PIECE",
    "BadKey",
    "BadPiece",
    "Content",
    "Label",
    "NotGranted",
    "NotHere",
    "Owner",
    "PrivateKey",
    "PublicKey",
    "Recipient",
    "Wrapped",
    "announced",
    "check_piece",
    "create",
    "sealed",
    "unsealed",
    "wrap",
]
