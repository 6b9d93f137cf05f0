"""Whatever colleagues do through the API, no profile counts by the hand of its writer."""

import shutil
from contextlib import ExitStack
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
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

from quaywatch.api.app import create_app
from quaywatch.node import Node
from tests.api.conftest import PASSWORD
from tests.api.profile_texts import EXPRESSION, text
from tests.node.making import DAY

CODES = st.sampled_from(["one", "two"])
PEOPLE = st.sampled_from(["officer", "supervisor", "analyst"])
BOTH = f"{EXPRESSION} && size(goods) > 0"
TURNED = f"size(goods) > 0 && ({EXPRESSION})"
WORDS = st.sampled_from([BOTH, TURNED, EXPRESSION])
MEANING = {EXPRESSION: "a", BOTH: "b", TURNED: "b"}
STEPS = ("examine", "backtest", "shadow")


class Desk(RuleBasedStateMachine):
    """Two officers and an analyst at work on two profiles, and what must be true of them."""

    template: Path

    @initialize()
    def open(self) -> None:
        self.closing = ExitStack()
        folder = self.closing.enter_context(TemporaryDirectory())
        path = Path(folder) / "node.sqlite"
        shutil.copy(self.template, path)
        self.time = DAY
        self.node = self.closing.enter_context(Node.open(path, clock=self.clock))
        app = create_app(self.node)
        self.clients = {
            name: self.signed_in(app, name) for name in ("officer", "supervisor", "analyst")
        }
        self.writers: dict[str, set[str]] = {}
        """Who ever wrote under a code."""
        self.minds: dict[str, set[str]] = {}
        """Who ever wrote a meaning, under whatever code."""
        self.drafts: dict[str, str] = {}
        self.proposers: dict[str, str] = {}
        self.counts: dict[str, str] = {}
        self.retiring: dict[str, str] = {}

    def clock(self) -> datetime:
        return self.time

    def signed_in(self, app: object, name: str) -> TestClient:
        client = TestClient(app, raise_server_exceptions=False)
        client.headers["X-CSRF-Token"] = client.get("/api/session").json()["csrf_token"]
        body = {"username": name, "password": PASSWORD}
        answer = client.post("/api/session", json=body)
        client.headers["X-CSRF-Token"] = answer.json()["csrf_token"]
        return client

    def post(self, who: str, path: str, body: dict) -> bool:
        answer = self.clients[who].post(path, json=body)
        assert answer.status_code in {200, 403, 404, 409}, answer.text
        return answer.status_code == 200

    def version(self, code: str) -> int:
        return {s.life.code: s.life.version for s in self.node.profiles.all()}.get(code, 0)

    def step(self, who: str, code: str, name: str, **more: str) -> bool:
        body = {"version": self.version(code), **more}
        return self.post(who, f"/api/profiles/{code}/{name}", body)

    @rule(who=PEOPLE, code=CODES, words=WORDS, claimed=PEOPLE)
    def write(self, who: str, code: str, words: str, claimed: str) -> None:
        body = {"version": self.version(code), "profile": text(code, words, source=claimed)}
        if self.post(who, "/api/profiles", body):
            self.writers.setdefault(code, set()).add(who)
            self.minds.setdefault(MEANING[words], set()).add(who)
            self.drafts[code] = words

    @rule(who=PEOPLE, code=CODES, words=WORDS, other=PEOPLE)
    def write_and_propose(self, who: str, code: str, words: str, other: str) -> None:
        self.write(who, code, words, other)
        self.propose(who, code, other)

    @rule(who=PEOPLE, copier=PEOPLE, code=CODES)
    def have_it_copied(self, who: str, copier: str, code: str) -> None:
        """Write under one code what a colleague puts forward, in other words, under the other."""
        other = {"one": "two", "two": "one"}[code]
        self.write(who, code, BOTH, copier)
        self.write_and_propose(copier, other, TURNED, copier)
        self.approve(who, other)

    @rule(who=PEOPLE, editor=PEOPLE, code=CODES)
    def have_it_edited(self, who: str, editor: str, code: str) -> None:
        """Write what a colleague changes the sense of and puts forward."""
        self.write(who, code, EXPRESSION, editor)
        self.write_and_propose(editor, code, BOTH, editor)
        self.approve(who, code)

    @rule(who=PEOPLE, code=CODES, other=PEOPLE)
    def propose(self, who: str, code: str, other: str) -> None:
        for name in STEPS:
            self.step(who, code, name)
        self.time += timedelta(days=7)
        if self.step(other, code, "propose"):
            self.proposers[code] = other

    @rule(who=PEOPLE, code=CODES)
    def approve(self, who: str, code: str) -> None:
        if self.step(who, code, "approve"):
            assert who != "analyst"
            assert who not in self.writers[code]
            assert who not in self.minds[MEANING[self.drafts[code]]]
            assert who != self.proposers[code]
            self.counts[code] = self.drafts[code]
            self.retiring.pop(code, None)

    @rule(who=PEOPLE, code=CODES)
    def give_back(self, who: str, code: str) -> None:
        self.step(who, code, "return", reason="no")

    @rule(who=PEOPLE, code=CODES)
    def propose_the_end(self, who: str, code: str) -> None:
        if self.step(who, code, "retirement", reason="stale"):
            self.retiring[code] = who

    @rule(who=PEOPLE, code=CODES)
    def end(self, who: str, code: str) -> None:
        if self.step(who, code, "retire") and code in self.counts:
            assert self.retiring[code] != who
            del self.counts[code], self.retiring[code]

    @invariant()
    def what_counts_is_what_was_approved(self) -> None:
        if not hasattr(self, "node"):
            return
        own = {s.life.code: s.life.live for s in self.node.profiles.all()}
        assert {code: p.expression for code, p in own.items() if p} == self.counts
        in_book = {each.code for each in self.node.rulebook.profiles}
        assert {"one", "two"} & in_book == self.counts.keys()

    def teardown(self) -> None:
        if hasattr(self, "closing"):
            self.closing.close()


@pytest.fixture
def machine(template: Path) -> type[Desk]:
    return type("Opened", (Desk,), {"template": template})


def test_no_profile_counts_by_the_hand_of_its_writer(machine: type[Desk]) -> None:
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=8,
            stateful_step_count=15,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
