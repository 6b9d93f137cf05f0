"""A service over a small node, and people who sign in to it."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from fastapi.testclient import TestClient

from quaywatch.api.accounts import Account, Accounts
from quaywatch.api.app import create_app
from quaywatch.api.permissions import Role
from quaywatch.node import Node
from tests.node.making import DAY, NUMBERS, consignment, filing

PASSWORD = "correct horse battery"
ROLES = [role.value for role in Role]
SUBJECTS = {Role.FILER: "carrier/TSTL", Role.ASSESSOR: "port/BEANR"}


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A node with three boxes and an account of each role, whose passwords are cheap to check."""
    return make_template(tmp_path_factory.mktemp("template") / "node.sqlite")


def make_template(path: Path) -> Path:
    """Make that node."""
    with pytest.MonkeyPatch.context() as patch, Node.open(path, clock=lambda: DAY) as opened:
        cheap = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
        patch.setattr("quaywatch.api.accounts._HASHER", cheap)
        accounts = Accounts(opened.ledger.engine)
        for role in Role:
            subject = SUBJECTS.get(role, "")
            accounts.create(Account(role.value, f"The {role}", role, "en", subject), PASSWORD)
        opened.intake(filing(consignment("BL1", NUMBERS[:2]), consignment("BL2", NUMBERS[2:3])))
    return path


@pytest.fixture
def node(template: Path, tmp_path: Path) -> Iterator[Node]:
    path = tmp_path / "node.sqlite"
    shutil.copy(template, path)
    with Node.open(path, clock=lambda: DAY) as opened:
        yield opened


@pytest.fixture
def visitor(node: Node) -> TestClient:
    return TestClient(create_app(node), raise_server_exceptions=False)


@pytest.fixture
def sign_in(node: Node) -> Callable[[str], TestClient]:
    """Sign somebody in, in a browser of their own."""
    app = create_app(node)

    def as_role(username: str, password: str = PASSWORD) -> TestClient:
        client = TestClient(app, raise_server_exceptions=False)
        client.headers["X-CSRF-Token"] = client.get("/api/session").json()["csrf_token"]
        answer = client.post("/api/session", json={"username": username, "password": password})
        assert answer.status_code == 200, answer.text
        client.headers["X-CSRF-Token"] = answer.json()["csrf_token"]
        return client

    return as_role


@pytest.fixture
def box(node: Node) -> str:
    return node.worklist().lines[0].box_id
