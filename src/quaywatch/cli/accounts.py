"""`quaywatch accounts`: who may sign in to a node."""

import click

from quaywatch.api.accounts import SHORTEST_PASSWORD, Account, AccountError, Accounts
from quaywatch.api.language import LANGUAGES, from_accept_language
from quaywatch.api.permissions import Role
from quaywatch.ledger import Ledger

_node = click.option("--node", "where", required=True, help="SQLite file or postgresql:// URL.")


@click.group()
def command() -> None:
    """Add, list and close the accounts of a node."""


@command.command()
@_node
@click.argument("username")
@click.option("--role", type=click.Choice([role.value for role in Role]), default="officer")
@click.option("--name", default="", help="Name as shown; the user name without it.")
@click.option("--language", type=click.Choice(LANGUAGES), default="en")
@click.option(
    "--subject",
    default="",
    help="For whom a filer speaks (carrier/CODE or filer/IDENTIFIER), or an assessor (port/BEANR).",
)
@click.password_option(
    help=f"At least {SHORTEST_PASSWORD} characters; asked for when it is not given."
)
def add(
    where: str, username: str, role: str, name: str, language: str, subject: str, password: str
) -> None:
    """Let somebody sign in."""
    spoken = from_accept_language(language)
    account = Account(username, name or username, Role(role), spoken, subject)
    with Ledger.open(where) as ledger:
        try:
            Accounts(ledger.engine).create(account, password)
        except AccountError as error:
            raise click.ClickException(str(error)) from error
    click.echo(f"{username} may sign in as {role}")


@command.command("list")
@_node
def list_all(where: str) -> None:
    """List the accounts in use."""
    with Ledger.open(where, create=False) as ledger:
        for account in Accounts(ledger.engine).all():
            click.echo(f"{account.username}\t{account.role}\t{account.display_name}")


@command.command()
@_node
@click.argument("username")
def close(where: str, username: str) -> None:
    """Close an account; its open sessions end within half a minute."""
    with Ledger.open(where, create=False) as ledger:
        try:
            Accounts(ledger.engine).disable(username)
        except AccountError as error:
            raise click.ClickException(str(error)) from error
    click.echo(f"{username} may no longer sign in")
