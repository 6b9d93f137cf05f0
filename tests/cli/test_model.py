"""`quaywatch model`: a model's life from the command line, by people who prove who they are."""

import shutil
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner, Result

from quaywatch.cli import main
from quaywatch.node import Node
from tests.api.conftest import PASSWORD, template
from tests.node.making import DAY
from tests.node.teaching import taught

__all__ = ["template"]


@pytest.fixture
def where(template: Path, tmp_path: Path) -> str:
    path = tmp_path / "node.sqlite"
    shutil.copy(template, path)
    with Node.open(path, clock=lambda: DAY) as node:
        taught(node, first=100)
    return str(path)


def run(where: str, name: str, *more: str, actor: str = "") -> Result:
    named = ("--as", actor, "--password", PASSWORD) if actor else ()
    return CliRunner().invoke(main, ["model", name, "--node", where, *named, *more])


def test_a_model_is_carried_through_its_life_by_two_people(where: str) -> None:
    made = msgspec.json.decode(run(where, "train", "--json", actor="analyst").output)
    name = made["model_id"]
    for step in ("shadow", "backtest", "propose"):
        done = run(where, step, name[:6], actor="analyst")
        assert done.exit_code == 0, done.output
    assert "at random" in done.output
    refused = run(where, "approve", name, actor="analyst")
    assert refused.exit_code == 1
    assert "may not do this" in refused.output
    assert f"{name} is approved" in run(where, "approve", name, actor="supervisor").output
    (row,) = msgspec.json.decode(run(where, "list", "--json").output)
    assert (row["stage"], row["makers"], row["approved_by"]) == ("live", ["analyst"], "supervisor")
    assert name in run(where, "list").output
    assert run(where, "withdraw", name, actor="analyst").exit_code == 2
    proposed = run(where, "withdraw", name, "--reason", "odd", actor="analyst")
    assert "analyst proposed to withdraw it" in proposed.output
    assert run(where, "withdraw", name, actor="analyst").exit_code == 1
    assert f"{name} is withdrawn" in run(where, "withdraw", name, actor="supervisor").output


def test_its_card_its_data_sheet_its_seal_and_all_of_it_can_be_had(
    where: str, tmp_path: Path
) -> None:
    name = msgspec.json.decode(run(where, "train", "--json", actor="analyst").output)["model_id"]
    assert f"# Model {name}" in run(where, "card", name).output
    assert "# Data of model" in run(where, "card", name, "--data").output
    assert msgspec.json.decode(run(where, "show", name).output)["trained"]["digest"][:16] == name
    assert run(where, "verify", name).exit_code == 0
    (tmp_path / "node.sqlite.key").unlink()
    run(where, "train", "--until", "2026-02-20", actor="analyst")
    refused = run(where, "verify", name)
    assert refused.exit_code == 1
    assert "not this node's" in refused.output
    assert run(where, "card", "nothing").exit_code == 1
