"""Accounts from the terminal, and a service on a real socket."""

import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import httpx
import pytest
from click.testing import CliRunner

from quaywatch.cli import main
from quaywatch.formats.ics2 import CodeLists
from quaywatch.node import Node
from tests.formats.ics2.samples import sample
from tests.ports import free_port

PASSWORD = "correct horse battery"
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
ROUND_THE_CLOCK = f"""timezone = "Europe/Brussels"
[[resource]]
terminal = "K1742"
kind = "scan"
slots_per_hour = 1
hours = {{ {", ".join(f"{day} = [0, 24]" for day in DAYS)} }}
"""
"""A scanner that has slots whenever the test is run."""


def run(*words: str, code: int = 0, typed: str | None = None) -> str:
    result = CliRunner().invoke(main, list(words), input=typed)
    assert result.exit_code == code, result.output
    return result.output


@pytest.fixture
def where(tmp_path: Path) -> str:
    return str(tmp_path / "node.sqlite")


def test_accounts_are_added_listed_and_closed(where: str) -> None:
    typed = f"{PASSWORD}\n{PASSWORD}\n"
    run("accounts", "add", "--node", where, "ann", "--role", "supervisor", typed=typed)
    run("accounts", "add", "--node", where, "bob", "--name", "Bob B.", typed=typed)
    listed = "ann\tsupervisor\tann\nbob\tofficer\tBob B.\n"
    assert run("accounts", "list", "--node", where) == listed
    run("accounts", "close", "--node", where, "bob")
    assert "bob" not in run("accounts", "list", "--node", where)


def test_a_taken_name_a_short_password_and_a_stranger_are_refused(where: str) -> None:
    short = run("accounts", "add", "--node", where, "ann", typed="short\nshort\n", code=1)
    assert "12 characters" in short
    typed = f"{PASSWORD}\n{PASSWORD}\n"
    run("accounts", "add", "--node", where, "ann", typed=typed)
    assert "already" in run("accounts", "add", "--node", where, "ann", typed=typed, code=1)
    assert "no account" in run("accounts", "close", "--node", where, "eve", code=1)


def test_a_node_is_served_on_a_socket_until_told_to_stop(where: str, tmp_path: Path) -> None:
    run("accounts", "add", "--node", where, "ann", typed=f"{PASSWORD}\n{PASSWORD}\n")
    port = free_port()
    command = [sys.executable, "-c", "from quaywatch.cli import main; main()", "serve"]
    calendar = tmp_path / "calendar.toml"
    calendar.write_text(ROUND_THE_CLOCK)
    command += ["--node", where, "--port", str(port)]
    command += ["--name", "Testhaven", "--capacity", str(calendar)]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}") as client:
            _wait_for(client, server)
            token = client.get("/api/session").json()["csrf_token"]
            body = {"username": "ann", "password": PASSWORD}
            entered = client.post("/api/session", json=body, headers={"X-CSRF-Token": token})
            assert entered.json()["user"]["username"] == "ann"
            assert client.get("/api/worklist").json()["total"] == 0
            assert {slot["terminal"] for slot in client.get("/api/slots").json()} == {"K1742"}
    finally:
        server.terminate()
        printed, _ = server.communicate(timeout=20)
    assert f"Testhaven at http://127.0.0.1:{port}/" in printed


def test_a_calendar_that_is_none_is_refused_by_name(where: str, tmp_path: Path) -> None:
    calendar = tmp_path / "calendar.toml"
    calendar.write_text("timezone = 7")
    refused = run("serve", "--node", where, "--port", "0", "--capacity", str(calendar), code=2)
    assert "calendar.toml" in refused


def test_code_lists_are_noted_and_hold_from_then_on(where: str, tmp_path: Path) -> None:
    lists = tmp_path / "lists.toml"
    lists.write_text('[CL754]\nN705 = "bill of lading"\n')
    filed = tmp_path / "filed.xml"
    filed.write_bytes(sample("ie4r05"))
    with Node.open(where) as node:
        assert not any("ics2.code" in p for p in node.intake(filed).problems)
    run("intake", "--node", where, "--code-lists", str(lists), str(filed))
    with Node.open(where) as node:
        assert node.description.code_lists == CodeLists({"CL754": {"N705": "bill of lading"}})
        assert any("'N714' is not in code list CL754" in p for p in node.intake(filed).problems)
    lists.write_text("[CL754]\nN705 = 7\n")
    refused = run("serve", "--node", where, "--port", "0", "--code-lists", str(lists), code=2)
    assert "lists.toml" in refused


_SLOW = """
import sys, time
from pathlib import Path
from quaywatch.api.settings import Settings
from quaywatch.cli.serving import serve_node
from quaywatch.node import Node

def opened(told):
    told(3, 10)
    while not Path(sys.argv[3]).exists():
        time.sleep(0.02)
    return Node.open(sys.argv[1])

serve_node(opened, Settings(), "127.0.0.1", int(sys.argv[2]))
"""


def test_a_node_that_takes_long_to_open_answers_meanwhile(where: str, tmp_path: Path) -> None:
    go, port = tmp_path / "go", free_port()
    command = [sys.executable, "-c", _SLOW, where, str(port), str(go)]
    server = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}") as client:
            said = _first_answer(client, server)
            assert (said.status_code, said.json()["events_done"]) == (503, 3)
            assert client.get("/api/health").json() == {"status": "opening"}
            assert "3 of 10 events" in client.get("/").text
            go.touch()
            _wait_for(client, server)
            assert client.get("/api/health").json() == {"status": "ok"}
            assert client.get("/api/session").is_success
    finally:
        server.terminate()
        _, said_aside = server.communicate(timeout=60)
    assert "3 of 10 events" in said_aside


def _first_answer(client: httpx.Client, server: subprocess.Popen[str]) -> httpx.Response:
    for _ in range(2400):
        assert server.poll() is None, "the service ended"
        with suppress(httpx.TransportError):
            said = client.get("/api/ready").json()
            if "events" in said or said["status"] == "ok":
                return client.get("/api/ready")
        time.sleep(0.05)
    raise AssertionError("the service does not answer")


def _wait_for(client: httpx.Client, server: subprocess.Popen[str]) -> None:
    for _ in range(2400):
        assert server.poll() is None, "the service ended"
        with suppress(httpx.TransportError):
            if client.get("/api/ready").is_success:
                return
        time.sleep(0.05)
    raise AssertionError("the service does not answer")
