"""Browser sessions: an opaque cookie whose digest is stored, with a cache of what it stands for."""

import hashlib
import secrets
import threading
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from time import monotonic

from sqlalchemy import Engine, delete, insert, select

from quaywatch.api.accounts import Account, Accounts
from quaywatch.ledger.accounts import session as session_table

TRUSTED_S = 30.0
"""How long a looked-up session is believed: a disabled account is out within this time."""
_CACHED = 10_000


@dataclass(frozen=True, slots=True)
class OpenSession:
    """A signed-in browser."""

    user: Account
    csrf_token: str
    expires_at: datetime


def digest(token: str) -> bytes:
    """Return what the database keeps of a cookie, so that a stolen copy signs nobody in."""
    return hashlib.sha256(token.encode()).digest()


def visitor_csrf_token(visit: str) -> str:
    """Return the CSRF token of a browser that is not signed in, from its visit cookie."""
    return hashlib.sha256(b"csrf:" + visit.encode()).hexdigest()


class Sessions:
    """The open sessions of one node."""

    def __init__(self, engine: Engine, accounts: Accounts, lifetime: timedelta) -> None:
        self._engine, self._accounts, self._lifetime = engine, accounts, lifetime
        self._cache: dict[bytes, tuple[OpenSession, float]] = {}
        self._lock = threading.Lock()

    def start(self, account: Account) -> tuple[str, OpenSession]:
        """Open a session and return the cookie's value with it; expired ones are swept."""
        token, now = secrets.token_urlsafe(32), datetime.now(UTC)
        session = OpenSession(account, secrets.token_urlsafe(32), now + self._lifetime)
        row = {
            "token_digest": digest(token),
            "username": account.username,
            "csrf_token": session.csrf_token,
            "created_at": now,
            "expires_at": session.expires_at,
        }
        with self._engine.begin() as connection:
            connection.execute(delete(session_table).where(session_table.c.expires_at <= now))
            connection.execute(insert(session_table).values(row))
        return token, session

    def cached(self, token: str) -> OpenSession | None:
        """Return the session without asking the database, or None when that is needed."""
        with self._lock:
            session, until = self._cache.get(digest(token), (None, 0.0))
        if session is None or monotonic() > until or session.expires_at <= datetime.now(UTC):
            return None
        return session

    def find(self, token: str) -> OpenSession | None:
        """Return the open session of this cookie, if it has not expired."""
        query = select(session_table).where(session_table.c.token_digest == digest(token))
        with self._engine.connect() as connection:
            row = connection.execute(query).first()
        account = None if row is None else self._accounts.find(row.username)
        if row is None or account is None or row.expires_at <= datetime.now(UTC):
            return None
        session = OpenSession(account, row.csrf_token, row.expires_at)
        with self._lock:
            if len(self._cache) >= _CACHED:
                self._cache.clear()
            self._cache[digest(token)] = (session, monotonic() + TRUSTED_S)
        return session

    def end(self, token: str) -> None:
        """Close the session of this cookie."""
        with self._lock:
            self._cache.pop(digest(token), None)
        with self._engine.begin() as connection:
            connection.execute(
                delete(session_table).where(session_table.c.token_digest == digest(token))
            )
