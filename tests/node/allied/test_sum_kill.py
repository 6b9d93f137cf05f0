"""kill -9 in the midst of a sum: the port goes on where it stood, and gives nothing twice."""

import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import msgspec
import numpy as np
import pytest

from quaywatch.alliance.learning import Logistic
from quaywatch.alliance.sums import Stage
from quaywatch.node import Node
from quaywatch.node.allied.sums.facts import SUM_ROUND, SumRound
from tests.node.allied.summing import NAME, PLAN, PORTS, Meeting, pooled
from tests.node.making import Clock
from tests.places import Files

HAMBURG = 1
OTHERS = (0, 2, 3)
KILLS = 3
PATIENCE_S = 240.0


@pytest.fixture
def ports(tmp_path: Path) -> Iterator[Meeting]:
    with ExitStack() as stack:
        yield Meeting(tmp_path, Files(tmp_path), stack)


class Apart:
    """Hamburg in a process of its own, behind the address that the others know."""

    def __init__(self, ports: Meeting) -> None:
        server = ports.ends[HAMBURG].server
        assert server is not None
        place = [str(ports.places.of(PORTS[HAMBURG])), str(ports.path), str(HAMBURG)]
        self._command = [sys.executable, "-m", "tests.node.allied.summing_apart", *place]
        self._command.append(str(server.port))
        server.stop()
        ports.ends[HAMBURG].server = None
        ports.node(HAMBURG).close()

    def start(self) -> None:
        self._process = subprocess.Popen(self._command, stdout=subprocess.PIPE, text=True)
        assert self._process.stdout is not None
        assert self._process.stdout.readline() == "listens\n"

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()


@pytest.fixture
def hamburg(ports: Meeting) -> Iterator[Apart]:
    """Hamburg, which has joined with the others; the sum is begun."""
    ports.start()
    apart = Apart(ports)
    yield apart
    apart.kill()


def test_a_port_killed_in_the_midst_of_a_sum_goes_on_and_gives_nothing_twice(
    ports: Meeting, hamburg: Apart
) -> None:
    drawn = random.Random("kills")
    stood: list[int] = []
    for _ in range(KILLS):
        hamburg.start()
        until = time.monotonic() + drawn.uniform(0.05, 0.5)
        while time.monotonic() < until:
            _ask_all(ports, drawn.choice(OTHERS))
        hamburg.kill()
        stood.append(len(ports.sums(0).rounds(NAME)))
    hamburg.start()
    began = time.monotonic()
    while {ports.life(number).stage for number in OTHERS} != {Stage.FINISHED}:
        assert time.monotonic() - began < PATIENCE_S, "it never came to an end"
        for number in OTHERS:
            _ask_all(ports, number)
    time.sleep(0.5)
    hamburg.kill()
    assert min(stood) <= PLAN.steps, "it was killed while the sum ran"
    models = [ports.sums(number).model(NAME) for number in OTHERS]
    assert len({ports.life(number).digest for number in OTHERS}) == 1
    assert isinstance(models[0], Logistic)
    assert np.allclose(models[0].weights, pooled(0, 1, 2, 3), atol=1e-9), "nobody was left out"
    with Node.open(ports.places.of(PORTS[HAMBURG]), clock=Clock()) as again:
        found = again.ledger.read(limit=100_000, kinds=[SUM_ROUND])
        rounds = [msgspec.json.decode(event.payload, type=SumRound) for event in found]
        assert set(Counter(one.step for one in rounds).values()) == {1}
        seen = {one.said.step: one.said.total for one in ports.sums(0).rounds(NAME)}
        assert {one.step: one.total for one in rounds}.items() <= seen.items()
        assert again.ledger.verify() is None


def _ask_all(ports: Meeting, number: int) -> None:
    ports.ask(number, HAMBURG, *(one for one in OTHERS if one != number))
