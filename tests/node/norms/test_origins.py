"""A port of loading's standing shifts its containers' risk, with a reason, and to the bit again."""

import math
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from quaywatch.cargo import Reason
from quaywatch.node import Node
from quaywatch.node.norms import Shown, Speaker
from quaywatch.norms import EvidenceKind
from quaywatch.norms.answer import Answer, Maturity
from quaywatch.norms.origin import GROUPS, MOST
from quaywatch.risk.origins import STANDING
from tests.node.making import DAY, NUMBERS, consignment, filing
from tests.node.norms.assessing import EVA, TODAY, planned

GUAYAQUIL = Speaker(actor="gus", port="ECGYE")


@pytest.fixture
def node(tmp_path: Path) -> Iterator[Node]:
    """One container of Guayaquil and one of Posorja."""
    with Node.open(tmp_path / "node.sqlite", clock=lambda: DAY) as opened:
        opened.intake(
            filing(consignment("BL1", NUMBERS[:1]), consignment("BL2", NUMBERS[1:2], port="ECPSJ"))
        )
        yield opened


def stand(node: Node, said: Maturity, *, verified: bool = True) -> None:
    """Guayaquil answers all that is asked where containers are loaded."""
    name = planned(node, GUAYAQUIL).id
    walked = Shown(
        kind=EvidenceKind.OBSERVATION,
        observed_on=TODAY,
        valid_until=TODAY + timedelta(days=100),
        note="walked round",
    )
    shown = node.norms.desk.add(name, walked, GUAYAQUIL).id
    catalogue = node.norms.editions.catalogue()
    for one in (each.id for each in catalogue.requirements if each.group in GROUPS):
        answer = Answer(requirement=one, said=said, evidence=(shown,), note="so it is")
        made = node.norms.desk.answer(name, answer, GUAYAQUIL, 0)
        if verified:
            node.norms.desk.verify(name, one, "seen", EVA, made.version_of(one))


def log_odds(node: Node, port: str) -> float:
    line = next(each for each in node.worklist().lines if each.port_of_loading == port)
    return node.dossier(line.box_id, "anna").dossier.log_odds


def reason(node: Node, port: str) -> Reason | None:
    line = next(each for each in node.worklist().lines if each.port_of_loading == port)
    reasons = node.dossier(line.box_id, "anna").dossier.reasons
    return next((each for each in reasons if each.code == STANDING), None)


def test_where_nothing_is_known_nothing_moves(node: Node) -> None:
    before, head = log_odds(node, "ECGYE"), node.ledger.head().position
    planned(node, GUAYAQUIL)
    assert node.norms.origins.weigh(TODAY) == ()
    assert (log_odds(node, "ECGYE"), reason(node, "ECGYE")) == (before, None)
    assert node.ledger.head().position > head


def test_a_port_that_lacks_much_raises_the_odds_of_its_containers_alone(node: Node) -> None:
    before, beside = log_odds(node, "ECGYE"), log_odds(node, "ECPSJ")
    stand(node, Maturity.ABSENT)
    (origin,) = node.norms.origins.weigh(TODAY)
    assert 0 < origin.shift <= round(MOST, 2)
    assert log_odds(node, "ECGYE") == before + round(origin.shift * 2**44) / 2**44
    assert log_odds(node, "ECPSJ") == beside


def test_the_officer_is_told_why_and_how_sure_that_is(node: Node) -> None:
    stand(node, Maturity.ABSENT)
    (origin,) = node.norms.origins.weigh(TODAY)
    told = reason(node, "ECGYE")
    assert told is not None
    assert told.fields == ("consignment.port_of_loading",)
    assert told.values["port"] == "ECGYE"
    assert float(told.values["times"]) == pytest.approx(math.exp(origin.shift), rel=0.01)
    least, most = float(told.values["least"]), float(told.values["most"])
    assert least <= float(told.values["times"]) <= most
    lines = {each.port_of_loading: each for each in node.worklist().lines}
    assert STANDING in {each.code for each in lines["ECGYE"].strongest}


def test_a_ports_own_word_moves_less_than_a_peers(node: Node) -> None:
    stand(node, Maturity.ABSENT, verified=False)
    (origin,) = node.norms.origins.weigh(TODAY)
    assert 0 < origin.shift <= MOST / 4 + 0.01


def test_weighed_again_it_stays_as_it_is(node: Node) -> None:
    stand(node, Maturity.ABSENT)
    node.norms.origins.weigh(TODAY)
    head = node.ledger.head().position
    node.norms.origins.weigh(TODAY)
    assert node.ledger.head().position == head


def test_what_comes_later_is_assessed_by_it_and_a_rebuild_gives_the_same_to_the_bit(
    node: Node, tmp_path: Path
) -> None:
    stand(node, Maturity.ABSENT)
    node.norms.origins.weigh(TODAY)
    node.intake(filing(consignment("BL3", NUMBERS[2:3])))
    boxes = [each.box_id for each in node.worklist().lines]
    before = {each: node.dossier(each, "anna").dossier for each in boxes}
    assert sum(_stood(each.reasons) for each in before.values()) == 2
    node.rebuild()
    assert {each: node.dossier(each, "anna").dossier.log_odds for each in boxes} == {
        box: one.log_odds for box, one in before.items()
    }
    with Node.open(tmp_path / "node.sqlite", clock=lambda: DAY) as again:
        assert [each.probability for each in again.worklist().lines] == [
            each.probability for each in node.worklist().lines
        ]


def test_when_a_port_does_better_its_containers_lose_the_shift(node: Node) -> None:
    before = log_odds(node, "ECGYE")
    stand(node, Maturity.ABSENT)
    node.norms.origins.weigh(TODAY)
    stand(node, Maturity.PROVEN)
    node.norms.origins.weigh(TODAY)
    assert log_odds(node, "ECGYE") < before


def _stood(reasons: tuple[Reason, ...]) -> bool:
    return any(each.code == STANDING for each in reasons)
