"""Runs of the wind tunnel at the border: what is kept beside the node, always as simulated."""

from collections.abc import Callable
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from quaywatch.api.settings import Settings
from quaywatch.strategy.tunnel import Run, Scenario, extend, write
from tests.strategy.tunnel.waters import Still

SignIn = Callable[[str], TestClient]
_SHORT = Scenario(name="short", months=36, begins=12, consignments_per_year=1000)


def _run(policy: str) -> Run:
    *_, run = extend(None, _SHORT, policy, range(2), lambda _scenario, _seed: Still())
    return run


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    for policy in ("seizures", "strategic"):
        write(_run(policy), tmp_path)
    return tmp_path


@pytest.fixture
def coordinator(sign_in: SignIn, kept: Path) -> TestClient:
    client = sign_in("coordinator")
    held = client.app.state.services  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType, reportUnknownVariableType]
    object.__setattr__(held, "settings", Settings(tunnel=kept))
    return client


def test_runs_are_listed_by_name_and_a_file_that_is_none_is_left_out(
    coordinator: TestClient, kept: Path
) -> None:
    (kept / "broken.json").write_text("{}")
    found = coordinator.get("/api/strategy/tunnel").json()["runs"]
    assert [one["name"] for one in found] == ["short-seizures", "short-strategic"]
    answer = coordinator.get("/api/strategy/tunnel/broken/short-seizures")
    assert (answer.status_code, answer.json()["code"]) == (409, "tunnel.unreadable")


def test_two_runs_stand_beside_each_other_by_quarter_and_port(coordinator: TestClient) -> None:
    told = coordinator.get("/api/strategy/tunnel/short-seizures/short-strategic").json()
    assert told["a"]["quarters"][:2] == ["2022 Q1", "2022 Q2"]
    assert len(told["a"]["delivered"]) == 12
    assert [port["port"] for port in told["b"]["ports"]] == ["BEANR", "NLRTM", "other"]
    assert {place["port"] for place in told["places"]} == {"BEANR", "NLRTM"}
    sent = sum(port["sent"][5] - port["seized"][5] for port in told["b"]["ports"])
    assert sent == pytest.approx(told["b"]["delivered"][5]["mean"], abs=0.01)
    assert told["against"]["seeds"] == 2


def test_without_a_folder_there_are_no_runs(sign_in: SignIn) -> None:
    client = sign_in("coordinator")
    told = client.get("/api/strategy/tunnel").json()
    assert told["runs"] == []
    assert {"calm", "hardening", "strike", "new-port", "lot-splitting"} <= set(told["scenarios"])
    assert {"today", "strategic"} <= set(told["policies"])
    assert client.get("/api/strategy/tunnel/a/b").status_code == 404
