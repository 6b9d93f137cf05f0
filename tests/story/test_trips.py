"""A container is used again and again: each use is a trip of its own."""

from quaywatch.cargo import Movement
from quaywatch.story import tell
from quaywatch.story.encoding import Declared
from tests.story.making import CLEAN, bill, moved, rows


def lengths(*said: Movement | Declared) -> list[int]:
    return tell(rows(*said)).trips["events"].tolist()


def test_one_journey_is_one_trip() -> None:
    assert lengths(*CLEAN) == [len(CLEAN)]


def test_the_next_packing_begins_the_next_trip() -> None:
    after = (moved("picked_up", 32, "BEANR", packed=False), moved("stuffed", 33, "BEANR"))
    assert lengths(*CLEAN, *after) == [len(CLEAN), len(after)]


def test_a_gate_in_belongs_to_the_loading_that_follows() -> None:
    first = (moved("loaded", 2, "ECGYE"), moved("discharged", 20, "BEANR"), moved("gate_out", 22))
    then = (moved("gate_in", 24, "BEANR", packed=True), moved("loaded", 25, "BEANR"))
    assert lengths(*first, *then) == [3, 2]


def test_an_inland_terminal_on_the_way_to_the_consignee_ends_nothing() -> None:
    journey = (
        moved("discharged", 20, "BEANR"),
        moved("gate_out", 22, "BEANR"),
        moved("gate_in", 23, "DEDUI", packed=True),
        moved("gate_out", 25, "DEDUI", packed=True),
        moved("stripped", 26, "DEDUI"),
    )
    assert lengths(*journey) == [5]


def test_a_later_declaration_tells_trips_apart_when_nothing_else_does() -> None:
    first = (bill(2), moved("loaded", 2, "ECGYE"), moved("discharged", 20, "BEANR"))
    then = (bill(40, loading="BEANR", discharge="CIABJ"), moved("loaded", 41, "BEANR"))
    assert lengths(*first, *then) == [3, 2]


def test_master_and_house_bills_belong_to_one_trip() -> None:
    assert lengths(bill(2), moved("loaded", 2, "ECGYE"), bill(9, loading="PABLB")) == [3]


def test_a_box_packed_across_the_ocean_is_on_another_trip() -> None:
    first = (moved("loaded", 2, "ECGYE"), moved("discharged", 20, "BEANR"))
    assert lengths(*first, moved("gate_in", 60, "COCTG", packed=True)) == [2, 1]


def test_a_trip_knows_its_bounds_and_its_declaration() -> None:
    (trip,) = tell(rows(*CLEAN)).trips
    assert trip["declared"] == CLEAN.index(next(s for s in CLEAN if isinstance(s, Declared)))
    assert trip["until_at"] - trip["from_at"] == 35 * 86_400_000_000
