"""Whatever colleagues do through the API, no model comes into force by the hand of its makers."""

import shutil
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from argon2 import PasswordHasher
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from quaywatch.api.accounts import Account, Accounts
from quaywatch.api.app import create_app
from quaywatch.api.permissions import PERMISSIONS, Permission, Role
from quaywatch.node import Node
from tests.api.conftest import PASSWORD
from tests.node.making import DAY
from tests.node.teaching import taught

PEOPLE = st.sampled_from(["analyst", "supervisor", "second"])
UNTIL = st.sampled_from([None, "2026-02-20T00:00:00Z"])


@pytest.fixture(scope="module")
def learned_from(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A node with inspections behind it and two supervisors."""
    path = tmp_path_factory.mktemp("taught") / "node.sqlite"
    shutil.copy(template, path)
    with pytest.MonkeyPatch.context() as patch, Node.open(path, clock=lambda: DAY) as node:
        cheap = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
        patch.setattr("quaywatch.api.accounts._HASHER", cheap)
        second = Account("second", "The second", Role.SUPERVISOR, "en", "")
        Accounts(node.ledger.engine).create(second, PASSWORD)
        taught(node, first=100)
    return path


class Desk(RuleBasedStateMachine):
    """An analyst and two supervisors, who for once may all do everything but be two people."""

    template: Path

    @initialize()
    def open(self) -> None:
        self.closing = ExitStack()
        folder = self.closing.enter_context(TemporaryDirectory())
        path = Path(folder) / "node.sqlite"
        shutil.copy(self.template, path)
        self.node = self.closing.enter_context(Node.open(path, clock=lambda: DAY))
        app = create_app(self.node)
        names = ("analyst", "supervisor", "second")
        self.clients = {name: self.signed_in(app, name) for name in names}
        self.makers: dict[str, set[str]] = {}
        self.ending: dict[str, str] = {}
        self.counts: set[str] = set()

    def signed_in(self, app: object, name: str) -> TestClient:
        client = TestClient(app, raise_server_exceptions=False)
        client.headers["X-CSRF-Token"] = client.get("/api/session").json()["csrf_token"]
        answer = client.post("/api/session", json={"username": name, "password": PASSWORD})
        client.headers["X-CSRF-Token"] = answer.json()["csrf_token"]
        return client

    def post(self, who: str, path: str, body: dict) -> dict | None:
        answer = self.clients[who].post(path, json=body)
        assert answer.status_code in {200, 403, 404, 409, 422}, answer.text
        return answer.json() if answer.status_code == 200 else None

    def take(self, who: str, model: str, name: str, **more: str) -> bool:
        seen = self.node.models.read(model).life.version
        return self.post(who, f"/api/models/{model}/{name}", {"version": seen, **more}) is not None

    @rule(who=PEOPLE, other=PEOPLE, until=UNTIL)
    def bring_forward(self, who: str, other: str, until: str | None) -> None:
        made = self.post(who, "/api/models", {"kind": "additive", "until": until})
        names = [each.life.model_id for each in self.node.models.all()]
        if made is not None:
            self.makers.setdefault(made["row"]["model_id"], set()).add(who)
        for name in names:
            self.take(who, name, "shadow")
            self.take(other, name, "backtest")
            if self.take(other, name, "propose"):
                self.makers[name].add(other)

    @rule(who=PEOPLE)
    def approve(self, who: str) -> None:
        for name in [each.life.model_id for each in self.node.models.all()]:
            if self.take(who, name, "approve"):
                assert who not in self.makers[name]
                self.counts.add(name)
                self.ending.pop(name, None)

    @rule(who=PEOPLE)
    def give_back(self, who: str) -> None:
        for name in list(self.makers):
            self.take(who, name, "return", reason="no")

    @rule(who=PEOPLE)
    def end(self, who: str) -> None:
        for name in list(self.makers):
            if self.take(who, name, "withdraw"):
                assert name not in self.counts or self.ending[name] != who
                self.counts.discard(name)
            elif self.take(who, name, "withdrawal", reason="odd"):
                self.ending[name] = who

    @invariant()
    def what_counts_was_approved(self) -> None:
        if not hasattr(self, "node"):
            return
        every = self.node.models.all()
        assert {each.life.model_id for each in every if each.life.counts} == self.counts
        assert sum(each.live for each in every) == bool(self.counts)

    def teardown(self) -> None:
        if hasattr(self, "closing"):
            self.closing.close()


def test_no_model_comes_into_force_by_the_hand_of_its_makers(
    learned_from: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for role in (Role.ANALYST, Role.SUPERVISOR):
        every = PERMISSIONS[role] | {
            Permission.TRAIN_MODELS, Permission.APPROVE_MODELS, Permission.WITHDRAW_MODELS,
        }  # fmt: skip
        monkeypatch.setitem(PERMISSIONS, role, every)
    run_state_machine_as_test(
        type("Opened", (Desk,), {"template": learned_from}),
        settings=settings(
            max_examples=6,
            stateful_step_count=8,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
