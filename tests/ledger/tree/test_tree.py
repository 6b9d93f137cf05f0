"""What a signed root says of a log can be checked by whoever holds it, and nothing else can."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quaywatch.ledger.tree import (
    BadProof,
    Tree,
    check_consistency,
    check_inclusion,
    leaf_hash,
)
from quaywatch.ledger.tree.tree import EMPTY, node_hash

# Entries and roots of the certificate transparency project's own tests.
ENTRIES = [
    bytes.fromhex(text)
    for text in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = (
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)
SIZES = st.integers(1, 70)


def tree(size: int) -> Tree:
    return Tree(leaf_hash(str(number).encode()) for number in range(size))


def by_definition(leaves: list[bytes]) -> bytes:
    """The root as RFC 6962 §2.1 writes it down."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return node_hash(by_definition(leaves[:split]), by_definition(leaves[split:]))


def test_roots_are_those_of_certificate_transparency() -> None:
    made = Tree()
    for entry, root in zip(ENTRIES, ROOTS, strict=True):
        made.append(leaf_hash(entry))
        assert made.root().hex() == root
    assert Tree().root() == EMPTY


@given(SIZES)
def test_the_root_is_the_one_that_the_standard_defines(size: int) -> None:
    leaves = [leaf_hash(str(number).encode()) for number in range(size)]
    assert Tree(leaves).root() == by_definition(leaves)


@given(st.data())
def test_every_entry_is_proven_to_be_in_every_log_that_has_it(data: st.DataObject) -> None:
    made = tree(data.draw(SIZES))
    size = data.draw(st.integers(1, len(made)))
    place = data.draw(st.integers(0, size - 1))
    leaf = leaf_hash(str(place).encode())
    check_inclusion(leaf, place, size, made.root(size), made.inclusion(place, size))


@given(st.data())
def test_every_log_is_proven_to_begin_with_every_earlier_one(data: st.DataObject) -> None:
    made = tree(data.draw(SIZES))
    size = data.draw(st.integers(0, len(made)))
    old = data.draw(st.integers(0, size))
    proof = made.consistency(old, size)
    check_consistency(old, made.root(old), size, made.root(size), proof)


@given(st.data())
def test_one_changed_bit_anywhere_is_noticed(data: st.DataObject) -> None:
    made = tree(data.draw(st.integers(2, 70)))
    size, place = len(made), data.draw(st.integers(0, len(made) - 1))
    leaf, root, proof = leaf_hash(str(place).encode()), made.root(), made.inclusion(place)
    pieces = [leaf, root, *proof]
    which = data.draw(st.integers(0, len(pieces) - 1))
    bit = data.draw(st.integers(0, 255))
    pieces[which] = flipped(pieces[which], bit)
    with pytest.raises(BadProof):
        check_inclusion(pieces[0], place, size, pieces[1], pieces[2:])


@given(st.data())
def test_a_log_that_changed_an_old_entry_has_no_proof_of_consistency(data: st.DataObject) -> None:
    size = data.draw(st.integers(2, 70))
    old = data.draw(st.integers(1, size - 1))
    changed = data.draw(st.integers(0, old - 1))
    honest = tree(size)
    other = Tree(leaf_hash(f"{n}{'!' * (n == changed)}".encode()) for n in range(size))
    proof = other.consistency(old, size)
    with pytest.raises(BadProof):
        check_consistency(old, honest.root(old), size, other.root(), proof)


@given(st.data())
def test_a_proof_that_is_cut_or_drawn_out_proves_nothing(data: st.DataObject) -> None:
    made = tree(data.draw(st.integers(2, 70)))
    size, place = len(made), data.draw(st.integers(0, len(made) - 1))
    proof = made.inclusion(place)
    leaf = leaf_hash(str(place).encode())
    for other in (proof[:-1], [*proof, EMPTY]):
        with pytest.raises(BadProof):
            check_inclusion(leaf, place, size, made.root(), other)


def test_what_is_not_there_is_proven_by_nobody() -> None:
    made = tree(5)
    for ask in (
        lambda: made.inclusion(5),
        lambda: made.inclusion(-1),
        lambda: made.root(6),
        lambda: made.consistency(6),
    ):
        with pytest.raises(ValueError, match="entries"):
            ask()
    with pytest.raises(BadProof, match="no entry 5"):
        check_inclusion(EMPTY, 5, 5, made.root(), [])
    with pytest.raises(BadProof, match="never had 6"):
        check_consistency(6, EMPTY, 5, made.root(), [])


def test_a_proof_among_a_million_entries_takes_less_than_a_kilobyte() -> None:
    made = Tree(number.to_bytes(32, "big") for number in range(2**14 + 1))
    # Each doubling adds one hash: 2^20 entries take six more than 2^14.
    longest = max(len(made.inclusion(place)) for place in (0, 1, 2**13, 2**14))
    assert (longest + 6) * 32 < 1024


def flipped(piece: bytes, bit: int) -> bytes:
    number = int.from_bytes(piece, "big") ^ (1 << bit)
    return number.to_bytes(len(piece), "big")
