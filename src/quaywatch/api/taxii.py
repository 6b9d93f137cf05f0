"""TAXII 2.1 under `/taxii2`: for partners whose tools read and write STIX and nothing else."""

import logging
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from datetime import datetime
from functools import partial
from typing import Protocol, cast

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from quaywatch.alliance.taxii import server
from quaywatch.alliance.taxii.server import Answer, Visit
from quaywatch.alliance.taxii.shapes import LARGEST, MEDIA, ErrorMessage, Refusal
from quaywatch.api import tls

MOUNTED_AT = "/taxii2"
_TITLE = "Quaywatch"
_KIND = "application/taxii+json"
_ANYTHING = frozenset({"*/*", "application/*", _KIND})
_log = logging.getLogger(__name__)

Ask = Callable[[Visit, dict[str, str], Mapping[str, str]], Answer]
"""Answers a visit, from the names in an address and a query."""


class Door(Protocol):
    """What lets partners in, and shows each what is for it."""

    def partner(self, authorization: str, certificate: str) -> str | None:
        """Return which partner asks, by its header or the fingerprint of its certificate."""
        ...

    def read(self, partner: str, ask: Callable[[Visit], Answer]) -> Answer:
        """Let a partner read; nobody who writes waits for it, and it may be asked again."""
        ...

    def visit(self, partner: str) -> AbstractContextManager[Visit]:
        """Open what a partner finds and may change; what it wrote is on disk when this is left."""
        ...

    def now(self) -> datetime:
        """Return the instant of an answer."""
        ...


def taxii_app(door: Door) -> Starlette:
    """Return the application that answers under `/taxii2`."""
    root = "/root"
    one = f"{root}/collections/{{collection}}"
    objects = f"{one}/objects"
    named = f"{objects}/{{which}}"
    reads = partial(_reads, door)

    def discover(request: Request) -> Response:
        _let_in(door, request)
        # The base that the framework gives leaves out where this is mounted.
        mounted_at: str = request.scope.get("root_path", "")
        address = f"{request.url.scheme}://{request.url.netloc}{mounted_at}{root}/"
        return _written(server.discovery(_TITLE, address))

    def describe(request: Request) -> Response:
        _let_in(door, request)
        return _written(server.api_root(_TITLE))

    async def post(request: Request) -> Response:
        partner = await run_in_threadpool(_let_in, door, request)
        _of_taxii(request.headers.get("content-type", ""), 415)
        body = await _body(request)
        return await run_in_threadpool(_add, door, partner, request.path_params["collection"], body)

    def delete(request: Request) -> Response:
        with door.visit(_let_in(door, request)) as visit:
            return _written(server.delete(visit, **request.path_params))

    return Starlette(
        routes=[
            Route("/", discover),
            Route(f"{root}/", describe),
            Route(f"{root}/status/{{status}}/", reads(lambda v, at, _: server.status(v, **at))),
            Route(f"{root}/collections/", reads(lambda v, _, __: server.collections(v))),
            Route(f"{one}/", reads(lambda v, at, _: server.collection(v, **at))),
            Route(f"{one}/manifest/", reads(lambda v, at, q: server.manifest(v, q, **at))),
            Route(f"{objects}/", reads(lambda v, at, q: server.objects(v, q, **at))),
            Route(f"{objects}/", post, methods=["POST"]),
            Route(f"{named}/", reads(lambda v, at, q: server.one_object(v, q, **at))),
            Route(f"{named}/", delete, methods=["DELETE"]),
            Route(f"{named}/versions/", reads(lambda v, at, q: server.versions(v, q, **at))),
        ],
        exception_handlers={Refusal: _refused, HTTPException: _http, Exception: _failed},
    )


def _reads(door: Door, ask: Ask) -> Callable[[Request], Response]:
    def answer(request: Request) -> Response:
        partner = _let_in(door, request)
        told = door.read(
            partner, lambda visit: ask(visit, request.path_params, request.query_params)
        )
        return _written(told)

    return answer


def _add(door: Door, partner: str, collection: str, body: bytes) -> Response:
    with door.visit(partner) as visit:
        return _written(server.add(visit, collection, body, door.now()))


def _let_in(door: Door, request: Request) -> str:
    """Return the partner that asks; cookies count for nothing here."""
    _acceptable(request.headers.get("accept", ""))
    found = door.partner(request.headers.get("authorization", ""), tls.shown(request))
    if found is None:
        raise Refusal(401, "no partner is known by this key or certificate")
    return found


def _acceptable(accept: str) -> None:
    if not accept:
        return
    for one in accept.split(","):
        try:
            _of_taxii(one, 406)
        except Refusal:
            continue
        return
    raise Refusal(406, f"answers are of {MEDIA}")


def _of_taxii(kind: str, status: int) -> None:
    """Refuse another media type, or another version of this one."""
    name, *parameters = (part.strip() for part in kind.lower().split(";"))
    versions = [one for one in parameters if one.replace(" ", "").startswith("version=")]
    wanted = _ANYTHING if status == 406 else {_KIND}
    if name not in wanted or any(one.replace(" ", "") != "version=2.1" for one in versions):
        raise Refusal(status, f"{MEDIA} is what is spoken here")


async def _body(request: Request) -> bytes:
    found = bytearray()
    async for chunk in request.stream():
        found += chunk
        if len(found) > LARGEST:
            raise Refusal(413, f"an envelope has {LARGEST} bytes at most")
    return bytes(found)


def _written(answer: Answer) -> Response:
    return Response(answer.encoded, answer.status, {**answer.headers, "Content-Type": MEDIA})


def _error(status: int, title: str) -> Response:
    headers = {"WWW-Authenticate": 'Basic realm="taxii"'} if status == 401 else {}
    body = ErrorMessage(title=title, http_status=str(status))
    return _written(Answer(body=body, status=status, headers=headers))


def _refused(_request: Request, error: Exception) -> Response:
    refused = cast("Refusal", error)
    return _error(refused.status, refused.title)


def _http(_request: Request, error: Exception) -> Response:
    refused = cast("HTTPException", error)
    return _error(refused.status_code, str(refused.detail))


def _failed(request: Request, error: Exception) -> Response:
    _log.error("unexpected failure at %s %s", request.method, request.url.path, exc_info=error)
    return _error(500, "the node failed on this request; its log says why")
