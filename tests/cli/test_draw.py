"""A draw on the command line: put in, handed out, checked by somebody without the node."""

import hashlib
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner, Result

from quaywatch.api.accounts import Account, Accounts
from quaywatch.api.permissions import Role
from quaywatch.cargo import MovementKind
from quaywatch.cli import main
from quaywatch.node import Node
from tests.node.making import DAY, NUMBERS, consignment, filing, movement

TODAY = DAY.date().isoformat()
PASSWORD = "correct horse battery"
PEOPLE = {"ann": Role.OFFICER, "bob": Role.ANALYST, "sue": Role.SUPERVISOR}


@pytest.fixture
def where(tmp_path: Path) -> str:
    """A node with people and boxes; nothing is planned yet."""
    path = tmp_path / "node.sqlite"
    made = [consignment(f"BL{i}", (n,), arrival=DAY) for i, n in enumerate(NUMBERS[:20])]
    leaves = tuple(
        movement(n, MovementKind.GATE_OUT, DAY + timedelta(days=2), "planned") for n in NUMBERS[:20]
    )
    with Node.open(path, clock=lambda: DAY) as node:
        node.intake(filing(*made, movements=leaves))
        accounts = Accounts(node.ledger.engine)
        for name, role in PEOPLE.items():
            accounts.create(Account(name, name, role, "en"), PASSWORD)
    return str(path)


def run(*arguments: str, by: str = "") -> Result:
    person = ["--as", by, "--password", PASSWORD] if by else []
    return CliRunner().invoke(main, [*arguments, *person])


def planned(where: str) -> None:
    with Node.open(where, clock=lambda: DAY) as node:
        node.plan_day(actor="sue")


def test_two_people_put_a_value_in_and_the_day_waits_for_them(where: str) -> None:
    with Node.open(where) as node:
        day = node.today().isoformat()
        node.draws.commit(node.today(), actor="sue")
    kept = {
        name: run("draw", "seal", "--node", where, day, by=name).output.strip()
        for name in ("ann", "bob")
    }
    with Node.open(where) as node:
        assert node.plan_day(actor="sue") is None
    for name, value in kept.items():
        opened = run("draw", "open", "--node", where, day, value, by=name)
        assert opened.exit_code == 0, opened.output
    shown = msgspec.json.decode(run("draw", "show", "--node", where, day).output)
    assert (shown["stage"], shown["strength"]) == ("drawn", "persons")
    assert run("verify-draw", day, "--node", where).exit_code == 0


def test_a_sheet_is_checked_without_the_node_and_a_change_is_told(
    where: str, tmp_path: Path
) -> None:
    planned(where)
    sheet = tmp_path / "sheet.json"
    assert run("draw", "export", "--node", where, TODAY, str(sheet)).exit_code == 0
    held = run("verify-draw", str(sheet))
    assert held.exit_code == 0, held.output
    assert "holds" in held.output
    assert "own" in held.output
    assert run("verify-draw", TODAY, "--node", where).exit_code == 0
    text = sheet.read_text()
    seed = msgspec.json.decode(text)["drawn"]["seed"]
    sheet.write_text(text.replace(seed, "0" * 64))
    changed = run("verify-draw", str(sheet), "--json")
    assert changed.exit_code == 1
    told = {each["what"] for each in msgspec.json.decode(changed.output)["differences"]}
    assert {"signature", "seed"} <= told


def test_a_box_is_proven_to_have_been_a_candidate(where: str, tmp_path: Path) -> None:
    planned(where)
    with Node.open(where, clock=lambda: DAY) as node:
        plan = node.plan()
        assert plan is not None
        box = next(iter(plan.plan.chances))
    sheet, proof = tmp_path / "sheet.json", tmp_path / "box.json"
    run("draw", "export", "--node", where, TODAY, str(sheet))
    proof.write_text(run("draw", "prove", "--node", where, TODAY, box).output)
    assert run("verify-draw", str(sheet), "--box", str(proof)).exit_code == 0
    proof.write_text(proof.read_text().replace(box, "another"))
    assert run("verify-draw", str(sheet), "--box", str(proof)).exit_code == 1


def test_what_is_not_drawn_yet_cannot_be_handed_out(where: str, tmp_path: Path) -> None:
    for command in (
        ("draw", "export", "--node", where, TODAY, str(tmp_path / "out.json")),
        ("verify-draw", TODAY, "--node", where),
    ):
        refused = run(*command)
        assert refused.exit_code == 1
        assert "have not fallen" in refused.output


def test_an_officer_does_not_bind_the_node_and_nobody_acts_without_a_password(where: str) -> None:
    assert "may not do this" in run("draw", "commit", "--node", where, TODAY, by="ann").output
    wrong = ["draw", "seal", "--node", where, TODAY, "--as", "ann", "--password", "no"]
    assert CliRunner().invoke(main, wrong).exit_code == 1


def test_a_beacons_round_is_named_before_it_is_out(where: str) -> None:
    named = run(
        "draw", "commit", "--node", where, "2200-01-02", "--beacon", "nist",
        "--at", "2200-01-02T05:00", by="sue",
    )  # fmt: skip
    assert named.exit_code == 0, named.output
    committed = msgspec.json.decode(named.output)["draw"]["committed"]
    assert committed["beacon"]["at"] == "2200-01-02T05:00:00Z"


def test_a_seal_is_made_without_the_node() -> None:
    value = "a value that nobody guesses"
    made = run("draw", "seal-of", "2026-03-02", "--value", value).output.strip()
    plain = f"quaywatch contribution\n2026-03-02/1\n{value}"
    assert made == hashlib.sha256(plain.encode()).hexdigest()


def test_a_supervisor_plans_a_day_again_and_reads_what_for(where: str) -> None:
    with Node.open(where) as node:
        day = node.today().isoformat()
        fresh = consignment("BL90", (NUMBERS[90],), arrival=node.now())
        leaves = movement(
            NUMBERS[90], MovementKind.GATE_OUT, node.now() + timedelta(days=2), "planned"
        )
    assert run("draw", "plan", "--node", where, day, by="ann").exit_code != 0
    assert run("draw", "plan", "--node", where, day, by="sue").exit_code == 0
    with Node.open(where) as node:
        node.intake(filing(fresh, movements=(leaves,), reference="M90"))
    told = run("draw", "plan", "--node", where, day, by="sue")
    assert msgspec.json.decode(told.output)["name"] == f"{day}/2"
    lines = run("draw", "plans", "--node", where, day).output.splitlines()
    assert [line.split()[0] for line in lines] == [f"{day}/1", f"{day}/2"]
    assert "filing M90" in lines[1]
