"""`quaywatch demo`: half a year and a live day of a simulated port, then the page."""

from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from quaywatch.cli.ports import require_free


@click.command()
@click.option(
    "--folder",
    default=Path("demo-data"),
    show_default=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Where the simulated node is kept.",
)
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8080, show_default=True, type=click.IntRange(0, 65535))
@click.option("--line-port", default=8443, show_default=True, type=click.IntRange(0, 65535))
@click.option("--no-serve", is_flag=True, help="Only make the data.")
@click.option("--small", is_flag=True, help="A tenth of the traffic: made in seconds.")
def command(
    folder: Path, host: str, port: int, line_port: int, *, no_serve: bool, small: bool
) -> None:
    """Simulate six months and a live day, then serve the page. Everything in it is invented."""
    if not no_serve:
        require_free(host, [port])
    console = Console()
    home = folder / ("small" if small else "antwerp")
    if not home.exists():
        _make(home, console, small=small)
    if not no_serve:
        _serve(home, console, host, port, line_port)


def _make(home: Path, console: Console, *, small: bool) -> None:
    from quaywatch.cli.demonstration import LARGE, SMALL, make

    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console) as progress:
        task = progress.add_task("Starting", total=1.0)
        for doing, share in make(home, SMALL if small else LARGE):
            progress.update(task, description=doing, completed=share)
        progress.update(task, description="Made a simulated Antwerp", completed=1.0)


def _serve(home: Path, console: Console, host: str, port: int, line_port: int) -> None:
    from quaywatch.api.settings import Settings
    from quaywatch.cli.demonstration import demo_accounts, open_demo
    from quaywatch.cli.serving import serve_node
    from quaywatch.node import At

    shown = demo_accounts()
    console.print(f"\n[bold]http://{host}:{port}/[/bold]  (simulated; Ctrl+C ends it)\n")
    for account in shown:
        console.print(f"  {account.role:<14} {account.username} / {account.password}")
    serve_node(
        lambda told: open_demo(home, told),
        Settings(demo_accounts=shown, tunnel=home / "tunnel"),
        host,
        port,
        line=At(port=line_port),
    )
