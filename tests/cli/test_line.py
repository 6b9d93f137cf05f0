"""An authority prints the card of its node and looks after the line."""

from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner, Result

from quaywatch.alliance import Source, known_by
from quaywatch.alliance.accords import Topic
from quaywatch.alliance.bodies import RiskInformation
from quaywatch.alliance.transport import Card
from quaywatch.cli.demonstration import demo_accounts
from quaywatch.cli.demonstration.people import add_people
from quaywatch.cli.line import command
from quaywatch.node import Description, Node
from tests.alliance.making import ANTWERP, ROTTERDAM
from tests.node.allied.allies import HANDLING, Clock, agree, agreement, carry, node
from tests.node.making import DAY


@pytest.fixture
def where(tmp_path: Path) -> str:
    """Antwerp, which has an agreement with Rotterdam."""
    with node(tmp_path, ROTTERDAM, Clock()) as other, node(tmp_path, ANTWERP, Clock()) as made:
        agree(made, agreement(other))
    return str(tmp_path / f"{ANTWERP}.sqlite")


def line(*arguments: str, code: int = 0) -> Result:
    told = CliRunner().invoke(command, arguments)
    assert told.exit_code == code, told.output
    return told


def card(*arguments: str) -> Card:
    return msgspec.json.decode(line("card", *arguments).output, type=Card)


def test_a_card_says_what_the_node_shows_and_signs_with(where: str) -> None:
    made = card("--node", where, "--address", "https://line.example:8443")
    made.check()
    assert (made.node, made.address) == (ANTWERP, "https://line.example:8443")
    assert card("--node", where).certificate == made.certificate
    with Node.open(where) as opened:
        assert opened.allied.key() == made.key
    assert "https" in line("card", "--node", where, "--address", "http://x", code=1).output


def test_a_node_gets_its_name_with_its_card_and_none_that_is_none(tmp_path: Path) -> None:
    fresh = str(tmp_path / "fresh.sqlite")
    line("card", "--node", fresh, code=1)
    line("card", "--node", fresh, "--ally", "No Name", code=2)
    assert card("--node", fresh, "--ally", "vigo.customs.example").node == "vigo.customs.example"
    assert card("--node", fresh).node == "vigo.customs.example"


def test_a_key_that_was_changed_signs_from_then_on(where: str) -> None:
    before = card("--node", where).key
    after = line("rotate", "--node", where).output.strip()
    assert after != before
    assert card("--node", where).key == after
    assert f"{ROTTERDAM}\topen\ttaken 0\tsent 1" in line("peers", "--node", where).output


def test_who_serves_signs_with_a_key_that_somebody_else_changed(where: str) -> None:
    with Node.open(where) as serving:
        serving.allied.key()
        after = line("rotate", "--node", where).output.strip()
        assert serving.allied.key() == after


def test_a_line_is_closed_and_a_key_revoked_by_name(where: str, tmp_path: Path) -> None:
    with Node.open(tmp_path / f"{ROTTERDAM}.sqlite") as other:
        key = other.allied.key()
    at = ["--node", where]
    line("revoke", *at, ROTTERDAM, key, "--instead", "11" * 32)
    line("revoke", *at, ROTTERDAM, "22" * 32, code=1)
    line("close", *at, ROTTERDAM)
    line("close", *at, "nobody.example", code=1)
    assert "closed" in line("peers", *at).output
    assert line("quarantine", *at, "--keep", str(tmp_path / "kept")).output == ""
    line("settle", *at, "1", code=1)


def test_keys_are_for_the_node_alone(where: str) -> None:
    card("--node", where)
    with Node.open(where) as opened:
        folder = opened.allied.folder
    for file in (folder / "tls.key", folder / "1.pem"):
        assert file.stat().st_mode & 0o077 == 0


def test_a_restored_node_goes_on_by_two_people_with_accounts(where: str) -> None:
    with Node.open(where) as opened:
        opened.describe(Description(name="Antwerp", node=ANTWERP, simulated=True))
        add_people(opened)
    at = ["--node", where, "--as"]
    word = {person.username: ["--password", person.password] for person in demo_accounts()}
    supervisor, liaison = (["supervisor", *word["supervisor"]], ["liaison", *word["liaison"]])
    line("resume", "confirm", *at, *liaison, code=1)
    line("resume", "propose", *at, "officer", *word["officer"], code=1)
    line("resume", "propose", *at, *supervisor, "--without", ROTTERDAM)
    told = line("resume", "confirm", *at, *supervisor, code=1).output
    assert "Somebody else than who proposed it" in told
    assert "epoch 2" in line("resume", "confirm", *at, *liaison).output


def test_feedback_that_is_owed_is_listed_with_the_day_it_is_due(tmp_path: Path) -> None:
    risk = RiskInformation(
        title="Reefers",
        risk="Kits in evaporators",
        measures="Look",
        from_on=DAY.date(),
        until_on=DAY.date() + timedelta(days=30),
        feedback_by=DAY.date() + timedelta(days=14),
    )
    with node(tmp_path, ROTTERDAM, Clock()) as other, node(tmp_path, ANTWERP, Clock()) as made:
        agree(made, agreement(other))
        agree(other, agreement(made))
        put = other.allied.publish("risk", risk, HANDLING, Source(), actor="olga")
        other.allied.accords.confirm(Topic.NOTICE, put.name, actor="bram", seen=put.version)
        carry(other, made)
    told = line("owed", "--node", str(tmp_path / f"{ANTWERP}.sqlite")).output
    reference = f"risk/{known_by(ROTTERDAM, 'risk')}"
    assert told == f"{ROTTERDAM}\t{reference}\tby 2026-03-16 23:59\tlate\n"
    assert line("owed", "--node", str(tmp_path / f"{ROTTERDAM}.sqlite")).output == ""
