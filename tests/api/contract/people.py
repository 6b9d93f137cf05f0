"""Who asks: somebody of each role, each in a browser of their own, and somebody unknown."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx import Response

from quaywatch.api.app import create_app
from quaywatch.api.profile_shapes import ProfileText
from quaywatch.api.profiles import profile
from quaywatch.intake import Sender, Senders
from quaywatch.node import Description, Node
from quaywatch.requests import RequestKind, Wording
from tests.api.conftest import PASSWORD
from tests.api.profile_texts import text
from tests.node.making import DAY

NAME = "antwerp.example"
MACHINE = "machine"
"""Who comes with a key, and is in no session."""


class People:
    """Clients by role; who was signed out signs in again."""

    def __init__(self, app: FastAPI) -> None:
        self._app = app
        engine = app.state.services.node.ledger.engine
        self._key = Senders(engine).add(Sender("scanner"))
        self._clients: dict[str | None, TestClient] = {}

    def client(self, role: str | None) -> TestClient:
        """Return the browser of somebody of a role, or of somebody unknown."""
        found = self._clients.get(role)
        return found if found is not None else self._new(role)

    def leave(self, role: str | None) -> None:
        """Forget a browser whose session may have ended."""
        self._clients.pop(role, None)

    def _new(self, role: str | None) -> TestClient:
        client = TestClient(self._app, raise_server_exceptions=False, follow_redirects=False)
        if role == MACHINE:
            client.headers["Authorization"] = f"Bearer {self._key}"
            self._clients[role] = client
            return client
        _keep_token(client, client.get("/api/session"))
        if role is not None:
            told = client.post("/api/session", json={"username": role, "password": PASSWORD})
            assert told.status_code == 200, told.text
            _keep_token(client, told)
        self._clients[role] = client
        return client


def _keep_token(client: TestClient, told: Response) -> None:
    client.headers["X-CSRF-Token"] = told.json()["csrf_token"]


@contextmanager
def furnished(template: Path, path: Path) -> Iterator[tuple[FastAPI, dict[str, object]]]:
    """A node among allies with boxes, a request and a profile, and how addresses name these."""
    shutil.copy(template, path)
    with Node.open(path, clock=lambda: DAY) as node:
        node.describe(Description(name="Antwerp", node=NAME, port="BEANR", simulated=True))
        node.profiles.draft(profile(ProfileText(**text())), actor="ann", seen=0)
        box = node.worklist().lines[0].box_id
        asked = node.desk.draft(box, RequestKind.INFORMATION, Wording(remark="What?"), actor="ann")
        drafted = asked.request
        sent = node.desk.send(drafted.request_id, actor="ann", seen=drafted.version).request
        names: dict[str, object] = {
            "box": box,
            "request": sent.request_id,
            "sent": sent.history[-1].position,
        }
        app = create_app(node)
        app.openapi_schema = deepcopy(_declared())
        yield app, names


@cache
def _declared() -> dict[str, Any]:
    """Return what the service declares: over any node the same, and long in the making."""
    with TemporaryDirectory() as folder, Node.open(Path(folder) / "node.sqlite") as node:
        return create_app(node).openapi()
