"""Opening brings a database to the schema of this version, and refuses what it cannot know."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import insert, inspect, select, text

from quaywatch.ledger import Ledger, LedgerError
from quaywatch.ledger.accounts import account, session
from quaywatch.ledger.schema import METADATA
from quaywatch.ledger.senders import sender
from tests.ledger.making import START, an_event


def test_the_revisions_make_the_schema_that_the_code_declares(ledger: Ledger) -> None:
    with ledger.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []
        assert {account.name, sender.name, session.name} <= set(
            inspect(connection).get_table_names()
        )


def test_accounts_and_sessions_keep_their_facts(ledger: Ledger) -> None:
    with ledger.transaction() as tx:
        person = {"username": "ann", "display_name": "Ann", "role": "officer", "language": "nl"}
        tx.connection.execute(insert(account).values(**person, password_hash="x", created_at=START))
        tx.connection.execute(
            insert(session).values(
                token_digest=b"t",
                username="ann",
                csrf_token="c",
                created_at=START,
                expires_at=START,
            )
        )
    with ledger.engine.connect() as connection:
        assert connection.execute(select(account.c.disabled)).scalar_one() is False
        assert connection.execute(select(session.c.expires_at)).scalar_one() == START


def test_opening_again_changes_nothing(ledger_url: str) -> None:
    with Ledger.open(ledger_url) as ledger:
        ledger.append([an_event(1)])
    with Ledger.open(ledger_url) as ledger:
        assert ledger.head().position == 1


def test_many_may_open_a_new_ledger_at_once(ledger_url: str) -> None:
    with ThreadPoolExecutor(4) as pool:
        ledgers = list(pool.map(lambda _: Ledger.open(ledger_url), range(4)))
    for number, ledger in enumerate(ledgers, start=1):
        assert ledger.append([an_event(number)])[0].position == number
        ledger.close()


def test_a_ledger_of_a_newer_version_is_left_alone(ledger_url: str) -> None:
    with Ledger.open(ledger_url) as ledger, ledger.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    for create in (True, False):
        with pytest.raises(LedgerError, match="9999"):
            Ledger.open(ledger_url, create=create)


def test_looking_at_a_ledger_makes_none(tmp_path, postgres_url: str) -> None:
    path = tmp_path / "absent.sqlite"
    with pytest.raises(LedgerError, match="there is no ledger"):
        Ledger.open(path, create=False)
    assert not path.exists()
    with pytest.raises(LedgerError, match="holds no ledger"):
        Ledger.open(postgres_url, create=False)


@pytest.mark.parametrize("where", ["mysql://host/db", "sqlite://", "http//://", "oracle://x"])
def test_a_place_that_is_neither_file_nor_postgresql_is_refused(where: str) -> None:
    with pytest.raises(LedgerError):
        Ledger.open(where)


def test_a_file_that_is_no_database_is_refused_and_kept(tmp_path) -> None:
    path = tmp_path / "manifest.edi"
    path.write_bytes(b"UNB+UNOC:3+SENDER'" * 100)
    with pytest.raises(LedgerError, match="not a database"):
        Ledger.open(path)
    assert path.read_bytes() == b"UNB+UNOC:3+SENDER'" * 100


def test_a_server_that_does_not_answer_is_named(tmp_path) -> None:
    with pytest.raises(LedgerError, match="cannot be opened"):
        Ledger.open(f"postgresql://nobody@/none?host={tmp_path}")
