"""Whatever is done at the terminal and on the page, no profile counts by its writer's hand."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, settings
from hypothesis.stateful import initialize, run_state_machine_as_test

from quaywatch.cli.rules import command
from tests.api.conftest import PASSWORD
from tests.api.test_profiles_two_officers import Desk

COMMANDS = {
    "shadow": "shadow",
    "propose": "propose",
    "approve": "approve",
    "return": "return",
    "retirement": "withdraw",
    "retire": "withdraw",
}


class Terminal(Desk):
    """The same people: they write on the page, and carry profiles on from the terminal."""

    where: str

    @initialize()
    def open(self) -> None:
        super().open()
        self.where = str(self.node.ledger.engine.url.database)
        patch = self.closing.enter_context(pytest.MonkeyPatch.context())
        patch.setattr("quaywatch.node.node.system_clock", self.clock)

    def step(self, who: str, code: str, name: str, **more: str) -> bool:
        if name not in COMMANDS:
            return super().step(who, code, name, **more)
        # One command ends a profile, in one step or in two: which it is depends on where it stands.
        if name == "retirement" and (code not in self.counts or code in self.retiring):
            return False
        if name == "retire" and code in self.counts and code not in self.retiring:
            return False
        arguments = [COMMANDS[name], code, "--node", self.where, "--as", who]
        arguments += ["--seen", str(self.version(code))]
        arguments += [part for key, said in more.items() for part in (f"--{key}", said)]
        result = CliRunner().invoke(command, arguments, env={"QUAYWATCH_PASSWORD": PASSWORD})
        assert result.exit_code in {0, 1}, result.output
        return result.exit_code == 0


@pytest.fixture
def machine(template: Path) -> type[Terminal]:
    return type("Opened", (Terminal,), {"template": template})


def test_no_profile_counts_by_the_hand_of_its_writer(machine: type[Terminal]) -> None:
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=5,
            stateful_step_count=10,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
