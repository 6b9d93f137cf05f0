"""The PATSTAT sample: applicants for patents as written, and which of them are one (Leuven)."""

import csv
from datetime import UTC, datetime

from bench._data import folder
from quaywatch.cargo import Party, PartyRole
from quaywatch.links import Mention

AT = datetime(2026, 1, 1, tzinfo=UTC)


def mentions() -> tuple[list[Mention], list[str]]:
    """Return applicants in the file's order, and whose each is.

    Those they applied with stand where a trader's counterparts do, classes of patents where its
    goods do. Raises FileNotFoundError without the data folder.
    """
    with (folder() / "links" / "patstat_reference.csv").open(encoding="utf-8") as file:
        whose = {row["person_id"]: row["leuven_id"] for row in csv.DictReader(file)}
    with (folder() / "links" / "patstat_input.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    found = [
        Mention(
            id=row["person_id"],
            party=Party(role=PartyRole.CONSIGNOR, name=row["Name"]),
            at=AT,
            counterparts=tuple(row["Coauthor"].split("**")),
            goods=tuple(row["Class"].split("**")),
        )
        for row in rows
    ]
    return found, [whose[mention.id] for mention in found]
