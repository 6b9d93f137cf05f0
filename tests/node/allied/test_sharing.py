"""A find at one port raises boxes at another, as far as its owner lets it, and no longer."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import msgspec
import pytest

from quaywatch.alliance import Purpose, Source, Tlp
from quaywatch.alliance.accords import PolicyText, Refusal, Refused, Region, Stage, Topic
from quaywatch.alliance.bodies import Feedback, Indicator, Seen, Verdict
from quaywatch.alliance.handling import Accuracy, Reliability
from quaywatch.alliance.policy import BadPolicy, Category, Policy
from quaywatch.cargo import ReasonKind
from quaywatch.node import Node, UnknownNotice
from quaywatch.risk import text
from tests.node.allied import allies
from tests.node.allied.allies import (
    ANTWERP,
    HANDLING,
    OVERSEAS,
    ROTTERDAM,
    Clock,
    agree,
    agreement,
    carry,
    find,
    order,
)
from tests.node.making import NUMBERS, consignment, filing
from tests.node.tables import contents

SURE = Source(reliability=Reliability.ALWAYS, accuracy=Accuracy.CERTAIN)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def rotterdam(tmp_path: Path, clock: Clock) -> Iterator[Node]:
    with allies.node(tmp_path, ROTTERDAM, clock) as opened:
        opened.intake(filing(consignment("BL1", NUMBERS[:1], consignee="ACME FRUIT B.V.")))
        yield opened


@pytest.fixture
def antwerp(tmp_path: Path, clock: Clock) -> Iterator[Node]:
    with allies.node(tmp_path, ANTWERP, clock) as opened:
        opened.intake(
            filing(
                consignment("A1", NUMBERS[10:11], consignee="Acme Fruit BV", port="COCTG"),
                consignment("A2", NUMBERS[11:12], consignee="OTHER NV", port="BRSSZ"),
            )
        )
        yield opened


@pytest.fixture
def pair(rotterdam: Node, antwerp: Node) -> tuple[Node, Node]:
    agree(rotterdam, agreement(antwerp))
    agree(antwerp, agreement(rotterdam))
    return rotterdam, antwerp


def the_box(node: Node) -> str:
    return node.worklist().lines[0].box_id


def probability(node: Node, reference: str) -> float:
    return next(line.probability for line in node.worklist().lines if line.reference == reference)


def shared(rotterdam: Node, antwerp: Node, **more: object) -> str:
    """Find something, publish it to Antwerp by two people, carry it there; return its name."""
    box = the_box(rotterdam)
    if rotterdam.dossier(box, "olga").dossier.record.outcome is None:
        find(rotterdam, box)
    handling = msgspec.structs.replace(HANDLING, **more)
    life = rotterdam.allied.publish_find(box, handling, actor="olga")
    life = rotterdam.allied.accords.confirm(
        Topic.NOTICE, life.name, actor="piet", seen=life.version
    )
    carry(rotterdam, antwerp)
    return f"{ROTTERDAM}/{life.name}"


def test_a_find_raises_who_shares_its_consignee_and_says_so(pair: tuple[Node, Node]) -> None:
    rotterdam, antwerp = pair
    before = probability(antwerp, "A1"), probability(antwerp, "A2")
    shared(rotterdam, antwerp)
    line = antwerp.worklist().lines[0]
    assert (line.reference, line.rank) == ("A1", 1)
    assert line.probability > before[0]
    # The consignor alone, which both share, weighs less than consignor and consignee.
    assert before[1] < probability(antwerp, "A2") < line.probability
    reason = line.strongest[0]
    assert reason.kind is ReasonKind.NOTICE
    assert "party" in reason.values["clues"]
    told = [text(reason, language) for language in ("en", "fr", "nl", "es")]
    assert all(ROTTERDAM in each for each in told)
    assert len(set(told)) == 4
    view = antwerp.dossier(line.box_id, "olga")
    assert view.dossier.reasons[0] == reason
    total = sum(one.contribution for one in view.dossier.reasons)
    assert view.dossier.log_odds == pytest.approx(total)


def test_what_is_filed_afterwards_is_raised_as_well(pair: tuple[Node, Node]) -> None:
    rotterdam, antwerp = pair
    shared(rotterdam, antwerp)
    antwerp.intake(filing(consignment("A3", NUMBERS[12:13], consignee="ACME FRUIT", port="COCTG")))
    later = next(line for line in antwerp.worklist().lines if line.reference == "A3")
    assert later.strongest[0].kind is ReasonKind.NOTICE


def test_what_is_for_the_persons_addressed_alone_raises_without_a_name(
    pair: tuple[Node, Node],
) -> None:
    rotterdam, antwerp = pair
    name = shared(rotterdam, antwerp, tlp=Tlp.RED, audience=frozenset({ANTWERP}))
    reason = antwerp.worklist().lines[0].strongest[0]
    assert reason.kind is ReasonKind.NOTICE
    assert ROTTERDAM not in text(reason, "en")
    assert "an ally" in text(reason, "en")
    assert set(reason.values) == {"clues"}
    (veiled,), _ = antwerp.allied.inbox()
    assert (veiled.notice, veiled.name, veiled.sender) == (None, "", "")
    with pytest.raises(UnknownNotice):
        antwerp.allied.read(name, actor="olga")
    assert antwerp.allied.read(name, actor="anna", red=True).notice is not None


def test_what_may_not_be_used_for_choosing_boxes_raises_none(pair: tuple[Node, Node]) -> None:
    rotterdam, antwerp = pair
    before = probability(antwerp, "A1")
    shared(rotterdam, antwerp, purposes=frozenset({Purpose.STATISTICS}))
    assert probability(antwerp, "A1") == before
    assert antwerp.allied.inbox()[1] == 1


def test_what_is_withdrawn_raises_nobody_any_more(pair: tuple[Node, Node]) -> None:
    rotterdam, antwerp = pair
    before = probability(antwerp, "A1")
    name = shared(rotterdam, antwerp)
    take_back(rotterdam, name)
    carry(rotterdam, antwerp)
    assert probability(antwerp, "A1") == pytest.approx(before)
    (gone,), _ = antwerp.allied.inbox()
    assert (gone.gone, gone.notice) == ("withdrawn", None)
    carry(antwerp, rotterdam)
    assert all(went.deleted_at is not None for went in rotterdam.allied.went(name))


@pytest.mark.parametrize("notes", [True, False])
def test_who_was_let_read_why_it_is_withdrawn_is_on_record(
    rotterdam: Node, antwerp: Node, *, notes: bool
) -> None:
    categories = frozenset(Category) if notes else frozenset(Category) - {Category.CASE}
    agree(rotterdam, agreement(antwerp, categories=categories))
    agree(antwerp, agreement(rotterdam))
    name = shared(rotterdam, antwerp)
    take_back(rotterdam, name)
    words, notice = rotterdam.allied.went(name)
    assert (words.version, words.allowed, words.way) == (2, notes, "line" if notes else "")
    assert (notice.version, notice.allowed) == (1, True)
    assert {one.allowed for one in words.decisions if one.category is Category.CASE} == {notes}


def take_back(node: Node, name: str) -> None:
    life = node.allied.accords.read(Topic.NOTICE, name.partition("/")[2])
    node.allied.accords.end(Topic.NOTICE, life.name, "a mistake", actor="olga", seen=life.version)


def test_it_fades_and_false_alarms_lower_it(pair: tuple[Node, Node], clock: Clock) -> None:
    rotterdam, antwerp = pair
    before = probability(antwerp, "A1")
    name = shared(rotterdam, antwerp)
    fresh = probability(antwerp, "A1")
    clock.on(60)
    antwerp.allied.fade()
    faded = probability(antwerp, "A1")
    assert before < faded < fresh
    (standing,), _ = antwerp.allied.inbox()
    assert standing.strength == pytest.approx(0.5, abs=0.02)
    said = Feedback(of=f"seizure/{name.partition('/')[2]}", verdict=Verdict.FALSE)
    life = antwerp.allied.publish("feedback/1", said, HANDLING, SURE, actor="olga")
    antwerp.allied.accords.confirm(Topic.NOTICE, life.name, actor="piet", seen=life.version)
    assert probability(antwerp, "A1") < faded
    clock.on(400)
    antwerp.allied.fade()
    assert probability(antwerp, "A1") == pytest.approx(before)


def test_an_indicator_asks_for_all_it_names(pair: tuple[Node, Node]) -> None:
    rotterdam, antwerp = pair
    before = probability(antwerp, "A1")
    wanted = Indicator(
        what=Seen.PARTY,
        value="ACME FRUIT",
        together=((Seen.ROUTE, "ECGYE>*>BEANR"), (Seen.HEADING, "0803")),
    )
    for number, body in enumerate(
        (wanted, msgspec.structs.replace(wanted, together=((Seen.CONTAINER, NUMBERS[10]),)))
    ):
        life = rotterdam.allied.publish(f"i/{number}", body, HANDLING, SURE, actor="olga")
        rotterdam.allied.accords.confirm(Topic.NOTICE, life.name, actor="piet", seen=life.version)
        carry(rotterdam, antwerp)
        raised = probability(antwerp, "A1") > before
        assert raised == (number == 1)


def test_tables_made_anew_are_the_same(pair: tuple[Node, Node], clock: Clock) -> None:
    rotterdam, antwerp = pair
    shared(rotterdam, antwerp)
    clock.on(30)
    antwerp.allied.fade()
    before = contents(antwerp)
    antwerp.rebuild()
    assert contents(antwerp) == before


def test_two_people_share_and_one_may_stop_it(pair: tuple[Node, Node]) -> None:
    rotterdam, antwerp = pair
    find(rotterdam, the_box(rotterdam))
    life = rotterdam.allied.publish_find(the_box(rotterdam), HANDLING, actor="olga")
    assert life.stage is Stage.PROPOSED
    assert carry(rotterdam, antwerp) == 0
    with pytest.raises(Refused) as refused:
        rotterdam.allied.accords.confirm(Topic.NOTICE, life.name, actor="Olga ", seen=1)
    assert refused.value.code is Refusal.FOUR_EYES


def test_a_standing_order_lets_one_person_share_what_it_covers(pair: tuple[Node, Node]) -> None:
    rotterdam, antwerp = pair
    order(rotterdam, ANTWERP)
    find(rotterdam, the_box(rotterdam))
    to = msgspec.structs.replace(HANDLING, audience=frozenset({ANTWERP}))
    life = rotterdam.allied.publish_find(the_box(rotterdam), to, actor="olga")
    assert (life.stage, life.history[-1].fact.under) == (Stage.IN_FORCE, "finds")
    assert carry(rotterdam, antwerp) == 1
    further = rotterdam.allied.publish_find(
        the_box(rotterdam), HANDLING, correction="weighed", actor="olga"
    )
    assert further.proposed is not None


def test_whoever_has_no_agreement_any_more_is_told_to_delete(pair: tuple[Node, Node]) -> None:
    rotterdam, antwerp = pair
    before = probability(antwerp, "A1")
    name = shared(rotterdam, antwerp)
    partner = rotterdam.allied.accords.read(Topic.PARTNER, ANTWERP)
    rotterdam.allied.accords.suspend(
        Topic.PARTNER, ANTWERP, "a leak there", actor="anna", seen=partner.version
    )
    carry(rotterdam, antwerp)
    assert probability(antwerp, "A1") == pytest.approx(before)
    assert antwerp.allied.read(name, actor="anna").gone == "recalled"
    assert [one.allowed for one in rotterdam.allied.went(name)] == [False, True]


def test_every_refusal_names_its_rule(
    pair: tuple[Node, Node], tmp_path: Path, clock: Clock
) -> None:
    rotterdam, antwerp = pair
    with allies.node(tmp_path, OVERSEAS, clock) as overseas:
        known = agreement(overseas, member=False, region=Region.NORTH_AMERICA)
        agree(rotterdam, known)
        name = shared(rotterdam, antwerp)
        went = {one.partner: one for one in rotterdam.allied.went(name)}
        assert went[ANTWERP].allowed
        assert not went[OVERSEAS].allowed
        rules = {rule for one in went[OVERSEAS].decisions for rule in one.rules}
        assert "amber-to-members" in rules
        assert went[OVERSEAS].policy == Policy.default().digest


def test_a_policy_that_fails_its_own_tests_is_not_proposed(rotterdam: Node) -> None:
    text_ = Policy.default().text
    accords = rotterdam.allied.accords
    wrong = text_.replace("-> deny amber-to-members", "-> allow")
    with pytest.raises(BadPolicy, match="amber-to-members"):
        accords.propose(PolicyText(text=wrong), actor="anna", seen=0)
    with pytest.raises(BadPolicy, match="no tests"):
        accords.propose(PolicyText(text=text_.replace("//?", "//")), actor="anna", seen=0)


def test_what_a_stricter_policy_forbids_is_recalled(pair: tuple[Node, Node]) -> None:
    rotterdam, antwerp = pair
    name = shared(rotterdam, antwerp)
    strict = Policy.default().text + (
        '\n@id("no-seizures-abroad") forbid (principal, action, resource)'
        ' when { resource.tlp == "amber" };\n'
    )
    strict = strict.replace(
        "//? amber to a member: tlp=amber -> allow agreement",
        "//? amber to a member: tlp=amber -> deny no-seizures-abroad",
    )
    dry = {one.node: one.notice for one in rotterdam.allied.dry_run(published(rotterdam), strict)}
    assert dry == {ANTWERP: None}
    rotterdam.allied.accords.propose(PolicyText(text=strict), actor="anna", seen=0)
    assert carry(rotterdam, antwerp) == 0
    rotterdam.allied.accords.confirm(Topic.POLICY, "sharing", actor="bram", seen=1)
    carry(rotterdam, antwerp)
    assert antwerp.allied.read(name, actor="anna").gone == "recalled"


def test_while_the_policy_is_suspended_nothing_goes(pair: tuple[Node, Node]) -> None:
    rotterdam, antwerp = pair
    accords = rotterdam.allied.accords
    accords.propose(PolicyText(text=Policy.default().text), actor="anna", seen=0)
    accords.confirm(Topic.POLICY, "sharing", actor="bram", seen=1)
    accords.suspend(Topic.POLICY, "sharing", "a doubt", actor="anna", seen=2)
    shared(rotterdam, antwerp)
    assert antwerp.allied.inbox()[1] == 0


def test_a_partner_gets_no_more_than_its_agreement_covers(pair: tuple[Node, Node]) -> None:
    rotterdam, antwerp = pair
    core = agreement(antwerp, categories=frozenset({Category.CORE}), until=date(2027, 1, 1))
    agree(rotterdam, core)
    before = probability(antwerp, "A1")
    name = shared(rotterdam, antwerp)
    notice = antwerp.allied.read(name, actor="olga").notice
    assert notice is not None
    assert getattr(notice.body, "consignee", "") == ""
    assert probability(antwerp, "A1") == before


def test_who_looked_is_on_record(pair: tuple[Node, Node]) -> None:
    rotterdam, antwerp = pair
    name = shared(rotterdam, antwerp)
    one = antwerp.allied.read(name, actor="olga")
    assert [look.actor for look in antwerp.allied.looks(name)] == ["olga"]
    raised = antwerp.allied.raised(one)
    assert [row[0] for row in raised] == [line.box_id for line in antwerp.worklist().lines]


def published(node: Node):
    life = node.allied.accords.all(Topic.NOTICE)[-1]
    assert life.in_force is not None
    return life.in_force.notice  # type: ignore[union-attr]


def test_allied_finds_are_counted_apart_and_only_where_they_may_be(
    pair: tuple[Node, Node],
) -> None:
    rotterdam, antwerp = pair
    shared(rotterdam, antwerp, purposes=frozenset({Purpose.RISK_ANALYSIS}))
    assert antwerp.finds() == []
    (own,) = rotterdam.finds()
    assert (own.whose, own.count) == ("own", 1)


@pytest.mark.parametrize(("tlp", "counted"), [(Tlp.AMBER, 1), (Tlp.RED, 0)])
def test_what_is_for_the_persons_addressed_alone_is_in_no_count(
    pair: tuple[Node, Node], tlp: Tlp, counted: int
) -> None:
    rotterdam, antwerp = pair
    audience = frozenset({ANTWERP})
    purposes = frozenset({Purpose.STATISTICS})
    shared(rotterdam, antwerp, tlp=tlp, audience=audience, purposes=purposes)
    found = antwerp.finds()
    assert sum(one.count for one in found) == counted
    assert all((one.whose, one.told_by) == ("allied", (ROTTERDAM,)) for one in found)
