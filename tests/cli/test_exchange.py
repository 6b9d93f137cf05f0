"""`quaywatch exchange`: what two people shared travels in a file that its recipient alone opens."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pymisp import MISPEvent

from quaywatch.alliance.accords import Topic
from quaywatch.cli import main
from quaywatch.node import Description, Node
from tests.api.conftest import PASSWORD, template
from tests.node.allied.allies import ANTWERP, HANDLING, ROTTERDAM, agree, agreement, find
from tests.node.allied.bringing import OUTSIDER, outsider, settle
from tests.node.allied.test_files import ONE, event, file
from tests.node.making import DAY

__all__ = ["template"]


@pytest.fixture
def nodes(template: Path, tmp_path: Path) -> tuple[str, str]:
    """Rotterdam, where something was found and shared, and Antwerp, to which there is no line."""
    paths = tmp_path / "rotterdam.sqlite", tmp_path / "antwerp.sqlite"
    for path in paths:
        shutil.copy(template, path)
    with (
        Node.open(paths[0], clock=lambda: DAY) as rotterdam,
        Node.open(paths[1], clock=lambda: DAY) as antwerp,
    ):
        rotterdam.describe(Description(name="Rotterdam", node=ROTTERDAM))
        antwerp.describe(Description(name="Antwerp", node=ANTWERP))
        agree(rotterdam, agreement(antwerp))
        agree(antwerp, agreement(rotterdam))
        box = rotterdam.worklist().lines[0].box_id
        find(rotterdam, box)
        life = rotterdam.allied.publish_find(box, HANDLING, actor="olga")
        rotterdam.allied.accords.confirm(Topic.NOTICE, life.name, actor="piet", seen=life.version)
    return str(paths[0]), str(paths[1])


def run(name: str, where: str, *more: str, actor: str = "liaison") -> Result:
    named = ("--as", actor, "--password", PASSWORD) if actor else ()
    return CliRunner().invoke(main, ["exchange", name, "--node", where, *named, *more])


def test_a_file_goes_to_its_recipient_and_a_file_comes_back(
    nodes: tuple[str, str], tmp_path: Path
) -> None:
    rotterdam, antwerp = nodes
    to = run("key", antwerp, actor="").output.strip()
    back = run("key", rotterdam, actor="").output.strip()
    assert to.startswith("age1")
    assert to == run("key", antwerp, actor="").output.strip() != back
    file, answer = str(tmp_path / "one.age"), str(tmp_path / "two.age")
    made = run("write", rotterdam, "--to", ANTWERP, "--seal-to", to, "--out", file)
    assert "batches 1 to 1" in made.output, made.output
    read = run("read", antwerp, file)
    assert "1 of 1 batches taken, 0 known, 1 notices" in read.output, read.output
    with Node.open(antwerp) as node:
        assert node.allied.inbox()[1] == 1
    again = run("read", antwerp, file)
    assert (again.exit_code, "0 of 1 batches taken, 1 known" in again.output) == (0, True)
    run("write", antwerp, "--to", ROTTERDAM, "--seal-to", back, "--out", answer)
    assert "it has taken ours up to 1" in run("read", rotterdam, answer).output
    made = run("write", rotterdam, "--to", ANTWERP, "--seal-to", to, "--out", file)
    assert "no batch" in made.output


def test_what_cannot_be_is_said_in_a_line(nodes: tuple[str, str], tmp_path: Path) -> None:
    rotterdam, antwerp = nodes
    to = run("key", antwerp, actor="").output.strip()
    file = str(tmp_path / "one.age")
    wrong = run("write", rotterdam, "--to", ANTWERP, "--seal-to", "age1x", "--out", file)
    assert (wrong.exit_code, "is no age key" in wrong.output) == (1, True)
    nobody = run("write", rotterdam, "--to", "nobody.example", "--seal-to", to, "--out", file)
    assert "nobody called nobody.example" in nobody.output
    may_not = run(
        "write", rotterdam, "--to", ANTWERP, "--seal-to", to, "--out", file, actor="filer"
    )
    assert "may not do this" in may_not.output
    run("write", rotterdam, "--to", ANTWERP, "--seal-to", to, "--out", file)
    other = run("read", rotterdam, file)
    assert (other.exit_code, "does not open" in other.output) == (1, True)
    key = Path(f"{antwerp}.key.age")
    key.chmod(0o644)
    assert "chmod 600" in run("read", antwerp, file).output


def test_an_event_of_misp_is_what_the_partner_may_have_and_what_is_lost_is_said(
    nodes: tuple[str, str], tmp_path: Path
) -> None:
    rotterdam, _ = nodes
    with Node.open(rotterdam) as node:
        (life,) = node.allied.accords.all(Topic.NOTICE)
    file = tmp_path / "event.json"
    more = ("--notice", life.name, "--out", str(file))
    done = run("misp", rotterdam, "--to", ANTWERP, *more)
    assert "lost: onward" in done.output, done.output
    event = MISPEvent()
    event.load_file(str(file))
    assert event.uuid == life.name
    with Node.open(rotterdam) as node:
        assert [one.partner for one in node.allied.line.egress() if one.way == "misp"] == [ANTWERP]
    refused = run("misp", rotterdam, "--to", "nobody.example", *more)
    assert "lets nothing of it go" in refused.output


def test_a_partner_is_let_in_over_taxii_and_shut_out_again(nodes: tuple[str, str]) -> None:
    rotterdam, _ = nodes
    key = run("taxii-key", rotterdam, ANTWERP).output.strip()
    with Node.open(rotterdam) as node:
        assert node.allied.outsiders.partner(f"Bearer {key}", "") == ANTWERP
    assert "no agreement" in run("taxii-key", rotterdam, "nobody.example").output
    assert "1 keys" in run("taxii-close", rotterdam, ANTWERP).output
    with Node.open(rotterdam) as node:
        assert node.allied.outsiders.partner(f"Bearer {key}", "") is None


def test_an_event_is_brought_by_one_and_taken_by_another(
    nodes: tuple[str, str], tmp_path: Path
) -> None:
    rotterdam, _ = nodes
    with Node.open(rotterdam, clock=lambda: DAY) as node:
        settle(node, outsider())
    said = tmp_path / "event.json"
    said.write_bytes(file(event(("text", ONE), ("ip-dst", "192.0.2.1"))))
    made = run("bring", rotterdam, "--from", OUTSIDER, str(said))
    assert "0\tnew\n1 taken, 0 refused" in made.output, made.output
    assert "lost: 1 of type ip-dst" in made.output
    own = run("take", rotterdam, "1")
    assert "Somebody else than who brought it" in own.output
    assert "1 taken" in run("take", rotterdam, "1", actor="supervisor").output
    with Node.open(rotterdam) as node:
        assert node.allied.inbox()[0][0].sender == f"misp:{OUTSIDER}"
    assert "names no collection" in run("taxii-ask", rotterdam, OUTSIDER).output


def test_a_month_is_told_as_it_was_found_and_waits_for_a_second_person(
    nodes: tuple[str, str],
) -> None:
    rotterdam, antwerp = nodes
    told = ("--port", "NLRTM", "--legal-basis", "letter 3", "--retain-until", "2027-01-31")
    found = run("month", rotterdam, *told, "--month", f"{DAY:%Y-%m}")
    assert "1 inspections, 1 finds; awaits a second person" in found.output, found.output
    away = run("month", rotterdam, *told, "--month", f"{DAY:%Y-%m}", "--nil")
    assert (away.exit_code, "it is no nil return" in away.output) == (1, True)
    silent = run("month", antwerp, *told, "--month", "2026-01")
    assert (silent.exit_code, "say so, as a nil return" in silent.output) == (1, True)
    said = run("month", antwerp, *told, "--month", "2026-01", "--nil")
    assert "0 inspections, nil return" in said.output, said.output
    with Node.open(antwerp) as node:
        (line,) = node.allied.accords.all(Topic.NOTICE)
        assert line.in_force is None, "one person lets nothing out"
    nonsense = run("month", antwerp, *told, "--month", "march")
    assert (nonsense.exit_code, "Traceback" in nonsense.output) == (1, False)
    may_not = run("month", antwerp, *told, "--month", "2026-01", "--nil", actor="filer")
    assert "may not do this" in may_not.output
