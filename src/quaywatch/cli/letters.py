"""`quaywatch letters`: the weekly letters to carriers, forwarders or filers."""

import hashlib
from datetime import datetime
from pathlib import Path

import click

from quaywatch.letters import html, pdf
from quaywatch.node import Node, last_sunday
from quaywatch.scorecards import Period, SubjectKind
from quaywatch.scorecards.letter import LANGUAGES, letter
from quaywatch.scorecards.report import LONGEST_WEEKS

ACTOR = "letters"
"""In whose name the letters' looks stand on the ledger."""


@click.command()
@click.option("--node", "where", required=True, help="SQLite file or postgresql:// URL.")
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path))
@click.option("--kind", type=click.Choice([kind.value for kind in SubjectKind]), default="carrier")
@click.option("--weeks", type=click.IntRange(1, LONGEST_WEEKS), default=4, show_default=True)
@click.option(
    "--until",
    type=click.DateTime(["%Y-%m-%d"]),
    help="A day of the last week; the last whole week without it.",
)
@click.option("--language", type=click.Choice(LANGUAGES), default="en", show_default=True)
def command(
    where: str, out: Path, kind: str, weeks: int, until: datetime | None, language: str
) -> None:
    """Write one letter for each subject that filed something, as PDF and as HTML."""
    out.mkdir(parents=True, exist_ok=True)
    subjects = SubjectKind(kind)
    with Node.open(where) as node:
        period = Period.ending(until.date() if until else last_sunday(node.now()), weeks)
        about = node.description
        for card in node.scorecards(subjects, period):
            report = node.scorecard(subjects, card.name, period, ACTOR)
            made = letter(
                report, language=language, authority=about.name, simulated=about.simulated
            )
            file = out / f"{kind}-{file_name(card.name)}-{period.last_day}"
            file.with_suffix(".pdf").write_bytes(pdf(made))
            file.with_suffix(".html").write_text(html(made), encoding="utf-8")
            click.echo(f"{file.name}\t{card.consignments}\t{card.score:.3f}")


def file_name(name: str) -> str:
    """Return a name for files that is safe everywhere and that no two subjects share."""
    plain = "".join(c if c.isascii() and c.isalnum() else "_" for c in name)[:40]
    if plain == name:
        return plain
    return f"{plain}-{hashlib.sha256(name.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"
