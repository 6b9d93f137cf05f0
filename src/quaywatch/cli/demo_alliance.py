"""`quaywatch demo-alliance`: five simulated authorities that share what they find."""

import signal
from collections.abc import Sequence
from multiprocessing.connection import wait
from multiprocessing.context import SpawnProcess
from pathlib import Path

import click
from rich.console import Console

from quaywatch.cli.ports import require_free

_NAMES = ("antwerp", "rotterdam", "hamburg", "newyork", "guayaquil")


@click.command()
@click.option(
    "--folder",
    default=Path("demo-data/alliance"),
    show_default=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Where the simulated nodes are kept.",
)
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option(
    "--port",
    default=8090,
    show_default=True,
    type=click.IntRange(1, 65000),
    help="Of the start page; the nodes' pages follow it.",
)
@click.option(
    "--line-port",
    default=8490,
    show_default=True,
    type=click.IntRange(1, 65000),
    help="Of the first node's line; the others follow it.",
)
@click.option("--only", multiple=True, type=click.Choice(_NAMES), help="Start these alone.")
@click.option("--small", is_flag=True, help="A fifth of the boxes.")
def command(
    folder: Path, host: str, port: int, line_port: int, only: tuple[str, ...], *, small: bool
) -> None:
    """Start five allied nodes with certificates made on the spot. Everything is invented."""
    from quaywatch.cli.demonstration import demo_accounts
    from quaywatch.cli.demonstration.alliance import CAST, NotStarted, Place, start
    from quaywatch.cli.demonstration.alliance.start_page import page, serve

    console = Console()
    home = folder / ("small" if small else "large")
    places = [
        Place(
            authority=authority,
            home=home / authority.short,
            host=host,
            port=port + number,
            line_port=line_port + number,
        )
        for number, authority in enumerate(CAST, 1)
        if not only or authority.short in only
    ]
    pages, lines = [one.port for one in places], [one.line_port for one in places]
    require_free(host, [port, *pages, *lines])
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    accounts = demo_accounts()
    try:
        with start(places, 0.0004 if small else 0.002, console.print) as running:
            server = serve(page(places, accounts), host, port)
            console.print(f"\n[bold]http://{host}:{port}/[/bold]  (simulated; Ctrl+C ends it)\n")
            for place in places:
                console.print(f"  {place.authority.name:<12} {place.page}")
            console.print("\n  Accounts, the same at each node:")
            for account in accounts:
                console.print(f"  {account.role:<14} {account.username} / {account.password}")
            wait([process.sentinel for process in running])
            server.shutdown()
            raise click.ClickException(told_of(running))
    except (NotStarted, OSError) as error:
        raise click.ClickException(str(error)) from error
    except KeyboardInterrupt:
        console.print("Ended.")


def told_of(running: Sequence[SpawnProcess]) -> str:
    """Say which nodes ended, and with what: a negative code is the signal that ended one."""
    for process in running:
        process.join(0.1)
    told = (f"{one.name} (code {one.exitcode})" for one in running if not one.is_alive())
    return f"ended by itself: {', '.join(told)}"
