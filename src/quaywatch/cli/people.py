"""Who acts on the command line: somebody with an account, who gives its password.

A name alone proves nothing: with it an author could approve their own work as somebody else.
"""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import Any, TypeVar

import click

from quaywatch.api.accounts import Account, Accounts
from quaywatch.api.permissions import Permission, allows
from quaywatch.cli.ledger import opened
from quaywatch.node import Node

F = TypeVar("F", bound=Callable[..., Any])


def acting_options(command: F) -> F:
    """Ask a command for the account in whose name it acts, and for its password."""
    name = click.option("--as", "username", required=True, help="The account in whose name.")
    password = click.option(
        "--password",
        prompt=True,
        hide_input=True,
        envvar="QUAYWATCH_PASSWORD",
        help="Its password; asked for when it is not given.",
    )
    return name(password(command))


@contextmanager
def node_at(where: str) -> Generator[Node]:
    """Open the node that is at `where`; none is made."""
    with opened(where):
        pass
    with Node.open(where) as node:
        yield node


@contextmanager
def node_as(where: str, username: str, password: str) -> Generator[tuple[Node, Account]]:
    """Open a node for the account that this name and this password open."""
    with opened(where) as ledger:
        account = Accounts(ledger.engine).verify(username, password)
    if account is None:
        raise click.ClickException("This name and this password open no account of the node.")
    with Node.open(where) as node:
        yield node, account


def require(account: Account, permission: Permission) -> None:
    """Refuse what an account may not do."""
    if not allows(account.role, permission):
        raise click.ClickException(f"The role {account.role} may not do this.")
