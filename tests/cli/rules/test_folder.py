"""Rules are tested and listed from the terminal."""

import json
from datetime import timedelta
from pathlib import Path

from click.testing import CliRunner

from quaywatch.cargo import MovementKind
from quaywatch.cli.rules import command
from quaywatch.node import Node
from quaywatch.rules import load
from tests.node.making import DAY, NUMBERS, consignment, filing, movement


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(command, list(arguments))
    return result.exit_code, result.output


def folder(tmp_path: Path, expected: str) -> str:
    source = Path(load.__code__.co_filename).parent / "builtin" / "freight-in-cash.toml"
    text = source.read_text().replace("match = true", f"match = {expected}", 1)
    (tmp_path / "cash.toml").write_text(text)
    return str(tmp_path)


def test_the_built_in_profiles_pass_their_own_tests() -> None:
    code, said = run("test")
    assert code == 0
    assert "0 failed" in said


def test_a_failing_example_is_named_and_the_exit_code_says_so(tmp_path: Path) -> None:
    code, said = run("test", folder(tmp_path, "false"))
    assert code == 1
    assert "freight-in-cash: cash: expected no match, got match" in said
    code, said = run("test", folder(tmp_path, "false"), "--json")
    assert code == 1
    assert [each["example"] for each in json.loads(said)["failed"]] == ["cash"]


def test_wrong_rules_are_told_with_their_spot(tmp_path: Path) -> None:
    where = folder(tmp_path, "true")
    file = tmp_path / "cash.toml"
    file.write_text(file.read_text().replace("freight_payment", "freight_paiment"))
    code, said = run("test", where)
    assert code == 1
    assert "did you mean consignment.freight_payment?" in said
    assert "^" in said


def test_the_list_names_every_profile_in_the_language_asked_for() -> None:
    code, said = run("list", "--language", "nl")
    assert code == 0
    assert all(profile.code in said for profile in load().profiles)
    assert "Vracht contant betaald" in said


def test_the_list_as_json_carries_the_version() -> None:
    said = json.loads(run("list", "--json")[1])
    assert said["version"] == load().version
    assert len(said["profiles"]) == len(load().profiles)


def test_remarks_are_shown_at_line_and_column_and_an_error_fails(tmp_path: Path) -> None:
    source = Path(load.__code__.co_filename).parent / "builtin" / "freight-in-cash.toml"
    before, _, after = source.read_text().split("'''")
    (tmp_path / "cash.toml").write_text(
        before + "'''\nsize(goods) > 5\n&& size(goods) < 3\n'''" + after
    )
    code, said = run("lint", str(tmp_path), "--language", "nl")
    assert code == 1
    assert "freight-in-cash:2:16: error: Niets kan hieraan voldoen" in said
    assert json.loads(run("lint", str(tmp_path), "--json")[1])[0]["kind"] == "never"


def test_breadth_is_tried_on_messages() -> None:
    manifest = Path(__file__).parents[3] / "docs" / "examples" / "manifest.edi"
    code, said = run("lint", "--on", str(manifest))
    assert code == 0
    assert "consignments of the sample meets it. [silent]" in said


def test_profiles_are_tried_on_the_days_that_a_node_planned(tmp_path: Path) -> None:
    where = str(tmp_path / "node.sqlite")
    with Node.open(where, clock=lambda: DAY) as node:
        leaving = movement(NUMBERS[0], MovementKind.GATE_OUT, DAY + timedelta(days=3), "planned")
        node.intake(filing(consignment(arrival=DAY), movements=(leaving,)))
        node.plan_day()
    code, said = run("backtest", where, "--json")
    assert code == 0
    told = json.loads(said)
    assert told.keys() == {profile.code for profile in load().profiles}
    assert {(each["days"], each["candidates"]) for each in told.values()} == {(1, 1)}
    assert "0.00 (0.00 to 100.00)" in run("backtest", where)[1]
    assert run("backtest", str(tmp_path / "nothing.sqlite"))[0] == 1
