"""What partners reach of a node: their log, its inbox, and nothing else (ASGI)."""

import asyncio
import time
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, cast
from urllib.parse import parse_qs

import msgspec
from sqlalchemy.exc import DBAPIError

from quaywatch.alliance.exchange import BadBatch, Fault
from quaywatch.alliance.line import Line, Peer, Taken, UnknownPeer
from quaywatch.alliance.transport.desks import DESKS, Desks, TurnedAway
from quaywatch.alliance.transport.desks import MEDIA_TYPE as DESK_TYPE
from quaywatch.alliance.transport.framing import (
    INBOX,
    LOG,
    MEDIA_TYPE,
    MOST_BATCHES,
    MOST_BYTES,
    MOST_WAIT_S,
    STATE,
    VERSION,
    VERSION_HEADER,
    BadFrame,
    framed,
    spoken,
    unframed,
)

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

NODE, CERTIFICATE = "quaywatch_node", "quaywatch_certificate"
"""Where the server notes who showed which certificate (DER)."""
_LOOK_EVERY_S = 0.2
_STATUS = {
    Fault.BEHIND: 503,
    Fault.GAP: 409,
    Fault.FULL: 429,
    Fault.TOO_LARGE: 413,
    Fault.VERSION: 400,
}


class _Refused(Exception):  # noqa: N818 - the partner's word
    def __init__(self, status: int, fault: str, message: str) -> None:
        super().__init__(message)
        self.status, self.fault = status, fault


class LineApp:
    """Answers peers about their own line, each by the certificate that it proved to hold."""

    def __init__(self, line: Line, desks: Desks | None = None) -> None:
        """Take the line, and what is answered beside it."""
        self._line = line
        self._desks: Desks = desks or {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return
        try:
            peer = await self._peer(scope)
            status, kind, body = await self._answer(peer, scope, receive)
        except _Refused as why:
            told = {"fault": why.fault, "message": str(why)}
            status, kind, body = why.status, "application/json", msgspec.json.encode(told)
        except DBAPIError:
            # A full disk, or a database that is away: nothing was taken, and it may come again.
            told = {"fault": "busy", "message": "nothing was taken: try later"}
            status, kind, body = 503, "application/json", msgspec.json.encode(told)
        headers = [
            (b"content-type", kind.encode()),
            (b"content-length", str(len(body)).encode()),
            (VERSION_HEADER.encode(), str(VERSION).encode()),
            (b"cache-control", b"no-store"),
        ]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    async def _peer(self, scope: Scope) -> Peer:
        state = cast("dict[str, Any]", scope.get("state", {}))
        try:
            peer = await asyncio.to_thread(self._line.peers.get, state.get(NODE, ""))
        except UnknownPeer as error:
            raise _Refused(403, "stranger", "no node of that name is known here") from error
        if not peer.certificate or state.get(CERTIFICATE) != _der(peer.certificate):
            raise _Refused(403, "stranger", f"that is not the certificate of {peer.node}")
        said = dict(scope["headers"]).get(VERSION_HEADER.encode())
        if not spoken(said.decode("latin-1") if said is not None else None):
            raise _Refused(400, Fault.VERSION, f"version {VERSION} is spoken here")
        return peer

    async def _answer(self, peer: Peer, scope: Scope, receive: Receive) -> tuple[int, str, bytes]:
        match scope["method"], scope["path"]:
            case "GET", "/line/log":
                return await self._log(peer, _query(scope))
            case "POST", "/line/inbox":
                return await self._inbox(peer, receive)
            case "GET", "/line/state":
                told = {
                    "node": self._line.node,
                    "taken": peer.taken,
                    "taken_digest": peer.taken_digest.hex(),
                    "sent": peer.sent,
                }
                return 200, "application/json", msgspec.json.encode(told)
            case "POST", path if path.startswith(DESKS):
                return await self._desk(peer, path.removeprefix(DESKS), receive)
            case _:
                raise _Refused(404, "nothing", f"there are {LOG}, {INBOX} and {STATE}")

    async def _log(self, peer: Peer, query: dict[str, str]) -> tuple[int, str, bytes]:
        after = _number(query, "after", 2**53)
        limit = max(1, _number(query, "limit", MOST_BATCHES, default=MOST_BATCHES))
        if not await asyncio.to_thread(self._follows, peer, after, query.get("digest")):
            raise _Refused(409, Fault.BEHIND, f"{self._line.node} does not know that it sent that")
        deadline = time.monotonic() + _number(query, "wait", int(MOST_WAIT_S), default=0)
        await asyncio.to_thread(self._line.acknowledged, peer.node, after)
        while True:
            found = await asyncio.to_thread(self._line.after, peer.node, after, limit=limit)
            if found or time.monotonic() >= deadline:
                return 200 if found else 204, MEDIA_TYPE, framed(found)
            await asyncio.sleep(_LOOK_EVERY_S)

    def _follows(self, peer: Peer, after: int, digest: str | None) -> bool:
        """Say whether the peer took what was sent to it; one of the release before says nothing."""
        if digest is None:
            return True
        try:
            took = bytes.fromhex(digest)
        except ValueError as error:
            raise _Refused(400, "query", "digest is hexadecimal") from error
        return self._line.memory.follows(peer.node, after, took)

    async def _desk(self, peer: Peer, name: str, receive: Receive) -> tuple[int, str, bytes]:
        desk = self._desks.get(name)
        if desk is None:
            raise _Refused(404, "nothing", f"there is no desk {name!r} here")
        if peer.closed:
            raise _Refused(403, "closed", f"there is no agreement with {peer.node}")
        asked = await _body(receive)
        try:
            return 200, DESK_TYPE, await asyncio.to_thread(desk, peer.node, asked)
        except TurnedAway as why:
            raise _Refused(why.status, why.fault, str(why)) from why

    async def _inbox(self, peer: Peer, receive: Receive) -> tuple[int, str, bytes]:
        try:
            bodies = unframed(await _body(receive))
            taken = await asyncio.to_thread(self._line.receive, peer.node, bodies)
        except BadFrame as error:
            raise _Refused(400, Fault.UNREADABLE, str(error)) from error
        except BadBatch as error:
            raise _Refused(_STATUS.get(error.fault, 422), error.fault, str(error)) from error
        return 200, "application/json", msgspec.json.encode(_told(taken))


def _told(taken: list[Taken]) -> dict[str, Any]:
    refused = [
        {"batch": one.number, "place": each.place, "fault": each.fault, "message": each.reason}
        for one in taken
        for each in one.refused
    ]
    return {"taken": max((one.number for one in taken), default=0), "refused": refused}


async def _body(receive: Receive) -> bytes:
    parts: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] != "http.request":
            raise _Refused(400, Fault.UNREADABLE, "the connection ended before the request")
        parts.append(message.get("body", b""))
        size += len(parts[-1])
        if size > MOST_BYTES:
            raise _Refused(413, Fault.TOO_LARGE, f"a request has at most {MOST_BYTES} bytes")
        if not message.get("more_body", False):
            return b"".join(parts)


def _query(scope: Scope) -> dict[str, str]:
    asked = parse_qs(cast("bytes", scope["query_string"]).decode("latin-1"))
    return {name: values[-1] for name, values in asked.items()}


def _number(query: dict[str, str], name: str, most: int, default: int | None = None) -> int:
    said = query.get(name)
    if said is None and default is not None:
        return default
    if said is None or not (said.isascii() and said.isdigit() and len(said) < 17):
        raise _Refused(400, "query", f"{name} is a number from 0 on")
    return min(int(said), most)


def _der(pem: str) -> bytes:
    import ssl

    return ssl.PEM_cert_to_DER_cert(pem.strip() + "\n")
