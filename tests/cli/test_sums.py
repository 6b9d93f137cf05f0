"""A sum goes from proposal to start on the command line by two people, or says why not."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner, Result

from quaywatch.cli import main
from quaywatch.cli.demonstration.people import add_people
from quaywatch.node import Description, Node
from tests.node.allied.summing import NAME, PORTS, PROPOSAL, Meeting, Shelf
from tests.places import Files


@pytest.fixture
def ports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Meeting]:
    with ExitStack() as stack:
        met = Meeting(tmp_path, Files(tmp_path), stack)
        met.node(0).describe(Description(name="Antwerp", node=PORTS[0], simulated=True))
        add_people(met.node(0))
        before = Node.__init__

        def laid_out(self: Node, *said: object) -> None:
            before(self, *said)  # type: ignore[arg-type]
            self.allied.sources = lambda: Shelf(0)
            self.now = met.clock

        monkeypatch.setattr(Node, "__init__", laid_out)
        yield met


def run(ports: Meeting, who: str, *said: str) -> Result:
    where = ports.places.of(PORTS[0])
    asked = ["exchange", "sum", said[0], "--node", where, "--as", who, *said[1:]]
    return CliRunner().invoke(main, asked, env={"QUAYWATCH_PASSWORD": f"{who}-demo"})


def test_two_people_put_a_sum_forward_and_it_starts_with_enough_ports(
    ports: Meeting, tmp_path: Path
) -> None:
    file = tmp_path / "sum.json"
    file.write_bytes(msgspec.json.encode(PROPOSAL))
    assert f"{NAME}\tproposed" in run(ports, "liaison", "propose", str(file)).output
    assert "Somebody else" in run(ports, "liaison", "confirm", NAME).output
    refused = run(ports, "officer", "confirm", NAME)
    assert "may not" in refused.output
    assert "put forward before" in run(ports, "officer", "propose", str(file)).output
    assert f"{NAME}\tjoined" in run(ports, "supervisor", "confirm", NAME).output
    assert "1 ports joined; it takes 3" in run(ports, "officer", "start", NAME).output
    assert f"{NAME}\tjoined" in run(ports, "officer", "list").output
    assert "80 rows" in run(ports, "officer", "sources").output
    assert "came to nothing yet" in run(ports, "officer", "result", NAME).output
    declined = run(ports, "officer", "decline", "--reason", "not now", NAME)
    assert declined.output == f"{NAME}\tdeclined: not now\n"
