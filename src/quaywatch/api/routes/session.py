"""`/api/session`: who is signed in, signing in and out."""

import secrets
from importlib.metadata import version

from fastapi import APIRouter, Depends, Request, Response
from fastapi.concurrency import run_in_threadpool

from quaywatch.api.access import CurrentSession, current_session
from quaywatch.api.accounts import Account
from quaywatch.api.errors import ApiError
from quaywatch.api.schemas import Session, SignIn, User
from quaywatch.api.services import Held, Services
from quaywatch.api.sessions import visitor_csrf_token

router = APIRouter(prefix="/api/session", tags=["session"])


@router.get("")
async def read_session(
    request: Request, response: Response, session: CurrentSession, held: Held
) -> Session:
    """Say who is signed in, and hand out the CSRF token; open to everyone."""
    if session is not None:
        return _shape(held, session.user, session.csrf_token)
    visit = request.cookies.get(held.settings.visit_cookie) or secrets.token_urlsafe(32)
    _set_cookie(response, held, held.settings.visit_cookie, visit)
    return _shape(held, None, visitor_csrf_token(visit))


@router.post("", dependencies=[Depends(current_session)])
async def sign_in(body: SignIn, request: Request, response: Response, held: Held) -> Session:
    """Open a session; 401 for a wrong name or password, 429 after too many of them."""
    address = request.client.host if request.client else ""
    wait = held.throttle.wait_s(body.username, address)
    if wait > 0:
        raise ApiError(
            429,
            "sign-in.too-many",
            "Too many wrong passwords: wait and try again.",
            {"Retry-After": str(int(wait) + 1)},
        )
    account = await run_in_threadpool(held.accounts.verify, body.username, body.password)
    if account is None:
        held.throttle.failed(body.username, address)
        raise ApiError(401, "sign-in.wrong", "The name or the password is wrong.")
    held.throttle.succeeded(body.username, address)
    await _end(request, held)
    token, opened = await run_in_threadpool(held.sessions.start, account)
    _set_cookie(response, held, held.settings.session_cookie, token)
    return _shape(held, opened.user, opened.csrf_token)


@router.delete("", dependencies=[Depends(current_session)])
async def sign_out(request: Request, response: Response, held: Held) -> Session:
    """Close the session and answer as to a visitor."""
    await _end(request, held)
    response.delete_cookie(held.settings.session_cookie)
    return await read_session(request, response, None, held)


async def _end(request: Request, held: Services) -> None:
    token = request.cookies.get(held.settings.session_cookie)
    if token:
        await run_in_threadpool(held.sessions.end, token)


def _set_cookie(response: Response, held: Services, name: str, value: str) -> None:
    response.set_cookie(
        name,
        value,
        max_age=int(held.settings.session_lifetime.total_seconds()),
        httponly=True,
        samesite="strict",
        secure=held.settings.secure_cookies,
    )


def _shape(held: Services, account: Account | None, csrf_token: str) -> Session:
    simulated = held.node.description.simulated
    return Session(
        user=None if account is None else _user(account),
        csrf_token=csrf_token,
        simulated=simulated,
        node_name=held.node.description.name,
        now=held.node.now(),
        version=version("quaywatch"),
        demo_accounts=list(held.settings.demo_accounts) if simulated else [],
    )


def _user(account: Account) -> User:
    return User(
        username=account.username,
        display_name=account.display_name,
        role=account.role.value,
        language=account.language,
        subject=account.subject,
    )
