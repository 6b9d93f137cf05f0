"""Models and profiles go to partners under policy, and count where a second person says so."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from quaywatch.alliance.accords import PolicyText, Topic
from quaywatch.alliance.packages import BadPackage, Gone, NoPackage, State, receipt
from quaywatch.alliance.packages.package import Header, Signed, checked, sign
from quaywatch.alliance.policy import Policy
from quaywatch.alliance.transport import TurnedAway
from quaywatch.node import Node
from quaywatch.node.allied.packages import room
from quaywatch.node.allied.packages.facts import PACKAGE, PackageStep
from quaywatch.node.allied.packages.trying import ModelTried, ProfileTried
from quaywatch.risk.life import ModelKind, Refusal, Refused, Stage
from quaywatch.rules.profile import Profile
from tests.api.profile_texts import text
from tests.node.allied import allies
from tests.node.allied.allies import ANTWERP, HANDLING, ROTTERDAM, Clock
from tests.node.allied.meeting import Ends, meeting
from tests.node.teaching import taught

TEXTS = ("Bananas of Guayas", "Made of 40 inspections; says nothing of reefers.")
PROFILE = msgspec.convert(text() | {"version": 1, "author": "olga", "ends": "2026-12-31"}, Profile)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def pair(tmp_path: Path, clock: Clock) -> Iterator[tuple[Ends, Ends]]:
    """Rotterdam, which has something, and Antwerp; both with inspections behind them."""
    with (
        allies.node(tmp_path, ROTTERDAM, clock) as rotterdam,
        allies.node(tmp_path, ANTWERP, clock) as antwerp,
    ):
        for one in (rotterdam, antwerp):
            taught(one, first=100)
        with meeting(tmp_path, rotterdam, antwerp) as (one, other):
            yield one, other


def offer(node: Node, kind: str, of: str, **handling: object) -> str:
    handled = msgspec.structs.replace(HANDLING, **handling)
    life = node.allied.offer("bananas", kind, of, TEXTS, handled, actor="olga")
    node.allied.accords.confirm(Topic.PACKAGE, life.name, actor="piet", seen=life.version)
    return f"{node.allied.node}/bananas/{life.version}"


def packages(node: Node) -> list[tuple[str, State]]:
    return [(one.id, one.state) for one in node.allied.packages.all()]


def test_a_model_is_tried_on_the_own_outcomes_and_lives_the_life_of_an_own_one(pair) -> None:
    rotterdam, antwerp = pair[0].node, pair[1].node
    model = rotterdam.models.train(ModelKind.ADDITIVE, actor="olga")
    package = offer(rotterdam, "model", model.model_id)
    pair[1].go(rotterdam)
    room = antwerp.allied.packages
    assert packages(antwerp) == [(package, State.WAITING)]
    with pytest.raises(NoPackage, match="tried"):
        room.take(package, actor="anna")
    told = msgspec.json.decode(room.try_(package, actor="anna").figures, type=ModelTried)
    assert told.compared.rows == 40
    assert told.compared.auc.low <= told.compared.auc.value <= told.compared.auc.high
    assert told.same_inputs
    name = room.take(package, actor="anna")
    life = antwerp.models.read(name).life
    assert life.stage is Stage.TRAINED
    assert life.trained is not None
    assert ROTTERDAM in life.trained.card
    assert antwerp.models.verify(name) == ""
    antwerp.models.shadow(name, actor="anna", seen=1)
    antwerp.models.backtest(name, actor="anna", seen=2)
    antwerp.models.propose(name, actor="anna", seen=3)
    with pytest.raises(Refused) as refused:
        antwerp.models.approve(name, actor="anna", seen=4)
    assert refused.value.code is Refusal.FOUR_EYES
    assert antwerp.models.approve(name, actor="bob", seen=4).stage is Stage.APPROVED
    (went,) = rotterdam.allied.went()
    assert (went.partner, went.way, went.allowed) == (ANTWERP, "package", True)


def test_a_profile_is_tried_and_begins_as_a_draft(pair) -> None:
    rotterdam, antwerp = pair[0].node, pair[1].node
    rotterdam.profiles.draft(PROFILE, actor="olga", seen=0)
    package = offer(rotterdam, "profile", "mine")
    pair[1].go(rotterdam)
    room = antwerp.allied.packages
    told = msgspec.json.decode(room.try_(package, actor="anna").figures, type=ProfileTried)
    assert (told.tests, told.failed) == (2, ())
    assert room.take(package, actor="anna") == "mine"
    life = antwerp.profiles.read("mine").life
    assert (life.stage.value, life.live) == ("drafted", None)
    assert life.draft is not None
    assert life.draft.source.startswith(ROTTERDAM)
    assert packages(antwerp) == [(package, State.TAKEN)]


def test_nobody_is_told_of_a_package_that_the_policy_would_not_send(pair) -> None:
    rotterdam, antwerp = pair[0].node, pair[1].node
    rotterdam.profiles.draft(PROFILE, actor="olga", seen=0)
    offer(rotterdam, "profile", "mine", audience=frozenset({"hamburg.example"}))
    pair[1].go(rotterdam)
    assert packages(antwerp) == []
    assert rotterdam.allied.went() == []


def test_what_is_offered_no_more_is_gone_where_it_waits(pair, clock: Clock) -> None:
    rotterdam, antwerp = pair[0].node, pair[1].node
    rotterdam.profiles.draft(PROFILE, actor="olga", seen=0)
    package = offer(rotterdam, "profile", "mine")
    pair[1].go(rotterdam)
    accords = rotterdam.allied.accords
    accords.propose(PolicyText(text=Policy.default().text), actor="anna", seen=0)
    accords.confirm(Topic.POLICY, "sharing", actor="bram", seen=1)
    accords.suspend(Topic.POLICY, "sharing", "a leak", actor="bram", seen=2)
    clock.on(1)
    pair[1].go(rotterdam)
    (one,) = antwerp.allied.packages.all()
    assert (one.id, one.state, one.content) == (package, State.WITHDRAWN, b"")
    # Its holder signs that it is gone, once, and its origin keeps that.
    ((key, holders),) = rotterdam.allied.packages.receipts().items()
    assert (key, list(holders)) == (("bananas", 1), [ANTWERP])
    clock.on(1)
    pair[1].go(rotterdam)
    steps = [
        msgspec.json.decode(event.payload, type=PackageStep)
        for event in rotterdam.ledger.read(kinds=[PACKAGE])
    ]
    assert [(step.package, step.what) for step in steps] == [(package, "gone")]


def test_what_waits_is_deleted_when_its_time_is_over_though_its_origin_cannot_be_reached(
    pair, clock: Clock
) -> None:
    rotterdam, antwerp = pair[0].node, pair[1].node
    rotterdam.profiles.draft(PROFILE, actor="olga", seen=0)
    offer(rotterdam, "profile", "mine")
    pair[1].go(rotterdam)
    clock.on((HANDLING.retain_until - clock().date()).days)
    antwerp.allied.rounds()
    assert antwerp.allied.packages.all()[0].content != b""
    clock.on(1)
    antwerp.allied.rounds()
    (one,) = antwerp.allied.packages.all()
    assert (one.state, one.content) == (State.WITHDRAWN, b"")
    assert rotterdam.allied.packages.receipts() == {}
    pair[1].go(rotterdam)
    assert list(rotterdam.allied.packages.receipts()) == [("bananas", 1)]


def test_a_receipt_counts_of_whom_a_package_was_handed_to_and_as_it_signed_it(
    pair, clock: Clock
) -> None:
    rotterdam, antwerp = pair[0].node, pair[1].node
    rotterdam.profiles.draft(PROFILE, actor="olga", seen=0)
    offer(rotterdam, "profile", "mine")
    pair[1].go(rotterdam)
    (one,) = antwerp.allied.packages.all()
    desk = rotterdam.allied.packages.desk

    def told(header: Header, holder: str, node: Node) -> bytes:
        key = node.allied.signing()
        with antwerp.ledger.transaction() as transaction:
            receipt.owe(transaction.connection, header, holder, key, clock())
            last = receipt.owed(transaction.connection, header.origin)[-1]
        return desk(ANTWERP, msgspec.msgpack.encode(Gone(receipts=(last,))))

    for header, holder, node in (
        (msgspec.structs.replace(one.header, version=2), ANTWERP, antwerp),
        (msgspec.structs.replace(one.header, version=3), ANTWERP, rotterdam),
        (msgspec.structs.replace(one.header, version=4), "hamburg.example", antwerp),
    ):
        with pytest.raises(TurnedAway):
            told(header, holder, node)
    assert rotterdam.allied.packages.receipts() == {}
    with antwerp.ledger.transaction() as transaction:
        receipt.told(
            transaction.connection, ROTTERDAM, receipt.owed(transaction.connection, ROTTERDAM)
        )
    told(one.header, ANTWERP, antwerp)
    assert list(rotterdam.allied.packages.receipts()) == [("bananas", 1)]


def test_who_changes_it_becomes_a_further_version_by_two_people(pair, clock: Clock) -> None:
    rotterdam, antwerp = pair[0].node, pair[1].node
    rotterdam.profiles.draft(PROFILE, actor="olga", seen=0)
    offer(rotterdam, "profile", "mine")
    pair[1].go(rotterdam)
    life = rotterdam.allied.offer("bananas", "profile", "mine", TEXTS, HANDLING, actor="olga")
    clock.on(1)
    pair[1].go(rotterdam)
    assert len(packages(antwerp)) == 1
    rotterdam.allied.accords.confirm(Topic.PACKAGE, "bananas", actor="piet", seen=life.version)
    clock.on(1)
    pair[1].go(rotterdam)
    assert [one.header.version for one in antwerp.allied.packages.all()] == [2, 1]


def test_what_its_origin_did_not_sign_is_no_package(pair) -> None:
    rotterdam, antwerp = pair[0].node, pair[1].node
    rotterdam.profiles.draft(PROFILE, actor="olga", seen=0)
    offer(rotterdam, "profile", "mine")
    pair[1].go(rotterdam)
    (one,) = antwerp.allied.packages.all()
    other, own = antwerp.allied.signing(), rotterdam.allied.signing().public_key()
    with pytest.raises(BadPackage, match="not signed"):
        checked(sign(one.header, other), ROTTERDAM, [own])
    with pytest.raises(BadPackage, match="came from"):
        checked(sign(one.header, rotterdam.allied.signing()), ANTWERP, [own])
    assert isinstance(one.header, Header)


def test_what_is_of_a_kind_not_known_here_holds_up_no_other(
    pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    rotterdam, antwerp = pair[0].node, pair[1].node
    rotterdam.profiles.draft(PROFILE, actor="olga", seen=0)
    offer(rotterdam, "profile", "mine")
    desk = rotterdam.allied.packages.desk
    listed = desk._listed

    def with_another(partner: str) -> list[Signed]:
        known = listed(partner)
        later = msgspec.msgpack.decode(known[0].said) | {"name": "berries", "kind": "of-tomorrow"}
        return [sign(later, rotterdam.allied.signing()), *known]

    monkeypatch.setattr(desk, "_listed", with_another)
    with pytest.raises(BadPackage, match="of-tomorrow"):
        pair[1].go(rotterdam)
    assert [one.header.name for one in antwerp.allied.packages.all()] == ["bananas"]


def test_two_threads_that_let_go_of_one_package_owe_one_receipt(
    pair, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    rotterdam, antwerp = pair[0].node, pair[1].node
    rotterdam.profiles.draft(PROFILE, actor="olga", seen=0)
    offer(rotterdam, "profile", "mine")
    pair[1].go(rotterdam)
    seen_before = antwerp.allied.packages.all()
    monkeypatch.setattr(room, "waiting", lambda _: seen_before)
    clock.on((HANDLING.retain_until - clock().date()).days + 1)
    for _ in range(2):
        antwerp.allied.packages.tick()
    with antwerp.ledger.engine.connect() as connection:
        assert len(receipt.owed(connection, ROTTERDAM)) == 1
