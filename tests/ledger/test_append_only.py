"""The database itself refuses to change what stands."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from quaywatch.ledger import Ledger
from tests.ledger.making import an_event

STATEMENTS = [
    "UPDATE event SET actor = 'nobody'",
    "DELETE FROM event",
    "UPDATE original SET data = digest",
    "DELETE FROM original",
]


@pytest.mark.parametrize("statement", STATEMENTS)
def test_a_standing_row_can_be_neither_changed_nor_removed(ledger: Ledger, statement: str) -> None:
    ledger.append([an_event(1, original=b"UNB")])
    refuse(ledger, statement)
    assert ledger.read()[0].actor == "carrier:MAEU"
    assert ledger.verify() is None


def test_a_table_cannot_be_emptied_at_one_stroke(postgres_url: str) -> None:
    with Ledger.open(postgres_url) as ledger:
        refuse(ledger, "TRUNCATE event")


def test_a_row_cannot_be_replaced(tmp_path) -> None:
    with Ledger.open(tmp_path / "ledger.sqlite") as ledger:
        ledger.append([an_event(1)])
        refuse(ledger, "REPLACE INTO event SELECT * FROM event")


def refuse(ledger: Ledger, statement: str) -> None:
    with (
        pytest.raises(DBAPIError, match="the ledger is append-only"),
        ledger.engine.begin() as connection,
    ):
        connection.execute(text(statement))
