"""The ports' standard over HTTP: who speaks for whom, who comes too late, what goes out and in."""

from collections.abc import Callable
from io import BytesIO
from typing import get_args
from zipfile import ZipFile

import msgspec
import pytest
from argon2 import PasswordHasher
from fastapi.testclient import TestClient
from openpyxl import load_workbook

from quaywatch.api.accounts import Account, AccountError, Accounts
from quaywatch.api.norms.shapes import NormCases
from quaywatch.api.permissions import Role
from quaywatch.node import Node
from quaywatch.norms.measures.measure import CaseKind
from quaywatch.norms.sheet import read, written
from tests.api.conftest import PASSWORD

SignIn = Callable[[str], TestClient]
HOME = "/api/norms/assessments"
PLAN = {
    "port": "BEANR",
    "level": "baseline",
    "from_on": "2026-03-02",
    "until_on": "2026-03-31",
}
ANSWER = {"version": 0, "requirement": "GOV-01", "said": 3, "note": "named in 2024"}


@pytest.fixture(autouse=True)
def _people(node: Node, monkeypatch: pytest.MonkeyPatch) -> None:
    """A colleague in Antwerp, a peer in Rotterdam and a second coordinator."""
    cheap = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr("quaywatch.api.accounts._HASHER", cheap)
    accounts = Accounts(node.ledger.engine)
    for name, role, subject in (
        ("colleague", Role.ASSESSOR, "port/BEANR"),
        ("peer", Role.ASSESSOR, "port/NLRTM"),
        ("second", Role.COORDINATOR, ""),
    ):
        accounts.create(Account(name, name.title(), role, "en", subject), PASSWORD)


@pytest.fixture
def form(sign_in: SignIn) -> str:
    answer = sign_in("assessor").post(HOME, json=PLAN)
    assert answer.status_code == 200, answer.text
    return f"{HOME}/{answer.json()['assessment']}"


def question(client: TestClient, form: str, name: str = "GOV-01") -> dict[str, object]:
    found = client.get(form).json()["questions"]
    return next(each for each in found if each["requirement"]["id"] == name)


def test_an_assessor_plans_for_the_own_port_and_a_coordinator_for_any(sign_in: SignIn) -> None:
    refused = sign_in("peer").post(HOME, json=PLAN)
    assert (refused.status_code, refused.json()["code"]) == (403, "assessment.other-port")
    assert sign_in("coordinator").post(HOME, json=PLAN).status_code == 200


def test_an_answer_is_confirmed_by_a_colleague_and_verified_by_a_peer(
    sign_in: SignIn, form: str
) -> None:
    assessor, colleague, peer = (sign_in(each) for each in ("assessor", "colleague", "peer"))
    assert assessor.post(f"{form}/answers", json=ANSWER).status_code == 200
    step = {"version": question(assessor, form)["version"], "requirement": "GOV-01"}
    alone = assessor.post(f"{form}/confirm", json=step)
    assert (alone.status_code, alone.json()["code"]) == (403, "assessment.four-eyes")
    assert colleague.post(f"{form}/confirm", json=step).status_code == 200
    step["version"] = question(peer, form)["version"]
    own = colleague.post(f"{form}/verify", json=step)
    assert (own.status_code, own.json()["code"]) == (403, "assessment.own-port")
    made = peer.post(f"{form}/verify", json=step).json()
    answer = next(each for each in made["questions"] if each["answer"])["answer"]
    assert (answer["confirmed"]["by"], answer["verified"]["port"]) == ("colleague", "NLRTM")


def test_who_comes_too_late_is_refused_and_sees_what_stands_there(
    sign_in: SignIn, form: str
) -> None:
    assessor, colleague = sign_in("assessor"), sign_in("colleague")
    assessor.post(f"{form}/answers", json=ANSWER)
    late = colleague.post(f"{form}/answers", json={**ANSWER, "said": 1})
    assert (late.status_code, late.json()["code"]) == (409, "assessment.stale-version")
    stands = question(colleague, form)["answer"]
    assert isinstance(stands, dict)
    assert (stands["said"], stands["stated"]["by"]) == (3, "assessor")


def test_a_program_is_refused_with_the_reason_and_a_paper_comes_back(
    sign_in: SignIn, form: str
) -> None:
    assessor = sign_in("assessor")
    days = "observed_on=2026-03-01&valid_until=2027-03-01"
    refused = assessor.post(f"{form}/documents?file=act.pdf&{days}", content=b"MZ\x90\x00\x01")
    assert (refused.status_code, refused.json()["code"]) == (422, "evidence.wrong-type")
    kept = assessor.post(f"{form}/documents?file=act.pdf&{days}", content=b"%PDF-1.7 act")
    assert kept.status_code == 200, kept.text
    back = sign_in("officer").get(f"{form}/documents/{kept.json()['id']}")
    assert back.content == b"%PDF-1.7 act"
    assert back.headers["content-disposition"] == 'attachment; filename="act.pdf"'


@pytest.mark.parametrize(
    ("path", "body", "code"),
    [
        ("answers", {**ANSWER, "said": 7}, "assessment.invalid"),
        ("answers", {**ANSWER, "said": "not_applicable", "note": ""}, "assessment.invalid"),
        ("answers", {**ANSWER, "requirement": "XXX-01"}, "assessment.unknown-requirement"),
        ("answers", {**ANSWER, "requirement": "SCN-01"}, "assessment.not-asked"),
        ("answers", {**ANSWER, "evidence": ["E9"]}, "assessment.unknown-evidence"),
        (
            "evidence",
            {"kind": "figure", "observed_on": "2026-03-01", "valid_until": "2026-03-02"},
            "evidence.invalid",
        ),
        (
            "evidence",
            {"kind": "observation", "observed_on": "2026-03-09", "valid_until": "2026-03-10"},
            "evidence.invalid",
        ),
    ],
)
def test_what_cannot_be_said_is_refused_with_the_reason(
    sign_in: SignIn, form: str, path: str, body: object, code: str
) -> None:
    refused = sign_in("assessor").post(f"{form}/{path}", json=body)
    assert (refused.status_code, refused.json()["code"]) == (422, code)


def test_an_objection_is_settled_by_a_coordinator(sign_in: SignIn, form: str) -> None:
    officer, coordinator = sign_in("officer"), sign_in("coordinator")
    sign_in("assessor").post(f"{form}/answers", json=ANSWER)
    step = {"version": 2, "requirement": "GOV-01", "note": "Nobody answers at night."}
    assert officer.post(f"{form}/dispute", json=step).status_code == 200
    step = {**step, "version": 3, "upheld": True}
    assert coordinator.post(f"{form}/settle", json=step).status_code == 200
    drill = officer.get("/api/norms/ports/BEANR/requirements/GOV-01").json()
    assert drill["place"]["overturned"]
    assert [each["kind"] for each in drill["steps"]] == ["settled", "disputed", "answered"]


def test_a_spreadsheet_goes_out_and_what_was_changed_in_it_comes_back(
    sign_in: SignIn, node: Node, form: str
) -> None:
    assessor = sign_in("assessor")
    assessor.post(f"{form}/answers", json=ANSWER)
    data = assessor.get(f"{form}/export?form=xlsx").content
    package = read(data)
    (finding,) = package.findings
    other = msgspec.structs.replace(
        finding.answer, said=msgspec.convert(4, type(finding.answer.said))
    )
    changed = msgspec.structs.replace(
        package, findings=(msgspec.structs.replace(finding, answer=other),)
    )
    filled = written(changed, node.norms.editions.catalogue())
    late = assessor.post(f"{form}/sheet?version=1", content=filled)
    assert (late.status_code, late.json()["code"]) == (409, "assessment.stale-version")
    assert assessor.post(f"{form}/sheet?version=2", content=filled).status_code == 200
    answer = question(assessor, form)["answer"]
    assert isinstance(answer, dict)
    assert answer["said"] == 4


def test_a_broken_spreadsheet_is_refused_with_its_place_and_waits_whole_for_a_person(
    sign_in: SignIn, node: Node, form: str
) -> None:
    assessor = sign_in("assessor")
    assessor.post(f"{form}/answers", json=ANSWER)
    book = load_workbook(BytesIO(assessor.get(f"{form}/export?form=xlsx").content))
    said = [each.value for each in book["findings"][1]].index("said") + 1
    book["findings"].cell(2, said).value = 7
    saved = BytesIO()
    book.save(saved)
    for content, place in ((saved.getvalue(), "sheet findings, row 2"), (b"PK", "no spreadsheet")):
        for _ in range(2):
            broken = assessor.post(f"{form}/sheet?version=2", content=content)
            assert (broken.status_code, broken.json()["code"]) == (422, "sheet.invalid")
        (kept,) = (one for one in node.quarantine() if place in one.reasons[0])
        assert node.document(kept.position, "ann").data == content
    assert len(node.quarantine()) == 2
    assert node.norms.desk.read(form.rpartition("/")[2]).version == 2


def test_an_assessment_goes_out_as_oscal_and_signed(sign_in: SignIn, form: str) -> None:
    sign_in("assessor").post(f"{form}/answers", json=ANSWER)
    reader = sign_in("analyst")
    oscal = reader.get(f"{form}/export?form=oscal").content
    names = set(ZipFile(BytesIO(oscal)).namelist())
    assert {"assessment-results.json", "mapping-isps.json"} <= names
    archive = reader.get(f"{form}/export?form=package").content
    assert set(ZipFile(BytesIO(archive)).namelist()) == {"assessment.json", "signature.json"}
    strange = sign_in("coordinator").post("/api/norms/received", content=archive)
    assert (strange.status_code, strange.json()["code"]) == (422, "handover.unknown-signer")


def test_a_version_is_proposed_compared_and_adopted_by_another(sign_in: SignIn) -> None:
    one, two = sign_in("coordinator"), sign_in("second")
    shipped = one.get("/api/norms/catalogues").json()["in_force"]
    catalogue = one.get(f"/api/norms/catalogues/{shipped}").json()
    catalogue["requirements"][0]["threshold"] = 2
    proposed = one.post("/api/norms/catalogues?revision=0&note=so", json=catalogue)
    assert proposed.status_code == 200, proposed.text
    version = proposed.json()["editions"][0]["version"]
    told = one.get(f"/api/norms/catalogues/changes?old={shipped}&new={version}").json()
    assert [(each["change"], each["fields"]) for each in told["changes"]] == [
        ("changed", ["threshold"])
    ]
    alone = one.post(f"/api/norms/catalogues/{version}/adopt", json={"revision": 1})
    assert (alone.status_code, alone.json()["code"]) == (403, "catalogue.four-eyes")
    done = two.post(f"/api/norms/catalogues/{version}/adopt", json={"revision": 1})
    assert done.json()["in_force"] == version
    empty = one.post("/api/norms/catalogues?revision=2", json={})
    assert (empty.status_code, empty.json()["code"]) == (422, "catalogue.invalid")


def test_an_assessors_account_speaks_for_a_port(node: Node) -> None:
    accounts = Accounts(node.ledger.engine)
    for subject in ("", "port/", "port/Antwerp", "carrier/TSTL"):
        with pytest.raises(AccountError, match="port/BEANR"):
            accounts.create(Account("x", "X", Role.ASSESSOR, "en", subject), PASSWORD)
    with pytest.raises(AccountError, match="nobody but"):
        accounts.create(Account("x", "X", Role.COORDINATOR, "en", "port/BEANR"), PASSWORD)


def test_every_kind_of_case_that_a_figure_may_be_made_of_can_be_told() -> None:
    told = get_args(NormCases.model_fields["kind"].annotation)
    assert set(told) == {kind.value for kind in CaseKind}
