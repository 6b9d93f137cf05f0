"""Small journeys, put into the words of the trade."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np

from quaywatch.cargo import Classifier, Movement, MovementKind, Route, Seal
from quaywatch.cargo.consignment import BillLevel
from quaywatch.story import encoding
from quaywatch.story.encoding import Declared
from quaywatch.story.events import Rows

BOX = "CSQU3054383"
DAY = datetime(2026, 3, 1, tzinfo=UTC)


def moved(
    kind: str,
    day: float,
    place: str | None = None,
    *,
    number: str = BOX,
    certainty: str = "actual",
    seals: Sequence[str] = (),
    **said: Any,
) -> Movement:
    return Movement(
        equipment_number=number,
        kind=MovementKind(kind),
        classifier=Classifier(certainty),
        at=DAY + timedelta(days=day),
        location=place,
        seals=tuple(Seal(number=seal) for seal in seals),
        **said,
    )


def bill(
    day: float = 2,
    *,
    loading: str = "ECGYE",
    discharge: str = "BEANR",
    via: Sequence[str] = (),
    countries: Sequence[str] = (),
    seals: Sequence[str] = (),
    level: BillLevel = BillLevel.MASTER,
    **said: Any,
) -> Declared:
    return Declared(
        at=DAY + timedelta(days=day),
        level=level,
        route=Route(
            port_of_loading=loading,
            transhipment_ports=tuple(via),
            port_of_discharge=discharge,
            countries=tuple(countries),
        ),
        seals=tuple(Seal(number=seal) for seal in seals),
        **said,
    )


def rows(*said: Movement | Declared, number: str = BOX) -> Rows:
    """Return rows of movements and declarations, known in the order given."""
    moves = [(i, "SIMTERM", m) for i, m in enumerate(said) if isinstance(m, Movement)]
    bills = [(i, f"SIMLINE {i}", number, d) for i, d in enumerate(said) if isinstance(d, Declared)]
    made: Rows = np.concatenate([encoding.movement_rows(moves), encoding.declared_rows(bills)])
    return made


CLEAN = (
    moved("picked_up", -6, "ECGYE", packed=False),
    moved("stuffed", -4, "ECGYE", seals=["EC100"]),
    moved("weighed", -3, "ECGYE", verified_gross_mass_kg=26_400.0),
    moved("gate_in", -2, "ECGYE", seals=["EC100"], gross_mass_kg=26_300.0, packed=True),
    bill(2, via=["PABLB"], seals=["EC100"], size_type="45R1", goods_mass_kg=21_600.0),
    moved("loaded", 2, "ECGYE", vessel_name="SIM STAR"),
    moved("discharged", 5, "PABLB", vessel_name="SIM STAR"),
    moved("loaded", 9, "PABLB", vessel_name="SIM MOON"),
    moved("stowed", 9.5, "PABLB", seals=["EC100"], gross_mass_kg=26_400.0, size_type="45R1"),
    moved("discharged", 22, "BEANR", certainty="estimated"),
    moved("arrived", 22.5, "BEANR", vessel_name="SIM MOON"),
    moved("discharged", 23, "BEANR", vessel_name="SIM MOON"),
    moved("gate_out", 26, "BEANR", seals=["EC100"], gross_mass_kg=26_450.0),
    moved("stripped", 27, "BEANR"),
    moved("dropped_off", 29, "BEANR", packed=False),
)
"""Bananas by way of Balboa: nothing is wrong."""
