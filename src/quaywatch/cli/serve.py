"""`quaywatch serve`: a node's page and API."""

from pathlib import Path

import click

from quaywatch.cli.serving import serve_node


@click.command()
@click.option("--node", "where", required=True, help="SQLite file or postgresql:// URL.")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8080, show_default=True, type=click.IntRange(0, 65535))
@click.option("--https", is_flag=True, help="Served over HTTPS: cookies never travel in the clear.")
def command(where: str, host: str, port: int, *, https: bool) -> None:
    """Serve a node's page and API."""
    from quaywatch.api.accounts import Accounts
    from quaywatch.api.settings import Settings
    from quaywatch.node import Node

    if "://" not in where:
        Path(where).parent.mkdir(parents=True, exist_ok=True)
    node = Node.open(where)
    if not Accounts(node.ledger.engine).all():
        click.echo(f"Nobody can sign in yet: quaywatch accounts add --node {where} NAME", err=True)
    click.echo(f"{node.description.name} at http://{host}:{port}/")
    serve_node(node, Settings(secure_cookies=https), host, port)
