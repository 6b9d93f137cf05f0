"""What stands between a request and the node: session, origin, CSRF token and permission."""

import secrets
from collections.abc import Awaitable, Callable
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Depends, Request, params
from fastapi.concurrency import run_in_threadpool

from quaywatch.api.errors import ApiError
from quaywatch.api.permissions import Permission, allows
from quaywatch.api.services import Held
from quaywatch.api.sessions import OpenSession, visitor_csrf_token

CSRF_HEADER = "X-CSRF-Token"
_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


async def current_session(request: Request, held: Held) -> OpenSession | None:
    """Return the session of the request's cookie; refuse an unsafe request of a foreign page."""
    token = request.cookies.get(held.settings.session_cookie)
    session = None
    if token:
        session = held.sessions.cached(token)
        if session is None:
            session = await run_in_threadpool(held.sessions.find, token)
    request.state.session = session
    if request.method not in _SAFE_METHODS:
        _check_origin(request)
        _check_csrf(request, session, held.settings.visit_cookie)
    return session


CurrentSession = Annotated[OpenSession | None, Depends(current_session)]


def _check_origin(request: Request) -> None:
    origin = request.headers.get("origin")
    foreign = origin is not None and urlsplit(origin).netloc != request.headers.get("host")
    if foreign or request.headers.get("sec-fetch-site") == "cross-site":
        raise ApiError(403, "origin.foreign", "This request was sent by another site's page.")


def _check_csrf(request: Request, session: OpenSession | None, visit: str) -> None:
    if session is not None:
        expected = session.csrf_token
    else:
        expected = visitor_csrf_token(request.cookies.get(visit, ""))
    given = request.headers.get(CSRF_HEADER, "")
    if not secrets.compare_digest(given.encode(), expected.encode()):
        raise ApiError(403, "csrf.mismatch", "The page is out of date: load it again.")


def requires(permission: Permission) -> Callable[..., Awaitable[OpenSession]]:
    """Return a dependency that lets only roles with `permission` pass."""

    async def permitted(session: CurrentSession) -> OpenSession:
        if session is None:
            raise ApiError(401, "session.required", "Sign in first.")
        if not allows(session.user.role, permission):
            raise ApiError(
                403, "permission.denied", f"The role {session.user.role} may not do this."
            )
        return session

    return permitted


def guard(permission: Permission) -> list[params.Depends]:
    """Return what a route that does not ask who is there needs to be guarded by."""
    return [Depends(requires(permission))]


Reader = Annotated[OpenSession, Depends(requires(Permission.READ))]
