"""Fifty clients on a flaky line, kill -9: nothing is ordered twice, lost or booked too often."""

import itertools
import random
import threading
import time
from collections import Counter
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from argon2 import PasswordHasher

from quaywatch.api.accounts import Account, Accounts
from quaywatch.api.permissions import Role
from quaywatch.cargo import Consignment, InspectionKind, MovementKind
from quaywatch.inspections import BoxEvent, Capacity, Record, Resource
from quaywatch.ledger.acts import Sent
from quaywatch.node import Description, Node
from tests.node.making import NUMBERS, consignment, filing, movement
from tests.node.serving import Served

CLIENTS = 50
BOXES = 90
KILLS = 2
PASSWORD = "correct horse battery"
TERMINAL = "MSC PSA European Terminal"
OFFICERS = [f"officer{i}" for i in range(5)]
ALWAYS = (0, 24)
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def test_fifty_officers_and_a_service_that_is_killed(
    ledger_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    boxes = prepared(ledger_url, monkeypatch)
    service = Served(ledger_url)
    stop = threading.Event()
    logins = [signed_in(service.url, name) for name in OFFICERS]
    clients = [
        Client(service, logins[i % len(logins)], OFFICERS[i % len(OFFICERS)], boxes, i, stop)
        for i in range(CLIENTS)
    ]
    threads = [threading.Thread(target=client.run, daemon=True) for client in clients]
    for thread in threads:
        thread.start()
    for trial in range(KILLS):
        time.sleep(random.Random(trial).uniform(1.0, 3.0))
        service.kill()
        service.start()
    time.sleep(2.0)
    stop.set()
    for thread in threads:
        thread.join(timeout=60)
        assert not thread.is_alive()
    service.kill()
    faults = [fault for client in clients for fault in client.faults]
    assert not faults
    said = [each for client in clients for each in client.said]
    assert {verb for verb, *_ in said} >= {"order", "next", "outcome"}
    with Node.open(ledger_url) as node:
        assert node.ledger.verify() is None
        judge(node, said)


def judge(node: Node, said: list[tuple[str, str, str, str]]) -> None:
    """Hold the ledger against what was acknowledged."""
    events = list(node.ledger.read(limit=100_000))
    by_key = {event.key: event for event in events}
    for verb, actor, key, box in said:
        event = by_key[Sent(key=key, digest="").event_key(actor)]
        assert (event.stream, event.actor) == (f"box/{box}", actor), verb
    records: dict[str, Record] = {}
    for event in events:
        if event.stream is not None and event.stream.startswith("box/"):
            box = event.stream.removeprefix("box/")
            records[box] = records.get(box, Record(box_id=box)).apply(event)
    booked = Counter[tuple[str, str, datetime | None]]()
    for record in records.values():
        counted = Counter(entry.kind for entry in record.history)
        assert counted[BoxEvent.ORDERED] <= 1
        assert counted[BoxEvent.HELD] <= 1
        assert counted[BoxEvent.OUTCOME] <= 1
        if record.order is not None:
            booked[record.order.terminal, record.order.kind, record.order.slot_at] += 1
    assert set(booked.values()) == {1}
    taken = [box for verb, _, _, box in said if verb == "next"]
    assert len(taken) == len(set(taken))


class Client:
    """Orders, takes and concludes; what is not acknowledged is sent again with its key."""

    def __init__(
        self,
        service: Served,
        login: httpx.Client,
        officer: str,
        boxes: list[str],
        number: int,
        stop: threading.Event,
    ) -> None:
        self.service, self.officer, self.boxes, self.stop = service, officer, boxes, stop
        self.http = httpx.Client(
            base_url=service.url, cookies=login.cookies, headers=login.headers, timeout=30
        )
        self.lots = random.Random(number)
        self.keys = (f"client-{number:02}-{count:06}" for count in itertools.count())
        self.said: list[tuple[str, str, str, str]] = []
        self.faults: list[str] = []

    def run(self) -> None:
        while not self.stop.is_set():
            box = self.lots.choice(self.boxes)
            body: dict[str, object] = {"version": 0, "kind": "scan", "override": "other"}
            self.send("order", f"/api/boxes/{box}/order", body)
            line = self.send("next", "/api/board/next", {"terminal": TERMINAL})
            if line is not None and self.lots.random() < 0.7:
                done = {"version": line["version"], "outcome": {"result": "nothing"}}
                self.send("outcome", f"/api/boxes/{line['box_id']}/outcome", done)

    def send(self, verb: str, path: str, body: dict[str, object]) -> dict[str, object] | None:
        key = next(self.keys)
        while True:
            try:
                answer = self.http.post(path, json=body, headers={"Idempotency-Key": key})
            except httpx.TransportError:
                time.sleep(0.05)
                continue
            if answer.status_code == 503 and answer.json()["code"] == "node.opening":
                time.sleep(0.25)
                continue
            if answer.status_code == 200:
                found = answer.json()
                self.said.append((verb, self.officer, key, found["box_id"]))
                return found
            if answer.status_code != 409:
                self.faults.append(answer.text)
            return None


def prepared(url: str, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Boxes at a terminal whose one scanner takes one an hour; their pick-up is far."""
    now = datetime.now(UTC)
    cheap = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr("quaywatch.api.accounts._HASHER", cheap)
    numbers = NUMBERS[:BOXES]
    bills: list[Consignment] = [
        consignment(f"BL{i}", (number,), arrival=now - timedelta(hours=2))
        for i, number in enumerate(numbers)
    ]
    plans = tuple(
        movement(number, MovementKind.GATE_OUT, now + timedelta(days=9), "planned")
        for number in numbers
    )
    with Node.open(url) as node:
        scanner = Resource(
            terminal=TERMINAL,
            kind=InspectionKind.SCAN,
            slots_per_hour=1,
            hours=dict.fromkeys(DAYS, ALWAYS),
        )
        capacity = Capacity(timezone="Europe/Brussels", resource=(scanner,))
        node.describe(Description(name="Killed", capacity=capacity))
        for name in OFFICERS:
            account = Account(name, name, Role.OFFICER, "en")
            Accounts(node.ledger.engine).create(account, PASSWORD)
        node.intake(filing(*bills, movements=plans))
        return [line.box_id for line in node.worklist().lines]


def signed_in(url: str, name: str) -> httpx.Client:
    client = httpx.Client(base_url=url, timeout=30)
    token = client.get("/api/session").json()["csrf_token"]
    body = {"username": name, "password": PASSWORD}
    answer = client.post("/api/session", json=body, headers={"X-CSRF-Token": token})
    assert answer.status_code == 200, answer.text
    client.headers["X-CSRF-Token"] = answer.json()["csrf_token"]
    return client
