"""The ledger from the terminal."""

import json

import pytest
from click.testing import CliRunner, Result

from quaywatch.cli.ledger import command
from quaywatch.ledger import Ledger
from tests.ledger.making import an_event
from tests.ledger.tampering import tamper


def invoke(*arguments: object) -> Result:
    return CliRunner().invoke(command, [str(argument) for argument in arguments])


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    ledger.append([an_event(1, stream="box/0f", version=1), an_event(2, kind="outcome.recorded")])
    return ledger


def test_verify_says_that_a_ledger_is_sound(filled: Ledger, ledger_url: str) -> None:
    result = invoke("verify", ledger_url)
    assert result.exit_code == 0
    assert result.output == f"sound: 2 events, head 2:{filled.head().hash.hex()}\n"


def test_verify_names_the_first_broken_row_and_fails(filled: Ledger, ledger_url: str) -> None:
    tamper(filled, "UPDATE event SET actor = 'nobody' WHERE position = 2")
    result = invoke("verify", ledger_url)
    assert result.exit_code == 1
    assert result.output.startswith("broken at 2: ")
    broken = json.loads(invoke("verify", ledger_url, "--json").output)["broken"]
    assert (broken["position"], broken["breach"]) == (2, "altered")


def test_verify_takes_the_head_that_show_printed(filled: Ledger, ledger_url: str) -> None:
    noted = invoke("show", ledger_url).output.split()[1]
    assert invoke("verify", ledger_url, "--head", noted).exit_code == 0
    longer = noted.replace("2:", "3:", 1)
    assert "broken at 3" in invoke("verify", ledger_url, "--head", longer).output
    assert invoke("verify", ledger_url, "--head", "nonsense").exit_code == 2


def test_show_gives_head_counts_and_last_events(filled: Ledger, ledger_url: str) -> None:
    assert "outcome.recorded" in invoke("show", ledger_url).output
    shown = json.loads(invoke("show", ledger_url, "--last", 1, "--json").output)
    assert shown["head"] == {"position": 2, "hash": filled.head().hash.hex()}
    assert shown["counts"] == {"filing.received": 1, "outcome.recorded": 1}
    assert [event["payload"] for event in shown["events"]] == [{"number": 2}]


def test_export_writes_a_range(filled: Ledger, ledger_url: str, tmp_path) -> None:
    days = ("--from", "2026-03-01", "--to", "2026-03-02")
    result = invoke("export", ledger_url, tmp_path / "archive", *days, "--json")
    assert len(json.loads(result.output)["files"]) == 2
    again = invoke("export", ledger_url, tmp_path / "archive", *days)
    assert again.exit_code == 1
    assert "date=2026-03-01 already" in again.output


def test_a_ledger_that_is_not_there_is_said_in_one_line(tmp_path) -> None:
    result = invoke("verify", tmp_path / "absent.sqlite")
    assert result.exit_code == 1
    assert result.output.startswith("Error: there is no ledger at")
