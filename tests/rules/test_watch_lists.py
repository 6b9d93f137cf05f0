"""A listed party, box, telephone, address, seal or vessel is met however it is written."""

from datetime import UTC, date, datetime

import msgspec
import pytest

from quaywatch.rules import Entry, Example, RuleBook, Target, WatchList
from quaywatch.rules.examples import example_frames
from tests.rules.making import NO_FINDINGS, profile


def book(*entries: Entry) -> RuleBook:
    return RuleBook(watch_lists=[WatchList(code="desk", title="Desk 4", entries=entries)])


def entry(target: Target, value: str, expires: date | None = None) -> Entry:
    return Entry(
        id="e1", target=target, value=value, weight=2.0, reason="seen before", expires=expires
    )


def met(rules: RuleBook, **sections) -> list[tuple[str, str]]:
    frames = example_frames((Example(name="made", match=True, **sections),))
    hits = rules.hits(frames)
    return list(hits.select("field", "value").iter_rows())


@pytest.mark.parametrize(
    ("target", "listed", "section", "field", "written"),
    [
        (Target.PARTY, "Ñandú Export S.A.", "consignor", "name", "NANDU EXPORT SA"),
        (Target.PARTY, "Sim Fruit B.V.", "consignee", "name", "sim  fruit"),
        (Target.PARTY, "Sim & Zonen NV", "notify_party", "name", "SIM ZONEN"),
        (Target.TELEPHONE, "+32 3 123 45 67", "consignee", "telephone", "0032-3-1234567"),
        (Target.TELEPHONE, "03/123.45.67", "consignee", "telephone", "0 3 1 2 3 4 5 6 7"),
        (Target.TELEPHONE, "03/123.45.67", "consignee", "telephone", "+32 3 123 45 67"),
        (Target.ADDRESS, "Kaai 12, bus 3", "consignee", "address", "KAAI 12 BUS 3"),
        (Target.VESSEL, "MV Sim Star", "conveyance", "vessel_name", "SIM STAR"),
        (Target.VESSEL, "IMO 9074729", "conveyance", "imo_number", "9074729"),
    ],
)
def test_it_is_met_however_it_is_written(target, listed, section, field, written) -> None:
    declared = (
        f"consignment.{section}_{field}" if section != "conveyance" else f"consignment.{field}"
    )
    assert met(book(entry(target, listed)), **{section: {field: written}}) == [(declared, written)]


def test_boxes_and_seals_are_met_on_any_container() -> None:
    boxes = [{"number": "SIMU 123456-7"}, {"number": "SIMU0000000", "seals": ["X1", "ab-777"]}]
    assert met(book(entry(Target.CONTAINER, "simu1234567")), equipment=boxes)
    assert met(book(entry(Target.SEAL, "AB-7+")), equipment=boxes) == [
        ("equipment.seals", "ab-777")
    ]
    assert not met(book(entry(Target.SEAL, "AB-")), equipment=boxes)


def test_a_name_that_only_begins_alike_is_another_name() -> None:
    assert not met(
        book(entry(Target.PARTY, "Sim Fruit")), consignee={"name": "Sim Fruit Logistics"}
    )


@pytest.mark.parametrize(("day", "counts"), [(3, True), (4, False), (5, False)])
def test_an_entry_counts_until_it_expires(day, counts) -> None:
    rules = book(entry(Target.PARTY, "SIM", expires=date(2026, 5, 4)))
    filing = {"received_at": datetime(2026, 5, day, tzinfo=UTC)}
    assert bool(met(rules, consignee={"name": "SIM"}, filing=filing)) is counts


def test_a_hit_names_its_entry_and_counts_once() -> None:
    rules = book(entry(Target.PARTY, "SIM"))
    both = Example(name="made", match=True, consignee={"name": "SIM"}, consignor={"name": "SIM"})
    matched = rules.match(example_frames((both,)), NO_FINDINGS)
    assert matched.rows() == [(0, "watch_list", "desk/e1", 2.0)]
    assert rules.text("desk/e1", "nl") == "Op de aandachtslijst Desk 4: seen before"


def test_profiles_and_lists_match_side_by_side() -> None:
    rules = RuleBook(
        [profile("named", "has(consignee.name)", weight=0.5)],
        [WatchList(code="desk", title="Desk 4", entries=(entry(Target.PARTY, "SIM"),))],
    )
    several = (
        Example(name="nobody", match=False),
        Example(name="listed", match=True, consignee={"name": "SIM NV"}),
    )
    assert rules.match(example_frames(several), NO_FINDINGS).rows() == [
        (1, "profile", "named", 0.5),
        (1, "watch_list", "desk/e1", 2.0),
    ]


@pytest.mark.parametrize(
    ("alike", "written", "is_met"),
    [
        (0.8, "VULVARLE FRUIT", True),
        (0.8, "Fruit Vulvarel", True),
        (0.8, "Frutas Vulvarel S.L.", True),
        (0.8, "Vulvarel Techniek", False),
        (None, "Vulvarle Fruit", False),
        (0.99, "Vulvarle Fruit", False),
    ],
)
def test_a_party_is_met_by_names_as_like_as_the_entry_asks(alike, written, is_met) -> None:
    listed = msgspec.structs.replace(entry(Target.PARTY, "Vulvarel Fruit BV"), alike=alike)
    assert bool(met(book(listed), consignee={"name": written})) is is_met


def test_an_alias_counts_as_the_value_does() -> None:
    listed = msgspec.structs.replace(entry(Target.PARTY, "Sim Fruit BV"), aliases="Zalmora; Sim 2")
    for written in ("Sim Fruit", "ZALMORA", "sim-2"):
        assert met(book(listed), consignee={"name": written})
    assert not met(book(listed), consignee={"name": "Zalmora; Sim 2"})


def test_each_entry_of_one_value_is_met_and_each_field_told() -> None:
    both = [msgspec.structs.replace(entry(Target.PARTY, "SIM NV"), id=name) for name in ("a", "b")]
    frames = example_frames(
        (Example(name="made", match=True, consignee={"name": "SIM"}, consignor={"name": "sim"}),)
    )
    hits = book(*both, entry(Target.PARTY, "Zalmora")).hits(frames)
    assert hits["code"].to_list() == ["desk/a", "desk/a", "desk/b", "desk/b"]
    assert sorted(hits["value"].unique().to_list()) == ["SIM", "sim"]
