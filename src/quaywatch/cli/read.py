"""`quaywatch read`: show what was understood of files, and what was not."""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import click
from rich.table import Table
from rich.text import Text

from quaywatch.cargo.consignment import Consignment
from quaywatch.cargo.movement import Movement
from quaywatch.cargo.party import PartyRole
from quaywatch.cargo.problem import Problem, Severity
from quaywatch.cargo.transport_call import TransportCall
from quaywatch.cli import events
from quaywatch.cli.console import open_console
from quaywatch.formats import Format, Part, native, read
from quaywatch.formats.ics2 import CodeLists
from quaywatch.formats.ics2.codes import load as load_codes
from quaywatch.formats.tables import Mapping, MappingError, load

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "blue"}


@dataclass(slots=True)
class _Summary:
    """What one file held."""

    size: int = 0
    filings: int = 0
    consignments: int = 0
    goods_items: int = 0
    equipment: int = 0
    movements: int = 0
    calls: int = 0
    quarantined: int = 0
    quarantined_bytes: int = 0
    formats: set[str] = field(default_factory=set[str])

    def add(self, part: Part) -> None:
        self.size += len(part.data)
        if part.quarantined:
            self.quarantined += 1
            self.quarantined_bytes += len(part.data)
        if part.filing is not None:
            self.filings += 1
            self.formats.add(part.filing.header.format)
            self.consignments += len(part.filing.consignments)
            self.movements += len(part.filing.movements)
            self.calls += len(part.filing.calls)
            self.goods_items += sum(len(c.goods_items) for c in part.filing.consignments)
            self.equipment += sum(len(c.equipment) for c in part.filing.consignments)


@click.command()
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option("--format", "kind", type=click.Choice([*Format]), help="Do not go by the content.")
@click.option(
    "--mapping",
    "mapping_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="TOML file that says which column of a table means what.",
)
@click.option(
    "--code-lists",
    "code_lists",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="TOML file with the ICS2 code lists that messages are checked against.",
)
@click.option("--json", "as_json", is_flag=True, help="Print native JSON lines.")
@click.option(
    "--quarantine",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write bytes that were not understood into this folder.",
)
@click.option(
    "--rows",
    default=20,
    show_default=True,
    help="Consignments, movements, calls and problems to show.",
)
def command(
    files: tuple[Path, ...],
    kind: str | None,
    mapping_file: Path | None,
    code_lists: Path | None,
    as_json: bool,
    folder: Path | None,
    rows: int,
) -> None:
    """Show what was understood of files, and what was not.

    Reads all formats that a node takes in: consignments, movements of containers and calls of
    vessels. Exits with 1 when something went to quarantine.
    """
    mapping, codes = _mapping(mapping_file), _codes(code_lists)
    quarantined = 0
    for file in files:
        parts = _kept(read(file, format=kind, mapping=mapping, codes=codes), file, folder)
        summary = _print_json(parts) if as_json else _show(file, parts, rows)
        quarantined += summary.quarantined
    sys.exit(1 if quarantined else 0)


def _mapping(file: Path | None) -> Mapping | None:
    try:
        return None if file is None else load(file)
    except MappingError as error:
        raise click.UsageError(str(error)) from error


def _codes(file: Path | None) -> CodeLists | None:
    try:
        return None if file is None else load_codes(file)
    except ValueError as error:
        raise click.UsageError(str(error)) from error


def _kept(parts: Iterable[Part], file: Path, folder: Path | None) -> Iterator[Part]:
    """Pass parts on, writing quarantined bytes to `folder`, named by file and position."""
    for part in parts:
        if folder is not None and part.quarantined and part.data:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / f"{file.name}.{part.offset}").write_bytes(part.data)
        yield part


def _print_json(parts: Iterable[Part]) -> _Summary:
    summary = _Summary()
    for part in parts:
        summary.add(part)
        if part.filing is not None:
            click.echo(native.write([part.filing]), nl=False)
        for problem in part.problems:
            click.echo(_located(problem), err=True)
    return summary


def _show(file: Path, parts: Iterable[Part], rows: int) -> _Summary:
    summary = _Summary()
    consignments: list[Consignment] = []
    movements: list[Movement] = []
    calls: list[TransportCall] = []
    problems: list[Problem] = []
    hidden = 0
    for part in parts:
        summary.add(part)
        if part.filing is not None:
            consignments += part.filing.consignments[: max(0, rows - len(consignments))]
            movements += part.filing.movements[: max(0, rows - len(movements))]
            calls += part.filing.calls[: max(0, rows - len(calls))]
        problems += part.problems[: max(0, rows - len(problems))]
        hidden += len(part.problems)
    console = open_console()
    console.print(_headline(file, summary))
    if consignments:
        console.print(_consignments(consignments, summary.consignments))
    if movements:
        console.print(events.movements(movements, summary.movements))
    if calls:
        console.print(events.calls(calls, summary.calls))
    if problems:
        console.print(_problems(problems, hidden))
    return summary


def _headline(file: Path, summary: _Summary) -> Text:
    formats = ", ".join(sorted(summary.formats)) or "nothing understood"
    line = Text.assemble((file.name, "bold"), f"  {summary.size:,} bytes  {formats}  ")
    counts = (
        (summary.filings, "filings"),
        (summary.consignments, "consignments"),
        (summary.goods_items, "goods items"),
        (summary.equipment, "containers"),
        (summary.movements, "movements"),
        (summary.calls, "port calls"),
    )
    line.append(", ".join(f"{n:,} {name}" for n, name in counts if n))
    if summary.quarantined:
        told = (
            f"\n{summary.quarantined:,} parts ({summary.quarantined_bytes:,} bytes) in quarantine"
        )
        line.append(told, style="bold red")
    return line


def _consignments(shown: list[Consignment], total: int) -> Table:
    more = f"{len(shown):,} of {total:,} consignments" if len(shown) < total else None
    table = Table(caption=more, box=None, pad_edge=False, header_style="dim")
    for name in ("bill", "from", "to", "vessel", "consignor", "consignee", "goods", "containers"):
        table.add_column(name, overflow="ellipsis", no_wrap=True, max_width=28)
    for consignment in shown:
        table.add_row(*map(Text, _cells(consignment)))
    return table


def _cells(consignment: Consignment) -> tuple[str, ...]:
    route, voyage = consignment.route, consignment.conveyance
    consignor = consignment.party(PartyRole.CONSIGNOR)
    consignee = consignment.party(PartyRole.CONSIGNEE)
    goods = "; ".join(item.description for item in consignment.goods_items)
    return (
        consignment.reference,
        route.port_of_loading or "",
        route.port_of_discharge or "",
        " ".join(filter(None, (voyage.vessel_name, voyage.voyage))),
        consignor.name if consignor else "",
        consignee.name if consignee else "",
        goods,
        " ".join(box.number for box in consignment.equipment),
    )


def _problems(shown: list[Problem], total: int) -> Table:
    more = f"{len(shown):,} of {total:,} problems" if len(shown) < total else None
    table = Table(caption=more, box=None, pad_edge=False, header_style="dim")
    for name in ("byte", "segment"):
        table.add_column(name, justify="right")
    table.add_column("problem", no_wrap=True)
    table.add_column("what is wrong")
    for problem in shown:
        table.add_row(
            "" if problem.offset is None else f"{problem.offset:,}",
            "" if problem.segment is None else f"{problem.segment:,}",
            Text(problem.code, style=_COLOURS[problem.severity]),
            Text(problem.message),
        )
    return table


def _located(problem: Problem) -> str:
    where = "" if problem.offset is None else f" at byte {problem.offset}"
    number = "" if problem.segment is None else f", segment {problem.segment}"
    return f"{problem.severity}: {problem.code}{where}{number}: {problem.message}"
