"""Each contradiction has a journey in which it speaks, and the clean one in which it is silent."""

import pytest

from quaywatch.cargo import Movement, Route
from quaywatch.cargo.consignment import BillLevel
from quaywatch.story import Contradiction, tell
from quaywatch.story.encoding import Declared
from tests.story.making import CLEAN, bill, moved, rows

Said = Movement | Declared


def codes(*said: Said) -> set[str]:
    return {Contradiction(int(code)).code for code in tell(rows(*said)).findings["code"]}


LOADED = moved("loaded", 2, "ECGYE", vessel_name="SIM STAR")
LANDED = moved("discharged", 20, "BEANR", vessel_name="SIM STAR")
OUT = moved("gate_out", 22, "BEANR")
GATE = moved("gate_in", 0, "ECGYE", packed=True)

SPEAKS: dict[str, tuple[Said, ...]] = {
    "seal-changed": (
        moved("gate_in", 0, "ECGYE", seals=["EC100", "SH7"]),
        LOADED,
        moved("discharged", 20, "BEANR", seals=["EC999"]),
    ),
    "seal-undeclared": (bill(seals=["EC100"]), moved("discharged", 20, "BEANR", seals=["EC999"])),
    "mass-drift": (
        moved("weighed", 0, "ECGYE", verified_gross_mass_kg=24_000.0),
        LOADED,
        moved("gate_out", 22, "BEANR", gross_mass_kg=25_500.0),
    ),
    "mass-above-declared": (
        bill(goods_mass_kg=18_000.0, size_type="45R1"),
        moved("weighed", 1, "ECGYE", verified_gross_mass_kg=26_500.0),
    ),
    "two-places": (moved("gate_in", 0, "ECGYE"), moved("gate_out", 0.5, "BEANR")),
    "seen-after-leaving": (GATE, LOADED, moved("gate_out", 4, "ECGYE")),
    "loaded-before-gate-in": (LOADED, moved("gate_in", 3, "ECGYE", packed=True)),
    "stowed-never-loaded": (GATE, moved("stowed", 3, "ECGYE")),
    "event-missing": (GATE, LOADED, moved("loaded", 9, "PABLB")),
    "hub-dwell": (
        LOADED,
        moved("discharged", 5, "PABLB"),
        moved("loaded", 70, "PABLB"),
        moved("discharged", 85, "BEANR"),
    ),
    "transhipment-undeclared": (
        bill(),
        LOADED,
        moved("discharged", 5, "PABLB"),
        moved("loaded", 8, "PABLB"),
        LANDED,
    ),
    "discharged-elsewhere": (
        bill(),
        LOADED,
        moved("discharged", 19, "ESALG"),
        moved("stripped", 20, "ESALG"),
    ),
    "plan-broken": (
        LOADED,
        moved("stowed", 3, "ECGYE", route=Route(port_of_discharge="BEANR")),
        moved("discharged", 19, "ESALG"),
    ),
    "detour": (
        LOADED,
        moved("discharged", 30, "SGSIN"),
        moved("loaded", 36, "SGSIN"),
        moved("discharged", 60, "BEANR"),
    ),
    "empty-with-cargo": (
        bill(packed=True, goods_mass_kg=20_000.0),
        moved("loaded", 2.5, "ECGYE", packed=False),
    ),
    "empty-sealed": (GATE, moved("loaded", 2, "ECGYE", packed=False, seals=["EC100"])),
    "size-type-differs": (bill(size_type="45R1"), moved("loaded", 2, "ECGYE", size_type="22G1")),
    "vessel-differs": (
        bill(vessel_name="SIM STAR"),
        moved("loaded", 2, "ECGYE"),
        moved("discharged", 20, "BEANR", vessel_name="SIM MOON"),
    ),
    "discharged-before-arrival": (LOADED, LANDED, moved("arrived", 22, "BEANR")),
}

SILENT: dict[str, tuple[Said, ...]] = {
    "a seal renewed after customs looked inside": (
        moved("gate_in", 0, "ECGYE", seals=["EC100"]),
        LOADED,
        LANDED,
        moved("inspected", 21, "BEANR"),
        moved("gate_out", 22, "BEANR", seals=["BE555"]),
    ),
    "a seal added and one written otherwise": (
        moved("gate_in", 0, "ECGYE", seals=["EC-100"]),
        LOADED,
        moved("discharged", 20, "BEANR", seals=["ec 100", "SH7"]),
    ),
    "a stand-in where a seal number belongs": (
        moved("gate_in", 0, "ECGYE", seals=["EC100"]),
        LOADED,
        moved("discharged", 20, "BEANR", seals=["NO SEAL"]),
    ),
    "masses within what scales differ by": (
        moved("weighed", 0, "ECGYE", verified_gross_mass_kg=24_000.0),
        moved("gate_in", 1, "ECGYE", gross_mass_kg=24_900.0),
    ),
    "a stated mass that leaves the container out": (
        bill(goods_mass_kg=21_600.0),
        moved("weighed", 0, "ECGYE", verified_gross_mass_kg=26_300.0),
        moved("gate_in", 1, "ECGYE", gross_mass_kg=21_600.0),
    ),
    "house bills that together fill the box": (
        bill(goods_mass_kg=9_000.0, size_type="22G1", level=BillLevel.HOUSE),
        bill(goods_mass_kg=9_000.0, size_type="22G1", level=BillLevel.HOUSE, discharge="BEANR"),
        moved("weighed", 1, "ECGYE", verified_gross_mass_kg=20_500.0),
    ),
    "local time sent as if it were UTC": (LOADED, moved("gate_in", 2.3, "ECGYE", packed=True)),
    "a hub in a declared country of routing": (
        bill(countries=["EC", "PA", "BE"]),
        LOADED,
        moved("discharged", 5, "PABLB"),
        moved("loaded", 8, "PABLB"),
        LANDED,
    ),
    "landed at another quay of the same estuary": (bill(discharge="BEANR"), LOADED,
        moved("discharged", 20, "BEKAL"), moved("gate_out", 21, "BEKAL"),
    ),
    "China by way of Singapore": (
        moved("loaded", 2, "CNSHA"),
        moved("discharged", 9, "SGSIN"),
        moved("loaded", 14, "SGSIN"),
        moved("discharged", 40, "BEANR"),
    ),
    "a plan that was changed in time": (
        LOADED,
        moved("discharged", 19, "BEANR", certainty="planned"),
        moved("discharged", 19, "NLRTM", certainty="planned"),
        moved("discharged", 20, "NLRTM"),
    ),
    "one ship under its number and two spellings": (
        bill(vessel_name="SIM STAR", imo_number="9074729"),
        moved("discharged", 20, "BEANR", vessel_name="SIMSTAR V", imo_number="IMO 9074729"),
    ),
    "an event that does not say where": (GATE, LOADED, moved("discharged", 5),
        moved("loaded", 8, "PABLB"), LANDED,
    ),
    "a box used again": (
        *CLEAN,
        moved("stuffed", 40, "BEANR", seals=["BE1"], size_type="45R1"),
        moved("gate_in", 42, "BEANR", seals=["BE1"], gross_mass_kg=9_000.0, packed=True),
        bill(44, loading="BEANR", discharge="CIABJ", seals=["BE1"], goods_mass_kg=4_400.0),
        moved("loaded", 44, "BEANR", vessel_name="SIM SUN"),
        moved("discharged", 58, "CIABJ", vessel_name="SIM SUN"),
    ),
}  # fmt: skip


def test_a_clean_journey_contradicts_itself_in_nothing() -> None:
    assert codes(*CLEAN) == set()


@pytest.mark.parametrize("code", SPEAKS)
def test_a_contradiction_speaks_up(code: str) -> None:
    assert codes(*SPEAKS[code]) == {code}


@pytest.mark.parametrize("what", SILENT)
def test_what_is_usual_in_trade_is_no_contradiction(what: str) -> None:
    assert codes(*SILENT[what]) == set()


def test_every_contradiction_has_an_example() -> None:
    assert set(SPEAKS) == {contradiction.code for contradiction in Contradiction}


@pytest.mark.parametrize("code", SPEAKS)
def test_a_contradiction_names_the_events_it_rests_on(code: str) -> None:
    said = SPEAKS[code]
    finding = tell(rows(*said)).findings[0]
    assert 0 <= finding["first"] < len(said)
    assert 0 <= finding["second"] < len(said)


def test_an_instruction_to_load_neither_loads_a_box_nor_stows_it() -> None:
    told = moved("loaded", 3, "ECGYE", certainty="planned")
    meant = moved("stowed", 3, "ECGYE", certainty="planned")
    assert "stowed-never-loaded" in codes(GATE, told, moved("stowed", 3, "ECGYE"))
    assert "stowed-never-loaded" not in codes(GATE, meant, LOADED)
