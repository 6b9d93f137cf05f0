"""Senzing's truth set: customers, a watch list and a register of persons and firms."""

import csv

from bench._data import folder
from bench._links.patstat import AT
from quaywatch.cargo import Party, PartyRole
from quaywatch.links import Mention

_FILES = ("customers", "watchlist", "reference")
_NUMBERS = (
    "PASSPORT_NUMBER",
    "SSN_NUMBER",
    "NATIONAL_ID_NUMBER",
    "DRIVERS_LICENSE_NUMBER",
    "TAX_ID_NUMBER",
    "LEI_NUMBER",
)
_NAMES = ("PRIMARY_NAME_FULL", "PRIMARY_NAME_ORG", "NATIVE_NAME_FULL")


def mentions() -> tuple[list[Mention], list[str]]:
    """Return the records, and whose each is; a declaration has no room for a date of birth.

    Raises FileNotFoundError without the data folder.
    """
    with (folder() / "links" / "senzing_actual_truthset_key.csv").open(encoding="utf-8") as file:
        whose = {_id(row): row["CLUSTER_ID"] for row in csv.DictReader(file)}
    found: list[Mention] = []
    for name in _FILES:
        with (folder() / "links" / f"senzing_{name}.csv").open(encoding="utf-8") as file:
            found.extend(
                Mention(id=_id(row), party=_party(row), at=AT) for row in csv.DictReader(file)
            )
    known = [mention for mention in found if mention.id in whose]
    return known, [whose[mention.id] for mention in known]


def _id(row: dict[str, str]) -> str:
    return f"{row['DATA_SOURCE']}:{row['RECORD_ID']}"


def _party(row: dict[str, str]) -> Party:
    parts = [row.get(f"PRIMARY_NAME_{part}") or "" for part in ("FIRST", "MIDDLE", "LAST")]
    full = next((row[name] for name in _NAMES if row.get(name)), "")
    return Party(
        role=PartyRole.CONSIGNEE,
        name=full or " ".join(part for part in parts if part),
        identifier=next((row[number] for number in _NUMBERS if row.get(number)), None),
        address=row.get("ADDR_LINE1") or row.get("ADDR_FULL") or None,
        city=row.get("ADDR_CITY") or None,
        postcode=row.get("ADDR_POSTAL_CODE") or None,
        telephone=row.get("PHONE_NUMBER") or None,
        email=row.get("EMAIL_ADDRESS") or None,
    )
