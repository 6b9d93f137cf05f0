"""`quaywatch serve`: a node's page and API."""

from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec

from quaywatch.cli.serving import serve_node

if TYPE_CHECKING:
    from quaywatch.node import Node


@click.command()
@click.option("--node", "where", required=True, help="SQLite file or postgresql:// URL.")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8080, show_default=True, type=click.IntRange(0, 65535))
@click.option("--https", is_flag=True, help="Served over HTTPS: cookies never travel in the clear.")
@click.option("--name", help="What the node is called on its pages, from now on.")
@click.option(
    "--capacity",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The port's inspection calendar (TOML), from now on.",
)
def command(
    where: str, host: str, port: int, name: str | None, capacity: Path | None, *, https: bool
) -> None:
    """Serve a node's page and API."""
    from quaywatch.api.accounts import Accounts
    from quaywatch.api.settings import Settings
    from quaywatch.node import Node

    if "://" not in where:
        Path(where).parent.mkdir(parents=True, exist_ok=True)
    node = Node.open(where)
    _describe(node, name, capacity)
    if not Accounts(node.ledger.engine).all():
        click.echo(f"Nobody can sign in yet: quaywatch accounts add --node {where} NAME", err=True)
    click.echo(f"{node.description.name} at http://{host}:{port}/")
    serve_node(node, Settings(secure_cookies=https), host, port)


def _describe(node: "Node", name: str | None, capacity: Path | None) -> None:
    """Note on the ledger what the options change."""
    from quaywatch.inspections import Capacity

    described = node.description
    if name is not None:
        described = msgspec.structs.replace(described, name=name)
    if capacity is not None:
        try:
            calendar = Capacity.load(capacity)
        except (msgspec.MsgspecError, UnicodeDecodeError) as error:
            raise click.BadParameter(f"{capacity}: {error}", param_hint="--capacity") from error
        described = msgspec.structs.replace(described, capacity=calendar)
    if described != node.description:
        node.describe(described)
