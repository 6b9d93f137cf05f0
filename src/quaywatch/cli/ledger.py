"""`quaywatch ledger`: verify, export and look at a ledger."""

import sys
from collections.abc import Generator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import click
import msgspec
from rich.table import Table
from rich.text import Text

from quaywatch.cli.console import open_console
from quaywatch.ledger import Head, Ledger, LedgerError, Recorded

_DAY = click.DateTime(["%Y-%m-%d", "%Y-%m-%dT%H:%M:%S"])


class HeadType(click.ParamType[Head]):
    """A head as `show` prints it: position and hash, such as `1204:9f86d0…`."""

    name = "position:hash"

    def convert(
        self, value: str | Head, param: click.Parameter | None, ctx: click.Context | None
    ) -> Head:
        """Read the two halves."""
        if isinstance(value, Head):
            return value
        position, _, hexadecimal = value.partition(":")
        try:
            return Head(int(position), bytes.fromhex(hexadecimal))
        except ValueError:
            self.fail(f"{value!r} is not POSITION:HASH", param, ctx)


where_argument = click.argument("where", metavar="PATH_OR_URL")
json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")


@click.group(help="Verify, export and look at the ledger in a SQLite file or at a PostgreSQL URL.")
def command() -> None:
    """Group the subcommands."""


@command.command()
@where_argument
@click.option("--head", type=HeadType(), help="Head noted earlier, which must still stand.")
@json_option
def verify(where: str, head: Head | None, as_json: bool) -> None:
    """Check every event, its original and the chain; exit with 1 if something is broken.

    Someone who may write to the database can rewrite the whole chain. Note the head that `show`
    prints in another place and give it back here: then a rewritten ledger shows, too.
    """
    with opened(where) as ledger:
        broken = ledger.verify(head)
        stands = ledger.head()
    if as_json:
        _print_json({"sound": broken is None, "broken": broken, "head": _head_fields(stands)})
    elif broken is None:
        line = Text.assemble(
            ("sound", "green"), f": {stands.position:,} events, head {_written(stands)}"
        )
        open_console().print(line, soft_wrap=True)
    else:
        where_broken = (f"broken at {broken.position}", "red")
        open_console().print(Text.assemble(where_broken, f": {broken.message}"))
    sys.exit(0 if broken is None else 1)


@command.command()
@where_argument
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--from", "start", type=_DAY, required=True, help="First instant, UTC.")
@click.option("--to", "end", type=_DAY, required=True, help="First instant no more, UTC.")
@json_option
def export(where: str, folder: Path, start: datetime, end: datetime, as_json: bool) -> None:
    """Write the events known in a range of time to Parquet in FOLDER, by date and kind."""
    with opened(where) as ledger:
        try:
            files = ledger.export(start.replace(tzinfo=UTC), end.replace(tzinfo=UTC), folder)
        except FileExistsError as error:
            raise click.ClickException(str(error)) from error
    if as_json:
        _print_json({"files": [str(file) for file in files]})
    else:
        open_console().print(f"{len(files)} files in {folder}")


@command.command()
@where_argument
@click.option("--last", type=click.IntRange(0, 1000), default=10, show_default=True)
@json_option
def show(where: str, last: int, as_json: bool) -> None:
    """Show the head, how many events of each kind there are, and the last events."""
    with opened(where) as ledger:
        head, counts, events = ledger.head(), ledger.counts(), ledger.latest(last)
    if as_json:
        fields = [_event_fields(event) for event in events]
        _print_json({"head": _head_fields(head), "counts": counts, "events": fields})
        return
    console = open_console()
    console.print(f"head {_written(head)}", soft_wrap=True)
    console.print(_count_table(counts), _event_table(events))


@contextmanager
def opened(where: str) -> Generator[Ledger]:
    """Open the ledger that is at `where`; none is made."""
    try:
        with Ledger.open(where, create=False) as ledger:
            yield ledger
    except LedgerError as error:
        raise click.ClickException(str(error)) from error


def _print_json(value: object) -> None:
    click.echo(msgspec.json.encode(value))


def _written(head: Head) -> str:
    return f"{head.position}:{head.hash.hex()}"


def _head_fields(head: Head) -> dict[str, object]:
    return {"position": head.position, "hash": head.hash.hex()}


def _event_fields(event: Recorded) -> dict[str, object]:
    return {
        **msgspec.structs.asdict(event),
        "payload": msgspec.Raw(event.payload),
        "original_digest": event.original_digest and event.original_digest.hex(),
        "hash": event.hash.hex(),
    }


def _count_table(counts: dict[str, int]) -> Table:
    table = Table("kind", "events", box=None)
    for kind, count in counts.items():
        table.add_row(kind, f"{count:,}")
    return table


def _event_table(events: list[Recorded]) -> Table:
    table = Table("position", "known at", "kind", "actor", "stream", "key", box=None)
    for event in events:
        known_at = event.known_at.isoformat(timespec="seconds")
        stream = "" if event.stream is None else f"{event.stream} v{event.version}"
        row = (str(event.position), known_at, event.kind, event.actor, stream, event.key[:16])
        table.add_row(*row)
    return table
