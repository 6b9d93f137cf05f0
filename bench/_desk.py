"""A real node behind a real socket, with a backlog, and a sender that keeps to its own clock."""

import asyncio
import subprocess
import sys
import time
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from bench._trade import consignments
from quaywatch.api.accounts import Account, Accounts
from quaywatch.api.permissions import Role
from quaywatch.formats import native
from quaywatch.node import Node
from quaywatch.world import to_filings
from tests.ports import free_port

_HOST = "127.0.0.1"
_USER, _PASSWORD = "officer", "a-long-password-of-a-bench"
_SERVE = "from quaywatch.cli import main; main()"


@dataclass(frozen=True, slots=True)
class Desk:
    """A running service and an open session."""

    port: int
    headers: dict[str, str]
    backlog: int
    """Boxes on its work list before the first request."""
    pid: int
    """Of the process that serves."""


@contextmanager
def desk(height: int) -> Generator[Desk]:
    """Serve a node that holds about 1.2 times `height` boxes; sign an officer in."""
    with TemporaryDirectory() as folder:
        where = str(Path(folder) / "node.sqlite")
        backlog = _fill(where, height)
        with served(where, backlog) as made:
            yield made


@contextmanager
def served(where: str, backlog: int = 0) -> Generator[Desk]:
    """Serve a node to which `add_officer` let somebody in, from a process of its own."""
    port = free_port()
    command = [sys.executable, "-c", _SERVE, "serve", "--node", where, "--port", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        _wait(port)
        yield Desk(port, _sign_in(port), backlog, server.pid)
    finally:
        server.terminate()
        server.wait(30)


def add_officer(node: Node) -> None:
    """Make the account with which `served` signs in."""
    account = Account(_USER, "Officer", Role.OFFICER, "en")
    Accounts(node.ledger.engine).create(account, _PASSWORD)


def filings(count: int) -> list[bytes]:
    """Return `count` messages of one consignment each, as native JSON lines."""
    frames = consignments(count, 8, start=_start(), bill="ON", filing=1)
    return [native.write([filing]) for filing in to_filings(frames)]


async def send(desk: Desk, bodies: Sequence[bytes], per_second: float) -> list[float]:
    """Post each body at its own moment; return the seconds from that moment to each answer.

    A late answer holds up nobody: who finds no idle connection opens one.
    """
    idle: list[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = []
    start = time.perf_counter() + 0.1

    async def post(number: int, body: bytes) -> float:
        intended = start + number / per_second
        await asyncio.sleep(max(0.0, intended - time.perf_counter()))
        while True:
            reused = bool(idle)
            reader, writer = idle.pop() if idle else await asyncio.open_connection(_HOST, desk.port)
            try:
                await _exchange(reader, writer, _request(desk, body))
            except (asyncio.IncompleteReadError, ConnectionError):
                if not reused:
                    raise
                continue  # The service had given an idle connection up.
            break
        idle.append((reader, writer))
        return time.perf_counter() - intended

    taken = await asyncio.gather(*(post(i, body) for i, body in enumerate(bodies)))
    for _, writer in idle:
        writer.close()
    return taken


def _start() -> datetime:
    return datetime.now(UTC) - timedelta(days=10)


def _fill(where: str, height: int) -> int:
    data = native.write(to_filings(consignments(height, start=_start())))
    with Node.open(where) as node:
        add_officer(node)
        node.intake(data)
        return node.worklist().total


def _wait(port: int) -> None:
    for _ in range(600):
        try:
            connection = HTTPConnection(_HOST, port, timeout=5)
            connection.request("GET", "/api/session")
            connection.getresponse().read()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError("the service did not start within a minute")


def _sign_in(port: int) -> dict[str, str]:
    connection = HTTPConnection(_HOST, port)
    connection.request("GET", "/api/session")
    headers = _continued(connection, {})
    body = msgspec.json.encode({"username": _USER, "password": _PASSWORD})
    connection.request(
        "POST", "/api/session", body, {**headers, "Content-Type": "application/json"}
    )
    return _continued(connection, headers)


def _continued(connection: HTTPConnection, before: dict[str, str]) -> dict[str, str]:
    answer = connection.getresponse()
    cookies = SimpleCookie(before.get("Cookie", ""))
    for line in answer.headers.get_all("Set-Cookie") or []:
        cookies.load(line)
    session = msgspec.json.decode(answer.read())
    pairs = "; ".join(f"{name}={morsel.value}" for name, morsel in cookies.items())
    return {"Cookie": pairs, "X-CSRF-Token": session["csrf_token"]}


def _request(desk: Desk, body: bytes) -> bytes:
    lines = [
        "POST /api/filings HTTP/1.1",
        f"Host: {_HOST}:{desk.port}",
        "Content-Type: application/x-ndjson",
        f"Content-Length: {len(body)}",
        *(f"{name}: {value}" for name, value in desk.headers.items()),
    ]
    return "\r\n".join([*lines, "", ""]).encode() + body


async def _exchange(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, request: bytes
) -> None:
    """Send a request and read its answer; raise unless the filing's boxes took a rank."""
    writer.write(request)
    head = (await reader.readuntil(b"\r\n\r\n")).decode()
    length = next(
        int(line.split(":")[1])
        for line in head.splitlines()
        if line.lower().startswith("content-length:")
    )
    answer = msgspec.json.decode(await reader.readexactly(length))
    if " 200 " not in head.splitlines()[0] or not all(box["rank"] > 0 for box in answer["boxes"]):
        raise RuntimeError(f"the service answered {head.splitlines()[0]}: {answer}")
    if not answer["boxes"]:
        raise RuntimeError("the filing took no rank")
