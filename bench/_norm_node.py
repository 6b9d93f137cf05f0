"""How long a reader waits for the ports' matrix and for what is behind it, over HTTP.

The node holds ten years of assessments of a hundred ports by every requirement, step by step: plan,
evidence, answers, second persons, peers, closing.
"""

import os
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection
from itertools import islice, product
from pathlib import Path
from string import ascii_uppercase
from tempfile import TemporaryDirectory

import msgspec

from bench._desk import Desk, add_officer, served
from quaywatch.cli.demonstration.assessing import Port, steps
from quaywatch.node import Node
from quaywatch.norms import Catalogue, Level

_AGAIN = 10
_TARGET = 10
"""Ports whose pages are opened."""


@dataclass(frozen=True, slots=True)
class Waits:
    """The slowest answers in milliseconds, and how much lay behind them."""

    matrix_ms: float
    """The first one after the node has started is among these: nothing is worked out yet."""
    drilldown_ms: float
    figures: dict[str, object]


def waits(ports: int, years: int, catalogue: Catalogue) -> Waits:
    """Ask a node of so many ports and years."""
    names = ["X" + "".join(each) for each in islice(product(ascii_uppercase, repeat=4), ports)]
    with TemporaryDirectory() as folder:
        where = str(Path(folder) / "node.sqlite")
        events = _fill(where, names, years, catalogue)
        with served(where) as desk:
            _get(desk, "/api/norms/catalogues")
            cpu = [_cpu_ms(desk.pid)]
            matrix = [_wait(desk, "/api/norms/matrix")]
            cpu.append(_cpu_ms(desk.pid))
            matrix += [_wait(desk, "/api/norms/matrix") for _ in range(_AGAIN)]
            cpu.append(_cpu_ms(desk.pid))
            behind = {path: _wait(desk, path) for path in _paths(desk, names, catalogue)}
            cpu.append(_cpu_ms(desk.pid))
    figures: dict[str, object] = {
        "matrix_first_cpu_ms": cpu[1] - cpu[0],
        "matrix_again_cpu_ms": (cpu[2] - cpu[1]) / _AGAIN,
        "matrix_again_ms": sorted(matrix)[len(matrix) // 2],
        "drilldown_cpu_ms": round((cpu[3] - cpu[2]) / len(behind), 1),
        "drilldown_slowest": max(behind, key=behind.__getitem__),
        "drilldowns": len(behind),
        "ports": ports,
        "requirements": len(catalogue.requirements),
        "years": years,
        "assessment_events": events,
    }
    return Waits(max(matrix), max(behind.values()), figures)


def _cpu_ms(pid: int) -> float:
    """Return what a process has used of the processor: on a shared machine waits say little."""
    said = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(said[11]) + int(said[12])) * 1000 / os.sysconf("SC_CLK_TCK")


def _fill(where: str, names: list[str], years: int, catalogue: Catalogue) -> int:
    today = datetime.now(UTC).date()
    with Node.open(where) as node:
        add_officer(node)
        for name, year in product(names, range(years, 0, -1)):
            since = today - timedelta(days=365 * year - 200)
            port = Port(name, Level.TARGET, 0.5)
            node.norms.desk.take_over(steps(port, since, 0.5, catalogue))
        return node.ledger.head().position


def _paths(desk: Desk, names: list[str], catalogue: Catalogue) -> list[str]:
    asked = [one.id for one in catalogue.requirements]
    some = names[:: max(1, len(names) // _TARGET)][:_TARGET]
    made = [row["assessment"] for row in _get(desk, "/api/norms/assessments")[:: len(names)]]
    return [
        "/api/norms/tasks",
        "/api/norms/trend",
        *(f"/api/norms/ports/{name}" for name in some),
        *(f"/api/norms/requirements/{each}" for each in asked[::_TARGET]),
        *(f"/api/norms/ports/{name}/requirements/{asked[5]}" for name in some),
        *(f"/api/norms/assessments/{each}" for each in made),
    ]


def _wait(desk: Desk, path: str) -> float:
    start = time.perf_counter()
    _get(desk, path)
    return round((time.perf_counter() - start) * 1000, 1)


def _get(desk: Desk, path: str) -> list[dict[str, str]]:
    connection = HTTPConnection("127.0.0.1", desk.port)
    connection.request("GET", path, headers=desk.headers)
    answer = connection.getresponse()
    data = answer.read()
    if answer.status != 200:
        raise RuntimeError(f"{path} was answered {answer.status}: {data[:200]!r}")
    return msgspec.json.decode(data)
