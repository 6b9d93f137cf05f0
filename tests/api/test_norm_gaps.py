"""Gaps and other regimes over HTTP: who plans, who sees it closed, what is shown elsewhere."""

import pytest

from tests.api.test_norms import ANSWER, SignIn, _people, form, question

__all__ = ["_people", "form"]

GAPS = "/api/norms/ports/BEANR/gaps"
BY_SUMMER = {
    "version": 0,
    "owner": "Port authority",
    "until": "2026-06-30",
    "eur": 250_000,
    "what": "new readers at the gates",
}


@pytest.fixture(autouse=True)
def _assessed(form: str) -> None:
    """Antwerp is assessed and has answered nothing."""


def test_what_nobody_answered_is_a_gap_and_a_plan_with_a_cost_puts_it_first(
    sign_in: SignIn,
) -> None:
    assessor = sign_in("assessor")
    before = assessor.get(GAPS).json()
    assert before["plans"]
    last = before["gaps"][-1]["requirement"]["id"]
    after = assessor.post(f"{GAPS}/{last}/plan", json=BY_SUMMER).json()
    first = after["gaps"][0]
    assert (first["requirement"]["id"], first["plan"]["owner"]) == (last, "Port authority")
    assert first["per_million"] == pytest.approx(first["removed"] * 4)
    assert first["removed_low"] <= first["removed"] <= first["removed_high"]


def test_another_port_reads_and_agrees_and_does_not_plan(sign_in: SignIn) -> None:
    peer, assessor = sign_in("peer"), sign_in("assessor")
    assert not peer.get(GAPS).json()["plans"]
    refused = peer.post(f"{GAPS}/ACC-01/plan", json=BY_SUMMER)
    assert (refused.status_code, refused.json()["code"]) == (403, "gap.other-port")
    assessor.post(f"{GAPS}/ACC-01/plan", json=BY_SUMMER)
    bare = assessor.post(f"{GAPS}/ACC-01/close", json={"version": 1})
    assert (bare.status_code, bare.json()["code"]) == (422, "gap.nothing-shown")
    assessor.post(f"{GAPS}/ACC-01/close", json={"version": 1, "evidence": ["E1"]})
    own = assessor.post(f"{GAPS}/ACC-01/agree", json={"version": 2})
    assert (own.status_code, own.json()["code"]) == (403, "gap.four-eyes")
    assert peer.post(f"{GAPS}/ACC-01/agree", json={"version": 2}).status_code == 200


def test_a_day_is_put_off_for_a_reason_that_everybody_reads(sign_in: SignIn) -> None:
    assessor = sign_in("assessor")
    assessor.post(f"{GAPS}/ACC-01/plan", json=BY_SUMMER)
    later = {"version": 1, "until": "2026-12-31"}
    silent = assessor.post(f"{GAPS}/ACC-01/move", json=later)
    assert (silent.status_code, silent.json()["code"]) == (422, "gap.reason-needed")
    assessor.post(f"{GAPS}/ACC-01/move", json={**later, "what": "no supplier"})
    plans = {each["requirement"]["id"]: each["plan"] for each in _gaps(sign_in)}
    assert plans["ACC-01"]["moves"] == 1
    assert plans["ACC-01"]["history"][0]["what"] == "no supplier"


def test_without_a_day_or_of_what_nobody_asks_there_is_no_plan(sign_in: SignIn) -> None:
    assessor = sign_in("assessor")
    dayless = assessor.post(f"{GAPS}/ACC-01/plan", json={"version": 0, "owner": "J", "what": "x"})
    assert dayless.status_code == 422
    assert assessor.post(f"{GAPS}/XXX-01/plan", json=BY_SUMMER).status_code == 404


def test_one_assessment_shows_something_for_other_regimes(sign_in: SignIn, form: str) -> None:
    assessor = sign_in("assessor")
    where = "/api/norms/ports/BEANR/regimes"
    before = assessor.get(where).json()["regimes"]
    assert [each["code"] for each in before] == ["isps", "ctpat", "aeos", "iso28000", "basc"]
    shown = assessor.post(
        f"{form}/evidence",
        json={"kind": "observation", "observed_on": "2026-03-01", "valid_until": "2027-03-01"},
    ).json()
    clause = next(each for each in before[0]["clauses"] if each["by"])
    assert clause["showing"] == "nothing"
    mapped = clause["by"][0]["requirement"]
    version = question(assessor, form, mapped)["version"]
    said = {**ANSWER, "requirement": mapped, "evidence": [shown["id"]], "version": version}
    assert assessor.post(f"{form}/answers", json=said).status_code == 200
    clauses = assessor.get(where).json()["regimes"][0]["clauses"]
    after = next(each for each in clauses if each["clause"] == clause["clause"])
    assert after["showing"] in ("full", "part")
    assert after["by"][0]["evidence"] == [shown["id"]]


def _gaps(sign_in: SignIn) -> list[dict[str, dict[str, object]]]:
    return sign_in("analyst").get(GAPS).json()["gaps"]
