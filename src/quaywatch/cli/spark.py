"""`quaywatch spark`: assess an exported ledger on a Spark cluster."""

from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import click
import msgspec

from quaywatch.risk import Model
from quaywatch.risk.learned import Learned
from quaywatch.rules import RuleBook, RuleError, load


@click.command(
    help="Assess every filing of ARCHIVE (see `ledger export`), with reasons, and write Parquet to "
    "OUT. Both are paths or URLs that every machine of the cluster can read; master, memory and "
    "all else are Spark's own settings."
)
@click.argument("archive")
@click.argument("out")
@click.option("--parts", default=64, show_default=True, type=click.IntRange(1), help="How many.")
@click.option("--rules", type=click.Path(file_okay=False), help="Folder of risk profiles.")
@click.option(
    "--model",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Model as saved, additive or learned.",
)
def command(archive: str, out: str, parts: int, rules: str | None, model: Path | None) -> None:
    """Ship rules and model, read, assess, write."""
    if find_spec("pyspark") is None:
        raise click.ClickException("pyspark is not installed: pip install 'quaywatch[spark]'")
    from quaywatch.node.archive import assessments_of
    from quaywatch.risk.spark import Shipped

    data = Model.default().dump() if model is None else model.read_bytes()
    shipped = Shipped.of(_book(rules), data, _read)
    try:
        shipped.unpacked()
    except ValueError as error:
        raise click.UsageError(f"{model} is no model: {error}") from None
    sql: Any = import_module("pyspark.sql")
    session = sql.SparkSession.builder.appName("quaywatch").getOrCreate()
    try:
        events = session.read.parquet(archive)
        assessments_of(events, shipped, parts=parts).write.parquet(out)
    finally:
        session.stop()


def _book(folder: str | None) -> RuleBook:
    try:
        return load(folder)
    except RuleError as error:
        raise click.UsageError(f"the rules of {folder} are wrong:\n{error}") from None


def _read(data: bytes) -> Model | Learned:
    try:
        return Model.read(data)
    except msgspec.ValidationError:
        return Learned.load(data)
