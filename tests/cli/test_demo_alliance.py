"""The simulated alliance from one command: a find at one port moves the lists of the others."""

import multiprocessing
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from quaywatch.cli.demo_alliance import told_of
from quaywatch.cli.demonstration.alliance.past import BOXES
from quaywatch.cli.demonstration.alliance.ring import ring
from quaywatch.cli.demonstration.alliance.scanned import BILL
from quaywatch.cli.demonstration.alliance.start_page import page
from tests.ports import free_port

NODES = ("antwerp", "rotterdam", "newyork")
ALLIES = ["antwerp.customs.example", "newyork.customs.example"]
GUAYAQUIL = "guayaquil.customs.example"
PATIENCE_S = 240.0


class Desk:
    """Somebody signed in at a node's page."""

    def __init__(self, address: str, name: str = "officer") -> None:
        self._http = httpx.Client(base_url=address, timeout=60)
        token = self._http.get("/api/session").json()["csrf_token"]
        self._token = token
        said = {"username": name, "password": f"{name}-demo"}
        self._token = self.post("session", said)["csrf_token"]

    def get(self, path: str, **query: str) -> Any:
        answer = self._http.get(f"/api/{path}", params=query)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def post(self, path: str, body: dict[str, Any]) -> Any:
        headers = {"X-CSRF-Token": self._token}
        answer = self._http.post(f"/api/{path}", json=body, headers=headers)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def settle(self, path: str, step: str, **body: str) -> None:
        """Take a step of a sum; where the line brought news meanwhile, look again first."""
        headers = {"X-CSRF-Token": self._token}
        for _ in range(20):
            seen = {"version": self.get(path)["line"]["version"]}
            answer = self._http.post(f"/api/{path}/{step}", json=seen | body, headers=headers)
            if answer.status_code != 409:
                break
        assert answer.status_code == 200, answer.text

    def box(self, reference: str) -> Any:
        rows = self.get("worklist", limit="500")["rows"]
        return next(row for row in rows if row["reference"] == reference)


def until(done: Callable[[], bool], running: subprocess.Popen[str]) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not done():
        assert running.poll() is None, "the alliance ended"
        assert time.monotonic() < deadline, "it never came to that"
        time.sleep(0.2)


@pytest.fixture(params=[NODES], ids=lambda nodes: " ".join(nodes))
def alliance(
    request: pytest.FixtureRequest, tmp_path: Path
) -> Iterator[tuple[dict[str, str], subprocess.Popen[str]]]:
    port, line = free_port(following=5), free_port(following=5)
    said = tmp_path / "said.txt"
    command = [sys.executable, "-c", "from quaywatch.cli import main; main()", "demo-alliance"]
    command += ["--folder", str(tmp_path / "nodes"), "--small"]
    command += ["--port", str(port), "--line-port", str(line)]
    command += [word for name in request.param for word in ("--only", name)]
    with said.open("w") as out:
        running = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT, text=True)
    try:
        until(lambda: "liaison" in said.read_text(), running)
        told = said.read_text()
        pages = re.findall(r"^  (\w.*?)\s+(http://\S+)$", told, flags=re.M)
        assert httpx.get(f"http://127.0.0.1:{port}/").text.startswith("<!doctype html>")
        yield {name.lower().replace(" ", ""): address for name, address in pages}, running
    finally:
        running.send_signal(signal.SIGTERM)
        assert running.wait(60) == 0, said.read_text()


def test_a_find_moves_the_lists_of_allies_as_far_as_they_may_know(alliance) -> None:
    pages, running = alliance
    assert set(pages) == set(NODES)
    rotterdam, antwerp, newyork = (Desk(pages[n]) for n in ("rotterdam", "antwerp", "newyork"))
    before = {bill: antwerp.box(bill) for bill in ("SIMRING02", "SIMRING03", "SIMRING04")}
    overseas = {bill: newyork.box(bill) for bill in ("SIMRING07", "SIMRING08")}

    found = rotterdam.box("SIMRING01")
    path = f"boxes/{found['box_id']}"
    wish = {"version": found["version"], "kind": "open", "override": "other"}
    ordered = rotterdam.post(f"{path}/order", wish)
    outcome = {
        "result": "found",
        "substance": "cocaine",
        "mass_kg": 740,
        "seals_before": ["MLEC0048123"],
    }
    rotterdam.post(f"{path}/outcome", {"version": ordered["version"], "outcome": outcome})
    handling = {
        "tlp": "amber",
        "purposes": ["risk_analysis", "inspection"],
        "legal_basis": "agreement of the allied ports (simulated), art. 4",
        "retain_until": "2027-05-31",
        "audience": ALLIES,
    }
    began = time.monotonic()
    shared = rotterdam.post(f"alliance/finds/{found['box_id']}", {"handling": handling})
    assert shared["accord"]["stage"] == "in_force", "the standing order covers it"

    def moved(desk: Desk, was: dict[str, Any], bill: str) -> bool:
        return desk.box(bill)["probability"] > was[bill]["probability"]

    until(lambda: all(moved(antwerp, before, bill) for bill in before), running)
    until(lambda: moved(newyork, overseas, "SIMRING08"), running)
    assert time.monotonic() - began < PATIENCE_S
    assert not moved(newyork, overseas, "SIMRING07"), "firms and telephones are not for New York"
    top = antwerp.box("SIMRING03")
    assert any("rotterdam.customs.example" in one for one in top["top_reasons"]), top
    (line,) = newyork.get("alliance/notices")["lines"]
    body = line["notice"]["body"]
    assert body["seals"] == ["MLEC0048123"]
    assert not body.get("consignee")
    assert not body.get("telephones")
    (told,) = antwerp.get("alliance/notices")["lines"]
    assert told["notice"]["body"]["telephones"] == ["+31 10 555 0142"]
    health = antwerp.get("alliance")
    assert health["line"]["listens"]
    assert {peer["node"] for peer in health["peers"]} == {
        "rotterdam.customs.example",
        "newyork.customs.example",
    }


@pytest.mark.parametrize("alliance", [("antwerp", "guayaquil")], indirect=True)
def test_what_came_in_after_the_port_of_loading_is_told_by_its_scan(alliance) -> None:
    pages, running = alliance
    antwerp = Desk(pages["antwerp"], "analyst")
    box = antwerp.box(BILL)["box_id"]
    path = f"boxes/{box}/scans/allied"
    until(lambda: bool(antwerp.get(path)), running)
    (one,) = antwerp.get(path)
    assert (one["origin"], one["site"], one["state"]) == (GUAYAQUIL, "ECGYE", "away")
    antwerp.post(f"{path}/{one['name']}", {})
    until(lambda: antwerp.get(path)[0]["state"] == "here", running)
    (own,) = antwerp.get(f"boxes/{box}/scans")

    def added() -> list[Any]:
        found = antwerp.get(f"scans/{own['digest']}/reading")["findings"]
        return [one for one in found if one["sign"] == "added"]

    until(lambda: bool(added()), running)
    reason = added()[0]["reasons"][0]
    assert (reason["code"], reason["words"]["node"]) == ("held_against", GUAYAQUIL)
    assert "simulated" in own["scanner"]


SUM = "antwerp.customs.example/seals"
LEARNERS = ("antwerp", "rotterdam", "hamburg")


@pytest.mark.parametrize("alliance", [LEARNERS], indirect=True)
def test_three_ports_learn_from_the_inspections_that_each_has_behind_it(alliance) -> None:
    pages, running = alliance
    officers = [Desk(pages[name]) for name in LEARNERS]
    supervisors = [Desk(pages[name], "supervisor") for name in LEARNERS]
    path = f"alliance/sums/{SUM}"

    def stage(desk: Desk) -> str:
        lines = desk.get("alliance/sums")["lines"]
        return next((one["stage"] for one in lines if one["name"] == SUM), "")

    handling = {
        "tlp": "amber",
        "purposes": ["risk_analysis"],
        "legal_basis": "agreement of the allied ports (simulated), art. 4",
        "retain_until": "2027-05-31",
    }
    draft = {
        "session": "seals",
        "title": "Do boxes without a seal hold more?",
        "why": "One port alone finds too little.",
        "parties": ["rotterdam.customs.example", "hamburg.customs.example"],
        "features": ["seals_least", "package_count"],
        "join_until": "2026-06-30",
        "handling": handling,
        "source": "inspections",
    }
    officers[0].post("alliance/sums", draft)
    supervisors[0].settle(path, "confirm")
    for officer, supervisor in zip(officers[1:], supervisors[1:], strict=True):
        until(lambda desk=officer: stage(desk) == "invited", running)
        officer.settle(path, "join", source="inspections")
        supervisor.settle(path, "confirm")
    until(lambda: officers[0].get(path)["line"]["joined"] == len(LEARNERS), running)
    officers[0].settle(path, "start")
    until(lambda: all(stage(desk) == "finished" for desk in officers), running)
    results = [desk.get(f"{path}/result") for desk in officers]
    assert {one["digest"] for one in results} == {results[0]["digest"]}
    assert results[0]["rows"] == 3 * BOXES
    weights = {one["feature"]: one for one in results[0]["weights"]}
    assert weights["seals_least"]["high"] < 0, "with a seal there is less to be found"


def test_the_port_of_loading_sees_all_that_leaves_it_for_the_others() -> None:
    leaving = {one.reference for one in ring("ECGYE")}
    arriving = [
        one.reference for port in ("NLRTM", "BEANR", "DEHAM", "USNYC") for one in ring(port)
    ]
    assert sorted(leaving) == sorted(arriving)
    assert len(leaving) == 8


def test_a_node_that_ends_by_itself_is_named_with_its_code() -> None:
    spawned = multiprocessing.get_context("spawn")
    one = spawned.Process(target=sys.exit, args=(3,), name="hamburg")
    other = spawned.Process(target=time.sleep, args=(60,), name="antwerp")
    for process in (one, other):
        process.start()
    one.join()
    try:
        assert told_of([one, other]) == "ended by itself: hamburg (code 3)"
    finally:
        other.kill()
        other.join()


def test_the_start_page_says_that_all_is_simulated() -> None:
    assert "Everything here is simulated" in page([], [])
