"""Signing in, staying in, getting out."""

from datetime import timedelta

import pytest
from fastapi.testclient import TestClient

from quaywatch.api.accounts import Account, AccountError, Accounts
from quaywatch.api.app import create_app
from quaywatch.api.permissions import Role
from quaywatch.api.schemas import DemoAccount
from quaywatch.api.sessions import Sessions
from quaywatch.api.settings import Settings
from quaywatch.api.throttle import FREE_TRIES, Throttle
from quaywatch.node import Description, Node
from tests.api.conftest import PASSWORD


def enter(client: TestClient, username: str, password: str = PASSWORD):
    token = client.get("/api/session").json()["csrf_token"]
    body = {"username": username, "password": password}
    return client.post("/api/session", json=body, headers={"X-CSRF-Token": token})


def test_a_visitor_is_nobody(visitor: TestClient) -> None:
    session = visitor.get("/api/session").json()
    assert session["user"] is None
    assert session["demo_accounts"] == []
    assert not session["simulated"]


def test_signing_in_and_out(visitor: TestClient) -> None:
    entered = enter(visitor, "officer")
    assert entered.json()["user"]["role"] == "officer"
    assert visitor.get("/api/session").json()["user"]["display_name"] == "The officer"
    assert visitor.get("/api/worklist").status_code == 200
    token = entered.json()["csrf_token"]
    left = visitor.delete("/api/session", headers={"X-CSRF-Token": token})
    assert left.json()["user"] is None
    assert visitor.get("/api/worklist").status_code == 401


def test_the_old_cookie_is_worth_nothing_after_signing_out(visitor: TestClient) -> None:
    token = enter(visitor, "officer").json()["csrf_token"]
    cookie = visitor.cookies["quaywatch_session"]
    visitor.get("/api/worklist")
    visitor.delete("/api/session", headers={"X-CSRF-Token": token})
    visitor.cookies.set("quaywatch_session", cookie)
    assert visitor.get("/api/worklist").status_code == 401


def test_the_cookie_is_out_of_reach_of_scripts_and_of_other_sites(visitor: TestClient) -> None:
    kept = enter(visitor, "officer").headers["set-cookie"]
    assert "HttpOnly" in kept
    assert "SameSite=strict" in kept


def test_behind_https_the_cookie_never_travels_in_the_clear(node: Node) -> None:
    app = create_app(node, Settings(secure_cookies=True))
    assert (
        "Secure" in enter(TestClient(app, base_url="https://node"), "officer").headers["set-cookie"]
    )


def test_name_and_password_are_refused_alike(visitor: TestClient) -> None:
    wrong, unknown = enter(visitor, "officer", "wrong"), enter(visitor, "nobody", "wrong")
    assert wrong.status_code == unknown.status_code == 401
    assert wrong.json() == unknown.json()


def test_a_disabled_account_does_not_come_in(node: Node, visitor: TestClient) -> None:
    Accounts(node.ledger.engine).disable("officer")
    assert enter(visitor, "officer").status_code == 401


def test_guessing_is_slowed_down_for_one_account_and_address(visitor: TestClient) -> None:
    answers = [enter(visitor, "officer", "guess").status_code for _ in range(FREE_TRIES + 1)]
    assert answers == [401] * FREE_TRIES + [429]
    refused = enter(visitor, "officer")
    assert refused.status_code == 429
    assert int(refused.headers["retry-after"]) >= 1
    assert enter(visitor, "analyst").status_code == 200


def test_waits_double_and_end() -> None:
    now = [0.0]
    throttle = Throttle(lambda: now[0])
    waits = []
    for _ in range(20):
        throttle.failed("ann", "there")
        waits.append(throttle.wait_s("ann", "there"))
    assert waits[: FREE_TRIES - 1] == [0.0] * (FREE_TRIES - 1)
    assert waits[FREE_TRIES - 1 : FREE_TRIES + 3] == [1.0, 2.0, 4.0, 8.0]
    assert max(waits) == waits[-1] == 900.0
    now[0] += 901
    assert throttle.wait_s("ann", "there") == 0
    assert throttle.wait_s("ann", "elsewhere") == 0
    throttle.succeeded("ann", "there")
    throttle.failed("ann", "there")
    assert throttle.wait_s("ann", "there") == 0


def test_a_session_ends_by_itself(node: Node) -> None:
    accounts = Accounts(node.ledger.engine)
    account = accounts.find("officer")
    assert account is not None
    expired = Sessions(node.ledger.engine, accounts, timedelta(seconds=-1))
    token, _ = expired.start(account)
    assert expired.find(token) is None
    assert expired.cached(token) is None


def test_demo_accounts_show_on_simulated_nodes_only(node: Node) -> None:
    shown = DemoAccount(username="officer", password=PASSWORD, role="officer")
    client = TestClient(create_app(node, Settings(demo_accounts=(shown,))))
    assert client.get("/api/session").json()["demo_accounts"] == []
    node.describe(Description(name="Antwerp", simulated=True))
    session = client.get("/api/session").json()
    assert session["demo_accounts"][0]["username"] == "officer"
    assert session["simulated"]
    assert session["node_name"] == "Antwerp"


def test_a_filer_speaks_for_somebody_and_nobody_else_does(node: Node) -> None:
    accounts = Accounts(node.ledger.engine)
    for account in (
        Account("ann", "Ann", Role.FILER, "en"),
        Account("bob", "Bob", Role.FILER, "en", "carrier/"),
        Account("cas", "Cas", Role.FILER, "en", "person/X"),
        Account("dor", "Dor", Role.OFFICER, "en", "carrier/QWXU"),
    ):
        with pytest.raises(AccountError, match="speaks for somebody"):
            accounts.create(account, PASSWORD)
    accounts.create(Account("eve", "Eve", Role.FILER, "en", "filer/QUAY AGENCY"), PASSWORD)
    assert accounts.find("eve") == Account("eve", "Eve", Role.FILER, "en", "filer/QUAY AGENCY")
