"""A file of a log holds or does not, whoever looks, and not one bit of it can be changed."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection

from quaywatch.alliance.witness import Log, Publisher, Witnessing, bundled, create, verify
from quaywatch.cli.audit import command
from quaywatch.ledger.engine import for_writing, open_engine
from tests.alliance.making import NOW
from tests.alliance.witness.test_witness import ALLIES, MINUTE, NAME, ONE, OWN, SECRET, TWO, entries

KEY = OWN.public_key().public_bytes_raw().hex()


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[Connection]:
    engine = open_engine(tmp_path / "log", create=True)
    create(engine)
    with for_writing(engine.connect()) as made, made.begin():
        yield made
    engine.dispose()


def grown(connection: Connection) -> tuple[Publisher, str]:
    """A log of five entries, two at an earlier checkpoint, cosigned by both allies."""
    made = Publisher(Log(NAME, SECRET), OWN, ALLIES)
    made.log.append(connection, entries(2))
    earlier = made.checkpoint(connection, NOW)
    made.log.append(connection, entries(3, 2))
    made.checkpoint(connection, NOW + MINUTE)
    assert earlier is not None
    for name, key in (("antwerp", ONE), ("hamburg", TWO)):
        ally = Witnessing(name, key, {NAME: made.key})
        made.add(connection, 5, ally.add(connection, made.request(connection, 0) or b"", NOW))
        connection.exec_driver_sql("DELETE FROM witnessed_seen")
    return made, earlier


@pytest.mark.parametrize("places", [None, (1, 4), ()])
def test_a_file_of_a_log_or_of_some_entries_holds(
    connection: Connection, places: tuple[int, ...] | None
) -> None:
    made, earlier = grown(connection)
    found = verify(bundled(connection, made, places, earlier=[earlier], least=2), KEY)
    assert found.wrong == ()
    assert (found.origin, found.size, found.witnesses) == (NAME, 5, ("antwerp", "hamburg"))
    assert found.shown == (5 if places is None else len(places))


@pytest.mark.parametrize("places", [None, (1, 4)])
def test_any_one_bit_that_is_changed_is_noticed(
    connection: Connection, places: tuple[int, ...] | None
) -> None:
    made, earlier = grown(connection)
    data = bundled(connection, made, places, earlier=[earlier], least=2)
    unnoticed = list[int]()
    for bit in range(8 * len(data)):
        changed = bytearray(data)
        changed[bit // 8] ^= 1 << bit % 8
        if not verify(bytes(changed), KEY).wrong:
            unnoticed.append(bit)
    assert unnoticed == []


def test_another_key_has_signed_another_log(connection: Connection) -> None:
    made, _ = grown(connection)
    data = bundled(connection, made)
    (wrong,) = verify(data, ONE.public_key().public_bytes_raw().hex()).wrong
    assert "not by the key" in wrong.message


@given(st.binary(max_size=300))
def test_no_bytes_break_the_verifier(data: bytes) -> None:
    assert verify(data).wrong


def test_what_is_not_there_is_not_bundled(connection: Connection) -> None:
    made = Publisher(Log(NAME, SECRET), OWN, ALLIES)
    with pytest.raises(ValueError, match="no checkpoint"):
        bundled(connection, made)
    grown(connection)
    for places in ((5,), (-1,)):
        with pytest.raises(ValueError, match="no entry"):
            bundled(connection, made, places)


def test_the_command_says_what_holds_and_fails_where_something_does_not(
    connection: Connection, tmp_path: Path
) -> None:
    made, _ = grown(connection)
    data = bundled(connection, made)
    file = tmp_path / "log.audit"
    file.write_bytes(data)

    def told(*more: str) -> tuple[int, str]:
        ran = CliRunner().invoke(command, ["verify", str(file), *more])
        return ran.exit_code, ran.output

    code, said = told("--key", KEY, "--witnesses", "2")
    assert code == 0
    assert f"holds: {NAME}, 5 of 5 entries shown" in said
    assert "compare that" in told()[1]
    assert told("--witnesses", "3")[0] == 1
    assert json.loads(told("--json")[1])["holds"] is True
    file.write_bytes(data.replace(b"entry 3", b"entry 4"))
    code, said = told("--key", KEY)
    assert code == 1
    assert "one of them is not what was signed" in said
