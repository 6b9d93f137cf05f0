"""`quaywatch model`: a model's life from the command line."""

from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner, Result

from quaywatch.cli import main
from quaywatch.node import Node
from tests.node.making import DAY
from tests.node.teaching import taught


@pytest.fixture
def where(tmp_path: Path) -> str:
    path = tmp_path / "node.sqlite"
    with Node.open(path, clock=lambda: DAY) as node:
        taught(node)
    return str(path)


def run(where: str, name: str, *more: str, actor: str = "") -> Result:
    named = ("--actor", actor) if actor else ()
    return CliRunner().invoke(main, ["model", name, "--node", where, *named, *more])


def test_a_model_is_carried_through_its_life_by_two_people(where: str) -> None:
    made = msgspec.json.decode(run(where, "train", "--json", actor="ann").output)
    name = made["model_id"]
    for step in ("shadow", "backtest", "propose"):
        done = run(where, step, name[:6], actor="ann")
        assert done.exit_code == 0, done.output
    assert "at random" in done.output
    refused = run(where, "approve", name, actor="Ann")
    assert refused.exit_code == 1
    assert "neither trained nor proposed" in refused.output
    assert f"{name} is approved" in run(where, "approve", name, actor="bob").output
    (row,) = msgspec.json.decode(run(where, "list", "--json").output)
    assert (row["stage"], row["makers"], row["approved_by"]) == ("live", ["ann"], "bob")
    assert name in run(where, "list").output
    assert run(where, "withdraw", name, actor="ann").exit_code == 2
    proposed = run(where, "withdraw", name, "--reason", "odd", actor="ann")
    assert "ann proposed to withdraw it" in proposed.output
    assert run(where, "withdraw", name, actor="ann").exit_code == 1
    assert f"{name} is withdrawn" in run(where, "withdraw", name, actor="bob").output


def test_its_card_its_data_sheet_its_seal_and_all_of_it_can_be_had(
    where: str, tmp_path: Path
) -> None:
    name = msgspec.json.decode(run(where, "train", "--json", actor="ann").output)["model_id"]
    assert f"# Model {name}" in run(where, "card", name).output
    assert "# Data of model" in run(where, "card", name, "--data").output
    assert msgspec.json.decode(run(where, "show", name).output)["trained"]["digest"][:16] == name
    assert run(where, "verify", name).exit_code == 0
    (tmp_path / "node.sqlite.key").unlink()
    run(where, "train", "--until", "2026-02-20", actor="ann")
    refused = run(where, "verify", name)
    assert refused.exit_code == 1
    assert "not this node's" in refused.output
    assert run(where, "card", "nothing").exit_code == 1
