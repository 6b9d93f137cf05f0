"""What was thought of a box can be had again, to the byte, from what was known then."""

import sqlite3
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner

from quaywatch.cargo import InspectionKind, MovementKind, Outcome, OutcomeResult, OverrideReason
from quaywatch.cli import main
from quaywatch.ledger import LedgerError
from quaywatch.node import Node, UnknownBox, Wish
from quaywatch.node.replaying import replay
from quaywatch.risk import Model
from tests.node.making import DAY, NUMBERS, consignment, filing, movement
from tests.node.teaching import promoted, taught


@pytest.fixture
def where(tmp_path: Path) -> str:
    return str(tmp_path / "node.sqlite")


@pytest.fixture
def picked(where: str) -> str:
    """A box that a plan picked, and whose consignment was amended afterwards."""
    made = [consignment(f"BL{i}", NUMBERS[i : i + 1], arrival=DAY) for i in range(8)]
    leaves = tuple(
        movement(n, MovementKind.GATE_OUT, DAY + timedelta(days=2), "planned") for n in NUMBERS[:8]
    )
    with Node.open(where, clock=lambda: DAY) as node:
        node.intake(filing(*made, movements=leaves))
        progress = node.plan_day()
        assert progress is not None
        box = progress.plan.picked[0]
        vague = [
            msgspec.structs.replace(
                c,
                goods_items=(
                    msgspec.structs.replace(c.goods_items[0], description="GENERAL CARGO"),
                ),
            )
            for c in made
        ]
        node.intake(filing(*vague))
        return box


def test_the_assessment_by_which_a_box_was_picked_comes_out_to_the_byte(
    where: str, picked: str
) -> None:
    then = replay(where, picked, actor="ann")
    assert then.same is True
    with Node.open(where, clock=lambda: DAY) as node:
        now = replay(where, picked, actor="ann", position=node.ledger.head().position)
        (stands,) = (
            recorded
            for recorded in node.ledger.read(then.position - 1, 1)
            if recorded.position == then.position
        )
    assert now.same is None
    assert now.assessed.digest != then.assessed.digest
    assert b"description-vague" in now.assessed.assessment
    assert b"description-vague" not in then.assessed.assessment
    assert then.chain == stands.hash.hex()


def test_past_assessments_come_out_to_the_byte_by_the_model_of_then(
    where: str, picked: str
) -> None:
    """One plan went by the declared weights, the next by a model that was promoted between."""
    later = DAY + timedelta(days=1)
    with Node.open(where, clock=lambda: DAY) as node:
        model = promoted(taught(node, first=100)).model_id
        seen = node.dossier(picked, "ann").line.version
        wish = Wish(kind=InspectionKind.DOCUMENTS, override=OverrideReason.OTHER)
        record = node.order(picked, wish, actor="ann", seen=seen)
        nothing = Outcome(result=OutcomeResult.NOTHING)
        node.outcome(picked, nothing, actor="ann", seen=record.version)
    with Node.open(where, clock=lambda: later) as node:
        progress = node.plan_day()
        assert progress is not None
        again = progress.plan.picked[0]
    assert again != picked
    before = replay(where, picked, actor="ann")
    after = replay(where, again, actor="ann")
    assert before.same is True
    assert after.same is True
    assert before.assessed.versions["model"] == Model.default().version
    assert after.assessed.versions["model"] == model


def test_a_replay_is_a_look_at_the_dossier(where: str, picked: str) -> None:
    replay(where, picked, actor="ann")
    with Node.open(where, clock=lambda: DAY) as node:
        assert "ann" in {look.actor for look in node.dossier(picked, "ben").dossier.looks}


def test_what_was_not_there_then_is_not_made_up(where: str, picked: str) -> None:
    with pytest.raises(UnknownBox):
        replay(where, "0" * 16, actor="ann")
    with Node.open(where, clock=lambda: DAY) as node:
        node.intake(filing(consignment("LATER", NUMBERS[20:21], arrival=DAY)))
        later = next(
            line.box_id for line in node.worklist().lines if line.equipment_number == NUMBERS[20]
        )
    with pytest.raises(UnknownBox, match="up to event 1"):
        replay(where, later, actor="ann", position=1)


def test_a_past_that_was_tampered_with_is_not_replayed(where: str, picked: str) -> None:
    with sqlite3.connect(where) as connection:
        triggers = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        for (name,) in triggers.fetchall():
            connection.execute(f'DROP TRIGGER "{name}"')
        connection.execute("UPDATE event SET actor = 'nobody' WHERE position = 1")
    with pytest.raises(LedgerError, match="link"):
        replay(where, picked, actor="ann")


def test_the_command_says_whether_it_is_the_same(where: str, picked: str) -> None:
    done = CliRunner().invoke(main, ["replay", picked, "--node", where, "--json"])
    assert done.exit_code == 0, done.output
    said = msgspec.json.decode(done.output)
    assert said["same"] is True
    assert said["box"] == picked
    assert set(said["versions"]) == {"checks", "rules", "model", "past"}
    assert said["assessment"]["contributions"]
    shown = CliRunner().invoke(main, ["replay", picked, "--node", where])
    assert shown.exit_code == 0
    assert picked in shown.output
    assert CliRunner().invoke(main, ["replay", "0" * 16, "--node", where]).exit_code == 2
