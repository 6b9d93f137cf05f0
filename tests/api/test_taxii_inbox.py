"""Over real sockets a partner's own tools write what no node of ours signed, and it is so told."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from taxii2client.v21 import Collection, Server, Status

from quaywatch.api.app import create_app
from quaywatch.cargo import ReasonKind
from quaywatch.node import Description, Node
from quaywatch.risk.text import title
from tests.node.allied.allies import ROTTERDAM, Clock
from tests.node.allied.bringing import BRINGS, OUTSIDER, foreign, outsider, settle
from tests.node.making import NUMBERS, consignment, filing
from tests.web.serving import serving

MEDIA = "application/taxii+json;version=2.1"


@pytest.fixture
def rotterdam(ledger_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Node]:
    monkeypatch.setenv("QUAYWATCH_KEY", str(tmp_path / "rotterdam.key"))
    with Node.open(ledger_url, clock=Clock()) as opened:
        opened.describe(Description(name=ROTTERDAM, node=ROTTERDAM))
        opened.intake(filing(consignment("A1", NUMBERS[:2], consignee="ACME FRUIT BV")))
        settle(opened, outsider())
        yield opened


def inbox(address: str, key: str) -> Collection:
    server = Server(f"{address}/taxii2/", user=OUTSIDER, password=key)
    (found,) = [one for one in server.default.collections if one.can_write]
    return found


def post(address: str, key: str, *objects: Any) -> Status:
    with inbox(address, key) as collection:
        return collection.add_objects({"objects": list(objects)})


def told_of(node: Node, number: str) -> list[str]:
    """What the work list tells of a container by notices."""
    node.allied.follow()
    (line,) = [one for one in node.worklist().lines if one.equipment_number == number]
    return [title(one, "en") for one in line.strongest if one.kind is ReasonKind.NOTICE]


def test_what_an_outsider_writes_raises_a_box_a_little_and_says_that_nobody_signed_it(
    rotterdam: Node,
) -> None:
    key = rotterdam.allied.outsiders.new_key(OUTSIDER)
    with serving(create_app(rotterdam)) as address:
        status = post(address, key, foreign(1, NUMBERS[0]))
        assert (status.status, status.success_count, status.failure_count) == ("complete", 1, 0)
        assert Status(
            f"{address}/taxii2/root/status/{status.id}/", user=OUTSIDER, password=key
        ).success_count
        (told,) = told_of(rotterdam, NUMBERS[0])
    assert told.startswith(f"Is what {OUTSIDER} asks to look out for: the container (unsigned")
    assert not told_of(rotterdam, NUMBERS[1])
    (one,), _ = rotterdam.allied.inbox()
    assert one.sender == f"taxii:{OUTSIDER}"
    assert one.notice is not None
    assert one.notice.handling.purposes == BRINGS.purposes
    assert one.notice.handling.legal_basis == BRINGS.legal_basis


def test_what_cannot_be_taken_waits_with_its_place_and_what_came_with_it_goes_on(
    rotterdam: Node,
) -> None:
    key = rotterdam.allied.outsiders.new_key(OUTSIDER)
    telephone = foreign(3, "", pattern="[identity:x_telephone = '+593 4 000 0000']")
    with serving(create_app(rotterdam)) as address:
        status = post(
            address, key, foreign(1, NUMBERS[0]), {"type": "malware", "id": "m"}, telephone
        )
        assert (status.success_count, status.failure_count, status.pending_count) == (1, 2, 0)
        reasons = [one["message"] for one in status.failures]
    assert reasons == [
        "objects[1]: type: objects of type 'malware' are not read",
        "objects[2]: categories: the agreement does not cover person",
    ]
    waiting = rotterdam.allied.line.quarantined()
    assert [(one.sender, one.place, one.reason) for one in waiting] == [
        (f"taxii:{OUTSIDER}", 1, reasons[0]),
        (f"taxii:{OUTSIDER}", 2, reasons[1]),
    ]
    assert b"+593 4 000 0000" in waiting[1].data
    assert told_of(rotterdam, NUMBERS[0])


def test_it_comes_again_without_effect_is_changed_and_taken_back(rotterdam: Node) -> None:
    key = rotterdam.allied.outsiders.new_key(OUTSIDER)
    later = foreign(1, NUMBERS[1], modified="2026-02-02T08:00:00.000Z")
    with serving(create_app(rotterdam)) as address:
        for one in (foreign(1, NUMBERS[0]), foreign(1, NUMBERS[0]), later, later):
            assert post(address, key, one).failure_count == 0
        assert (told_of(rotterdam, NUMBERS[0]), len(told_of(rotterdam, NUMBERS[1]))) == ([], 1)
        assert len(rotterdam.allied.line.arrivals()) == 2
        with inbox(address, key) as collection:
            (mine,) = collection.get_objects(type="indicator")["objects"]
            assert NUMBERS[1] in mine["pattern"]
            collection.delete_object(mine["id"])
            (end,) = collection.get_objects(type="indicator")["objects"]
            assert end["revoked"]
        assert not told_of(rotterdam, NUMBERS[1])
        status = post(address, key, later)
        assert [one["message"] for one in status.failures] == [
            "objects[0]: it was taken back before"
        ]
    assert not rotterdam.allied.line.quarantined()


def test_a_collection_is_paged_and_too_much_at_once_is_refused_whole(rotterdam: Node) -> None:
    key = rotterdam.allied.outsiders.new_key(OUTSIDER)
    said = {"Authorization": f"Bearer {key}", "Content-Type": MEDIA, "Accept": MEDIA}
    with serving(create_app(rotterdam)) as address:
        post(address, key, *(foreign(number, NUMBERS[0]) for number in range(5)))
        at = f"{address}/taxii2/root/collections/inbox/objects/"
        names: list[str] = []
        query: dict[str, str] = {"limit": "2", "match[type]": "indicator"}
        while True:
            page = httpx.get(at, headers=said, params=query).json()
            names += [one["id"] for one in page["objects"]]
            if not page.get("more"):
                break
            query["next"] = page["next"]
        assert len(names) == len(set(names)) == 5
        assert httpx.post(at, headers=said, content=b" " * (8 * 2**20 + 1)).status_code == 413
        other = said | {"Content-Type": "application/json"}
        assert httpx.post(at, headers=other, content=b"{}").status_code == 415
        assert httpx.post(at, headers=said, content=b"[]").status_code == 422


def test_without_leave_to_bring_there_is_no_inbox(rotterdam: Node) -> None:
    key = rotterdam.allied.outsiders.new_key(OUTSIDER)
    settle(rotterdam, outsider(None))
    with serving(create_app(rotterdam)) as address:
        server = Server(f"{address}/taxii2/", user=OUTSIDER, password=key)
        assert [one.can_write for one in server.default.collections] == [False]
        said = {"Authorization": f"Bearer {key}", "Content-Type": MEDIA}
        at = f"{address}/taxii2/root/collections/inbox/objects/"
        assert httpx.post(at, headers=said, content=b"{}", timeout=90).status_code == 403
