"""Requests that can be sent again over a bad line: each bears a key of its own."""

from hashlib import sha256
from typing import Annotated

from fastapi import Depends, Header, Request

from quaywatch.ledger.acts import Sent


async def sent(
    request: Request,
    idempotency_key: Annotated[
        str | None, Header(min_length=8, max_length=64, pattern=r"^[A-Za-z0-9_-]+$")
    ] = None,
) -> Sent | None:
    """Return the key of the header `Idempotency-Key`, and what the request asks for.

    Sent again with the same key, it changes nothing more and answers how things stand; with the
    same key and other content it is refused.
    """
    if idempotency_key is None:
        return None
    said = f"{request.method} {request.url.path}\n".encode() + await request.body()
    return Sent(key=idempotency_key, digest=sha256(said).hexdigest())


SentKey = Annotated[Sent | None, Depends(sent)]
