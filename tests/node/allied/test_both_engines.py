"""What an ally says raises boxes on PostgreSQL as on SQLite."""

from pathlib import Path

import pytest

from quaywatch.alliance.accords import Topic
from quaywatch.alliance.bodies import Indicator, Seen
from quaywatch.cargo import ReasonKind
from quaywatch.node import Description, Node
from tests.node.allied import allies
from tests.node.allied.allies import ANTWERP, HANDLING, ROTTERDAM, Clock, agree, agreement, carry
from tests.node.allied.test_sharing import SURE
from tests.node.making import NUMBERS, consignment, filing
from tests.node.tables import contents

WANTED = (
    Indicator(what=Seen.CONTAINER, value=NUMBERS[10]),
    Indicator(what=Seen.PARTY, value="Acme Fruit", together=((Seen.CONTAINER, NUMBERS[10]),)),
    Indicator(what=Seen.SEAL_PATTERN, value="ML-EC?????"),
)


def test_a_notice_finds_boxes_and_tables_made_anew_are_the_same(
    ledger_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = Clock()
    with allies.node(tmp_path, ROTTERDAM, clock) as rotterdam:
        monkeypatch.setenv("QUAYWATCH_KEY", str(tmp_path / "antwerp.key"))
        with Node.open(ledger_url, clock=clock) as antwerp:
            antwerp.describe(Description(name=ANTWERP, node=ANTWERP))
            bill = consignment("A1", NUMBERS[10:12], consignee="ACME FRUIT BV", port="COCTG")
            antwerp.intake(filing(bill))
            agree(rotterdam, agreement(antwerp))
            agree(antwerp, agreement(rotterdam))
            for number, body in enumerate(WANTED):
                life = rotterdam.allied.publish(f"i/{number}", body, HANDLING, SURE, actor="olga")
                accords = rotterdam.allied.accords
                accords.confirm(Topic.NOTICE, life.name, actor="piet", seen=life.version)
            carry(rotterdam, antwerp)
            first, second = antwerp.worklist().lines
            assert first.equipment_number == NUMBERS[10]
            noticed = [one for one in first.strongest if one.kind is ReasonKind.NOTICE]
            assert len(noticed) == 2
            assert not any(one.kind is ReasonKind.NOTICE for one in second.strongest)
            assert sum(one.contribution for one in noticed) <= 3.0
            before = contents(antwerp)
            antwerp.rebuild()
            assert contents(antwerp) == before
