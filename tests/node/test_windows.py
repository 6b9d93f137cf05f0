"""When a box can be looked at follows from what is known of it, best word first."""

from datetime import datetime, timedelta

import msgspec
import polars as pl
import pytest

from quaywatch.cargo import (
    CallKind,
    Classifier,
    Equipment,
    Filing,
    FilingHeader,
    Movement,
    MovementKind,
    TransportCall,
)
from quaywatch.formats import native
from quaywatch.inspections import Asked, Capacity, Closing, Coverage, Patience, Strata
from quaywatch.node import Node, candidates
from tests.node.making import DAY, NUMBERS, consignment, filing, movement
from tests.node.tables import contents

HOUR = timedelta(hours=1)
SOON = DAY + 4 * HOUR
PICK_UP = DAY + timedelta(days=3)
PLANNED = movement(NUMBERS[0], MovementKind.GATE_OUT, PICK_UP, Classifier.PLANNED)
CAPACITY = Capacity(timezone="Europe/Brussels", resource=())


def laid(node: Node, capacity: Capacity = CAPACITY, now: datetime = DAY) -> dict[str, object]:
    """The one candidate."""
    with node.ledger.engine.connect() as connection:
        found = candidates.laid(
            connection, candidates.rows(connection), capacity, Asked(own=capacity.coverage), now
        )
    assert isinstance(found, pl.DataFrame)
    (row,) = found.to_dicts()
    return row


def discharged(at: datetime, classifier: Classifier = Classifier.ACTUAL) -> Movement:
    return movement(NUMBERS[0], MovementKind.DISCHARGED, at, classifier)


def told(node: Node, *movements: Movement, reference: str) -> None:
    node.intake(filing(movements=movements, reference=reference))


def test_a_box_is_there_from_its_discharge_and_before_that_from_when_it_is_expected(
    small_node: Node,
) -> None:
    small_node.intake(filing(consignment(arrival=SOON), movements=(PLANNED,)))
    assert laid(small_node)["available_at"] == SOON
    told(small_node, discharged(SOON + 9 * HOUR, Classifier.ESTIMATED), reference="E1")
    assert laid(small_node)["available_at"] == SOON + 9 * HOUR
    told(small_node, discharged(SOON + 11 * HOUR, Classifier.ESTIMATED), reference="E2")
    assert laid(small_node)["available_at"] == SOON + 11 * HOUR
    told(small_node, discharged(SOON + 2 * HOUR), reference="A1")
    told(small_node, discharged(SOON + 5 * HOUR, Classifier.PLANNED), reference="E3")
    assert laid(small_node)["available_at"] == SOON + 2 * HOUR
    before = contents(small_node)
    small_node.rebuild()
    assert contents(small_node) == before


def test_the_last_word_on_the_pick_up_counts(small_node: Node) -> None:
    small_node.intake(filing(consignment(arrival=SOON), movements=(PLANNED,)))
    sooner = msgspec.structs.replace(PLANNED, at=PICK_UP - 20 * HOUR)
    told(small_node, sooner, reference="COPINO")
    assert laid(small_node)["deadline_at"] == sooner.at


def at_sea(node: Node) -> datetime:
    """A box whose vessel leaves in two days; that instant."""
    arrival = DAY + timedelta(days=20)
    later = msgspec.structs.replace(PLANNED, at=arrival + timedelta(days=3))
    node.intake(filing(consignment(arrival=arrival), movements=(later,)))
    return arrival - timedelta(days=18)


def called(node: Node, at: datetime, closing_at: datetime | None = None, **more: str) -> None:
    call = TransportCall(
        kind=CallKind.DEPARTURE,
        classifier=Classifier.ESTIMATED,
        at=at,
        location="ECGYE",
        vessel_name="TEST STAR",
        closing_at=closing_at,
        **more,
    )
    header = FilingHeader(format="native", sender="PORT", reference=f"C{at}{closing_at}")
    node.intake(native.write([Filing(header=header, calls=(call,))]))


def test_a_box_can_be_stopped_until_its_vessel_closes(small_node: Node) -> None:
    leaves = at_sea(small_node)
    assert laid(small_node)["cutoff_at"] == leaves
    closings = (Closing(hours=24), Closing(port="ECGYE", terminal="CONTECON", hours=12))
    port = msgspec.structs.replace(CAPACITY, closing=closings)
    assert laid(small_node, port)["cutoff_at"] == leaves - 24 * HOUR
    called(small_node, leaves + 6 * HOUR, facility="CONTECON")
    assert laid(small_node, port)["cutoff_at"] == leaves - 6 * HOUR
    called(small_node, leaves + 7 * HOUR, closing_at=leaves - 30 * HOUR, voyage="601N")
    assert laid(small_node, port)["cutoff_at"] == leaves - 30 * HOUR
    called(small_node, leaves + 99 * HOUR, voyage="999N")
    assert laid(small_node, port)["cutoff_at"] == leaves - 30 * HOUR


def test_a_box_that_is_under_way_has_no_closing(small_node: Node) -> None:
    leaves = at_sea(small_node)
    assert laid(small_node, now=leaves)["cutoff_at"] is None
    aboard = movement(NUMBERS[0], MovementKind.LOADED, leaves - HOUR, location="ECGYE")
    told(small_node, aboard, reference="A1")
    assert laid(small_node)["cutoff_at"] is None


@pytest.mark.parametrize(
    ("temperature", "hours"), [(13.3, 24), (-20.0, 72), (None, None), (40.0, None)]
)
def test_a_reefer_is_looked_at_within_its_patience(
    small_node: Node, temperature: float | None, hours: int | None
) -> None:
    box = Equipment(number=NUMBERS[0], size_type="45R1", temperature_c=temperature)
    made = msgspec.structs.replace(consignment(arrival=DAY), equipment=(box,))
    small_node.intake(filing(made, movements=(PLANNED,)))
    port = msgspec.structs.replace(
        CAPACITY,
        patience=(
            Patience(goods=("08",), from_c=0, to_c=20, hours=24),
            Patience(to_c=-10, hours=72),
        ),
    )
    until = PICK_UP if hours is None else DAY + hours * HOUR
    assert laid(small_node, port)["deadline_at"] == until
    # Who outwaits the patience is not let off.
    assert laid(small_node, port, now=DAY + 71 * HOUR + HOUR)["deadline_at"] == PICK_UP


@pytest.mark.parametrize(
    ("strata", "stratum"),
    [
        (Strata.COUNTRY_OF_LOADING, "EC"),
        (Strata.PORT_OF_LOADING, "ECGYE"),
        (Strata.HS_CHAPTER, "08"),
    ],
)
def test_boxes_are_grouped_as_the_port_says(small_node: Node, strata: Strata, stratum: str) -> None:
    small_node.intake(filing(consignment(arrival=SOON), movements=(PLANNED,)))
    port = msgspec.structs.replace(CAPACITY, coverage=Coverage(strata=strata))
    assert laid(small_node, port)["stratum"] == stratum
