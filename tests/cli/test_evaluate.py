"""`quaywatch evaluate` on a node's ledger."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from quaywatch.cli.evaluate import command
from quaywatch.node import Node
from tests.node.making import DAY
from tests.node.teaching import taught, trained


@pytest.fixture(scope="module")
def where(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("node") / "node.sqlite"
    with Node.open(path, clock=lambda: DAY) as node:
        trained(taught(node))
    return path


def run(where: Path, *arguments: str) -> str:
    told = CliRunner().invoke(command, ["--node", str(where), *arguments])
    assert told.exit_code == 0, told.output
    return told.output


def test_targeting_is_told_beside_chance_with_what_to_keep_in_mind(where: Path) -> None:
    told = run(where)
    assert "40 reported on, 20 finds" in told
    assert "Times as often as by lot" in told
    assert "Mind: what looks overlook is not known" in told


def test_a_model_that_never_chose_is_told_in_json(where: Path) -> None:
    with Node.open(where, clock=lambda: DAY) as node:
        name = node.models.all()[0].life.model_id
    told = json.loads(run(where, "--policy", name, "--json"))
    assert told["policy"] == name
    assert told["chosen"]["uplift"]["low"] > 1
    assert "taught" in told["reasons"]


def test_days_without_inspections_give_limits_alone(where: Path) -> None:
    told = run(where, "--until", "2001-01-01")
    assert "between 0.00% and 100.00%" in told
    assert "nothing was inspected that speaks of it" in told


def test_a_model_that_is_not_there_is_refused_in_plain_words(where: Path) -> None:
    told = CliRunner().invoke(command, ["--node", str(where), "--policy", "none"])
    assert told.exit_code == 1
    assert "no model 'none' was trained here" in told.output
