"""What ports learned together goes to allies that took no part, who judge it on their own data."""

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date
from hashlib import sha256
from pathlib import Path

import msgspec
import pytest

from quaywatch.alliance import Handling, Tlp
from quaywatch.alliance.accords import Topic
from quaywatch.alliance.accords.commands import Refused
from quaywatch.alliance.handling import HandlingCode, Purpose
from quaywatch.alliance.packages import BadPackage, NoPackage, State
from quaywatch.alliance.sums import Life, Proposal, Stage
from quaywatch.alliance.sums.work import encoded
from quaywatch.node.allied.packages.learned import Learned, NotAgreed, opened, require_agreed, told
from quaywatch.node.allied.packages.trying import ModelTried
from tests.node.allied.summing import HANDLING, NAME, PLAN, PORTS, PROPOSAL, Meeting
from tests.node.teaching import taught
from tests.places import Places

VIGO = 3
"""It took no part."""
FEATURES = ("expert_log_odds", "findings")
ONWARD = msgspec.structs.replace(HANDLING, onward=True)
TEXTS = ("Which boxes hold something", "Of three ports; says nothing of reefers.")


def proposal(handling: Handling = ONWARD) -> Proposal:
    plan = msgspec.structs.replace(PLAN, parties=PORTS[:VIGO], features=FEATURES)
    return msgspec.structs.replace(PROPOSAL, plan=plan, handling=handling)


def learn(ports: Meeting, handling: Handling = ONWARD) -> None:
    ports.start(proposal(handling), joining=(1, 2))
    for _ in range(PLAN.steps + 4):
        ports.round(0, 1, 2)
    assert ports.life(0).stage is Stage.FINISHED


@pytest.fixture
def ports(tmp_path: Path, places: Places) -> Iterator[Meeting]:
    with ExitStack() as stack:
        yield Meeting(tmp_path, places, stack, FEATURES)


def offer(ports: Meeting, handling: Handling = ONWARD) -> None:
    """Two people of Antwerp let allies have what it came to."""
    allied = ports.node(0).allied
    life = allied.offer("together", "sum", NAME, TEXTS, handling, actor="olga")
    with pytest.raises(Refused):
        allied.accords.confirm(Topic.PACKAGE, "together", actor="olga", seen=life.version)
    allied.accords.confirm(Topic.PACKAGE, "together", actor="piet", seen=life.version)


def test_an_ally_that_took_no_part_reads_the_card_and_judges_it_on_its_own_data(
    ports: Meeting,
) -> None:
    taught(ports.node(VIGO), first=100)
    learn(ports)
    offer(ports)
    ports.ends[VIGO].go(ports.node(0))
    room = ports.node(VIGO).allied.packages
    (one,) = room.all()
    assert (one.state, one.header.card) == (State.WAITING, TEXTS[1])
    said = told(one.content)
    life = ports.life(0)
    assert (said.sum, said.asked, said.ports) == (NAME, 3, 3)
    assert said.rows == life.rows_of_all == 3 * 80
    # One sum of moments and one a step: so many were opened.
    assert (said.sums, said.fewest_rows) == (PLAN.steps + 1, 50)
    # The very model that stands on the ledger of every port that took part.
    assert said.digest == life.digest == sha256(said.model).hexdigest()
    assert opened(said) == ports.sums(1).model(NAME)
    figures = room.try_(one.id, actor="anna").figures
    judged = msgspec.json.decode(figures, type=ModelTried)
    assert (judged.compared.rows, judged.compared.found, judged.same_inputs) == (40, 20, True)
    with pytest.raises(NoPackage, match="into force nowhere"):
        room.take(one.id, actor="anna")
    (went,) = [one for one in ports.node(0).allied.went() if one.way == "package"]
    assert (went.partner, went.allowed) == (PORTS[VIGO], True)
    # When its time is over it is gone everywhere.
    ports.clock.on((ONWARD.retain_until - ports.clock().date()).days + 1)
    ports.sums(0).tick()
    ports.ends[VIGO].go(ports.node(0))
    (one,) = room.all()
    assert (one.state, one.content, ports.sums(0).model(NAME)) == (State.WITHDRAWN, b"", None)


def test_it_goes_no_further_than_all_ports_agreed_when_they_joined() -> None:
    agreed = msgspec.structs.replace(ONWARD, audience=frozenset(PORTS))
    life = Life(origin=PORTS[0], session="spring", proposal=proposal(agreed))
    within = msgspec.structs.replace(ONWARD, audience=frozenset({PORTS[VIGO]}))
    require_agreed(life, within)
    wider = {
        "purposes": frozenset({Purpose.RISK_ANALYSIS, Purpose.PROSECUTION}),
        "retain_until": date(2027, 3, 3),
        "tlp": Tlp.GREEN,
        "audience": None,
    }
    for field, value in wider.items():
        with pytest.raises(NotAgreed):
            require_agreed(life, msgspec.structs.replace(within, **{field: value}))
    bound = msgspec.structs.replace(agreed, code=HandlingCode.NO_COURT)
    strict = Life(origin=PORTS[0], session="spring", proposal=proposal(bound))
    with pytest.raises(NotAgreed, match="H1"):
        require_agreed(strict, within)
    require_agreed(strict, msgspec.structs.replace(within, code=HandlingCode.NO_COURT))


def test_what_may_not_be_passed_on_is_offered_to_nobody() -> None:
    life = Life(origin=PORTS[0], session="spring", proposal=proposal(HANDLING))
    with pytest.raises(NotAgreed, match="passed on"):
        require_agreed(life, HANDLING)


def learned(method: str, model: object) -> Learned:
    data = msgspec.json.encode(model)
    said = {"sum": NAME, "title": "x", "method": method, "asked": 3, "ports": 3, "rows": 240}
    said |= {"fewest_rows": 50, "sums": 7, "inputs": "", "digest": sha256(data).hexdigest()}
    return msgspec.convert(said | {"model": data}, Learned)


SCALE = {"mean": [0.0], "deviation": [1.0], "rows": 240}
FITS = {"features": ["a"], "scale": SCALE, "weights": [0.0, 1.0], "rows": 240, "ridge": 1.0}
LEAF = {"value": 0.5}
ROOT = {"feature": 0, "below": 1.0, "left": 1, "right": 2}
GREW = {"features": ["a"], "share": 0.5, "trees": [[ROOT, LEAF, LEAF]], "rows": 240}


@pytest.mark.parametrize(
    ("method", "model"),
    [
        ("regression", FITS | {"weights": [0.0]}),
        ("regression", FITS | {"features": ["a", "b"]}),
        ("regression", FITS | {"scale": SCALE | {"deviation": [0.0]}}),
        ("regression", GREW),
        ("trees", GREW | {"share": 1.0}),
        ("trees", GREW | {"trees": [[ROOT | {"left": 0}, LEAF, LEAF]]}),
        ("trees", GREW | {"trees": [[ROOT | {"right": 3}, LEAF, LEAF]]}),
        ("trees", GREW | {"trees": [[ROOT | {"feature": 1}, LEAF, LEAF]]}),
        ("trees", GREW | {"features": ["a"] * 2}),
        ("trees", GREW | {"trees": []}),
    ],
)
def test_numbers_that_make_no_model_are_never_asked(method: str, model: object) -> None:
    assert encoded(opened(learned("regression", FITS)))
    assert encoded(opened(learned("trees", GREW)))
    with pytest.raises(BadPackage):
        opened(learned(method, model))


def test_a_model_that_is_not_the_one_that_was_digested_is_refused() -> None:
    said = msgspec.structs.replace(learned("trees", GREW), digest="0" * 64)
    with pytest.raises(BadPackage, match="not those that were learned"):
        opened(said)
