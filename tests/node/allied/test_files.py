"""A file of MISP is looked at first, and another officer than who brought it takes it."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pymisp import MISPEvent

from quaywatch.alliance.accords import Refused
from quaywatch.alliance.line.bringing import Bringer, Fate, Way
from quaywatch.alliance.line.brought import bringer
from quaywatch.alliance.misp import BadEvent
from quaywatch.cargo import ReasonKind
from quaywatch.ledger.reading import read
from quaywatch.node import Description, Node, UnknownFile
from quaywatch.node.allied.bringing.door import NothingAgreed
from quaywatch.node.allied.facts import IMPORT
from tests.node.allied.allies import ROTTERDAM, Clock
from tests.node.allied.bringing import OUTSIDER, outsider, settle
from tests.node.making import consignment, filing
from tests.node.tables import contents

ONE, OTHER = "MSCU1234566", "CSQU3054383"


@pytest.fixture
def rotterdam(ledger_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Node]:
    monkeypatch.setenv("QUAYWATCH_KEY", str(tmp_path / "rotterdam.key"))
    with Node.open(ledger_url, clock=Clock()) as opened:
        opened.describe(Description(name=ROTTERDAM, node=ROTTERDAM))
        opened.intake(filing(consignment("A1", (ONE, OTHER), consignee="ACME FRUIT BV")))
        settle(opened, outsider())
        yield opened


def event(*values: tuple[str, str]) -> Any:
    made = MISPEvent()
    made.info, made.distribution = "Seen with a cut seal", 1
    made.set_date("2026-02-01")
    for kind, value in values:
        made.add_attribute(kind, value, to_ids=True)
    return json.loads(made.to_json())


def file(said: Any) -> bytes:
    return json.dumps({"Event": said}).encode()


def raised(node: Node) -> list[str]:
    node.allied.follow()
    lines = node.worklist().lines
    return [
        one.equipment_number
        for one in lines
        if any(reason.kind is ReasonKind.NOTICE for reason in one.strongest)
    ]


def test_one_brings_it_another_takes_it_and_both_are_told(rotterdam: Node) -> None:
    files = rotterdam.allied.brought.files
    said = event(("text", ONE), ("phone-number", "+593 4 000 0000"), ("ip-dst", "192.0.2.1"))
    looked = files.put(OUTSIDER, "event.json", file(said), actor="olga")
    assert [one.fate for one in looked.lines] == [Fate.NEW, None]
    why = "Event.Attribute[1]: categories: the agreement does not cover person"
    assert looked.lines[1].reason == why
    assert (looked.taken, looked.refused, looked.lost[0]) == (1, 1, "1 of type ip-dst")
    assert not raised(rotterdam)
    assert not rotterdam.allied.line.quarantined()
    number = looked.file.number
    with pytest.raises(Refused):
        files.take(number, actor="Olga ")
    assert files.take(number, actor="piet").taken == 1
    assert not files.waiting()
    assert raised(rotterdam) == [ONE]
    (waits,) = rotterdam.allied.line.quarantined()
    assert (waits.sender, waits.place) == (f"misp:{OUTSIDER}", 1)
    assert b"+593 4 000 0000" in waits.data
    (one,), _ = rotterdam.allied.inbox()
    with rotterdam.allied.line.transaction() as connection:
        by = bringer(connection, OUTSIDER, one.name.partition("/")[2])
    assert by == Bringer(partner=OUTSIDER, way=Way.MISP, by="olga", confirmed_by="piet")


def test_it_is_brought_once_and_again_it_changes_nothing(rotterdam: Node) -> None:
    files = rotterdam.allied.brought.files
    data = file(event(("text", ONE)))
    first = files.put(OUTSIDER, "a.json", data, actor="olga")
    assert files.put(OUTSIDER, "b.json", data, actor="piet").file == first.file
    files.take(first.file.number, actor="piet")
    again = files.put(OUTSIDER, "a.json", data, actor="olga")
    assert [one.fate for one in again.lines] == [Fate.KNOWN]
    assert (again.taken, again.refused) == (0, 0)


def test_what_its_author_changed_or_deleted_is_followed(rotterdam: Node) -> None:
    files = rotterdam.allied.brought.files
    said = event(("text", ONE))
    for value, stamp, gone, fate in (
        (ONE, 1770000000, False, Fate.NEW),
        (OTHER, 1770000001, False, Fate.LATER),
        (OTHER, 1770000002, True, Fate.WITHDRAWN),
        (OTHER, 1770000003, False, Fate.GONE),
    ):
        said["Attribute"][0] |= {"value": value, "timestamp": str(stamp), "deleted": gone}
        looked = files.put(OUTSIDER, "event.json", file(said), actor="olga")
        assert [one.fate for one in looked.lines] == [fate]
        files.take(looked.file.number, actor="piet")
        wanted = [] if fate in (Fate.WITHDRAWN, Fate.GONE) else [value]
        assert raised(rotterdam) == wanted


def test_an_attribute_that_is_none_waits_and_the_others_are_taken(rotterdam: Node) -> None:
    said = event(("text", ONE), ("text", OTHER))
    del said["Attribute"][0]["uuid"]
    looked = rotterdam.allied.brought.files.put(OUTSIDER, "event.json", file(said), actor="olga")
    assert [one.fate for one in looked.lines] == [None, Fate.NEW]
    assert looked.lines[0].reason.startswith("Event.Attribute[0]: ")
    rotterdam.allied.brought.files.take(looked.file.number, actor="piet")
    (waits,) = rotterdam.allied.line.quarantined()
    assert json.loads(waits.data) == said["Attribute"][0]


def test_what_is_no_event_or_of_nobody_agreed_with_does_not_wait(rotterdam: Node) -> None:
    files = rotterdam.allied.brought.files
    with pytest.raises(BadEvent, match="it is no event"):
        files.put(OUTSIDER, "a.json", b"[]", actor="olga")
    with pytest.raises(NothingAgreed):
        files.put("stranger.example", "a.json", file(event()), actor="olga")
    assert not files.waiting()
    with pytest.raises(UnknownFile):
        files.take(1, actor="piet")


def test_a_file_is_dropped_and_each_step_is_on_the_ledger_without_its_content(
    rotterdam: Node,
) -> None:
    files = rotterdam.allied.brought.files
    number = files.put(OUTSIDER, "a.json", file(event(("text", ONE))), actor="olga")
    files.look(number.file.number, actor="piet")
    files.drop(number.file.number, actor="piet")
    with rotterdam.allied.line.transaction() as connection:
        told = read(connection, 0, 10_000, [IMPORT], None)
    steps = [(one.actor, json.loads(one.payload)["step"]) for one in told]
    assert steps == [("olga", "put"), ("olga", "looked"), ("piet", "looked"), ("piet", "dropped")]
    assert not any(ONE.encode() in one.payload for one in told)


def test_tables_made_anew_from_what_was_brought_are_the_same(rotterdam: Node) -> None:
    files = rotterdam.allied.brought.files
    looked = files.put(OUTSIDER, "a.json", file(event(("text", ONE))), actor="olga")
    files.take(looked.file.number, actor="piet")
    assert raised(rotterdam) == [ONE]
    before = contents(rotterdam)
    rotterdam.rebuild()
    assert contents(rotterdam) == before
