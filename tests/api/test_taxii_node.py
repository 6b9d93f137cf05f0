"""Over real sockets a partner's own tools read what the node lets it have, and nothing else."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import msgspec
import pytest
import requests
from taxii2client.v21 import Server

from quaywatch.alliance.accords import Agreement, Topic
from quaywatch.alliance.stix import notice_of
from quaywatch.alliance.transport import certificate_at
from quaywatch.api.app import create_app
from quaywatch.api.tls import fingerprint_of_file
from quaywatch.node import Node
from tests.node.allied import allies
from tests.node.allied.allies import ANTWERP, HANDLING, ROTTERDAM, Clock, agree, agreement, find
from tests.node.making import NUMBERS, consignment, filing
from tests.web.serving import serving


@pytest.fixture
def rotterdam(tmp_path: Path) -> Iterator[Node]:
    clock = Clock()
    with (
        allies.node(tmp_path, ROTTERDAM, clock) as opened,
        allies.node(tmp_path, ANTWERP, clock) as other,
    ):
        opened.intake(filing(consignment("BL1", NUMBERS[:1], consignee="ACME FRUIT B.V.")))
        agree(opened, agreement(other))
        yield opened


def publish(node: Node) -> str:
    box = node.worklist().lines[0].box_id
    find(node, box)
    life = node.allied.publish_find(box, HANDLING, actor="olga")
    node.allied.accords.confirm(Topic.NOTICE, life.name, actor="piet", seen=life.version)
    return life.name


def incidents(address: str, key: str) -> list[dict[str, object]]:
    with Server(f"{address}/taxii2/", user=ANTWERP, password=key) as server:
        (shared,) = server.default.collections
        return list(shared.get_objects(type="incident").get("objects", []))


def test_a_find_that_two_people_shared_is_read_with_each_decision_on_record(
    rotterdam: Node,
) -> None:
    key = rotterdam.allied.outsiders.new_key(ANTWERP)
    with serving(create_app(rotterdam)) as address:
        assert not incidents(address, key)
        name = publish(rotterdam)
        (found,) = incidents(address, key)
        notice = notice_of(found)
        assert notice is not None
        assert (notice.id, notice.origin) == (name, ROTTERDAM)
        went = [one for one in rotterdam.allied.line.egress() if one.way == "taxii"]
        assert [(one.partner, one.id, one.allowed) for one in went] == [(ANTWERP, name, True)]


def test_what_is_withdrawn_is_told_revoked_and_what_is_stopped_too(rotterdam: Node) -> None:
    key = rotterdam.allied.outsiders.new_key(ANTWERP)
    name = publish(rotterdam)
    accords = rotterdam.allied.accords
    with serving(create_app(rotterdam)) as address:
        assert len(incidents(address, key)) == 1
        life = accords.read(Topic.NOTICE, name)
        accords.end(Topic.NOTICE, name, "a mistake", actor="olga", seen=life.version)
        (gone,) = incidents(address, key)
        assert gone["revoked"]
        assert "ACME" not in str(gone)


def test_without_an_agreement_in_force_or_with_another_key_nobody_is_let_in(
    rotterdam: Node,
) -> None:
    outsiders = rotterdam.allied.outsiders
    key = outsiders.new_key(ANTWERP)
    with pytest.raises(ValueError, match="no agreement"):
        outsiders.new_key("stranger.example")
    with serving(create_app(rotterdam)) as address:
        incidents(address, key)
        with pytest.raises(requests.HTTPError):
            incidents(address, "guessed")
        life = rotterdam.allied.accords.read(Topic.PARTNER, ANTWERP)
        rotterdam.allied.accords.suspend(
            Topic.PARTNER, ANTWERP, "talks", actor="anna", seen=life.version
        )
        with pytest.raises(requests.HTTPError):
            incidents(address, key)


def test_the_certificate_of_an_agreement_in_force_lets_its_partner_in_and_no_other_does(
    rotterdam: Node, tmp_path: Path
) -> None:
    mine, shared = (
        certificate_at(ANTWERP, tmp_path / "tls" / one)[0].read_text() for one in ("1", "2")
    )
    outsiders, accords = rotterdam.allied.outsiders, rotterdam.allied.accords
    key = outsiders.new_key(ANTWERP)
    life = accords.read(Topic.PARTNER, ANTWERP)
    settled = life.in_force
    assert isinstance(settled, Agreement)
    assert outsiders.partner("", fingerprint_of_file(mine)) is None
    agree(rotterdam, msgspec.structs.replace(settled, certificate=mine))
    assert outsiders.partner("", fingerprint_of_file(mine)) == ANTWERP
    assert outsiders.partner("", fingerprint_of_file(shared)) is None
    assert outsiders.partner("", "") is None, "a partner without one is nobody without a key"
    assert outsiders.partner("Bearer wrong", fingerprint_of_file(mine)) is None
    assert outsiders.partner(f"Bearer {key}", fingerprint_of_file(shared)) == ANTWERP
    for_two = msgspec.structs.replace(settled, node="other.example", certificate=mine)
    agree(rotterdam, for_two)
    assert outsiders.partner("", fingerprint_of_file(mine)) is None, "it could be either"
    for name in ("other.example", ANTWERP):
        life = accords.read(Topic.PARTNER, name)
        accords.suspend(Topic.PARTNER, name, "a doubt", actor="olga", seen=life.version)
    assert outsiders.partner("", fingerprint_of_file(mine)) is None


def test_a_closed_key_opens_nothing_and_nobody_writes_here(rotterdam: Node) -> None:
    key = rotterdam.allied.outsiders.new_key(ANTWERP)
    said = {"Authorization": f"Bearer {key}", "Content-Type": "application/taxii+json;version=2.1"}
    with serving(create_app(rotterdam)) as address:
        at = f"{address}/taxii2/root/collections/inbox/objects/"
        assert httpx.post(at, headers=said, content=b"{}", timeout=90).status_code == 403
        assert rotterdam.allied.outsiders.close(ANTWERP) == 1
        assert httpx.post(at, headers=said, content=b"{}", timeout=90).status_code == 401
