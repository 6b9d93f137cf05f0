"""A seizure looks for the hundred seals bought with the one found too, as a weaker clue."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quaywatch.alliance.bodies import Seizure
from quaywatch.alliance.weighing import Clue, Weights, hint, of_consignment, sought
from quaywatch.cargo import Consignment, Equipment, Seal
from tests.alliance.making import NOW

WEIGHTS = Weights.load()


def met(found: str, *declared: str) -> tuple[tuple[Clue, str], ...]:
    """Return the clues that a box with seals has of a seizure where one seal was found."""
    seizure = Seizure(found_at=NOW, at="NLRTM", substance="cocaine", seals=(found,))
    seals = tuple(Seal(number=one) for one in declared)
    box = Equipment(number="MSCU1234566", seals=seals)
    wanted = sought(seizure)
    has = of_consignment(Consignment(reference="B1", equipment=(box,)))
    return () if wanted is None else wanted.met(has)


def sorts(found: str, *declared: str) -> set[Clue]:
    return {clue for clue, _ in met(found, *declared)}


@given(st.integers(0, 9999), st.integers(0, 9999))
def test_seals_of_one_hundred_are_neighbours_and_no_others(found: int, declared: int) -> None:
    expected: set[Clue] = set()
    if found == declared:
        expected = {Clue.SEAL}
    elif found // 100 == declared // 100:
        expected = {Clue.SEAL_PATTERN}
    assert sorts(f"ML-EC71{found:04d}", f"ml ec71{declared:04d}") == expected


def test_a_box_with_the_very_seal_and_its_neighbour_is_met_by_the_seal_alone() -> None:
    assert sorts("ML-EC0012345", "ML-EC0012345", "ML-EC0012346") == {Clue.SEAL}


@pytest.mark.parametrize(
    ("found", "declared"),
    [
        ("ML-EC0012345", "ML-EC00123456"),  # one digit more
        ("ML-EC0012345", "ML-EB0012346"),  # another series
        ("ML-EC001234A", "ML-EC001234B"),  # no number at its end to count on from
        ("A1234", "A1235"),  # so short that the pattern would meet half the trade
    ],
)
def test_what_was_not_bought_together_is_no_neighbour(found: str, declared: str) -> None:
    assert sorts(found, declared) == set()


def test_a_neighbour_raises_a_box_less_than_the_very_seal() -> None:
    near = hint(met("ML-EC0012345", "ML-EC0012346"), "seizure", 1.0, {}, WEIGHTS)
    very = hint(met("ML-EC0012345", "ML-EC0012345"), "seizure", 1.0, {}, WEIGHTS)
    assert near is not None
    assert very is not None
    assert 0 < near.log_odds < very.log_odds
