"""From a seizure entered at one port to the work list of two others, over real sockets.

Five nodes run, each a process with its own database and TLS certificate. The clock starts before
the outcome is entered and stops when the first page of an ally's work list shows the box, with the
notice as its first reason. The very first find, in which processes still load what is slow to load,
is told apart (`first_s`). The million consignments of an ally are taken in once and kept in a
folder; `--seconds N` does so in goes.
"""

import multiprocessing
import tempfile
from collections.abc import Sequence
from multiprocessing.connection import Connection
from pathlib import Path

from bench._allies import live
from bench._held import held
from bench.result import Result

TITLE = "Re-ranking: from a seizure at one port to the work lists of two others"

_BAR_S = 3.0
_NODES = {
    "rotterdam.example": "RTM",
    "antwerp.example": "ANR",
    "hamburg.example": "HAM",
    "newyork.example": "NYC",
    "guayaquil.example": "GYE",
}
_HELD = "HLD"
"""Prefix of what both allies hold in full: each a copy of one node, which is made once."""
_ALLIES = ("antwerp.example", "hamburg.example")
_FINDS = 95
"""Fewer than the first page of a work list has lines: all boxes that were raised rank alike."""


def run(quick: bool, seconds: float | None = None) -> Result:
    """Run the benchmark; raises TimeIsUp while what the allies hold is not all taken in."""
    count, finds = (2_000, 10) if quick else (1_000_000, _FINDS)
    holding = count if quick else held(_HELD, count, seconds)
    with tempfile.TemporaryDirectory() as folder:
        pipes = _started(Path(folder), holding, finds + 200)
        first = max(_timed(pipes, 0))
        took = [each for number in range(1, finds + 1) for each in _timed(pipes, number)]
        for pipe in pipes.values():
            pipe.send(("end", 0))
    took.sort()
    figures: dict[str, object] = {
        "nodes": len(_NODES),
        "holding": count,
        "finds": finds,
        "first_s": round(first, 3),
        "p50_s": round(_quantile(took, 0.5), 3),
        "p99_s": round(_quantile(took, 0.99), 3),
    }
    return Result("rerank", figures, {}, {"p99": _quantile(took, 0.99) <= _BAR_S})


def _started(folder: Path, holding: Path | int, others: int) -> dict[str, Connection]:
    """Start all nodes, let each settle agreements with every other; return the pipes to them."""
    spawned = multiprocessing.get_context("spawn")
    pipes: dict[str, Connection] = {}
    for name, prefix in _NODES.items():
        here, there = spawned.Pipe()
        size = holding if name in _ALLIES else others
        of = _HELD if isinstance(size, Path) else prefix
        arguments = (name, of, size, folder, there)
        spawned.Process(target=live, args=arguments, daemon=True).start()
        pipes[name] = here
    cards = {name: pipe.recv() for name, pipe in pipes.items()}
    for name, pipe in pipes.items():
        pipe.send([card for other, card in cards.items() if other != name])
    for pipe in pipes.values():
        pipe.recv()
    return pipes


def _timed(pipes: dict[str, Connection], number: int) -> list[float]:
    """Return how long each ally took to show what was found at Rotterdam."""
    pipes["rotterdam.example"].send(("find", number))
    for ally in _ALLIES:
        pipes[ally].send(("await", number))
    began: float = pipes["rotterdam.example"].recv()
    return [pipes[ally].recv() - began for ally in _ALLIES]


def _quantile(ordered: Sequence[float], share: float) -> float:
    return ordered[min(int(share * len(ordered)), len(ordered) - 1)]
