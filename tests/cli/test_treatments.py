"""`quaywatch treatments`: what looks find, and a port's own figures."""

import json
from importlib import resources
from pathlib import Path

import pytest
from click.testing import CliRunner

from quaywatch.cli.treatments import command
from quaywatch.node import Node

CURVE = """
[[curve]]
kind = "scan"
concealment = "rip_on"
points = [[0.01, 0.62], [0.02, 0.74]]
looks = 150
source = "acceptance test of the second tunnel"
"""


@pytest.fixture
def where(tmp_path: Path) -> Path:
    path = tmp_path / "node.sqlite"
    Node.open(path).close()
    return path


def measured(folder: Path, curve: str = CURVE) -> Path:
    declared = resources.files("quaywatch.inspections").joinpath("treatments.toml")
    file = folder / "looks.toml"
    file.write_text(declared.read_text("utf-8") + curve, "utf-8")
    return file


def test_what_was_measured_is_noted_and_told_with_its_source(where: Path, tmp_path: Path) -> None:
    before = CliRunner().invoke(command, ["--node", str(where)])
    assert before.exit_code == 0, before.output
    assert "assumed" in before.output
    told = CliRunner().invoke(
        command, ["--node", str(where), "--declare", str(measured(tmp_path)), "--json"]
    )
    assert told.exit_code == 0, told.output
    figures = json.loads(told.output)["figures"]
    (scan,) = [
        each
        for each in figures
        if (each["figure"]["kind"], each["figure"]["concealment"]) == ("scan", "rip_on")
    ]
    assert scan["learned"] == pytest.approx(0.74)
    assert scan["figure"]["source"] == "acceptance test of the second tunnel"
    with Node.open(where) as node:
        assert len(node.treatments.curve) == 1


def test_a_curve_that_falls_is_refused_with_its_file(where: Path, tmp_path: Path) -> None:
    file = measured(tmp_path, CURVE.replace("0.74", "0.60"))
    told = CliRunner().invoke(command, ["--node", str(where), "--declare", str(file)])
    assert told.exit_code == 2
    assert "looks.toml" in told.output
    assert "rise" in told.output
