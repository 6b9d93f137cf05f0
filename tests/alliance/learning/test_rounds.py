"""The sum is the plain one to the last bit, and nobody sees a part of it."""

from itertools import combinations

import msgspec
import numpy as np
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from quaywatch.alliance.learning import Contribution, Missing, Party, Refused, summed
from quaywatch.alliance.learning.masks import MOST, decoded, encoded, total

NODES = tuple(f"{name}.customs.example" for name in ("antwerp", "hamburg", "rotterdam", "vigo"))
KEYS = {node: Ed25519PrivateKey.from_private_bytes(bytes([n]) * 32) for n, node in enumerate(NODES)}
PUBLIC = {node: key.public_key() for node, key in KEYS.items()}
VALUES = st.lists(st.floats(-1e6, 1e6), min_size=3, max_size=3).map(np.array)


def parties(count: int = 3) -> dict[str, Party]:
    made = {
        node: Party("winter", node, KEYS[node], bytes([n + 1]) * 32)
        for n, node in enumerate(NODES[:count])
    }
    for one in made.values():
        one.meet([other.offer for other in made.values()], PUBLIC)
    return made


def contributions(
    made: dict[str, Party], values: list[np.ndarray], step: int = 1
) -> list[Contribution]:
    pairs = zip(made.values(), values, strict=True)
    return [one.contribute(step, made, part) for one, part in pairs]


@settings(max_examples=60)
@given(st.integers(3, 4).flatmap(lambda count: st.lists(VALUES, min_size=count, max_size=count)))
def test_the_sum_is_the_plain_sum_to_the_last_bit(values: list[np.ndarray]) -> None:
    found = summed(contributions(parties(len(values)), values))
    plain = decoded(total([encoded(one) for one in values]))
    assert (found == plain).all()
    assert np.allclose(found, np.sum(values, axis=0), atol=1e-6)


def test_no_part_and_no_sum_of_some_parts_is_seen() -> None:
    values = [np.full(4, float(n + 1)) for n in range(4)]
    made = contributions(parties(4), values)
    numbers = [np.frombuffer(one.numbers, dtype="<u8") for one in made]
    for count in (1, 2, 3):
        for some in combinations(range(4), count):
            masked = total([numbers[at] for at in some])
            plain = total([encoded(values[at]) for at in some])
            assert not (masked == plain).any()


def test_masks_are_new_in_each_step() -> None:
    made, values = parties(), [np.zeros(8)] * 3
    one, other = contributions(made, values, 1), contributions(made, values, 2)
    assert all(a.numbers != b.numbers for a, b in zip(one, other, strict=True))


def test_a_party_that_stays_away_is_left_out_and_the_sum_is_right_again() -> None:
    made, values = parties(4), [np.full(2, float(n + 1)) for n in range(4)]
    first = contributions(made, values)
    with pytest.raises(Missing) as missing:
        summed(first[:3])
    assert missing.value.nodes == NODES[3:]
    left = NODES[:3]
    again = [made[node].contribute(1, left, values[n]) for n, node in enumerate(left)]
    assert (summed(again) == 6.0).all()
    for node in left:
        with pytest.raises(Refused, match="out before"):
            made[node].contribute(2, NODES, values[0])


def test_no_two_sums_are_given_whose_difference_is_a_part() -> None:
    made, zeros = parties(4), np.zeros(2)
    one = made[NODES[0]]
    one.contribute(1, NODES, zeros)
    with pytest.raises(Refused):
        one.contribute(1, NODES, zeros)
    one.contribute(1, NODES[:3], zeros)
    with pytest.raises(Refused):
        one.contribute(1, (NODES[0], NODES[1], NODES[3]), zeros)
    one.contribute(2, NODES[:3], zeros)
    with pytest.raises(Refused, match="over"):
        one.contribute(0, NODES[:3], zeros)


@pytest.mark.parametrize("company", [NODES[:2], NODES[1:4], (*NODES[:3], "else.example"), ()])
def test_a_party_refuses_a_company_that_gives_it_away(company: tuple[str, ...]) -> None:
    with pytest.raises(Refused):
        parties(4)[NODES[0]].contribute(1, company, np.zeros(2))


def test_an_offer_that_its_node_did_not_sign_is_refused() -> None:
    made = parties()
    first, second = NODES[:2]
    offer = made[second].offer
    for bad in (
        msgspec.structs.replace(offer, public=made[first].offer.public),
        msgspec.structs.replace(offer, session="summer"),
        msgspec.structs.replace(offer, node=NODES[3]),
        Party("winter", second, KEYS[first]).offer,
        Party("winter", second, KEYS[second], bytes([9]) * 32).offer,
        Party("winter", "else.example", KEYS[second]).offer,
    ):
        with pytest.raises(Refused):
            made[first].meet([bad], PUBLIC)


def test_what_is_not_of_one_step_is_not_added_up() -> None:
    made = parties()
    one, other = (
        contributions(made, [np.zeros(2)] * 3, 1),
        contributions(made, [np.zeros(2)] * 3, 2),
    )
    with pytest.raises(ValueError, match="one step"):
        summed([one[0], *other[1:]])
    with pytest.raises(ValueError, match="one step"):
        summed([])


@pytest.mark.parametrize("value", [np.inf, np.nan, MOST, -MOST])
def test_a_number_too_large_for_an_exact_sum_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match="below"):
        parties()[NODES[0]].contribute(1, NODES[:3], np.array([value]))
