"""An officer issues what another authority brought unsigned, and another one lets it out."""

from collections.abc import Callable
from typing import Any

import pytest
from fastapi.testclient import TestClient

from quaywatch.alliance import Tlp
from quaywatch.node import Description, Node
from tests.node.allied.allies import ROTTERDAM
from tests.node.allied.bringing import outsider, settle
from tests.node.allied.test_reissuing import KEPT, bring, told, withdrawn

AT = "/api/alliance"
BODY: dict[str, Any] = {
    "version": 1,
    "why": "the carrier's own list has the number",
    "handling": {
        "tlp": "green",
        "purposes": ["risk_analysis"],
        "legal_basis": "agreement of the allied ports",
        "retain_until": KEPT.isoformat(),
    },
}
SignIn = Callable[[str], TestClient]


@pytest.fixture
def rotterdam(node: Node) -> Node:
    node.describe(Description(name=ROTTERDAM, node=ROTTERDAM))
    settle(node, outsider())
    return node


def test_it_is_put_forward_confirmed_and_linked_both_ways(rotterdam: Node, sign_in: SignIn) -> None:
    name = bring(rotterdam, told())
    officer, liaison = sign_in("officer"), sign_in("liaison")
    page = officer.get(f"{AT}/notices/{name}").json()
    assert (page["reissuing"], page["reissued"]) == ("free", None)
    made = officer.post(f"{AT}/notices/{name}/reissue", json=BODY).json()
    accord = made["accord"]
    assert (accord["waits"], accord["steps"].count("confirm")) == (True, 0)
    assert (made["reissues"]["of"], made["reissues"]["mine"]) == (name, True)
    step = f"{AT}/publications/{accord['name']}/confirm"
    assert liaison.post(step, json={"version": accord["version"]}).status_code == 200
    own = officer.get(f"{AT}/notices/{name}").json()["reissued"]
    assert (own["name"], own["stage"]) == (f"{ROTTERDAM}/{accord['name']}", "in_force")
    back = liaison.get(f"{AT}/publications/{accord['name']}").json()["reissues"]
    assert (back["of"], back["why"], back["mine"]) == (name, BODY["why"], False)


def test_who_issued_it_is_told_of_its_sources_withdrawal(rotterdam: Node, sign_in: SignIn) -> None:
    name = bring(rotterdam, told())
    officer = sign_in("officer")
    officer.post(f"{AT}/notices/{name}/reissue", json=BODY)
    assert officer.get(f"{AT}/reissues").json() == []
    bring(rotterdam, withdrawn())
    (one,) = officer.get(f"{AT}/reissues").json()
    assert (one["of"], one["state"], one["by"], one["mine"]) == (name, "withdrawn", "officer", True)
    page = officer.get(f"{AT}/notices/{name}").json()
    assert (page["reissuing"], page["reissued"]["state"]) == ("", "withdrawn")


def test_what_its_marking_does_not_let_out_is_refused_with_the_reason(
    rotterdam: Node, sign_in: SignIn
) -> None:
    name = bring(rotterdam, told(Tlp.AMBER))
    officer = sign_in("officer")
    assert officer.get(f"{AT}/notices/{name}").json()["reissuing"] == "asked"
    answer = officer.post(f"{AT}/notices/{name}/reissue", json=BODY)
    assert (answer.status_code, answer.json()["code"]) == (422, "reissue.leave-needed")


def test_what_is_for_the_persons_addressed_alone_an_officer_does_not_even_find(
    rotterdam: Node, sign_in: SignIn
) -> None:
    name = bring(rotterdam, told(Tlp.RED))
    leave = BODY | {"leave": "they"}
    asked = sign_in("officer").post(f"{AT}/notices/{name}/reissue", json=leave)
    assert asked.status_code == 404
    asked = sign_in("liaison").post(f"{AT}/notices/{name}/reissue", json=leave)
    assert (asked.status_code, asked.json()["code"]) == (409, "reissue.never")
