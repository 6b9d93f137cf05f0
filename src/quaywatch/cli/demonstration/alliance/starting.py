"""Starting all nodes, each in a process of its own, and ending them together."""

import multiprocessing
import time
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from urllib.error import URLError
from urllib.request import urlopen

from quaywatch.alliance.transport import Card
from quaywatch.cli.demonstration.alliance.cast import MORNING, Authority
from quaywatch.cli.demonstration.alliance.living import Begin, Place, live

_PROCESSES = multiprocessing.get_context("spawn")
_PATIENCE_S = 300.0
_ENDING_S = 30.0


class NotStarted(RuntimeError):  # noqa: N818 - the user's word
    """A node ended before it answered, or never did."""


@contextmanager
def start(
    places: Sequence[Place], scale: float, doing: Callable[[str], None]
) -> Generator[list[SpawnProcess]]:
    """Run all nodes for as long as the context lasts; on entry each of them answers.

    Raises:
        NotStarted: one of them does not.

    """
    doing("Making simulated authorities, with keys and certificates")
    running: list[tuple[Place, SpawnProcess, Connection]] = []
    try:
        for place in places:
            pipe, far = _PROCESSES.Pipe()
            name = place.authority.short
            process = _PROCESSES.Process(target=live, args=(place, scale, far), name=name)
            process.start()
            far.close()
            running.append((place, process, pipe))
        _introduce(running, doing)
        for place, process, _ in running:
            _await(place, process)
        yield [process for _, process, _ in running]
    finally:
        for _, process, _ in running:
            process.terminate()
        for _, process, _ in running:
            process.join(_ENDING_S)
            if process.is_alive():
                process.kill()


def _introduce(
    running: Sequence[tuple[Place, SpawnProcess, Connection]], doing: Callable[[str], None]
) -> None:
    """Hand everybody's card to everybody else, and let all clocks go on from one instant."""
    cards: list[tuple[Authority, Card]] = []
    clock = MORNING
    for place, _, pipe in running:
        try:
            card, last = pipe.recv()
        except EOFError as error:
            raise NotStarted(f"{place.authority.name} could not be made") from error
        cards.append((place.authority, card))
        clock = max(clock, last)
    doing("Settling agreements and starting the nodes")
    since = time.time()
    for place, _, pipe in running:
        others = tuple(one for one in cards if one[0] != place.authority)
        pipe.send(Begin(others=others, clock=clock, since=since))


def _await(place: Place, process: SpawnProcess) -> None:
    deadline = time.monotonic() + _PATIENCE_S
    while time.monotonic() < deadline:
        if not process.is_alive():
            raise NotStarted(f"{place.authority.name} ended: is {place.page} taken?")
        try:
            with urlopen(f"{place.page}api/ready", timeout=5):  # noqa: S310 - http to itself
                return
        except (URLError, OSError):
            time.sleep(0.1)
    raise NotStarted(f"{place.authority.name} does not answer at {place.page}")
