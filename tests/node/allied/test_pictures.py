"""A scan of one port is looked at in another: fetched when wanted, gone when taken back."""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from quaywatch.alliance import Source
from quaywatch.alliance.accords import Topic
from quaywatch.alliance.bodies import ScanImage
from quaywatch.alliance.sealing import NotHere
from quaywatch.node import Node
from tests.node.allied import allies
from tests.node.allied.allies import ANTWERP, HANDLING, ROTTERDAM, Clock, carry
from tests.node.allied.meeting import Ends, meeting
from tests.node.making import DAY, NUMBERS

PICTURE = bytes(range(256)) * 6000
"""More than one piece of it."""


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[tuple[Ends, Ends]]:
    """Rotterdam, which has a scan, and Antwerp."""
    clock = Clock()
    with (
        allies.node(tmp_path, ROTTERDAM, clock) as rotterdam,
        allies.node(tmp_path, ANTWERP, clock) as antwerp,
    ):
        rotterdam.allied.original = lambda _: PICTURE
        with meeting(tmp_path, rotterdam, antwerp) as (one, other):
            yield one, other


def tell(node: Node, **handling: object) -> str:
    import msgspec

    body = ScanImage(
        container=NUMBERS[0],
        taken_at=DAY,
        at="NLRTM",
        format="hdf5",
        size=len(PICTURE),
        digest=sha256(PICTURE).hexdigest(),
    )
    handled = msgspec.structs.replace(HANDLING, **handling)
    life = node.allied.publish("scan/1", body, handled, Source(), actor="olga")
    node.allied.accords.confirm(Topic.NOTICE, life.name, actor="piet", seen=life.version)
    return f"{node.allied.node}/{life.name}"


def test_a_scan_comes_when_somebody_wants_to_look_and_not_before(pair) -> None:
    rotterdam, antwerp = pair[0].node, pair[1].node
    name = tell(rotterdam)
    carry(rotterdam, antwerp)
    pictures = antwerp.allied.pictures
    pair[1].go(rotterdam)
    assert pictures.state(name) == ("away", "")
    with pytest.raises(NotHere):
        pictures.opened(name, actor="olga")
    pictures.want(name, actor="olga")
    assert pictures.state(name) == ("coming", "")
    pair[1].go(rotterdam)
    assert pictures.state(name) == ("here", "")
    assert pictures.opened(name, actor="olga") == PICTURE
    ways = {one.way for one in rotterdam.allied.went()}
    assert ways == {"line", "scan"}


def test_what_is_taken_back_is_opened_by_nobody_any_more(pair) -> None:
    rotterdam, antwerp = pair[0].node, pair[1].node
    name = tell(rotterdam)
    carry(rotterdam, antwerp)
    antwerp.allied.pictures.want(name, actor="olga")
    pair[1].go(rotterdam)
    life = rotterdam.allied.accords.read(Topic.NOTICE, name.partition("/")[2])
    rotterdam.allied.accords.end(Topic.NOTICE, life.name, "wrong", actor="o", seen=life.version)
    carry(rotterdam, antwerp)
    assert antwerp.allied.pictures.state(name) == ("", "")
    with pytest.raises(NotHere):
        antwerp.allied.pictures.opened(name, actor="olga")


def test_the_policy_is_asked_again_when_a_partner_comes_to_fetch(pair) -> None:
    rotterdam, antwerp = pair[0].node, pair[1].node
    name = tell(rotterdam)
    carry(rotterdam, antwerp)
    life = rotterdam.allied.accords.read(Topic.NOTICE, name.partition("/")[2])
    rotterdam.allied.accords.suspend(
        Topic.NOTICE, life.name, "a doubt", actor="o", seen=life.version
    )
    antwerp.allied.pictures.want(name, actor="olga")
    pair[1].go(rotterdam)
    state, why = antwerp.allied.pictures.state(name)
    assert state == "refused"
    assert why == "there is no such scan for this partner"
