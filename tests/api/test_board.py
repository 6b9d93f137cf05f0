"""The officers' day over HTTP: taking, handing over, putting off, leaving out, telling outside."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from quaywatch.cargo import FilingFunction, InspectionKind, MovementKind, Order, SelectionBasis
from quaywatch.formats import read
from quaywatch.formats.edifact import cuscar
from quaywatch.inspections import Act, DetentionReason, Record, propose
from quaywatch.node import Node
from tests.formats import making
from tests.node.making import DAY, NUMBERS, consignment, filing, movement

TERMINAL = "MSC PSA European Terminal"
JPEG = b"\xff\xd8\xff\xe0" + b"\x00" * 40 + b"\xff\xd9"


@pytest.fixture
def node(template: Path, tmp_path: Path) -> Iterator[Node]:
    """Thirty boxes at a terminal, planned for today, to be picked up in two days."""
    path = tmp_path / "node.sqlite"
    path.write_bytes(template.read_bytes())
    numbers = NUMBERS[20:50]
    with Node.open(path, clock=lambda: DAY) as opened:
        plans = tuple(
            movement(n, MovementKind.GATE_OUT, DAY + timedelta(days=2), "planned") for n in numbers
        )
        bills = [consignment(f"P{n}", (n,), arrival=DAY) for n in numbers]
        opened.intake(filing(*bills, movements=plans, reference="P"))
        opened.plan_day()
        yield opened


def lines(client: TestClient, **query: str) -> list[dict[str, object]]:
    return client.get("/api/board", params=query).json()["lines"]


def taken(client: TestClient, key: str = "") -> dict[str, object]:
    headers = {"Idempotency-Key": key} if key else {}
    answer = client.post("/api/board/next", json={"terminal": TERMINAL}, headers=headers)
    assert answer.status_code == 200, answer.text
    return answer.json()


def do(client: TestClient, line: dict[str, object], verb: str, **body: object) -> dict[str, object]:
    path = f"/api/boxes/{line['box_id']}/{verb}"
    answer = client.post(path, json={"version": line["version"], **body})
    assert answer.status_code == 200, answer.text
    return answer.json()


def refusal(
    client: TestClient, line: dict[str, object], verb: str, **body: object
) -> tuple[int, str]:
    path = f"/api/boxes/{line['box_id']}/{verb}"
    answer = client.post(path, json={"version": line["version"], **body})
    return answer.status_code, answer.json()["code"]


def unplanned(node: Node) -> str:
    """A box that came after the day was planned."""
    plan = movement(NUMBERS[60], MovementKind.GATE_OUT, DAY + timedelta(days=2), "planned")
    late = consignment("late", NUMBERS[60:61], arrival=DAY)
    (box,) = node.intake(filing(late, movements=(plan,), reference="late")).boxes
    return box


def drawn(node: Node, box: str) -> dict[str, object]:
    """Have a plan draw a box at random, and return how it stands."""
    order = Order(
        consignment_id="TSTL:late",
        equipment_number=NUMBERS[60],
        kind=InspectionKind.SCAN,
        basis=SelectionBasis.RANDOM_AUDIT,
        selection_probability=0.1,
        terminal=TERMINAL,
        slot_at=DAY + timedelta(hours=3),
        deadline_at=DAY + timedelta(days=2),
    )
    node.ledger.append([propose(Record(box_id=box), order, Act(actor="planner", at=DAY, seen=0))])
    return {"box_id": box, "version": 1}


SignIn = Callable[[str], TestClient]


def test_the_board_shows_a_terminals_hours_and_what_presses(sign_in: SignIn) -> None:
    shown = lines(sign_in("officer"), terminal=TERMINAL)
    assert shown
    hours = [line["slot_at"] for line in shown]
    assert hours == sorted(hours)
    assert {line["state"] for line in shown} == {"planned"}
    assert {line["terminal"] for line in shown} == {TERMINAL}
    assert all(line["last_start"] < line["deadline_at"] for line in shown)


def test_two_officers_never_take_the_same_box(sign_in: SignIn) -> None:
    one, other = sign_in("officer"), sign_in("supervisor")
    first, second = taken(one), taken(other)
    assert first["box_id"] != second["box_id"]
    assert (first["held_by"], second["held_by"]) == ("officer", "supervisor")
    assert first["slot_at"] <= second["slot_at"]
    assert refusal(other, first, "hold") == (409, "box.held-by-other")


def test_what_is_sent_again_over_a_bad_line_is_done_once(sign_in: SignIn, node: Node) -> None:
    officer = sign_in("officer")
    line = taken(officer, "a-key-of-the-phone")
    head = node.ledger.head()
    assert taken(officer, "a-key-of-the-phone") == line
    assert node.ledger.head() == head
    answer = officer.post(
        "/api/board/next", json={}, headers={"Idempotency-Key": "a-key-of-the-phone"}
    )
    assert (answer.status_code, answer.json()["code"]) == (422, "box.key-reused")


def test_a_box_changes_hands_once_the_colleague_accepts(sign_in: SignIn) -> None:
    officer, colleague = sign_in("officer"), sign_in("supervisor")
    line = taken(officer)
    assert refusal(officer, line, "offer", to="nobody") == (422, "box.unknown-colleague")
    assert refusal(officer, line, "offer", to="analyst") == (422, "box.unknown-colleague")
    line = do(officer, line, "offer", to="supervisor")
    assert (line["held_by"], line["offered_to"]) == ("officer", "supervisor")
    assert refusal(officer, line, "accept") == (403, "box.not-offered")
    line = do(colleague, line, "accept")
    assert (line["held_by"], line["offered_to"]) == ("supervisor", None)


def test_an_order_moves_to_a_free_slot_only(sign_in: SignIn, node: Node) -> None:
    officer = sign_in("officer")
    line = taken(officer)
    free = next(
        slot
        for slot in node.slots(TERMINAL, str(line["kind"]))
        if slot.taken < slot.capacity and slot.slot_at > DAY + timedelta(hours=2)
    )
    moved = do(officer, line, "delay", slot_at=free.slot_at.isoformat(), reason="weather")
    assert moved["slot_at"] == free.slot_at.isoformat().replace("+00:00", "Z")
    late = (DAY + timedelta(days=5)).isoformat()
    assert refusal(officer, moved, "delay", slot_at=late, reason="weather")[1] == "box.no-slot"


def test_whoever_leaves_out_a_box_drawn_at_random_is_told_what_that_does(
    sign_in: SignIn, node: Node
) -> None:
    officer = sign_in("officer")
    audit = drawn(node, unplanned(node))
    assert refusal(officer, audit, "skip", reason="no-staff") == (409, "box.audit")
    do(officer, audit, "skip", reason="no-staff", knowing=True)
    board = officer.get("/api/board").json()
    assert audit["box_id"] not in [line["box_id"] for line in board["lines"]]
    assert board["overrides"] == [
        {"kind": "skipped", "reason": "no-staff", "count": 1, "audits": 1}
    ]


def test_an_order_outside_the_plan_needs_a_reason_and_is_counted(
    sign_in: SignIn, node: Node
) -> None:
    officer = sign_in("officer")
    path = f"/api/boxes/{unplanned(node)}/order"
    body = {"version": 0, "kind": "documents"}
    answer = officer.post(path, json=body)
    assert (answer.status_code, answer.json()["code"]) == (422, "box.reason-needed")
    assert officer.post(path, json={**body, "override": "seal"}).status_code == 200
    counted = officer.get("/api/board").json()["overrides"]
    assert counted == [{"kind": "ordered", "reason": "seal", "count": 1, "audits": 0}]
    assert officer.post(path, json={**body, "override": "unrecorded"}).status_code == 422


def test_a_box_with_an_alarm_leaves_when_two_people_say_so(sign_in: SignIn) -> None:
    officer, second = sign_in("officer"), sign_in("supervisor")
    line = officer.post("/api/board/next", json={"kind": "scan"}).json()
    do(officer, line, "outcome", outcome={"result": "irregularity", "place": "floor"})
    (line,) = (one for one in lines(officer) if one["box_id"] == line["box_id"])
    assert (line["state"], line["kind"]) == ("planned", "open")
    assert line["follows"]["kind"] == "scan"
    assert refusal(officer, line, "lifting", reason="explained") == (409, "box.already-ordered")
    line = do(officer, line, "skip", reason="no-equipment", knowing=True)
    assert (line["state"], line["follows"]) == ("detained", None)
    assert line["detention"]["alarmed"]
    assert refusal(second, line, "lift") == (409, "box.not-proposed")
    line = do(officer, line, "lifting", reason="explained")
    assert refusal(officer, line, "lift") == (403, "box.four-eyes")
    line = do(second, line, "lift")
    assert (line["state"], line["detention"]) == ("done", None)


def test_pictures_are_kept_once_and_only_pictures(sign_in: SignIn, node: Node) -> None:
    officer = sign_in("officer")
    line = taken(officer)
    path = f"/api/boxes/{line['box_id']}/photos"
    kept = officer.post(path, content=JPEG).json()
    assert officer.post(path, content=JPEG).json() == kept
    assert officer.post(path, content=b"<svg onload=alert(1)>").status_code == 415
    assert officer.post(path, content=JPEG[:-2]).status_code == 415
    wrong = {"result": "found", "photos": ["0" * 64]}
    assert refusal(officer, line, "outcome", outcome=wrong) == (422, "box.unknown-photo")
    seals = {"seals_before": ["A1"], "seals_after": ["C7"]}
    outcome = {"result": "found", "place": "evaporator", "photos": [kept["digest"]], **seals}
    do(officer, line, "outcome", outcome=outcome)
    task = officer.get(f"/api/boxes/{line['box_id']}/task").json()
    assert task["outcome"]["concealment"] == "reefer_unit"
    assert task["outcome"]["seals_after"] == ["C7"]
    shown = officer.get(f"{path}/{kept['digest']}")
    assert (shown.content, shown.headers["content-type"]) == (JPEG, "image/jpeg")
    assert [event.actor for event in node.ledger.read(kinds=["photo.seen"])] == ["officer"]


def test_the_order_is_printed_in_the_officers_language(sign_in: SignIn) -> None:
    officer = sign_in("officer")
    line = taken(officer)
    for language in ("en", "fr", "nl", "es"):
        answer = officer.get(f"/api/boxes/{line['box_id']}/sheet", params={"lang": language})
        assert answer.headers["content-type"] == "application/pdf"
        assert answer.content.startswith(b"%PDF")


def test_board_task_and_dossier_tell_why_in_the_officers_language(sign_in: SignIn) -> None:
    officer = sign_in("officer")
    line = taken(officer)
    path = f"/api/boxes/{line['box_id']}"
    titles: set[str] = set()
    for language in ("en", "fr", "nl", "es"):
        query = {"lang": language}
        (row,) = [r for r in lines(officer, **query) if r["box_id"] == line["box_id"]]
        told = officer.get(f"{path}/task", params=query).json()["why"]
        assert row["why"] == told["brief"]
        assert [part["part"] for part in told["parts"]] == ["box", "now", "look"]
        assert officer.get(path, params=query).json()["why"] == told
        titles.add(told["parts"][0]["title"])
    assert len(titles) == 4


def test_a_box_assessed_anew_since_the_plan_is_said_to_be(sign_in: SignIn, node: Node) -> None:
    officer = sign_in("officer")
    line = taken(officer)

    def codes() -> list[str]:
        told = officer.get(f"/api/boxes/{line['box_id']}/task").json()["why"]
        return [one["code"] for part in told["parts"] for one in part["sentences"]]

    assert "box.anew" not in codes()
    again = consignment(
        f"P{line['equipment_number']}",
        (str(line["equipment_number"]),),
        arrival=DAY,
        description="SCRAP",
    )
    node.intake(filing(again, function=FilingFunction.AMENDMENT, reference="again"))
    assert "box.anew" in codes()


def test_an_officers_own_order_tells_its_coded_reason(sign_in: SignIn, node: Node) -> None:
    officer, box = sign_in("officer"), unplanned(node)
    body = {"version": 0, "kind": "scan", "override": "seal"}
    assert officer.post(f"/api/boxes/{box}/order", json=body).status_code == 200
    told = officer.get(f"/api/boxes/{box}/task").json()["why"]
    assert [part["part"] for part in told["parts"]] == ["officer"]
    assert told["brief"] == "The seal"


def test_carrier_and_terminal_hear_that_and_never_why(sign_in: SignIn, node: Node) -> None:
    officer, supervisor = sign_in("officer"), sign_in("supervisor")
    line = taken(officer)
    do(officer, line, "outcome", outcome={"result": "nothing", "note": "looked at the floor"})
    waiting = supervisor.get("/api/outbox").json()
    assert [(one["purpose"], one["filer"]) for one in waiting] == [
        ("hold", "TSTL"),
        ("hold", TERMINAL),
        ("release", "TSTL"),
        ("release", TERMINAL),
    ]
    for one in waiting:
        said = supervisor.get(f"/api/outbox/{one['position']}").json()
        assert said.keys() == {"message", "told", "equipment_number", "bill", "terminal", "at"}
        assert said["equipment_number"] == line["equipment_number"]
    for _ in range(2):
        path = f"/api/outbox/{waiting[0]['position']}/delivered"
        assert supervisor.post(path).status_code == 204
    assert supervisor.get("/api/outbox").json() == waiting[1:]


def test_a_carrier_that_speaks_edifact_hears_by_cusres(node: Node) -> None:
    (box,) = node.intake(cuscar.write([making.filing(1)])).boxes[:1]
    node.board.detain(box, DetentionReason.SEAL, actor="ann", seen=0)
    parcel = next(one for one in node.outbox.waiting() if one.format == "cusres")
    _, data = node.outbox.read(parcel.position)
    parts = list(read(data))
    assert b"".join(part.data for part in parts) == data
    assert [part.filing.header.format for part in parts if part.filing] == ["cusres"]
    assert not [problem for part in parts for problem in part.problems]
    assert b"ERC+HLD" in data
    assert b"FTX" not in data
