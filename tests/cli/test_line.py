"""Two authorities introduce their nodes to each other by cards, and look after the line."""

from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner, Result
from sqlalchemy.engine import Engine

from quaywatch.alliance.line import Line, Ring
from quaywatch.alliance.transport import Client, Courier, LineServer
from quaywatch.cli.line import command
from quaywatch.ledger import Ledger
from tests.alliance.line.lines import allowed
from tests.alliance.making import ANTWERP, NOW, ROTTERDAM, notice


@pytest.fixture
def cards(tmp_path: Path) -> dict[str, Path]:
    """Each node's card; both have taken the other's."""
    made: dict[str, Path] = {}
    for node in (ANTWERP, ROTTERDAM):
        told = line("card", "--keys", str(tmp_path / node), "--name", node)
        made[node] = tmp_path / f"{node}.json"
        made[node].write_text(told.output)
    for node, other in ((ANTWERP, ROTTERDAM), (ROTTERDAM, ANTWERP)):
        told = line("add", "--node", where(tmp_path, node), "--name", node, str(made[other]))
        assert msgspec.json.decode(made[other].read_bytes())["key"] in told.output
    return made


def where(folder: Path, node: str) -> str:
    return str(folder / f"{node}.sqlite")


def line(*arguments: str, code: int = 0) -> Result:
    told = CliRunner().invoke(command, arguments)
    assert told.exit_code == code, told.output
    return told


def opened(engine: Engine, folder: Path, node: str) -> Line:
    return Line(engine, node, Ring.at(folder / node / "signing"), lambda: NOW)


def test_nodes_that_took_each_others_cards_exchange(tmp_path: Path, cards: dict[str, Path]) -> None:
    with (
        Ledger.open(where(tmp_path, ANTWERP)) as here,
        Ledger.open(where(tmp_path, ROTTERDAM)) as there,
    ):
        antwerp = opened(here.engine, tmp_path, ANTWERP)
        rotterdam = opened(there.engine, tmp_path, ROTTERDAM)
        keys = tmp_path / ROTTERDAM
        server = LineServer(rotterdam, keys / "tls.crt", keys / "tls.key")
        server.start()
        antwerp.peers.change(ROTTERDAM, address=f"https://127.0.0.1:{server.port}")
        own = tmp_path / ANTWERP / "tls.crt", tmp_path / ANTWERP / "tls.key"
        client = Client(antwerp.peers.get(ROTTERDAM), *own)
        for _ in range(2):
            with rotterdam.transaction() as connection:
                rotterdam.publish(connection, [allowed(notice(), ANTWERP)])
            Courier(antwerp, *own).pull(client)
            if antwerp.peers.get(ROTTERDAM).taken == 1:
                rotate = ["--keys", str(keys), "--name", ROTTERDAM]
                line("rotate", "--node", where(tmp_path, ROTTERDAM), *rotate)
                rotterdam = opened(there.engine, tmp_path, ROTTERDAM)
        assert antwerp.peers.get(ROTTERDAM).taken == 3
        assert len(antwerp.peers.keys(ROTTERDAM)) == 2
        server.stop()
    told = line("peers", "--node", where(tmp_path, ANTWERP)).output
    assert f"{ROTTERDAM}\topen\ttaken 3" in told


def test_a_card_that_was_changed_on_its_way_is_refused(
    tmp_path: Path, cards: dict[str, Path]
) -> None:
    said = msgspec.json.decode(cards[ROTTERDAM].read_bytes())
    for change in ({"node": "hamburg.example"}, {"key": "00"}, {"address": "http://x"}):
        bad = tmp_path / "bad.json"
        bad.write_bytes(msgspec.json.encode(said | change))
        line("add", "--node", where(tmp_path, ANTWERP), "--name", ANTWERP, str(bad), code=2)
    again = ["add", "--node", where(tmp_path, ANTWERP), "--name", ANTWERP]
    assert "already" in line(*again, str(cards[ROTTERDAM]), code=1).output


def test_a_line_is_closed_and_a_key_revoked_by_name(tmp_path: Path, cards: dict[str, Path]) -> None:
    node = ["--node", where(tmp_path, ANTWERP)]
    key = msgspec.json.decode(cards[ROTTERDAM].read_bytes())["key"]
    line("revoke", *node, ROTTERDAM, key, "--instead", "11" * 32)
    line("revoke", *node, ROTTERDAM, "22" * 32, code=1)
    line("close", *node, ROTTERDAM)
    line("close", *node, "nobody.example", code=1)
    assert "closed" in line("peers", *node).output
    assert line("quarantine", *node, "--keep", str(tmp_path / "kept")).output == ""
    line("settle", *node, "1", code=1)


def test_keys_are_for_the_node_alone(tmp_path: Path, cards: dict[str, Path]) -> None:
    for file in (tmp_path / ANTWERP / "tls.key", tmp_path / ANTWERP / "signing" / "1.pem"):
        assert file.stat().st_mode & 0o077 == 0
