"""Containers that the empties are measured on: each content in each kind before each scanner."""

import pytest

from bench._empties import KINDS, LOADS, MACHINE, MASSES, PLACES, Case, hidden, loaded
from quaywatch.world.scanner.installation import INSTALLATIONS


def _met(cases: list[Case]) -> set[tuple[str, str, str]]:
    return {(str(case.content), case.size_type, case.installation.name) for case in cases}


def test_every_kind_of_load_is_seen_in_every_container_before_every_scanner() -> None:
    assert len(_met(loaded(5, 1))) == len(LOADS) * len(KINDS) * len(INSTALLATIONS)


@pytest.mark.parametrize("place", [place for place in PLACES if place not in MACHINE])
def test_every_place_and_mass_is_seen_in_every_container(place: str) -> None:
    told = {(case.kg, case.size_type) for case in hidden(6, 1) if case.content == place}
    assert told == {(kg, kind) for kg in MASSES for kind in KINDS}
