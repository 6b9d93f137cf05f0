"""What partners and outsiders send, whatever it is, is taken or refused: no door ever fails."""

import asyncio
import json
import random
import ssl
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi.testclient import TestClient

from quaywatch.alliance.accords import Topic
from quaywatch.alliance.bodies import Indicator, Seen
from quaywatch.alliance.stix import bundle
from quaywatch.alliance.taxii.shapes import INBOX, MEDIA, SHARED
from quaywatch.alliance.transport import new_certificate
from quaywatch.alliance.transport.app import CERTIFICATE, NODE, LineApp
from quaywatch.alliance.transport.desks import DESKS
from quaywatch.alliance.transport.framing import VERSION, VERSION_HEADER, framed
from quaywatch.api.app import create_app
from quaywatch.node import Node
from tests.alliance.making import notice
from tests.api.contract.cases import ODD, RAW, odder, spoiled
from tests.node.allied import allies
from tests.node.allied.allies import ANTWERP, HANDLING, ROTTERDAM, Clock, agree, agreement
from tests.node.allied.meeting import SURE

TRIES = 400
PATHS = ("/line/log", "/line/inbox", "/line/state", "/line/", "/", f"{DESKS}nothing")


class Door:
    """Rotterdam's door, and Antwerp before it, which has an agreement and a certificate."""

    def __init__(self, path: Path, stack: ExitStack) -> None:
        clock = Clock()
        self.rotterdam = stack.enter_context(allies.node(path, ROTTERDAM, clock))
        self.antwerp = stack.enter_context(allies.node(path, ANTWERP, clock))
        certificate, _ = new_certificate(ANTWERP, path / "antwerp")
        agree(self.antwerp, agreement(self.rotterdam))
        agree(self.rotterdam, agreement(self.antwerp, certificate=certificate.read_text()))
        self.shown = ssl.PEM_cert_to_DER_cert(certificate.read_text())
        publish(self.antwerp)
        self.bodies = self.antwerp.allied.line.after(ROTTERDAM, 0)
        self.app = LineApp(self.rotterdam.allied.line, self.rotterdam.allied.desks)

    def ask(self, method: str, path: str, query: bytes, body: bytes, shown: bytes) -> int:
        """Return the status of an answer; raises what the door raises."""
        said: list[dict[str, Any]] = []
        scope = {
            "type": "http",
            "method": method,
            "path": path,
            "query_string": query,
            "headers": [(VERSION_HEADER.encode(), str(VERSION).encode())],
            "state": {NODE: ANTWERP, CERTIFICATE: shown},
        }

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": body, "more_body": False}

        async def send(message: Any) -> None:
            said.append(message)

        asyncio.run(self.app(scope, receive, send))
        return said[0]["status"]


def publish(node: Node) -> None:
    body = Indicator(what=Seen.TELEPHONE, value="+593 4 000 000")
    life = node.allied.publish("i/1", body, HANDLING, SURE, actor="olga")
    node.allied.accords.confirm(Topic.NOTICE, life.name, actor="piet", seen=life.version)


@pytest.fixture
def door(tmp_path: Path) -> Iterator[Door]:
    with ExitStack() as stack:
        yield Door(tmp_path, stack)


def test_a_partner_is_answered_whatever_it_sends_over_the_line(door: Door) -> None:
    rng = random.Random(1)
    desks = [f"{DESKS}{name}" for name in door.rotterdam.allied.desks]
    queries = (b"", b"after=0", b"after=-1", b"after=1e9&limit=0", b"after=0&digest=zz", b"%ff=%00")
    good = framed(door.bodies)
    answered: set[int] = set()
    for number in range(TRIES):
        method = rng.choice(("GET", "POST", "POST", "PUT"))
        path = rng.choice((*PATHS, *desks, *desks, "/line/inbox", "/line/inbox"))
        packed = json.dumps(rng.choice(ODD)).encode("utf-8", "surrogatepass")
        body = spoiled(rng.choice((good, *RAW, packed)), rng)
        shown = door.shown if rng.random() < 0.95 else rng.randbytes(20)
        status = door.ask(method, path, rng.choice(queries), body, shown)
        assert status < 500, (number, method, path, body)
        answered.add(status)
    assert {200, 400, 403, 404} <= answered
    # After all of it the very batch is taken, or was.
    assert door.ask("POST", "/line/inbox", b"", good, door.shown) == 200


def test_an_outsider_is_answered_in_its_own_form_whatever_it_sends(door: Door) -> None:
    rng = random.Random(2)
    key = door.rotterdam.allied.outsiders.new_key(ANTWERP)
    client = TestClient(create_app(door.rotterdam), raise_server_exceptions=False)
    roots = [f"/taxii2/root/collections/{name}" for name in (SHARED, INBOX, "shared", "none")]
    ends = ("/", "/objects/", "/manifest/", "/objects/incident--1/", "/objects/%00/versions/")
    addresses = ["/taxii2/", "/taxii2/root/", "/taxii2/root/status/%F0/"]
    addresses += [f"{root}{end}" for root in roots for end in ends]
    names = ("added_after", "limit", "next", "match[id]", "match[type]", "match[version]", "x")
    good = {"objects": json.loads(json.dumps(bundle([notice()])["objects"]))}
    answered: set[int] = set()
    for number in range(TRIES):
        query = {rng.choice(names): str(rng.choice(ODD)).encode("utf-8", "replace").decode()}
        address = rng.choice(addresses)
        method = rng.choice(("GET", "POST", "POST", "DELETE"))
        envelope = json.dumps(odder(good, rng)).encode("utf-8", "surrogatepass")
        body = rng.choice((envelope, envelope, spoiled(envelope, rng), rng.choice(RAW)))
        answer = client.request(
            method,
            f"{roots[1]}/objects/" if method == "POST" and rng.random() < 0.8 else address,
            params=query if rng.random() < 0.5 else None,
            content=body if method == "POST" else None,
            headers={
                "Content-Type": rng.choice((MEDIA, MEDIA, "application/json", "")),
                "Accept": rng.choice((MEDIA, MEDIA, "text/html")),
            },
            auth=httpx.BasicAuth(ANTWERP, key if rng.random() < 0.95 else "other"),
        )
        assert answer.status_code < 500, (number, method, address, query, body)
        assert answer.headers["content-type"] == MEDIA, (address, answer.text)
        assert isinstance(answer.json(), dict)
        answered.add(answer.status_code)
    assert {200, 400, 401, 404, 406, 415} <= answered
