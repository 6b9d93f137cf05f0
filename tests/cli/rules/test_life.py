"""A profile is carried through its life from the terminal, by people who prove who they are."""

import json
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from quaywatch.cli.rules import command
from quaywatch.node import Node
from quaywatch.rules.life import Stage
from tests.api.conftest import PASSWORD
from tests.node.making import Clock

TEXT = """
code = "mine"
version = 1
weight = 1.0
expression = 'any(goods.description.contains("BANANAS"))'
source = "a case file"
author = "somebody else"
ends = 2026-12-31
title = { en = "Bananas", fr = "Bananes", nl = "Bananen", es = "Plátanos" }
text = { en = "one", fr = "un", nl = "een", es = "uno" }
[[tests]]
name = "yes"
match = true
goods = [{ description = "FRESH BANANAS" }]
[[tests]]
name = "no"
match = false
goods = [{ description = "SCRAP" }]
"""

Run = Callable[..., Result]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr("quaywatch.node.node.system_clock", clock)
    return clock


@pytest.fixture
def where(template: Path, tmp_path: Path) -> str:
    shutil.copy(template, tmp_path / "node.sqlite")
    return str(tmp_path / "node.sqlite")


@pytest.fixture
def run(where: str, clock: Clock) -> Run:
    """Run a command as somebody at the node, who knows the password."""

    def made(*arguments: str, who: str = "officer", password: str = PASSWORD) -> Result:
        named = [*arguments, "--node", where, "--as", who]
        return CliRunner().invoke(command, named, env={"QUAYWATCH_PASSWORD": password})

    return made


@pytest.fixture
def file(tmp_path: Path) -> str:
    (tmp_path / "mine.toml").write_text(TEXT)
    return str(tmp_path / "mine.toml")


@pytest.fixture
def proposed(run: Run, file: str, clock: Clock) -> int:
    """Have an officer write and propose a profile; the version that this left."""
    assert run("draft", file).output == "mine: drafted, version 1\n"
    assert run("shadow", "mine").output.splitlines()[-1] == "mine: shadow, version 4"
    clock.at += timedelta(days=7)
    assert run("propose", "mine").output == "mine: proposed, version 5\n"
    return 5


def stage(where: str) -> Stage:
    with Node.open(where) as node:
        return node.profiles.read("mine").life.stage


def test_two_officers_bring_a_profile_to_count_and_end_it(
    run: Run, proposed: int, where: str
) -> None:
    seen = str(proposed)
    assert run("approve", "mine", "--seen", seen, who="supervisor").exit_code == 0
    assert stage(where) == "live"
    assert run("withdraw", "mine").exit_code == 2
    assert run("withdraw", "mine", "--reason", "It finds nothing.").exit_code == 0
    again = run("withdraw", "mine")
    assert (again.exit_code, stage(where)) == (1, "live")
    assert run("withdraw", "mine", who="supervisor").exit_code == 0
    assert stage(where) == "retired"


def test_a_writer_does_not_approve(run: Run, proposed: int, where: str) -> None:
    refused = run("approve", "mine", "--seen", str(proposed))
    assert refused.exit_code == 1
    assert "Somebody who neither wrote nor proposed this" in refused.output
    assert stage(where) == "proposed"


def test_a_writer_does_not_approve_in_another_s_name(run: Run, proposed: int, where: str) -> None:
    seen = str(proposed)
    guessed = run("approve", "mine", "--seen", seen, who="supervisor", password="guessed it 1234")
    nobody = run("approve", "mine", "--seen", seen, who="colleague")
    assert (guessed.exit_code, nobody.exit_code, stage(where)) == (1, 1, "proposed")
    assert "open no account" in guessed.output
    assert guessed.output == nobody.output


def test_an_analyst_writes_and_does_not_approve(run: Run, proposed: int, file: str) -> None:
    refused = run("approve", "mine", "--seen", str(proposed), who="analyst")
    assert (refused.exit_code, "role analyst may not" in refused.output) == (1, True)
    assert run("draft", file, who="analyst").exit_code == 0
    assert run("draft", file, who="administrator").exit_code == 1


def test_who_approves_says_which_text(run: Run, proposed: int, where: str) -> None:
    assert run("approve", "mine", who="supervisor").exit_code == 2
    old = run("approve", "mine", "--seen", "4", who="supervisor")
    assert (old.exit_code, stage(where)) == (1, "proposed")
    assert "Somebody else changed this profile" in old.output


def test_who_writes_is_the_author_whatever_the_file_says(
    run: Run, proposed: int, where: str
) -> None:
    with Node.open(where) as node:
        life = node.profiles.read("mine").life
    assert life.draft is not None
    assert life.draft.author == "officer"


def test_one_is_given_back_with_a_reason(run: Run, proposed: int, where: str) -> None:
    back = run("return", "mine", "--reason", "Too broad.", who="supervisor")
    assert (back.exit_code, stage(where)) == (0, "drafted")
    assert "Too broad." in CliRunner().invoke(command, ["show", "mine", "--node", where]).output


def test_what_cannot_be_a_profile_is_told(run: Run, file: str) -> None:
    Path(file).write_text(TEXT.replace("goods.description", "goods.descripton"))
    wrong = run("draft", file)
    assert (wrong.exit_code, "did you mean goods.description?" in wrong.output) == (1, True)
    Path(file).write_text("code = 1")
    assert run("draft", file).exit_code == 1
    assert "no profile 'other'" in run("propose", "other").output


def test_profiles_of_a_node_are_listed_and_shown(run: Run, proposed: int, where: str) -> None:
    listed = CliRunner().invoke(command, ["list", "--node", where, "--language", "nl"])
    assert "Bananen" in listed.output
    told = CliRunner().invoke(command, ["list", "--node", where, "--json"])
    assert json.loads(told.output)[0]["life"]["stage"] == "proposed"
    one = CliRunner().invoke(command, ["show", "mine", "--node", where])
    for said in ("proposed", "contains", "officer", "profile.shadowed"):
        assert said in one.output
    assert (
        json.loads(CliRunner().invoke(command, ["show", "mine", "--node", where, "--json"]).output)[
            "met"
        ]
        == 2
    )


@pytest.mark.parametrize("arguments", [("list",), ("show", "mine")])
def test_no_node_is_made_by_looking(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    where = tmp_path / "none.sqlite"
    result = CliRunner().invoke(command, [*arguments, "--node", str(where)])
    assert (result.exit_code, where.exists()) == (1, False)
