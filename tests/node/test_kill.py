"""kill -9 at random instants of intake over HTTP: what was acknowledged is there, once."""

import random
import threading
import time
from collections import Counter
from pathlib import Path

import httpx
import msgspec
import pytest
from argon2 import PasswordHasher

from quaywatch.api.accounts import Account, Accounts
from quaywatch.api.permissions import Role
from quaywatch.cargo import Filing
from quaywatch.node import Node
from tests.node.making import DAY, NUMBERS, consignment, filing
from tests.node.serving import Served
from tests.node.tables import contents

TRIALS = 8
SENDERS = 3
PASSWORD = "correct horse battery"


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("killed") / "node.sqlite"
    with pytest.MonkeyPatch.context() as patch, Node.open(path, clock=lambda: DAY) as node:
        cheap = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
        patch.setattr("quaywatch.api.accounts._HASHER", cheap)
        account = Account("officer", "Officer", Role.OFFICER, "en")
        Accounts(node.ledger.engine).create(account, PASSWORD)
    return path


@pytest.mark.parametrize("trial", range(TRIALS))
def test_nothing_acknowledged_is_lost_or_doubled(database: Path, trial: int) -> None:
    service = Served(str(database))
    acknowledged: list[str] = []
    client = _officer(service.url)
    senders = [
        threading.Thread(target=_send, args=(client, f"{trial}-{i}", acknowledged), daemon=True)
        for i in range(SENDERS)
    ]
    for sender in senders:
        sender.start()
    time.sleep(random.Random(trial).uniform(0.05, 0.8))
    service.kill()
    for sender in senders:
        sender.join()
    with Node.open(database, clock=lambda: DAY) as node:
        filings = node.ledger.read(limit=100_000, kinds=["filing.received"])
        payloads = [msgspec.json.decode(event.payload, type=Filing) for event in filings]
        stored = Counter(payload.header.reference for payload in payloads)
        assert set(acknowledged) <= set(stored)
        assert set(stored.values()) <= {1}
        assert node.ledger.verify() is None
        rows = contents(node)
        node.rebuild()
        assert contents(node) == rows


def _officer(url: str) -> httpx.Client:
    client = httpx.Client(base_url=url)
    token = client.get("/api/session").json()["csrf_token"]
    body = {"username": "officer", "password": PASSWORD}
    answer = client.post("/api/session", json=body, headers={"X-CSRF-Token": token})
    client.headers["X-CSRF-Token"] = answer.json()["csrf_token"]
    return client


def _send(client: httpx.Client, name: str, acknowledged: list[str]) -> None:
    number = 0
    while True:
        number += 1
        reference = f"{name}-{number}"
        bill = consignment(f"BL{number % 50}", (NUMBERS[number % 60], NUMBERS[60 + number % 7]))
        try:
            answer = client.post("/api/filings", content=filing(bill, reference=reference))
        except httpx.TransportError:
            return
        assert answer.status_code == 200
        acknowledged.append(reference)
