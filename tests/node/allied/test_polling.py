"""A partner's own collection is read on from where it was left, and what it holds is unsigned."""

from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from quaywatch.alliance.accords import Topic
from quaywatch.api.app import create_app
from quaywatch.node import Node
from quaywatch.node.allied.bringing.door import NothingAgreed
from tests.node.allied import allies
from tests.node.allied.allies import ANTWERP, ROTTERDAM, Clock, agree, agreement
from tests.node.allied.bringing import BRINGS, outsider, settle
from tests.node.allied.test_readers import publish
from tests.web.serving import serving


@pytest.fixture
def nodes(tmp_path: Path) -> Iterator[tuple[Node, Node]]:
    """Rotterdam, which reads, and Antwerp, of which it knows a collection and no line."""
    clock = Clock()
    with (
        allies.node(tmp_path, ROTTERDAM, clock) as rotterdam,
        allies.node(tmp_path, ANTWERP, clock) as antwerp,
    ):
        agree(antwerp, agreement(rotterdam))
        yield rotterdam, antwerp


def clock_of(node: Node) -> Clock:
    assert isinstance(node.now, Clock)
    return node.now


def asked_with(antwerp: Node) -> str:
    key = antwerp.allied.outsiders.new_key(ROTTERDAM)
    return f"Basic {b64encode(f'{ROTTERDAM}:{key}'.encode()).decode()}"


def test_what_is_new_is_read_and_what_is_taken_back_goes(nodes: tuple[Node, Node]) -> None:
    rotterdam, antwerp = nodes
    publish(antwerp, 0)
    with serving(create_app(antwerp)) as address:
        collection = f"{address}/taxii2/root/collections/shared/"
        settle(rotterdam, outsider(msgspec.structs.replace(BRINGS, collection=collection), ANTWERP))
        polling = rotterdam.allied.brought.polling
        assert polling.due() == [ANTWERP]
        assert "401" in polling.read(ANTWERP).trouble
        polling.key(ANTWERP, asked_with(antwerp))
        first = polling.read(ANTWERP)
        assert (first.came, first.refused, first.trouble) == (1, 0, "")
        assert not polling.due()
        name = publish(antwerp, 1)
        assert [polling.read(ANTWERP).came for _ in range(2)] == [1, 0]
        clock_of(antwerp).on(1 / 24)
        antwerp.allied.accords.end(Topic.NOTICE, name, "a mistake", actor="olga", seen=2)
        assert polling.read(ANTWERP).came == 1
    rotterdam.allied.follow()
    found, _ = rotterdam.allied.inbox()
    assert sorted((one.sender, one.gone) for one in found) == [
        (f"poll:{ANTWERP}", ""),
        (f"poll:{ANTWERP}", "withdrawn"),
    ]


def test_a_server_that_does_not_answer_loses_nothing_and_is_told(nodes: tuple[Node, Node]) -> None:
    rotterdam, _ = nodes
    brings = msgspec.structs.replace(BRINGS, collection="http://127.0.0.1:9/collections/1/")
    settle(rotterdam, outsider(brings, ANTWERP))
    told = rotterdam.allied.brought.polling.read(ANTWERP)
    assert told.trouble
    assert rotterdam.allied.brought.polling.last() == [told]


def test_without_an_agreement_that_names_it_nothing_is_asked(nodes: tuple[Node, Node]) -> None:
    rotterdam, _ = nodes
    for one in (None, BRINGS):
        settle(rotterdam, outsider(one, ANTWERP))
        with pytest.raises(NothingAgreed):
            rotterdam.allied.brought.polling.read(ANTWERP)
        with pytest.raises(NothingAgreed):
            rotterdam.allied.brought.polling.key(ANTWERP, "Bearer x")
    assert not rotterdam.allied.brought.polling.due()
