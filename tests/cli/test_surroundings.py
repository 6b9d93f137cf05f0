"""A service asks its small questions on one thread, unless whoever runs it says otherwise."""

import os
import subprocess
import sys

import pytest

_ASK = (
    "import os, click\n"
    "from quaywatch.cli import main\n"
    "main.get_command(click.Context(main), {command!r})\n"
    "print(os.environ.get('POLARS_MAX_THREADS', ''))"
)


@pytest.mark.parametrize(
    ("command", "given", "threads"),
    [("serve", "", "1"), ("serve", "4", "4"), ("assess", "", "")],
)
def test_polars_gets_the_threads_that_suit_the_command(
    command: str, given: str, threads: str
) -> None:
    surroundings = {k: v for k, v in os.environ.items() if k != "POLARS_MAX_THREADS"}
    if given:
        surroundings["POLARS_MAX_THREADS"] = given
    said = subprocess.run(
        [sys.executable, "-c", _ASK.format(command=command)],
        env=surroundings,
        check=True,
        capture_output=True,
        text=True,
    )
    assert said.stdout.strip() == threads
