"""`quaywatch serve`: a node's page and API."""

from pathlib import Path

import click

from quaywatch.cli.describing import describe
from quaywatch.cli.serving import Drops, Tls, serve_node

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command()
@click.option("--node", "where", required=True, help="SQLite file or postgresql:// URL.")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8080, show_default=True, type=click.IntRange(0, 65535))
@click.option("--https", is_flag=True, help="Served over HTTPS: cookies never travel in the clear.")
@click.option("--name", help="What the node is called on its pages, from now on.")
@click.option("--ally", help="What the node is called among allied nodes, from now on.")
@click.option("--line-host", default="127.0.0.1", show_default=True, help="Of the line to them.")
@click.option("--line-port", default=8443, show_default=True, type=click.IntRange(0, 65535))
@click.option("--line-push", is_flag=True, help="Hand over, too: for a node that nobody can call.")
@click.option(
    "--capacity",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The port's inspection calendar (TOML), from now on.",
)
@click.option(
    "--code-lists", type=_FILE, help="Code lists of the ICS2 partner (TOML), from now on."
)
@click.option("--tls-certificate", type=_FILE, help="Serve HTTPS with this certificate (PEM).")
@click.option("--tls-key", type=_FILE, help="The certificate's key (PEM).")
@click.option(
    "--tls-clients", type=_FILE, help="Authorities of senders' certificates (PEM), for mutual TLS."
)
@click.option("--drop", type=_FOLDER, help="Root of the senders' folders to watch.")
@click.option(
    "--tunnel", type=_FOLDER, help="Runs of the wind tunnel; a folder `tunnel` beside the node."
)
@click.option("--as4", type=_FOLDER, help="Folder that an AS4 access point lays messages into.")
def command(
    where: str,
    host: str,
    port: int,
    name: str | None,
    ally: str | None,
    line_host: str,
    line_port: int,
    capacity: Path | None,
    code_lists: Path | None,
    tls_certificate: Path | None,
    tls_key: Path | None,
    tls_clients: Path | None,
    drop: Path | None,
    tunnel: Path | None,
    as4: Path | None,
    *,
    https: bool,
    line_push: bool,
) -> None:
    """Serve a node's page and API, and the line to allied nodes where it has a name among them."""
    from quaywatch.api.accounts import Accounts
    from quaywatch.api.settings import Settings
    from quaywatch.ledger.signing import key_path
    from quaywatch.node import At, Node, Told

    tls = _tls(tls_certificate, tls_key, tls_clients)
    if "://" not in where:
        Path(where).parent.mkdir(parents=True, exist_ok=True)
    scheme = "http" if tls is None else "https"

    def opened(told: Told) -> Node:
        node = Node.open(where, told=told)
        describe(node, name=name, ally=ally, capacity=capacity, code_lists=code_lists)
        if not Accounts(node.ledger.engine).all():
            add = f"quaywatch accounts add --node {where} NAME"
            click.echo(f"Nobody can sign in yet: {add}", err=True)
        click.echo(f"{node.description.name} at {scheme}://{host}:{port}/")
        return node

    settings = Settings(
        secure_cookies=https or tls is not None,
        tunnel=tunnel or key_path(where).parent / "tunnel",
    )
    serve_node(
        opened,
        settings,
        host,
        port,
        tls=tls,
        drops=Drops(root=drop, as4=as4),
        line=At(host=line_host, port=line_port, push=line_push),
    )


def _tls(certificate: Path | None, key: Path | None, clients: Path | None) -> Tls | None:
    if certificate is None and key is None and clients is None:
        return None
    if certificate is None or key is None:
        raise click.UsageError("TLS takes both --tls-certificate and --tls-key")
    return Tls(certificate, key, clients)
