"""Which machine is calling: by its key, or by the certificate of its connection."""

from typing import Annotated

from fastapi import Depends, Request
from fastapi.concurrency import run_in_threadpool

from quaywatch.api import tls
from quaywatch.api.errors import ApiError
from quaywatch.api.services import Held, Services
from quaywatch.intake import Sender

_SCHEME = "bearer "


async def calling(request: Request, held: Held) -> Sender:
    """Return the sender that is calling.

    Cookies count for nothing here, so that no page can make a browser send a message.
    """
    written = request.headers.get("authorization", "")
    key = written[len(_SCHEME) :].strip() if written.lower().startswith(_SCHEME) else ""
    sender = await run_in_threadpool(_known, held, key, tls.shown(request))
    if sender is None:
        raise ApiError(
            401,
            "sender.unknown",
            "Send the key of a sender, or connect with its certificate.",
            {"WWW-Authenticate": "Bearer"},
        )
    return sender


def _known(held: Services, key: str, certificate: str) -> Sender | None:
    if key:
        return held.senders.with_key(key)
    return held.senders.with_certificate(certificate)


Machine = Annotated[Sender, Depends(calling)]
