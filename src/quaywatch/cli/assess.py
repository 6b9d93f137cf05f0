"""`quaywatch assess`: rank the consignments of files, with reasons."""

import csv
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import click
import msgspec
from rich.console import Console
from rich.table import Table

from quaywatch import formats
from quaywatch.cargo import Consignment, FilingHeader, PartyRole, Problem, Reason, ReasonKind
from quaywatch.cli.console import open_console
from quaywatch.risk import Model, Ranked, Ranking, text, title
from quaywatch.rules import RuleBook, RuleError, load

_BATCH = 20_000
"""Consignments assessed at once: enough for full speed, little enough for a laptop."""

_SHOWN_REASONS = 3
_SHOWN_PROBLEMS = 10
EXIT_QUARANTINE = 3


@dataclass(slots=True)
class Quarantine:
    """What could not be read of one file."""

    file: str
    parts: int = 0
    size: int = 0
    problems: list[Problem] = field(default_factory=list[Problem])

    def note(self, part: formats.Part) -> None:
        """Count a part that waits for a human being."""
        self.parts += 1
        self.size += len(part.data)
        self.problems.extend(part.problems)


@click.command(
    help="Rank the consignments of FILES, riskiest first, with reasons. Reads UN/EDIFACT CUSCAR, "
    "tables (CSV, Parquet, Arrow) and native JSON lines; - is standard input. Nothing is stored. "
    "Exit codes: 0 all was read, 2 wrong use, 3 a part of the input could not be read."
)
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, allow_dash=True)
)
@click.option("--top", default=20, show_default=True, type=click.IntRange(1), help="How many.")
@click.option("--json", "form", flag_value="json", help="Print one JSON object.")
@click.option("--csv", "form", flag_value="csv", help="Print comma-separated lines.")
@click.option("--language", default="en", type=click.Choice(["en", "fr", "nl", "es"]))
@click.option("--rules", type=click.Path(file_okay=False), help="Folder of risk profiles.")
@click.option("--model", type=click.Path(exists=True, dir_okay=False), help="Model as saved.")
@click.option("--explain", is_flag=True, help="Print every reason with what it rests on.")
def command(
    files: tuple[str, ...],
    top: int,
    form: str | None,
    language: str,
    rules: str | None,
    model: str | None,
    explain: bool,
) -> None:
    """Read, rank, print."""
    book = _book(rules)
    ranking = Ranking(_model(model), book, top)
    quarantines = [_put(file, ranking) for file in files]
    out = _Output(ranking, quarantines, book, language)
    match form:
        case "json":
            out.json()
        case "csv":
            out.csv()
        case _:
            out.reasons() if explain else out.table()
    if any(each.parts for each in quarantines):
        sys.exit(EXIT_QUARANTINE)


def _book(folder: str | None) -> RuleBook:
    try:
        return load(folder)
    except RuleError as error:
        raise click.UsageError(f"the rules of {folder} are wrong:\n{error}") from None


def _model(path: str | None) -> Model:
    try:
        return Model.default() if path is None else Model.load(path)
    except msgspec.DecodeError as error:
        raise click.UsageError(f"{path} is no model: {error}") from None


def _put(file: str, ranking: Ranking) -> Quarantine:
    quarantine = Quarantine(file)
    batch: list[tuple[FilingHeader, Consignment]] = []
    for part in _parts(file):
        if part.quarantined:
            quarantine.note(part)
        if part.filing is not None:
            batch.extend((part.filing.header, each) for each in part.filing.consignments)
        if len(batch) >= _BATCH:
            ranking.add(batch)
            batch = []
    ranking.add(batch)
    return quarantine


def _parts(file: str) -> Iterator[formats.Part]:
    return formats.read(sys.stdin.buffer if file == "-" else Path(file))


class _Output:
    """The same ranking as a table, as reasons at length, as JSON and as CSV."""

    def __init__(
        self, ranking: Ranking, quarantines: list[Quarantine], book: RuleBook, language: str
    ) -> None:
        self._best = ranking.best()
        self._assessed = ranking.assessed
        self._quarantines = [each for each in quarantines if each.parts]
        self._book = book
        self._language = language
        self._console = open_console()

    def table(self) -> None:
        """Print one line a consignment."""
        table = Table("#", "Probability", "Container", "Bill", "Consignee", "Loaded", "Reasons")
        for rank, each in enumerate(self._best, start=1):
            said = each.consignment
            table.add_row(
                str(rank),
                _percent(each.assessment.probability),
                _containers(said),
                said.reference,
                _name(said, PartyRole.CONSIGNEE),
                said.route.port_of_loading or "",
                "\n".join(self._titles(each)),
            )
        self._console.print(table)
        self._summary()

    def reasons(self) -> None:
        """Print every reason of each consignment, with its contribution and its fields."""
        for rank, each in enumerate(self._best, start=1):
            assessment = each.assessment
            self._console.print(
                f"{rank}. {each.consignment.reference}  {_containers(each.consignment)}  "
                f"{_percent(assessment.probability)}  (log-odds {assessment.log_odds:+.2f})",
                style="bold",
            )
            for reason in assessment.reasons:
                said = ", ".join(reason.fields)
                basis = f"  [{said}]" if said else ""
                line = f"   {reason.contribution:+.2f}  {self._text(reason)}{basis}"
                self._console.print(line, markup=False, soft_wrap=True)
        self._summary()

    def json(self) -> None:
        """Print one JSON object: `assessed`, `ranked` and `quarantine`."""
        ranked = [
            {
                "rank": rank,
                "reference": each.consignment.reference,
                "containers": [box.number for box in each.consignment.equipment],
                "texts": [self._text(reason) for reason in each.assessment.reasons],
                **msgspec.to_builtins(each.assessment),
            }
            for rank, each in enumerate(self._best, start=1)
        ]
        content = {
            "assessed": self._assessed,
            "ranked": ranked,
            "quarantine": self._quarantines,
        }
        click.echo(msgspec.json.encode(content).decode())

    def csv(self) -> None:
        """Print a header and one line a consignment; quarantine goes to standard error."""
        writer = csv.writer(sys.stdout)
        writer.writerow(_COLUMNS)
        for rank, each in enumerate(self._best, start=1):
            said = each.consignment
            titles = self._titles(each)
            writer.writerow(
                (
                    rank,
                    each.assessment.consignment_id,
                    repr(each.assessment.probability),
                    repr(each.assessment.log_odds),
                    said.reference,
                    _containers(said).replace("\n", " "),
                    _name(said, PartyRole.CONSIGNOR),
                    _name(said, PartyRole.CONSIGNEE),
                    said.route.port_of_loading or "",
                    *titles,
                    *[""] * (_SHOWN_REASONS - len(titles)),
                )
            )
        self._summary(open_console(stderr=True))

    def _summary(self, console: Console | None = None) -> None:
        console = console or self._console
        console.print(f"{_counted(self._assessed, 'consignment')}, {len(self._best):,} shown.")
        for each in self._quarantines:
            console.print(
                f"{each.file}: not read, {_counted(each.parts, 'part')} of {each.size:,} bytes:",
                style="bold red",
                markup=False,
                soft_wrap=True,
            )
            for problem in each.problems[:_SHOWN_PROBLEMS]:
                line = f"   {_place(problem)}{problem.message}"
                console.print(line, markup=False, soft_wrap=True)
            if (more := len(each.problems) - _SHOWN_PROBLEMS) > 0:
                console.print(f"   … and {more:,} more; `quaywatch read` lists them all.")

    def _titles(self, each: Ranked) -> list[str]:
        raising = [
            reason
            for reason in each.assessment.reasons
            if reason.contribution > 0 and reason.kind is not ReasonKind.BASE
        ]
        return [title(each, self._language, self._book) for each in raising[:_SHOWN_REASONS]]

    def _text(self, reason: Reason) -> str:
        return text(reason, self._language, self._book)


_COLUMNS = (
    "rank",
    "consignment_id",
    "probability",
    "log_odds",
    "reference",
    "containers",
    "consignor",
    "consignee",
    "port_of_loading",
    *(f"reason_{i}" for i in range(1, _SHOWN_REASONS + 1)),
)


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def _percent(probability: float) -> str:
    return f"{probability:.2%}" if probability >= 0.001 else f"{probability * 100:.2g}%"


def _containers(consignment: Consignment) -> str:
    return "\n".join(box.number for box in consignment.equipment)


def _name(consignment: Consignment, role: PartyRole) -> str:
    party = consignment.party(role)
    return party.name if party else ""


def _place(problem: Problem) -> str:
    where = [
        f"{noun} {value}"
        for noun, value in (("byte", problem.offset), ("segment", problem.segment))
        if value is not None
    ]
    return f"{', '.join(where)}: " if where else ""
