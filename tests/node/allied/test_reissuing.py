"""What was brought unsigned and checked here goes out as the own word of this authority."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from quaywatch.alliance import Handling, Notice, Purpose, Source, Tlp, known_by
from quaywatch.alliance.accords import Life, Publication, StandingOrder, Topic
from quaywatch.alliance.accords import Refused as AccordRefused
from quaywatch.alliance.bodies import Indicator, Seen, Withdrawal
from quaywatch.alliance.handling import Accuracy, HandlingCode, Reliability
from quaywatch.alliance.line.bringing import Bringer, Way
from quaywatch.cargo import ReasonKind
from quaywatch.node import Description, Node, UnknownNotice
from quaywatch.node.allied.bringing.door import Door
from quaywatch.node.allied.bringing.reissuing import Checked, Refusal, Refused, State
from tests.node.allied import allies
from tests.node.allied.allies import ANTWERP, ROTTERDAM, Clock, agree, agreement, carry
from tests.node.allied.bringing import BRINGS, OUTSIDER, outsider, settle
from tests.node.making import DAY, NUMBERS, consignment, filing

KEPT = DAY.date() + timedelta(days=BRINGS.keep_days)
BOTH = frozenset({Purpose.RISK_ANALYSIS, Purpose.INSPECTION})
OWN = Handling(
    tlp=Tlp.GREEN,
    purposes=frozenset({Purpose.RISK_ANALYSIS}),
    legal_basis="agreement of the allied ports, art. 4",
    retain_until=KEPT,
)
CHECKED = Checked(
    version=1,
    why="the carrier's own list has the number",
    leave="",
    named=False,
    handling=OWN,
    source=Source(reliability=Reliability.UNKNOWN, accuracy=Accuracy.CONFIRMED),
)
REFERENCE = f"seizure/{known_by(OUTSIDER, 'other')}"


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[tuple[Node, Node]]:
    """Rotterdam, to which an outsider brings things, and Antwerp."""
    clock = Clock()
    with (
        allies.node(tmp_path, ROTTERDAM, clock) as rotterdam,
        allies.node(tmp_path, ANTWERP, clock) as antwerp,
    ):
        for one, other in ((rotterdam, antwerp), (antwerp, rotterdam)):
            agree(one, agreement(other))
        settle(rotterdam, outsider())
        rotterdam.intake(filing(consignment("A1", NUMBERS[:1])))
        yield rotterdam, antwerp


def told(tlp: Tlp = Tlp.GREEN, *, version: int = 1, **more: Any) -> Notice:
    said: dict[str, Any] = {
        "origin": OUTSIDER,
        "id": known_by(OUTSIDER, "1"),
        "version": version,
        "created_at": DAY,
        "made_at": DAY + timedelta(hours=version),
        "handling": msgspec.structs.replace(OWN, tlp=tlp, retain_until=date(2028, 1, 1)),
        "body": Indicator(
            what=Seen.CONTAINER, value=NUMBERS[0], based_on=(REFERENCE,), note="cut seal"
        ),
        "correction": "" if version == 1 else "the number was another one",
    }
    return Notice(**(said | more))


def bring(node: Node, notice: Notice) -> str:
    """Let the outsider write it over TAXII."""
    line = node.allied.line
    terms = node.allied.accords.read(Topic.PARTNER, OUTSIDER).in_force
    bringer = Bringer(partner=OUTSIDER, way=Way.TAXII, by=f"key of {OUTSIDER}")
    with line.transaction() as connection:
        door = Door(connection, node.allied.node, terms, bringer, line.now())  # type: ignore[arg-type]
        door.take(notice)
        door.write()
    node.allied.follow()
    return f"{notice.origin}/{notice.id}"


def issue(node: Node, name: str, **more: Any) -> Life:
    said = msgspec.structs.replace(CHECKED, **more)
    return node.allied.brought.reissues.issue(name, said, actor="olga")


def issued(node: Node, name: str, **more: Any) -> str:
    """Issue it, and let a second person confirm it; return the own notice's name."""
    life = issue(node, name, **more)
    node.allied.accords.confirm(Topic.NOTICE, life.name, actor="piet", seen=life.version)
    return f"{node.allied.node}/{life.name}"


def withdrawn() -> Notice:
    return told(version=2, body=Withdrawal(of="indicator", reason="wrong"), correction="")


def held(node: Node, name: str) -> Notice:
    found = node.allied.read(name, actor="karim").notice
    assert found is not None
    return found


def test_a_checked_one_goes_out_signed_by_this_authority_after_a_second_person(
    pair: tuple[Node, Node],
) -> None:
    rotterdam, antwerp = pair
    name = bring(rotterdam, told())
    life = issue(rotterdam, name)
    carry(rotterdam, antwerp)
    assert antwerp.allied.inbox()[1] == 0, "nothing goes before a second person agreed"
    with pytest.raises(AccordRefused, match="Somebody else"):
        rotterdam.allied.accords.confirm(Topic.NOTICE, life.name, actor="olga", seen=life.version)
    rotterdam.allied.accords.confirm(Topic.NOTICE, life.name, actor="piet", seen=life.version)
    carry(rotterdam, antwerp)
    got = held(antwerp, f"{ROTTERDAM}/{life.name}")
    assert (got.origin, got.handling, got.source) == (ROTTERDAM, OWN, CHECKED.source)
    assert antwerp.allied.brought.by(f"{ROTTERDAM}/{life.name}") is None, "it is signed"


def test_partners_are_told_whose_it_was_where_that_is_wanted_and_nothing_of_others_else(
    pair: tuple[Node, Node],
) -> None:
    rotterdam, antwerp = pair
    name = bring(rotterdam, told())
    own = issued(rotterdam, name)
    carry(rotterdam, antwerp)
    got = held(antwerp, own)
    assert got.body == Indicator(what=Seen.CONTAINER, value=NUMBERS[0], note="cut seal")
    assert OUTSIDER not in str(msgspec.to_builtins(got))
    issued(rotterdam, name, named=True, correction="whose it was")
    carry(rotterdam, antwerp)
    body = held(antwerp, own).body
    assert isinstance(body, Indicator)
    reference = f"indicator/{known_by(OUTSIDER, '1')}"
    assert body.note == f"cut seal\n[{OUTSIDER}/{reference}, not signed]"
    assert body.based_on == (REFERENCE,)


def test_both_name_each_other_with_the_reason(pair: tuple[Node, Node]) -> None:
    rotterdam, _ = pair
    name = bring(rotterdam, told())
    own = issued(rotterdam, name)
    reissues = rotterdam.allied.brought.reissues
    made = reissues.of(name)
    assert made is not None
    life = rotterdam.allied.accords.read(Topic.NOTICE, own.partition("/")[2])
    assert reissues.stands(life) == made
    assert (made.reissue.of, made.reissue.version, made.reissue.why) == (name, 1, CHECKED.why)
    assert (made.life.proposed_by, made.life.confirmed_by) == ("olga", "piet")
    assert made.state is State.HELD


@pytest.mark.parametrize(
    ("tlp", "code", "said", "why"),
    [
        (Tlp.RED, HandlingCode.NONE, {"leave": "they"}, Refusal.NEVER),
        (Tlp.AMBER, HandlingCode.NONE, {}, Refusal.LEAVE_NEEDED),
        (Tlp.AMBER_STRICT, HandlingCode.NONE, {"leave": "  "}, Refusal.LEAVE_NEEDED),
        (Tlp.GREEN, HandlingCode.NO_DISSEMINATION, {}, Refusal.LEAVE_NEEDED),
        (Tlp.GREEN, HandlingCode.NONE, {"version": 2}, Refusal.CHANGED),
        (
            Tlp.GREEN,
            HandlingCode.NONE,
            {"handling": msgspec.structs.replace(OWN, tlp=Tlp.CLEAR)},
            Refusal.WIDER,
        ),
        (
            Tlp.GREEN,
            HandlingCode.NONE,
            {"handling": msgspec.structs.replace(OWN, purposes=BOTH)},
            Refusal.PURPOSES,
        ),
        (
            Tlp.GREEN,
            HandlingCode.NONE,
            {"handling": msgspec.structs.replace(OWN, retain_until=KEPT + timedelta(days=1))},
            Refusal.LONGER,
        ),
    ],
)
def test_what_its_source_or_the_agreement_does_not_let_out_stays(
    pair: tuple[Node, Node],
    tlp: Tlp,
    code: HandlingCode,
    said: dict[str, Any],
    why: Refusal,
) -> None:
    rotterdam, _ = pair
    notice = told(tlp)
    handling = msgspec.structs.replace(notice.handling, code=code)
    name = bring(rotterdam, msgspec.structs.replace(notice, handling=handling))
    with pytest.raises(Refused) as refused:
        issue(rotterdam, name, **said)
    assert refused.value.code is why
    assert rotterdam.allied.brought.reissues.of(name) is None


def test_with_the_leave_of_its_source_it_goes_as_far_as_that_says(
    pair: tuple[Node, Node],
) -> None:
    rotterdam, antwerp = pair
    name = bring(rotterdam, told(Tlp.AMBER_STRICT))
    own = issued(rotterdam, name, leave="duty desk overseas, by telephone, 2 March")
    carry(rotterdam, antwerp)
    assert held(antwerp, own).handling.tlp is Tlp.GREEN
    made = rotterdam.allied.brought.reissues.of(name)
    assert made is not None
    assert made.reissue.leave == "duty desk overseas, by telephone, 2 March"


def test_what_is_signed_or_not_there_is_nobodys_to_issue(pair: tuple[Node, Node]) -> None:
    rotterdam, antwerp = pair
    own = issued(rotterdam, bring(rotterdam, told()))
    carry(rotterdam, antwerp)
    with pytest.raises(Refused) as refused:
        issue(antwerp, own)
    assert refused.value.code is Refusal.SIGNED
    with pytest.raises(UnknownNotice):
        issue(rotterdam, own)
    with pytest.raises(UnknownNotice):
        issue(rotterdam, f"{OUTSIDER}/{known_by(OUTSIDER, 'none')}")


def test_no_standing_order_lets_one_person_issue_it(pair: tuple[Node, Node]) -> None:
    rotterdam, _ = pair
    order = StandingOrder(
        name="indicators",
        title="Indicators to the allied ports",
        kinds=frozenset({"indicator"}),
        audience=frozenset({ANTWERP}),
        widest=Tlp.GREEN,
        purposes=frozenset({Purpose.RISK_ANALYSIS}),
        results=frozenset(),
        until=date(2027, 1, 1),
    )
    rotterdam.allied.accords.propose(order, actor="anna", seen=0)
    rotterdam.allied.accords.confirm(Topic.STANDING, "indicators", actor="bram", seen=1)
    handling = msgspec.structs.replace(OWN, audience=frozenset({ANTWERP}))
    life = issue(rotterdam, bring(rotterdam, told()), handling=handling)
    assert life.in_force is None
    made = life.proposed
    assert isinstance(made, Publication)
    assert order.covers(msgspec.structs.replace(made, reissues=None), DAY.date())


@pytest.mark.parametrize(
    ("later", "state"), [(withdrawn, State.WITHDRAWN), (lambda: told(version=2), State.LATER)]
)
def test_whoever_issued_it_is_told_when_its_source_takes_it_back_or_says_otherwise(
    pair: tuple[Node, Node], later: Any, state: State
) -> None:
    rotterdam, antwerp = pair
    name = bring(rotterdam, told())
    own = issued(rotterdam, name)
    reissues = rotterdam.allied.brought.reissues
    assert reissues.unsettled() == []
    bring(rotterdam, later())
    (one,) = reissues.unsettled()
    assert (one.reissue.of, one.life.proposed_by, one.state) == (name, "olga", state)
    carry(rotterdam, antwerp)
    assert held(antwerp, own), "it is this authority's own word until it takes that back"
    life = one.life
    rotterdam.allied.accords.end(
        Topic.NOTICE, life.name, "its source took it back", actor="olga", seen=life.version
    )
    assert reissues.unsettled() == []
    carry(rotterdam, antwerp)
    assert antwerp.allied.read(own, actor="karim").gone == "withdrawn"


def test_a_corrected_one_is_checked_and_issued_again(pair: tuple[Node, Node]) -> None:
    rotterdam, antwerp = pair
    name = bring(rotterdam, told())
    own = issued(rotterdam, name)
    body = Indicator(what=Seen.CONTAINER, value=NUMBERS[1])
    bring(rotterdam, told(version=2, body=body))
    issued(rotterdam, name, version=2, correction="another number")
    assert rotterdam.allied.brought.reissues.unsettled() == []
    carry(rotterdam, antwerp)
    assert (held(antwerp, own).version, held(antwerp, own).body) == (2, body)


def test_here_it_finds_boxes_once_as_it_was_brought(pair: tuple[Node, Node]) -> None:
    rotterdam, _ = pair
    name = bring(rotterdam, told())
    before = [(one.box_id, one.probability) for one in rotterdam.worklist().lines]
    own = issued(rotterdam, name)
    lines = rotterdam.worklist().lines
    assert [(one.box_id, one.probability) for one in lines] == before
    told_by = [
        reason for one in lines for reason in one.strongest if reason.kind is ReasonKind.NOTICE
    ]
    assert len(told_by) == 1
    assert not rotterdam.allied.read(own, actor="karim").ranks
    assert rotterdam.allied.read(name, actor="karim").ranks


def test_tables_made_anew_tell_the_same(pair: tuple[Node, Node]) -> None:
    rotterdam, _ = pair
    name = bring(rotterdam, told())
    own = issued(rotterdam, name)
    bring(rotterdam, withdrawn())
    before = rotterdam.allied.brought.reissues.unsettled()
    rotterdam.rebuild()
    assert rotterdam.allied.brought.reissues.unsettled() == before
    assert not rotterdam.allied.read(own, actor="karim").ranks


def test_a_node_without_a_name_among_others_issues_nothing(tmp_path: Path) -> None:
    with Node.open(tmp_path / "alone.sqlite", clock=Clock()) as alone:
        alone.describe(Description(name="alone"))
        assert alone.allied.brought.reissues.unsettled() == []
