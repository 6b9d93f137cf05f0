"""What empty containers look like is proposed by an analyst and put in force by a supervisor."""

from collections.abc import Callable
from pathlib import Path

from fastapi.testclient import TestClient

from quaywatch.node import Node
from quaywatch.scans.emptiness.known import shipped, write

SignIn = Callable[[str], TestClient]
HOME = "/api/empties"


def test_one_proposes_a_reference_and_another_confirms_it(
    sign_in: SignIn, node: Node, tmp_path: Path
) -> None:
    write(shipped(), tmp_path / "own")
    own = (tmp_path / "own").read_bytes()
    analyst, supervisor = sign_in("analyst"), sign_in("supervisor")
    assert analyst.get(HOME).json()["next"] == ["propose"]
    proposed = analyst.post(f"{HOME}?version=0", content=own)
    assert proposed.status_code == 200, proposed.text
    said = supervisor.get(HOME).json()
    assert (said["proposed"]["by"], said["in_force"]) == ("analyst", None)
    assert said["next"] == ["confirm", "decline"]
    stale = supervisor.post(f"{HOME}/confirm", json={"version": 0})
    assert (stale.status_code, stale.json()["code"]) == (409, "empties.stale-version")
    done = supervisor.post(f"{HOME}/confirm", json={"version": 1}).json()
    assert (done["confirmed_by"], done["in_force"]["by"]) == ("supervisor", "analyst")
    assert node.empties.now().data == own


def test_what_is_no_reference_is_refused_with_its_place_and_kept(
    sign_in: SignIn, node: Node
) -> None:
    broken = sign_in("analyst").post(f"{HOME}?version=0", content=b"PK broken")
    assert (broken.status_code, broken.json()["code"]) == (422, "empties.invalid")
    (kept,) = node.quarantine()
    assert "no reference of empties" in kept.reasons[0]


def test_a_refusal_says_why(sign_in: SignIn) -> None:
    sign_in("analyst").post(f"{HOME}/shipped", json={"version": 0})
    supervisor = sign_in("supervisor")
    silent = supervisor.post(f"{HOME}/decline", json={"version": 1, "reason": " "})
    assert (silent.status_code, silent.json()["code"]) == (422, "empties.reason-needed")
    said = supervisor.post(f"{HOME}/decline", json={"version": 1, "reason": "ours is better"})
    assert said.json()["proposed"] is None
