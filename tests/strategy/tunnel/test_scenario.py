"""Scenarios are files; what is wrong in one is said with its place."""

from pathlib import Path

import pytest

from quaywatch.strategy.tunnel import BadScenario, scenario, shipped


def test_those_that_are_shipped_can_be_read_and_are_named_by_their_files() -> None:
    assert {"calm", "hardening", "lot-splitting", "new-port", "programme", "strike"} <= set(
        shipped()
    )
    for name in shipped():
        assert scenario(name).name == name


def test_hours_grow_when_the_policy_begins_and_a_port_hardens_on_its_own() -> None:
    programme, hardening = scenario("programme"), scenario("hardening")
    assert [programme.hardened("NLRTM", month) for month in (23, 24)] == [1.0, 3.0]
    assert [hardening.hardened("BEANR", month) for month in (23, 24)] == [1.0, 6.8]
    assert hardening.hardened("NLRTM", 60) == 1.0


def test_plans_are_made_anew_when_a_strike_begins_and_ends() -> None:
    strike = scenario("strike")
    assert [month for month in range(60) if strike.turns(month)] == [36, 39]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("months = 12", "begins"),
        ("months = 12\nbegins = 12", "over"),
        ("months = 12\nbegins = 3\nhourz = 2", "hourz"),
        ("months = 12\nbegins = 3\n[[strike]]\nport = 'Antwerp'\nfirst = 1\nmonths = 1", "port"),
        ("months = 13\nbegins = 3", "months"),
        ("months =", "mine.toml"),
    ],
)
def test_what_is_no_scenario_is_refused_with_its_place(
    tmp_path: Path, text: str, said: str
) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(text)
    with pytest.raises(BadScenario, match=said):
        scenario(str(path))


def test_a_file_that_is_not_there_is_named() -> None:
    with pytest.raises(BadScenario, match="nowhere"):
        scenario("nowhere")
