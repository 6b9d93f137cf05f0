"""An assessment goes from one node to another whose people have settled whose key signs it."""

from collections.abc import Iterator
from contextlib import ExitStack
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from quaywatch.alliance.accords import Topic
from quaywatch.node import Node
from quaywatch.norms import State
from quaywatch.norms.faults import Unreadable
from quaywatch.norms.handover import Tampered, UnknownSigner
from quaywatch.norms.life import Refused
from tests.node.allied.allies import ANTWERP, ROTTERDAM, Clock, agree, agreement, node
from tests.node.making import DAY
from tests.node.norms.assessing import BOB, KIM, SCAN, TODAY, answered, planned, seen


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def two(tmp_path: Path, clock: Clock) -> Iterator[tuple[Node, Node]]:
    """Antwerp, which assesses itself, and Rotterdam."""
    with ExitStack() as stack:
        yield (
            stack.enter_context(node(tmp_path, ANTWERP, clock)),
            stack.enter_context(node(tmp_path, ROTTERDAM, clock)),
        )


def handed(antwerp: Node) -> bytes:
    name = planned(antwerp).id
    answered(antwerp, name)
    antwerp.norms.desk.confirm(name, SCAN, BOB, seen(antwerp, name))
    return antwerp.norms.exchange.handover(name)


def reasons(at: Node) -> list[str]:
    return [each.reasons[0].partition(":")[0] for each in at.quarantine()]


def test_of_a_stranger_nothing_is_taken_and_its_document_lies_in_quarantine(
    two: tuple[Node, Node],
) -> None:
    antwerp, rotterdam = two
    with pytest.raises(UnknownSigner, match="is none of antwerp"):
        rotterdam.norms.exchange.receive(handed(antwerp), KIM)
    assert rotterdam.norms.standings.matrix(TODAY).ports == ()
    assert reasons(rotterdam) == ["handover.unknown-signer"]


def test_of_a_partner_it_is_taken_as_its_people_said_it(two: tuple[Node, Node]) -> None:
    antwerp, rotterdam = two
    agree(rotterdam, agreement(antwerp))
    made = rotterdam.norms.exchange.receive(handed(antwerp), KIM)
    assert (made.origin, made.stated[SCAN].answer.said) == (ANTWERP, 3)
    (view,) = rotterdam.norms.standings.matrix(TODAY).ports
    (place,) = (one for one in view.places if one.standing.requirement == SCAN)
    assert place.standing.state is State.MET
    assert reasons(rotterdam) == []


def test_an_agreement_that_is_suspended_vouches_for_nobody(two: tuple[Node, Node]) -> None:
    antwerp, rotterdam = two
    agree(rotterdam, agreement(antwerp))
    life = rotterdam.allied.accords.read(Topic.PARTNER, ANTWERP)
    rotterdam.allied.accords.suspend(
        Topic.PARTNER, ANTWERP, "key lost", actor="carla", seen=life.version
    )
    with pytest.raises(UnknownSigner):
        rotterdam.norms.exchange.receive(handed(antwerp), KIM)


def test_an_agreement_that_is_over_vouches_for_nobody(two: tuple[Node, Node], clock: Clock) -> None:
    antwerp, rotterdam = two
    agree(rotterdam, agreement(antwerp, until=clock.at.date()))
    archive = handed(antwerp)
    clock.on(1)
    with pytest.raises(UnknownSigner):
        rotterdam.norms.exchange.receive(archive, KIM)


def test_a_key_that_was_revoked_on_the_line_counts_no_more(two: tuple[Node, Node]) -> None:
    antwerp, rotterdam = two
    agree(rotterdam, agreement(antwerp))
    key = bytes.fromhex(antwerp.allied.key())
    rotterdam.allied.line.peers.revoke(ANTWERP, key, DAY)
    with pytest.raises(UnknownSigner):
        rotterdam.norms.exchange.receive(handed(antwerp), KIM)


def test_what_was_changed_on_the_way_lies_in_quarantine(two: tuple[Node, Node]) -> None:
    antwerp, rotterdam = two
    agree(rotterdam, agreement(antwerp))
    archive = handed(antwerp)
    with pytest.raises(Tampered):
        rotterdam.norms.exchange.receive(praised(archive), KIM)
    with pytest.raises(Unreadable):
        rotterdam.norms.exchange.receive(archive[:500], KIM)
    assert reasons(rotterdam) == ["handover.unreadable", "handover.tampered"]
    assert rotterdam.norms.standings.matrix(TODAY).ports == ()


def test_only_the_node_where_it_was_made_signs_it(two: tuple[Node, Node]) -> None:
    antwerp, rotterdam = two
    agree(rotterdam, agreement(antwerp))
    made = rotterdam.norms.exchange.receive(handed(antwerp), KIM)
    with pytest.raises(Refused, match="antwerp"):
        rotterdam.norms.exchange.handover(made.id)


def praised(archive: bytes) -> bytes:
    """Say better of the port than was signed."""
    out = BytesIO()
    with ZipFile(BytesIO(archive)) as before, ZipFile(out, "w", ZIP_DEFLATED) as after:
        for name in before.namelist():
            after.writestr(name, before.read(name).replace(b"so it is", b"so it was"))
    return out.getvalue()
