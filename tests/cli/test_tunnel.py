"""The wind tunnel from the command line: the same bytes again, and what is wrong is said."""

from pathlib import Path

from click.testing import CliRunner

from quaywatch.cli.tunnel import command

_SMALL = "months = 36\nbegins = 12\nconsignments_per_year = 60000\n"


def _scenario(folder: Path, more: str = "") -> str:
    path = folder / "small.toml"
    path.write_text(_SMALL + more)
    return str(path)


def _sailed(folder: Path, policy: str, seeds: int, scenario: str) -> Path:
    arguments = ["run", scenario, "--policy", policy, "--seeds", str(seeds), "--out", str(folder)]
    result = CliRunner().invoke(command, arguments)
    assert result.exit_code == 0, result.output
    return folder / f"small-{policy}.json"


def test_a_run_is_the_same_again_and_going_on_gives_the_same_too(tmp_path: Path) -> None:
    scenario = _scenario(tmp_path)
    at_once = _sailed(tmp_path / "a", "strategic", 2, scenario)
    first = _sailed(tmp_path / "b", "strategic", 1, scenario)
    assert first.read_bytes() != at_once.read_bytes()
    assert _sailed(tmp_path / "b", "strategic", 2, scenario).read_bytes() == at_once.read_bytes()


def test_two_policies_are_compared_on_the_seeds_they_share(tmp_path: Path) -> None:
    scenario = _scenario(tmp_path, '[[strike]]\nport = "NLRTM"\nfirst = 18\nmonths = 3\n')
    paths = [str(_sailed(tmp_path, name, 2, scenario)) for name in ("seizures", "strategic")]
    result = CliRunner().invoke(command, ["compare", *paths])
    assert result.exit_code == 0, result.output
    assert "simulated, over 2 seeds" in result.output


def test_an_unknown_port_or_scenario_is_named(tmp_path: Path) -> None:
    scenario = _scenario(tmp_path, '[[strike]]\nport = "XXABC"\nfirst = 18\nmonths = 3\n')
    for named, said in ((scenario, "XXABC"), ("nowhere", "nowhere")):
        result = CliRunner().invoke(command, ["run", named, "--out", str(tmp_path)])
        assert result.exit_code == 1
        assert said in result.output


def test_the_shipped_scenarios_are_listed() -> None:
    assert "hardening" in CliRunner().invoke(command, ["scenarios"]).output
