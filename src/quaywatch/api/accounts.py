"""Local accounts with argon2 passwords."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import Engine, Row, insert, select, update

from quaywatch.api.permissions import Role
from quaywatch.api.schemas import Language
from quaywatch.ledger.accounts import account as account_table
from quaywatch.scorecards import SubjectKind

SHORTEST_PASSWORD = 12
_PORT = re.compile(r"port/[A-Z]{2}[A-Z2-9]{3}")
SUBJECT_KINDS = frozenset(SubjectKind)
_HASHER = PasswordHasher()
_NOBODY = _HASHER.hash("nobody's password")


class AccountError(ValueError):
    """An account that cannot be made or changed as asked; the message says why."""


@dataclass(frozen=True, slots=True)
class Account:
    """One person's way in."""

    username: str
    display_name: str
    role: Role
    language: Language
    subject: str = ""
    """Whom a filer's account speaks for, as `carrier/CODE` or `filer/IDENTIFIER`; an assessor's
    port, as `port/BEANR`."""


class Accounts:
    """The accounts of one node."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def create(self, account: Account, password: str) -> None:
        """Add `account`; raises AccountError when the name is taken or the password is short."""
        if len(password) < SHORTEST_PASSWORD:
            raise AccountError(f"a password has at least {SHORTEST_PASSWORD} characters")
        _check_subject(account)
        if self.find(account.username) is not None:
            raise AccountError(f"there is an account {account.username!r} already")
        row = {
            "username": account.username,
            "display_name": account.display_name,
            "role": account.role.value,
            "language": account.language,
            "subject": account.subject,
            "password_hash": _HASHER.hash(password),
            "created_at": datetime.now(UTC),
            "disabled": False,
        }
        with self._engine.begin() as connection:
            connection.execute(insert(account_table).values(row))

    def find(self, username: str) -> Account | None:
        """Return the account in use under this name."""
        row = self._row(username)
        return None if row is None or row.disabled else _account(row)

    def all(self) -> list[Account]:
        """Return the accounts in use, by name."""
        query = (
            select(account_table)
            .where(~account_table.c.disabled)
            .order_by(account_table.c.username)
        )
        with self._engine.connect() as connection:
            return [_account(row) for row in connection.execute(query)]

    def disable(self, username: str) -> None:
        """Close an account; raises AccountError when there is none."""
        change = (
            update(account_table).where(account_table.c.username == username).values(disabled=True)
        )
        with self._engine.begin() as connection:
            if connection.execute(change).rowcount == 0:
                raise AccountError(f"there is no account {username!r}")

    def verify(self, username: str, password: str) -> Account | None:
        """Return the account if the password is its own, in the same time either way."""
        row = self._row(username)
        known = row is not None and not row.disabled
        right = _matches(row.password_hash if row is not None and known else _NOBODY, password)
        return _account(row) if row is not None and known and right else None

    def _row(self, username: str) -> Row[*tuple[Any, ...]] | None:
        query = select(account_table).where(account_table.c.username == username)
        with self._engine.connect() as connection:
            return connection.execute(query).first()


def _account(row: Row[*tuple[Any, ...]]) -> Account:
    return Account(row.username, row.display_name, Role(row.role), row.language, row.subject)


def _check_subject(account: Account) -> None:
    kind, _, name = account.subject.partition("/")
    if account.role is Role.FILER and (kind not in SUBJECT_KINDS or not name):
        raise AccountError(
            "a filer's account speaks for somebody: carrier/CODE, forwarder/NAME or filer/NAME"
        )
    if account.role is Role.ASSESSOR and not _PORT.fullmatch(account.subject):
        raise AccountError("an assessor's account speaks for a port: port/BEANR")
    if account.role not in (Role.FILER, Role.ASSESSOR) and account.subject:
        raise AccountError("nobody but a filer or an assessor speaks for somebody")


def _matches(password_hash: str, password: str) -> bool:
    try:
        return _HASHER.verify(password_hash, password)
    except (VerificationError, InvalidHashError):
        return False
