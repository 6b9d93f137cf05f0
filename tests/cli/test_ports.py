"""A port that is taken is told before anything is made."""

import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from quaywatch.cli import main
from tests.ports import free_port


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", free_port(following=5)))
        listening.listen()
        yield listening.getsockname()[1]


def told(command: str, *options: str) -> Result:
    """Run a command in a thread of its own: a browser's tests before may have left a loop in this
    one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(CliRunner().invoke, main, [command, *options]).result()


@pytest.mark.parametrize(
    ("command", "ports"),
    [
        ("demo", {"--port": 0}),
        ("demo-alliance", {"--port": 0}),
        ("demo-alliance", {"--port": 3}),
        ("demo-alliance", {"--line-port": 5}),
    ],
)
def test_a_port_that_is_taken_is_told_at_once(
    tmp_path: Path, taken: int, command: str, ports: dict[str, int]
) -> None:
    home = tmp_path / "home"
    asked = {"--port": free_port(following=5)} | {
        option: taken - after for option, after in ports.items()
    }
    options = [str(word) for pair in asked.items() for word in pair]
    result = told(command, "--folder", str(home), "--small", *options)
    assert result.exit_code == 1
    assert f":{taken} cannot be had: Address already in use\n" in result.output
    assert not home.exists()


def test_a_host_that_is_not_here_is_told_at_once(tmp_path: Path) -> None:
    home = tmp_path / "home"
    result = told("demo", "--folder", str(home), "--host", "192.0.2.1")
    assert result.exit_code == 1
    assert "192.0.2.1:8080 cannot be had" in result.output
    assert not home.exists()
