"""Cleared pictures are drawn by a seed that everybody has, in proportion, and read again."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from quaywatch.strategy.audits import Picture, agreement, chosen

PICTURES = st.lists(
    st.builds(
        Picture,
        digest=st.text("0123456789abcdef", min_size=1, max_size=6),
        stratum=st.sampled_from(["EC", "CO", ""]),
    ),
    max_size=60,
    unique_by=lambda one: one.digest,
)


@given(PICTURES, st.integers(0, 70), st.binary(max_size=32), st.randoms())
def test_the_same_seed_draws_the_same_pictures_in_whatever_order_they_are_listed(
    pictures, number, seed, random
) -> None:
    drawn = chosen(pictures, number, seed)
    shuffled = list(pictures)
    random.shuffle(shuffled)
    assert chosen(shuffled, number, seed) == drawn
    assert len(drawn) == len(set(drawn)) == min(number, len(pictures))
    strata = {one.digest: one.stratum for one in pictures}
    sizes = Counter(strata.values())
    for name, many in Counter(strata[digest] for digest in drawn).items():
        assert abs(many - len(drawn) * sizes[name] / len(pictures)) < 1


def test_each_picture_is_drawn_as_often_as_any_other() -> None:
    pictures = [Picture(digest=f"{n:02x}", stratum="EC") for n in range(20)]
    times = Counter(
        digest for n in range(4000) for digest in chosen(pictures, 5, n.to_bytes(2, "big"))
    )
    # 1000 times each on average, standard deviation 27.
    assert all(abs(times[one.digest] - 1000) < 5 * 27.4 for one in pictures)


@given(PICTURES, st.dictionaries(st.text("0123456789abcdef", max_size=6), st.booleans()))
def test_what_was_read_left_and_what_left_was_drawn(pictures, saw) -> None:
    told = agreement([one.digest for one in pictures], [], saw)
    assert told.saw <= told.read <= told.sent <= told.drawn == len(pictures)
    assert 0 <= told.low <= told.high <= 1
